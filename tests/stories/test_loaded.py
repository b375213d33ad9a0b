"""After a list was taken in: its drafts go on record at once, those that need a person are left and told."""

from __future__ import annotations

from typing import Any
from uuid import UUID  # noqa: TC003 - fixtures read their types

import pytest

from sunlit.catalogue import commands, queries
from sunlit.catalogue.models import PowerEdition, StagedItem
from sunlit.catalogue.rules import staging as rules
from sunlit.kernel.actor import Actor
from sunlit.kernel.ids import new_id
from sunlit.organs import queries as organs_queries
from sunlit.organs.models import Appointment, Unit
from sunlit.organs.policies import standing
from sunlit.organs.rules import NotAllowed
from tests.support import city
from tests.support.ledger import made_once, nothing_recorded, refused

pytestmark = pytest.mark.django_db
HEAD = "序号,职权名称,职权类别,实施依据,行使主体,公开范围\n"
OPENING = "1,夜间集市开办许可,行政许可,《夜间集市法》第九条,示范市集市管理局（示范市夜市办公室）,\n"
FINE = "2,对摊主不悬挂摊位证的处罚,行政处罚,《示范市夜间集市摊位管理办法》第十条,示范市集市管理局,内部\n"
BARE = "3,无依据的许可,行政许可,,示范市集市管理局,\n"


made, _city = made_once(city.with_organs, for_all=True)


@pytest.fixture
def office() -> Actor:
    held = Appointment.objects.get(officer__number="1001")
    return Actor.officer(post=str(held.post_id), officer=str(held.officer_id))


def officer(number: str) -> Actor:
    held = Appointment.objects.get(officer__number=number)
    return Actor.officer(post=str(held.post_id), officer=str(held.officer_id))


def loaded(*rows: str, by: Actor, **more: Any) -> UUID:
    files = [("清单.csv", (HEAD + "".join(rows)).encode())]
    loading = commands.stage_lists(files, secret_answer="no", by=by, **more)
    StagedItem.objects.filter(loading=loading).update(findings=[])
    commands.commit_loading(loading, by=by)
    return loading


def test_what_can_be_is_filed_and_what_is_for_society_is_published(office: Actor) -> None:
    loading = loaded(OPENING, FINE, BARE, by=office, scope="society")

    done = commands.file_loading(loading, opinion="准予备案", and_publish=True, by=office)

    assert (len(done.filed), done.published, done.not_open) == (2, 1, 1)
    assert [name for name, _ in done.left.values()] == ["无依据的许可"]
    assert {e.name: e.state for e in PowerEdition.objects.all()} == {
        "夜间集市开办许可": "on-record", "对摊主不悬挂摊位证的处罚": "on-record", "无依据的许可": "draft",
    }  # fmt: skip
    with refused(rules.NothingFileable), nothing_recorded():
        commands.file_loading(loading, opinion="准予备案", by=office)


def test_a_finding_that_must_be_mended_keeps_a_draft_off_the_record(office: Actor) -> None:
    loading = loaded(OPENING, FINE, by=office)
    worst = {"code": "repealed", "severity": "error", "cited": "", "why": "依据已废止", "mend": ""}
    StagedItem.objects.filter(name__startswith="对摊主").update(findings=[worst])

    done = commands.file_loading(loading, opinion="准予备案", by=office)

    assert list(done.left.values()) == [("对摊主不悬挂摊位证的处罚", "依据已废止")]
    assert (len(done.filed), done.published, done.not_open) == (1, 0, 1)


def test_only_the_filing_office_files_and_only_what_was_taken_in(office: Actor) -> None:
    loading = commands.stage_lists([("清单.csv", (HEAD + OPENING).encode())], secret_answer="no", by=office)
    held = Appointment.objects.get(officer__number="2001")
    registrar = Actor.officer(post=str(held.post_id), officer=str(held.officer_id))

    with refused(NotAllowed), nothing_recorded():
        commands.file_loading(loading, opinion="准予备案", by=registrar)
    with refused(rules.LoadingEnded), nothing_recorded():
        commands.file_loading(loading, opinion="准予备案", by=office)
    with refused(rules.NoSuchLoading), nothing_recorded():
        commands.file_loading(new_id(), opinion="准予备案", by=office)
    with refused(rules.UnknownScope), nothing_recorded():
        commands.stage_lists([("清单.csv", b"x")], secret_answer="no", scope="all", by=office)


def test_a_unit_is_known_by_what_stands_before_the_name_it_also_bears(office: Actor) -> None:
    loading = loaded(OPENING, by=office)

    (row,) = queries.staged(city.EYES, loading).rows
    assert row.unit_name == "示范市集市管理局"


def test_who_acted_is_told_in_words(office: Actor) -> None:
    said = organs_queries.called(city.EYES, [office.name, "system:cli", f"account:{new_id()}", f"post:{new_id()}/officer:{new_id()}"])

    held = Appointment.objects.select_related("post__office", "officer").get(officer__number="1001")
    assert said[office.name] == f"{held.post.office.name} {held.post.name} {held.officer.name}"
    assert sorted(set(said.values())) == sorted({"系统", "", said[office.name]})


def test_a_county_s_office_files_what_was_loaded_for_its_units_and_nothing_else() -> None:
    by = {number: officer(number) for number in ("5001", "5901", "6901", "1001")}
    unit = Unit.objects.get(code="EASTMARKETS").pk
    row = "1,食品摊位登记核对,行政确认,《夜间集市法》第九条,城东区集市管理局,\n"
    loading = loaded(row, by=by["5001"], unit=unit)
    for_all = loaded(row.replace("核对", "复核"), by=by["1001"])
    for key, who in ((loading, "6901"), (for_all, "5901"), (new_id(), "5901"), (loading, "5001")):
        with refused(NotAllowed), nothing_recorded():
            commands.file_loading(key, opinion="准予备案", by=by[who])

    done = commands.file_loading(loading, opinion="准予备案", by=by["5901"])

    assert len(done.filed) == 1
    assert queries.files(standing(by["5901"]), unit)
    assert not queries.files(standing(by["5901"]), None)
    assert not queries.files_any(standing(by["5001"]))
