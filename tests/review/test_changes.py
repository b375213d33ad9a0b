"""目录动态调整: a unit asks, its legal office answers, the unit confirms, and only then what is on record changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.rules.powers import PowerStanding, UnderReview
from sunlit.flow.models import Task
from sunlit.kernel import clock
from sunlit.law import commands as law
from sunlit.ledger import run_reactions, sequence_once
from sunlit.organs.models import CalendarDay
from sunlit.organs.rules import NotAllowed
from sunlit.review import commands, queries
from sunlit.review.models import Change, ChangeSaid
from sunlit.review.routes import change_flow_of
from sunlit.review.rules import changing as rules
from sunlit.review.rules.changing import ChangeCause, ChangeKind, ChangeOutcome, ChangeVerdict
from tests.review.changing import (
    AUDITOR,
    EYES,
    REGISTRAR,
    agreed,
    asked,
    carried,
    changing,
    filed,
    reworded,
)
from tests.review.people import BY, LATER_LAW
from tests.support.ledger import made_once, nothing_recorded, refused

if TYPE_CHECKING:
    from uuid import UUID


pytestmark = pytest.mark.django_db

made, city = made_once(changing)


def test_a_change_of_words_takes_effect_once_the_unit_has_confirmed_the_opinion_and_the_old_edition_stays(city):
    power, registrar = filed(city), city.who("市灯局", REGISTRAR)
    draft = reworded(power, registrar, name="放河灯许可")
    day = clock.today() + timedelta(days=10)

    change = commands.apply_for_change(power, asked(ChangeKind.ALTER, effective=day), by=registrar)
    with refused(UnderReview), nothing_recorded():
        catalogue.drop_draft(draft, by=registrar)
    agreed(change, city.who("市府", AUDITOR), text="名称与条例一致，同意")
    assert PowerEdition.objects.get(pk=draft).state == "draft"  # nothing has changed yet
    commands.reply_to_audit(change, confirmed=True, by=registrar)

    new, old = PowerEdition.objects.filter(power=power).order_by("-number")
    assert (new.number, new.name, new.valid_from, new.opinion) == (2, "放河灯许可", day, "名称与条例一致，同意")
    assert (old.number, old.name, old.valid_to) == (1, "河灯放流许可", day)
    assert [said.step for said in ChangeSaid.objects.order_by("at")] == ["apply", "mandate", "secrecy", "law", "reply"]
    assert Change.objects.get().outcome == ChangeOutcome.IN_EFFECT


@pytest.mark.parametrize(
    ("kind", "then"),
    [
        (ChangeKind.SUSPEND, PowerStanding.SUSPENDED),
        (ChangeKind.CANCEL, PowerStanding.CANCELLED),
        (ChangeKind.ABOLISH, PowerStanding.ABOLISHED),
    ],
)
def test_a_power_is_stopped_and_ended_from_a_day_on_and_a_suspended_one_resumed(city, kind, then):
    power = filed(city)

    row = carried(city, power, asked(kind, reason="条例已无规定"))

    seen = powers.power(EYES, power)
    assert seen is not None
    assert (seen.standing, seen.states[-1].reason, row.outcome) == (then, "条例已无规定", "in-effect")
    if kind is ChangeKind.SUSPEND:
        carried(city, power, asked(ChangeKind.RESUME))
        assert powers.standing_of(EYES, power) is PowerStanding.IN_USE
    else:
        with refused(rules.ChangeUnfit), nothing_recorded():
            commands.apply_for_change(power, asked(ChangeKind.SUSPEND), by=city.who("市灯局", REGISTRAR))


def test_a_new_power_is_added_and_several_are_merged_into_one(city):
    first, second = filed(city), filed(city, name="河灯复放许可")
    new = city.draft(name="桥灯悬挂许可")
    added = PowerEdition.objects.get(pk=new).power_id

    carried(city, added, asked(ChangeKind.ADD))
    reworded(first, city.who("市灯局", REGISTRAR), name="河灯许可")
    with refused(rules.ChangeTooEarly), nothing_recorded():
        commands.apply_for_change(
            first, asked(ChangeKind.MERGE, others=(second,), effective=clock.today()), by=city.who("市灯局", REGISTRAR)
        )
    carried(city, first, asked(ChangeKind.MERGE, others=(second,)))

    assert powers.standing_of(EYES, added) is PowerStanding.IN_USE
    other = powers.power(EYES, second)
    assert other is not None
    assert (other.states[-1].standing, other.states[-1].reason) == (PowerStanding.CANCELLED, "并入“河灯许可”")
    assert other.standing is PowerStanding.IN_USE  # until tomorrow, when the one it was merged into says so


def test_what_comes_back_is_asked_for_anew_and_an_opinion_holds_for_what_was_asked_alone(city):
    power, registrar, auditor = filed(city), city.who("市灯局", REGISTRAR), city.who("市府", AUDITOR)
    draft = reworded(power, registrar, name="放灯许可")
    change = commands.apply_for_change(power, asked(ChangeKind.ALTER), by=registrar)
    old = Change.objects.get().digest

    with refused(rules.ChangeLacking), nothing_recorded():
        commands.audit_change(change, ChangeVerdict.RETURN, text=" ", digest=old, by=auditor)
    agreed(change, auditor, verdict=ChangeVerdict.RETURN, text="名称应照条例")
    [seen] = powers.drafts(EYES, [draft])
    catalogue.save_draft(draft, replace(seen.content, name="放河灯许可"), revision=seen.revision, by=registrar)
    commands.complete_application(change, asked(ChangeKind.ALTER, reason="已照条例改"), by=registrar)
    with refused(rules.ChangeReworded), nothing_recorded():
        commands.audit_change(change, ChangeVerdict.AGREE, text="同意", digest=old, by=auditor)
    agreed(change, auditor)
    with refused(rules.ChangeLacking), nothing_recorded():
        commands.reply_to_audit(change, confirmed=False, by=registrar)
    commands.reply_to_audit(change, confirmed=False, text="生效日期须后延", by=registrar)
    commands.complete_application(change, asked(ChangeKind.ALTER, reason="后延"), by=registrar)
    agreed(change, auditor, verdict=ChangeVerdict.REFUSE, text="不必修改")

    seen_whole = queries.change(city.sees("市灯局", REGISTRAR), change)
    assert seen_whole is not None
    assert seen_whole.row.outcome is ChangeOutcome.REFUSED
    assert [(one.step, one.void) for one in seen_whole.said][:4] == [
        ("apply", True), ("mandate", True), ("secrecy", True), ("law", True)
    ]  # fmt: skip
    assert [one.field for one in seen_whole.changes] == ["name"]
    catalogue.drop_draft(draft, by=registrar)  # the unit has it back


def test_the_unit_takes_back_what_it_asked_for_and_asks_once_at_a_time(city):
    power, registrar = filed(city), city.who("市灯局", REGISTRAR)
    change = commands.apply_for_change(power, asked(ChangeKind.SUSPEND), by=registrar)

    with refused(rules.ChangeRunning), nothing_recorded():
        commands.apply_for_change(power, asked(ChangeKind.CANCEL), by=registrar)
    with refused(rules.ChangeNotHere), nothing_recorded():
        commands.reply_to_audit(change, confirmed=True, by=registrar)
    commands.withdraw_change(change, by=registrar)
    with refused(rules.NoSuchChange), nothing_recorded():
        agreed(change, city.who("市府", AUDITOR))
    assert queries.change_of(EYES, power) is None
    assert Change.objects.get().outcome == ChangeOutcome.WITHDRAWN


@pytest.mark.parametrize(
    ("application", "refusal"),
    [
        (asked(ChangeKind.SUSPEND, reason=" "), rules.ChangeLacking),
        (asked(ChangeKind.SUSPEND, effective=None), rules.ChangeLacking),
        (asked(ChangeKind.ALTER), rules.ChangeLacking),
        (asked(ChangeKind.MERGE), rules.ChangeLacking),
        (asked(ChangeKind.DEVOLVE), rules.ChangeLacking),
        (asked(ChangeKind.TAKE_OVER), rules.ChangeUnfit),
        (asked(ChangeKind.KEEP), rules.ChangeUnfit),
        (asked(ChangeKind.RESUME), rules.ChangeUnfit),
    ],
    ids=["no-reason", "no-day", "no-draft", "merged-with-nothing", "nobody-takes-over", "not-handed-down", "no-task", "in-use"],
)  # fmt: skip
def test_an_application_that_lacks_something_or_does_not_fit_is_refused_and_nothing_is_kept(city, application, refusal):
    power = filed(city)

    with refused(refusal), nothing_recorded():
        commands.apply_for_change(power, application, by=city.who("市灯局", REGISTRAR))
    assert not Change.objects.exists()


def test_nothing_changes_in_the_past_nor_with_the_powers_of_others_nor_to_a_unit_not_below(city):
    power, registrar = filed(city), city.who("市灯局", REGISTRAR)
    others = {"other": filed(city, "灯检"), "self": power, "unit": city.units["灯检"], "nobody": power}

    with refused(rules.ChangeBackdated), nothing_recorded():
        commands.apply_for_change(
            power, asked(ChangeKind.CANCEL, effective=clock.today() - timedelta(days=1)), by=registrar
        )
    reworded(power, registrar, name="河灯许可")
    for kind, other in (
        (ChangeKind.MERGE, "other"), (ChangeKind.MERGE, "self"), (ChangeKind.DEVOLVE, "unit"), (ChangeKind.DEVOLVE, "nobody"),
    ):  # fmt: skip
        with refused(rules.ChangeLacking), nothing_recorded():
            commands.apply_for_change(power, asked(kind, others=(others[other],)), by=registrar)
    with refused(NotAllowed), nothing_recorded():
        commands.apply_for_change(power, asked(ChangeKind.SUSPEND), by=city.who("甲县灯局", REGISTRAR))


def test_a_law_that_changes_a_basis_opens_the_task_by_itself_and_proposes_what_the_article_has_become(city):
    power = filed(city)
    quiet = filed(city, name="无依据变动", bases=(replace(_first(power), article="第一条", text=""),))

    law.load_laws([("新河灯.md", LATER_LAW.encode())], by=BY)
    for _ in range(2):  # the powers are marked, and then their units get the task
        sequence_once()
        run_reactions()

    [row] = queries.changes_waiting(city.sees("市灯局", REGISTRAR))
    assert (row.power, row.cause, row.step, row.kind) == (power, ChangeCause.LAW, "申请", None)
    task = Task.objects.get(run=Change.objects.get().run)
    assert task.due_on is not None
    worked = _workdays_after(clock.today(), 20)
    assert task.due_on == worked
    seen = queries.change(city.sees("市灯局", REGISTRAR), row.id)
    assert seen is not None
    [became] = seen.successions
    assert (became.what, became.article, became.new_article, seen.law_title) == (
        "changed",
        "第二条",
        "第二条",
        "示范省河灯管理条例",
    )
    assert {(p.kind, p.text) for p in became.pieces} >= {("removed", "五"), ("added", "三")}
    assert ChangeKind.KEEP in queries.asks_of(seen)
    assert queries.change_of(EYES, quiet) is None
    # the unit looks, finds that nothing follows, and says why; the legal office has to agree to that as well
    registrar = city.who("市灯局", REGISTRAR)
    commands.complete_application(row.id, asked(ChangeKind.KEEP, reason="承诺时限已短于三日"), by=registrar)
    agreed(row.id, city.who("市府", AUDITOR))
    commands.reply_to_audit(row.id, confirmed=True, by=registrar)
    assert powers.standing_of(EYES, power) is PowerStanding.IN_USE
    assert Change.objects.get().outcome == ChangeOutcome.IN_EFFECT


def test_the_list_is_that_of_the_units_one_reaches_and_costs_the_same_however_long_it_is(
    city, django_assert_num_queries
):
    for name in ("甲", "乙", "丙"):
        commands.apply_for_change(
            filed(city, name=f"{name}灯许可"), asked(ChangeKind.SUSPEND), by=city.who("市灯局", REGISTRAR)
        )
    with django_assert_num_queries(8):
        rows, total = queries.changes(city.sees("市府", AUDITOR), running=True)
    assert (len(rows), total, {row.mine for row in rows}) == (3, 3, {True})
    assert queries.changes(city.sees("甲县灯局", REGISTRAR)) == ((), 0)
    assert queries.changes(city.sees("市灯局", REGISTRAR), unit=city.units["市灯局"], running=False) == ((), 0)
    assert queries.change(city.sees("甲县灯局", REGISTRAR), rows[0].id) is None
    assert queries.count_changes_waiting(city.sees("市府", AUDITOR)) == 3


def test_a_county_has_its_own_way_of_changes():
    assert {change_flow_of(tier) for tier in (1, 2, 3)} == {"review:change"}
    assert {change_flow_of(tier) for tier in (4, 5)} == {"review:county-change"}


def _first(power: UUID) -> Any:
    seen = powers.power(EYES, power)
    assert seen is not None
    assert seen.on_record is not None
    return seen.on_record.content.bases[0]


def _workdays_after(day: Any, count: int) -> Any:
    off = dict(CalendarDay.objects.values_list("day", "off"))
    while count:
        day += timedelta(days=1)
        count -= not off.get(day, day.weekday() > 4)
    return day
