"""下载: the directory as files, whole and unit by unit, with date, size and sum; how to check a sum."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from sunlit.noticeboard.store import keeping, reading
from sunlit.portal.render.files import files
from sunlit.portal.render.page import show, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

    from sunlit.noticeboard.values import PublicSite
    from sunlit.portal.render.files import File

SUMS = "SHA256SUMS"


def pages() -> Iterator[str]:
    """The addresses of files and of the page that lists them."""
    yield reverse("portal:downloads")
    yield reverse("portal:download", args=[SUMS])
    for kept in keeping.names(keeping.DIRECTORY):
        yield reverse("portal:download", args=[kept.name.removeprefix(keeping.DIRECTORY)])


@require_safe
def downloads(request: HttpRequest) -> HttpResponse:
    """下载页."""
    site, found = _found()
    of_units = [(key, list(some)) for key, some in groupby((f for f in found if f.unit), key=lambda f: f.unit)]
    rows = {row.key: row for row in reading.listing("unit").rows}
    of_units.sort(key=lambda u: (rows[u[0]].tier, rows[u[0]].code, rows[u[0]].name))
    context = {
        "whole": [f for f in found if not f.unit],
        "units": [(key, rows[key].name, some) for key, some in of_units],
        "sums": SUMS,
    }
    return show(request, "portal/downloads.html", context, here="downloads", site=site)


@require_safe
def download(request: HttpRequest, path: str) -> HttpResponse:
    """One file, under the name it has at home. Its sum is its tag, so a copy that is the same is not sent again."""
    if path == SUMS:
        _, found = _found()
        lines = sorted(f"{f.kept.sha256}  {f.called}\n" for f in found)
        return HttpResponse("".join(lines), content_type="text/plain; charset=utf-8")
    held = keeping.read(f"{keeping.DIRECTORY}{path}")
    file = next((f for f in _found(path)[1] if f.path == path), None) if held else None
    if held is None or file is None:
        raise Http404
    kept, data = held
    tag = f'"{kept.sha256}"'
    response: HttpResponse
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(data, content_type=kept.media_type)
        response.headers["Content-Length"] = str(kept.size)
        plain = path.replace("/", "-")
        response.headers["Content-Disposition"] = (
            f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.called)}"
        )
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _found(path: str = "") -> tuple[PublicSite, list[File]]:
    """The site, and its files or the one at a path. Three statements."""
    site = site_of(reading.newest([("site", "site")]))
    units = {row.key: row.name for row in reading.listing("unit").rows}
    kept = keeping.names(f"{keeping.DIRECTORY}{path}")
    return site, files(kept, site.city, units)
