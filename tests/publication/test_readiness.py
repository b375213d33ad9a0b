"""就绪: what an installation still needs, judged from what is so and asked by those who keep it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from sunlit.demo.organs import ORGANS_FILE, workbook
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import worker
from sunlit.organs import commands as organs
from sunlit.organs import queries as organs_seen
from sunlit.organs.models import Post
from sunlit.organs.rules import Administration, Function, NotAllowed
from sunlit.organs.values import Viewer
from sunlit.publication.queries import readiness
from sunlit.publication.rules.readiness import Facts, needs_of, ready
from tests.support.ledger import refused
from tests.support.people import make_account

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
BY, EYES = Actor.system("city"), Viewer.system("city")

WHOLE = Facts(
    city="示范市", region="990100",
    footer={"sponsor": "府办", "record_number": "备1", "site_code": "9900000001", "contact": "12345"}, emblem=True,
    calendar_missing=(), administrators={"system": ("甲",), "security": ("乙",), "audit": ("丙",)}, unprotected=(),
    units=3, unregistered=(), unstaffed=(), unreachable=(), unreasoned=(), laws=9, lists=1, on_record=9, published=9,
    waiting_since=NOW - timedelta(seconds=5), stumbling=(), backed_up=NOW - timedelta(days=1),
)  # fmt: skip


def test_an_installation_that_has_everything_is_ready() -> None:
    needs = needs_of(WHOLE, NOW)

    assert {need.state for need in needs} == {"done"}
    assert ready(needs)


@pytest.mark.parametrize(
    ("lacking", "code", "state", "about"),
    [
        ({"city": ""}, "city", "missing", ()),
        ({"region": ""}, "city", "missing", ()),
        ({"calendar_missing": (2027,)}, "calendar", "missing", ("2027",)),
        ({"administrators": {"system": ("甲",), "security": (), "audit": ("丙",)}}, "administrators", "missing", ("security",)),
        ({"administrators": {"system": ("甲",), "security": ("甲",), "audit": ("丙",)}}, "administrators", "missing", ("甲",)),
        ({"unprotected": ("root",)}, "second-factor", "missing", ("root",)),
        ({"administrators": {"system": (), "security": (), "audit": ()}}, "second-factor", "missing", ()),
        ({"units": 0}, "organs", "missing", ()),
        ({"units": 0}, "staff", "missing", ()),
        ({"units": 0}, "naming", "missing", ()),
        ({"unregistered": ("某局",), "unstaffed": ("某局（职权登记）",)}, "staff", "missing", ("某局（职权登记）",)),
        ({"unstaffed": ("某局（单位领导）",)}, "staff", "later", ("某局（单位领导）",)),
        ({"unreachable": ("政务公开办",)}, "accounts", "missing", ("政务公开办",)),
        ({"unreasoned": ("某局 受理岗",)}, "naming", "missing", ("某局 受理岗",)),
        ({"laws": 0}, "laws", "missing", ()),
        ({"lists": 0, "on_record": 0}, "lists", "later", ()),
        ({"lists": 0}, "lists", "done", ()),
        ({"on_record": 0}, "powers", "later", ()),
        ({"published": 0}, "published", "later", ()),
        ({"footer": dict.fromkeys(WHOLE.footer, "")}, "footer", "missing", ("主办单位", "备案号", "网站标识码", "联系方式")),
        ({"emblem": False}, "emblem", "later", ()),
        ({"waiting_since": NOW - timedelta(minutes=3)}, "worker", "missing", ()),
        ({"waiting_since": None}, "worker", "done", ()),
        ({"stumbling": ("publication.put-out",)}, "worker", "missing", ("publication.put-out",)),
        ({"backed_up": None}, "backup", "later", ()),
        ({"backed_up": NOW - timedelta(days=9)}, "backup", "later", ("2026-11-17",)),
    ],
)
def test_what_is_lacking_is_named(lacking: dict[str, Any], code: str, state: str, about: tuple[str, ...]) -> None:
    needs = needs_of(replace(WHOLE, **lacking), NOW)

    need = next(one for one in needs if one.code == code)
    assert (need.state, need.about) == (state, about)
    assert ready(needs) == all(one.state != "missing" for one in needs)


def test_an_empty_installation_lacks_nearly_everything_and_a_set_up_one_says_what_is_left(
    django_assert_max_num_queries: Any,
) -> None:
    empty = {need.code for need in readiness(EYES) if need.state != "done"}
    assert empty >= {"city", "calendar", "administrators", "second-factor", "organs", "staff", "laws", "footer", "accounts"}

    organs.set_site(revision=0, city="示范市", region="990100", by=BY)
    organs.load_organs(ORGANS_FILE, workbook(), by=BY)
    for kind in Administration:
        make_account(kind.value, functions=(), administers=kind.value)
    organs.open_account("qin", password="x", by=BY)
    organs.link_officer("qin", "1001", by=BY)
    Post.objects.filter(number="JS00").update(naming_reason="")
    with django_assert_max_num_queries(30):
        needs = {need.code: need for need in readiness(EYES)}

    assert {needs[code].state for code in ("city", "administrators", "second-factor", "organs")} == {"done"}
    assert needs["accounts"].about == ("政府法制",)
    assert needs["naming"].about == ("示范市集市管理局 职权登记岗",)
    assert "示范市公务员事务局（单位法制、单位领导）" in needs["staff"].about


def test_a_worker_that_does_not_run_is_missed_and_one_that_does_is_not() -> None:
    organs.set_site(revision=0, city="示范市", by=BY)
    with clock.frozen(clock.now() + timedelta(minutes=5)):
        assert {need.code: need.state for need in readiness(EYES)}["worker"] == "missing"
        worker.run_dry()
        assert {need.code: need.state for need in readiness(EYES)}["worker"] == "done"


def test_the_last_backup_is_known_by_its_note() -> None:
    note = Path(settings.BACKED_UP)
    states = []
    for said in (clock.now().isoformat(timespec="seconds"), "x"):
        note.write_text(said, encoding="utf-8")
        states.append({need.code: need.state for need in readiness(EYES)}["backup"])
    note.unlink()

    assert states == ["done", "later"]


def test_only_who_keeps_the_installation_asks() -> None:
    keepers = [make_account(kind.value, functions=(), administers=kind.value, second_factor=False) for kind in Administration]
    keepers.append(make_account("qin", functions=(Function.OPEN_GOVERNMENT,), second_factor=False))
    for account in keepers:
        assert readiness(organs_seen.viewer_of(account.pk))
    clerk = make_account("clerk", functions=(Function.REGISTRAR,), second_factor=False)
    for nobody in (Viewer(), organs_seen.viewer_of(clerk.pk)):
        with refused(NotAllowed):
            readiness(nobody)
