"""Every page × language × way of seeing it, in a browser: no barrier, no error, no style of its own, nothing cut off."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import URLResolver, get_resolver

from tests.doors.browsing import desk_server, open_chromium, sign_in
from tests.doors.looking import LANGUAGES, WAYS, Seen, look_at, see_as

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext

pytestmark = pytest.mark.sweep


#: What the server, or a script as it begins, draws otherwise by the way it is seen: more than its root says.
SENT_OTHERWISE = {"desk:display", "desk:inbox"}

#: Pages by the name of their address; several looks of one page where it has them. `{…}` are keys of the desk server.
SIGNED_IN = {
    "desk:home": ["/"],
    "desk:account": ["/account/"],
    "desk:stocktakes": ["/stocktakes/"],
    "desk:stocktake": ["/stocktakes/{stocktake}/"],
    "desk:stocktake-mine": ["/stocktakes/{stocktake}/mine/"],
    "desk:stocktake-office": ["/stocktakes/offices/{office_list}/"],
    "desk:stocktake-unit": ["/stocktakes/units/{unit_list}/"],
    "desk:display": ["/display/"],
    "desk:messages": ["/messages/", "/messages/?state=unread"],
    "desk:message-words": ["/messages/words/"],
    "desk:contact": ["/account/contact/"],
    "desk:search": ["/search/", "/search/?q=承诺书", "/search/?q=风筝"],
    "desk:laws": ["/laws/", "/laws/?kind=statute"],
    "desk:law": ["/laws/{law}/"],
    "desk:law-powers": ["/laws/{law}/powers/"],
    "desk:compare": ["/laws/{law}/compare/?same=1"],
    "desk:law-by-title": ["/laws/by-title/?title=示范省风筝条例"],
    "desk:load-laws": ["/laws/load/"],
    "desk:loading": ["/laws/loadings/{loading}/"],
    "desk:lists": ["/lists/"],
    "desk:hand-in": ["/lists/hand-in/"],
    "desk:list": ["/lists/{checked}/", "/lists/{running}/", "/lists/{failed}/"],
    "desk:unread": ["/lists/{checked}/unread/"],
    "desk:findings": [
        "/lists/{checked}/findings/", "/lists/{checked}/findings/?open={opened}",
        "/lists/{checked}/findings/?open={accepted}&severity=advice", "/lists/{clean}/findings/",
    ],
    "desk:gaps": ["/powers/gaps/", "/powers/gaps/?unit={unit}"],
    "desk:reviews": ["/reviews/", "/reviews/?state=ended"],
    "desk:review": ["/reviews/{judged}/", "/reviews/{determined}/"],
    "desk:review-drawer": ["/reviews/{review}/drawer/"],
    "desk:powers": ["/powers/", "/powers/?state=draft", "/powers/?words=没有的", "/powers/?on=2099-01-01"],
    "desk:powers-together": ["/powers/together/?deed=file&all=1", "/powers/together/?deed=publish&all=1"],
    "desk:power": ["/powers/{power}/", "/powers/{withheld}/"],
    "desk:flows": ["/flows/", "/flows/?state=mine", "/flows/?state=due&kind=category"],
    "desk:flow": ["/flows/{flow}/", "/flows/{flow}/?chart=full", "/flows/{flow}/?older=1&newer=1"],
    "desk:edit-flow": ["/flows/{flow}/edit/", "/flows/{flow}/edit/?at=决定&q=河灯管理 2", "/flows/{flow}/edit/?at=准予"],
    "desk:import-flow": ["/flows/{flow}/import/"],
    "desk:draft-files": ["/drafts/{draft}/files/"],
    "desk:edit-power": ["/drafts/{draft}/", "/drafts/{draft}/?q=河灯管理 2"],
    "desk:register": ["/powers/register/"],
    "desk:duties": ["/powers/duties/", "/powers/duties/?unit={unit}&state=all"],
    "desk:changes": ["/changes/", "/changes/?state=ended"],
    "desk:change": ["/changes/{change}/"],
    "desk:change-drawer": ["/changes/{change}/drawer/"],
    "desk:imports": ["/powers/import/"],
    "desk:import": ["/powers/import/{staged}/", "/powers/import/{staged}/?outcome=gone", "/powers/import/{waiting}/", "/powers/import/{taken}/"],
    "desk:results": ["/results/"],
    "desk:absences": ["/absences/"],
    "desk:batch": ["/inbox/batches/{batch}/"],
    "desk:inbox": ["/inbox/", "/inbox/?tab=drafts", "/inbox/?tab=sent", "/inbox/?tab=done"],
    "desk:withheld": ["/withheld/"],
    "desk:comments": ["/comments/"],
    "desk:comment-period": ["/comments/{comments}/"],
    "desk:directories": ["/reviews/counties/"],
    "desk:directory": ["/reviews/counties/{directory}/", "/reviews/counties/{directory}/?state=all", "/reviews/counties/{directory}/?state=left"],
    "desk:directory-item": ["/reviews/counties/{directory}/items/{item}/"],
    "desk:missing-words": ["/inbox/words/", "/inbox/words/?state=set-aside"],
    "desk:missing-word": ["/inbox/words/{words}/", "/inbox/words/{words}/?words=没有的"],
    "desk:reports": ["/inbox/reports/", "/inbox/reports/?state=handled"],
    "desk:report": ["/inbox/reports/{report}/"],
    "desk:organs": ["/organs/", "/organs/?words=没有的", "/organs/?standing=all&on=2020-01-01"],
    "desk:unit": ["/organs/{unit}/"],
    "desk:name-post": ["/organs/posts/{post}/naming/"],
    "desk:readiness": ["/readiness/"],
    "desk:calendar": ["/calendar/"],
    "account_change_password": ["/account/password/"],
    "account_reauthenticate": ["/account/reauthenticate/?next=/account/"],
    "mfa_reauthenticate": ["/account/code/reauthenticate/?next=/account/"],
    "mfa_deactivate_totp": ["/account/code/remove/"],
    "mfa_view_recovery_codes": ["/account/recovery-codes/"],
    "mfa_generate_recovery_codes": ["/account/recovery-codes/new/"],
    "account_logout": ["/account/logout/"],
    "404": ["/nowhere/"],
}  # fmt: skip
VISITOR = {
    "desk:home": ["/"], "account_login": ["/account/login/?next=/laws/"], "account_inactive": ["/account/inactive/"],
    "desk:display": ["/display/"],
}  # fmt: skip
HALF_WAY = {"mfa_authenticate": ["/account/code/"]}
NEWCOMER = {"mfa_activate_totp": ["/account/code/set-up/"]}
#: What each of the three administrators has to themselves, what officers of a unit have, and the wizard, by whose
#: session it is.
KEEPERS = {
    "system": {"desk:accounts": ["/accounts/"], "desk:site": ["/site/"], "desk:load-organs": ["/organs/load/"]},
    "security": {"desk:security": ["/security/"]},
    "audit": {"desk:audit": ["/audit/?verify=1"]},
    "registrar": {
        "desk:apply-for-change": ["/powers/{power}/change/"],
        "desk:send-reviews": ["/reviews/send/", "/reviews/send/?power={power}"], "desk:report-up": ["/reviews/report/"],
        "desk:review": ["/reviews/{returned}/", "/reviews/{passed}/"],
    },
    "legal": {"desk:review": ["/reviews/{review}/"], "desk:review-drawer": ["/reviews/{review}/drawer/"]},
    "leader": {"desk:deliberate": ["/reviews/deliberate/?review={met}"]},
    "setup": {
        "desk:setup-enter": ["/setup/no-such-link/"],
        "desk:setup": [
            f"/setup/step/{what}/" for what in ("city", "calendar", "administrators", "organs", "lists", "footer", "ready")
        ],
    },
}  # fmt: skip
#: Addresses that are no page: they take a form, lead elsewhere, are a fragment or a file.
NO_PAGE = {
    "desk:open-message", "desk:read-message", "desk:read-all-messages", "desk:forget-contact",
    "desk:confirm-organs", "desk:organs-template", "desk:organs-workbook", "desk:change-account", "desk:end-session",
    "desk:lift-lockout",
    "desk:propose-alias", "desk:set-words-aside", "desk:handle-report",
    "desk:batch-scope", "desk:batch-carry-out", "desk:inbox-export", "desk:batch-progress", "desk:batch-carry-on", "desk:save-view", "desk:drop-view",
    "desk:record-absence", "desk:end-absence", "desk:hand-over", "desk:end-hand-over",
    "desk:list-form", "desk:list-on-record", "desk:import-again", "desk:import-progress", "desk:import-gone", "desk:import-commit", "desk:import-register", "desk:import-file", "desk:import-returned", "desk:import-deed",
    "desk:give-code", "desk:retire-code", "desk:gap-draft", "desk:gap-answer", "desk:gap-withdraw", "desk:link-duty", "desk:answer-duty", "desk:withdraw-duty-answer",
    "desk:withdraw-change", "desk:succeed-bases",
    "desk:begin-flow", "desk:import-power-flow", "desk:draw-flow", "desk:drop-flow", "desk:publish-flow", "desk:flow-article", "desk:flow-file", "desk:flow-table",
    "desk:withheld-form", "desk:withheld-blank", "desk:withheld-reassess", "desk:withheld-release", "desk:open-comments", "desk:stop-comments", "desk:answer-comment", "desk:review-act",
    "desk:open-directory", "desk:widen-directory", "desk:add-to-directory", "desk:conclude-directory",
    "desk:autosave", "desk:form-one", "desk:find-article", "desk:detach-file", "desk:power-file", "desk:begin-edition", "desk:drop-draft", "desk:file-power", "desk:publish-power", "desk:withdraw-power",
    "desk:become", "desk:publish-unit", "desk:announce-result", "desk:withdraw-result", "desk:confirm-calendar",
    "desk:load-calendar", "desk:stocktake-paper", "desk:stocktake-report",
    "desk:stocktake-blank", "desk:stocktake-form", "desk:stocktake-unit-form", "desk:stocktake-office-form",
    "desk:language", "desk:stay", "desk:load-confirm", "desk:recheck", "desk:progress", "desk:accept", "desk:reopen",
    "desk:download", "mfa_index", "mfa_download_recovery_codes",
}  # fmt: skip


@pytest.fixture(scope="module")
def desk() -> Iterator[dict[str, Any]]:
    with desk_server() as told:
        yield told


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with open_chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, desk: dict[str, Any]) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    sign_in(context.new_page(), desk)
    yield context
    context.close()


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_signed_in(signed_in: BrowserContext, desk: dict[str, Any], language: str) -> None:
    """What a page is on the desk does not depend on the way, but for those that are sent in each of them."""
    page, seen = signed_in.new_page(), Seen()
    seen.watch(page)
    for name, paths in SIGNED_IN.items():
        anew = name in SENT_OTHERWISE
        for path, way in product(paths, WAYS if anew else ["normal"]):
            see_as(signed_in, desk, language, way)
            walk = way == "normal" and language == "zh-hans"
            look_at(page, desk, path, f"{language} {way}", seen, walk=walk, ways=() if anew else WAYS)
    page.close()

    assert not seen.faults, "\n".join(seen.faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_on_the_way_in(chromium: Browser, desk: dict[str, Any], language: str) -> None:
    seen = Seen()
    for who, pages in (("visitor", VISITOR), ("admin", HALF_WAY), ("newcomer", NEWCOMER)):
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        if who != "visitor":
            page.goto(desk["url"] + "/")
            page.get_by_label("用户名").fill(who)
            page.get_by_label("口令").fill(desk["password"])
            page.get_by_role("button", name="登录", exact=True).click()
        seen.watch(page)
        for way in WAYS:
            see_as(context, desk, language, way)
            for paths in pages.values():
                for path in paths:
                    look_at(page, desk, path, f"{who} {language} {way}", seen, walk=way == "normal")
        context.close()

    assert not seen.faults, "\n".join(seen.faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_who_keeps_the_installation(chromium: Browser, desk: dict[str, Any], language: str) -> None:
    seen = Seen()
    for who, pages in KEEPERS.items():
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": desk["sessions"][who], "url": desk["url"]}])
        page = context.new_page()
        seen.watch(page)
        see_as(context, desk, language, "normal")
        for paths in pages.values():
            for path in paths:
                look_at(page, desk, path, f"{who} {language}", seen, walk=language == "zh-hans", ways=WAYS)
        context.close()

    assert not seen.faults, "\n".join(seen.faults)


def test_the_sweep_would_find_what_it_looks_for(signed_in: BrowserContext, desk: dict[str, Any]) -> None:
    page, seen = signed_in.new_page(), Seen()
    seen.watch(page)
    look_at(page, desk, "/faulty/", "planted", seen, walk=True)
    said = "\n".join(seen.faults)
    page.close()

    for fault in (
        "image-alt", "html-has-lang", "document-title", "label", "link-name", "style attribute", "px too wide",
        "no key reaches <div onclick", "Content Security Policy", 'color-contrast: <p class="pale"',
        'color-contrast: <p class="ghost"', "target of 12 × 12",
    ):  # fmt: skip
        assert fault in said, f"{fault} not found in:\n{said}"


def test_no_page_is_left_out() -> None:
    def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                yield from names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
            else:
                yield f"{space}{pattern.name}"

    kept = {name for pages in KEEPERS.values() for name in pages}
    swept = SIGNED_IN.keys() | VISITOR.keys() | HALF_WAY.keys() | NEWCOMER.keys() | kept
    assert set(names(get_resolver())) == (swept | NO_PAGE) - {"404"}
