"""What BPMN becomes: each element of a chart as a step, a way, a term; what is lost is told by its id."""

from __future__ import annotations

import pytest

from sunlit.flow.bpmn import read_bpmn
from sunlit.flow.values import NodeKind
from tests.support.flow_lines import elements, lines, taken
from tests.support.foreign_charts import chart


def test_a_plain_chart_comes_in_exactly() -> None:
    imported = read_bpmn(
        chart("startEvent 申请", "task 受理", "userTask 审查", "manualTask 盖章", "endEvent 准予",
              "申请 > 受理", "受理 > 审查", "审查 > 盖章 : 通过", "盖章 > 准予")
    )  # fmt: skip

    assert imported.exact
    assert imported.definition is not None
    assert imported.definition.name == "夜市许可"
    assert lines(imported) == [
        "start 申请 → 受理", "step 受理 → 审查", "step 审查 →（通过）盖章", "step 盖章 → 准予", "end 准予"
    ]  # fmt: skip
    assert imported.definition.nodes[-1].outcome == "准予"
    assert imported.steps == 3


def test_steps_are_numbered_along_the_ways_whatever_the_order_of_the_file() -> None:
    imported = taken(
        "endEvent 完", "task 丙", "task 甲", "startEvent 始", "task 乙", "丙 > 完", "乙 > 丙", "甲 > 乙", "始 > 甲"
    )

    assert [node.name for node in imported.definition.nodes if node.kind is NodeKind.STEP] == ["甲", "乙", "丙"]


def test_sending_is_a_notice_and_waiting_for_a_message_is_the_partys_turn() -> None:
    imported = taken(
        "startEvent 始", "sendTask 告知", "receiveTask 补正", "<intermediateThrowEvent id='通' name='通'><messageEventDefinition/></intermediateThrowEvent>",
        "<intermediateCatchEvent id='缴' name='缴费'><messageEventDefinition/></intermediateCatchEvent>",
        "<endEvent id='终' name='送达'><messageEventDefinition/></endEvent>",
        "始 > 告知", "告知 > 补正", "补正 > 通", "通 > 缴", "缴 > 终",
    )  # fmt: skip

    assert imported.exact
    assert lines(imported)[1:] == [
        "notice 告知 → 补正", "party 补正 → 通", "notice 通 → 缴费", "party 缴费 → 送达", "notice 送达 → 送达", "end 送达"
    ]  # fmt: skip
    assert [node.performer for node in imported.definition.nodes if node.kind is NodeKind.PARTY] == ["party", "party"]


@pytest.mark.parametrize("tag", ["serviceTask", "scriptTask", "businessRuleTask", "callActivity"])
def test_what_a_machine_did_is_a_step_without_post_and_its_program_is_dropped(tag) -> None:
    lane = "<laneSet id='ls'><lane id='l' name='窗口岗'><flowNodeRef>查</flowNodeRef></lane></laneSet>"
    imported = taken(
        lane,
        "startEvent s",
        f"<{tag} id='查' name='查询'><script>rm()</script></{tag}>",
        "endEvent e",
        "s > 查",
        "查 > e",
    )

    (step,) = [node for node in imported.definition.nodes if node.kind is NodeKind.STEP]
    assert step.post == ""
    assert elements(imported) == ["查"]
    assert "请填写承办岗位（原图在“窗口岗”）" in imported.notes[0].what
    assert "rm()" not in str(imported)


def test_lanes_give_posts_and_what_is_around_them_the_office() -> None:
    lanes = (
        "<laneSet id='ls'><lane id='l1' name='市容科'><childLaneSet id='cl'><lane id='l2' name='审查岗'><flowNodeRef>a</flowNodeRef></lane>"
        "</childLaneSet></lane><lane id='l3' name='窗口'><flowNodeRef>b</flowNodeRef></lane></laneSet>"
    )
    imported = taken(lanes, "startEvent s", "task a", "task b", "endEvent e", "s > a", "a > b", "b > e")

    assert imported.exact
    assert [(n.name, n.post, n.office) for n in imported.definition.nodes if n.kind is NodeKind.STEP] == [
        ("a", "审查岗", "市容科"), ("b", "窗口", "")
    ]  # fmt: skip


def test_a_step_in_the_lane_of_a_party_comes_in_as_drawn_with_a_hint() -> None:
    lane = "<laneSet id='ls'><lane id='l' name='申请人'><flowNodeRef>a</flowNodeRef><flowNodeRef>b</flowNodeRef></lane></laneSet>"
    imported = taken(lane, "startEvent s", "sendTask a", "receiveTask b", "endEvent e", "s > a", "a > b", "b > e")

    assert lines(imported)[1:3] == ["notice a → b", "party b → e"]
    assert [(n.element, n.what) for n in imported.notes] == [
        ("a", "“a”在“申请人”一栏，按告知送达环节带入；如由当事人办理，请改为当事人环节。")
    ]


def test_without_lanes_the_pool_or_the_potential_owner_is_the_post() -> None:
    pool = "<collaboration id='c'><participant id='x' name='城管局' processRef='p'/></collaboration><resource id='r' name='负责人'/>"
    owned = "<userTask id='b' name='b'><potentialOwner><resourceRef>r</resourceRef></potentialOwner></userTask>"
    imported = read_bpmn(chart("startEvent s", "task a", owned, "endEvent e", "s > a", "a > b", "b > e", beside=pool))

    assert imported.exact
    assert [n.post for n in imported.definition.nodes if n.kind is NodeKind.STEP] == ["城管局", "负责人"]


def test_remarks_stay_with_their_step() -> None:
    imported = taken(
        "<documentation>整个流程的说明</documentation>", "startEvent s",
        "<task id='a' name='审查'><documentation>两人以上</documentation></task>", "endEvent e", "s > a", "a > e",
        "<textAnnotation id='t'><text>五月底前</text></textAnnotation>", "<association id='as' sourceRef='a' targetRef='t'/>",
        "<textAnnotation id='u'><text>无主的话</text></textAnnotation>",
    )  # fmt: skip

    nodes = imported.definition.by_id
    assert nodes["s"].note == "整个流程的说明"
    assert nodes["a"].note == "两人以上\n五月底前"
    assert [(note.element, note.what) for note in imported.notes] == [("u", "批注“无主的话”不属于任何环节，没有带入。")]


# --- gateways --------------------------------------------------------------------------------------------------------


def test_an_exclusive_gateway_is_a_choice_and_one_that_only_merges_vanishes() -> None:
    imported = taken(
        "startEvent s", "exclusiveGateway 齐全？", "task a", "task b", "<exclusiveGateway id='m'/>", "task c", "endEvent e",
        "s > 齐全？", "齐全？ > a : 是", "齐全？ > b : 否", "a > m", "b > m", "m > c", "c > e",
    )  # fmt: skip

    assert imported.exact
    assert lines(imported)[1:] == [
        "choice 齐全？ →（是）a →（否）b", "step a → c", "step b → c", "step c → e", "end e"
    ]  # fmt: skip


def test_a_merge_before_a_parallel_stays_because_the_parallel_would_wait_for_all() -> None:
    imported = taken(
        "startEvent s", "exclusiveGateway x", "task a", "task b", "<exclusiveGateway id='m'/>", "parallelGateway 分",
        "task c", "task d", "parallelGateway 合", "endEvent e",
        "s > x", "x > a : 1", "x > b : 2", "a > m", "b > m", "m > 分", "分 > c", "分 > d", "c > 合", "d > 合", "合 > e",
    )  # fmt: skip

    assert imported.exact
    assert "choice m → 分" in lines(imported)
    assert "parallel 分 → c → d" in lines(imported)


def test_several_ways_out_of_a_step_are_taken_at_once() -> None:
    imported = taken(
        "startEvent s", "task a", "task b", "task c", "endEvent e", "s > a", "a > b", "a > c", "b > e", "c > e"
    )

    assert imported.exact
    assert lines(imported)[1:3] == ["step a → a_all", "parallel a_all → b → c"]


def test_one_condition_and_a_default_out_of_a_step_are_a_choice() -> None:
    imported = taken(
        "startEvent s", "<task id='a' name='a' default='f7'/>", "task b", "task c", "endEvent e",
        "s > a", "a > b ? ${amount &gt;= 500}", "a > c : 小额", "b > e", "c > e",
    )  # fmt: skip

    assert imported.exact
    assert lines(imported)[1:3] == ["step a → a_which", "choice a_which →[amount >= 500] b →（小额）c"]


def test_an_inclusive_gateway_asks_for_each_way_and_waits_for_those_taken() -> None:
    imported = taken(
        "startEvent s", "inclusiveGateway 分", "task a", "task b", "task c", "inclusiveGateway 合", "endEvent e",
        "s > 分", "分 > a : 听证 ? ${hearing}", "分 > b : 检验 ? ${n &gt; 3}", "分 > c", "a > 合", "b > 合", "c > 合", "合 > e",
    )  # fmt: skip

    assert imported.exact
    assert lines(imported) == [
        "start s → 分",
        "parallel 分 → c → 听证 → 检验",
        "step c → 合",
        "choice 听证 →（是）[hearing == True] a →（否）合_merge",
        "step a → 合_merge",
        "choice 合_merge → 合",
        "choice 检验 →（是）[n > 3] b →（否）合_merge_",
        "step b → 合_merge_",
        "choice 合_merge_ → 合",
        "parallel 合 → e",
        "end e",
    ]


def test_an_inclusive_gateway_whose_ways_do_not_come_together_is_a_choice_and_says_so() -> None:
    imported = taken(
        "startEvent s", "inclusiveGateway 分", "task a", "task b", "endEvent e", "endEvent f",
        "s > 分", "分 > a : 甲 ? ${x}", "分 > b : 乙 ? ${y}", "a > e", "b > f",
    )  # fmt: skip

    assert "choice" in lines(imported)[1]
    assert elements(imported) == ["分", "f8"]
    assert "改为只走一路的判断" in imported.notes[0].what


def test_the_default_of_an_inclusive_gateway_is_taken_when_nothing_else_is() -> None:
    imported = taken(
        "startEvent s", "<inclusiveGateway id='分' name='分' default='f7'/>", "task a", "task b", "inclusiveGateway 合", "endEvent e",
        "s > 分", "分 > b : 其他", "分 > a : 甲 ? ${k == 'x'}", "a > 合", "b > 合", "合 > e",
    )  # fmt: skip

    assert imported.exact
    assert "choice 其他 →（是）[k != x] b →（否）合_merge" in lines(imported)


def test_inclusive_ways_without_conditions_are_asked_for_and_told() -> None:
    imported = taken(
        "startEvent s", "inclusiveGateway 分", "task a", "task b", "inclusiveGateway 合", "endEvent e",
        "s > 分", "分 > a : 需要保险", "分 > b : 总是", "a > 合", "b > 合", "合 > e",
    )  # fmt: skip

    assert elements(imported) == ["分"]
    assert "choice 需要保险 →（是）a →（否）合_merge" in lines(imported)


def test_a_lone_inclusive_join_passes_each_way_on_and_says_so() -> None:
    imported = taken(
        "startEvent s", "exclusiveGateway x", "task a", "task b", "inclusiveGateway 合", "endEvent e",
        "s > x", "x > a : 1", "x > b : 2", "a > 合", "b > 合", "合 > e",
    )  # fmt: skip

    assert elements(imported) == ["合"]
    assert "choice 合 → e" in lines(imported)


def test_a_complex_gateway_is_a_choice_and_says_so() -> None:
    imported = taken(
        "startEvent s", "complexGateway x", "task a", "endEvent e", "s > x", "x > a : 1", "x > e : 2", "a > e"
    )

    assert elements(imported) == ["x"]
    assert "choice x →（1）a →（2）e" in lines(imported)


# --- conditions ------------------------------------------------------------------------------------------------------


def choice(*ways: str, default: str = "") -> tuple[str, ...]:
    return (
        "startEvent s", f"<exclusiveGateway id='x' name='x' default='{default}'/>", "task a", "task b", "endEvent e", "s > x", *ways, "a > e", "b > e",
    )  # fmt: skip


def test_conditions_that_can_be_read_are_facts() -> None:
    imported = taken(*choice("x > a : 大额 ? ${amount &gt;= 500 and kind == '甲'}", "x > b", default="f7"))

    assert imported.exact
    assert [(f.id, f.kind.value, f.choices) for f in imported.definition.facts] == [
        ("amount", "number", ()),
        ("kind", "choice", ("甲",)),
    ]
    assert "choice x →（大额）[amount >= 500, kind == 甲] a → b" in lines(imported)


def test_conditions_that_leave_nothing_else_need_no_default() -> None:
    for one, other in (
        ("${ok}", "${!ok}"),
        ("k == 'x'", "k == 'y'"),
        ("n &lt; 5", "n &gt;= 5"),
        ("a and b", "not(a and b)"),
    ):
        imported = taken(*choice(f"x > a : 甲 ? {one}", f"x > b : 乙 ? {other}"))

        assert imported.exact, one
        assert [bool(edge.when) for edge in imported.definition.leaving["x"]] == [True, False]


def test_the_last_way_is_taken_otherwise_where_the_chart_says_nothing_of_the_rest() -> None:
    imported = taken(*choice("x > a : 甲 ? ${n &lt; 5}", "x > b ? ${n &gt; 5}"))

    assert elements(imported) == ["f7"]
    assert "choice x →（甲）[n < 5] a →（其余情形）b" in lines(imported)


def test_what_cannot_be_read_becomes_the_words_of_an_answer() -> None:
    imported = taken(*choice("x > a ? ${bean.check(1)}", "x > b : 乙 ? some risk"))

    assert "choice x →（${bean.check(1)}）a →（乙）b" in lines(imported)
    assert elements(imported) == ["f6", "f7"]
    assert imported.definition.facts == ()


def test_a_name_compared_with_two_kinds_of_value_is_no_fact() -> None:
    imported = taken(*choice("x > a : 甲 ? ${n == 5}", "x > b : 乙 ? ${n == 'five'}"))

    assert imported.definition.facts == ()
    assert elements(imported) == ["f6", "f7"]


def test_answers_are_told_apart_and_a_nameless_default_is_the_rest() -> None:
    imported = taken(*choice("x > a : 是", "x > b : 是"))
    assert "choice x →（是）a →（是（2））b" in lines(imported)
    assert elements(imported) == ["f7"]

    imported = taken(*choice("x > a : 是", "x > b", default="f7"))
    assert imported.exact
    assert "choice x →（是）a →（其余情形）b" in lines(imported)
