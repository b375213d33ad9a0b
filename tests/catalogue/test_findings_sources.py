from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sunlit.law.rules import Kind
from sunlit.law.values import Citation, Place
from tests.support.invented import DEPOSIT, HYGIENE, LAWS, NIGHT, ON, codes, found, law, listed, version

LICENCE = NIGHT.versions[1].articles[(9, 0)]
RIGHT = f"【法律】《中华人民共和国夜市法》\n    第九条：{LICENCE}"


def test_an_item_as_it_should_be_gives_nothing() -> None:
    assert found(listed(RIGHT)) == []


@pytest.mark.parametrize("cell", ["", "无", " / ", "——", "\n"])
def test_a_power_without_a_basis_is_to_be_abolished(cell: str) -> None:
    (finding,) = found(listed(cell))

    assert (finding.code, finding.severity, finding.column) == ("basis-none", "error", "basis")
    assert "废止" in finding.mend


def test_a_basis_that_names_no_document_is_milder() -> None:
    (finding,) = found(
        listed("按照市政府会议要求和上级有关文件精神执行，由市容局具体办理相关事项，并做好记录，每年年底前报告一次")
    )

    assert (finding.code, finding.severity) == ("basis-none", "warning")
    assert "…" in finding.why
    assert codes(listed("三定方案")) == ["basis-none"]


def test_a_sheet_without_the_column_is_told_once() -> None:
    first, second = (
        listed(row=row, name=f"夜市摊位{row}号备案", type="其他", cells={"name": (row, 1)}) for row in (3, 4)
    )

    told = [f for f in found(first, second) if f.code == "basis-none"]

    assert [(f.row, f.severity) for f in told] == [(3, "warning")]
    assert "没有“实施依据”一栏" in told[0].why


def test_a_law_cited_as_a_whole_needs_its_article() -> None:
    (finding,) = found(listed("《中华人民共和国夜市法》"))
    assert (finding.code, finding.severity, finding.cited) == ("article-none", "warning", "《中华人民共和国夜市法》")

    (finding,) = found(listed("《中华人民共和国夜市法》规定：" + LICENCE))
    assert finding.code == "article-none"
    assert finding.article == "第九条"
    assert finding.held == LICENCE
    assert "第九条" in finding.mend


def test_a_law_named_once_with_and_once_without_its_article_is_enough() -> None:
    assert codes(listed("《中华人民共和国夜市法》《夜市饮食卫生管理条例》\n" + RIGHT)) == ["article-none"]
    assert codes(listed(RIGHT + "\n《中华人民共和国夜市法》《中华人民共和国夜市法》")) == []
    assert codes(listed("《夜市饮食卫生管理条例》、《夜市饮食卫生管理条例》")) == ["article-none"]


def test_documents_without_articles_may_be_cited_whole() -> None:
    assert codes(listed("《示范市人民政府关于下放夜市管理权限的通知》")) == ["title-unknown"]
    assert codes(listed("《示范省夜市摊位费标准（试行）》")) == ["title-unknown"]
    assert codes(listed("《示范省夜市文化促进办法》")) == ["article-none", "title-unknown"]
    bare = law("示范市夜市公约", Kind.UNKNOWN, "", replace(version("bare", date(2020, 1, 1), []), whole=False))
    assert codes(listed("《示范市夜市公约》"), laws=(bare,)) == []


def test_an_unknown_title_is_told_once_with_the_nearest() -> None:
    cell = f"《中华人民共和国夜市管理法》第九条：{LICENCE}\n第十条：夜市经营者超出划定区域的，处罚款。"
    (finding,) = [f for f in found(listed(cell)) if f.code == "title-unknown"]

    assert finding.severity == "advice"
    assert finding.law == finding.article == ""
    assert "《中华人民共和国夜市法》" in finding.why
    (far,) = [
        f
        for f in found(listed("《港口拖轮引航技术导则》第三条：拖轮应当听从引航员指挥。"))
        if f.code == "title-unknown"
    ]
    assert "最接近" not in far.why


def test_a_title_that_several_laws_bear_is_told_with_them() -> None:
    other = law("示范市夜市噪声管理规定", Kind.LOCAL_RULE, "另一市人民政府", HYGIENE.versions[0], region="另一市")
    (finding,) = found(
        listed("《示范市夜市噪声管理规定》第三条：夜市。", name="夜市管理", type="其他"),
        laws=(*LAWS, replace(other, key="other")),
    )

    assert finding.code == "title-unknown"
    assert "可能指法规库中的多部文件" in finding.why
    assert "行政区域名称" in finding.mend


def test_an_article_with_no_title_before_it_is_told() -> None:
    told = found(listed(f"第八条：采购人应当公开夜市摊位的招标结果。\n{RIGHT}"))

    assert [(f.code, f.cited) for f in told] == [("title-short", "第八条")]
    assert "没有写明是哪一部文件" in told[0].why


def test_one_title_written_in_two_ways_is_told_of_both() -> None:
    def items(*titles: str) -> list[str]:
        all_ = [
            listed(f"《{t}》第三条：拖轮应当慢行。", row=r, name=f"港口拖轮检查{r}", type="其他")
            for r, t in enumerate(titles, 3)
        ]
        return [f.why for f in found(*all_)]

    both = items("港口拖轮安全监督管理暂行规定", "港口拖轮安全督管理暂行规定")
    assert "清单另有写作《港口拖轮安全督管理暂行规定》" in both[0]
    assert "清单另有写作《港口拖轮安全监督管理暂行规定》" in both[1]
    assert "另有写作" in items("港口拖轮安全检查管理办法", "港口拖轮安全检杳管理办法")[0]
    for pair in (
        ("国务院关于第五批取消拖轮审批的决定", "国务院关于第六批取消拖轮审批的决定"), ("河南省港口拖轮管理办法", "河北省港口拖轮管理办法"),
        ("港口拖轮条例", "港口拖船条例"), ("港口拖轮管理办法（甲）", "港口拖轮管理办法〔甲）"), ("港口拖轮安全检查管理办法", "海事船员证书签发规定"),
        ("港口拖轮上游管理办法", "港口拖轮下游管理办法"),
    ):  # fmt: skip
        assert not any("另有写作" in why for why in items(*pair)), pair


def test_titles_are_to_be_full() -> None:
    (finding,) = found(listed(f"《夜市法》第九条：{LICENCE}\n第十三条：{NIGHT.versions[1].articles[(13, 0)]}"))

    assert (finding.code, finding.severity, finding.law) == ("title-short", "warning", "中华人民共和国夜市法")
    assert finding.mend == "请改为《中华人民共和国夜市法》。"


def test_a_notice_that_issues_a_law_names_it_in_full() -> None:
    text = DEPOSIT.versions[0].articles[(3, 0)]
    item = listed(
        f"《商务部关于印发〈夜市摊位备案管理办法〉的通知》第三条：{text}", name="对夜市主办单位未按期报送摊位名册的处罚"
    )

    assert codes(item) == []


@pytest.mark.parametrize("title", ["《中华人民共和国夜市法》", "《 中华人民共和国 夜市法 》"])
def test_white_space_in_a_title_is_no_fault(title: str) -> None:
    assert codes(listed(RIGHT.replace("《中华人民共和国夜市法》", title))) == []


def test_brackets_and_marks_in_a_title_are_no_fault() -> None:
    implementing = replace(
        HYGIENE, key="x", title="示范省实施〈中华人民共和国夜市法〉办法（试行）", short_titles=("示范省实施夜市法办法",)
    )
    text = HYGIENE.versions[0].articles[(4, 0)]
    for title in (
        "示范省实施〈中华人民共和国夜市法〉办法（试行）",
        "示范省实施<中华人民共和国夜市法>办法(试行)",
        "示范省实施《中华人民共和国夜市法》办法（试行）",
    ):
        item = listed(f"《{title}》第四条：{text}", name="对夜市饮食摊点使用回收餐具的处罚")
        assert "title-short" not in codes(item, laws=(implementing,)), title


def test_an_article_no_version_has_is_missing() -> None:
    (finding,) = found(listed("《中华人民共和国夜市法》第六十条：夜市经营者应当诚信经营，不得欺骗消费者。"))

    assert (finding.code, finding.severity, finding.article) == ("article-missing", "error", "第六十条")
    assert "共14条" in finding.why
    (finding,) = [
        f for f in found(listed(f"《中华人民共和国夜市法》第六十条：{LICENCE}")) if f.code == "article-missing"
    ]
    assert "见于第九条" in finding.why
    assert finding.mend == "请改引第九条。"


def test_nothing_is_missing_from_a_text_that_is_not_whole_or_older_than_the_list_s() -> None:
    cut = replace(NIGHT, versions=(NIGHT.versions[0], replace(NIGHT.versions[1], whole=False)))
    assert "article-missing" not in codes(
        listed("《中华人民共和国夜市法》第六十条：夜市经营者应当诚信经营。"), laws=(cut,)
    )
    newer = "《中华人民共和国夜市法》（2025年3月1日修订）第六十条：夜市经营者应当诚信经营，不得欺骗消费者。"
    assert codes(listed(newer)) == []
    assert (
        codes(listed("《中华人民共和国夜市法》第六十条：夜市经营者应当诚信经营。"), laws=(replace(NIGHT, versions=()),))
        == []
    )


def test_a_misprinted_numeral_gets_the_right_one() -> None:
    many = law(
        "夜市大法",
        Kind.STATUTE,
        "全国人民代表大会",
        version("many", date(2020, 1, 1), [f"夜市第{n}号摊位由市容部门管理。" for n in range(1, 80)]),
    )
    (finding,) = found(
        listed("《夜市大法》第六一条：夜市第61号摊位由市容部门管理。", name="夜市摊位管理", type="其他"), laws=(many,)
    )

    assert (finding.code, finding.article, finding.mend) == ("article-missing", "第六十一条", "请改为“第六十一条”。")
    assert "清单所载文字即见于该条" in finding.why
    (finding,) = found(listed("《夜市大法》第六一条", name="夜市摊位管理", type="其他"), laws=(many,))[:1]
    assert finding.article == "第六十一条"
    unheld = [f for f in found(listed("《港口条例》第六一条：拖轮应当慢行。")) if f.code == "article-missing"]
    assert [f.article for f in unheld] == ["第六十一条"]
    short = [
        f for f in found(listed("《中华人民共和国夜市法》第六一条：夜市摊位应当整洁。")) if f.code == "article-missing"
    ]
    assert "没有与之相近的条次" in short[0].why


def test_a_part_an_article_does_not_have_is_told_mildly() -> None:
    eleven = NIGHT.versions[1].articles[(11, 0)]
    name = "对夜市经营者向下水道倾倒油污的处罚"
    for article, gone in (
        ("第十一条第三款", "第三款"),
        ("第十一条第一款第（五）项", "第（五）项"),
        ("第十一条第（九）项", "第（九）项"),
    ):
        (finding,) = found(listed(f"《中华人民共和国夜市法》{article}：{eleven}", name=name))
        assert (finding.code, finding.severity) == ("article-missing", "warning"), article
        assert gone in finding.why
    assert codes(listed(f"《中华人民共和国夜市法》第十一条第一款第（二）项：{eleven}", name=name)) == []
    assert codes(listed(f"《中华人民共和国夜市法》第九条第（二）项：{LICENCE}")) == [], (
        "no list, so perhaps no list was kept"
    )


def test_an_article_printed_in_one_line_may_have_lost_its_paragraphs() -> None:
    one = law(
        "夜市小法",
        Kind.STATUTE,
        "全国人民代表大会",
        version("one", date(2020, 1, 1), ["夜市由市容部门管理。夜市应当整洁。"]),
    )
    item = listed("《夜市小法》第一条第二款：夜市应当整洁。", name="夜市管理", type="其他")

    assert codes(item, laws=(one,)) == []
    single = replace(one, versions=(version("one", date(2020, 1, 1), ["夜市由市容部门管理。"]),))
    item = listed("《夜市小法》第一条第二款：夜市由市容部门管理。", name="夜市管理", type="其他")
    assert codes(item, laws=(single,)) == ["article-missing"]


def test_nothing_is_said_of_a_part_where_the_words_cannot_be_compared() -> None:
    cut = law(
        "夜市断法",
        Kind.STATUTE,
        "全国人民代表大会",
        version("cut", date(2020, 1, 1), ["夜市由市容部门管理。"], whole=False),
    )
    item = listed("《夜市断法》第一条第二款：夜市由市容部门管理。", name="夜市管理", type="其他")

    assert codes(item, laws=(cut,)) == []


def test_an_annex_is_no_article() -> None:
    item = listed("《示范省夜市目录》附件1第9项：夜市经营许可。", name="夜市经营许可", type="行政许可")

    assert codes(item) == ["title-unknown"]
    assert Citation("", "x", "附件1第9项").places == ()
    assert str(Place(9)) == "第九条"
    assert ON.year == 2026
