"""样表和存证: what a draft carries; uploaded, looked at, taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sunlit.catalogue import commands, queries
from sunlit.catalogue.rules.attachments import Purpose
from sunlit.desk.accounts import viewer_of
from sunlit.desk.forms import Attaching
from sunlit.desk.render import PURPOSES, file_of, in_words
from sunlit.desk.views.editing import draft_or_404
from sunlit.desk.views.editing import revision_sent as revision
from sunlit.desk.views.lists import asked, sent
from sunlit.kernel.refusal import Refusal
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from sunlit.catalogue.values.seen import EditionSeen

_MOST_DIGITS = 4


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, key: UUID) -> HttpResponse:
    """What the draft carries, and one more file for it, after the question of secrecy."""
    seen = draft_or_404(request, key)
    form = Attaching(*sent(request), places=_places(seen))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        upload = given["upload"]
        try:
            commands.attach(
                key, *_place(given["place"]), (upload.name or "", upload.read()), revision=revision(request),
                secret_answer=given["secret"], by=viewer_of(request).actor,
            )  # fmt: skip
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error("upload", in_words(refusal))
        else:
            messages.success(request, _("文件已保存。"))
            return redirect("desk:draft-files", key)
    context = {"shown": seen, "form": form, "files": queries.attached(viewer_of(request), seen)}
    return render(request, "desk/draft_files.html", context, status=422 if form.errors else 200)


@require_POST
def detach(request: HttpRequest, key: UUID) -> HttpResponse:
    """撤下: the draft carries the file no more."""
    draft_or_404(request, key)
    place = _place(asked(request.POST, "place", most=20))
    try:
        commands.detach(key, *place, revision=revision(request), by=viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, _("文件已撤下。"))
    return redirect("desk:draft-files", key)


@require_safe
def file(request: HttpRequest, key: UUID, sha256: str) -> HttpResponse:
    """One file, as it is kept. Sent to be saved, never to be opened in the page: it is what somebody handed in."""
    found = queries.attachment(viewer_of(request), key, sha256)
    if found is None:
        raise Http404
    form, kind, data = found
    response = HttpResponse(data, content_type=kind)
    called = quote(f"{sha256[:12]}.{form}")
    response.headers["Content-Disposition"] = f'attachment; filename="{called}"'
    return response


def _places(seen: EditionSeen) -> list[tuple[str, str]]:
    """What of the draft may carry a file: each material, each form of disclosure that is no website."""
    content = seen.content
    named = [(Purpose.SAMPLE.value, n) for n in range(len(content.materials))]
    named += [(Purpose.PROOF.value, n) for n, one in enumerate(content.disclosure.forms) if one.kind != "website"]
    return [(f"{what}-{n}", f"{PURPOSES[what]} · {file_of(content, what, n)}") for what, n in named]


def _place(words: str) -> tuple[Purpose, int]:
    """The purpose and the number a form was sent with.

    Raises:
        Http404: they are none.
    """
    purpose, _dash, number = words.partition("-")
    if purpose not in [p.value for p in Purpose] or not (number.isascii() and number.isdecimal()):
        raise Http404
    return Purpose(purpose), int(number[:_MOST_DIGITS])
