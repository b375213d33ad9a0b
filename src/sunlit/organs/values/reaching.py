"""Whom something is for: an officer, whoever holds a post, whoever has a function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.organs.rules.bodies import Function


@dataclass(frozen=True, slots=True)
class Addressee:
    """One officer, the holders of one post, or the holders of every post with a function.

    Attributes:
        unit: for which unit the function is held: by its own posts, or, of what a county's offices do for the county,
            by theirs. None for what the city's own offices do for all; of other functions, for every unit's.
    """

    officer: UUID | None = None
    post: UUID | None = None
    function: Function | None = None
    unit: UUID | None = None

    def __post_init__(self) -> None:
        if sum(one is not None for one in (self.officer, self.post, self.function)) != 1:
            message = "an addressee is an officer, a post or a function"
            raise ValueError(message)
