from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.catalogue.findings import check
from sunlit.catalogue.findings.masking import found_in, masked
from sunlit.law.shelf import Shelf
from tests.support.invented import LAWS, NIGHT, ON, codes, found, listed

NINE = f"《中华人民共和国夜市法》第九条：{NIGHT.versions[1].articles[(9, 0)]}"
RIGHT = listed(NINE)
IDENTITY = "11010519491231002X"  # the standard's own example


@pytest.mark.parametrize(
    ("cell", "kind", "shown", "severity"),
    [
        (f"身份证号：{IDENTITY}", "公民身份号码", "1****************X", "error"),
        ("身份证110105491231002", "公民身份号码", "1*************2", "error"),
        ("电话13912345678", "手机号码", "139****5678", "warning"),
        ("手机：+86 139-1234-5678", "手机号码", "139****5678", "warning"),
        ("开户行示范银行，账号６２１７００１２１００２４４５５２２０", "银行账号", "6**************5220", "warning"),
        ("汇入4111 1111 1111 1111", "银行账号", "4***********1111", "warning"),
        ("联系人：张小明", "人员姓名", "张**", "warning"),
    ],
)
def test_personal_data_is_found_and_shown_masked(cell: str, kind: str, shown: str, severity: str) -> None:
    (finding,) = found(replace(RIGHT, further={"level": "市级", "remarks": cell}))

    assert (finding.code, finding.severity, finding.column) == ("personal-data", severity, "remarks")
    assert f"“备注”栏含有{kind}“{shown}”" in finding.why


@pytest.mark.parametrize(
    "cell",
    [
        "咨询电话0931-8123456", "身份证11010519491231002Y", "身份证号110105194912310021", "110105499931002", "110105194913310023",
        "统一社会信用代码11511301083372204X", "项目编号4111111111111112", "文号20190423123456789", "账号12345", "联系人：法制科", "负责人：张科长",
        "联系人：见附件", "每证10元，限5000户", "1391234567890",
    ],
)  # fmt: skip
def test_other_numbers_and_posts_are_none(cell: str) -> None:
    assert codes(replace(RIGHT, further={"level": "市级", "remarks": cell})) == []


def test_a_column_left_out_is_told_once_a_sheet() -> None:
    first = replace(RIGHT, personal=("联系人", "手机"))
    (finding,) = found(first, replace(first, row=4, name="对未取得夜市经营许可证设置摊位的处罚"))

    assert (finding.code, finding.severity, finding.row) == ("personal-data", "warning", 3)
    assert "“联系人”、“手机”栏" in finding.why


def test_names_in_a_column_of_persons_that_was_asked_for() -> None:
    (finding,) = found(replace(RIGHT, further={"联系人": "张小明、李建国"}))
    assert "张**" in finding.why
    assert "李**" in finding.why
    assert codes(replace(RIGHT, further={"联系人": "法制科", "责任人": "科长", "承办人": "市容科人员"})) == []


def test_no_finding_shows_what_it_hides() -> None:
    item = replace(
        RIGHT,
        name=f"对张某（{IDENTITY}）的处罚",
        office="法制科 联系人：李建国 13800138000",
        type="",
        fee="是 13912345678",
    )
    report = check([item], Shelf(LAWS), as_of=ON)
    shown = repr(report)

    assert {"personal-data", "incomplete", "fee-no-basis"} <= set(report.counts)
    for secret in (IDENTITY, "李建国", "13800138000", "13912345678"):
        assert secret not in shown


def test_masking_leaves_the_rest_as_it_was() -> None:
    assert masked("（一）５元，３个工作日") == "（一）５元，３个工作日"
    assert masked("夜市经营") == "夜市经营"
    assert masked("身份证110105491231002，110105999999999") == "身份证1*************2，110105999999999"
    assert masked("账号6217001210024455220") == "账号6**************5220"
    assert masked("编号6217001210024455221") == "编号6217001210024455221"
    assert masked("承办人：王五，电话13912345678") == "承办人：王*，电话139****5678"


@given(st.text("0123456789X 张王联系人：账号，", max_size=60))
def test_what_was_masked_holds_nothing_more_to_mask(cell: str) -> None:
    assert [kind for kind, _ in found_in(masked(cell)) if kind != "person"] == [] or cell.count(" ")
