"""成批办理: passed, returned and passed on in one go, each row for itself, with a reason for each that could not be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sunlit.flow.models import Task
from sunlit.flow.rules import NotATaker
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import Unchanged, run_reactions, sequence_once
from sunlit.organs import policies
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Viewer
from sunlit.review import commands, queries, rules
from sunlit.review.commands import together
from sunlit.review.models import Batch, BatchRow, Opened, Opinion, Review, SavedView
from sunlit.review.rules import MustFixOpen
from sunlit.review.rules import together as many
from sunlit.review.rules.together import BatchDeed, BatchState
from sunlit.review.values import JOINT, OpinionKind, Verdict
from tests.review.people import at, judge, meet, review_city
from tests.review.test_routes import JUDGES
from tests.review.test_standing_in import b_role, officer_of
from tests.support.ledger import made_once, nothing_recorded, recorded, refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
LEGAL, LEADER, REGISTRAR, STAFFING = Function.LEGAL, Function.LEADER, Function.REGISTRAR, Function.STAFFING
OFFICE = Function.OPEN_GOVERNMENT


made, city = made_once(review_city)


def at_joint(city: ReviewCity, name: str) -> Review:
    """A review that the three judge."""
    row = city.sent(name=name)
    judge(row, OpinionKind.LEGALITY, city.who("市灯局", LEGAL))
    meet(row, city.who("市灯局", LEADER), clock.today())
    commands.report_up([row.pk], "灯审〔2026〕1号", by=city.who("市灯局", REGISTRAR))
    return row


def at_office(city: ReviewCity, name: str) -> Review:
    """A review that the three have passed."""
    row = at_joint(city, name)
    for kind in JOINT:
        judge(row, kind, city.who("市府", JUDGES[kind]))
    return row


def chosen(rows: Sequence[Review], node: str) -> list[tuple[object, str]]:
    """What a reviewer chooses of these in the inbox."""
    return [(Task.objects.get(run=row.run, node=node, how="").pk, row.digest) for row in rows]


def done(deed: BatchDeed, picked: list[tuple[object, str]], by: Actor, **said: object) -> list[tuple[str, str]]:
    """What became of each: done, or the code of the refusal."""
    key = commands.ask_batch(deed, picked, by=by, **said)  # type: ignore[arg-type]
    while commands.carry_on(key, by=by):
        pass
    seen = queries.batch(policies.standing(by), key)
    assert seen is not None
    assert not seen.running
    return [(row.name, row.code or str(row.outcome)) for row in seen.rows]


def test_what_was_opened_and_has_no_must_fix_is_passed_together_and_the_rest_is_told(city: ReviewCity) -> None:
    read, unread, changed, gone = (at_joint(city, name) for name in ("看过的", "没看的", "改过的", "他人办的"))
    by = city.who("市府", STAFFING)
    for row in (read, changed, gone):
        commands.note_opened(row.pk, by=by)
    assert isinstance(commands.note_opened(read.pk, by=by), Unchanged)
    assert len(recorded("review.opened")) == Opened.objects.count() == 3
    picked = chosen([read, unread, changed, gone], "mandate")
    picked[2] = (picked[2][0], "0" * 64)
    before = queries.scope(policies.standing(by), BatchDeed.PASS, picked)  # type: ignore[arg-type]
    assert [row.name for row in before.can] == ["看过的", "他人办的"]
    assert {row.name: refusal.code for row, refusal in before.cannot} == {"没看的": "batch-not-opened", "改过的": "review-old-edition"}
    judge(gone, OpinionKind.MANDATE, by)  # meanwhile

    assert done(BatchDeed.PASS, picked, by, text="职责范围内") == [
        ("看过的", "done"), ("没看的", "batch-not-opened"), ("改过的", "review-old-edition"), ("他人办的", "batch-no-longer-waiting"),
    ]  # fmt: skip
    assert "mandate" not in at(read)
    assert Opinion.objects.get(review=read, kind="mandate").text == "职责范围内"
    assert {"mandate"} <= at(unread) & at(changed)
    ended = recorded("review.batch-ended")
    assert ['"done":1' in act.body.replace(" ", "") for act in ended] == [True]


def test_legality_and_secrecy_are_judged_one_by_one_whoever_asks(city: ReviewCity) -> None:
    first, joint = city.sent(name="初审的"), at_joint(city, "会审的")
    legal = city.who("市灯局", LEGAL)
    commands.note_opened(first.pk, by=legal)
    assert done(BatchDeed.PASS, chosen([first], "first"), legal) == [("初审的", "batch-one-by-one")]
    assert done(BatchDeed.RETURN, chosen([first], "first"), legal, text="请改") == [("初审的", "batch-one-by-one")]
    for node, function in (("law", Function.CITY_LEGAL), ("secrecy", Function.SECRECY)):
        by = city.who("市府", function)
        commands.note_opened(joint.pk, by=by)
        assert done(BatchDeed.PASS, chosen([joint], node), by) == [("会审的", "batch-one-by-one")]
    meeting = city.sent(name="讨论的")
    judge(meeting, OpinionKind.LEGALITY, legal)
    leader = city.who("市灯局", LEADER)
    assert done(BatchDeed.PASS, chosen([meeting], "meeting"), leader) == [("讨论的", "batch-not-together")]


def test_the_office_files_what_all_three_passed_and_decides_the_rest_by_itself(city: ReviewCity) -> None:
    agreed, split = at_office(city, "一致的"), at_joint(city, "有分歧的")
    for kind in JOINT:
        verdict = Verdict.UNCLEAR if kind is OpinionKind.MANDATE else Verdict.PASS
        judge(split, kind, city.who("市府", JUDGES[kind]), verdict, text="见职责")
    by = city.who("市府", OFFICE)
    for row in (agreed, split):
        commands.note_opened(row.pk, by=by)
    assert done(BatchDeed.PASS, chosen([agreed, split], "determine"), by, text="准予备案") == [("一致的", "done"), ("有分歧的", "batch-not-agreed")]
    agreed.refresh_from_db()
    assert agreed.outcome == "filed"
    assert done(BatchDeed.RETURN, chosen([split], "determine"), by, text="请明确职责") == [("有分歧的", "done")]
    assert at(split) == {"revise"}
    assert queries.inbox(city.sees("市灯局", REGISTRAR))[0][0].must == 1


def test_what_a_meeting_passed_is_reported_under_one_number_and_mandate_opinions_are_returned(city: ReviewCity) -> None:
    passed = [city.sent(name=name) for name in ("甲", "乙")]
    for row in passed:
        judge(row, OpinionKind.LEGALITY, city.who("市灯局", LEGAL))
        meet(row, city.who("市灯局", LEADER), clock.today())
    by = city.who("市灯局", REGISTRAR)
    for row in passed:
        commands.note_opened(row.pk, by=by)
    assert done(BatchDeed.PASS, chosen(passed, "report"), by) == [("甲", "review-no-reason"), ("乙", "review-no-reason")]
    assert done(BatchDeed.PASS, chosen(passed, "report"), by, number="灯审〔2026〕9号") == [("甲", "done"), ("乙", "done")]
    assert set(Review.objects.values_list("number", flat=True)) == {"灯审〔2026〕9号"}
    staffing = city.who("市府", STAFFING)
    assert done(BatchDeed.RETURN, chosen(passed, "mandate"), staffing, text="不在职责内") == [("甲", "done"), ("乙", "done")]
    with refused(rules.NoReason), nothing_recorded():
        commands.ask_batch(BatchDeed.RETURN, chosen(passed, "law"), by=city.who("市府", Function.CITY_LEGAL))  # type: ignore[arg-type]


def test_steps_are_passed_on_together_to_one_who_could_do_them(city: ReviewCity) -> None:
    rows = [city.sent(name=name) for name in ("甲", "乙")]
    a, b = city.who("市灯局", LEGAL), b_role(city, "市灯局", LEGAL)
    picked = chosen(rows, "first")
    before = queries.scope(policies.standing(a), BatchDeed.GIVE, picked)  # type: ignore[arg-type]
    assert [one.name for one in before.takers] == ["乙"]
    with refused(NotATaker), nothing_recorded():
        commands.ask_batch(BatchDeed.GIVE, picked, by=a)  # type: ignore[arg-type]
    assert done(BatchDeed.GIVE, picked, a, to=officer_of(b).pk) == [("甲", "done"), ("乙", "done")]
    mine, _ = queries.inbox(policies.standing(b))
    assert [row.given for row in mine] == [True, True]
    assert done(BatchDeed.GIVE, picked, b, to=officer_of(city.who("灯检", LEGAL)).pk) == [("甲", "step-not-a-taker"), ("乙", "step-not-a-taker")]


def test_many_are_the_worker_s_and_it_takes_up_where_it_was_stopped(
    city: ReviewCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "AT_ONCE", 2)
    monkeypatch.setattr(together, "CHUNK", 3)
    rows = [at_joint(city, f"许可{n}") for n in range(4)]
    by = city.who("市府", STAFFING)
    for row in rows[:3]:
        commands.note_opened(row.pk, by=by)
    key = commands.ask_batch(BatchDeed.PASS, chosen(rows, "mandate"), by=by)  # type: ignore[arg-type]
    assert Batch.objects.get().background
    assert commands.carry_on(key, by=by) == 1  # and the worker was killed
    seen = queries.batch(policies.standing(by), key)
    assert seen is not None
    assert (seen.state, seen.percent, seen.succeeded) == (BatchState.RUNNING, 75, 3)
    sequence_once()
    run_reactions()
    seen = queries.batch(policies.standing(by), key)
    assert seen is not None
    assert (seen.state, seen.done, seen.succeeded) == (BatchState.DONE, 4, 3)
    with refused(many.NoSuchBatch), nothing_recorded():
        commands.carry_on(key, by=by)
    again = commands.ask_batch(BatchDeed.PASS, chosen(rows[3:], "mandate") * 3, by=by)  # type: ignore[arg-type]
    Batch.objects.filter(pk=again).update(background=True)
    officer_of(by).appointments.update(until=clock.today())  # withdrawn from the post before the worker came to it
    sequence_once()
    run_reactions()
    assert Batch.objects.get(pk=again).state == BatchState.WAITING
    with refused(NotAllowed), nothing_recorded():
        commands.carry_on(again, by=by)
    with refused(many.NoSuchBatch), nothing_recorded():
        commands.carry_on(key, by=city.who("市府", OFFICE))
    assert queries.batch(city.sees("市府", OFFICE), key) is None
    assert queries.batch(Viewer.system("test"), key) is None


def test_nobody_asks_for_what_they_do_not_see_or_for_nothing(city: ReviewCity) -> None:
    row = city.sent()
    [(task, digest)] = chosen([row], "first")
    legal, other = city.who("市灯局", LEGAL), city.who("灯检", LEGAL)
    for picked, by, why in (
        ([], legal, many.NothingChosen),
        ([(city.units["灯检"], digest)], legal, many.NothingChosen),
        ([(task, digest)], other, many.NothingChosen),
        ([(task, digest)], Actor.system("test"), NotAllowed),
        ([(city.units["灯检"], str(n)) for n in range(1)] + [(Task().pk, "") for _ in range(501)], legal, many.TooManyChosen),
    ):
        with refused(why), nothing_recorded():
            commands.ask_batch(BatchDeed.PASS, picked, by=by)  # type: ignore[arg-type]
    with refused(rules.NoSuchReview), nothing_recorded():
        commands.note_opened(row.pk, by=other)
    with refused(NotAllowed), nothing_recorded():
        commands.note_opened(row.pk, by=Actor.system("test"))
    assert BatchRow.objects.count() == 0


def test_views_of_the_inbox_are_kept_by_name(city: ReviewCity) -> None:
    by = city.who("市灯局", LEGAL)
    key = commands.save_view(" 快到期的 许可 ", "type=licensing&due=week", by=by)
    assert commands.save_view("快到期的 许可", "due=late", by=by) == key  # one of the same name gives way
    assert [(one.name, one.query) for one in queries.views(policies.standing(by))] == [("快到期的 许可", "due=late")]
    assert queries.views(city.sees("灯检", LEGAL)) == queries.views(Viewer.system("test")) == ()
    with refused(many.NoSuchView), nothing_recorded():
        commands.drop_view(key, by=city.who("灯检", LEGAL))
    for name in ("", "  ", "长" * 21):
        with refused(many.NoViewName), nothing_recorded():
            commands.save_view(name, "", by=by)
    for n in range(11):
        commands.save_view(f"视图{n}", "", by=by)
    with refused(many.TooManyViews), nothing_recorded():
        commands.save_view("又一个", "", by=by)
    for deed in (lambda: commands.save_view("一", "", by=Actor.system("test")), lambda: commands.drop_view(key, by=Actor.system("test"))):
        with refused(NotAllowed), nothing_recorded():
            deed()
    commands.drop_view(key, by=by)
    assert SavedView.objects.count() == 11
    assert [act.kind for act in recorded("review.view-dropped")] == ["review.view-dropped"]


def test_what_must_be_put_right_is_passed_with_nothing_else_either():
    with refused(MustFixOpen):
        many.require_passable("meeting", "河灯放流许可", opened=True, must=1, agreed=True)
    with refused(many.NotAgreed):
        many.require_passable("determine", "河灯放流许可", opened=True, must=0, agreed=False)
    many.require_passable("meeting", "河灯放流许可", opened=True, must=0, agreed=False)
