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
from sunlit.flow import commands as flow
from sunlit.flow.models import Task
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.law import commands as law
from sunlit.ledger import run_reactions, sequence_once
from sunlit.organs.models import CalendarDay, Post
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Viewer
from sunlit.review import commands, queries
from sunlit.review.models import Change, ChangeSaid, WithheldItem
from sunlit.review.routes import JOINT_STEPS, change_flow_of, change_flows
from sunlit.review.rules import changing as rules
from sunlit.review.rules.changing import ChangeCause, ChangeKind, ChangeOutcome, ChangeVerdict
from sunlit.review.rules.withheld import Exemption, Placeholder, PlaceholderLacking
from sunlit.review.values import OpinionKind
from sunlit.review.values.changing import Application
from tests.review.people import BY, LATER_LAW, review_city
from tests.review.test_routes import JUDGES
from tests.support.ledger import made_once, nothing_recorded, recorded, refused

if TYPE_CHECKING:
    from uuid import UUID

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
REGISTRAR, AUDITOR = Function.REGISTRAR, Function.CITY_LEGAL
EYES = Viewer.system("test")


def changing() -> ReviewCity:
    made = review_city()
    flow.adopt_templates(change_flows(), by=BY)
    return made


made, city = made_once(changing)


def filed(city: ReviewCity, unit: str = "市灯局", **said: Any) -> UUID:
    """A power on record."""
    edition = city.draft(unit, **said)
    catalogue.file_edition(edition, opinion="准予备案", by=BY)
    return PowerEdition.objects.get(pk=edition).power_id


TOMORROW = clock.today() + timedelta(days=1)


def asked(kind: ChangeKind, **said: Any) -> Application:
    day = TOMORROW if kind in (ChangeKind.ALTER, ChangeKind.MERGE) else clock.today()
    return Application(**{"kind": kind, "reason": "机构改革", "effective": day, **said})


def reworded(power: UUID, by: Actor, **said: Any) -> UUID:
    """The next edition of a power, drafted."""
    edition = catalogue.start_edition(power, by=by)
    [draft] = powers.drafts(EYES, [edition])
    catalogue.save_draft(edition, replace(draft.content, **said), revision=draft.revision, by=by)
    return edition


def agreed(change: UUID, by: Actor, **said: Any) -> Change:
    """Law answers so; staffing and secrecy of the same offices agree, where they are asked."""
    row = Change.objects.get(pk=change)
    for kind in (OpinionKind.MANDATE, OpinionKind.SECRECY):
        if Task.objects.filter(run=row.run, node=kind.value, how="").exists():
            commands.audit_change(
                change, ChangeVerdict.AGREE, text="", digest=row.digest, of=kind, by=beside(by, JUDGES[kind])
            )
    commands.audit_change(
        change,
        said.pop("verdict", ChangeVerdict.AGREE),
        text=said.pop("text", "同意变更"),
        digest=row.digest,
        by=by,
        **said,
    )
    return row


def beside(by: Actor, function: Function) -> Actor:
    """Who holds another function in the same unit."""
    unit = Post.objects.get(pk=by.name.removeprefix("post:").partition("/")[0]).office.unit
    post = Post.objects.get(office__unit=unit, code=function.value)
    return Actor.officer(post=str(post.pk), officer=str(post.appointments.get().officer_id))


def carried(
    city: ReviewCity, power: UUID, application: Application, unit: str = "市灯局", office: str = "市府"
) -> Change:
    """Through all three steps."""
    change = commands.apply_for_change(power, application, by=city.who(unit, REGISTRAR))
    agreed(change, city.who(office, AUDITOR))
    commands.reply_to_audit(change, confirmed=True, by=city.who(unit, REGISTRAR))
    return Change.objects.get(pk=change)


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


def test_a_power_handed_down_ceases_here_and_is_taken_over_by_the_unit_below_on_its_own_way(city):
    power = filed(city)

    down = carried(city, power, asked(ChangeKind.DEVOLVE, others=(city.units["甲县灯局"],)))

    assert powers.standing_of(EYES, power) is PowerStanding.IN_USE  # until somebody below has it
    assert down.outcome == ""
    waits = queries.change(city.sees("市灯局", REGISTRAR), down.pk)
    assert waits is not None
    assert (waits.row.step, waits.row.due_on, waits.may_withdraw) == ("等待下级单位承接备案", clock.today(), False)
    assert [(one.unit_name, one.step, one.due_on is not None) for one in waits.below] == [("甲县灯局", "申请", True)]
    with refused(rules.ChangeRunning), nothing_recorded():
        commands.apply_for_change(power, asked(ChangeKind.SUSPEND), by=city.who("市灯局", REGISTRAR))
    up = Change.objects.exclude(pk=down.pk).get()
    county = city.who("甲县灯局", REGISTRAR)
    assert (up.cause, up.parent_id, up.unit_id) == (ChangeCause.DEVOLVED, down.pk, city.units["甲县灯局"])
    [mine] = queries.changes_waiting(city.sees("甲县灯局", REGISTRAR))
    assert (mine.id, mine.step, mine.cause.words) == (up.pk, "申请", "上级下放")
    with refused(rules.ChangeUnfit), nothing_recorded():
        commands.withdraw_change(up.pk, by=county)
    commands.complete_application(up.pk, asked(ChangeKind.TAKE_OVER), by=county)
    with refused(NotAllowed), nothing_recorded():
        commands.audit_change(
            up.pk, ChangeVerdict.AGREE, text="", digest=Change.objects.get(pk=up.pk).digest, by=county
        )  # fmt: skip
    agreed(up.pk, city.who("甲县府", AUDITOR))
    day = clock.today() + timedelta(days=4)
    Change.objects.filter(pk=up.pk).update(effective=day)
    commands.reply_to_audit(up.pk, confirmed=True, by=county)
    down.refresh_from_db()
    above = powers.power(EYES, power)
    assert above is not None
    assert (down.outcome, down.effective, above.states[-1].effective) == (ChangeOutcome.IN_EFFECT, day, day)
    assert (above.standing, above.states[-1].reason) == (PowerStanding.IN_USE, "下放至甲县灯局")
    with clock.frozen(clock.now() + timedelta(days=4)):
        assert powers.standing_of(EYES, power) is PowerStanding.CANCELLED
        assert powers.standing_of(EYES, up.power) is PowerStanding.IN_USE
    taken = powers.power(EYES, up.power)
    assert taken is not None
    assert taken.on_record is not None
    assert (taken.unit, taken.on_record.content.holder, taken.on_record.valid_from) == (up.unit_id, "甲县灯局", day)


def test_handed_down_to_several_it_stays_above_until_the_last_has_it_and_where_one_is_refused(city):
    for refusing in (False, True):
        power = filed(city, name=f"河灯许可{refusing}")
        units = (city.units["甲县灯局"], city.units["乙镇"])
        down = carried(city, power, asked(ChangeKind.DEVOLVE, others=units))
        first, second = Change.objects.filter(parent=down).order_by("unit__code")
        for up, unit in ((first, "乙镇"), (second, "甲县灯局")):
            assert powers.standing_of(EYES, power) is PowerStanding.IN_USE
            registrar = city.who(unit, REGISTRAR)
            commands.complete_application(up.pk, asked(ChangeKind.TAKE_OVER), by=registrar)
            if refusing and up == second:
                agreed(up.pk, city.who("甲县府", AUDITOR), verdict=ChangeVerdict.REFUSE, text="县里没有力量承接")
                continue
            agreed(up.pk, city.who("甲县府", AUDITOR))
            commands.reply_to_audit(up.pk, confirmed=True, by=registrar)
        down.refresh_from_db()
        assert down.outcome == (ChangeOutcome.REFUSED if refusing else ChangeOutcome.IN_EFFECT)
        then = PowerStanding.IN_USE if refusing else PowerStanding.CANCELLED
        assert powers.standing_of(EYES, power) is then


def test_what_ended_meanwhile_ends_no_second_time_when_it_is_taken_over(city):
    power = filed(city)
    down = carried(city, power, asked(ChangeKind.DEVOLVE, others=(city.units["甲县灯局"],)))
    catalogue.cancel(power, reason="条例废止", by=BY)
    carried_below(city, Change.objects.get(parent=down))
    down.refresh_from_db()
    assert down.outcome == ChangeOutcome.IN_EFFECT
    seen = powers.power(EYES, power)
    assert seen is not None
    assert [one.reason for one in seen.states if one.reason] == ["条例废止"]


def carried_below(city: ReviewCity, up: Change) -> None:
    county = city.who("甲县灯局", REGISTRAR)
    commands.complete_application(up.pk, asked(ChangeKind.TAKE_OVER), by=county)
    agreed(up.pk, city.who("甲县府", AUDITOR))
    commands.reply_to_audit(up.pk, confirmed=True, by=county)


def test_what_touches_the_words_is_judged_by_the_three_side_by_side_and_none_sees_the_others_first(city):
    power, registrar = filed(city), city.who("市灯局", REGISTRAR)
    reworded(power, registrar, name="放河灯许可")
    change = commands.apply_for_change(power, asked(ChangeKind.ALTER), by=registrar)
    row = Change.objects.get()
    assert set(Task.objects.filter(run=row.run, how="").values_list("node", flat=True)) == {"law", "mandate", "secrecy"}
    for function in JUDGES.values():
        [mine] = queries.changes_waiting(city.sees("市府", function))
        assert mine.mine
        [waiting], _ = queries.inbox(city.sees("市府", function))
        assert waiting.review == change
        seen = queries.change(city.sees("市府", function), change)
        assert seen is not None
        assert {JUDGES[kind] for kind, node in JOINT_STEPS.items() if node == seen.node} == {function}

    def judge(kind: OpinionKind, verdict: ChangeVerdict = ChangeVerdict.AGREE, text: str = "") -> None:
        by = city.who("市府", JUDGES[kind])
        commands.audit_change(change, verdict, text=text, digest=row.digest, of=kind, by=by)

    def read(unit: str, function: Function) -> list[tuple[str, str]]:
        seen = queries.change(city.sees(unit, function), change)
        assert seen is not None
        return [(one.step, "?" if one.hidden else one.verdict) for one in seen.said if one.step in JOINT_STEPS.values()]

    def own_first(unit: str, function: Function) -> bool:
        seen = queries.change(city.sees(unit, function), change)
        assert seen is not None
        return all(one.own_first for one in seen.said if one.hidden)

    with refused(NotAllowed), nothing_recorded():
        commands.audit_change(
            change, ChangeVerdict.AGREE, text="", digest=row.digest, of=OpinionKind.SECRECY,
            by=city.who("市府", Function.STAFFING),
        )  # fmt: skip
    with refused(rules.ChangeLacking), nothing_recorded():
        judge(OpinionKind.SECRECY, ChangeVerdict.RETURN)
    judge(OpinionKind.SECRECY, ChangeVerdict.RETURN, "第三项须区分处理")
    assert len(recorded("review.change-heard")) == 1
    for who in (("市灯局", REGISTRAR), ("市府", Function.STAFFING), ("市府", AUDITOR)):
        assert read(*who) == [("secrecy", "?")]
        assert own_first(*who) == (who[1] in JUDGES.values())  # to whoever gives none, it is not said to come first
    assert read("市府", Function.SECRECY) == [("secrecy", "return")]
    judge(OpinionKind.MANDATE)
    assert read("市府", Function.STAFFING) == [("secrecy", "return"), ("mandate", "agree")]
    assert read("市府", AUDITOR) == [("secrecy", "?"), ("mandate", "?")]
    with refused(rules.ChangeNotHere), nothing_recorded():
        judge(OpinionKind.MANDATE)
    judge(OpinionKind.LAW)

    assert Task.objects.get(run=row.run, how="").node == "apply"  # one of three returns it
    assert [state for _, state in read("市灯局", REGISTRAR)] == ["return", "agree", "agree"]
    day = clock.today() + timedelta(days=9)
    commands.complete_application(change, asked(ChangeKind.ALTER, reason="已区分处理"), by=registrar)
    row.refresh_from_db()
    assert [state for _, state in read("市府", AUDITOR)] == ["return", "agree", "agree"]  # of the round before
    law = city.who("市府", AUDITOR)
    commands.audit_change(change, ChangeVerdict.AGREE, text="同意", effective=day, digest=row.digest, by=law)
    assert read("市灯局", REGISTRAR)[-1] == ("law", "?")
    judge(OpinionKind.SECRECY)
    judge(OpinionKind.MANDATE)
    commands.reply_to_audit(change, confirmed=True, by=registrar)
    new = PowerEdition.objects.get(power=power, number=2)
    assert (new.valid_from, new.opinion) == (day, "同意")
    [act] = recorded("review.change-carried-out")
    assert act.actor == registrar.name
    for name in (registrar.name, law.name, *(city.who("市府", one).name for one in JUDGES.values())):
        assert name in act.body  # what the system does next, it does for these


PLACE = Placeholder(
    exemption=Exemption.STATE_SECRET, provision="保密法第十三条", until="三年", determined_by="局长",
    next_review=clock.today() + timedelta(days=90),
)  # fmt: skip


@pytest.mark.parametrize("new", [True, False], ids=["new", "on-record"])
def test_changed_words_that_secrecy_finds_a_secret_in_are_registered_as_withheld_and_stay_sealed(city, new):
    registrar, secrecy = city.who("市灯局", REGISTRAR), city.who("市府", Function.SECRECY)
    if new:
        draft, kind = city.draft(name="某项许可"), ChangeKind.ADD
        power = PowerEdition.objects.get(pk=draft).power_id
    else:
        power, kind = filed(city), ChangeKind.ALTER
        draft = reworded(power, registrar, name="放河灯许可")
    change = commands.apply_for_change(power, asked(kind), by=registrar)
    row = Change.objects.get()

    def judged(of: OpinionKind, verdict: ChangeVerdict, **more: Any) -> None:
        by = city.who("市府", JUDGES[of])
        commands.audit_change(change, verdict, text="理由", digest=row.digest, of=of, by=by, **more)

    with refused(PlaceholderLacking), nothing_recorded():
        judged(OpinionKind.SECRECY, ChangeVerdict.REFUSE)
    judged(OpinionKind.SECRECY, ChangeVerdict.REFUSE, placeholder=PLACE)

    item = WithheldItem.objects.get()
    assert (item.power, item.unit_id, item.partly) == (power, city.units["市灯局"], not new)
    assert (item.provision, item.secrecy_by) == ("保密法第十三条", secrecy.name)
    [act] = recorded("review.change-withheld")
    assert "某项" not in act.body
    assert "河灯" not in act.body
    judged(OpinionKind.MANDATE, ChangeVerdict.AGREE)
    judged(OpinionKind.LAW, ChangeVerdict.AGREE)
    row.refresh_from_db()
    assert row.outcome == ChangeOutcome.REFUSED
    held = PowerEdition.objects.get(pk=draft)
    assert (held.state, held.held_for) == ("draft", f"withheld:{item.pk}")  # sealed until it is purged

    commands.release_item(item.pk, ground="reassessed", by=secrecy)
    held.refresh_from_db()
    assert held.held_for == ""  # nothing withholds it: it is the unit's again


def test_words_found_secret_stay_sealed_though_the_unit_takes_its_application_back(city):
    power, registrar = filed(city), city.who("市灯局", REGISTRAR)
    draft = reworded(power, registrar, name="放河灯许可")
    change = commands.apply_for_change(power, asked(ChangeKind.ALTER), by=registrar)
    commands.audit_change(
        change, ChangeVerdict.REFUSE, text="涉密", digest=Change.objects.get().digest, of=OpinionKind.SECRECY,
        placeholder=PLACE, by=city.who("市府", Function.SECRECY),
    )  # fmt: skip
    commands.withdraw_change(change, by=registrar)
    assert PowerEdition.objects.get(pk=draft).held_for == f"withheld:{WithheldItem.objects.get().pk}"
    office = city.sees("市府", Function.OPEN_GOVERNMENT)
    found = powers.power(office, power)
    assert found is not None
    assert (found.secret, [one.content.name for one in found.editions]) == (False, ["河灯放流许可"]), "what is on record stays"


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        (("agree", "agree", "agree"), "agree"),
        (("agree", "return", "agree"), "return"),
        (("refuse", "return", "agree"), "refuse"),
    ],
)
def test_each_of_those_who_judge_has_to_agree(given, whole):
    assert rules.together(ChangeVerdict(one) for one in given) == whole




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
