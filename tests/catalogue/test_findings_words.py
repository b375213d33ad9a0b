from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sunlit.law.rules import Kind
from sunlit.law.values import Place
from tests.support.invented import HYGIENE, LAWS, NIGHT, codes, found, law, listed, version

OLD, NEW = NIGHT.versions
NINE, TEN, ELEVEN = (NEW.articles[(n, 0)] for n in (9, 10, 11))


def cited(article: str, words: str, title: str = "中华人民共和国夜市法", note: str = "") -> str:
    return f"《{title}》{note}{article}：{words}"


def test_an_article_is_cited_with_its_words() -> None:
    (finding,) = found(listed("《中华人民共和国夜市法》第九条"))

    assert (finding.code, finding.severity, finding.held) == ("text-absent", "warning", NINE)
    assert "可供照录" in finding.mend
    (unheld,) = [f for f in found(listed("《港口引航条例》第九条")) if f.code == "text-absent"]
    assert (unheld.law, unheld.held) == ("", "")


def test_articles_without_words_are_told_once_a_law() -> None:
    (finding,) = [f for f in found(listed("《中华人民共和国夜市法》第九条、第十条、第九条")) if f.code == "text-absent"]

    assert finding.article == "第九条、第十条"
    assert finding.held == f"{NINE}\n{TEN}"


def test_articles_cited_together_share_the_words_that_follow() -> None:
    assert codes(listed(f"《中华人民共和国夜市法》第九条、第十条：{NINE}{TEN}")) == []
    assert codes(listed(f"《中华人民共和国夜市法》第九条和第十条：{TEN}")) == []
    assert codes(listed(f"《中华人民共和国夜市法》第九条至第十条：{NINE}\n{TEN}")) == []
    apart = f"《中华人民共和国夜市法》第九条\n【法规】《夜市饮食卫生管理条例》第四条：{HYGIENE.versions[0].articles[(4, 0)]}"
    assert codes(listed(apart)) == ["text-absent"]


def test_a_slip_of_the_pen_is_a_warning_that_shows_it() -> None:
    (finding,) = found(listed(cited("第九条", NINE.replace("责令改正", "责令改证"))))

    assert (finding.code, finding.severity) == ("text-differs", "warning")
    assert "清单作“责令改证" in finding.why
    assert finding.held == NINE
    assert "改证" in finding.quoted


def test_a_changed_amount_is_an_error() -> None:
    (finding,) = found(listed(cited("第九条", NINE.replace("二万元", "三万元"))))

    assert (finding.code, finding.severity) == ("text-differs", "error")
    assert "三万元以" in finding.why


def test_the_words_of_an_older_version_are_known_as_such() -> None:
    (finding,) = found(listed(cited("第九条", OLD.articles[(9, 0)]), name="对夜市经营者超出划定区域摆设摊位的处罚"))

    assert (finding.code, finding.severity) == ("text-differs", "error")
    assert "沿用了2015年4月24日文本的条次；所载文字现为第十条" in finding.why, "in force under another number"
    assert finding.mend == "请改引第十条。"
    assert codes(listed(cited("第四条", OLD.articles[(4, 0)]), name="从事夜市经营许可", type="行政许可")) == [
        "text-differs"
    ]
    eight = listed(cited("第八条", OLD.articles[(8, 0)]))
    (finding,) = found(
        eight, laws=(replace(NIGHT, versions=(OLD, replace(NEW, articles={**OLD.articles, (8, 0): NINE}))),)
    )
    assert "2015年4月24日文本" in finding.why
    assert "现行2022年6月24日文本" in finding.why


def test_words_that_only_an_older_version_has_elsewhere() -> None:
    changed = replace(
        NEW, articles={k: ("本条另有规定的内容与前不同。" if k == (9, 0) else t) for k, t in NEW.articles.items()}
    )
    (finding,) = found(listed(cited("第九条", OLD.articles[(8, 0)])), laws=(replace(NIGHT, versions=(OLD, changed)),))

    assert (finding.code, finding.severity) == ("text-differs", "error")
    assert "2015年4月24日文本的第八条" in finding.why


def test_the_words_of_another_law_are_named() -> None:
    (finding,) = [
        f for f in found(listed(cited("第九条", HYGIENE.versions[0].articles[(5, 0)]))) if f.code == "text-differs"
    ]

    assert finding.severity == "error"
    assert "《夜市饮食卫生管理条例》第五条" in finding.why


def test_words_of_two_articles_under_one_number() -> None:
    (finding,) = found(listed(cited("第九条", f"{NINE}{TEN}")))

    assert (finding.code, finding.severity) == ("text-differs", "warning")
    assert "部分出自《中华人民共和国夜市法》第十条" in finding.why


def test_words_found_nowhere_are_a_warning() -> None:
    (finding,) = [
        f
        for f in found(listed(cited("第九条", "夜市应当诚信经营，市容部门会同街道每周开展一次文明劝导活动。")))
        if f.code == "text-differs"
    ]

    assert finding.severity == "warning"
    assert "没有找到相同的条文" in finding.why
    (short,) = [f for f in found(listed(cited("第九条", "夜市诚信"))) if f.code == "text-differs"]
    assert short.severity == "warning"


def test_words_nearer_to_an_older_version() -> None:
    eight = OLD.articles[(8, 0)].replace("一千元以上", "一千元以下")
    now = replace(
        NEW, articles={**NEW.articles, (8, 0): "夜市的规划由城市人民政府组织编制，报上一级人民政府批准后公布实施。"}
    )
    (finding,) = [
        f
        for f in found(listed(cited("第八条", eight)), laws=(replace(NIGHT, versions=(OLD, now)),))
        if f.code == "text-differs"
    ]

    assert finding.severity == "error"
    assert "更接近2015年4月24日文本" in finding.why


def test_a_newer_edition_than_the_library_s_is_not_judged() -> None:
    note = "（2025年12月27日第二次修正）"

    assert "text-differs" not in codes(listed(cited("第九条", NINE.replace("二万元", "三万元"), note=note)))
    assert "text-differs" not in codes(listed(cited("第九条", NINE.replace("二万元", "三万元"), note="（2025年修正）")))
    assert "text-differs" in codes(listed(cited("第九条", NINE.replace("二万元", "三万元"), note="（2022年修正）")))
    assert "text-differs" in codes(
        listed(cited("第九条", NINE.replace("二万元", "三万元"), note="（第九届第13月40日）"))
    )


def test_the_last_article_of_a_text_cut_off_proves_nothing() -> None:
    cut = law(
        "夜市断法", Kind.STATUTE, "全国人民代表大会", version("cut", date(2020, 1, 1), [NINE, TEN[:20]], whole=False)
    )
    item = listed(cited("第二条", TEN, "夜市断法"), name="对夜市经营者超出划定区域摆设摊位的处罚")

    assert codes(item, laws=(cut,)) == []
    assert codes(listed(cited("第一条", NINE.replace("二万元", "三万元"), "夜市断法")), laws=(cut,)) == ["text-differs"]


@pytest.mark.parametrize("article", ["第十一条第一款", "第十一条"])
def test_one_item_of_a_list_is_the_article_s_words(article: str) -> None:
    first, second = ELEVEN.split("\n")[:2]

    assert codes(listed(cited(article, f"{first}……{second}"), name="对夜市经营者向下水道倾倒油污的处罚")) == []
    assert codes(listed(cited(article, f"……{second}"), name="对夜市经营者向下水道倾倒油污的处罚")) == []


def test_the_words_of_another_paragraph_are_told() -> None:
    three = NEW.articles[(3, 0)]
    second = three.split("\n")[1]
    name = "夜市监督管理"
    (finding,) = found(listed(cited("第三条第一款", second), name=name, type="其他"))
    assert (finding.code, finding.severity) == ("text-differs", "warning")
    assert "第三条第二款" in finding.mend
    for article, words in (
        ("第三条第二款", second),
        ("第三条第一款", three),
        ("第三条", second),
        ("第三条第一款", "县级以上"),
    ):
        assert codes(listed(cited(article, words), name=name, type="其他")) == [], article
    assert (
        codes(listed(f"《中华人民共和国夜市法》第三条第一款、第九条第一款：{second}{NINE}", name=name, type="其他"))
        == []
    )


def test_a_law_that_has_ended_is_not_compared() -> None:
    item = listed(
        "《夜市管理暂行条例》第二条：擅自设置夜市棚架的，处一万元以下的罚款。", name="对擅自设置夜市棚架的处罚"
    )

    assert codes(item) == ["basis-repealed"]


def test_the_place_of_an_article_is_its_key() -> None:
    assert LAWS[0] is NIGHT
    assert Place(9).of_article == (9, 0)


def test_a_note_of_days_before_the_text_in_force_explains_the_difference() -> None:
    note = "（2011年3月1日通过）"
    (finding,) = found(listed(cited("第八条", NINE, note=note)))
    assert "沿用了修改前的条次；所载文字现为第九条" in finding.why
    (finding,) = found(listed(cited("第九条", NINE.replace("二万元", "三万元"), note=note)))
    assert "清单注明的文本早于现行的2022年6月24日文本" in finding.why
    (finding,) = found(listed(cited("第九条", NINE.replace("二万元", "三万元"), note="（2011年修订）")))
    assert "清单注明的文本早于现行" in finding.why


def test_a_cell_made_to_cost_time_costs_little() -> None:
    (finding,) = [
        f for f in found(listed(cited("第九条", "夜市摊位应当整洁美观；" * 3000))) if f.code == "text-differs"
    ]

    assert finding.severity == "warning"
