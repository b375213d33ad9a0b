"""Several laws in one cell, and the words quoted from them."""

from __future__ import annotations

import pytest

from sunlit.law.citations import read_basis
from sunlit.law.values import Place


def told(cell: str) -> list[str]:
    return [f"{c.tag}|{c.title}|{c.article}" for c in read_basis(cell)]


def words(cell: str) -> list[tuple[str, str]]:
    return [(c.article, c.text) for c in read_basis(cell)]

# --- several laws --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        "《灯塔法》第五条、《渡口法》第六条",
        "《灯塔法》第五条及《渡口法》第六条",
        "《灯塔法》第五条；《渡口法》第六条。",
        "《灯塔法》第五条《渡口法》第六条",
        "《灯塔法》第五条\n《渡口法》第六条",
        "1.《灯塔法》第五条：登记灯塔。\n2.《渡口法》第六条：登记渡口。",
        "1、《灯塔法》第五条；2、《渡口法》第六条；",
        "（一）《灯塔法》第五条：登记灯塔。\n（二）《渡口法》第六条：登记渡口。",
        "一、《灯塔法》第五条：登记灯塔。二、《渡口法》第六条：登记渡口。",
        "①《灯塔法》第五条：登记灯塔。②《渡口法》第六条：登记渡口。",
        "法律：《灯塔法》第五条\n行政法规：《渡口法》第六条",
        "设定依据：《灯塔法》第五条\n处罚依据：《渡口法》第六条",
        "三定依据 ：《灯塔法》第五条；《渡口法》第六条",
        "职能规定：《灯塔法》第五条；《渡口法》第六条",
        "根据《灯塔法》第五条和《渡口法》第六条的规定",
        "依照《灯塔法》第五条和依照《渡口法》第六条的规定",
        "依据《灯塔法》第五条、国务院《渡口法》第六条",
        "灯塔法第五条；渡口法第六条",
        "灯塔法第五条：登记灯塔。\n依据渡口法第六条：登记渡口。",
        "《灯塔法》第五条：登记灯塔。《渡口法》第六条：登记渡口。",
        "《灯塔法》第五条：登记灯塔                 《渡口法》第六条：登记渡口。",
        "《灯塔法》第五条：登记灯塔\n《渡口法》第六条：登记渡口。",
        "《灯塔法》（1999年通过）第五条登记灯塔。\n《渡口法》（2001年通过）第六条登记渡口。",
        "审查：\n《灯塔法》（灯塔部令第4号）第五条  登记灯塔。\n《渡口法》第六条",
    ],
)
def test_a_cell_may_cite_several_laws(cell: str) -> None:
    assert [(c.title, c.article) for c in read_basis(cell)] == [("灯塔法", "第五条"), ("渡口法", "第六条")]


@pytest.mark.parametrize(
    ("cell", "titles"),
    [
        ("《灯塔法》", ["灯塔法"]),
        ("《灯塔法》《渡口法》", ["灯塔法", "渡口法"]),
        ("《灯塔法》\n《渡口法》", ["灯塔法", "渡口法"]),
        ("依据《灯塔法》、《渡口法》等有关规定", ["灯塔法", "渡口法"]),
        ("详见《灯塔法》", ["灯塔法"]),
        ("《灯塔意见》“加快建设灯塔”\n《渡口通知》（渡发〔2019〕1号），“加快建设渡口”。", ["灯塔意见", "渡口通知"]),
        ("《灯塔法》：\n建设灯塔。\n《渡口法》：建设渡口。", ["灯塔法", "渡口法"]),
        ("《守塔证》", []),
        ("《守塔报告》的批准", []),
        ("《守塔证》第五条", ["守塔证"]),
        ("《守塔证》（2017年5月1日印）", ["守塔证"]),
        ("无", []),
        ("/", []),
        ("", []),
        (" \n ", []),
        ("第", []),
        ("第条", []),
    ],
)
def test_a_law_may_be_cited_as_a_whole_or_not_at_all(cell: str, titles: list[str]) -> None:
    assert [c.title for c in read_basis(cell)] == titles


# --- the quoted words ----------------------------------------------------------------------------------------------


def test_words_run_to_the_next_citation_and_keep_their_lines() -> None:
    cell = (
        "【法律】《灯塔法》\n  第五条：守塔人  应当：\n （一）登记；\n\n（二）备案。\n【规章】《渡口办法》第六条 渡口。"
    )
    assert words(cell) == [("第五条", "守塔人 应当：\n（一）登记；\n（二）备案。"), ("第六条", "渡口。")]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("《灯塔法》第五条：“守塔人应当登记。”", "守塔人应当登记。"),
        ('《灯塔法》第五条："守塔人应当登记"；', "守塔人应当登记"),
        ("《灯塔法》第五条规定，守塔人应当登记。", "守塔人应当登记。"),
        ("《灯塔法》第五条规定：守塔人应当登记。", "守塔人应当登记。"),
        ("《灯塔法》第五条【登记】守塔人应当登记。", "守塔人应当登记。"),
        ("《灯塔法》第五条：“双随机”抽查灯塔。“三公开”渡口", "“双随机”抽查灯塔。“三公开”渡口"),
        ("《灯塔法》第五条：……。", ""),
        ("《灯塔法》第五条的有关规定", ""),
        ("参照《灯塔法》第五条执行。", ""),
        ("《灯塔法》第五条。", ""),
        ("《灯塔法》第五条、", ""),
        ("《灯塔法》全文适用", ""),
        ("《灯塔法》第五条+L18", ""),
    ],
)
def test_marks_around_the_words_are_not_the_words(cell: str, text: str) -> None:
    assert [c.text for c in read_basis(cell)] == [text]


def test_words_after_a_list_belong_to_its_last_article_and_the_others_say_so() -> None:
    first, second, third = read_basis("《灯塔法》第八条、第十条第二款、第十一条：“守塔人应当登记。”")
    assert (first.text, second.text, third.text) == ("", "", "守塔人应当登记。")
    assert (first.with_next, second.with_next, third.with_next) == (True, True, False)


def test_a_list_without_words_shares_nothing() -> None:
    assert [c.with_next for c in read_basis("《灯塔法》第八条、第十条。")] == [False, False]


def test_articles_announced_in_a_list_take_the_words_quoted_below_it() -> None:
    cell = "《灯塔法》第八条、第十条\n第八条 守塔人应当登记。\n第十条第二款 应当备案。"
    found = read_basis(cell)
    assert words(cell) == [("第八条", "守塔人应当登记。"), ("第十条第二款", "应当备案。")]
    assert [cell[slice(*c.span)] for c in found] == ["《灯塔法》第八条", "第十条"]
    assert not any(c.with_next for c in found)


def test_an_announced_article_keeps_its_part() -> None:
    assert words("《灯塔法》第八条第二款\n第八条 守塔人应当登记。")[0] == ("第八条第二款", "守塔人应当登记。")


def test_another_part_of_an_announced_article_is_a_citation_of_its_own() -> None:
    cell = "《灯塔法》第八条第一款\n第八条第二款 守塔人应当登记。"
    assert words(cell) == [("第八条第一款", ""), ("第八条第二款", "守塔人应当登记。")]


def test_the_same_words_under_the_same_article_are_told_once() -> None:
    twice = "《灯塔法》第八条：守塔人应当登记。\n"
    assert len(read_basis(twice * 2)) == 1
    assert len(read_basis(twice + "《灯塔法》第八条：守塔人应当备案。")) == 2


def test_a_span_points_at_title_and_article_in_the_cell() -> None:
    cell = "　【法律】 《灯  塔 法》（2015年）  第五条：登记灯塔。\n\n  第六条：登记渡口。"
    first, second = read_basis(cell)
    assert cell[slice(*first.span)] == "《灯  塔 法》（2015年）  第五条"
    assert cell[slice(*second.span)] == "第六条"


def test_a_misprinted_article_is_kept_with_what_it_may_have_meant() -> None:
    (only,) = read_basis("《灯塔法》第六一条：守塔人应当登记。")
    assert (only.article, only.places, only.suggested) == ("第六一条", (), (Place(61),))


@pytest.mark.parametrize(
    ("article", "outside"),
    [("第五条", False), ("第六一条", False), ("附件1第9项", True), ("第五章", True), ("第4.3条", True), ("", False)],
)
def test_places_outside_articles_say_so(article: str, outside: bool) -> None:
    (only,) = read_basis(f"【标准】《灯塔规范》{article}")
    assert only.outside_articles is outside
