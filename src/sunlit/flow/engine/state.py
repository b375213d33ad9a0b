"""Where a run stands: plain, small, to JSON and back at every step."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Token(NamedTuple):
    """One open step.

    Attributes:
        id: unique in its run, never used again.
        reminded: its term has passed and the side branch has begun.
        side: it belongs to a side branch: the run may end over its head.
    """

    id: int
    node: str
    reminded: bool = False
    side: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """Where a run stands.

    Attributes:
        tokens: the open steps, oldest first.
        arrived: at which joins tokens wait for others: (node, place of the edge among those into it, side) → how many.
        facts: what is known of the case.
        outcomes: of the ends reached; a sound flow gives one.
        suspended: the special procedure it stands still under; empty if it runs.
        serial: id of the last token.
    """

    tokens: tuple[Token, ...] = ()
    arrived: Mapping[tuple[str, int, bool], int] = field(default_factory=dict)
    facts: Mapping[str, bool | int | str] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    suspended: str = ""
    serial: int = 0

    @property
    def ended(self) -> bool:
        """Whether no step is open and none will be."""
        return not self.tokens

    @property
    def stuck(self) -> bool:
        """Whether tokens wait at a join for others that will never come. A sound flow never does."""
        return not self.tokens and any(not side for _, _, side in self.arrived)

    def token(self, token_id: int) -> Token | None:
        """The open step of this id."""
        return next((token for token in self.tokens if token.id == token_id), None)

    def at(self, node: str) -> tuple[Token, ...]:
        """The open tokens at a node."""
        return tuple(token for token in self.tokens if token.node == node)

    def to_json(self) -> str:
        """As text that `from_json` reads back."""
        return json.dumps(
            {
                "tokens": self.tokens,
                "arrived": [[*key, count] for key, count in self.arrived.items()],
                "facts": dict(self.facts),
                "outcomes": self.outcomes,
                "suspended": self.suspended,
                "serial": self.serial,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> State:
        """The state that `to_json` wrote."""
        told = json.loads(text)
        return cls(
            tokens=tuple(Token(*token) for token in told["tokens"]),
            arrived={(node, edge, side): count for node, edge, side, count in told["arrived"]},
            facts=told["facts"],
            outcomes=tuple(told["outcomes"]),
            suspended=told["suspended"],
            serial=told["serial"],
        )
