"""Every address, for every kind of visitor: nothing opens that nobody opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.backends.django import Template as DjangoTemplate
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from sunlit.catalogue.models import Found
from sunlit.desk.gates import MOST_BODY
from sunlit.files.models import Attachment
from sunlit.review.models import DirectoryItem
from tests.support import desk_city
from tests.support.ledger import undone
from tests.support.people import make_account
from tests.support.review_pages import sent_review

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from uuid import UUID

    from django.http import HttpResponse
    from pytest_django import DjangoDbBlocker

    from tests.support.desk_city import Filled

pytestmark = pytest.mark.django_db

#: Open to a visitor. Whoever adds a name here says why: signing in, its steps and its end, how the page looks, and the
#: one-time link of the wizard, which a wrong token does not open.
OPEN = {
    "desk:home", "desk:language", "desk:display", "desk:setup-enter",
    "account_login", "account_logout", "account_inactive", "mfa_authenticate",
}  # fmt: skip
#: Steps of a sign-in that is under way; without one they lead to its beginning.
STEPS = {"mfa_authenticate"}
#: Open to an account without a second factor.
BEFORE_SECOND_FACTOR = {
    "mfa_activate_totp", "account_reauthenticate", "account_logout", "desk:language", "desk:display", "desk:stay",
}  # fmt: skip
#: Refused to an account without a post.
FOR_OFFICERS = {
    "desk:absences",
    "desk:lists", "desk:list", "desk:progress", "desk:unread", "desk:findings", "desk:hand-in", "desk:download", "desk:load-laws",
    "desk:loading", "desk:load-calendar", "desk:results", "desk:imports", "desk:powers-together", "desk:import", "desk:import-returned", "desk:import-progress",
    "desk:load-organs", "desk:organs-workbook", "desk:name-post",
    "desk:accounts", "desk:security", "desk:audit", "desk:readiness", "desk:site",
    "desk:missing-words", "desk:missing-word", "desk:reports", "desk:report",
    "desk:list-on-record", "desk:message-words", "desk:withheld", "desk:withheld-form", "desk:withheld-blank",
    "desk:reviews", "desk:send-reviews", "desk:deliberate", "desk:report-up", "desk:comments", "desk:directories",
}  # fmt: skip


#: Of whoever asked for it alone: not there for anybody else.
ONES_OWN = {"desk:batch", "desk:batch-progress"}
#: Refused to whoever does business of the directory: the three administrators' own.
FOR_REGISTRARS = {"desk:apply-for-change"}
FOR_ADMINISTRATORS = {
    "desk:load-calendar", "desk:load-organs", "desk:organs-workbook", "desk:accounts", "desk:security", "desk:audit", "desk:site",
}  # fmt: skip


#: Refused to whoever works for the whole city: what the officers and leaders of a unit do.
FOR_UNITS = {"desk:send-reviews", "desk:deliberate", "desk:report-up"}


#: Whose key an address wants; a list's unless it stands here.
KEYS: dict[str, Callable[[Filled], UUID]] = {
    "desk:law": lambda c: c.law, "desk:law-powers": lambda c: c.law, "desk:compare": lambda c: c.law, "desk:loading": lambda c: c.loading,
    "desk:unit": lambda c: c.unit, "desk:gap-draft": lambda c: c.unit, "desk:gap-answer": lambda c: c.unit, "desk:link-duty": lambda c: c.unit, "desk:answer-duty": lambda c: c.unit, "desk:form-one": lambda c: c.unit, "desk:name-post": lambda c: c.post,
    **dict.fromkeys(
        (f"desk:{n}" for n in ("import", "import-again", "import-progress", "import-gone", "import-commit", "import-register", "import-file", "import-returned", "import-deed")), lambda c: c.staged
    ),
    **dict.fromkeys(("desk:edit-power", "desk:autosave", "desk:find-article", "desk:draft-files", "desk:detach-file"), lambda c: c.draft),
    "desk:missing-word": lambda c: c.words, "desk:report": lambda c: c.report,
    "desk:comment-period": lambda c: c.comments, "desk:stop-comments": lambda c: c.comments, "desk:answer-comment": lambda c: c.comments,
    **dict.fromkeys((f"desk:{n}" for n in ("directory", "widen-directory", "add-to-directory", "conclude-directory", "directory-item")), lambda c: c.directory),
    "desk:propose-alias": lambda c: c.words, "desk:set-words-aside": lambda c: c.words, "desk:handle-report": lambda c: c.report,
    **dict.fromkeys(
        (f"desk:{n}" for n in ("power", "begin-edition", "drop-draft", "file-power", "publish-power", "withdraw-power", "become", "give-code", "retire-code", "power-file", "begin-flow", "import-power-flow", "apply-for-change")),
        lambda c: c.power,
    ),
    **dict.fromkeys((f"desk:{n}" for n in ("change", "change-drawer", "withdraw-change", "succeed-bases")), lambda c: c.change),
    **dict.fromkeys((f"desk:{n}" for n in ("stocktake", "stocktake-mine", "stocktake-paper", "stocktake-report", "stocktake-form")), lambda c: c.stocktake),
    **dict.fromkeys(("desk:stocktake-office", "desk:stocktake-office-form"), lambda c: c.office_list),
    **dict.fromkeys(("desk:stocktake-unit", "desk:stocktake-unit-form"), lambda c: c.unit_list),
    **dict.fromkeys(("desk:review", "desk:review-drawer", "desk:review-act"), sent_review),
    **dict.fromkeys((f"desk:{n}" for n in ("flow", "draw-flow", "edit-flow", "flow-article", "import-flow", "drop-flow", "publish-flow", "flow-file")), lambda c: c.flow),
}  # fmt: skip


def named(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            assert pattern.name, f"{pattern.pattern} has no name"
            yield f"{space}{pattern.name}", pattern


NAMES = [name for name, _ in named(get_resolver())]


def address(name: str, city: Filled) -> str:
    pattern = dict(named(get_resolver()))[name]
    kinds = pattern.pattern.converters
    values: dict[str, UUID | int | str] = {}
    for key in kinds:
        values[key] = {
            "finding": Found.objects.earliest("pk").pk,
            "kind": "json",
            "what": "suspend",
            "sha256": city.sample,
            "form": "xlsx",
            "token": "no-such-link",
            "comment": city.comments,
            "item": DirectoryItem.objects.earliest("ordinal").pk,
            "key": KEYS.get(name, lambda c: c.checked)(city),
        }[key]
    return reverse(name, kwargs=values)


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Filled]:
    """Filled once: each test's own transaction lies inside the one of the city, and is undone by itself."""
    with django_db_blocker.unblock(), undone():
        yield desk_city.fill(items=4)


class Pages:
    """What each page answers who works for the whole city, asked for once; and what its templates asked while drawn."""

    def __init__(self, city: Filled) -> None:
        self.client, self.city = Client(), city
        self.client.force_login(make_account("office"))
        self.kept: dict[str, tuple[HttpResponse, list[str]]] = {}

    def of(self, name: str) -> tuple[HttpResponse, list[str]]:
        if name not in self.kept:
            drawn, asked = DjangoTemplate.render, []

            def noticed(execute: Callable[..., object], sql: str, *more: object) -> object:
                asked.append(sql)
                return execute(sql, *more)

            def watched(*given: Any, **more: Any) -> object:
                with connection.execute_wrapper(noticed):
                    return drawn(*given, **more)

            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(DjangoTemplate, "render", watched)
                with undone():
                    self.kept[name] = self.client.get(address(name, self.city)), asked
        return self.kept[name]


@pytest.fixture(scope="module")
def pages(city: Filled, django_db_blocker: DjangoDbBlocker) -> Pages:
    with django_db_blocker.unblock():
        return Pages(city)


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_a_visitor_is_sent_to_sign_in(client: Client, city: Filled, name: str) -> None:
    for ask in (client.get, client.post):
        answer = ask(address(name, city))
        sent_away = answer.status_code == 302 and answer.headers["Location"].startswith("/account/login/")
        if name not in OPEN or name in STEPS:
            assert sent_away or answer.status_code == 405
        else:
            assert answer.status_code in (200, 302, 405) or (name == "desk:setup-enter" and answer.status_code == 403)


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_an_account_without_a_second_factor_comes_no_further(client: Client, city: Filled, name: str) -> None:
    client.force_login(make_account(second_factor=False))
    answer = client.get(address(name, city))

    led = answer.status_code == 302 and answer.headers["Location"] == "/account/code/set-up/"
    assert led == (name not in BEFORE_SECOND_FACTOR)


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_an_account_without_a_post_reads_the_library_alone(client: Client, city: Filled, name: str) -> None:
    client.force_login(make_account("clerk", functions=()))
    answer = client.get(address(name, city))

    assert answer.status_code < 500
    assert (answer.status_code == 403) == (name in FOR_OFFICERS)


@pytest.mark.parametrize("name", ["desk:hand-in", "desk:recheck", "desk:accept", "desk:reopen", "desk:load-laws"])
def test_an_account_without_a_post_changes_nothing(client: Client, city: Filled, name: str) -> None:
    client.force_login(make_account("clerk", functions=()))
    before = Found.objects.count()
    file = {"uploads": [desk_city.as_file("a.md", b"x")]} if name in ("desk:hand-in", "desk:load-laws") else {}
    answer = client.post(address(name, city), {"reason": "想这样维持原样", **file})

    assert answer.status_code in (403, 422)
    assert Found.objects.count() == before


@pytest.mark.parametrize("name", NAMES)
def test_who_works_for_the_whole_city_is_served_all_but_what_administrators_do(db: None, pages: Pages, name: str) -> None:
    answer, _ = pages.of(name)

    wanted = (404,) if name in ONES_OWN else (403,) if name in FOR_ADMINISTRATORS | FOR_REGISTRARS | FOR_UNITS else (200, 302, 405)
    assert answer.status_code in wanted, answer.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_sent_on_behalf_of_somebody_by_another_site(city: Filled, name: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_account())
    answer = strict.post(address(name, city))

    assert answer.status_code in (403, 405)
    if answer.status_code == 403:
        assert "页面已过期" in answer.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_kept_by_whoever_carries_it(db: None, pages: Pages, name: str) -> None:
    answer, _ = pages.of(name)

    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if answer.status_code == 200:
        assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_drawn_from_values_alone(db: None, pages: Pages, name: str) -> None:
    answer, asked = pages.of(name)

    assert asked == [], "a template asked the database"
    assert answer.status_code in ((404,) if name in ONES_OWN else (200, 302, 403, 405))


def test_what_is_sent_touches_no_disk_before_it_was_asked_whether_it_is_secret(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(*_args: object, **_more: object) -> None:
        raise AssertionError("a file was made")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", made)
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", made)
    client.force_login(make_account())
    before = Attachment.objects.count()

    answer = client.post("/lists/hand-in/", {"uploads": SimpleUploadedFile("大.xlsx", b"x" * 8_000_000), "secret": "unsure"})

    assert answer.status_code == 422
    assert Attachment.objects.count() == before
    assert MOST_BODY < settings.FILE_UPLOAD_MAX_MEMORY_SIZE
