"""Where to ask for review and where to sue, as the law says of each kind of unit at each tier."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sunlit.catalogue.rules.remedies import Proposal, Respondent, proposed
from sunlit.organs.rules import RegionTier, UnitKind

BUREAU = Respondent(
    "示范市集市管理局", UnitKind.DEPARTMENT, RegionTier.CITY, "示范市", above="示范省", superior="示范市人民政府"
)


def of(unit: Respondent, power_type: str = "licensing") -> dict[str, Proposal]:
    return {one.field: one for one in proposed(unit, power_type)}


@pytest.mark.parametrize(
    ("unit", "body", "article"),
    [
        (BUREAU, "示范市人民政府", "第二十四条第一款第一项"),
        (replace(BUREAU, name="城东区集市管理局", kind=UnitKind.COUNTY_DEPARTMENT, tier=RegionTier.COUNTY, region="城东区"),
         "城东区人民政府", "第二十四条第一款第一项"),
        (replace(BUREAU, name="示范市人民政府", kind=UnitKind.GOVERNMENT), "示范省人民政府", "第二十四条第一款第二项"),
        (replace(BUREAU, name="示范省人民政府", kind=UnitKind.GOVERNMENT, tier=RegionTier.PROVINCE, region="示范省"),
         "示范省人民政府", "第二十四条第二款"),
        (Respondent("灯塔镇人民政府", UnitKind.TOWNSHIP, RegionTier.TOWNSHIP, "灯塔镇", above="湖西区"),
         "湖西区人民政府", "第二十四条第一款第二项"),
        (Respondent("鼓楼街道办事处", UnitKind.TOWNSHIP, RegionTier.COUNTY, "城东区", above="示范市"),
         "城东区人民政府", "第二十四条第一款第三项"),
        (replace(BUREAU, name="工艺鉴定中心", kind=UnitKind.AUTHORISED), "示范市人民政府", "第二十四条第一款第四项"),
        (replace(BUREAU, name="国家集市总局", tier=RegionTier.NATION), "国家集市总局", "第二十五条"),
        (replace(BUREAU, name="示范市税务局", kind=UnitKind.VERTICAL, superior="示范省税务局"), "示范省税务局", "第二十七条"),
        (replace(BUREAU, name="示范市国家安全局", superior="示范省国家安全厅"), "示范省国家安全厅", "第二十七条"),
        (replace(BUREAU, name="示范海关", superior="海关总署"), "海关总署", "第二十七条"),
    ],
    ids=lambda v: v.name if isinstance(v, Respondent) else "",
)  # fmt: skip
def test_review_goes_where_the_law_of_2023_sends_it(unit: Respondent, body: str, article: str) -> None:
    told = of(unit)["review_body"]

    assert (told.words, told.source) == (body, f"《中华人民共和国行政复议法》（2023年修订）{article}")
    assert "60日" in of(unit)["review_term"].words


def test_what_the_organs_workbook_says_otherwise_is_told_and_does_not_win() -> None:
    told = of(replace(BUREAU, review_body="示范省集市管理局"))["review_body"]

    assert (told.words, told.otherwise) == ("示范市人民政府", "示范省集市管理局")
    assert of(replace(BUREAU, review_body="示范市人民政府"))["review_body"].otherwise == ""


def test_a_body_nobody_can_name_is_not_guessed() -> None:
    alone = replace(BUREAU, kind=UnitKind.VERTICAL, superior="")

    assert "review_body" not in of(alone)
    assert "review_body" not in of(replace(BUREAU, kind=UnitKind.GOVERNMENT, above=""))
    assert of(replace(alone, review_body="上级局"))["review_body"] == Proposal("review_body", "上级局", "机关资料")
    assert proposed(replace(BUREAU, kind=UnitKind.PARTY), "penalty") == ()


@pytest.mark.parametrize(
    ("unit", "court", "articles"),
    [
        (BUREAU, "示范市集市管理局所在地的基层人民法院", "第十四条、第十八条第一款"),
        (replace(BUREAU, name="示范市人民政府", kind=UnitKind.GOVERNMENT), "示范市人民政府所在地的中级人民法院", "第十五条第一项、第十八条第一款"),
        (replace(BUREAU, name="国家集市总局", tier=RegionTier.NATION), "国家集市总局所在地的中级人民法院", "第十五条第一项、第十八条第一款"),
        (replace(BUREAU, name="示范海关", kind=UnitKind.VERTICAL), "示范海关所在地的中级人民法院", "第十五条第二项、第十八条第一款"),
        (replace(BUREAU, court="城东区人民法院"), "城东区人民法院", "第十八条第一款"),
    ],
    ids=lambda v: v.name if isinstance(v, Respondent) else "",
)  # fmt: skip
def test_the_court_is_that_of_the_place(unit: Respondent, court: str, articles: str) -> None:
    told = of(unit)["court"]

    assert told.words == court
    assert told.source.endswith(f"《中华人民共和国行政诉讼法》（2017年修正）{articles}")
    assert "6个月" in of(unit)["suit_term"].words


def test_who_entrusted_an_organisation_answers_for_it() -> None:
    centre = replace(BUREAU, name="集市服务中心", kind=UnitKind.ENTRUSTED, entruster=BUREAU)

    assert of(centre)["review_body"].words == "示范市人民政府"
    assert "第十九条第三款" in of(centre)["review_body"].source
    assert "委托的行政机关" in of(centre)["court"].source
    assert proposed(replace(centre, entruster=None), "penalty") == ()
    assert proposed(replace(centre, entruster=centre), "penalty") == ()


def test_what_else_has_to_be_known_is_noted() -> None:
    assert "note" not in of(BUREAU)
    assert "应当先申请行政复议" in of(BUREAU, "penalty")["note"].words
    justice = of(replace(BUREAU, name="示范市司法局"), "penalty")["note"]
    assert justice.words.endswith("也可以向上一级司法行政部门申请行政复议。")
    assert justice.source.count("《") == 2
