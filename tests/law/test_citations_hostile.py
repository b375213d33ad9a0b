"""Cells that no clerk wrote: the reader comes to an end, points into the cell, and holds nothing for ever."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.law.citations import read_basis, read_citation
from sunlit.law.citations.folding import fold_cell
from sunlit.law.citations.walk import Reader

#: Pieces that, repeated a hundred thousand times, would find any rule that looks back or ahead without bound.
PIECES = (
    "《", "》", "《》", "《灯塔法", "《灯塔法》", "《灯塔法》（", "《〈", "〈", "【", "【法律】", "（", "（（一）", "第", "第一", "第一条", "第一条、", "第一、",
    "第 一 ", "第　一", "第一条 ", "第一条第一款", "第一款", "（一）", "第一条至", "第一条至第三百条、", "第九千条至第一条", "一", "一、", " ", "　 ", "\n", "\n第", "\n法",
    "\n1.", "\n一、", "\n附件1第1项", "附件", "法", "条例", "。法", "。", "；", "；甲", "：", "根据", "依据：", "同法第一条", "《灯塔法》2017年", "《灯塔法》第一条的", "“", "”", "…",
    "违反第一条、第二条规定的", "《灯塔法》\n一、（一）灯", "1.1.", "第1.1.", "号令", "（令", "\u200b", "\u200b \n", "灯，", "2017年", "《灯塔办法》实施",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("head", ["", "《灯塔法》第五条：", "【法律】《灯塔通知》\n一、（二）"])
def test_a_huge_cell_is_read_to_its_end(piece: str, head: str) -> None:
    cell = head + piece * (15_000 // len(piece))
    for citation in read_basis(cell):
        start, end = citation.span
        assert 0 <= start <= end <= len(cell)
    read_citation(cell)


def test_every_stretch_is_looked_at_once() -> None:
    """The reader steps on: no step ends before it began, so their number is bounded by the cell's length."""
    folded = fold_cell("《灯塔法》（2015年）第五条：守塔人。第六条、第七条《渡口法》\n第八条\n" * 200)
    begins: list[int] = []

    class Watched(Reader):
        def _step(self, found):
            begins.append(found.start())
            return super()._step(found)

    Watched(folded).read()
    assert begins == sorted(set(begins))


@given(
    st.text(
        st.sampled_from(
            "《》〈〉【】（）()第一二三十条款项目之至、，。；：“”法律条例办法规定附件同该本 \n　1234.年月日修正令号依据根据灯塔"
        ),
        max_size=400,
    )
)
def test_no_text_breaks_the_reader(cell: str) -> None:
    for citation in read_basis(cell):
        start, end = citation.span
        assert 0 <= start <= end <= len(cell)
        assert citation.title or citation.article
        assert not (citation.places and citation.suggested)
        assert citation.title == "".join(citation.title.split())


@given(st.text(max_size=300))
def test_no_characters_break_the_reader(cell: str) -> None:
    read_basis(cell)
    read_citation(cell)


@given(st.text(st.sampled_from("第一条　 \n\t\r\u200b\ufeff（１）：；甲\u2028"), max_size=60))
def test_folding_keeps_the_way_back(cell: str) -> None:
    folded = fold_cell(cell)
    white = [at for at, c in enumerate(folded.text) if c.isspace()]
    assert not any(b - a == 1 for a, b in pairwise(white))
    for at, char in enumerate(folded.text):
        if not char.isspace():
            written = cell[folded.origin(at)]
            assert written == char or folded.words(at, at + 1) == written
    assert folded.words(0, 0) == ""
