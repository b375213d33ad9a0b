"""An act is recorded only if it will be readable for good, and holds nothing that may have to be erased one day."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Literal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.kernel.act import Act
from sunlit.ledger import models
from sunlit.ledger.kinds import NotRecordable, UnknownAct, act_of, check, known_kinds, read_back, readers_of
from tests.ledger.acts import LampLit


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True, kw_only=True)
class LampPainted(Act):
    kind: ClassVar[str] = "test.lamp-painted"
    lamp: UUID
    colour: Colour
    coats: int
    dry: bool
    on: date
    at: datetime | None
    gloss: Literal["matt", "silk"]
    layers: tuple[tuple[int, ...], ...]
    where: dict[str, int | str]
    rest: Any = None

    @property
    def subject(self) -> str:
        return f"lamp:{self.lamp}"


codes = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=20)
painted = st.builds(
    LampPainted,
    lamp=st.uuids(), colour=st.sampled_from(Colour), coats=st.integers(), dry=st.booleans(), on=st.dates(),
    at=st.none() | st.datetimes(timezones=st.just(UTC)), gloss=st.sampled_from(["matt", "silk"]),
    layers=st.lists(st.lists(st.integers(), max_size=3).map(tuple), max_size=3).map(tuple),
    where=st.dictionaries(codes, st.integers() | codes, max_size=3), rest=st.none() | st.integers() | codes,
)  # fmt: skip


@given(painted)
def test_an_act_reads_back_as_the_value_that_was_emitted(act: LampPainted) -> None:
    check(act)
    assert read_back(LampPainted, act.body()) == act


def row(act: Act, **other: Any) -> models.Act:
    import json

    told = {"kind": act.kind, "kind_version": act.version, "subject": act.subject, "body": json.dumps(act.body())}
    return models.Act(**{**told, **other})


def test_a_recorded_act_is_told_as_its_kind_or_plainly_when_nobody_knows_it() -> None:
    act = LampLit(lamp="a", owner=uuid4(), with_=("oil",))

    assert act_of(row(act)) == act
    assert act_of(row(act, kind_version=99)) == UnknownAct("test.lamp-lit", 99, "lamp:a", act.body())
    assert act_of(row(act, kind="test.forgotten")) == UnknownAct("test.forgotten", 1, "lamp:a", act.body())


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"lamp": 7}, "is no str"),
        ({"times": True}, "is no int"),
        ({"on": "April"}, "Invalid isoformat|is no NoneType"),
        ({"with_": {"oil": 1}}, "is no list"),
        ({"more": 1}, r"not the fields of test\.lamp-lit version 1: \['more'\]"),
    ],
)
def test_a_body_that_is_not_of_its_kind_is_not_guessed_at(changed: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_back(LampLit, {**LampLit(lamp="a").body(), **changed})


def test_a_word_that_is_none_of_the_agreed_ones_is_not_read_as_one() -> None:
    act = LampPainted(
        lamp=uuid4(), colour=Colour.RED, coats=1, dry=True, on=date(2026, 4, 25), at=None, gloss="silk", layers=(), where={}
    )  # fmt: skip

    for changed in ({"gloss": "shiny"}, {"colour": "blue"}):
        with pytest.raises(ValueError, match=r"shiny|blue"):
            read_back(LampPainted, {**act.body(), **changed})


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (LampLit(lamp="张三"), "a subject is noun:identifier"),
        (LampLit(lamp="a" * 200), "a subject is noun:identifier"),
        (LampLit(lamp="a", with_=("oil", "two words")), "holds free text"),
        (LampLit(lamp="a", with_=("煤油",)), "holds free text"),
        (LampLit(lamp="a", with_=("x" * 201,)), "holds free text"),
        (LampLit(lamp="a", with_=["oil"]), "would read back as another act"),
        (LampLit(lamp="a", owner="me"), "would not read back"),
        (LampLit(lamp="a", times=1.5), "an act holds no float"),
    ],
)
def test_what_no_act_may_hold_is_refused_when_it_is_emitted(wrong: LampLit, why: str) -> None:
    with pytest.raises((NotRecordable, TypeError), match=why) as refused:
        check(wrong)
    assert "two words" not in str(refused.value)


def test_what_is_no_kind_is_not_recorded() -> None:
    class Nameless(LampLit):
        kind = "Lamp lit"

    with pytest.raises(NotRecordable, match=r"`kind` is app\.verb-in-the-past"):
        check(Nameless(lamp="a"))


@pytest.mark.parametrize("hint", [float, list[int], tuple[int, str], dict[int, str], bytes, LampLit])
def test_a_field_an_act_cannot_hold_is_named(hint: object) -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Odd(Act):
        kind: ClassVar[str] = "test.odd"
        field: hint  # type: ignore[valid-type]

    Odd.__annotations__["field"] = hint
    with pytest.raises(TypeError, match="an act cannot hold"):
        readers_of(Odd)


def test_two_kinds_never_share_a_name() -> None:
    assert known_kinds()["test.lamp-lit", 1] is LampLit

    class Shared(LampLit):
        """A form several kinds share is no kind of its own."""

    class Impostor(LampLit):
        kind = "test.lamp-lit"

    with pytest.raises(ValueError, match="two kinds of act"):
        known_kinds()
    del Impostor, Shared
    gc.collect()
    assert known_kinds()
