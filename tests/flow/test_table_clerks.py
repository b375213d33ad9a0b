"""Tables as clerks fill them in: what may be left out, what is understood all the same."""

from __future__ import annotations

import pytest

from sunlit.flow import checks
from sunlit.flow.tables import blank_table, read_table
from sunlit.flow.tables.columns import COLUMNS
from sunlit.flow.values import EdgeKind, FactKind, FlowKind, NodeKind, Op, StepBasis, TermUnit, Test, Warrant
from tests.flow.tabled import HEADERS, cells_of, flow_of, lines, read, workbook
from tests.support.shared import ROOT

STEP = ("1", "核对材料", "", "受理岗", "", "")
DECIDE = ("2", "作出决定", "", "决定岗", "", "")


def test_start_and_end_are_supplied_where_they_are_obvious():
    found = read(STEP, DECIDE, head=(("流程名称", "夜市流程"),))

    assert found.exact
    flow = found.definition
    assert lines(flow) == ["开始 -> 1", "1 -> 2", "2 -> 结束-办结"]
    assert [node.kind for node in flow.nodes] == [NodeKind.START, NodeKind.STEP, NodeKind.STEP, NodeKind.END]
    assert flow.nodes[-1].outcome == "办结"
    assert checks.sound(flow) == ()


def test_the_last_row_says_how_it_ends():
    flow = flow_of((*STEP, ""), (*DECIDE, "准予"), headers=(*HEADERS, "结果"))

    assert (flow.nodes[-1].outcome, flow.nodes[-1].id) == ("准予", "结束-准予")
    assert flow.by_id["2"].outcome == ""


def test_a_step_with_several_answers_is_followed_by_a_judgment():
    flow = flow_of(("1", "核对", "", "受理岗", "", "齐全→2；不齐全→结束（不予受理）"), DECIDE)

    assert flow.by_id["1-判断"].kind is NodeKind.CHOICE
    assert lines(flow) == [
        "开始 -> 1", "1 -> 1-判断", "1-判断 -齐全-> 2", "1-判断 -不齐全-> 结束-不予受理", "2 -> 结束-办结",
    ]  # fmt: skip
    assert checks.sound(flow) == ()


@pytest.mark.parametrize(
    "ways",
    [
        "齐全→2；不齐全→3", "齐全->2;不齐全->3", "齐全：2；不齐全：3", "齐全:2\n不齐全:3", "齐全 => 第2步\n不齐全 => 转3", "齐全→２；不齐全→３；",
        "齐全—>2\r\n不齐全－>3", " 齐全 → 2 ； 不齐全 → 3 ", "齐全→环节2；不齐全→退回3号",
    ],
)  # fmt: skip
def test_arrows_and_separators_as_they_come(ways):
    flow = flow_of(("1", "核对", "", "受理岗", "", ways), DECIDE, ("3", "补正", "当事人", "", "", "1"))

    assert lines(flow)[2:4] == ["1-判断 -齐全-> 2", "1-判断 -不齐全-> 3"]


def test_typed_conditions():
    facts = (("f1", "罚款金额", "数值", ""), ("f2", "涉及重大利益", "是否", ""), ("f3", "类别", "选项", "甲类；乙类"))
    ways = "[罚款金额>=5万 且 涉及重大利益=是 或 类别=甲类]→2；否则→3"
    flow = flow_of(("1", "核对", "", "受理岗", "", ways), DECIDE, ("3", "登记", "", "岗", "", ""), facts=facts)

    assert [fact.kind for fact in flow.facts] == [FactKind.NUMBER, FactKind.FLAG, FactKind.CHOICE]
    first, other = flow.leaving["1-判断"]
    assert first.when == (
        (Test(fact="f1", op=Op.AT_LEAST, value=50_000), Test(fact="f2", op=Op.IS, value=True)),
        (Test(fact="f3", op=Op.IS, value="甲类"),),
    )
    assert (other.when, other.label) == ((), "")
    assert checks.sound(flow) == ()


@pytest.mark.parametrize(
    ("condition", "op", "value"),
    [
        ("罚款金额>=50000", Op.AT_LEAST, 50_000), ("罚款金额 不低于 50,000元", Op.AT_LEAST, 50_000), ("f1大于或等于5万", Op.AT_LEAST, 50_000),
        ("罚款金额＜１００", Op.LESS, 100), ("罚款金额超过3000", Op.MORE, 3000), ("罚款金额!=0", Op.IS_NOT, 0), ("罚款金额=-5", Op.IS, -5),
        ("罚款金额不超过1亿", Op.AT_MOST, 100_000_000), ("罚款金额≠2", Op.IS_NOT, 2),
    ],
)  # fmt: skip
def test_comparisons_as_they_are_written(condition, op, value):
    flow = flow_of(
        ("1", "核对", "判断", "", "", f"[{condition}]→2；否则→3"), DECIDE, ("3", "登记", "", "岗", "", ""),
        facts=(("f1", "罚款金额", "数值", ""),),
    )  # fmt: skip

    assert flow.leaving["1"][0].when == ((Test(fact="f1", op=op, value=value),),)


@pytest.mark.parametrize("condition", ["重大且公开", "重大=是且公开是有", "重大 && 公开", "重大==真 且 公开为是"])
def test_flags_and_how_they_are_joined(condition):
    flow = flow_of(
        ("1", "核对", "判断", "", "", f"[{condition}]→2；否则→3"), DECIDE, ("3", "登记", "", "岗", "", ""),
        facts=(("f1", "重大", "", ""), ("f2", "公开", "是否", "")),
    )  # fmt: skip

    assert flow.leaving["1"][0].when == (
        (Test(fact="f1", op=Op.IS, value=True), Test(fact="f2", op=Op.IS, value=True)),
    )


def test_otherwise_is_an_answer_like_any_other_where_nothing_is_compared():
    flow = flow_of(("1", "核对", "判断", "", "", "同意→2；否则→3"), DECIDE, ("3", "登记", "", "岗", "", ""))

    assert [edge.label for edge in flow.leaving["1"]] == ["同意", "否则"]


@pytest.mark.parametrize("ways", ["2、3", "2，3", "2 3", "2；3", "2\n3"])
def test_side_by_side(ways):
    rows = (("1", "分头办理", "并行", "", "", ways), ("2", "甲", "", "岗", "", "4"), ("3", "乙", "", "岗", "", ""))
    flow = flow_of(*rows, ("4", "", "汇合", "", "", ""), ("5", "丙", "", "岗", "", ""))

    assert [edge.target for edge in flow.leaving["1"]] == ["2", "3"]
    assert checks.sound(flow) == ()


@pytest.mark.parametrize(
    ("amount", "unit", "told"),
    [
        ("5", "", (5, TermUnit.WORKDAY)), (5.0, "", (5, TermUnit.WORKDAY)), ("5个工作日", "", (5, TermUnit.WORKDAY)), ("十五日", "", (15, TermUnit.DAY)),
        ("３", "个月", (3, TermUnit.MONTH)), ("当场", "", (0, TermUnit.WORKDAY)), ("24", "小时", (24, TermUnit.HOUR)), ("2天", "日", (2, TermUnit.DAY)),
        ("1年", "", (1, TermUnit.YEAR)),
    ],
)  # fmt: skip
def test_terms_as_they_are_written(amount, unit, told):
    flow = flow_of(("1", "核对", "", "岗", amount, "", unit), headers=(*HEADERS, "时限单位"))

    term = flow.by_id["1"].term
    assert (term.amount, term.unit) == told


def test_a_party_that_is_late():
    headers = (*HEADERS, "逾期后果", "逾期去向", "到期另行")
    flow = flow_of(
        ("1", "补正", "申请人", "", "5", "2", "终止办理", "结束（终止）", ""), ("2", "审查", "", "岗", "5", "", "", "", "3"),
        ("3", "督促", "", "监督岗", "", "结束（已督促）"), headers=headers,
    )  # fmt: skip

    kinds = {(edge.source, edge.kind): edge.target for edge in flow.edges}
    assert kinds["1", EdgeKind.TIMEOUT] == "结束-终止"
    assert kinds["2", EdgeKind.REMINDER] == "3"
    assert (flow.by_id["1"].performer, flow.by_id["1"].silence) == ("party", "终止办理")


def test_bases_decide_whether_a_step_is_by_law():
    headers = (*HEADERS, "法律依据", "法定/工作程序")
    law = "依照《中华人民共和国行政许可法》第32条第1款、第三十四条的规定；《示范市夜市管理办法》"
    flow = flow_of(
        (*STEP, law, ""), (*DECIDE, "", ""), ("3", "送达", "送达", "岗", "", "", law, "工作程序"), headers=headers
    )

    one, two, three = (flow.by_id[key] for key in "123")
    assert one.bases == (
        StepBasis(title="中华人民共和国行政许可法", article="第三十二条第一款"),
        StepBasis(title="中华人民共和国行政许可法", article="第三十四条"),
        StepBasis(title="示范市夜市管理办法"),
    )
    assert (one.warrant, two.warrant, three.warrant) == (Warrant.LAW, Warrant.PRACTICE, Warrant.PRACTICE)


def test_the_head():
    head = (
        ("名称：", "夜市流程"), ("流程种类", "类别流程图"), ("所属类别", "licensing"), ("总时限", 20.0), ("总时限单位", ""),
        ("总时限依据", "某法第四条"), ("不计入总时限的情形", "听证、检验；评审"), ("特别程序", "延期"), ("撤回的结果", "撤回"),
    )  # fmt: skip
    flow = flow_of(STEP, head=head)

    assert (flow.name, flow.kind, flow.category, flow.withdrawal) == (
        "夜市流程",
        FlowKind.CATEGORY,
        "licensing",
        "撤回",
    )
    assert (flow.term.amount, flow.term.unit, flow.term.source) == (20, TermUnit.WORKDAY, "某法第四条")
    assert (flow.stops, flow.specials) == (("听证", "检验", "评审"), ("延期",))


def test_titles_above_the_header_name_the_flow():
    data = workbook(
        (
            "Sheet1",
            (
                ("夜市摆摊经营许可流程表", "", "", ""),
                ("去向", "环节名称", "编号 ", "承办岗位（必填）"),
                ("", "核对\n材料", 1.0, "岗"),
            ),
        ),
        merges=(((0, 0, 0, 3), "夜市摆摊经营许可流程表"),),
    )
    found = read_table(data, "夜市.xlsx")

    assert found.refused == ()
    assert found.definition.name == "夜市摆摊经营许可流程表"
    assert [(note.element, note.what) for note in found.notes] == [
        ("夜市.xlsx", "没有写流程名称，取“夜市摆摊经营许可流程表”。")
    ]
    assert found.definition.by_id["1"].name == "核对材料"


def test_a_flow_without_any_name_is_called_as_its_file():
    found = read(STEP, name="夜市流程.xlsx")

    assert found.definition.name == "夜市流程"
    assert not found.exact


def test_ids_may_be_left_out_altogether():
    flow = flow_of(*(("", *row[1:]) for row in (STEP, DECIDE)))

    assert lines(flow) == ["开始 -> 1", "1 -> 2", "2 -> 结束-办结"]


def test_numbers_stay_whole_and_yes_is_yes():
    headers = (*HEADERS, "仅内部", "视情形", "不计入时限", "结束时全部终止")
    flow = flow_of(
        (3.0, "甲", "", "岗", 2.0, 4.0, True, "√", "Y", "否"), (4.0, "乙", "", "岗", "", ""), headers=headers
    )

    one = flow.by_id["3"]
    assert lines(flow)[1] == "3 -> 4"
    assert (one.inner, one.optional, one.outside_term, one.ends_all) == (True, True, True, False)


def test_one_post_for_several_rows():
    merges = (((1, 3, 2, 3), "受理岗"),)
    flow = flow_of(("1", "甲", "", "受理岗", "", ""), ("2", "乙", "", None, "", ""), merges=merges)

    assert [flow.by_id[key].post for key in "12"] == ["受理岗", "受理岗"]


def test_columns_nobody_knows_and_lines_below_are_told():
    found = read(
        (*STEP, "x"),
        ("注：以上为示范", "", "", "", "", "", ""),
        headers=(*HEADERS, "印象"),
        head=(("流程名称", "甲"), ("印象", "好")),
    )

    assert len(found.definition.nodes) == 3
    assert [note.element for note in found.notes] == ["夜市.xlsx 环节!G1", "夜市.xlsx 环节!3", "夜市.xlsx 流程!B2"]


def test_a_row_that_says_something_only_where_nobody_knows():
    found = read(
        (*STEP, "", ""),
        ("", "", "", "", "", "", "", "仅此"),
        headers=(*HEADERS, "空列", "印象"),
        head=(("流程名称", "甲"),),
    )

    assert [note.element for note in found.notes] == ["夜市.xlsx 环节!H1", "夜市.xlsx 环节!3"]


def test_empty_rows_and_other_sheets():
    data = workbook(
        ("环节", (HEADERS, STEP, ("",) * 6, DECIDE)), ("草稿", (("别的",),)), ("空的", ()), ("填表说明", (("怎样填",),))
    )
    found = read_table(data, "夜市.xlsx")

    assert [node.id for node in found.definition.nodes] == ["开始", "1", "2", "结束-办结"]
    assert [note.element for note in found.notes] == ["夜市.xlsx 草稿", "夜市.xlsx"]


def test_the_template_holds_an_example_that_may_be_published():
    data = blank_table()
    assert read_table(data, "空白.xlsx").refused[0].why == "环节表里一行也没有填。"

    example = workbook(
        ("环节", cells_of(data, "示例")), ("流程", (("流程名称", "夜市摆摊经营许可流程"),)),
        ("判断事实", (("代号", "事实", "种类", "选项"), ("area", "占道面积", "数值", ""))),
    )  # fmt: skip
    found = read_table(example, "示例.xlsx")

    assert found.exact
    assert checks.publishable(found.definition) == ()
    explained = {row[0] for row in cells_of(data, "填表说明")}
    assert {cell for cell in cells_of(data, "环节")[0] if cell} <= explained


def test_the_reference_tells_every_column_and_every_word_of_it():
    text = (ROOT / "docs" / "reference" / "flow-table.md").read_text(encoding="utf-8")

    assert [column.header for column in COLUMNS if column.header not in text] == []
    assert [word for column in COLUMNS for word in column.choices if word not in text] == []
