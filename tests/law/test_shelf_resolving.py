"""What a citation comes to on a day: law, version, place and words, or why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sunlit.law.citations import read_citation
from sunlit.law.rules import Kind
from sunlit.law.shelf import Shelf, begins, version_on
from sunlit.law.values import Citation, HeldLaw, HeldVersion, Place

ARTICLE = "守塔人应当登记。\n登记时应当提交：\n（一）申请；\n（二）证明。"
OLD = HeldVersion(
    "old", date(2010, 5, 1), date(2010, 7, 1), False, date(2020, 1, 1), True, {(1, 0): "旧的。", (9, 0): "已删去的。"}
)
NEW = HeldVersion(
    "new",
    date(2019, 10, 1),
    date(2020, 1, 1),
    False,
    None,
    True,
    {(1, 0): "新的。", (5, 0): ARTICLE, (5, 1): "增加的。"},
)
LAW = HeldLaw(
    "law", "中华人民共和国灯塔法", ("灯塔法",), Kind.STATUTE, "", "", (OLD, NEW), promulgated=date(2010, 5, 1)
)
TODAY = date(2024, 1, 1)


def cited(text: str) -> Citation:
    citation = read_citation(text)
    assert citation is not None
    return citation


def resolved(text: str, *laws: HeldLaw, on: date = TODAY):
    return Shelf(laws or (LAW,)).resolve(cited(text), on)


# --- what a day finds in force -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2010, 6, 30), None),
        (date(2010, 7, 1), OLD),
        (date(2019, 12, 31), OLD),
        (date(2020, 1, 1), NEW),
        (date(2099, 1, 1), NEW),
    ],
)
def test_the_version_in_force_is_the_newest_begun_and_not_over(day: date, version: HeldVersion | None) -> None:
    assert version_on(LAW, day) is version


def test_a_law_that_has_ended_has_no_version_in_force() -> None:
    ended = replace(LAW, ended=date(2023, 1, 1))
    assert version_on(ended, date(2022, 12, 31)) is NEW
    assert version_on(ended, date(2023, 1, 1)) is None


def test_a_version_begins_when_it_takes_effect_or_is_dated() -> None:
    assert begins(NEW) == date(2020, 1, 1)
    assert begins(replace(NEW, effective=None)) == date(2019, 10, 1)
    undated = replace(NEW, effective=None, dated=None)
    assert begins(undated) is None
    assert version_on(replace(LAW, versions=(undated,)), date(1900, 1, 1)) is undated


# --- where the way leads -------------------------------------------------------------------------------------------


def test_a_citation_leads_to_law_version_place_and_words() -> None:
    found = resolved("《中华人民共和国灯塔法》第五条第二款第（一）项")
    assert (found.law, found.version, found.place) == (LAW, NEW, Place(5, paragraph=2, item=1))
    assert found.text == "（一）申请；"
    assert (found.problem, found.by_short_title) == (None, False)


def test_a_short_title_leads_there_too_and_says_so() -> None:
    found = resolved("《灯塔法》第五条之一")
    assert (found.text, found.by_short_title, found.problem) == ("增加的。", True, None)


def test_the_day_chooses_the_version() -> None:
    assert resolved("《灯塔法》第一条", on=date(2015, 1, 1)).text == "旧的。"
    assert resolved("《灯塔法》第一条", on=date(2025, 1, 1)).text == "新的。"


def test_each_place_comes_to_something_of_its_own() -> None:
    every = Shelf([LAW]).resolve_all(cited("《灯塔法》第五条第一款、第二款"), TODAY)
    assert [one.text.partition("\n")[0] for one in every] == ["守塔人应当登记。", "登记时应当提交："]


def test_of_several_places_the_first_with_a_problem_speaks() -> None:
    found = resolved("《灯塔法》第五条第一款、第七款")
    assert (found.problem, found.place) == ("part-missing", Place(5, paragraph=7))


# --- and where it stops --------------------------------------------------------------------------------------------


def test_an_unknown_title_names_the_nearest() -> None:
    found = resolved("《中华人民共和国灯塔塔法》第五条")
    assert (found.problem, found.nearest, found.law) == ("title-unknown", ("中华人民共和国灯塔法",), None)


def test_no_article_and_no_readable_article_are_told_apart() -> None:
    assert resolved("《灯塔法》").problem == "no-article-named"
    assert resolved("《灯塔法》第六一条").problem == "article-unreadable"
    assert resolved("《灯塔法》附件第3项").problem == "article-unreadable"


def test_a_missing_article_says_which_versions_have_it() -> None:
    found = resolved("《灯塔法》第九条")
    assert (found.problem, found.version, found.elsewhere, found.text) == ("article-missing", NEW, (OLD,), "")
    assert resolved("《灯塔法》第八条").elsewhere == ()


def test_a_missing_part_gives_the_whole_article() -> None:
    found = resolved("《灯塔法》第五条第二款第（三）项")
    assert (found.problem, found.text) == ("part-missing", ARTICLE)


def test_a_law_yet_to_begin_shows_its_words() -> None:
    found = resolved("《灯塔法》第一条", on=date(2010, 6, 1))
    assert (found.problem, found.version, found.text) == ("not-yet-in-force", OLD, "旧的。")
    missing = resolved("《灯塔法》第八条", on=date(2010, 6, 1))
    assert missing.problem == "not-yet-in-force"
    assert resolved("《灯塔法》", on=date(2010, 6, 1)).problem == "not-yet-in-force"
    only = replace(LAW, versions=(NEW,), promulgated=NEW.dated)
    assert resolved("《灯塔法》第一条", only, on=date(2019, 12, 1)).problem == "not-yet-in-force"


def test_an_ended_law_shows_its_last_words() -> None:
    ended = replace(LAW, ended=date(2023, 1, 1), ended_by="《航标法》第九条")
    found = resolved("《灯塔法》第一条", ended)
    assert (found.problem, found.version, found.text) == ("repealed", NEW, "新的。")
    assert resolved("《灯塔法》第五条第九款", ended).problem == "repealed"
    assert resolved("《灯塔法》第一条", ended, on=date(2022, 1, 1)).problem is None


def test_a_law_all_of_whose_versions_are_over_has_ended() -> None:
    over = replace(LAW, versions=(OLD, replace(NEW, until=date(2022, 1, 1))))
    assert resolved("《灯塔法》第一条", over).problem == "repealed"


def test_an_ended_law_without_a_text_is_still_ended() -> None:
    found = resolved("《灯塔法》第一条", replace(LAW, versions=(), ended=date(2023, 1, 1)))
    assert (found.problem, found.version, found.place) == ("repealed", None, Place(1))


def test_a_law_held_without_any_text_has_no_problem_and_no_words() -> None:
    found = resolved("《灯塔法》第一条", replace(LAW, versions=()))
    assert (found.problem, found.law is None, found.version, found.text) == (None, False, None, "")


def test_what_was_in_force_before_the_oldest_held_version_is_not_known() -> None:
    older = replace(LAW, promulgated=date(1990, 1, 1))
    found = resolved("《灯塔法》第一条", older, on=date(2000, 1, 1))
    assert (found.problem, found.version, found.text) == (None, None, "")


# --- several laws of one name --------------------------------------------------------------------------------------


def test_of_two_laws_of_one_name_the_one_in_force_is_meant() -> None:
    gone = replace(LAW, key="gone", ended=date(2009, 1, 1))
    assert resolved("《灯塔法》第一条", gone, LAW).law is LAW


@pytest.mark.parametrize(
    ("tag", "key"), [("规章", "rule"), ("法律", "law"), ("行政法规", None), ("", None), ("杂", None)]
)
def test_of_two_laws_of_one_name_the_tag_may_tell_which(tag: str, key: str | None) -> None:
    rule = replace(LAW, key="rule", kind=Kind.DEPARTMENT_RULE)
    found = Shelf([LAW, rule]).resolve(replace(cited("《灯塔法》第一条"), tag=tag), TODAY)
    assert (found.law and found.law.key) == key
    assert found.problem == (None if key else "ambiguous-title")


def test_what_stays_ambiguous_tells_all_titles() -> None:
    north = HeldLaw("n", "示范省渡口条例", (), Kind.LOCAL_REGULATION, "", "示范省", (NEW,))
    south = HeldLaw("s", "邻近省渡口条例", (), Kind.LOCAL_REGULATION, "", "邻近省", (NEW,))
    found = resolved("《省渡口条例》第五条", north, south)
    assert (found.problem, found.nearest) == ("ambiguous-title", ("示范省渡口条例", "邻近省渡口条例"))


def test_the_shelf_tells_its_laws_and_finds_by_title() -> None:
    shelf = Shelf([LAW])
    assert shelf.laws == (LAW,)
    assert shelf.find("灯塔法").laws == (LAW,)
    assert shelf.nearest("灯塔塔法") == ("中华人民共和国灯塔法",)


class Unread(dict):
    """Articles that must not be read."""

    def __iter__(self):
        raise AssertionError("read")

    items = values = keys = __getitem__ = get = __iter__


def test_no_article_is_read_until_one_is_asked_for() -> None:
    sealed = replace(LAW, key="sealed", title="渡口法", short_titles=(), versions=(replace(NEW, articles=Unread()),))
    shelf = Shelf([LAW, sealed])
    assert shelf.resolve(cited("《灯塔法》第五条"), TODAY).problem is None
    assert shelf.resolve(cited("《渡口法》"), TODAY).law is sealed
    assert shelf.find_text("守塔人应当登记。登记时应当提交申请", LAW) is not None
    with pytest.raises(AssertionError, match="read"):
        shelf.find_text("守塔人应当登记。登记时应当提交申请")
