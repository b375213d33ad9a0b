"""自上而下: duties without powers, powers without duty, each answered with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sunlit.catalogue import commands, queries
from sunlit.catalogue.commands.secrecy import MarkedSecret
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.rules import NoReasonGiven, duties
from sunlit.catalogue.values import PowerContent, StepPost
from sunlit.kernel.actor import Actor
from sunlit.organs.models import Duty, Mandate, Office
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Viewer
from tests.review.people import BY, review_city
from tests.support.ledger import made_once, nothing_recorded, recorded, refused

if TYPE_CHECKING:
    from uuid import UUID

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
EYES = Viewer.system("test")
REASON = "由市政府直接履行，本局不行使职权"


def with_duties() -> ReviewCity:
    made = review_city()
    unit = made.units["市灯局"]
    office = Office.objects.get(unit=unit)
    now = Mandate.objects.create(unit_id=unit, title="三定方案")
    Duty.objects.create(mandate=now, number=1, text="负责河灯放流的许可和监督管理")
    Duty.objects.create(mandate=now, number=2, text="组织灯会安全应急")
    Duty.objects.create(mandate=now, office=office, number=1, text="保管灯谱")
    return made


made, city = made_once(with_duties)


def drafted(city: ReviewCity, name: str, office: str = "") -> UUID:
    content = PowerContent(name=name, type="licensing", steps=(StepPost(number=1, name="受理", office=office),))
    edition = commands.draft_power(city.units["市灯局"], content, secret_answer="no", by=BY)
    return PowerEdition.objects.get(pk=edition).power_id


def seen(city: ReviewCity, **more: str) -> queries.Matrix:
    return queries.duty_matrix(city.sees("市灯局", Function.REGISTRAR), city.units["市灯局"], **more)


def test_a_duty_is_done_by_the_powers_that_are_linked_to_it_and_those_that_may_are_proposed(city):
    registrar, unit = city.who("市灯局", Function.REGISTRAR), city.units["市灯局"]
    lanterns, other = drafted(city, "河灯放流许可"), drafted(city, "桥灯悬挂许可", office="办公室")
    first, second, _third = seen(city).duties
    assert [power.id for power in first.likely] == [lanterns]
    assert (first.state, second.state) == ("open", "open")

    commands.link_duty(unit, first.seen.id, [lanterns], by=registrar)

    matrix = seen(city)
    assert [(one.state, one.cells) for one in matrix.duties] == [("met", (1,)), ("open", (0,)), ("open", (0,))]
    assert [(one.id, one.state) for one in matrix.powers] == [(lanterns, "met"), (other, "open")]
    assert (matrix.types, matrix.offices) == (("licensing",), ("办公室",))
    commands.link_duty(unit, first.seen.id, [lanterns], by=registrar)
    assert len(recorded("catalogue.duty-linked")) == 1  # saying it twice says nothing new
    commands.link_duty(unit, first.seen.id, [other], by=registrar)
    assert [one.state for one in seen(city).powers] == ["open", "met"]


def test_an_office_is_held_against_its_own_duties_and_those_of_the_whole_unit(city):
    drafted(city, "河灯放流许可")
    own = drafted(city, "桥灯悬挂许可", office="办公室")

    matrix = seen(city, office="办公室")

    assert [one.seen.office for one in matrix.duties] == ["", "", "办公室"]
    assert [one.id for one in matrix.powers] == [own]
    assert [one.seen.office for one in seen(city, office="财务科").duties] == ["", ""]


def test_what_has_no_counterpart_is_answered_once_and_other_words_open_it_again(city):
    registrar, unit = city.who("市灯局", Function.REGISTRAR), city.units["市灯局"]
    power = drafted(city, "河灯放流许可")
    duty = seen(city).duties[1].seen.id

    answer = commands.answer_duty(unit, duty=duty, reason=REASON, by=registrar)
    commands.answer_duty(unit, power=power, reason="省里下放，三定方案尚未修订", by=registrar)
    with refused(duties.DutyAnswered), nothing_recorded():
        commands.answer_duty(unit, duty=duty, reason=REASON, by=registrar)
    matrix = seen(city)
    assert [matrix.duties[1].state, matrix.powers[0].state] == ["answered", "answered"]
    Duty.objects.filter(pk=duty).update(text="组织灯会安全应急和演练")
    again = seen(city).duties[1]
    assert (again.state, again.answer.before if again.answer else None) == ("open", True)
    commands.answer_duty(unit, duty=duty, reason="演练由应急局组织，本局配合", by=registrar)
    assert seen(city).duties[1].state == "answered"
    commands.withdraw_duty_answer(answer, by=registrar)
    with refused(duties.DutyNotAnswered), nothing_recorded():
        commands.withdraw_duty_answer(answer, by=registrar)
    commands.link_duty(unit, duty, [power], by=registrar)
    for given in ({"duty": duty}, {"power": power}):
        with refused(duties.DutyMet), nothing_recorded():
            commands.answer_duty(unit, reason=REASON, by=registrar, **given)


def test_what_is_no_duty_of_the_unit_and_no_reason_is_refused_and_others_may_not(city):
    registrar, unit = city.who("市灯局", Function.REGISTRAR), city.units["市灯局"]
    power, duty = drafted(city, "河灯放流许可"), seen(city).duties[0].seen.id
    foreign = commands.draft_power(city.units["灯检"], PowerContent(name="灯检"), secret_answer="no", by=BY)
    theirs = PowerEdition.objects.get(pk=foreign).power_id

    for given in ({"duty": power}, {"power": duty}, {"duty": duty, "power": power}, {}, {"power": theirs}):
        with refused(duties.NoSuchDuty), nothing_recorded():
            commands.answer_duty(unit, reason=REASON, by=registrar, **given)
    with refused(NoReasonGiven), nothing_recorded():
        commands.answer_duty(unit, duty=duty, reason=" ", by=registrar)
    with refused(MarkedSecret):
        commands.answer_duty(unit, duty=duty, reason="机密★10年，不便说明", by=registrar)
    for given_duty, given_powers in ((power, [power]), (duty, [theirs])):
        with refused(duties.NoSuchDuty), nothing_recorded():
            commands.link_duty(unit, given_duty, given_powers, by=registrar)
    with refused(duties.DutyNotAnswered), nothing_recorded():
        commands.withdraw_duty_answer(duty, by=registrar)
    stranger = city.who("甲县灯局", Function.REGISTRAR)
    with refused(NotAllowed), nothing_recorded():
        commands.link_duty(unit, duty, [power], by=stranger)
    with refused(NotAllowed):
        queries.duty_matrix(city.sees("甲县灯局", Function.REGISTRAR), unit)
    assert Actor.system("test") == BY


def test_the_matrix_costs_the_same_however_much_there_is(city, django_assert_num_queries):
    for name in ("河灯放流许可", "桥灯悬挂许可", "灯谱出借登记"):
        drafted(city, name)
    viewer = city.sees("市灯局", Function.REGISTRAR)

    with django_assert_num_queries(9):
        queries.duty_matrix(viewer, city.units["市灯局"])


@pytest.mark.parametrize(
    ("duty", "power", "said"),
    [
        ("负责河灯放流的许可和监督管理", "河灯放流许可", True),
        ("征收码头停泊费", "码头停泊费征收", True),
        ("征收码头停泊费", "河灯放流许可", False),
        ("组织应急工作", "行政许可", False),
    ],
)
def test_names_tell_which_duty_a_power_is_likely_for(duty: str, power: str, said: bool):
    assert duties.likely(duty, power) is said
