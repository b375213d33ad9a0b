"""Order of bases by legal effect (立法法 2023 第九十八条至第一百零六条), as a list of powers should give them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.law.rules.bodies import Tier
from sunlit.law.rules.kinds import Band, Kind, band_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Basis:
    """A text as a basis: what it is, which tier made it, and its first day in force if known."""

    kind: Kind
    tier: Tier = Tier.UNKNOWN
    effective: date | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """How a row of bases stands.

    Attributes:
        kept: no text stands before one that binds more.
        misplaced: pairs of positions (earlier, later) where the later text binds more.
        needs_ruling: pairs of positions between which the law fixes no rank: either order stands, a conflict is
            ruled by the State Council or the Standing Committee (立法法第一百零六条).
    """

    kept: bool
    misplaced: tuple[tuple[int, int], ...]
    needs_ruling: tuple[tuple[int, int], ...]


def order_key(kind: Kind, issuer_level: Tier, effective: date | None) -> tuple[int, int, int]:
    """A key to sort bases for display: by band, then by the tier that made them, then newer first; undated ones last.

    Within it nothing stands before a text that `precedes` it. Where the law fixes no rank, the key still gives one
    order, so that a page looks the same every time; it is no statement of effect.
    """
    return (band_of(kind), issuer_level, -(effective.toordinal() if effective else 0))


def precedes(first: Basis, second: Basis) -> bool:
    """Whether `first` has the higher effect and so belongs before `second`.

    立法法（2023）: 宪法 (第九十八条) > 法律 > 行政法规 (第九十九条) > 地方性法规、规章; 地方性法规 > 本级和下级政府
    规章 (第一百条第一款); a province's 规章 > its cities' (第二款), a province's 地方性法规 > its cities'
    (第八十一条第一款); 部门规章 are equal among themselves and with 地方政府规章 (第一百零二条). 规范性文件 come last,
    by tier. False also where the law fixes no rank, or the kind or tier is not known.
    """
    a, b = band_of(first.kind), band_of(second.kind)
    if Band.UNKNOWN in (a, b) or needs_ruling(first, second):
        return False
    if a != b:
        if {first.kind, second.kind} == {Kind.LOCAL_REGULATION, Kind.LOCAL_RULE}:
            return first.kind is Kind.LOCAL_REGULATION and _not_below(first.tier, second.tier)
        return a < b
    if a not in (Band.LOCAL_REGULATION, Band.RULE, Band.NORMATIVE_DOCUMENT):
        return False
    if Kind.DEPARTMENT_RULE in (first.kind, second.kind) or Tier.UNKNOWN in (first.tier, second.tier):
        return False
    return first.tier < second.tier


def needs_ruling(first: Basis, second: Basis) -> bool:
    """Whether the law leaves the rank of two texts to a ruling, should they conflict.

    地方性法规 against 部门规章 (立法法第一百零六条第二项); a city's 地方性法规 against its province's 政府规章, where
    the provincial standing committee decides (第八十一条第二款). A 部门规章 against another 规章 is equal, not open.
    """
    for one, other in ((first, second), (second, first)):
        if one.kind is Kind.LOCAL_REGULATION:
            if other.kind is Kind.DEPARTMENT_RULE:
                return True
            if other.kind is Kind.LOCAL_RULE and (one.tier, other.tier) == (Tier.CITY, Tier.PROVINCE):
                return True
    return False


def in_order(bases: Sequence[Basis]) -> Order:
    """Whether bases stand by legal effect, and where not.

    Age alone never puts them out of order: 新法优于旧法 (立法法第一百零三条) settles a conflict, not a sequence.
    """
    pairs = [(i, j) for j in range(len(bases)) for i in range(j)]
    misplaced = tuple((i, j) for i, j in pairs if precedes(bases[j], bases[i]))
    ruling = tuple((i, j) for i, j in pairs if needs_ruling(bases[i], bases[j]))
    return Order(not misplaced, misplaced, ruling)


def _not_below(regulation: Tier, rule: Tier) -> bool:
    """Whether a 地方性法规 of one tier surely stands at or above a 政府规章 of the other."""
    if regulation is Tier.UNKNOWN:
        return rule in (Tier.CITY, Tier.COUNTY)  # at the least a city makes 地方性法规
    return regulation <= (Tier.PROVINCE if rule is Tier.UNKNOWN else rule)
