"""The grammar against what real departments published, and against the words of real statutes."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from sunlit.law.citations import read_basis
from tests.law.basis_cells import basis_cells, expected_citations
from tests.support.shared import shared_data

pytestmark = pytest.mark.shared
EXPECTED = Path(__file__).parent / "expected"


def told(cell: str) -> str:
    return " ; ".join(f"{c.tag}|{c.title}|{c.article}" for c in read_basis(cell))


def test_the_hand_read_sample_is_read_alike() -> None:
    lists = shared_data("power-lists")
    with (lists / "karamay-entries-sample.csv").open(encoding="utf-8", newline="") as file:
        wanted = {(r["department_file"], r["sheet"], int(r["row"])): r["citations"] for r in csv.DictReader(file)}
    found = {(c.file, c.sheet, c.row): told(c.text) for c in basis_cells(lists / "karamay")}
    assert {key: found.get(key) for key in wanted} == wanted
    assert len(wanted) == 64


@pytest.mark.parametrize(
    ("department", "expected", "items", "citations"),
    [("应急管理局", "emergency-management.csv", 149, 399), ("财政局", "finance.csv", 19, 79)],
)
def test_the_wilder_sheets_are_read_as_a_person_read_them(
    department: str, expected: str, items: int, citations: int
) -> None:
    wanted = expected_citations(EXPECTED / expected)
    cells = [c for c in basis_cells(shared_data("power-lists/karamay")) if department in c.file]
    assert {(c.sheet, c.row): told(c.text) for c in cells} == wanted
    assert (len(wanted), sum(len(line.split(" ; ")) for line in wanted.values())) == (items, citations)


_ARTICLE = re.compile(
    r"^\s*(?:\*\*)?(第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)(?:\*\*)?(?:[\s:：]+|$)"
)
_HEADING = re.compile(r"\s*(#|(\*\*)?第.{1,6}[编章节](\s|$))")


def articles_of(path: Path) -> list[tuple[str, str]]:
    """Articles by the look of their lines: a cruder reading than the library's, enough to quote from."""
    out: list[tuple[str, list[str]]] = []
    inside = False
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if found := _ARTICLE.match(line):
            inside = True
            out.append((found[1], [line[found.end() :]]))
        elif _HEADING.match(line):
            inside = False
        elif inside and line.strip():
            out[-1][1].append(line)
    return [(label, "\n".join(lines)) for label, lines in out]


def test_no_law_or_article_that_a_statute_names_is_taken_for_the_basis() -> None:
    """Every article of every law, quoted under its own number: one citation, whatever the words name."""
    wrong, asked = [], 0
    for path in sorted(shared_data("laws").glob("**/*.md")):
        for label, text in articles_of(path):
            for cell in (
                f"【法律】《灯塔法》（2015年8月1日通过）\n    {label}：{text}",
                f"《灯塔法》（2015年8月1日通过）{label}  {text}",
                f"《灯塔法》\n{label}\n{text.replace(chr(10), '')}",
            ):
                asked += 1
                if [c.article for c in read_basis(cell)] != [label]:
                    wrong.append((path.name, label))
    assert asked > 15_000
    assert wrong == []


#: Articles whose own first word goes on with a sentence (第四十一条与…, 第八十六条规定…) are not told from one that
#: is only named, where nothing but a full stop stands before and nothing behind.
_KNOWN_AMBIGUOUS = 7


def test_articles_quoted_one_after_the_other_are_told_apart() -> None:
    wrong, asked = [], 0
    for path in sorted(shared_data("laws").glob("**/*.md")):
        articles = articles_of(path)
        for first in range(0, len(articles) - 2, 3):
            three = articles[first : first + 3]
            labels = [label for label, _ in three]
            if len(set(labels)) < 3:
                continue
            for lead, after, between in (
                ("\n", "：", "\n"),
                ("\n", "", "\n"),
                ("", " ", " "),
                ("", "", ""),
                ("", "：", "         "),
            ):
                asked += 1
                joined = between.join(label + after + text.replace("\n", "") for label, text in three)
                if [c.article for c in read_basis(f"【法律】《灯塔法》（2015年通过）{lead}{joined}")] != labels:
                    wrong.append((path.name, labels, after))
    assert asked > 8_000
    assert len(wrong) <= _KNOWN_AMBIGUOUS, wrong
