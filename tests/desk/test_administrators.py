"""What each of the three administrators sees and does, and nobody else; 就绪 and the site's own facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sunlit.demo.organs import ORGANS_FILE, workbook
from sunlit.kernel.actor import Actor
from sunlit.ledger import Unchanged, worker
from sunlit.organs import commands, queries
from sunlit.organs.models import Account, Officer
from sunlit.organs.rules import NoSuchAccount, NotAllowed
from sunlit.organs.values import Viewer
from tests.support.ledger import nothing_recorded, recorded, refused
from tests.support.people import PASSWORD, make_account

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
BY, EYES = Actor.system("cli"), Viewer.system("cli")
OWN = {"system": ("/accounts/", "/site/"), "security": ("/security/",), "audit": ("/audit/",)}


@pytest.fixture
def of(db: None) -> Callable[[str], Client]:
    def signed_in(kind: str) -> Client:
        client = Client()
        administers = kind if kind in OWN else ""
        client.force_login(make_account(kind, functions=(), administers=administers))
        return client

    return signed_in


@pytest.mark.parametrize("kind", [*OWN, "clerk"])
def test_each_administrator_opens_their_own_pages_alone(of: Callable[[str], Client], kind: str) -> None:
    client = of(kind)
    for other, pages in OWN.items():
        for page in pages:
            assert client.get(page).status_code == (200 if other == kind else 403), page
    assert client.get("/readiness/").status_code == (403 if kind == "clerk" else 200)
    posts = {"/accounts/change/": "system", "/security/end/": "security", "/security/lift/": "security"}
    for page, whose in posts.items():
        assert (client.post(page).status_code == 403) == (kind != whose), page


def test_who_may_not_open_the_page_that_mends_a_need_is_told_whose_it_is(of: Callable[[str], Client]) -> None:
    own, other = (of(kind).get("/readiness/").content.decode() for kind in ("system", "security"))
    assert 'href="/site/"' in own
    assert "由系统管理员办" not in own
    assert 'href="/site/"' not in other
    assert "由系统管理员办" in other


def test_recovery_codes_that_are_not_there_are_made_not_shown(of: Callable[[str], Client]) -> None:
    client = of("audit")
    assert 'href="/account/recovery-codes/"' in client.get("/account/").content.decode()
    Authenticator.objects.filter(type="recovery_codes").delete()
    page = client.get("/account/").content.decode()
    assert "还没有生成" in page
    assert 'href="/account/recovery-codes/"' not in page


# --- the system's -----------------------------------------------------------------------------------------------------


def test_the_system_administrator_opens_links_resets_and_closes_accounts(of: Callable[[str], Client]) -> None:
    commands.load_organs(ORGANS_FILE, workbook(), by=BY)
    admin = of("system")
    page = admin.post("/accounts/", {"username": "he", "name": "何采薇", "officer": "2001"}).content.decode()
    password = re.findall(r"<code>(\S{16})</code>", page)
    assert len(password) == 1
    assert Officer.objects.get(number="2001").account.username == "he"
    assert password[0] not in admin.get("/accounts/").content.decode()

    assert admin.post("/accounts/", {"username": "he"}).status_code == 422
    half = admin.post("/accounts/", {"username": "tang", "officer": "0"})
    assert (half.status_code, bool(half.context["password"])) == (422, True)  # it is open, and its password must be told
    admin.post("/accounts/change/", {"do": "link", "username": "tang", "officer": "2002"})
    assert Officer.objects.get(number="2002").account.username == "tang"

    assert "<code>" in admin.post("/accounts/change/", {"do": "reset", "username": "he"}).content.decode()
    admin.post("/accounts/change/", {"do": "close", "username": "he"})
    assert not Account.objects.get(username="he").is_active
    admin.post("/accounts/change/", {"do": "link", "username": "nobody", "officer": "2003"})
    assert "没有用户名为“nobody”的账户" in admin.get("/accounts/").content.decode()
    admin.post("/accounts/change/", {"do": "what"})
    assert [a.username for a in admin.get("/accounts/", {"words": "2002"}).context["accounts"]] == ["tang"]


def test_the_site_says_whose_it_is_and_another_emblem_takes_the_place_of_the_first(of: Callable[[str], Client]) -> None:
    admin = of("system")
    city = {"form": "city", "city": "示范市", "tier": 3, "region": "990100", "revision": 0}
    assert admin.post("/site/", city).headers["Location"] == "/site/"
    assert admin.post("/site/", city | {"city": "另市"}).status_code == 422
    svg = SimpleUploadedFile("e.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>')
    admin.post("/site/", {"form": "footer", "revision": 1, "sponsor": "府办", "picture": svg})
    assert queries.site(EYES).emblem
    assert queries.site(EYES).city == "示范市"
    assert '<span class="brand-name">灯市' not in admin.get("/site/").content.decode()
    admin.post("/site/", city | {"city": "灯市", "revision": 2})
    assert '<span class="brand-name">灯市' in admin.get("/site/").content.decode()
    admin.post("/site/", {"form": "footer", "revision": 3, "sponsor": "府办", "without": "on"})
    assert not queries.site(EYES).emblem


# --- the security's ---------------------------------------------------------------------------------------------------


def test_failures_and_locks_are_seen_and_lifted_without_telling_what_was_typed(of: Callable[[str], Client]) -> None:
    account = make_account("zhang")
    for _ in range(5):
        Client().post("/account/login/", {"login": "zhang", "password": "wrong"})
    Client().post("/account/login/", {"login": "my secret pass", "password": "x"})
    security = of("security")

    page = security.get("/security/").content.decode()
    assert "zhang" in page
    assert "锁定至" in page
    assert "my secret pass" not in page
    security.post("/security/lift/", {"account": str(account.pk)})

    assert not AccessAttempt.objects.filter(username="zhang").exists()
    assert [act.subject for act in recorded("organs.lockout-lifted")] == [f"account:{account.pk}"]
    assert Client().post("/account/login/", {"login": "zhang", "password": PASSWORD}).status_code == 302
    by = Actor.account(Account.objects.get(username="security").pk)
    with nothing_recorded():
        assert isinstance(commands.lift_lockout(account.pk, by=by), Unchanged)
    with nothing_recorded(), refused(NoSuchAccount):
        commands.lift_lockout(Officer.objects.get(account=account).pk, by=by)
    assert security.post("/security/lift/", {"account": "x"}).status_code == 409


def test_a_session_is_ended_and_its_owner_is_out(of: Callable[[str], Client]) -> None:
    clerk = of("clerk")
    assert clerk.get("/account/").status_code == 200
    security = of("security")
    seen = security.get("/security/").context["sessions"]
    assert {(one.username, one.mine) for one in seen} == {("clerk", False), ("security", True)}
    mark = next(one.mark for one in seen if one.username == "clerk")
    assert clerk.cookies["sessionid"].value not in security.get("/security/").content.decode()

    security.post("/security/end/", {"mark": mark})

    assert clerk.get("/account/").status_code == 302
    assert len(recorded("organs.session-ended")) == 1
    with nothing_recorded():
        security.post("/security/end/", {"mark": mark})


# --- the audit's ------------------------------------------------------------------------------------------------------


def test_the_log_is_read_narrowed_and_recomputed(of: Callable[[str], Client]) -> None:
    commands.load_organs(ORGANS_FILE, workbook(), by=BY)
    worker.run_dry()
    audit = of("audit")

    every = audit.get("/audit/").context["acts"]
    assert every[0].idx > every[-1].idx
    units = audit.get("/audit/", {"kind": "organs.unit", "actor": "system:"}).context["acts"]
    assert {act.kind for act in units} == {"organs.unit-changed"}
    one = audit.get("/audit/", {"subject": units[0].subject}).context["acts"]
    assert {act.subject for act in one} == {units[0].subject}
    assert audit.get("/audit/", {"before": str(every[-1].idx)}).context["acts"] == ()
    assert audit.get("/audit/", {"before": "x"}).context["acts"] == every
    assert "逐笔相符" in audit.get("/audit/", {"verify": "1"}).content.decode()


@pytest.mark.parametrize("query", [queries.failures, queries.sessions, queries.acts, queries.ledger_verified])
def test_not_even_the_operator_reads_what_is_the_others(query: Callable[[Viewer], object]) -> None:
    for nobody in (EYES, Viewer()):
        with refused(NotAllowed):
            query(nobody)
