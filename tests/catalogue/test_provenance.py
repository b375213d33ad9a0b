"""Where each field of an edition came from, through lists and hands."""

from __future__ import annotations

from datetime import UTC, datetime

from sunlit.catalogue.rules.provenance import Source, field_of, laid_over, sources, typed

AT = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
WHO, OTHER = "post:a/officer:b", "post:c/officer:d"
CELL = {"file": "清单.csv", "sheet": "表", "cell": "C2"}


def test_a_part_belongs_to_its_field() -> None:
    assert [field_of(name) for name in ("name", "bases[12]", "disclosure.scope", "steps[0].duty")] == [
        "name",
        "bases",
        "disclosure",
        "steps",
    ]


def test_a_newer_list_speaks_for_the_fields_it_names_and_for_no_other() -> None:
    newer = {"bases[0]": {**CELL, "cell": "D9"}}

    assert laid_over({"name": CELL, "bases[0]": CELL, "bases[1]": CELL}, newer) == {"name": CELL, **newer}


def test_what_somebody_types_is_theirs_and_the_rest_stays_the_lists() -> None:
    kept = typed(
        {"name": CELL, "bases[0]": CELL, "result": CELL}, {"name": "甲", "bases": [1], "result": "证", "place": ""},
        {"name": "甲", "bases": [2], "result": "", "place": ""}, by=WHO, at=AT,
    )  # fmt: skip

    assert kept == {"name": CELL, "bases": {"by": WHO, "at": AT.isoformat()}}


def test_sources_are_told_one_by_one_with_the_cell_of_each_field() -> None:
    kept = {"name": CELL, "bases[0]": {**CELL, "cell": "D2"}, "bases[1]": {**CELL, "cell": "D3"}, "steps[0]": CELL, "steps[1]": CELL,
            "result": {"by": OTHER, "at": AT.isoformat()}}  # fmt: skip

    told = sources(kept, ("name", "bases", "steps", "result", "place"), by=WHO, at=AT)

    assert told == (
        Source((("name", ("C2",)), ("bases", ("D2", "D3")), ("steps", ("C2",))), "清单.csv", "表"),
        Source((("result", ()),), by=OTHER, at=AT),
        Source((("place", ()),), by=WHO, at=AT),
    )
