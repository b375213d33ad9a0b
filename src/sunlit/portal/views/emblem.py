"""徽标: the picture the city put beside its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from sunlit.noticeboard.store import keeping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

NAME = "emblem"
_KEPT_FOR = 300  # seconds a browser need not ask again


def pages() -> Iterator[str]:
    """The emblem, where there is one."""
    if keeping.names(NAME):
        yield reverse("portal:emblem")


@require_safe
def emblem(request: HttpRequest) -> HttpResponse:
    """The emblem as it was put out. Its sum is its tag, so a copy that is the same is not sent again."""
    held = keeping.read(NAME)
    if held is None:
        raise Http404
    kept, data = held
    tag = f'"{kept.sha256}"'
    same = tag in parse_etags(request.headers.get("If-None-Match", ""))
    response = HttpResponseNotModified() if same else HttpResponse(data, content_type=kept.media_type)
    response["ETag"], response["Cache-Control"] = tag, f"public, max-age={_KEPT_FOR}"
    return response
