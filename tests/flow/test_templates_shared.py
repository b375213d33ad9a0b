"""Every provision a category flow cites is in the law, under that number, and speaks of what the step does."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from sunlit.flow.templates import category_flows
from sunlit.flow.values import TermUnit
from sunlit.kernel.numerals import write_numeral
from sunlit.law.citations import read_citation
from sunlit.law.texts import read_law, text_at
from tests.support.shared import shared_data

pytestmark = pytest.mark.shared

with (Path(__file__).parent / "expected" / "statutes.csv").open(encoding="utf-8", newline="") as _file:
    WORDS = {(row["title"], row["article"]): row["words"].split() for row in csv.DictReader(_file)}

CITED = [
    pytest.param(node, basis, id=f"{key}-{node.id}-{basis.article}")
    for key, flow in category_flows().items()
    for node in flow.nodes
    for basis in node.bases
]


#: Every term that a provision fixes: those whose source begins with a title.
TERMS = [
    pytest.param(term, id=f"{key}-{where}")
    for key, flow in category_flows().items()
    for where, term in (("whole", flow.term), *((node.id, node.term) for node in flow.nodes))
    if term and term.source.startswith("《")
]
SOURCE = re.compile("(《.+?》第.+?[条款项])(?:（.+）)?")
PRINTED = {
    TermUnit.HOUR: "小时",
    TermUnit.WORKDAY: "日",
    TermUnit.DAY: "日",
    TermUnit.MONTH: "个月",
    TermUnit.YEAR: "年",
}


@cache
def latest(title: str):
    """The law of this title, in its latest version among the files."""
    short = title.removeprefix("中华人民共和国")
    files = sorted(shared_data("laws").rglob(f"{short}(*).md"))
    law = read_law(files[-1].read_bytes(), files[-1].name)
    assert law.title == title
    return law


def test_the_table_of_words_has_every_provision_and_no_other():
    assert {(basis.title, basis.article) for _, basis in (one.values for one in CITED)} == set(WORDS)


def provision_of(words: str):
    citation = read_citation(words)
    (place,) = citation.places
    law = latest(citation.title)
    article = next(p for p in law.provisions if (p.level, p.number, p.insert) == ("条", place.article, 0))
    return place, text_at(article.text, place)


@pytest.mark.parametrize(("node", "basis"), CITED)
def test_the_provision_speaks_of_the_step(node, basis):
    place, provision = provision_of(f"《{basis.title}》{basis.article}")
    told = f"{node.name}。{node.rule}。{node.duty}。{node.control}。{node.rights}。{node.silence}"

    assert str(place) == basis.article
    assert provision, "the article has no such part"
    assert [word for word in WORDS[basis.title, basis.article] if word not in provision] == []
    assert [word for word in WORDS[basis.title, basis.article] if word in told] != []


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_as_long_as_its_provision_says(term):
    _, provision = provision_of(SOURCE.fullmatch(term.source)[1])
    unit = PRINTED[term.unit]

    if term.amount:
        told = "|".join((str(term.amount), write_numeral(term.amount)))
        assert re.search(f"(?<![零一二三四五六七八九十百0-9])({told})个?(工作)?{unit}", provision)
    else:
        assert any(words in provision for words in ("当场", "即时"))
