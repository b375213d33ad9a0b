"""载入机关: one workbook or tables of divisions, previewed as what they change; the files to begin from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sunlit.desk.accounts import viewer_of
from sunlit.desk.organ_words import SHEETS, OrgansFile
from sunlit.desk.render import in_words
from sunlit.desk.staging import stage, staged, unstage
from sunlit.desk.views.lists import sent
from sunlit.kernel.refusal import Refusal
from sunlit.ledger import Unchanged
from sunlit.organs import commands, queries
from sunlit.organs.policies import require_administering
from sunlit.organs.workbook import write_book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import OrgansChange, OrgansLoading, Viewer

_WHAT = "organs"
#: Changes shown of one sheet; the numbers are of all of them.
_SHOWN = 200
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """Choose a file; what it would change is shown, nothing is written."""
    viewer = viewer_of(request)
    require_administering(viewer)
    form = OrgansFile(*sent(request))
    if request.method == "POST" and form.is_valid():
        files = form.handed_in()
        try:
            seen = previewed(viewer, files)
        except Refusal as refusal:
            form.add_error("uploads", in_words(refusal))
        else:
            shown = shown_changes(seen) | {"staged": "" if seen.faults else stage(request, _WHAT, files)}
            return render(request, "desk/organs_preview.html", shown, status=422 if seen.faults else 200)
    return render(request, "desk/organs_load.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """确认载入: load what was previewed."""
    files = staged(request, _WHAT)
    if files is None:
        messages.warning(request, _("预览已过期或已经载入，请重新选择文件。"))
        return redirect("desk:load-organs")
    try:
        done = loaded(files, by=viewer_of(request).actor)
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return redirect("desk:load-organs")
    unstage(request, _WHAT)
    if isinstance(done, Unchanged):
        messages.info(request, _("与现有的机关一致，没有变化。"))
    else:
        messages.success(request, _("机关已载入。"))
    return redirect("desk:organs")


@require_safe
def template(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - an empty form is the same for everybody
    """空白工作簿: to be filled in."""
    return _file(write_book(), "organs-template.xlsx")


@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """现有机关: what is on record, the right start for a change."""
    return _file(queries.organs_workbook(viewer_of(request)), "organs.xlsx")


def previewed(viewer: Viewer, files: Sequence[tuple[str, bytes]]) -> OrgansLoading:
    """What these files would change: tables of divisions by their ending, else the workbook."""
    if _divisions(files):
        return queries.preview_divisions(viewer, files)
    return queries.preview_organs(viewer, *files[0])


def loaded(files: Sequence[tuple[str, bytes]], *, by: Actor) -> Unchanged | OrgansLoading:
    """The same, loaded."""
    return commands.load_divisions(files, by=by) if _divisions(files) else commands.load_organs(*files[0], by=by)


def shown_changes(seen: OrgansLoading) -> dict[str, object]:
    """A preview sheet by sheet: how much is new, changed, and not in the file though on record; and the rows."""
    counted = Counter((change.sheet, change.what) for change in seen.changes)
    sheets = []
    for sheet in SHEETS:
        rows: list[OrgansChange] = [c for c in seen.changes if c.sheet == sheet and c.what != "absent"]
        numbers = tuple(counted[sheet, what] for what in ("new", "changed", "absent"))
        if any(numbers):
            sheets.append((sheet, *numbers, rows[:_SHOWN], len(rows) - _SHOWN))
    return {"loading": seen, "sheets": sheets, "changes": bool(seen.of("new") or seen.of("changed"))}


def _divisions(files: Sequence[tuple[str, bytes]]) -> bool:
    return files[0][0].lower().endswith(".csv")


def _file(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=_XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
