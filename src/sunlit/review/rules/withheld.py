"""不公开项目: what its neutral placeholder must say, and by which classes it may be withheld."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date


class Exemption(StrEnum):
    """不公开类型 (政府信息公开条例第十四条至第十六条)."""

    STATE_SECRET = "state-secret"  # noqa: S105 - no password
    FORBIDDEN = "forbidden"
    STABILITY = "stability"
    TRADE = "trade-secret"
    PRIVACY = "privacy"
    INTERNAL = "internal"
    PROCESS = "process"

    @property
    def words(self) -> str:
        """As printed."""
        return _WORDS[self]


_WORDS = {
    Exemption.STATE_SECRET: "国家秘密",
    Exemption.FORBIDDEN: "法律、行政法规禁止公开",
    Exemption.STABILITY: "危及三安全一稳定",
    Exemption.TRADE: "商业秘密",
    Exemption.PRIVACY: "个人隐私",
    Exemption.INTERNAL: "内部事务信息",
    Exemption.PROCESS: "过程性信息",
}


class Ground(StrEnum):
    """Why an item is withheld no longer (保守国家秘密法第二十条; 政府信息公开条例第十八条)."""

    TERM_OVER = "term-over"
    CONDITION_MET = "condition-met"
    REASSESSED = "reassessed"

    @property
    def words(self) -> str:
        """As printed."""
        return _GROUNDS[self]


_GROUNDS = {
    Ground.TERM_OVER: "期限届满",
    Ground.CONDITION_MET: "解除条件已经具备",
    Ground.REASSESSED: "经评估可以公开",
}


class NoSuchItem(Refusal):
    """There is none, or none for this person."""

    code: ClassVar[str] = "no-such-withheld-item"
    words: ClassVar[str] = "没有这个不公开项目，请刷新登记簿再选。"


class ReleasedAlready(Refusal):
    """What was released is withheld no longer."""

    code: ClassVar[str] = "withheld-item-released"
    words: ClassVar[str] = "{number}已经解除，不用再评估；确需不公开的，请重新送审。"


class GroundUnknown(Refusal):
    """A release says why."""

    code: ClassVar[str] = "release-ground-unknown"
    words: ClassVar[str] = "请选择解除的原因：期限届满、解除条件已经具备或者经评估可以公开。"


class PlaceholderLacking(Refusal):
    """A placeholder says why, until when, who determined it, and when it is looked at again."""

    code: ClassVar[str] = "placeholder-lacking"
    words: ClassVar[str] = "登记不公开项目须填写{what}；只填中性说明，不得写入涉密内容。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """What is known of a withheld item: nothing of its content."""

    exemption: Exemption
    provision: str
    until: str
    determined_by: str
    next_review: date


def require_placeholder(placeholder: Placeholder | None, today: date) -> Placeholder:
    """Let pass one that says all it must.

    Raises:
        PlaceholderLacking.
    """
    if placeholder is None:
        raise PlaceholderLacking(what="不公开类型、依据、期限或者条件、确定人和下次评估日期")
    for value, words in (
        (placeholder.provision, "不公开依据"),
        (placeholder.until, "保密期限或者解密条件"),
        (placeholder.determined_by, "确定人（岗位）"),
    ):
        if not value.strip():
            raise PlaceholderLacking(what=words)
    require_next(placeholder.next_review, today)
    return placeholder


def require_next(next_review: date, today: date) -> None:
    """Let pass a day after today.

    Raises:
        PlaceholderLacking.
    """
    if next_review <= today:
        raise PlaceholderLacking(what="今天以后的下次评估日期")


def ground_of(code: str) -> Ground:
    """Why an item is released.

    Raises:
        GroundUnknown.
    """
    try:
        return Ground(code)
    except ValueError as error:
        raise GroundUnknown from error


def number_of(year: int, ordinal: int) -> str:
    """The number in the register: 不公开〔2026〕7号."""
    return f"不公开〔{year}〕{ordinal}号"


def number_key(number: str) -> tuple[int, ...]:
    """By what numbers of the register are put in order.

    >>> number_key("不公开〔2026〕7号") < number_key("不公开〔2026〕10号")
    True
    """
    return tuple(int(one) for one in re.findall("[0-9]+", number))
