"""What a clearing came to, as the shares of one bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A share below this, in percent of the bar, is too narrow for its number to stand in it.
NARROWEST = 6.0


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a bar: what, how many, how much of all.

    Attributes:
        percent: as it is told, "<1" where it would round to nothing.
        start, width, middle: in percent of the bar, as SVG takes them. said: whether its number has room in it.
    """

    what: str
    n: int
    percent: str
    start: str
    width: str
    middle: str
    said: bool


def shares(counts: Sequence[tuple[str, int]]) -> tuple[Share, ...]:
    """The parts of a bar in their order; together they fill it."""
    total = sum(n for _, n in counts)
    out, before = [], 0
    for what, n in counts:
        start, width = 100 * before / total, 100 * n / total
        told = f"{width:.0f}" if width >= 1 else "<1"
        out.append(
            Share(what, n, told, f"{start:.3f}%", f"{width:.3f}%", f"{start + width / 2:.3f}%", width >= NARROWEST)
        )
        before += n
    return tuple(out)
