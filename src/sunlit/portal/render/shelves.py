"""Finding without searching: what powers are called, which papers they ask for, whom they serve, in alphabetical order.

For pages frozen into files, where nothing can be typed: each list is cut by the first letter of its sound.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sunlit.noticeboard.store import reading
from sunlit.noticeboard.values import PublicPower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: Lists there are: names and aliases, papers, people served, codes.
SHELVES = ("name", "material", "served", "code")
#: Lines of one page.
PER_PAGE = 300
_OTHER = "0"
_LEADING = ("对于", "对")


@dataclass(frozen=True, slots=True)
class Line:
    """A word one can look under, and the power it leads to.

    Attributes:
        called: the power's name where the word is not that; of a sub-item the name of what it belongs to.
        order: the sound of each character.
    """

    word: str
    key: str
    called: str
    unit: str
    standing: str
    order: tuple[str, ...]

    @property
    def letter(self) -> str:
        """The letter it stands under: A to Z, 0 for what has none."""
        first = self.order[0][:1].upper()
        return first if first.isascii() and first.isalpha() else _OTHER

    @property
    def first(self) -> str:
        """The character it stands under."""
        return _sounded(self.word)[:1].upper()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its lines by first character; `number` of `last`."""

    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    number: int
    last: int


_Shelves = dict[str, dict[str, list[Line]]]
_made: OrderedDict[int, _Shelves] = OrderedDict()


def shelves() -> Mapping[str, Mapping[str, list[Line]]]:
    """Every list by its letters, for the present state of the board. Two statements, one where it is known."""
    stamp = reading.stamp()
    if stamp not in _made:
        _made.clear()
        _made[stamp] = {shelf: {} for shelf in SHELVES}
        for shelf, lines in _lines().items():
            for line in sorted(lines, key=lambda one: (one.order, one.word, one.called, one.unit, one.key)):
                _made[stamp][shelf].setdefault(line.letter, []).append(line)
    return _made[stamp]


def page(lines: list[Line], number: int) -> Page | None:
    """A page of a letter; None where there is none of the number."""
    last = max(1, -(-len(lines) // PER_PAGE))
    some = lines[(number - 1) * PER_PAGE : number * PER_PAGE]
    if not 1 <= number <= last:
        return None
    return Page(tuple((first, tuple(of)) for first, of in groupby(some, key=lambda line: line.first)), number, last)


def _lines() -> dict[str, list[Line]]:
    from pypinyin import lazy_pinyin  # its dictionary is large: only who needs it loads it

    out: dict[str, list[Line]] = {shelf: [] for shelf in SHELVES}
    sounds: dict[str, tuple[str, ...]] = {}
    powers = [(held.key, held.body) for held in reading.every("power") if isinstance(held.body, PublicPower)]
    names = {key: power.name for key, power in powers}
    for key, power in powers:
        above = names.get(power.parent, "")
        for shelf, word in dict.fromkeys(_words(power)):
            if word not in sounds:
                sounds[word] = tuple(lazy_pinyin(_sounded(word))) or ("",)
            called = above if (shelf, word) == ("name", power.name) else power.name
            out[shelf].append(Line(word, key, called, power.unit_name, power.standing, sounds[word]))
    return out


def _words(power: PublicPower) -> Iterator[tuple[str, str]]:
    yield "name", power.name
    yield from _told("name", power.aliases)
    yield from _told("code", (power.code, *power.codes))
    if power.standing in ("in-use", "suspended"):
        yield from _told("material", (m.name for m in power.materials))
        yield from _told("served", power.served)


def _told(shelf: str, words: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((shelf, word.strip()) for word in words if word.strip())


def _sounded(word: str) -> str:
    """Where a word stands in the alphabet: 对…的处罚 by what follows, or half the directory would stand under 对."""
    leading = next((w for w in _LEADING if word.startswith(w) and len(word) > len(w) + 2), "")
    return word[len(leading) :].lstrip("《〈“‘（( ")
