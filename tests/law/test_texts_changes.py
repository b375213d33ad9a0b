"""What became of each article between two versions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sunlit.law.texts import article_diff

A = "渡口由市交通主管部门按照规划设立，并向社会公布。"
B = "船舶应当按照规定登记，取得证书后方可载客。"
C = "渡工应当持证上岗，不得酒后驾驶船舶。"
D = "违反本办法规定的，由市交通主管部门责令改正，处五百元罚款。"
E = "大风、大雾、洪水期间停止开渡。"


def of(*texts: str) -> dict[tuple[int, int], str]:
    return {(i, 0): text for i, text in enumerate(texts, 1)}


def told(old, new) -> list[tuple[str, str, str]]:
    return [(c.kind, c.old, c.new) for c in article_diff(old, new)]


def test_nothing_changed():
    assert [c.kind for c in article_diff(of(A, B), of(A, B))] == ["same", "same"]


def test_punctuation_and_space_alone_are_no_change():
    change = article_diff(of(A), of(A.replace("，", ", ")))[0]
    assert (change.kind, change.text_changed) == ("same", False)


def test_an_article_put_in_moves_the_others_on():
    assert told(of(A, B, C), of(A, E, B, C)) == [
        ("same", "第一条", "第一条"), ("added", "", "第二条"), ("renumbered", "第二条", "第三条"), ("renumbered", "第三条", "第四条"),
    ]  # fmt: skip


def test_an_article_taken_out_stands_where_it_was():
    assert told(of(A, B, C), of(A, C)) == [
        ("same", "第一条", "第一条"), ("removed", "第二条", ""), ("renumbered", "第三条", "第二条"),
    ]  # fmt: skip
    assert told(of(A, B), of(A))[-1] == ("removed", "第二条", "")


def test_an_article_changed_in_its_place_and_one_changed_while_it_moved():
    changes = article_diff(of(A, B, D), of(A.replace("市", "县"), E, B, D.replace("五百", "八百")))
    assert [(c.kind, c.old, c.new, c.text_changed) for c in changes] == [
        ("changed", "第一条", "第一条", True), ("added", "", "第二条", True), ("renumbered", "第二条", "第三条", False),
        ("renumbered", "第三条", "第四条", True),
    ]  # fmt: skip


def test_another_text_at_the_same_number_is_another_article():
    assert told(of(A), of(E)) == [("removed", "第一条", ""), ("added", "", "第一条")]


def test_inserted_articles_and_equal_texts_pair_one_by_one():
    old = {(1, 0): A, (2, 0): "（删去）", (3, 0): "（删去）"}
    new = {(1, 0): A, (1, 1): B, (2, 0): "（删去）", (4, 0): "（删去）"}
    assert told(old, new) == [
        ("same", "第一条", "第一条"), ("added", "", "第一条之一"), ("same", "第二条", "第二条"), ("renumbered", "第三条", "第四条"),
    ]  # fmt: skip


def test_texts_without_words_do_not_break():
    assert told({(1, 0): ""}, {(1, 0): "。"}) == [("same", "第一条", "第一条")]


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 9), st.integers(0, 1)), st.sampled_from([A, B, C, D, E, A + B, C + D, ""])
    ),
    st.dictionaries(
        st.tuples(st.integers(1, 9), st.integers(0, 1)), st.sampled_from([A, B, C, D, E, A + B, C + D, ""])
    ),
)
def test_every_article_of_both_versions_is_told_once(old, new):
    changes = article_diff(old, new)
    assert sorted(c.new_text for c in changes if c.new) == sorted(new.values())
    assert sorted(c.old_text for c in changes if c.old) == sorted(old.values())
    assert len({c.new for c in changes if c.new}) == len(new)
    for c in changes:
        assert (c.kind == "added") == (not c.old)
        assert (c.kind == "removed") == (not c.new)
        assert (c.kind == "renumbered") == bool(c.old and c.new and c.old != c.new)
        assert c.kind != "same" or not c.text_changed
