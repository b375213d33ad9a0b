"""What an officer may do follows from the posts held today, and from nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from sunlit.demo.organs import ORGANS_FILE, book, workbook
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.organs import commands, policies, queries
from sunlit.organs.models import Appointment, Office, Officer, Post, Region, Unit
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Viewer
from sunlit.organs.workbook import write_book
from tests.organs.test_organs_loading import changed_book
from tests.support.ledger import refused
from tests.support.people import make_account

pytestmark = pytest.mark.django_db
CITY = Actor.system("city")


def officer(number: str) -> Actor:
    held = Appointment.objects.select_related("officer").get(officer__number=number)
    return Actor.officer(post=str(held.post_id), officer=str(held.officer_id))


def unit(code: str) -> UUID:
    return Unit.objects.get(code=code).pk


@pytest.fixture
def city() -> None:
    commands.load_organs(ORGANS_FILE, workbook(), by=CITY)


@pytest.mark.usefixtures("city")
def test_a_registrar_may_register_for_their_own_unit_alone() -> None:
    policies.require(officer("2001"), Function.REGISTRAR, unit=unit("MARKETS"))
    with refused(NotAllowed):
        policies.require(officer("2001"), Function.REGISTRAR, unit=unit("WATERS"))
    with refused(NotAllowed):
        policies.require(officer("2001"), Function.OPEN_GOVERNMENT)


@pytest.mark.usefixtures("city")
def test_the_open_government_office_reaches_every_unit() -> None:
    for code in ("GOV", "TOWN", "ARCHIVES"):
        policies.require(officer("1001"), Function.OPEN_GOVERNMENT, unit=unit(code))


def test_a_county_s_offices_reach_the_county_and_its_townships_and_nothing_else(
    django_assert_num_queries: Any,
) -> None:
    places = {"880000": ("示例市", 3, None), "880100": ("甲县", 4, "880000"), "880101": ("乙乡", 5, "880100")}
    for code, (name, tier, parent) in places.items():
        Region.objects.create(code=code, name=name, tier=tier, parent_id=parent)
    units = {
        code: Unit.objects.create(code=code, kind="department", nature="statutory", region_id=code[:6])
        for code in ("880000局", "880100办", "880100局", "880101乡")
    }
    office = Office.objects.create(unit=units["880100办"], code="1", name="公开办")
    post = Post.objects.create(office=office, code="1", name="岗", functions=["open-government", "registrar"])
    held = Officer.objects.create(number="9", name="某")
    Appointment.objects.create(officer=held, post=post, role="A")
    with django_assert_num_queries(2):
        seen = policies.standing(Actor.officer(post=str(post.pk), officer=str(held.pk)))
    assert seen.units == {units["880100办"].pk}
    for code in ("880100办", "880100局", "880101乡"):
        assert seen.may(Function.OPEN_GOVERNMENT, unit=units[code].pk)
    assert not seen.may(Function.OPEN_GOVERNMENT, unit=units["880000局"].pk)
    assert not seen.may(Function.OPEN_GOVERNMENT)
    assert not seen.may(Function.REGISTRAR, unit=units["880100局"].pk)
    assert seen.may(Function.REGISTRAR)


@pytest.mark.usefixtures("city")
def test_a_post_without_functions_may_nothing() -> None:
    seen = policies.standing(officer("2021"))
    assert not seen.may(*Function)
    assert seen.functions == frozenset()
    with refused(NotAllowed):
        policies.require_seeing(seen, *Function)


@pytest.mark.usefixtures("city")
def test_who_is_not_yet_or_no_longer_in_post_may_nothing() -> None:
    by = officer("1001")
    with clock.frozen(datetime(2023, 12, 31, tzinfo=UTC)):
        assert not policies.standing(by).may(Function.OPEN_GOVERNMENT)
    commands.load_organs(
        ORGANS_FILE, write_book(changed_book(book(), "人员", {"number": "1001"}, left=date(2026, 5, 1))), by=CITY
    )
    with clock.frozen(datetime(2026, 4, 30, 12, tzinfo=UTC)):
        assert policies.standing(by).may(Function.OPEN_GOVERNMENT)
    with clock.frozen(datetime(2026, 5, 1, tzinfo=UTC)), refused(NotAllowed):
        policies.require(by, Function.OPEN_GOVERNMENT)


@pytest.mark.usefixtures("city")
def test_an_account_stands_for_its_officer_and_one_without_for_nobody() -> None:
    account = make_account("zhang", functions=(), second_factor=False)
    assert not policies.standing(Actor.account(account.pk)).known
    Officer.objects.filter(number="1011").update(account=account)

    seen = policies.standing(Actor.account(account.pk))

    assert seen.may(Function.CITY_LEGAL)
    assert seen.account == account.pk
    assert seen.units == {unit("GOV")}
    assert seen.actor == officer("1011")


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("name", ["account:nobody", "post:x/officer:y", f"account:{UUID(int=7)}", f"post:{UUID(int=7)}/officer:{UUID(int=8)}"])
def test_a_name_nobody_bears_may_nothing(name: str) -> None:
    assert not policies.standing(Actor(name)).known


@pytest.mark.usefixtures("city")
def test_one_cannot_act_in_a_post_one_does_not_hold() -> None:
    mine = officer("2001").name.partition("/officer:")[2]
    other = Post.objects.get(number="GK01").pk
    assert not policies.standing(Actor.officer(post=str(other), officer=mine)).known


def test_the_system_may_all_and_nobody_nothing() -> None:
    assert policies.standing(Actor.system("worker")).may(Function.SECRECY, unit=uuid4())
    assert not Viewer().may(*Function)


@pytest.mark.usefixtures("city")
def test_a_unit_that_is_no_more_gives_no_functions() -> None:
    by = officer("3001")
    assert policies.standing(by).may(Function.REGISTRAR)
    changed = changed_book(book(), "单位", {"code": "WATERS"}, until=date(2026, 1, 1), merged_into="MARKETS")
    commands.load_organs(ORGANS_FILE, write_book(changed), by=CITY)
    with clock.frozen(datetime(2026, 1, 1, 12, tzinfo=UTC)):
        assert not policies.standing(by).known
    assert queries.unit_called(Viewer.system("x"), "WATERS", on=date(2026, 1, 1)).living is False  # type: ignore[union-attr]
