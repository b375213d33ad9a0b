from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.invented import NIGHT, codes, found, listed

NINE = f"《中华人民共和国夜市法》第九条：{NIGHT.versions[1].articles[(9, 0)]}"
RIGHT = listed(NINE)


@pytest.mark.parametrize(
    ("field", "word"), [("name", "职权名称"), ("type", "职权类型"), ("body", "行使主体"), ("office", "承办机构")]
)
def test_what_is_missing_is_told_in_one_finding(field: str, word: str) -> None:
    (finding,) = found(replace(RIGHT, **{field: ""}))

    assert (finding.code, finding.severity, finding.column) == ("incomplete", "error", field)
    assert f"{word}未填写" in finding.why
    (finding,) = found(replace(RIGHT, type="", office="/"))
    assert "职权类型、承办机构未填写" in finding.why
    assert finding.mend == "请补填职权类型、承办机构。"


def test_a_sub_item_may_stand_for_the_name() -> None:
    assert codes(replace(RIGHT, name="", sub_item="对未取得夜市经营许可证摆设摊位的处罚")) == []
    assert codes(replace(RIGHT, name="", sub_item="无")) == ["incomplete"]


def test_a_column_the_sheet_lacks_is_told_once() -> None:
    cells = dict.fromkeys(("name", "type", "basis", "body"), (3, 1))
    first = replace(RIGHT, office="", cells=cells)
    second = replace(first, row=4, name="对未取得夜市经营许可证设置摊位的处罚")
    (finding,) = found(first, second)

    assert (finding.row, finding.severity) == (3, "warning")
    assert "该表没有“承办机构”一栏" in finding.why
    (unread,) = found(replace(first, further={"level": "市级", "dept": "x"}))
    assert "没有识别出“承办机构”一栏（未识别的表头：dept）" in unread.why
    (two,) = found(replace(first, type="", cells=dict.fromkeys(("name", "basis", "body"), (3, 1))))
    assert "该表没有“职权类型”、“承办机构”各栏" in two.why
    (both,) = found(replace(first, type=""))
    assert both.severity == "error"
    assert "职权类型未填写；该表没有“承办机构”一栏" in both.why
    assert codes(replace(RIGHT, office="", cells={})) == ["incomplete"]


def item(**further: str) -> object:
    return replace(RIGHT, further={"level": "市级", **further})


@pytest.mark.parametrize(
    "words",
    [
        "其他材料", "1.申请书；2.其他需要提交的材料", "申请书、身份证明等材料", "法律、法规规定的其他材料", "主管部门认为需要提供的其他相关资料",
        "申请书等相关证明材料", "其它有关资料", "相关材料", "申请书；有关证明材料。",
    ],
)  # fmt: skip
def test_materials_and_conditions_are_told_in_full(words: str) -> None:
    (finding,) = found(item(materials=words))  # type: ignore[arg-type]

    assert (finding.code, finding.severity, finding.column) == ("vague", "warning", "materials")
    assert "“申请材料”栏" in finding.why
    assert finding.quoted
    assert codes(item(许可条件=words)) == ["vague"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words", ["1.申请书；2.身份证明复印件", "有固定的经营场所", "材料真实、完整", "其他国家公民提供护照"]
)
def test_definite_materials_are_let_pass(words: str) -> None:
    assert codes(item(materials=words, conditions=words)) == []  # type: ignore[arg-type]


def test_catch_alls_are_looked_for_nowhere_else() -> None:
    assert codes(item(remarks="其他材料", duty="法律法规规定的其他材料")) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["法律、法规规定的其他职权", "完成市政府交办的工作", "其他职权", "夜市管理其他事项"])
def test_a_power_is_not_called_other(name: str) -> None:
    (finding,) = [f for f in found(replace(RIGHT, name=name, type="其他行政权力")) if f.code == "vague"]

    assert finding.column == "name"


@pytest.mark.parametrize(
    "fee", ["", "否", "不收费", "无", "免费", "0元", "不收取任何费用。", "否（依据夜市法）", "不涉及"]
)
def test_no_fee_needs_no_basis(fee: str) -> None:
    assert codes(replace(RIGHT, fee=fee)) == []


def test_a_fee_needs_basis_and_rate() -> None:
    got = {f.code: f for f in found(replace(RIGHT, fee="是"))}

    assert list(got) == ["fee-no-basis", "fee-no-standard"]
    assert all(f.severity == "error" and f.column == "fee" for f in got.values())
    assert codes(replace(RIGHT, fee="收费", further={"fee_basis": "《示范省收费目录》"})) == ["fee-no-standard"]
    assert codes(replace(RIGHT, fee="收费", further={"fee_standard": "每户每月五十元"})) == ["fee-no-basis"]
    assert (
        codes(replace(RIGHT, fee="收费", further={"fee_basis": "示发改价〔2020〕3号", "fee_standard": "详见附件"}))
        == []
    )
    assert codes(replace(RIGHT, fee="是，依据《示范省收费目录》，每证10元")) == []
    assert codes(replace(RIGHT, fee="是", further={"fee_basis": "无", "fee_standard": "/"})) == [
        "fee-no-basis",
        "fee-no-standard",
    ]
    assert codes(replace(RIGHT, fee="是", further={"收费依据": "财政部门批准", "收费标准": "按评估价"})) == []
