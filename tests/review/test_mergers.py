"""机构合并: what bears the name of a unit that is no more is drafted under its successor's, as a task with its difference."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.models import Power, PowerEdition
from sunlit.catalogue.values import StepPost
from sunlit.flow import commands as flow
from sunlit.kernel import clock
from sunlit.ledger import Unchanged, worker
from sunlit.ledger.reading import latest
from sunlit.organs import queries as organs
from sunlit.organs.models import Unit
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Viewer
from sunlit.review import commands, queries
from sunlit.review.models import Change, Review, WithheldItem
from sunlit.review.queries.merged import bearing_old_names
from sunlit.review.queries.withheld import withheld
from sunlit.review.reactions import follow_mergers
from sunlit.review.routes import change_flows
from sunlit.review.rules.changing import ChangeCause, ChangeKind, ChangeVerdict
from sunlit.review.rules.withheld import NoSuchItem
from sunlit.review.values.changing import Application
from tests.desk.reviewers import at_desk, page
from tests.review.changing import filed
from tests.review.people import BY, review_city
from tests.review.test_routes import JUDGES
from tests.support.ledger import made_once, nothing_recorded, recorded, refused

if TYPE_CHECKING:
    from uuid import UUID

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
EYES = Viewer.system("test")
REGISTRAR, AUDITOR = Function.REGISTRAR, Function.CITY_LEGAL


def changing() -> ReviewCity:
    made = review_city()
    flow.adopt_templates(change_flows(), by=BY)
    return made


made, city = made_once(changing)


def merged(city: ReviewCity, before: str = "市灯局", into: str = "灯检", days: int = 0) -> None:
    day = clock.today() + timedelta(days=days)
    Unit.objects.filter(pk=city.units[before]).update(until=day, merged_into=city.units[into])


def content_of(power: UUID) -> Any:
    seen = powers.power(EYES, power)
    assert seen is not None
    return (seen.draft or seen.on_record).content  # type: ignore[union-attr]


def test_what_a_merged_unit_has_on_record_is_its_successor_s_task_with_the_name_changed_and_the_difference(city):
    step = StepPost(number=1, name="受理", unit=city.units["市灯局"], unit_name="市灯局", office="许可科")
    power, plain = filed(city, steps=(step,)), filed(city, name="桥灯许可", holder="测试市人民政府")
    merged(city)
    worker.run_dry()

    [row] = Change.objects.all()
    assert (row.power, row.cause, row.unit_id, row.kind) == (power, ChangeCause.MERGED, city.units["灯检"], "")
    assert set(Power.objects.values_list("unit", flat=True)) == {city.units["灯检"]}
    assert content_of(plain).holder == "测试市人民政府"  # which is still there
    seen = queries.change(city.sees("灯检", REGISTRAR), row.pk)
    assert seen is not None
    assert seen.on_record is not None
    assert seen.on_record.content.holder == "市灯局"  # until the change has taken effect
    assert {one.field for one in seen.changes} == {"holder", "steps"}
    said = content_of(power)
    assert (said.holder, said.steps[0].unit, said.steps[0].unit_name) == ("灯检", city.units["灯检"], "灯检")
    shown = page(at_desk(city, "灯检", REGISTRAR), f"/changes/{row.pk}/")
    assert "原单位已并入灯检" in shown
    assert "按承接单位的名称修改" in shown
    assert "机构合并" in page(at_desk(city, "灯检", REGISTRAR))
    worker.run_dry()
    assert Change.objects.count() == 1

    registrar = city.who("灯检", REGISTRAR)
    day = clock.today() + timedelta(days=1)
    commands.complete_application(row.pk, Application(kind=ChangeKind.ALTER, reason="机构合并", effective=day), by=registrar)
    row.refresh_from_db()
    for kind, function in JUDGES.items():
        by = city.who("市府", function)
        commands.audit_change(row.pk, ChangeVerdict.AGREE, text="", digest=row.digest, of=kind, by=by)
    commands.reply_to_audit(row.pk, confirmed=True, by=registrar)
    assert PowerEdition.objects.get(power=power, number=2).content["holder"] == "灯检"
    worker.run_dry()
    assert Change.objects.count() == 1


def test_what_the_successor_answers_is_asked_once_a_merger(city):
    power = filed(city)
    merged(city)
    worker.run_dry()
    row = Change.objects.get()
    registrar = city.who("灯检", REGISTRAR)
    commands.complete_application(row.pk, Application(kind=ChangeKind.KEEP, reason="名称另行公布"), by=registrar)
    row.refresh_from_db()
    commands.audit_change(row.pk, ChangeVerdict.AGREE, text="", digest=row.digest, by=city.who("市府", AUDITOR))
    commands.reply_to_audit(row.pk, confirmed=True, by=registrar)
    worker.run_dry()
    assert Change.objects.count() == 1
    assert Power.objects.get(pk=power).unit_id == city.units["灯检"]


def test_what_is_judged_meanwhile_waits_until_that_is_over_and_a_new_draft_says_it_at_once(city):
    judged = filed(city, name="桥灯许可")
    by = city.who("市灯局", REGISTRAR)
    [key] = commands.send([catalogue.start_edition(judged, by=by)], by=by)
    new = PowerEdition.objects.get(pk=city.draft(name="灯谱登记")).power_id
    merged(city)
    worker.run_dry()

    assert Review.objects.get(pk=key).unit_id == city.units["灯检"]
    assert not Change.objects.exists()
    assert content_of(judged).holder == "市灯局"  # what is judged is not touched
    assert content_of(new).holder == "灯检"
    assert Power.objects.get(pk=new).unit_id == city.units["灯检"]
    commands.withdraw_review(key, by=city.who("灯检", REGISTRAR))
    worker.run_dry()
    [row] = Change.objects.all()
    assert (row.power, row.cause) == (judged, ChangeCause.MERGED)
    assert content_of(judged).holder == "灯检"


def test_a_unit_that_ends_later_or_has_nobody_to_follow_it_keeps_what_it_has(city):
    power = filed(city)
    with nothing_recorded():
        assert bearing_old_names(EYES) == ()
    merged(city, days=1)
    worker.run_dry()
    assert organs.mergers(EYES) == ()
    Unit.objects.filter(pk=city.units["灯检"]).update(until=clock.today())  # the successor ended, without one
    merged(city)
    worker.run_dry()
    assert not Change.objects.exists()
    with nothing_recorded():
        assert isinstance(commands.open_change_of_merger(power, city.units["市灯局"], by=BY), Unchanged)
    merged(city, "灯检", "市府")  # and with one, it is the last of them that is meant
    worker.run_dry()
    assert Change.objects.get().unit_id == city.units["市府"]


def test_none_but_the_system_follows_a_merger(city):
    power = filed(city)
    merged(city)
    with refused(NotAllowed), nothing_recorded():
        commands.open_change_of_merger(power, city.units["市灯局"], by=city.who("灯检", REGISTRAR))
    with refused(NotAllowed):
        bearing_old_names(city.sees("灯检", REGISTRAR))
    plain = filed(city, "灯检", name="检灯")
    with nothing_recorded():
        assert isinstance(commands.open_change_of_merger(plain, city.units["市灯局"], by=BY), Unchanged)
    held = PowerEdition.objects.get(pk=catalogue.start_edition(power, by=BY))
    catalogue.hold_drafts({held.pk: "office-list:1"}, by=BY)
    with nothing_recorded():
        assert isinstance(commands.open_change_of_merger(power, city.units["市灯局"], by=BY), Unchanged)
    assert bearing_old_names(EYES) == ((power, city.units["市灯局"]),)
    assert not recorded("review.change-opened")


def test_an_idle_office_is_asked_three_statements_a_round_however_much_bears_an_old_name(city, django_assert_num_queries):
    for n in range(6):
        filed(city, name=f"桥灯许可{n}")
    with django_assert_num_queries(1):
        assert follow_mergers() == 0  # where no unit was merged
    merged(city)
    worker.run_dry()
    assert Change.objects.count() == 6
    with django_assert_num_queries(3):
        assert follow_mergers() == 0
    new = PowerEdition.objects.get(pk=city.draft("灯检", name="灯谱登记", holder="市灯局")).power_id
    worker.run_dry()
    assert content_of(new).holder == "灯检"  # what is recorded since is looked at
    with django_assert_num_queries(3):
        assert follow_mergers() == 0


def test_what_is_withheld_of_a_merged_unit_and_its_place_are_the_successors(city: ReviewCity) -> None:
    place = catalogue.register_secret(city.units["市灯局"], by=city.who("市灯局", REGISTRAR))
    row = WithheldItem.objects.create(
        number="不公开〔2026〕1号", unit_id=city.units["市灯局"], exemption="state-secret", provision="第十四条",
        determined_by="分管局长", next_review=clock.today() + timedelta(days=400), registered_at=clock.now(),
        registered_by="post:x", power=place,
    )  # fmt: skip
    with nothing_recorded():
        assert isinstance(commands.follow_merger_withheld(row.pk, by=BY), Unchanged)  # its unit is there
    merged(city)
    with refused(NotAllowed), nothing_recorded():
        commands.follow_merger_withheld(row.pk, by=city.who("灯检", REGISTRAR))
    with refused(NoSuchItem), nothing_recorded():
        commands.follow_merger_withheld(place, by=BY)

    worker.run_dry()
    row.refresh_from_db()
    assert (row.unit_id, Power.objects.get(pk=place).unit_id) == (city.units["灯检"], city.units["灯检"])
    assert [one.number for one in withheld(city.sees("灯检", REGISTRAR))] == [row.number]
    [act] = latest(1, subject=f"withheld:{row.pk}")
    assert act.kind == "review.item-taken-over"
    assert (act.body["before"], act.body["unit"]) == (str(city.units["市灯局"]), str(city.units["灯检"]))
    worker.run_dry()
    assert len(recorded("review.item-taken-over")) == 1

    merged(city, "灯检", "市府")
    WithheldItem.objects.filter(pk=row.pk).update(power=None)  # one that was noted without a place
    assert commands.follow_merger_withheld(row.pk, by=BY) is None
    row.refresh_from_db()
    assert row.unit_id == city.units["市府"]
