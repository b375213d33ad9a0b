"""What somebody who is still typing may mean: powers, units and laws by how a name, an alias or its sound begins.

What it costs is bounded whatever is typed: of the powers only the first some thousand that the index finds are looked
at. So it may miss what a search finds; a search is what follows.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from sunlit.noticeboard.store import indexing, reading
from sunlit.noticeboard.store.sought import folded, spelled, terms_of
from sunlit.noticeboard.values import PublicUnit

if TYPE_CHECKING:
    from collections.abc import Iterable

Scope = Literal["", "powers", "units", "laws"]

#: How much of the index is looked at, how many powers are ranked, and how many of anything are suggested.
AMONG, RANKED, MOST = 5_000, 60, 9
_MOST_BESIDE = 2
_LONGEST = 40
_NOT = 3
_COUNTRY = "中华人民共和国"
_COLUMNS = ("key", "name", "pinyin", "ended")


@dataclass(frozen=True, slots=True)
class Meant:
    """One thing that may be meant.

    Attributes:
        key: of its record; of a law its id, without a version. `n`: how many powers are called so; the key is of one.
        said: the everyday or former name that was begun, where it is not the name; or what a sub-item belongs to.
        article: of a law, the article that is asked for, where one is.
    """

    kind: Literal["power", "unit", "law"]
    key: str
    name: str
    said: str = ""
    article: str = ""
    n: int = 1


@dataclass(frozen=True, slots=True)
class _Name:
    """A unit or law as it is compared."""

    kind: Literal["unit", "law"]
    key: str
    name: str
    names: tuple[str, ...]


_named: OrderedDict[int, tuple[_Name, ...]] = OrderedDict()


def suggest(typed: str, scope: Scope = "") -> tuple[Meant, ...]:
    """What may be meant by what was typed so far, the likeliest first. Six statements at most."""
    begun = folded(" ".join(typed.split()))[:_LONGEST]
    if not terms_of(begun):
        return ()
    if scope in ("units", "laws"):
        return called(begun, scope)[:MOST]
    named = called(begun) if scope != "powers" else ()
    beside = [one for kind in ("unit", "law") for one in [n for n in named if n.kind == kind][:_MOST_BESIDE]]
    return (*_powers(begun)[: MOST - len(beside)], *beside)


def _powers(begun: str) -> tuple[Meant, ...]:
    """Powers by name, those that begin so before those that have it somewhere, each name once. Three statements."""
    at, terms = indexing.position(), terms_of(begun)
    begins = f"({at('name')} = 1 OR {at('name')} > 0 OR {at('pinyin')} = 1 OR {at('pinyin')} > 0)"
    wanted = indexing.asked((begun,), text="name pinyin")
    rows = indexing.first_rows(_COLUMNS, wanted, begins, *(begun, f"\n{begun}") * 2, among=AMONG, limit=RANKED)
    within = f"({' AND '.join(at('name') + ' > 0' for _ in terms)} OR {at('pinyin')} > 0)"
    known = {row[0] for row in rows}
    more = indexing.first_rows(_COLUMNS, wanted, within, *terms, begun, among=AMONG, limit=RANKED)
    rows += [row for row in more if row[0] not in known]
    rows.sort(key=lambda row: _rank(begun, row[1].split("\n"), row[2], ended=bool(row[3])))
    lines = reading.lines("power", [row[0] for row in rows])
    out: dict[tuple[str, str], Meant] = {}
    for key, names, *_ in rows:
        if (line := lines.get(key)) is None:
            continue
        called = line.name, line.above
        if (same := out.get(called)) is not None:
            out[called] = replace(same, n=same.n + 1)
            continue
        official, *others = names.split("\n")
        said = "" if begun in official else next((name for name in others if begun in name), "")
        out[called] = Meant("power", key, line.name, said or line.above)
    return tuple(out.values())


def _rank(begun: str, names: list[str], pinyin: str, *, ended: bool) -> tuple[object, ...]:
    begins = [name.startswith(begun) for name in names]
    sounds = any(line.startswith(begun) for line in pinyin.split("\n"))
    how = 0 if begins[0] else 1 if any(begins) else 2 if sounds else 3
    return ended, how, len(names[0]), names[0]


def called(words: str, scope: Scope = "") -> tuple[Meant, ...]:
    """Every unit and law, or those of the scope, called by all of the words. One statement, three where it is new."""
    terms, whole = terms_of(words), folded("".join(words.split()))
    if not terms:
        return ()
    kinds = {"units": ("unit",), "laws": ("law",)}.get(scope, ("unit", "law"))
    ranked = [(_how(whole, terms, one.names), len(one.name), one.name, one) for one in _names() if one.kind in kinds]
    ranked.sort(key=lambda found: found[:3])
    return tuple(Meant(one.kind, one.key, one.name, _said(terms, one)) for how, *_, one in ranked if how < _NOT)


def _said(terms: tuple[str, ...], one: _Name) -> str:
    if all(term in one.names[0] for term in terms):
        return ""
    return next((name for name in one.names[1:] if all(term in name for term in terms)), "")


def _how(whole: str, terms: tuple[str, ...], names: tuple[str, ...]) -> int:
    """How well it is called so: it begins so, it sounds so, its names have it; `_NOT` where they do not."""
    if any(name.startswith(whole) for name in names):
        return 0
    if whole.isascii() and any(line.startswith(whole) for name in names for line in _sound(name)):
        return 1
    return 2 if all(any(term in name for name in names) for term in terms) else _NOT


@lru_cache(maxsize=8_192)
def _sound(name: str) -> tuple[str, ...]:
    return spelled(name)


def _names() -> tuple[_Name, ...]:
    """The units and laws of the present state of the board. One statement where it is known, else three."""
    stamp = reading.stamp()
    if stamp not in _named:
        units = [
            _Name("unit", h.key, h.body.name, _folded((h.body.name, h.body.short, *h.body.former)))
            for h in reading.every("unit")
            if isinstance(h.body, PublicUnit)
        ]
        titles = {row.key.partition("/")[0]: row.name for row in reading.listing("law").rows}
        laws = [_Name("law", key, name, _folded((name, name.removeprefix(_COUNTRY)))) for key, name in titles.items()]
        _named.clear()
        _named[stamp] = (*units, *laws)
    return _named[stamp]


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded(name) for name in names if name))
