"""How tests make contents of every kind, and fill the official form in as clerks do."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from hypothesis import strategies as st

from sunlit.catalogue.rules.fieldwords import CHANNELS, FORMS, LEVELS, NATURES, SCOPES, SHOWINGS, TERM_UNITS
from sunlit.catalogue.rules.powers import Share, Tenure
from sunlit.catalogue.rules.types import KINDS
from sunlit.catalogue.sheets import read_lists
from sunlit.catalogue.sheets.form import write_form
from sunlit.catalogue.values import (
    Basis,
    Channel,
    Disclosure,
    DiscretionStep,
    FeeItem,
    FormRow,
    Further,
    Material,
    PowerContent,
    ReadLists,
    Remedies,
    Showing,
    StepPost,
    Term,
)

#: What no cell keeps: what is not text, and marks that turn the direction of writing.
_NEVER = "\ufffe\uffff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
#: Text as an edition holds it: no controls but line feeds, nothing that a cell cannot hold or that leaves no ink.
_CHARACTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"), include_characters="\n", exclude_characters=_NEVER)
SOME = st.one_of(
    st.builds(lambda text, at: text[:at] + "字" + text[at:], st.text(_CHARACTERS, max_size=12), st.integers(0, 12)),
    st.sampled_from(["=1+1", "+86", "@x", "-1", "007", "1.0", "〔长文1〕", "一\\", "一\\\n二\\\\", "  缩进\n", "_x0041_", "TRUE", "《》"]),
)  # fmt: skip
TEXT = st.just("") | SOME
NAMED = SOME.map(lambda text: text.replace("\n", "").strip())
LINE = st.just("") | NAMED
ENTRIES = st.lists(SOME, max_size=3).map(tuple)
KEY = st.one_of(st.just(""), st.text('abc-: "', max_size=8))


def _some(part: st.SearchStrategy[Any], empty: Any = None) -> st.SearchStrategy[Any]:
    """A few; none that says nothing."""
    return st.lists(part, max_size=3).map(lambda some: tuple(one for one in some if one != empty))


BASES = st.builds(Basis, title=NAMED, article=LINE, text=TEXT, kind=LINE, law=KEY, version=KEY, dated=st.none() | st.dates())
STEPS = st.builds(
    StepPost, number=st.integers(0, 99), name=NAMED, unit=st.none() | st.uuids(), unit_name=LINE, office=LINE,
    post=st.none() | st.uuids(), post_name=LINE, term=LINE, duty=TEXT,
)  # fmt: skip
TERMS = st.builds(
    Term, amount=st.none() | st.integers(0, 9999), unit=st.sampled_from(["", *TERM_UNITS]), source=LINE, words=TEXT
).map(lambda term: None if term == Term() else term)
CONTENTS = st.builds(
    PowerContent,
    name=NAMED, aliases=ENTRIES, type=st.sampled_from([kind.code for kind in KINDS]), type_as_listed=LINE,
    tenure=st.none() | st.sampled_from(Tenure), part=st.none() | st.sampled_from(Share), lead=LINE, holder=LINE,
    preparer=LINE, nature=st.sampled_from(["", *NATURES]), entrusted_by=LINE,
    levels=st.sets(st.sampled_from(list(LEVELS))).map(lambda some: tuple(sorted(some))),
    bases=_some(BASES), steps=_some(STEPS),
    disclosure=st.builds(
        Disclosure, scope=st.sampled_from(["", *SCOPES]), time=TEXT,
        forms=_some(st.builds(Showing, kind=st.sampled_from([*SHOWINGS, "微博"]), where=TEXT, proof=LINE)),
    ),
    charged=st.none() | st.booleans(),
    fees=_some(st.builds(FeeItem, name=TEXT, basis=TEXT, standard=TEXT, waiver=TEXT), FeeItem(name="")),
    statutory_term=TERMS, promised_term=TERMS, quantity_limit=TEXT, conditions=ENTRIES,
    materials=_some(st.builds(
        Material, name=SOME, form=st.sampled_from(["", *FORMS, "加盖公章"]), copies=st.none() | st.integers(0, 99),
        issuer=LINE, sample=LINE, note=TEXT,
    )),
    result=TEXT,
    discretion=_some(st.builds(DiscretionStep, circumstance=TEXT, range=TEXT, basis=TEXT), DiscretionStep(circumstance="", range="")),
    rights=ENTRIES,
    remedies=st.builds(
        Remedies, review_body=LINE, review_term=LINE, court=LINE, suit_term=LINE, note=TEXT
    ).map(lambda one: None if one == Remedies() else one),
    channels=_some(st.builds(Channel, kind=st.sampled_from(list(CHANNELS)), words=SOME)),
    place=TEXT, hours=TEXT, served=ENTRIES, duties=ENTRIES, accountability=ENTRIES, remarks=TEXT,
    further=_some(st.builds(Further, header=SOME, words=TEXT)),
)  # fmt: skip
ROWS = st.builds(FormRow, content=CONTENTS, unit=LINE, code=st.text("XK-0123", max_size=6), parent=st.just("") | NAMED)


def read(data: bytes) -> ReadLists:
    """A form, read as any list is."""
    return read_lists([("填报表.xlsx", data)])


def filled(**sheets: list[dict[str, Any]]) -> bytes:
    """The empty form with rows filled in: sheet → rows, each header → cell."""
    book = openpyxl.load_workbook(io.BytesIO(write_form()))
    for name, rows in sheets.items():
        page = book[name]
        headers = {cell.value: cell.column for cell in page[2]}
        for n, row in enumerate(rows, 3):
            for header, value in row.items():
                column = headers.setdefault(header, page.max_column + 1)
                page.cell(2, column, header)
                page.cell(n, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
