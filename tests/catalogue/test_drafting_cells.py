"""Cells as clerks fill them: limits, fees, levels, lists in one cell. What is not understood is never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.catalogue.drafting import cells
from sunlit.catalogue.drafting.bases import bases_of, untold
from sunlit.catalogue.values import Basis, Term
from sunlit.kernel.text import words_only
from sunlit.law.citations import read_basis
from sunlit.law.rules import Kind
from sunlit.law.shelf import Shelf
from sunlit.law.values import HeldLaw, HeldVersion


@pytest.mark.parametrize(
    ("words", "amount", "unit"),
    [
        ("20个工作日", 20, "workday"), ("二十个工作日", 20, "workday"), ("２０工作日", 20, "workday"), ("30日", 30, "day"),
        ("60天", 60, "day"), ("3个月", 3, "month"), ("一年", 1, "year"), ("自受理之日起十五日内", 15, "day"),
        ("即办", 0, "workday"), ("当场办结", 0, "workday"), ("0个工作日", 0, "workday"),
        ("15", 15, ""), ("-1", None, ""), ("5个工作日（特殊情况20个工作日）", None, ""), ("按规定办理", None, ""),
        ("六一个工作日", None, ""), ("20个工作日，即20个工作日", 20, "workday"),
    ],
)  # fmt: skip
def test_a_limit_has_its_amount_and_unit_and_always_its_words(words, amount, unit):
    assert cells.term_of(words) == Term(amount=amount, unit=unit, words=words)


def test_a_limit_names_its_source():
    term = cells.term_of("20个工作日（《示范市夜市条例》第十二条第一款）")

    assert term is not None
    assert (term.amount, term.source) == (20, "《示范市夜市条例》第十二条第一款")


@given(st.integers(0, 9999), st.sampled_from(["工作日", "日", "天", "个月", "年"]), st.sampled_from(["", "内", "以内办结"]))
def test_every_amount_is_read_as_written(amount, unit, after):
    term = cells.term_of(f"{amount}{unit}{after}")

    assert term is not None
    assert term.amount == amount


@given(st.text(max_size=20))
def test_no_cell_of_a_limit_loses_its_words(text):
    term = cells.term_of(text)

    assert cells.says_nothing(text) if term is None else term.words == text.strip()


def test_a_fee_is_yes_no_or_not_told():
    assert [cells.charged_of(w) for w in ("是", "收费", "否", "不收费。", "无", "按面积", "")] == [True, True, False, False, False, None, None]


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("市级", (3,)), ("地州市级", (3,)), ("市级、县级", (3, 4)), ("省（市）级", ()), ("国家级", (1,)), ("自治区级", (2,)),
        ("县（市、区）级", (4,)), ("乡镇（街道）", (5,)), ("3", (3,)), ("9", ()), ("负责本级", ()), ("", ()), ("县市区级和乡镇级", (4, 5)),
    ],
)  # fmt: skip
def test_levels_are_read_only_where_every_word_is_one(words, levels):
    assert cells.levels_of(words) == levels


def test_nature_and_scope_are_read_and_doubt_never_publishes():
    assert [cells.nature_of(w) for w in ("法定机关", "法律授权组织", "受委托组织", "机关", "法定、委托")] == [
        "statutory", "authorised", "entrusted", "", "",
    ]  # fmt: skip
    assert [cells.scope_of(w) for w in ("社会公众", "当事人", "机关内部", "是", "否", "不公开", "对社会公开，涉及内部的除外", "看情况")] == [
        "society", "party", "internal", "society", "internal", "internal", "internal", "",
    ]  # fmt: skip


def test_lines_broken_for_print_are_one_entry_again():
    assert cells.entries_of("直接实施责\n任：\n1.执行上\n级标准。\n\n（二）公开决定；\n监督。") == (
        "直接实施责任：", "1.执行上级标准。", "（二）公开决定；", "监督。",
    )  # fmt: skip


def test_things_lose_only_numbers_that_count_from_one():
    assert cells.things_of("1.身份证；\n2.照片。") == ("身份证", "照片")
    assert cells.things_of("2.身份证；\n3.照片。") == ("2.身份证", "3.照片")
    assert cells.things_of("身份证\n照片") == ("身份证", "照片")
    assert cells.things_of("；") == ()
    assert cells.things_of("1.\n2.") == ("1.", "2.")
    assert cells.things_of("1.身份证\n（原件）\n2.照片") == ("身份证（原件）", "照片")


@given(st.lists(st.text("甲乙丙丁", min_size=1, max_size=5), min_size=1, max_size=6))
def test_things_come_back_as_many_and_in_order(names):
    assert cells.things_of("\n".join(f"{n}.{name}；" for n, name in enumerate(names, 1))) == tuple(names)
    assert cells.things_of("；".join(names)) == tuple(names)


@given(st.text("甲乙12.（）：；。\n 一、", max_size=60))
def test_entries_keep_every_letter_in_order(text):
    assert "".join(cells.entries_of(text)) == "".join(text.split())
    assert words_only("".join(cells.forms_of(text)[i][1] for i in range(len(cells.forms_of(text))))) == words_only(text)


# --- bases ----------------------------------------------------------------------------------------------------------

DAY = date(2026, 4, 25)


def held(title: str, kind: Kind, issuer: str, **articles: str) -> HeldLaw:
    numbered = {(n, 0): text for n, text in enumerate(articles.values(), 1)}
    version = HeldVersion(f"{title}#1", date(2020, 1, 1), date(2020, 2, 1), False, None, True, numbered)
    return HeldLaw(title, title, (), kind, issuer, "", (version,))


SHELF = Shelf(
    [
        held("示范省夜市条例", Kind.LOCAL_REGULATION, "示范省人民代表大会常务委员会", a="为了夜市，制定本条例。", b="设摊应当经许可。"),
        held("夜市法", Kind.STATUTE, "全国人民代表大会常务委员会", a="夜市应当公开。"),
    ]
)


def bases(cell: str, shelf: Shelf | None = SHELF) -> tuple[Basis, ...]:
    return bases_of(read_basis(cell), shelf, DAY if shelf else None)


def test_bases_are_tied_to_the_library_and_stand_by_legal_effect():
    found = bases("【地方性法规】《示范省夜市条例》第二条\n【法律】《夜市法》第一条 夜市应当公开。")

    assert [(b.title, b.article, b.kind, b.law, b.version) for b in found] == [
        ("夜市法", "第一条", "法律", "夜市法", "夜市法#1"),
        ("示范省夜市条例", "第二条", "地方性法规", "示范省夜市条例", "示范省夜市条例#1"),
    ]
    assert found[0].text == "夜市应当公开。"
    assert found[1].text == "设摊应当经许可。"  # the list quotes nothing: the held text of the day
    assert found[1].dated == date(2020, 1, 1)


def test_bases_that_keep_the_order_stay_as_written():
    found = bases("《夜市法》第一条\n《某某夜市办法》第三条\n《示范省夜市条例》第一条、第二条")

    assert [(b.title, b.article) for b in found] == [
        ("夜市法", "第一条"), ("某某夜市办法", "第三条"), ("示范省夜市条例", "第一条"), ("示范省夜市条例", "第二条"),
    ]  # fmt: skip


def test_without_a_library_the_words_of_the_list_stand():
    (only,) = bases("【规章】《示范市夜市办法》第三条 设摊应当登记。", None)

    assert (only.title, only.article, only.kind, only.law, only.text) == ("示范市夜市办法", "第三条", "规章", "", "设摊应当登记。")


def test_a_law_named_without_an_article_is_a_basis():
    assert [(b.title, b.article) for b in bases("《夜市法》")] == [("夜市法", "")]
    assert [b.article for b in bases("《某某夜市办法》第三条第一款、第三款")] == ["第三条第一款", "第三条第三款"]
    assert [b.kind for b in bases("【规范性文件】《示范市夜市管理工作方案》", None)] == ["规范性文件"]


def test_words_beside_the_citations_are_told_from_titles_and_tags():
    assert not untold("【法律】《夜市法》第一条：夜市应当公开。", read_basis("【法律】《夜市法》第一条：夜市应当公开。"))
    odd = "省政府第五次专题会议纪要。《夜市法》第一条"
    assert untold(odd, read_basis(odd))
    assert untold("三定方案", ())
