"""What is said in a review, what of it counts, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.models import Power, PowerEdition, PowerState
from sunlit.catalogue.models.editing import content_of
from sunlit.catalogue.rules.powers import UnderReview
from sunlit.catalogue.rules.staging import MarkedSecret
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.organs.rules import Function
from sunlit.organs.values import Viewer
from sunlit.review import commands, queries, rules
from sunlit.review.models import Opinion, Remark, Review, WithheldItem
from sunlit.review.rules.suggesting import JudgedSecret
from sunlit.review.rules.withheld import Exemption, Placeholder, PlaceholderLacking
from sunlit.review.values import JOINT, Asked, Decided, Meeting, OpinionKind, Outcome, Remarked, Verdict
from tests.review.people import BY, FOUR, at, judge, meet, review_city
from tests.review.test_routes import JUDGES
from tests.support.ledger import made_once, nothing_recorded, recorded, refused
from tests.support.people import make_account

if TYPE_CHECKING:
    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
LEGAL, LEADER, REGISTRAR, OFFICE = Function.LEGAL, Function.LEADER, Function.REGISTRAR, Function.OPEN_GOVERNMENT
BY_EYES = Viewer.system("test")
MUST = (Remarked(field="name", text="名称应为“放河灯许可”"), Remarked(field="bases", text="建议补充款号", must=False))


made, city = made_once(review_city)


def upto_joint(city: ReviewCity, **said: object) -> Review:
    row = city.sent(**said)
    judge(row, OpinionKind.LEGALITY, city.who("市灯局", LEGAL))
    meet(row, city.who("市灯局", LEADER), clock.today())
    commands.report_up([row.pk], "灯审〔2026〕1号", by=city.who("市灯局", REGISTRAR))
    return row


def upto_determination(city: ReviewCity, **verdicts: Verdict) -> Review:
    row = upto_joint(city)
    for kind in JOINT:
        verdict = verdicts.get(kind.name, Verdict.PASS)
        judge(row, kind, city.who("市府", JUDGES[kind]), verdict, text="" if verdict is Verdict.PASS else "见附注")
    return row


def edited(city: ReviewCity, row: Review, *, by: Actor | None = None, **said: object) -> None:
    edition = PowerEdition.objects.get(pk=row.edition)
    content = replace(content_of(edition), **said)
    catalogue.save_draft(edition.pk, content, revision=edition.revision, by=by or city.who("市灯局", REGISTRAR))


def test_the_four_questions_are_answered_one_by_one(city: ReviewCity) -> None:
    row, legal = city.sent(), city.who("市灯局", LEGAL)
    for answers, question in (
        (FOUR[1:], "名称是否规范"),
        ((*FOUR[:3], Asked(question="holder", yes=False)), "行使主体"),
    ):
        with pytest.raises(rules.AnswersMissing, match=question), nothing_recorded():
            judge(row, OpinionKind.LEGALITY, legal, answers=answers)
    with refused(rules.NothingToReturn):
        judge(row, OpinionKind.LEGALITY, legal, Verdict.RETURN, text="请改")
    with refused(rules.MustFixOpen):
        judge(row, OpinionKind.LEGALITY, legal, remarks=MUST)
    with refused(rules.Unsayable):
        judge(row, OpinionKind.LEGALITY, legal, Verdict.SECRET, text="x")
    with refused(MarkedSecret):
        judge(row, OpinionKind.LEGALITY, legal, text="机密★10年")
    judge(row, OpinionKind.LEGALITY, legal, remarks=MUST[1:])
    seen = queries.review(city.sees("市灯局", REGISTRAR), row.pk)
    assert seen is not None
    assert [(one.kind, one.verdict, one.void) for one in seen.opinions] == [(OpinionKind.LEGALITY, Verdict.PASS, False)]
    assert seen.opinions[0].answers["name"] == (True, "")


def test_a_return_is_one_list_the_edit_voids_the_opinion_and_the_rounds_are_compared(city: ReviewCity) -> None:
    row, legal, office = city.sent(), city.who("市灯局", LEGAL), city.who("市灯局", REGISTRAR)
    with refused(UnderReview), nothing_recorded():
        edited(city, row, name="放河灯许可")
    judge(row, OpinionKind.LEGALITY, legal, Verdict.RETURN, remarks=MUST)
    assert at(row) == {"revise"}
    edited(city, row, name="放河灯许可")
    with pytest.raises(rules.MustFixOpen, match="还有 1 处"), nothing_recorded():
        commands.send_again([row.pk], by=office)
    must, advice = Remark.objects.filter(review=row).order_by("-must")
    with refused(rules.NoReason):
        commands.answer_remark(must.pk, "不想改", adopted=False, by=office)
    commands.answer_remark(must.pk, "", adopted=True, by=office)
    with refused(rules.NoReason):
        commands.answer_remark(advice.pk, " ", adopted=False, by=office)
    commands.answer_remark(advice.pk, "条文不分款", adopted=False, by=office)
    commands.send_again([row.pk], by=office)
    assert at(row) == {"first"}
    seen = queries.review(city.sees("市灯局", LEGAL), row.pk)
    assert seen is not None
    assert (seen.round, seen.mine, [one.void for one in seen.opinions]) == (2, {"first"}, [True])
    assert [(one.field, one.before, one.after) for one in seen.changes] == [("name", "河灯放流许可", "放河灯许可")]
    with refused(rules.OldEdition), nothing_recorded():
        commands.give_opinion(row.pk, OpinionKind.LEGALITY, Verdict.PASS, digest=row.digest, answers=FOUR, by=legal)
    judge(row, OpinionKind.LEGALITY, legal)
    assert at(row) == {"meeting"}
    assert len(recorded("review.sent-again")) == 1


def test_none_sees_another_s_opinion_before_giving_its_own(city: ReviewCity) -> None:
    row = upto_joint(city)
    judge(
        row,
        OpinionKind.LAW,
        city.who("市府", JUDGES[OpinionKind.LAW]),
        Verdict.OVERLAP,
        text="与市局重叠",
        remarks=MUST,
    )

    def joint(unit: str, function: Function) -> list[bool]:
        seen = queries.review(city.sees(unit, function), row.pk)
        assert seen is not None
        assert len([one for one in seen.remarks if one.kind is OpinionKind.LAW]) in ({0, 2})
        return [one.hidden for one in seen.opinions if one.kind in JOINT]

    assert joint("市府", Function.CITY_LEGAL) == [False]
    assert joint("市府", Function.STAFFING) == [True]
    assert joint("市府", OFFICE) == [True]
    assert joint("市灯局", REGISTRAR) == [True]
    judge(row, OpinionKind.MANDATE, city.who("市府", Function.STAFFING))
    assert joint("市府", Function.STAFFING) == [False, False]
    assert joint("市府", Function.SECRECY) == [True, True]
    judge(row, OpinionKind.SECRECY, city.who("市府", Function.SECRECY))
    assert joint("市府", OFFICE) == [False, False, False]
    with refused(rules.NotHere), nothing_recorded():
        judge(row, OpinionKind.LAW, city.who("市府", Function.CITY_LEGAL))


def test_anything_but_passing_has_its_reason(city: ReviewCity) -> None:
    row = upto_joint(city)
    with refused(rules.NoReason), nothing_recorded():
        judge(row, OpinionKind.MANDATE, city.who("市府", Function.STAFFING), Verdict.UNCLEAR)


def test_a_meeting_has_a_quorum_votes_that_add_up_and_numbered_minutes(city: ReviewCity) -> None:
    row, leader, today = city.sent(), city.who("市灯局", LEADER), clock.today()
    judge(row, OpinionKind.LEGALITY, city.who("市灯局", LEGAL))
    good = Decided(review=row.pk, decision="pass", agreed=3, against=1, recused=1)
    for meeting, decided, refusal in (
        (Meeting(held_on=today, minutes=" ", members=7, present=5), good, rules.NoMinutes),
        (Meeting(held_on=today + timedelta(days=1), minutes="1号", members=7, present=5), good, rules.NoMinutes),
        (Meeting(held_on=today, minutes="1号", members=10, present=5), good, rules.NoQuorum),
        (Meeting(held_on=today, minutes="1号", members=4, present=5), good, rules.NoQuorum),
        (Meeting(held_on=today, minutes="1号", members=7, present=6), good, rules.VotesUnfit),
        (
            Meeting(held_on=today, minutes="1号", members=7, present=5),
            replace(good, agreed=2, against=2),
            rules.NotCarried,
        ),
        (Meeting(held_on=today, minutes="1号", members=7, present=5), replace(good, decision="return"), rules.NoReason),
    ):
        with refused(refusal), nothing_recorded():
            commands.deliberate(meeting, [decided], by=leader)
    dissent = replace(good, dissent="依据层级偏低")
    commands.deliberate(Meeting(held_on=today, minutes="1号", members=7, present=5), [dissent], by=leader)
    seen = queries.review(city.sees("市灯局", LEADER), row.pk)
    assert seen is not None
    assert [(one.agreed, one.recused, one.dissent, one.void) for one in seen.decisions] == [
        (3, 1, "依据层级偏低", False)
    ]


def test_a_meeting_may_send_back_or_keep_and_decides_of_one_unit_s_items_alone(city: ReviewCity) -> None:
    rows = [city.sent(name=f"河灯许可{n}") for n in range(2)]
    other = city.sent("灯检")
    for row in rows:
        judge(row, OpinionKind.LEGALITY, city.who("市灯局", LEGAL))
    judge(other, OpinionKind.LEGALITY, city.who("灯检", LEGAL))
    meeting = Meeting(held_on=clock.today(), minutes="2号", members=5, present=5)
    decided = [
        Decided(review=rows[0].pk, decision="return", agreed=5, reason="名称重议"),
        Decided(review=rows[1].pk, decision="keep", agreed=5, reason="不属本单位"),
    ]
    with refused(rules.NoSuchReview), nothing_recorded():
        commands.deliberate(meeting, [Decided(review=other.pk, decision="pass", agreed=5), *decided], by=BY)
    assert {one.step for one in queries.to_deliberate(city.sees("市灯局", LEADER))} == {"领导班子集体讨论"}
    commands.deliberate(meeting, decided, by=city.who("市灯局", LEADER))
    assert at(rows[0]) == {"revise"}
    assert Remark.objects.get(review=rows[0]).text == "名称重议"
    rows[1].refresh_from_db()
    assert rows[1].outcome == Outcome.NOT_REPORTED.value
    edited(city, rows[1], name="留待再议")
    listed = {one.name: one.outcome for one in queries.reviews(city.sees("市灯局", LEADER))}
    assert listed == {"河灯许可0": None, "河灯许可1": Outcome.NOT_REPORTED}
    assert len(queries.reviews(BY_EYES, running=True)) == 2
    assert len(queries.reviews(BY_EYES, running=False, unit=city.units["市灯局"])) == 1


@pytest.mark.parametrize(
    ("verdicts", "leads", "of"),
    [
        ({}, "filed", ("law", "mandate", "secrecy")),
        ({"LAW": Verdict.UNLAWFUL, "MANDATE": Verdict.UNCLEAR}, "abolished", ("law",)),
        ({"MANDATE": Verdict.UNCLEAR}, "assigned", ("mandate",)),
        ({"LAW": Verdict.OVERLAP, "MANDATE": Verdict.OVERLAP}, "adjust", ("law", "mandate")),
        ({"LAW": Verdict.RETURN, "MANDATE": Verdict.OVERLAP}, "return", ("law",)),
        ({"LAW": Verdict.UNLAWFUL, "SECRECY": Verdict.SECRET}, "secret", ("secrecy",)),
        ({"SECRECY": Verdict.PARTLY, "MANDATE": Verdict.UNCLEAR}, "adjust", ("secrecy",)),
    ],
)
def test_the_three_opinions_suggest_what_comes_of_it_with_the_reason(
    city: ReviewCity, verdicts: dict[str, Verdict], leads: str, of: tuple[str, ...]
) -> None:
    row = upto_joint(city)
    for kind in JOINT:
        seen = queries.review(city.sees("市府", OFFICE), row.pk)
        assert seen is not None
        assert seen.suggestion is None  # one is still to be heard
        verdict = verdicts.get(kind.name, Verdict.PASS)
        judge(row, kind, city.who("市府", JUDGES[kind]), verdict, text="" if verdict is Verdict.PASS else "见附注")
    seen = queries.review(city.sees("市府", OFFICE), row.pk)
    assert seen is not None
    assert seen.suggestion is not None
    assert (seen.suggestion.decision, tuple(one.kind.value for one in seen.suggestion.opinions)) == (leads, of)


@pytest.mark.parametrize("verdict", [Verdict.SECRET, Verdict.PARTLY])
def test_what_secrecy_has_found_a_secret_in_is_put_on_record_by_nobody(city: ReviewCity, verdict: Verdict) -> None:
    row, office = upto_determination(city, SECRECY=verdict), city.who("市府", OFFICE)
    for decision in ("filed", "assigned"):
        with refused(JudgedSecret), nothing_recorded():
            commands.determine(row.pk, decision, digest=row.digest, text="仍予备案", by=office)
    commands.determine(row.pk, "adjust", digest=row.digest, text="区分处理", remarks=MUST[:1], by=office)
    assert at(row) == {"revise"}


@pytest.mark.parametrize("decision", ["abolished", "cancelled"])
def test_without_a_lawful_basis_it_is_abolished_or_cancelled(city: ReviewCity, decision: str) -> None:
    row = upto_determination(city, LAW=Verdict.UNLAWFUL)
    with refused(rules.NoReason), nothing_recorded():
        commands.determine(row.pk, decision, digest=row.digest, text=" ", by=city.who("市府", OFFICE))
    commands.determine(row.pk, decision, digest=row.digest, text="无合法依据", by=city.who("市府", OFFICE))
    assert Review.objects.get().outcome == decision
    assert not PowerState.objects.exists()  # it never was on record: the draft stays with its unit
    edited(city, row, name="另行研究")


def test_one_on_record_ceases(city: ReviewCity) -> None:
    first = city.draft()
    catalogue.file_edition(first, opinion="准予备案", by=BY)
    power = PowerEdition.objects.get(pk=first).power_id
    draft = catalogue.start_edition(power, by=BY)
    [key] = commands.send([draft], by=city.who("市灯局", REGISTRAR))
    row = Review.objects.get(pk=key)
    judge(row, OpinionKind.LEGALITY, city.who("市灯局", LEGAL))
    meet(row, city.who("市灯局", LEADER), clock.today())
    commands.report_up([row.pk], "1号", by=city.who("市灯局", REGISTRAR))
    for kind in JOINT:
        judge(row, kind, city.who("市府", JUDGES[kind]))
    commands.determine(row.pk, "cancelled", digest=row.digest, text="不再需要", by=city.who("市府", OFFICE))
    assert PowerState.objects.filter(power=power).latest("recorded_at").standing == "cancelled"


def test_what_overlaps_goes_back_to_be_adjusted_and_every_round_is_judged_anew(city: ReviewCity) -> None:
    row, office = upto_determination(city, LAW=Verdict.OVERLAP), city.who("市府", OFFICE)
    with refused(rules.NothingToReturn), nothing_recorded():
        commands.determine(row.pk, "adjust", digest=row.digest, text="依法调整", by=office)
    commands.determine(row.pk, "adjust", digest=row.digest, text="依法调整", remarks=MUST[:1], by=office)
    assert at(row) == {"revise"}
    edited(city, row, name="放河灯许可")
    commands.answer_remark(Remark.objects.get().pk, "", adopted=True, by=city.who("市灯局", REGISTRAR))
    commands.send_again([row.pk], by=city.who("市灯局", REGISTRAR))
    judge(row, OpinionKind.LEGALITY, city.who("市灯局", LEGAL))
    meet(row, city.who("市灯局", LEADER), clock.today())
    commands.report_up([row.pk], "2号", by=city.who("市灯局", REGISTRAR))
    assert at(row) == {"law", "mandate", "secrecy"}
    assert Opinion.objects.filter(review=row).count() == 6


def test_unclear_duties_are_filed_once_it_is_named_who_is_to_exercise_them(city: ReviewCity) -> None:
    row, office = upto_determination(city, MANDATE=Verdict.UNCLEAR), city.who("市府", OFFICE)
    commands.determine(row.pk, "assigned", digest=row.digest, text="依法确定", by=office)
    assert (at(row), PowerEdition.objects.get().state) == ({"assign"}, "draft")
    with refused(rules.NoReason):
        commands.assign(row.pk, row.unit_id, text="", by=office)
    with refused(rules.NoSuchUnit), nothing_recorded():
        commands.assign(row.pk, row.pk, text="由市灯局行使", by=office)
    assert commands.assign(row.pk, row.unit_id, text="由市灯局行使", by=office) is None
    assert PowerEdition.objects.get().state == "on-record"
    assert Review.objects.get().outcome == Outcome.ASSIGNED.value


def test_named_another_unit_that_unit_gets_the_draft(city: ReviewCity) -> None:
    row, office = upto_determination(city, MANDATE=Verdict.UNCLEAR), city.who("市府", OFFICE)
    commands.determine(row.pk, "assigned", digest=row.digest, text="依法确定", by=office)
    draft = commands.assign(row.pk, city.units["灯检"], text="由灯检行使", by=office)
    begun = PowerEdition.objects.select_related("power").get(pk=draft)
    assert (begun.power.unit_id, begun.content["holder"], begun.state) == (city.units["灯检"], "灯检", "draft")
    assert PowerEdition.objects.get(pk=row.edition).state == "dropped"


WITHHELD = Placeholder(
    exemption=Exemption.STATE_SECRET, provision="《保守国家秘密法》第九条", until="10年", determined_by="定密责任人",
    next_review=date(2099, 1, 1),
)  # fmt: skip


def test_judged_secret_after_all_only_a_neutral_placeholder_is_kept(city: ReviewCity) -> None:
    row, office = upto_determination(city, SECRECY=Verdict.SECRET), city.who("市府", OFFICE)
    for lacking in (
        None,
        replace(WITHHELD, provision=""),
        replace(WITHHELD, until=" "),
        replace(WITHHELD, determined_by=""),
        replace(WITHHELD, next_review=clock.today()),
    ):
        with refused(PlaceholderLacking), nothing_recorded():
            commands.determine(row.pk, "secret", digest=row.digest, text="涉密", placeholder=lacking, by=office)
    commands.determine(row.pk, "secret", digest=row.digest, text="涉密", placeholder=WITHHELD, by=office)
    item = WithheldItem.objects.get()
    assert (item.unit_id, item.exemption, item.number) == (
        row.unit_id,
        "state-secret",
        f"不公开〔{clock.today().year}〕1号",
    )
    with refused(UnderReview):
        edited(city, row, name="改")
    keeper = Actor.account(make_account("keeper", functions=(), administers="security").pk)
    assert commands.purge_reviews([row.power], by=keeper) > 4
    left = Review.objects.get()
    assert (left.name, left.outcome, Opinion.objects.count()) == ("", "secret", 0)
    assert queries.review(city.sees("市府", OFFICE), row.pk).content is None


def test_a_review_is_taken_back_before_it_is_reported(city: ReviewCity) -> None:
    row = city.sent()
    commands.withdraw_review(row.pk, by=city.who("市灯局", REGISTRAR))
    assert Review.objects.get().outcome == Outcome.WITHDRAWN.value
    edited(city, row, name="再想想")
    later = upto_joint(city, name="另一项")
    with refused(rules.NotHere), nothing_recorded():
        commands.withdraw_review(later.pk, by=city.who("市灯局", REGISTRAR))
    with refused(rules.NoReason):
        commands.report_up([later.pk], "", by=city.who("市灯局", REGISTRAR))
    with refused(rules.NoSuchReview):
        commands.answer_remark(row.pk, "", adopted=True, by=BY)


def test_the_inbox_has_what_i_may_act_on_the_least_time_left_first(city: ReviewCity) -> None:
    first, second = city.sent(name="甲许可"), city.sent(name="乙许可")
    judge(second, OpinionKind.LEGALITY, city.who("市灯局", LEGAL), Verdict.RETURN, remarks=MUST)
    mine, total = queries.inbox(city.sees("市灯局", LEGAL))
    assert ([one.name for one in mine], total) == (["甲许可"], 1)
    [back], _ = queries.inbox(city.sees("市灯局", REGISTRAR))
    assert (back.name, back.returned, back.must, back.round) == ("乙许可", True, 1, 1)
    assert queries.inbox(city.sees("市府", Function.SECRECY)) == ((), 0)
    assert queries.review_of(city.sees("市灯局", LEGAL), first.power).id == first.pk
    assert queries.review_of(city.sees("市灯局", LEGAL), first.pk) is None
    assert Power.objects.count() == 2
