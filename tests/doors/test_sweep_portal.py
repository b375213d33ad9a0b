"""Every page of the portal × language × way of seeing it, in a browser, as `test_sweep_browser` does with the desk."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from sunlit.portal.urls import urlpatterns
from tests.doors.browsing import open_chromium, portal_server
from tests.doors.looking import LANGUAGES, WAYS, Seen, look_at, see_as
from tests.support.public_city import MARKET, OLD, RIVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.sweep

#: Pages by the name of their address; several looks of one page where it has them.
PAGES = {
    "home": ["/"],
    "search": ["/search/", "/search/?q=夜间集市", "/search/?q=夜间集试开办", "/search/?q=绝无此事", "/search/?q=集市&scope=laws", "/search/?q=局&scope=units"],
    "outside": ["/outside-list/"],
    "receipt": ["/outside-list/receipt/"],
    "units": ["/units/"],
    "unit": [f"/units/{MARKET}/", f"/units/{OLD}/"],
    "comments": ["/comments/"],
    "comment": ["/comments/c-water/", "/comments/c-market/"],
    "routes": ["/routes/"],
    "route": ["/routes/department/"],
    "types": ["/types/"],
    "type": ["/types/licensing/"],
    "power": ["/powers/pw-open/", "/powers/pw-fine/", "/powers/pw-open/?on=2026-04-02"],
    "power-files": ["/powers/pw-open/files/"],
    "edition": ["/powers/pw-open/edition/1/"],
    "compare": ["/powers/pw-open/compare/1/2/"],
    "check": ["/check/", "/check/?unit=示范市夜间集市管理局&cited=夜间集市法28&amount=20000&on=2026-10-01", "/check/?unit=集市", "/check/?cited=夜间集市法28&amount=90000&on=2025-01-01&base=100"],
    "check-unit": [f"/check/{MARKET}/"],
    "people": ["/people/"],
    "address": ["/address/", f"/address/?region={RIVER}&q=夜间集市"],
    "address-of": [f"/address/{RIVER}/"],
    "results": ["/results/"],
    "result": ["/results/r-market/"],
    "laws": ["/laws/"],
    "law": ["/laws/l-fair/v2/"],
    "law-now": ["/laws/l-fair/?on=2020-01-01"],
    "law-compare": ["/laws/l-fair/v1/v2/"],
    "downloads": ["/downloads/"],
    "nowhere": ["/nowhere/"],
}  # fmt: skip
#: Addresses that are no page of the portal's own process: files, feeds, wishes, and lists for frozen pages.
NO_PAGE = {
    "suggest", "power-json", "power-file", "sample", "download", "feed", "unit-feed", "sitemap", "sitemap-part", "robots", "emblem", "display", "language",
    "find", "find-list",
}  # fmt: skip


@pytest.fixture(scope="module")
def portal() -> Iterator[dict[str, Any]]:
    with portal_server() as told:
        yield told


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with open_chromium() as opened:
        yield opened


@pytest.mark.parametrize(("language", "way"), list(product(LANGUAGES, WAYS)))
def test_every_page_of_the_portal(chromium: Browser, portal: dict[str, Any], language: str, way: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    see_as(context, portal, language, way)
    page, seen = context.new_page(), Seen()
    seen.watch(page)
    for paths in PAGES.values():
        for path in paths:
            look_at(page, portal, path, f"{language} {way}", seen, walk=way == "normal" and language == "zh-hans")
    context.close()
    assert not seen.faults, "\n".join(seen.faults)


def test_no_page_of_the_portal_is_left_out() -> None:
    assert {pattern.name for pattern in urlpatterns} == (PAGES.keys() - {"nowhere"}) | NO_PAGE
