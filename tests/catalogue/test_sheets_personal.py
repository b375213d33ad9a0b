"""Clerks' names and mobile numbers: recognised by header and by content, and left out."""

from __future__ import annotations

import json

import pytest

from sunlit.catalogue.sheets import render_csv, render_json
from sunlit.catalogue.sheets.personal import (
    column_names_persons,
    has_contact,
    is_name,
    is_office,
    is_post,
    names_person,
    offices_in,
    persons_in,
)
from tests.catalogue.workbooks import HEADER, LAW, read, row

ITEM = ("行政许可", LAW, "市夜市局", "市场科")


def listed(header, *cells, **options):
    """A list with one further column, read; what its items say of that column, and everything written."""
    rows = [[*HEADER, header], *(row(str(n), f"第{n}项", "", *ITEM, cell) for n, cell in enumerate(cells, 1))]
    lists = read(rows, **options)
    return lists, render_csv(lists) + render_json(lists)


@pytest.mark.parametrize("header", ["承办人", "责任人", "经办人", "联系人", "联系人及电话", "岗位责任人姓名", "窗口联系人\n手机", "手机"])
def test_a_column_whose_header_names_persons_is_left_out(header):
    lists, written = listed(header, "孙小圣", "诸葛亮亮 13912345678")

    assert "孙小圣" not in written
    assert "13912345678" not in written
    squeezed = header.replace("\n", "")
    assert [item.personal for item in lists.items] == [(squeezed,)] * 2
    assert squeezed in lists.remarks[0].words
    assert not lists.unread


def test_it_is_shown_to_who_asks():
    lists, written = listed("承办人", "孙小圣", with_personal=True)

    assert lists.items[0].further["承办人"] == "孙小圣"
    assert lists.items[0].personal == ("承办人",)
    assert "孙小圣" in written
    assert not lists.remarks
    empty, _ = listed("承办人", "孙小圣", "", with_personal=True)
    assert "承办人" not in empty.items[1].further


def test_two_columns_of_persons_under_one_header():
    rows = [[*HEADER, "承办人", "承办人"], row("1", "甲", "", *ITEM, "孙小圣", "马小龙")]

    assert read(rows, with_personal=True).items[0].further == {"承办人": "孙小圣", "承办人_2": "马小龙"}
    assert read(rows).items[0].personal == ("承办人",)


def test_offices_and_posts_under_such_a_header_are_no_persons():
    lists, _ = listed("责任人", "市场科科长", "窗口工作人员", "市场科", "无", "")

    assert [item.further.get("post") for item in lists.items] == ["市场科科长", "窗口工作人员", "市场科", "无", None]
    assert not any(item.personal for item in lists.items)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("某栏", ("孙小圣", "马小龙")),
        ("办结人", ("孙小圣",)),
        ("", ("孙小圣", "马小龙")),
        ("备注", ("孙小圣", "马小龙、李逵", "阿依古丽·买买提")),
        ("联系电话", ("13912345678", "139-1234-5678", "0931-1234567")),
        ("某栏", ("１３９１２３４５６７８",)),
        ("证件", ("11010119900307299X",)),
    ],
)
def test_a_column_whose_cells_name_persons_is_left_out_whatever_its_header(header, cells):
    lists, written = listed(header, *cells)

    assert not any(cell in written for cell in cells)
    assert all(item.personal == (header or "H列（无表头）",) for item in lists.items)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("某栏", ("许可", "公开", "孙小圣")),
        ("某栏", ("孙小圣",)),
        ("联系电话", ("0931-1234567", "12345")),
        ("公开方式", ("公开栏", "网站")),
        ("某编码", ("110101199003072990", "202401011391234567")),
    ],
)
def test_other_columns_stay(header, cells):
    lists, written = listed(header, *cells)

    assert all(cell in written for cell in cells)
    assert not any(item.personal for item in lists.items)


def test_a_single_mobile_number_in_a_column_of_others_goes_alone():
    lists, written = listed("备注", "限三家", "找孙小圣13912345678", "限两家", "无")

    assert "13912345678" not in written
    assert [item.further.get("remarks") for item in lists.items] == ["限三家", None, "限两家", "无"]
    assert [item.personal for item in lists.items] == [(), ("备注",), (), ()]
    assert lists.remarks[0].words.startswith("“备注”列有 1 个单元格有手机或身份证号码，已略去")
    shown, _ = listed("备注", "限三家", "找孙小圣13912345678", "限两家", "无", with_personal=True)
    assert shown.items[1].further["remarks"] == "找孙小圣13912345678"


def test_an_office_beside_a_person_is_kept():
    header = [*HEADER[:6], "承办机构及责任人"]
    rows = [header, row("1", "甲", office="市场科 孙小圣 13912345678"), row("2", "乙", office="法规科、马小龙"), row("3", "丙", office="李逵")]

    lists = read(rows)

    assert [item.office for item in lists.items] == ["市场科", "法规科", ""]
    assert [item.personal for item in lists.items] == [("承办机构及责任人",)] * 3
    assert "孙小圣" not in json.dumps(render_json(lists), ensure_ascii=False)


def test_a_person_in_the_column_of_offices_is_noticed():
    rows = [HEADER, row("1", "甲", office="孙小圣"), row("2", "乙", office="马小龙")]

    lists = read(rows)

    assert [item.office for item in lists.items] == ["", ""]
    assert lists.items[0].personal == ("承办机构",)


def test_an_office_and_person_header_over_offices_alone():
    header = [*HEADER[:6], "承办机构及责任人"]

    item = read([header, row("1", "甲", office="市场科")]).items[0]

    assert (item.office, item.personal) == ("市场科", ())


def test_one_of_two_columns_of_a_meaning_names_persons():
    rows = [[*HEADER, "备注", "备注"], row("1", "甲", "", *ITEM, "限三家", "孙小圣"), row("2", "乙", "", *ITEM, "", "马小龙")]

    item = read(rows).items[0]

    assert item.further == {"remarks": "限三家"}
    assert item.personal == ("备注",)


@pytest.mark.parametrize("word", ["孙小圣", "欧阳锋", "诸葛孔明", "马兰", "阿依古丽·买买提"])
def test_names(word):
    assert is_name(word)


@pytest.mark.parametrize("word", ["许可", "市场科", "常年", "欧阳", "欧阳小小明", "abc", "甲乙", "孙", "公开"])
def test_words_that_are_no_names(word):
    assert not is_name(word)


def test_cells():
    assert names_person("张科长")
    assert names_person("科长 孙小圣")
    assert not names_person("市场科孙小圣、法规科")
    assert names_person("孙小圣（市场科科长）")
    assert not names_person("孙" * 100)
    assert is_office("市政务大厅（三楼）")
    assert not is_office("孙小圣")
    assert is_post("分管副局长")
    assert is_post("市场科负责人")
    assert not is_post("孙科长")
    assert offices_in("市场科/孙小圣/市场科、法规处") == "市场科、法规处"
    assert has_contact("86-13912345678")
    assert not has_contact("2013912345678")
    assert not has_contact("110101199003072991")
    assert not column_names_persons([], "某栏", by_header=False)
    assert column_names_persons(["长" * 80 + "13912345678"], "某栏", by_header=False)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("张三", "张三"), ("钱　二 2026-03-01", "钱二"), ("许可科 张三", "张三"), ("张三科长 1380000", "张三"),
        ("张三、李四", "张三、李四"), ("张三\n张三", "张三"), ("2026-03-01", ""), ("", ""), ("窗口工作人员", ""),
    ],
)  # fmt: skip
def test_who_filled_a_row_in_is_read_without_what_stands_beside(cell: str, names: str) -> None:
    assert persons_in(cell) == names


@pytest.mark.parametrize("header", ["填报人", "填表人", "填报人员姓名", "填写人", "填报人、日期"])
def test_the_name_goes_to_whoever_registers_and_into_nothing_that_is_written(header) -> None:
    lists, written = listed(header, "张三", "李四")
    assert [item.filled_by for item in lists.items] == ["张三", "李四"]
    assert "张三" not in written
    assert header in written  # that it was left out


def test_other_persons_filled_nothing_in() -> None:
    lists, _ = listed("审核人", "张三")
    assert [item.filled_by for item in lists.items] == [""]
