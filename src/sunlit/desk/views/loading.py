"""法规入库: choose files, see what they would add and what is doubtful about them, confirm, read the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sunlit.desk.accounts import viewer_of
from sunlit.desk.forms import LawFiles
from sunlit.desk.render import in_words
from sunlit.desk.staging import stage, staged, unstage
from sunlit.desk.views.lists import sent
from sunlit.kernel.refusal import Refusal
from sunlit.law import commands, queries

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from sunlit.law.intake import LoadingSeen

RECENT = 8
_STAGED = "laws"


@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """Choose files; what is sent is previewed, nothing is written to the library."""
    viewer = viewer_of(request)
    form = LawFiles(*sent(request))
    if request.method == "POST" and form.is_valid():
        files = form.handed_in()
        try:
            seen = queries.preview_laws(viewer, files)
        except Refusal as refusal:
            form.add_error("uploads", in_words(refusal))
        else:
            return render(request, "desk/load_preview.html", _shown(seen) | {"staged": stage(request, _STAGED, files)})
    recent, _total = queries.loadings(viewer, per_page=RECENT)
    context = {"form": form, "loadings": recent}
    return render(request, "desk/load.html", context, status=422 if form.errors else 200)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """确认入库: load what was previewed."""
    files = staged(request, _STAGED)
    if files is None:
        messages.warning(request, _("预览已过期或已经入库，请重新选择文件。"))
        return redirect("desk:load-laws")
    try:
        done = commands.load_laws(files, by=viewer_of(request).actor)
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return redirect("desk:load-laws")
    unstage(request, _STAGED)
    if done.id is None:
        messages.info(request, _("这些文件没有带来新内容，法规库未变。"))
        return redirect("desk:laws")
    messages.success(request, _("已入库。"))
    return redirect("desk:loading", done.id)


@require_safe
def loading(request: HttpRequest, key: UUID) -> HttpResponse:
    """入库报告: what one loading did."""
    seen = queries.loading(viewer_of(request), key)
    if seen is None:
        raise Http404
    return render(request, "desk/loading.html", _shown(seen))


def _shown(seen: LoadingSeen) -> dict[str, object]:
    """What was refused comes first, then what is doubtful, then the rest as given."""
    files = sorted(seen.files, key=lambda f: (f.outcome != "refused", not f.warnings))
    return {"loading": seen, "files": files, "warned": sum(bool(f.warnings) for f in seen.files)}
