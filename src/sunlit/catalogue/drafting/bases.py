"""From what a basis cell cites to the bases of an edition, tied to the library where it holds them, by legal effect."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sunlit.catalogue.values import Basis
from sunlit.kernel.text import words_only
from sunlit.law.citations import read_basis
from sunlit.law.rules import Basis as Ranked
from sunlit.law.rules import Kind, Tier, in_order, level_of, order_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sunlit.law.shelf import Shelf
    from sunlit.law.values import Citation, Resolution

#: What the class of a basis is called in a list.
KIND_WORDS = {
    Kind.CONSTITUTION: "宪法", Kind.STATUTE: "法律", Kind.REGULATION: "行政法规",
    Kind.STATE_COUNCIL_DECISION: "国务院决定", Kind.LOCAL_REGULATION: "地方性法规", Kind.DEPARTMENT_RULE: "部门规章",
    Kind.LOCAL_RULE: "地方政府规章", Kind.NORMATIVE_DOCUMENT: "规范性文件",
}  # fmt: skip
_BY_WORDS = {words: kind for kind, words in KIND_WORDS.items()} | {"政府规章": Kind.LOCAL_RULE}


@dataclass(frozen=True, slots=True)
class _Found:
    basis: Basis
    rank: Ranked


def bases_of(
    citations: Sequence[Citation], shelf: Shelf | None = None, on: date | None = None
) -> tuple[Basis, ...]:
    """One basis for each place cited, by legal effect; in written order where that already keeps it.

    Words the list quotes stay as the list has them; where it quotes none, the held text of the day is taken.
    """
    found = [one for citation in citations for one in _of(citation, shelf, on)]
    if not in_order([f.rank for f in found]).kept:
        found.sort(key=lambda f: order_key(f.rank.kind, f.rank.tier, None))
    return tuple(dict.fromkeys(f.basis for f in found))


def tied(
    bases: Sequence[Basis], settled: Sequence[bool], shelf: Shelf | None = None, on: date | None = None
) -> tuple[Basis, ...]:
    """Bases written out one by one: those not settled tied to the library, and all then in order of legal effect.

    Where all are settled they stay as they are.
    """
    if all(settled):
        return tuple(bases)
    found = [
        _Found(basis, Ranked(kind := _BY_WORDS.get(basis.kind, Kind.UNKNOWN), _tier(kind, basis.title)))
        if done
        else _written(basis, shelf, on)
        for basis, done in zip(bases, settled, strict=True)
    ]
    if not in_order([f.rank for f in found]).kept:
        found.sort(key=lambda f: order_key(f.rank.kind, f.rank.tier, None))
    return tuple(f.basis for f in found)


def _written(basis: Basis, shelf: Shelf | None, on: date | None) -> _Found:
    """A basis somebody wrote: what the library knows of it, the words they gave before those it holds."""
    title = basis.title.strip().removeprefix("《").removesuffix("》")
    tag = f"【{basis.kind}】" if basis.kind else ""
    cited = read_basis(f"{tag}《{title}》{basis.article}")
    read = [one for citation in cited for one in _of(citation, shelf, on)]
    if len(read) != 1:  # not one place: left as written, for the checks to speak of
        kind = _BY_WORDS.get(basis.kind, Kind.UNKNOWN)
        return _Found(replace(basis, title=title), Ranked(kind, _tier(kind, title)))
    known = read[0].basis
    meant = replace(
        known, text=basis.text or known.text, kind=known.kind or basis.kind, dated=known.dated or basis.dated,
        article=known.article or basis.article,
    )  # fmt: skip
    return _Found(meant, read[0].rank)


def _of(citation: Citation, shelf: Shelf | None, on: date | None) -> list[_Found]:
    resolved: Sequence[Resolution | None] = [None] * max(1, len(citation.places))
    if shelf is not None and on is not None:
        resolved = shelf.resolve_all(citation, on)
    places: Sequence[object] = citation.places or [citation.article]
    if len(places) != len(resolved):
        resolved = [resolved[0]] * len(places)
    out = []
    for n, (place, told) in enumerate(zip(places, resolved, strict=True)):
        words = citation.text if n == 0 else ""
        out.append(_one(citation, str(place), words, told))
    return out


def _one(citation: Citation, article: str, words: str, told: Resolution | None) -> _Found:
    law = told.law if told else None
    version = told.version if told else None
    kind = law.kind if law else _BY_WORDS.get(citation.tag, Kind.UNKNOWN)
    basis = Basis(
        title=law.title if law else citation.title,
        article=article,
        text=words or (told.text if told else ""),
        kind=KIND_WORDS.get(kind, citation.tag),
        law=law.key if law else "",
        version=version.key if version else "",
        dated=(version.dated if version else None) or citation.edition_date,
    )
    return _Found(basis, Ranked(kind, level_of(law.issuer) if law and law.issuer else _tier(kind, citation.title)))


def _tier(kind: Kind, title: str) -> Tier:
    return level_of(title) if kind in _LOCAL else Tier.UNKNOWN


_LOCAL = frozenset((Kind.LOCAL_REGULATION, Kind.LOCAL_RULE, Kind.NORMATIVE_DOCUMENT))
#: What may stand in a basis cell beside what it cites, without saying anything of its own.
_CONNECTING = re.compile(
    r"依据|根据|规定|如下|之|以及|及|和|与|等|法律|行政法规|地方性法规|法规|部门规章|政府规章|地方政府规章|规章|规范性文件|"
    r"其他|第|[一二三四五六七八九十\d]+|条|款|项|的|无"
)


def untold(cell: str, citations: Sequence[Citation]) -> bool:
    """Whether a basis cell has words that are in none of its citations: they must be kept beside them."""
    if not citations:
        return True
    rest = words_only(cell)
    parts = [words_only(p) for c in citations for p in (c.text, c.title, c.edition, c.article, c.tag)]
    for part in sorted(filter(None, parts), key=len, reverse=True):
        rest = rest.replace(part, "")
    return bool(_CONNECTING.sub("", rest))
