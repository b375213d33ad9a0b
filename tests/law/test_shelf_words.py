"""Where quoted words really stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.kernel.text import words_only
from sunlit.law.rules import Kind
from sunlit.law.shelf import Fingerprints, Shelf, likeness
from sunlit.law.shelf.words import clauses
from sunlit.law.values import HeldLaw, HeldVersion, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

KEEPING = "守塔人应当在每日日落以前点燃灯塔，并记录点燃的时间；灯塔熄灭的，应当立即报告航标管理机构。"
KEEPING_OLD = "守塔人应当在每日日落以前点燃灯塔，并登记点燃的钟点；灯塔熄灭的，应当及时报告港务监督机构。"
LEAVING = "守塔人离开灯塔超过两个小时的，应当指定他人代为看守，并在值班簿上注明代守人的姓名。"
FERRYING = "渡船驶近灯塔时应当减速慢行，不得鸣笛、追越其他船舶或者在航道内停泊。"


def version(key: str, *articles: str, until: date | None = None) -> HeldVersion:
    return HeldVersion(key, None, None, False, until, True, {(n, 0): text for n, text in enumerate(articles, 1)})


LIGHTHOUSES = HeldLaw(
    "1", "灯塔法", (), Kind.STATUTE, "", "", (version("old", KEEPING_OLD), version("new", KEEPING, LEAVING))
)
FERRIES = HeldLaw("2", "渡口法", (), Kind.STATUTE, "", "", (version("only", FERRYING),))
SHELF = Shelf([LIGHTHOUSES, FERRIES])


def where(quoted: str, shelf: Shelf = SHELF, law: HeldLaw | None = None) -> list[tuple[str, str, int]]:
    return [(s.law.title, s.version.key, s.place.article) for s in shelf.find_text(quoted, law)]


@pytest.mark.parametrize(
    ("quoted", "first"),
    [
        (KEEPING, ("灯塔法", "new", 1)),
        (KEEPING_OLD, ("灯塔法", "old", 1)),
        (LEAVING, ("灯塔法", "new", 2)),
        (FERRYING, ("渡口法", "only", 1)),
        ("守塔人离开灯塔超过两个小时的，应当指定他人代为看守", ("灯塔法", "new", 2)),
        ("渡船驶近灯塔时 应当减速慢行，\n不得鸣笛追越其他船舶或者在航道内停泊", ("渡口法", "only", 1)),
        ("守塔人离开灯塔超过两小时的，应当指定他人代为看守，并在值班薄上注明代守人的姓名。", ("灯塔法", "new", 2)),
    ],
)
def test_words_are_found_where_they_stand_wholly_or_nearly(quoted: str, first: tuple[str, str, int]) -> None:
    assert where(quoted)[0] == first


def test_the_share_is_how_much_of_the_words_stands_there() -> None:
    whole = SHELF.find_text(LEAVING)[0]
    assert (whole.share, whole.similarity, whole.place, whole.text) == (1.0, 1.0, Place(2), LEAVING)
    excerpt = SHELF.find_text(LEAVING[:22])[0]
    assert excerpt.share == 1.0
    assert excerpt.similarity < 1.0
    changed = SHELF.find_text(KEEPING_OLD)
    assert [(s.version.key, s.share == 1.0) for s in changed] == [("old", True), ("new", False)]


@pytest.mark.parametrize("quoted", ["", "情节严重的", "邮差应当在每日清晨以前送达信件，并请收件人签名。", "，。；"])
def test_words_that_stand_nowhere_are_not_found(quoted: str) -> None:
    assert SHELF.find_text(quoted) == ()


def test_words_of_which_only_a_clause_stands_there_are_not_named_unless_less_is_asked_for() -> None:
    mixed = "渡船驶近灯塔时应当减速慢行，邮差应当在每日清晨以前送达信件，并请收件人签名，无人签名的应当带回。"
    assert SHELF.find_text(mixed) == ()
    assert [s.law.title for s in SHELF.find_text(mixed, least=0.2)] == ["渡口法"]


def test_one_law_may_be_searched_alone() -> None:
    assert where(FERRYING, law=LIGHTHOUSES) == []
    assert where(KEEPING, law=LIGHTHOUSES)[0] == ("灯塔法", "new", 1)


def test_the_same_text_in_several_versions_is_told_for_each_newest_first() -> None:
    law = HeldLaw("3", "灯塔法", (), Kind.STATUTE, "", "", (version("a", LEAVING), version("b", LEAVING)))
    assert where(LEAVING, Shelf([law])) == [("灯塔法", "b", 1), ("灯塔法", "a", 1)]


def test_clauses_that_stand_everywhere_lead_nowhere() -> None:
    common = "依照有关法律的规定给予处罚"
    many = HeldLaw(
        "4", "总法", (), Kind.STATUTE, "", "", (version("v", *(f"第{n}种行为：{common}" for n in range(300))),)
    )
    assert Shelf([many]).find_text(common) == ()


def test_only_the_most_promising_are_compared() -> None:
    texts = [f"{LEAVING}此为第{n}号灯塔的补充规定。" for n in range(30)]
    many = HeldLaw("5", "补充法", (), Kind.STATUTE, "", "", (version("v", *texts),))
    assert len(Shelf([many]).find_text(LEAVING)) == 12


def test_answers_are_remembered_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sunlit.law.shelf.shelf._REMEMBERED", 2)
    shelf = Shelf([LIGHTHOUSES])
    for quoted in (KEEPING, LEAVING, KEEPING, FERRYING, KEEPING_OLD):
        shelf.find_text(quoted)
    assert len(shelf._stood) <= 2


def test_an_index_made_elsewhere_may_be_used() -> None:
    class Shuffled(Fingerprints):
        def candidates(self, quoted: str) -> Iterator[tuple[HeldLaw, HeldVersion, tuple[int, int]]]:
            if quoted:
                yield FERRIES, FERRIES.versions[0], (1, 0)

    shelf = Shelf([LIGHTHOUSES, FERRIES], Shuffled(()))
    assert where(FERRYING, shelf) == [("渡口法", "only", 1)]
    assert where(KEEPING, shelf) == []


# --- likeness ------------------------------------------------------------------------------------------------------


def test_punctuation_space_and_width_make_no_difference() -> None:
    assert likeness("处５００元罚款、 警告", "处500元罚款，警告。") == (1.0, 1.0)


def test_texts_without_words_are_like_nothing() -> None:
    assert likeness("……", KEEPING) == (0.0, 0.0)
    assert likeness(KEEPING, "") == (0.0, 0.0)


def test_long_texts_are_compared_by_their_clauses() -> None:
    long = "".join(f"第{n}座灯塔应当由守塔人看守，" for n in range(300))
    half = long[: len(long) // 2]
    alike = likeness(long, half)
    assert 0.4 < alike.share < 0.6
    assert 0.6 < alike.ratio < 0.7


def test_clauses_are_folded_and_short_ones_left_out() -> None:
    assert clauses("守塔人、代守人应当登记，情节严重的，处１０００元以下罚款") == [
        "守塔人代守人应当登记",
        "处1000元以下罚款",
    ]


texts = st.text(st.sampled_from("守塔人应当登记并点燃灯塔，。；、 １２"), max_size=40)


@given(texts, texts)
def test_likeness_is_a_part_of_the_words(one: str, other: str) -> None:
    alike = likeness(one, other)
    assert 0.0 <= alike.ratio <= 1.0
    assert 0.0 <= alike.share <= 1.0
    assert (alike.ratio == 1.0) == (words_only(one) == words_only(other) != "")


@given(st.integers(0, len(KEEPING) - 20), st.integers(20, 45))
def test_any_telling_piece_of_an_article_leads_to_it(start: int, length: int) -> None:
    piece = KEEPING[start : start + length]
    if any(clause in clauses(KEEPING) for clause in clauses(piece)):
        assert where(piece, Shelf([replace(LIGHTHOUSES, versions=LIGHTHOUSES.versions[1:])]))[0] == ("灯塔法", "new", 1)
