"""自上而下: a unit's duties (三定方案) held against its powers, and which of them likely belong together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.refusal import Refusal
from sunlit.kernel.text import bigrams

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

#: What names of powers and words of duties share whatever they are about.
_COMMON = re.compile(
    "行政|许可|处罚|强制|征收|征用|给付|检查|确认|奖励|裁决|备案|登记|审批|核发|负责|组织|实施|监督|管理|办理|工作|开展|有关|"
    "违反|违法|行为|的|和|对|与|及"
)
#: The share of what a power's name is about that a duty has to speak of.
_LIKELY = 0.6
#: How much two duties have to share (Dice) for one to follow the other.
_FOLLOWS = 0.5


class NoSuchDuty(Refusal):
    """The unit has no such duty, or no such power."""

    code: ClassVar[str] = "no-such-duty"
    words: ClassVar[str] = "没有这项职责或者职权，或者它不属于这个单位：三定方案可能已经更新，请重新打开页面。"


class DutyMet(Refusal):
    """Something corresponds to it by now."""

    code: ClassVar[str] = "duty-met"
    words: ClassVar[str] = "已经有对应的项，不需要再说明。"


class DutyAnswered(Refusal):
    """Somebody has answered it; the first answer stands."""

    code: ClassVar[str] = "duty-answered"
    words: ClassVar[str] = "这一项已经说明，理由见该项；如需更改，请先撤回。"


class DutyNotAnswered(Refusal):
    """There is no standing answer to take back."""

    code: ClassVar[str] = "duty-not-answered"
    words: ClassVar[str] = "这一项当前没有说明，或者已被他人撤回。"


def likely(duty: str, power: str) -> bool:
    """Whether a duty likely is what a power, by its name, is for: most of what the name is about stands in it.

    >>> likely("负责集市摊位和食品摊位的监督管理", "食品摊位登记")
    True
    >>> likely("征收公共场地占用费", "食品摊位登记")
    False
    """
    about = _pairs(power)
    return bool(about) and len(about & _pairs(duty)) >= _LIKELY * len(about)


def follower(before: str, among: Mapping[UUID, str]) -> UUID | None:
    """Of these duties by key, the one that says most nearly what a former one said; None where none does."""
    pairs = _pairs(before)
    found = ((_alike(pairs, _pairs(text)), key) for key, text in among.items())
    share, key = max(found, key=lambda one: one[0], default=(0.0, None))
    return key if share >= _FOLLOWS else None


def _alike(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _pairs(words: str) -> set[str]:
    return {pair for pair in bigrams(_COMMON.sub(" ", words)).split() if len(pair) > 1}
