"""What is late, what is alike, what a stocktake's days must be: plain values."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from sunlit.catalogue.values import Basis, PowerContent, StepPost
from sunlit.stocktake import rules
from sunlit.stocktake.rules import ActivityKind, Counts, ListState, Origin, Stage, Standing, Tier, refusals

A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)
DUE = {stage: date(2026, 4, 10) + timedelta(days=n) for n, stage in enumerate(Stage)}
BASIS = Basis(title="示范省河灯管理条例", article="第二条")


def test_the_plan_sets_the_days_compiled_by_the_25th_and_on_the_website_by_the_30th_of_april() -> None:
    days = rules.planned(date(2026, 3, 1))

    assert (days[Stage.JOINT], days[Stage.PUBLICATION]) == (date(2026, 4, 25), date(2026, 4, 30))
    assert list(days.values()) == sorted(days.values())
    assert rules.planned(date(2026, 3, 26))[Stage.PUBLICATION] == date(2027, 4, 30)  # too late for this year's


def test_no_stage_ends_before_the_one_before_it_and_none_is_left_out() -> None:
    rules.require_order(DUE)
    with pytest.raises(rules.DatesOutOfOrder, match="科室汇总"):
        rules.require_order({**DUE, Stage.OFFICE: date(2026, 4, 1)})
    with pytest.raises(rules.DatesOutOfOrder, match="公布"):
        rules.require_order({stage: day for stage, day in DUE.items() if stage is not Stage.PUBLICATION})


def test_reasons_mean_something_and_can_be_read() -> None:
    assert rules.reason_given(" 出差 ") == "出差"
    for words in ("", "差", "长" * (refusals.LONGEST + 1)):
        with pytest.raises(rules.ReasonMissing):
            rules.reason_given(words)


def test_a_stage_is_done_when_it_and_all_before_it_are_and_late_when_its_day_is_over() -> None:
    counts = Counts(people=4, present=3, offices=2, signed=2, listed=0)
    on_the_day = rules.cells(counts, DUE, date(2026, 4, 10))
    after = rules.cells(counts, DUE, date(2026, 4, 13))

    assert not any(cell.late for cell in on_the_day)
    assert [cell.late for cell in after] == [True, True, True, False, False, False]
    assert [cell.days for cell in after] == [3, 2, 1, 0, 0, 0]
    assert [cell.share for cell in after] == [7, 10, 0, 0, 0, 0]
    assert not after[1].complete  # all lists are signed, but not everybody has registered
    empty = rules.cells(Counts(people=1, present=1, offices=1, signed=1), DUE, date(2027, 1, 1))
    assert all(cell.complete and cell.share == 10 for cell in empty)  # a unit without powers is done


def test_items_are_alike_by_name_or_by_what_they_rest_on() -> None:
    def item(name: str, *bases: Basis, type: str = "licensing") -> PowerContent:  # noqa: A002 - the field's name
        return PowerContent(name=name, type=type, bases=bases)

    found = rules.likenesses(
        [(A, item("放河灯行政许可", BASIS)), (B, item("放河灯（许可）")), (C, item("河灯审验", BASIS))]
    )

    assert {(one.one, one.other, one.why) for one in found} == {(A, B, "name"), (A, C, "basis")}
    assert rules.likenesses([(A, item("甲", BASIS)), (B, item("乙", BASIS, type="penalty"))]) == ()
    assert rules.plain_name("审批工作") == "审批工作"  # nothing but filling is a name still


def test_a_merged_item_rests_on_what_both_rest_on_and_goes_the_steps_of_both() -> None:
    other = Basis(title="《示范省河灯管理条例》", article="第三条")
    one = PowerContent(name="放河灯许可", bases=(BASIS,), steps=(StepPost(number=1, name="受理", post=A),))
    two = PowerContent(
        name="放灯审批",
        bases=(BASIS, other),
        steps=(StepPost(number=1, name="受理", post=A), StepPost(number=2, name="审查")),
    )
    merged = rules.taken_over(one, two)

    assert merged.name == "放河灯许可"
    assert merged.bases == (BASIS, other)
    assert [(step.number, step.name) for step in merged.steps] == [(1, "受理"), (2, "审查")]
    assert rules.taken_over(merged, two) == merged


def test_a_namesake_is_called_the_same_apart_from_where_it_is() -> None:
    assert (
        rules.calling("甲县河灯管理局", ["甲县", "测试市"])
        == rules.calling("测试市河灯管理局", ["测试市"])
        == "河灯管理局"
    )
    assert rules.calling("市河灯管理局", ["测试市"]) == "河灯管理局"
    assert rules.calling("甲县人民政府办公室", ["甲县"]) == "办公室"
    assert rules.calling("甲县", ["甲县", ""]) == "甲县"


def test_steps_are_told_by_the_power_each_exercises() -> None:
    assert rules.steps_told([("收件", "甲许可"), (" 送达 ", "甲许可"), ("喝茶", ""), ("罚款", "乙处罚")]) == {
        "甲许可": ("收件", "送达"),
        "乙处罚": ("罚款",),
    }
    for steps in ([], [("收件", " ")], [("长" * 61, "甲")], [("收件", "甲")] * 61):
        with pytest.raises(rules.NoSteps):
            rules.steps_told(steps)


def test_every_word_is_printed() -> None:
    assert all(one.words for kind in (Stage, Standing, Origin, Tier, ListState, ActivityKind) for one in kind)  # type: ignore[attr-defined]
