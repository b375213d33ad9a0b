from __future__ import annotations

from dataclasses import replace

import pytest

from sunlit.law.rules import Kind
from tests.support.invented import NIGHT, ON, codes, found, law, listed, version

NINE = f"《中华人民共和国夜市法》第九条：{NIGHT.versions[1].articles[(9, 0)]}"
TEN = f"《中华人民共和国夜市法》第十条：{NIGHT.versions[1].articles[(10, 0)]}"
MINE = listed(NINE)
AGAIN = listed(NINE, row=9)


def test_the_same_power_twice_in_a_sheet_is_a_duplicate() -> None:
    (finding,) = found(MINE, AGAIN)

    assert (finding.code, finding.severity, finding.row) == ("duplicate", "warning", 9)
    assert "与第3行的" in finding.why


def test_the_same_file_twice_names_the_other_file() -> None:
    (finding,) = found(MINE, replace(MINE, file="副本.xlsx"))

    assert finding.file == "副本.xlsx"
    assert "《示范市市容管理局权责清单.xlsx》“职权”第3行" in finding.why


@pytest.mark.parametrize(
    "other",
    [
        replace(AGAIN, further={"level": "县级"}),
        replace(AGAIN, further={"level": "市级、县级"}),
        replace(AGAIN, body="示范市水利局", further={"level": "市级", "joint_bodies": "示范市市容管理局"}),
        replace(AGAIN, sub_item="简易程序"),
        replace(AGAIN, type="其他行政权力", name="对未取得夜市经营许可证摆设摊位"),
        listed(TEN, row=9, name="对未取得夜市经营许可证摆设摊位的处罚"),
    ],
)
def test_level_body_sub_item_type_or_article_tell_two_powers_apart(other: object) -> None:
    assert "duplicate" not in codes(MINE, other)  # type: ignore[arg-type]


def test_spaces_and_empty_sub_items_make_no_difference() -> None:
    assert codes(MINE, replace(AGAIN, name="对未取得夜市经营许可证 摆设摊位的处罚", sub_item="无")) == ["duplicate"]
    unnamed = [replace(one, name="") for one in (MINE, AGAIN)]
    assert codes(*unnamed) == ["incomplete", "incomplete"]
    bare = [replace(one, basis="", citations=()) for one in (MINE, AGAIN)]
    assert codes(*bare) == ["basis-none", "basis-none", "duplicate"]
    both = [replace(one, body="某局", further={"level": "各级"}) for one in (MINE, AGAIN)]
    assert codes(*both) == ["duplicate"]


RIVAL = listed(NINE, file="示范市水利局权责清单.xlsx", body="示范市水利局")


def test_two_units_leading_on_one_provision_overlap() -> None:
    one, other = found(MINE, RIVAL)

    assert {one.code, other.code} == {"overlap"}
    assert one.severity == "advice"
    assert "示范市市容管理局与示范市水利局（《示范市水利局权责清单.xlsx》“职权”第3行" in one.why
    assert one.held == NIGHT.versions[1].articles[(9, 0)]
    third = replace(RIVAL, row=12, body="示范市交通运输局")
    assert codes(MINE, RIVAL, third).count("overlap") == 4


@pytest.mark.parametrize(
    "rival",
    [
        replace(RIVAL, further={"level": "县级"}),
        replace(RIVAL, further={"level": "市级", "joint_bodies": "示范市市容管理局"}),
        replace(RIVAL, further={"level": "市级", "part": "协助"}),
        replace(RIVAL, body="示范市市容管理局执法支队"),
        replace(RIVAL, body="市市容主管部门"),
        replace(RIVAL, body="另一市水利局"),
        replace(RIVAL, body="水利局", further={}),
        replace(RIVAL, body="局"),
        replace(RIVAL, type="行政检查", name="对夜市经营许可证的监督检查"),
        replace(RIVAL, name="河道采砂许可证的注销处罚"),
    ],
)
def test_overlap_is_silent_for_other_levels_parts_regions_and_matters(rival: object) -> None:
    assert "overlap" not in codes(MINE, rival)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "夜市灯具不合格的，由有关部门按照职责分工责令改正，处罚款。",
        "夜市灯具不合格的，由市容主管部门、水利主管部门在各自职责范围内处罚款。",
        "夜市灯具不合格的，由市容主管部门处罚款；拒不改正的，由公安机关依照治安管理处罚法处罚。",
        "夜市灯具不合格的，处罚款。",
        "夜市灯具不合格的，由县级人民政府处罚款；由市容主管部门负责日常巡查。",
    ],
)
def test_overlap_is_silent_where_the_article_divides_the_work(text: str) -> None:
    lamps = law("夜市灯具条例", Kind.REGULATION, "国务院", version("lamps", ON, [text]))
    pair = [
        listed(f"《夜市灯具条例》第一条：{text}", name="对夜市灯具不合格的处罚", body=b)
        for b in ("示范市市容管理局", "示范市水利局")
    ]

    assert "overlap" not in codes(pair[0], replace(pair[1], row=4), laws=(lamps,))


def test_overlap_on_a_law_that_is_not_held_goes_by_the_words_given() -> None:
    text = "夜市灯具不合格的，由市容主管部门处一千元以下的罚款。"
    pair = [
        listed(f"《夜市灯具条例》第一条：{text}", row=r, name="对夜市灯具不合格的处罚", body=b)
        for r, b in ((3, "示范市市容管理局"), (4, "示范市水利局"))
    ]

    assert codes(*pair).count("overlap") == 2
    cut = [
        replace(p, basis=p.basis + "……", citations=(replace(p.citations[0], text=p.citations[0].text + "……"),))
        for p in pair
    ]
    assert codes(*cut).count("overlap") == 0


def test_two_provisions_of_one_law_are_told_once_a_pair() -> None:
    first, second = (
        listed(f"{NINE}\n{TEN}"),
        listed(f"{NINE}\n{TEN}", file="示范市水利局权责清单.xlsx", body="示范市水利局"),
    )

    assert codes(first, second).count("overlap") == 2
