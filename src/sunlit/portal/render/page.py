"""A page around a piece: what stands on every page, and pages kept by what they were made from.

A page is kept under a key that names everything it shows (records by their digests, the reader's wishes, the day), so
nothing need ever be thrown away for being stale; the oldest go when the keep is full. To make that key takes a look at
each record; while no record at all has changed since a page was last looked at, one look is enough.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from sunlit.kernel import clock
from sunlit.look.display import Display
from sunlit.noticeboard.store import reading
from sunlit.noticeboard.values import PublicSite

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping
    from datetime import date

    from django.http import HttpRequest

#: Bytes of packed pages one process keeps.
MOST_KEPT = 32 * 1024 * 1024
_kept: OrderedDict[Hashable, bytes] = OrderedDict()
_size = 0
#: Addresses whose key one process remembers: in which state of the board a page was right, and its key.
_MOST_REMEMBERED = 20_000
_remembered: OrderedDict[Hashable, tuple[Hashable, Hashable]] = OrderedDict()


def site_of(found: Mapping[tuple[str, str], Any]) -> PublicSite:
    """The site's record among records read, or what the settings say where none is out yet."""
    held = found.get(("site", "site"))
    if held is not None and isinstance(held.body, PublicSite):
        return held.body
    return PublicSite(city=settings.SITE_CITY, title=settings.SITE_CITY)


def surroundings(request: HttpRequest, site: PublicSite, here: str = "") -> dict[str, Any]:
    """What every template of the portal is given."""
    english = (get_language() or "").startswith("en")
    return {
        "site": site,
        "city": site.title,
        "display": Display.of(request),
        "html_lang": "en" if english else "zh-Hans",
        "english": english,
        "here": here,
        "path": request.get_full_path(),
        "today": clock.today(),
        "frozen": getattr(request, "frozen", False),
    }


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, here: str = "", site: PublicSite | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """`template` with `context` and what stands around it; the site's record is read unless it is given."""
    site = site or site_of(reading.newest([("site", "site")]))
    html = render_to_string(template, {**surroundings(request, site, here), **context})
    return HttpResponse(html, status=status)


def state() -> tuple[int, date]:
    """What every page of the board follows from: its newest record, and the day. One statement."""
    return reading.stamp(), clock.today()


def still(request: HttpRequest, now: Hashable) -> HttpResponse | None:
    """The page of this address, where it was kept in this very state of the board."""
    seen, key = _remembered.get(_asked(request), (None, None))
    packed = _kept.get(key) if seen == now else None
    return None if packed is None else HttpResponse(zlib.decompress(packed))


def kept(
    request: HttpRequest, key: tuple[Hashable, ...], make: Callable[[], HttpResponse], *, now: Hashable = None
) -> HttpResponse:
    """The page kept under `key` and the reader's wishes, or a new one made and kept. Failures are not kept.

    `now`, read before anything else was: the state of the board in which the next reader may have it by `still`.
    """
    global _size  # noqa: PLW0603 - how full the keep of this process is
    asked = _asked(request)
    whole = (*key, asked)
    if now is not None:
        _remembered[asked] = (now, whole)
        _remembered.move_to_end(asked)
        if len(_remembered) > _MOST_REMEMBERED:
            _remembered.popitem(last=False)
    if (packed := _kept.get(whole)) is not None:
        _kept.move_to_end(whole)
        return HttpResponse(zlib.decompress(packed))
    response = make()
    if response.status_code == 200:  # noqa: PLR2004 - done
        packed = zlib.compress(response.content, 1)
        _kept[whole] = packed
        _size += len(packed)
        while _size > MOST_KEPT:
            _size -= len(_kept.popitem(last=False)[1])
    return response


def _asked(request: HttpRequest) -> Hashable:
    """The address and the reader's wishes; pages name their own address, so that of the server is part of it."""
    where = (request.scheme, request.META.get("HTTP_HOST", ""), request.get_full_path())
    return (*where, get_language(), str(Display.of(request)), getattr(request, "frozen", False))
