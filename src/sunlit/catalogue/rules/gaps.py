"""逐条查阅有无遗漏: provisions that confer a power on a unit, and when one of them is a gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.refusal import Refusal
from sunlit.law.rules.bodies import Tier
from sunlit.law.rules.holders import may_be, tiers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, order=True)
class Provided:
    """Which provision of which law: law and version by their keys, the place, the type of power it confers."""

    law: str
    version: str
    article: int
    insert: int
    paragraph: int
    type: str

    @property
    def of_article(self) -> tuple[str, int, int]:
        """The article, as editions rest on it."""
        return (self.law, self.article, self.insert)


class NoSuchGap(Refusal):
    """The law as it stands confers no such power, or none on this unit."""

    code: ClassVar[str] = "no-such-gap"
    words: ClassVar[str] = "现行文本里没有这一条职权，或者它不属于这个单位：法规可能已有新版本，请重新打开页面。"


class GapClosed(Refusal):
    """A power rests on the provision by now."""

    code: ClassVar[str] = "gap-closed"
    words: ClassVar[str] = "已经有职权依据这一条，不再是遗漏。"


class GapAnswered(Refusal):
    """Somebody has answered it; the first answer stands."""

    code: ClassVar[str] = "gap-answered"
    words: ClassVar[str] = "这一条已经答复，理由见该条；如需更改，请先撤回。"


class GapNotAnswered(Refusal):
    """There is no standing answer to take back."""

    code: ClassVar[str] = "gap-not-answered"
    words: ClassVar[str] = "这一条当前没有答复，或者已被他人撤回。"


_NATION = frozenset({Tier.NATIONAL})


def concerns(unit_names: Iterable[str], body: str, others: Sequence[str]) -> bool:
    """Whether a provision is one for a unit.

    Args:
        unit_names: what the unit is and was called.
        body: the body the provision names; empty where it names none.
        others: the bodies that the provisions of the same law name. Where a provision names none, it is for the one
            most of them name below the national ones.
    """
    if body:
        return may_be(unit_names, body)
    named = [other for other in others if other and tiers_of(other) != _NATION]
    if not named:
        return False
    names = tuple(unit_names)
    return sum(may_be(names, other) for other in named) * 2 > len(named)
