from __future__ import annotations

import pytest

from sunlit.catalogue.findings.deeds import NAME_ENDS, deed_of, object_words, pairs_of
from sunlit.catalogue.findings.power import tier_of, tiers_of, type_of
from sunlit.law.rules import Kind, PowerType, Tier
from tests.support.invented import DEPOSIT, HYGIENE, NIGHT, ON, codes, found, law, listed, version

NINE = f"《中华人民共和国夜市法》第九条：{NIGHT.versions[1].articles[(9, 0)]}"
AWARD = f"《夜市饮食卫生管理条例》第六条：{HYGIENE.versions[0].articles[(6, 0)]}"
SEVEN = f"《夜市饮食卫生管理条例》第七条：{HYGIENE.versions[0].articles[(7, 0)]}"


def test_a_name_about_something_else_is_shown_the_nearest_wording() -> None:
    (finding,) = found(listed(NINE, name="对航道内锚泊船舶未悬挂号灯号型的处罚"))

    assert (finding.code, finding.severity, finding.column) == ("name-not-in-law", "advice", "name")
    assert "找不到与职权名称" in finding.why
    assert "最接近的是" not in finding.why, "nothing is near"
    (finding,) = found(listed(NINE, name="对港口码头装卸作业未取得港口经营许可证的处罚"))
    assert "最接近的是《中华人民共和国夜市法》第九条：“未取得夜市经营许可证摆设摊位的" in finding.why


def test_long_sentences_are_cut_where_the_nearest_is_shown() -> None:
    long = "夜市" + "沿街设置的各类固定或者流动的摊点应当整齐摆放" * 8 + "未取得许可证"
    many = law("夜市长法", Kind.STATUTE, "全国人民代表大会", version("long", ON, [long + "的，处罚款。"]))
    (finding,) = found(
        listed(f"《夜市长法》第一条：{long}的，处罚款。", name="对港口码头装卸作业未取得港口经营许可证的处罚"),
        laws=(many,),
    )

    assert "……”" in finding.why


def test_a_deed_the_articles_do_not_know_is_told() -> None:
    (finding,) = found(listed(AWARD, name="对夜市饮食卫生违法行为的征收", type="行政征收"))

    assert finding.code == "name-not-in-law"
    assert "职权名称为“征收”" in finding.why
    assert codes(listed(AWARD, name="对举报夜市饮食卫生违法行为有功人员的奖励", type="行政奖励")) == []


@pytest.mark.parametrize(
    ("basis", "name"),
    [
        (NINE, "夜市处罚"),
        (NINE + "\n《港口条例》第三条", "对航道内锚泊船舶未悬挂号灯号型的处罚"),
        (NINE + "\n《港口条例》第三条：船舶……", "对航道内锚泊船舶未悬挂号灯号型的处罚"),
        ("《港口条例》第三条：违反本条例第二条规定的，处罚款。", "对航道内锚泊船舶未悬挂号灯号型的处罚"),
        ("", "对航道内锚泊船舶未悬挂号灯号型的处罚"),
    ],
)
def test_silent_for_short_names_and_where_the_words_are_not_wholly_known(basis: str, name: str) -> None:
    assert "name-not-in-law" not in codes(listed(basis, name=name))


def test_the_quoted_words_of_a_law_not_held_are_looked_at() -> None:
    basis = "《港口条例》第三条：拖轮应当慢行，违者处一千元以下的罚款。"

    assert "name-not-in-law" in codes(listed(basis, name="对航道内锚泊船舶未悬挂号灯号型的处罚"))
    assert "name-not-in-law" not in codes(listed(basis, name="对拖轮在港口内未慢行的处罚"))


def test_an_article_that_punishes_breaches_of_another_speaks_of_that_too() -> None:
    texts = [
        "锚泊船舶应当悬挂号灯号型。",
        "锚地由海事部门公布。",
        "违反本条例第一条规定的，处一千元以下的罚款；违反本条例第九十条之一的，从其规定。",
    ]
    port = law("港口灯火条例", Kind.REGULATION, "国务院", version("port", ON, texts))
    item = listed(f"《港口灯火条例》第三条：{texts[2]}", name="对锚泊船舶未悬挂号灯号型的处罚")

    assert codes(item, laws=(port,)) == []


def test_a_sub_item_may_name_the_object() -> None:
    assert codes(listed(NINE, name="市容行政处罚", sub_item="对未取得夜市经营许可证摆设摊位的处罚")) == []
    assert codes(listed(NINE, sub_item="无")) == []


def test_a_name_of_one_deed_is_not_of_another_type() -> None:
    (finding,) = found(listed(NINE, type="行政许可"))

    assert (finding.code, finding.severity, finding.column) == ("type-mismatch", "warning", "type")
    assert "类型改为行政处罚" in finding.mend
    assert codes(listed(SEVEN, name="夜市饮食摊点设置审批", type="行政检查")) == ["type-mismatch"]
    assert codes(listed(SEVEN, name="夜市饮食摊点设置备案", type="行政许可")) == ["type-mismatch"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("夜市饮食摊点设置审批", "行政确认"), ("夜市饮食摊点设置审批", "其他行政权力"), ("夜市饮食摊点设置备案", "其他行政权力"),
        ("夜市饮食摊点开业前卫生检查", "行政许可"), ("夜市饮食摊点设置审批", "公共服务"), ("夜市饮食摊点的设置", "行政处罚"), ("夜市饮食摊点的设置", ""),
    ],
)  # fmt: skip
def test_types_are_let_pass_where_practice_differs(name: str, kind: str) -> None:
    assert "type-mismatch" not in codes(listed(SEVEN + "违者处罚款。", name=name, type=kind))


def test_a_type_that_no_article_knows_is_told_mildly() -> None:
    two = f"《夜市摊位备案管理办法》第二条：{DEPOSIT.versions[0].articles[(2, 0)]}"
    (finding,) = found(listed(two, name="建立夜市摊位名册", type="行政处罚"))

    assert (finding.code, finding.severity) == ("type-mismatch", "advice")
    assert codes(listed(two, name="建立夜市摊位名册", type="行政确认")) == []
    assert codes(listed(two, name="对夜市罚款", type="行政处罚")) == []
    assert codes(listed("", name="建立夜市摊位名册", type="行政处罚")) == ["basis-none"]
    assert "type-mismatch" not in codes(listed("《港口条例》第三条", name="建立夜市摊位名册", type="行政处罚"))


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("行政处罚", PowerType.PENALTY), ("行政 许可", PowerType.LICENSING), ("02", PowerType.PENALTY), ("7", PowerType.CERTIFICATION),
        ("其他行政权力", PowerType.OTHER), ("其它类别", PowerType.OTHER), ("行政处罚、行政强制", None), ("公共服务", None), ("20", None), ("", None),
    ],
)  # fmt: skip
def test_types_are_read_by_word_or_code(cell: str, kind: PowerType | None) -> None:
    assert type_of(cell) is kind


def test_levels_are_read_from_their_cell_or_else_the_body() -> None:
    def tier(level: str, body: str = "某局") -> Tier:
        return tier_of(listed("", body=body, further={"level": level}))

    assert tier("地州市级。负责行政区域内审批") is Tier.CITY
    assert tier("市级、县级", "示范市市容管理局") is Tier.UNKNOWN
    assert tier("", "示范市市容管理局") is Tier.CITY
    assert tier("") is Tier.UNKNOWN
    assert tiers_of(listed("", further={"level": "自治区级、县（市、区）级"})) >= {Tier.PROVINCE}


def test_deeds_and_objects_of_names() -> None:
    assert deed_of("夜市经营许可证核发")[1] is PowerType.LICENSING  # type: ignore[index]
    assert deed_of("夜市规划编制") is None
    assert deed_of("对夜市违法行为的处罚（含3个子项）")[1] is PowerType.PENALTY  # type: ignore[index]
    assert all(kind in allowed for _, _, kind, allowed in NAME_ENDS)
    assert object_words("对夜市经营者违法行为的处罚") == ("夜市经营者",)
    assert object_words("对违法行为的处罚") == ()
    assert pairs_of(["夜市", "灯"]) == {"夜市"}
