"""The numbers powers have on paper: 1, 2, and 2.1 for a sub-item that stands under its item."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sunlit.publication.values import Entry


class Numbered(NamedTuple):
    """A power with its number; `depth` is 0 for an item, 1 for its sub-item."""

    number: str
    depth: int
    entry: Entry


def numbered(entries: Iterable[Entry]) -> Iterator[Numbered]:
    """The powers in their order. A sub-item whose item is not before it counts as an item."""
    last: dict[str, int] = {}
    numbers: dict[str, Numbered] = {}
    for entry in entries:
        above = numbers.get(entry.power.parent)
        key = entry.power.parent if above else ""
        last[key] = last.get(key, 0) + 1
        number = f"{above.number}.{last[key]}" if above else str(last[key])
        numbers[entry.key] = Numbered(number, above.depth + 1 if above else 0, entry)
        yield numbers[entry.key]
