"""What one side of the house writes down, the other reads back as it was, or says where it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.kernel.plain import NotPlain, from_plain, to_plain


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    word: str
    on: date | None = None


@dataclass(frozen=True)
class Whole:
    name: str
    key: UUID | None = None
    at: datetime | None = None
    count: int = 0
    yes: bool = False
    colour: Colour = Colour.RED
    kind: Literal["a", "b"] = "a"
    inner: tuple[Inner, ...] = ()
    either: int | str = 0
    by_name: Mapping[str, int] = field(default_factory=dict)
    whatever: Any = None


inners = st.builds(Inner, st.text(), st.none() | st.dates())
wholes = st.builds(
    Whole, st.text(), key=st.none() | st.uuids(), at=st.none() | st.datetimes(), count=st.integers(), yes=st.booleans(),
    kind=st.sampled_from(["a", "b"]), inner=st.lists(inners).map(tuple), either=st.integers() | st.text(),
    by_name=st.dictionaries(st.text(), st.integers()), whatever=st.none() | st.text(),
)  # fmt: skip


@given(wholes)
def test_what_was_written_is_read_as_it_was(whole: Whole) -> None:
    assert from_plain(Whole, to_plain(whole)) == whole


def test_what_an_older_record_does_not_know_takes_its_default() -> None:
    assert from_plain(Whole, {"name": "河灯"}) == Whole("河灯")


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ([], "Whole"),
        ({}, "'name' is missing"),
        ({"name": "x", "more": 1}, "no field 'more'"),
        ({"name": 1}, "Whole.name"),
        ({"name": "x", "yes": 1}, "Whole.yes"),
        ({"name": "x", "colour": "blue"}, "Whole.colour"),
        ({"name": "x", "kind": "c"}, "Whole.kind"),
        ({"name": "x", "key": "no"}, "Whole.key"),
        ({"name": "x", "either": None}, "Whole.either"),
        ({"name": "x", "inner": {}}, "Whole.inner"),
        ({"name": "x", "inner": [{"word": "a"}, {"word": "b", "on": "2024-13-01"}]}, "Whole.inner[1].on"),
        ({"name": "x", "by_name": {"a": "b"}}, "Whole.by_name.a"),
    ],
)
def test_what_is_not_of_its_type_is_told_by_its_place(told: object, where: str) -> None:
    with pytest.raises(NotPlain) as caught:
        from_plain(Whole, told)
    assert where in str(caught.value)


def test_what_json_has_no_word_for_is_a_fault_of_the_program() -> None:
    with pytest.raises(TypeError):
        to_plain(object())
    with pytest.raises(TypeError):
        to_plain(Inner)

    @dataclass(frozen=True)
    class Odd:
        odd: complex

    with pytest.raises(TypeError):
        from_plain(Odd, {"odd": 1})
