from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.kernel import clock
from sunlit.kernel.act import Act
from sunlit.kernel.actor import Actor
from sunlit.kernel.canonical import canonical_json, digest
from sunlit.kernel.ids import new_id
from sunlit.kernel.refusal import Refusal

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), plain, max_size=5))
def test_one_value_has_one_spelling(value: dict[str, object]) -> None:
    shuffled = dict(reversed(list(value.items())))

    assert canonical_json(value) == canonical_json(shuffled)
    assert digest(value) == digest(shuffled)


@pytest.mark.parametrize("value", [1.5, {1: 2}, {"a": [b"x"]}, object()])
def test_what_json_has_no_word_for_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="canonical JSON holds"):
        canonical_json(value)


def test_time_stands_still_when_it_is_told_to() -> None:
    moment = datetime(2026, 4, 25, 17, 0, tzinfo=UTC)

    with clock.frozen(moment):
        assert clock.now() == moment
        assert clock.today() == date(2026, 4, 26)  # one o'clock at night in Beijing
    assert clock.now() != moment


def test_identifiers_sort_by_age() -> None:
    with clock.frozen(datetime(2026, 1, 1, tzinfo=UTC)):
        older = new_id()
    with clock.frozen(datetime(2026, 1, 2, tzinfo=UTC)):
        newer = new_id()

    assert older < newer
    assert older.version == 7
    assert older.variant == "specified in RFC 4122"


def test_an_actor_is_named_by_identifiers_only() -> None:
    assert Actor.officer(post="p1", officer="o2").name == "post:p1/officer:o2"
    assert Actor.account("a3").name == "account:a3"
    assert Actor.system("cli").name == "system:cli"
    with pytest.raises(ValueError, match="not the name of an actor"):
        Actor("张三")


class TooEarly(Refusal):
    code = "too-early"
    words = "须在{day}之后办理。"


def test_a_refusal_says_why_in_one_sentence() -> None:
    refusal = TooEarly(day="2026-05-01")

    assert str(refusal) == "须在2026-05-01之后办理。"
    assert refusal.facts == {"day": "2026-05-01"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen(Act):
    kind: ClassVar[str] = "test.seen"
    thing: UUID
    on: date | None
    parts: tuple[int, ...]
    more: dict[str, object]

    @property
    def subject(self) -> str:
        return f"thing:{self.thing}"


def test_an_act_is_told_in_plain_values() -> None:
    thing = UUID(int=7)
    act = Seen(thing=thing, on=date(2026, 4, 30), parts=(1, 2), more={"ok": True, "no": None})

    assert act.subject == f"thing:{thing}"
    assert act.body() == {"thing": str(thing), "on": "2026-04-30", "parts": [1, 2], "more": {"ok": True, "no": None}}
    with pytest.raises(TypeError, match="an act holds no float"):
        Seen(thing=thing, on=None, parts=(), more={"x": 1.5}).body()
