"""Headers, read by what they say: synonyms, several rows, two columns, repeated, missing, extra, stacked tables."""

from __future__ import annotations

import random

import pytest

from sunlit.catalogue.sheets import WORDS
from sunlit.catalogue.sheets.meanings import CERTAIN, certain, header_key, probable
from tests.catalogue.workbooks import HEADER, LAW, heading_rows, names, read, row, unread_rows


@pytest.mark.parametrize(
    ("header", "meanings"),
    [
        ("事项\n名称", ("name",)), ("事 项 名 称", ("name",)), ("职权名称", ("name",)), ("权力名称", ("name",)),
        ("项目名称", ("name",)), ("1.职权名称", ("name",)), ("*事项名称：", ("name",)), ("（一）设定依据", ("basis",)),
        ("子项", ("sub_item",)), ("子项名称", ("sub_item",)), ("职权类别", ("type",)), ("类别", ("type",)),
        ("法律依据", ("basis",)), ("职权依据（法律、法规全称及条款）", ("basis",)), ("实施主体", ("body",)),
        ("实施机关", ("body",)), ("行使主体/实施机关", ("body",)), ("承办科室", ("office",)), ("责任处室", ("office",)),
        ("责任科（处）室", ("office",)), ("职权编码", ("code",)), ("基本编码", ("code",)), ("实施编码", ("code",)),
        ("法定办结时限（工作日）", ("legal_time_limit",)), ("承诺（办结）时限", ("promised_time_limit",)),
        ("办理时限", ("time_limit",)), ("是否收费", ("fee",)), ("收费依据及标准", ("fee_basis", "fee_standard")),
        ("是否收费/收费标准/收费依据", ("fee", "fee_standard", "fee_basis")), ("实施层级及\n权限", ("level", "authority")),
        ("行使层级", ("level",)), ("责任事项依据", ("duty_basis",)), ("追责对\n象范围", ("accountability_scope",)),
        ("承办人", ("personal",)), ("联系人及电话", ("personal",)), ("承办机构及责任人", ("office", "personal")),
        ("责任人、实施主体", ("personal",)), ("事项编码及名称", ()), ("办事名录", ()), ("时限（法定/承诺）", ("legal_time_limit", "promised_time_limit")),
        ("承诺/法定办结时限", ("promised_time_limit", "legal_time_limit")), ("咨询电话/监督电话", ("consult_phone", "complaint_phone")),
        ("办公时间、地址", ("place", "office_hours")), ("", ()), ("长" * 400, ()),
    ],
)  # fmt: skip
def test_what_a_header_certainly_says(header, meanings):
    assert certain(header) == meanings


@pytest.mark.parametrize(
    ("header", "meanings"),
    [
        ("省级行政许可事项名称", ("name",)), ("法律法规设定依据", ("basis",)), ("市级实施主体", ("body",)),
        ("市局承办科室", ("office",)), ("法定的办理时限", ("legal_time_limit",)), ("向社会承诺时限", ("promised_time_limit",)),
        ("是否收费、收费依据和标准", ("fee", "fee_basis", "fee_standard")), ("公开的时限", ("disclosure_term",)),
        ("事项编码及名称", ()), ("子项编码", ()), ("收费依据的文件", ("fee_basis",)), ("窗口联系人手机", ("personal",)),
        ("部门编码", ()), ("天气", ()), ("长" * 400, ()),
    ],
)  # fmt: skip
def test_what_a_header_probably_says(header, meanings):
    assert probable(header) == meanings


def test_every_header_has_one_spelling_and_every_meaning_a_word():
    assert all(header_key(header) == header or header == "no." for header in CERTAIN)
    assert all(certain(word) for word in WORDS.values())
    assert WORDS["basis"] == "实施依据"


def test_order_of_columns_does_not_matter():
    shuffled = list(range(len(HEADER)))
    random.Random(7).shuffle(shuffled)
    plain = read([HEADER, row("1", "甲", "子")]).items[0]
    mixed = read([[HEADER[i] for i in shuffled], [row("1", "甲", "子")[i] for i in shuffled]]).items[0]

    assert plain.cells != mixed.cells
    assert (plain.serial, plain.name, plain.sub_item, plain.basis, plain.office) == (
        mixed.serial, mixed.name, mixed.sub_item, mixed.basis, mixed.office
    )  # fmt: skip


@pytest.mark.parametrize("titles", [0, 1, 2, 3])
def test_title_rows_above_the_header(titles):
    above = [["示范市某局权责清单"], ["单位：某局", "", "", "", "2024年12月"], ["（试行）"]][:titles]

    lists = read([*above, HEADER, row("1", "甲")])

    assert names(lists) == [("1", "甲", "")]
    assert heading_rows(lists) == [(1, titles + 1)]
    assert not lists.unread


def test_a_full_row_above_the_header_is_no_title():
    lists = read([["一", "二", "三", "四", "五"], HEADER, row("1", "甲")])

    assert unread_rows(lists) == {1: "在表头之上，既不像标题也不像事项，未读"}


def test_columns_missing():
    item = read([["职权名称", "类别"], ["甲", "行政许可"]]).items[0]

    assert (item.name, item.type, item.serial, item.basis, item.body) == ("甲", "行政许可", "", "", "")


def test_extra_columns_keep_their_meaning_or_their_header():
    header = [*HEADER, "职权编码", "法定时限", "承诺时限", "是否收费", "收费标准", "申请材料", "特别说明事项栏", "备注"]
    extra = ["0101", "20个工作日", "5个\n工作日", "是", "每平方米1元", "申请书\n身份证明", "甲\n乙", "无"]

    lists = read([header, row("1", "甲", "", "行政许可", LAW, "市夜市局", "市场科", *extra)])

    item = lists.items[0]
    assert (item.code, item.legal_time_limit, item.promised_time_limit, item.fee) == ("0101", "20个工作日", "5个工作日", "是")
    assert item.further == {
        "fee_standard": "每平方米1元", "materials": "申请书\n身份证明", "特别说明事项栏": "甲\n乙", "remarks": "无",
    }  # fmt: skip
    assert [remark.words for remark in lists.remarks] == [
        "不认识的表头“特别说明事项栏”，内容原样保留；要指明含义：--map '特别说明事项栏=含义'"
    ]


def test_a_header_nobody_knows_that_is_called_like_a_column_of_ours():
    header = [*HEADER, "rows", "rows", "department_file", "level"]

    item = read([header, row("1", "甲", "", "行政许可", LAW, "市夜市局", "市场科", "a", "b", "c", "市级")]).items[0]

    assert item.further == {"rows_2": "a", "rows_3": "b", "department_file_2": "c", "level": "市级"}


# --- two columns under one header -------------------------------------------------------------------------------------


def test_a_header_of_two_meanings_over_two_columns():
    header = [*HEADER, "实施层级及权限", "", "备注"]
    rows = [header, row("1", "甲", "", "行政许可", LAW, "市夜市局", "市场科", "地州市级", "负责本市夜市", "附注")]

    for merges in ([(0, 7, 0, 8)], []):
        further = read(rows, merges).items[0].further
        assert further == {"level": "地州市级", "authority": "负责本市夜市", "remarks": "附注"}


def test_a_header_of_two_meanings_over_one_column():
    header = [*HEADER, "实施层级及权限"]

    def further(text):
        return read([header, row("1", "甲", "", "行政许可", LAW, "市夜市局", "市场科", text)]).items[0].further

    assert further("地州市级。负责本市夜市") == {"level": "地州市级", "authority": "地州市级。负责本市夜市"}
    assert further("负责本市夜市")["level"] == "负责本市夜市"
    assert further("市级") == {"level": "市级", "authority": "市级"}


def test_a_level_with_its_authority_beside_another_authority():
    header = [*HEADER, "行使层级", "权限"]

    item = read([header, row("1", "甲", "", "行政许可", LAW, "市夜市局", "市场科", "市级（负责）", "负责本市")]).items[0]

    assert item.further == {"level": "市级（负责）", "authority": "负责本市"}


def test_one_meaning_over_two_columns_is_read_as_one():
    rows = [["序号", "事项名称", "实施依据", ""], ["1", "甲", "《甲法》", "第三条"], ["2", "乙", "", "《乙法》"]]

    lists = read(rows, [(0, 2, 0, 3)])

    assert [item.basis for item in lists.items] == ["《甲法》\n第三条", "《乙法》"]
    assert lists.items[1].cells["basis"] == (3, 4)


# --- several header rows ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("merged", [True, False])
def test_a_header_over_two_rows(merged):
    rows = [
        ["序号", "职权名称", "办理时限", "", "收费", "", "", "备注"],
        ["", "", "法定", "承诺", "是否收费", "依据", "标准", ""],
        ["1", "甲", "20日", "5日", "是", "《甲法》", "1元", "注"],
    ]
    merges = [(0, c, 1, c) for c in (0, 1, 7)] + [(0, 2, 0, 3), (0, 4, 0, 6)] if merged else []

    lists = read(rows, merges)

    item = lists.items[0]
    assert (item.serial, item.name, item.legal_time_limit, item.promised_time_limit, item.fee) == ("1", "甲", "20日", "5日", "是")
    assert item.further == {"fee_basis": "《甲法》", "fee_standard": "1元", "remarks": "注"}
    assert heading_rows(lists) == [(1, 2)]
    assert not lists.remarks


def test_a_basis_divided_by_rank_is_read_as_one():
    rows = [
        ["序号", "职权名称", "实施依据", "", "", "备注"],
        ["", "", "法律", "法规", "规章", ""],
        ["1", "甲", "《甲法》第一条", "", "《甲规定》第二条", ""],
    ]

    item = read(rows, [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (0, 5, 1, 5)]).items[0]

    assert item.basis == "《甲法》第一条\n《甲规定》第二条"


def test_groups_named_above_the_header():
    rows = [
        ["基本情况", "", "", "责任", ""],
        ["序号", "事项名称", "实施依据", "追责情形", "特别栏"],
        ["1", "甲", LAW, "失职", "某"],
    ]

    lists = read(rows, [(0, 0, 0, 2), (0, 3, 0, 4)])

    assert lists.items[0].further == {"accountability_grounds": "失职", "责任／特别栏": "某"}
    assert heading_rows(lists) == [(1, 2)]


def test_lines_above_the_header_that_are_no_groups():
    rows = [["填报单位：某局", "", "", "日期：2024", ""], ["序号", "事项名称", "实施依据", "追责情形", "特别栏"], ["1", "甲", LAW, "失职", "某"]]

    lists = read(rows, [(0, 0, 0, 2), (0, 3, 0, 4)])

    assert lists.items[0].further["特别栏"] == "某"


def test_a_three_row_header_merged():
    rows = [
        ["序号", "职权名称", "时限", "", "依据"],
        ["", "", "法定", "承诺", ""],
        ["", "", "", "", ""],
        ["1", "甲", "20日", "5日", LAW],
    ]
    merges = [(0, 0, 2, 0), (0, 1, 2, 1), (0, 2, 0, 3), (1, 2, 2, 2), (1, 3, 2, 3), (0, 4, 2, 4)]

    item = read(rows, merges).items[0]

    assert (item.row, item.legal_time_limit, item.promised_time_limit, item.basis) == (4, "20日", "5日", LAW)


def test_a_header_whose_lower_row_alone_is_known():
    rows = [["序号", "某组", "", "某栏"], ["", "事项名称", "实施依据", ""], ["1", "甲", LAW, "某"]]

    lists = read(rows, [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)])

    assert names(lists) == [("1", "甲", "")]
    assert lists.items[0].further == {"某栏": "某"}


def test_a_first_item_that_fills_only_what_lies_under_a_wide_header_is_no_second_header():
    rows = [["序号", "事项名称", "实施层级及权限", ""], ["", "", "市级", "负责本市"], ["1", "甲", "市级", "负责"]]

    lists = read(rows, [(0, 2, 0, 3)])

    assert unread_rows(lists) == {2: "在第一个事项之上，无法判断属于哪一项"}
    long = read([rows[0], ["", "", "《甲法》", "负" * 50], rows[2]], [(0, 2, 0, 3)])
    assert set(unread_rows(long)) == {2}


# --- headers repeated, twice the same, or alike -----------------------------------------------------------------------


def test_a_header_repeated_on_every_printed_page():
    rows = [["示范市某局权责清单"], HEADER, row("1", "甲"), ["示范市某局权责清单"], HEADER, ["", "", "", "", "（接上页）"], row("2", "乙")]

    lists = read(rows)

    assert names(lists) == [("1", "甲", ""), ("2", "乙", "")]
    assert lists.items[0].basis == f"{LAW}\n（接上页）"
    assert heading_rows(lists) == [(1, 2), (4, 5)]
    assert not lists.unread


def test_the_same_header_twice():
    header = [*HEADER, "备注", "备注", "备注"]

    def further(*cells):
        return read([header, row("1", "甲", "", "行政许可", LAW, "市夜市局", "市场科", *cells)]).items[0]

    assert further("甲", "乙", "丙").further == {"remarks": "甲", "remarks_2": "乙", "remarks_3": "丙"}
    assert further("", "乙", "").further == {"remarks": "乙"}
    assert further("甲", "甲", "丙").further == {"remarks": "甲", "remarks_2": "丙"}
    assert further("", "乙", "丙").cells["remarks_2"] == (2, 10)


def test_two_lists_side_by_side_are_said():
    lists = read([["序号", "事项名称", "类别", "序号", "事项名称"], ["1", "甲", "许可", "2", "乙"]])

    assert lists.items[0].further == {"serial_2": "2", "name_2": "乙"}
    assert [remark.words[:14] for remark in lists.remarks] == ["表头“序号”不止一列，取第一", "表头“事项名称”不止一列，取"]


def test_instructions_in_a_header():
    header = ["序号", "事项名称", f"实施依据（{'应当列明全称、条款和内容，' * 10}）", "备注"]

    assert read([header, ["1", "甲", LAW, ""]]).items[0].basis == LAW


def test_a_basis_twice():
    header = [*HEADER, "实施依据"]

    item = read([header, row("1", "甲", "", "行政许可", LAW, "市夜市局", "市场科", "《乙法》")]).items[0]

    assert (item.basis, item.further) == (LAW, {"basis_2": "《乙法》"})


def test_two_headers_of_one_meaning_the_more_telling_counts():
    header = ["序号", "责任部门", "事项名称", "实施依据", "行使主体"]

    lists = read([header, ["1", "夜市科", "甲", LAW, "市夜市局"]])

    assert lists.items[0].body == "市夜市局"
    assert lists.items[0].further == {"责任部门": "夜市科"}
    assert [remark.words for remark in lists.remarks] == ["“责任部门”与“行使主体”含义相同，以“行使主体”为准，“责任部门”原样保留"]


def test_a_certain_header_before_a_probable_one():
    header = ["序号", "市级许可事项名称", "事项名称", "实施依据"]

    item = read([header, ["1", "某", "甲", LAW]]).items[0]

    assert (item.name, item.further) == ("甲", {"市级许可事项名称": "某"})


def test_of_two_columns_that_share_a_meaning_each_keeps_its_own():
    header = [*HEADER, "收费依据", "收费依据及标准"]

    item = read([header, row("1", "甲", "", "行政许可", LAW, "市夜市局", "市场科", "《甲法》", "1元")]).items[0]

    assert item.further == {"fee_basis": "《甲法》", "fee_standard": "1元"}
