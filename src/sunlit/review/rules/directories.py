"""整体审核: a county's directory as one batch, judged by a sample that anybody can draw again (plan, chapter two (三)).

The list is frozen, then a seed is made by chance; both go on record in one act. Within a unit and a type the items
stand in the order of SHA-256 over seed and key, which nobody can choose, and the first of them are taken. How large the
sample is, is no statute's: a city says so each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Percent of each unit's items of a type; at least so many of each unit; percent of faults beyond which it widens.
SHARE, LEAST, LIMIT = 20, 3, 10
_WHOLE = 100
_MOST_OF_A_UNIT = 50


class Chosen(StrEnum):
    """How an item came to be judged: 抽中, or 重点抽查."""

    DRAWN = "drawn"
    ADDED = "added"


class ItemVerdict(StrEnum):
    """What an item comes to."""

    PASS = "pass"  # noqa: S105 - no password
    FIX = "fix"


class Conclusion(StrEnum):
    """What comes of the whole."""

    ACCEPTED = "accepted"
    PARTLY = "partly-returned"
    RETURNED = "returned"
    CALLED_OFF = "called-off"

    @property
    def words(self) -> str:
        """As printed."""
        return _CONCLUSIONS[self]


_CONCLUSIONS = {
    Conclusion.ACCEPTED: "准予备案",
    Conclusion.PARTLY: "部分退回",
    Conclusion.RETURNED: "整体退回",
    Conclusion.CALLED_OFF: "撤销审核",
}


class Hindrance(StrEnum):
    """Why it may not be concluded so."""

    UNJUDGED = "unjudged"
    FAULTY = "faulty"
    FAULTLESS = "faultless"
    OVER = "over"
    NOT_OVER = "not-over"

    @property
    def words(self) -> str:
        """As printed."""
        return _HINDRANCES[self]


_HINDRANCES = {
    Hindrance.UNJUDGED: "还有抽中的职权没有判定。",
    Hindrance.FAULTY: "有须改的职权，请部分退回。",
    Hindrance.FAULTLESS: "没有须改的职权，请准予备案。",
    Hindrance.OVER: "错误率超过上限，请扩大抽查，或者整体退回。",
    Hindrance.NOT_OVER: "抽中的错误率没有超过上限。",
}


class NoSuchDirectory(Refusal):
    """There is none, or none that one may know of."""

    code: ClassVar[str] = "no-such-directory-review"
    words: ClassVar[str] = "没有这次整体审核，或者您的岗位不能办理。"


class NotACounty(Refusal):
    """A directory that is judged whole is that of a county's government."""

    code: ClassVar[str] = "directory-of-no-county"
    words: ClassVar[str] = "整体审核的是县区政府的职权目录，请选择县区政府。"


class DirectoryRunning(Refusal):
    """A county's directory is judged once at a time."""

    code: ClassVar[str] = "directory-review-running"
    words: ClassVar[str] = "{county}的目录正在整体审核，请办结以后再开始下一次。"


class NothingNew(Refusal):
    """There is nothing to judge."""

    code: ClassVar[str] = "directory-nothing-new"
    words: ClassVar[str] = "{county}没有需要审核的在案职权：还没有备案的，或者上次审核以后没有变化；要重审，请选全部。"


class NothingOfThese(Refusal):
    """Nothing of what was registered there is on record in the county yet."""

    code: ClassVar[str] = "directory-nothing-of-these"
    words: ClassVar[str] = "这次清理的职权，{county}还没有一项备案，备案以后才能整体审核。"


class SampleUnfit(Refusal):
    """A sample of nothing, or a rule nobody could keep."""

    code: ClassVar[str] = "directory-sample-unfit"
    words: ClassVar[str] = "抽查比例应为 1% 至 100%，每单位至少 1 至 {most} 项，错误率上限为 0 至 99%，请改正后再提交。"


class DirectoryOver(Refusal):
    """What is concluded is judged no further."""

    code: ClassVar[str] = "directory-review-over"
    words: ClassVar[str] = "这次整体审核已经办结，请刷新页面查看结论。"


class NotChosen(Refusal):
    """Only what was drawn or added is judged."""

    code: ClassVar[str] = "directory-item-not-chosen"
    words: ClassVar[str] = "“{name}”没有被抽中；要审查，请先作为重点抽查加入。"


class NoneToAdd(Refusal):
    """What is added was not chosen yet, and is of this list."""

    code: ClassVar[str] = "directory-none-to-add"
    words: ClassVar[str] = "请选择还没有被抽中的职权。"


class WholeDrawn(Refusal):
    """There is nothing left to draw."""

    code: ClassVar[str] = "directory-whole-drawn"
    words: ClassVar[str] = "目录已经全部抽中，不能再扩大。"


class ItemGone(Refusal):
    """What has ceased since is not judged."""

    code: ClassVar[str] = "directory-item-gone"
    words: ClassVar[str] = "“{name}”已不在目录中，不需要审查。"


class ItemReworded(Refusal):
    """What was read is not what is on record any more."""

    code: ClassVar[str] = "directory-item-reworded"
    words: ClassVar[str] = "“{name}”刚刚有了新的版次，请刷新看过后再判定。"


class ItemJudged(Refusal):
    """Of two who judge at once, the second is told; and nobody but the office overrules another."""

    code: ClassVar[str] = "directory-item-judged"
    words: ClassVar[str] = "“{name}”已由他人判定，请刷新后查看；要改判，请与市政务公开办联系。"


class FaultUnsaid(Refusal):
    """What must be fixed is said."""

    code: ClassVar[str] = "directory-fault-unsaid"
    words: ClassVar[str] = "判定须改的，须写明哪里要改、依据什么。"


class WhyUnsaid(Refusal):
    """Why an item was added, why it ends so."""

    code: ClassVar[str] = "directory-reason-unsaid"
    words: ClassVar[str] = "请写明理由。"


class NotConcludable(Refusal):
    """What was found does not allow this conclusion."""

    code: ClassVar[str] = "directory-not-concludable"
    words: ClassVar[str] = "现在不能作“{conclusion}”的结论。{why}"


@dataclass(frozen=True, slots=True)
class Drawable:
    """An item of a frozen list, as the lot sees it."""

    key: str
    unit: str
    type: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How far it has come, of the items still on record.

    Attributes:
        total: of the list. chosen: to be judged. judged, faulty: of those, with a judgement that holds.
        drawn, drawn_faulty: of those, by lot: what was added for a reason says nothing about the rest.
    """

    total: int
    chosen: int
    judged: int
    faulty: int
    drawn: int
    drawn_faulty: int

    @property
    def done(self) -> bool:
        """Whether all that was chosen is judged."""
        return self.judged == self.chosen

    @property
    def whole(self) -> bool:
        """Whether all of the list is chosen."""
        return self.chosen == self.total

    def over(self, limit: int) -> bool:
        """Whether more than `limit` percent of what was drawn is faulty."""
        return self.drawn_faulty * _WHOLE > self.drawn * limit


def require_sample(share: int, least: int, limit: int) -> None:
    """Let pass a rule that a sample can be drawn by.

    Raises:
        SampleUnfit.
    """
    if not (1 <= share <= _WHOLE and 1 <= least <= _MOST_OF_A_UNIT and 0 <= limit < _WHOLE):
        raise SampleUnfit(most=_MOST_OF_A_UNIT)


def draw(rows: Iterable[Drawable], seed: str, *, share: int, least: int) -> frozenset[str]:
    """The keys that are drawn: of each unit and type at least `share` percent, rounded up, so one at the least.

    Where that comes to fewer than `least` of a unit, the percentage is raised for this unit until it does not. The
    order of the rows does not matter, and a larger share, or a larger least, draws the same and more.
    """
    units: dict[str, dict[str, list[Drawable]]] = {}
    for row in rows:
        units.setdefault(row.unit, {}).setdefault(row.type, []).append(row)
    taken: set[str] = set()
    for types in units.values():
        percent = _percent([len(some) for some in types.values()], share, least)
        for some in types.values():
            some.sort(key=lambda row: lot(seed, row.key))
            taken.update(row.key for row in some[: size_of(len(some), percent)])
    return frozenset(taken)


def lot(seed: str, key: str) -> str:
    """Where a key stands in the order of a seed: SHA-256 of `seed:key`, in hexadecimal."""
    return sha256(f"{seed}:{key}".encode()).hexdigest()


def size_of(count: int, percent: int) -> int:
    """How many of so many are drawn: `percent` of them, rounded up."""
    return -(-count * percent // _WHOLE)


def wider(share: int) -> int:
    """The share that a sample is widened to: twice as much, and at the most all.

    Raises:
        WholeDrawn.
    """
    if share >= _WHOLE:
        raise WholeDrawn
    return min(_WHOLE, share * 2)


def require_verdict(verdict: ItemVerdict, text: str) -> None:
    """Let pass a judgement that says what must be fixed.

    Raises:
        FaultUnsaid.
    """
    if verdict is ItemVerdict.FIX and not text.strip():
        raise FaultUnsaid


def conclusions(tally: Tally, limit: int) -> tuple[Conclusion, ...]:
    """What it may be concluded with, as far as it has come."""
    return tuple(one for one in Conclusion if not why_not(one, tally, limit))


def why_not(conclusion: Conclusion, tally: Tally, limit: int) -> Hindrance | None:
    """Why it may not be concluded so; None where it may."""
    over = tally.over(limit)
    if conclusion is Conclusion.CALLED_OFF:
        return None
    if conclusion is Conclusion.RETURNED:
        return None if over else Hindrance.NOT_OVER
    if not tally.done:
        return Hindrance.UNJUDGED
    if conclusion is Conclusion.ACCEPTED:
        return Hindrance.FAULTY if tally.faulty else None
    if not tally.faulty:
        return Hindrance.FAULTLESS
    return Hindrance.OVER if over and not tally.whole else None


def require_conclusion(conclusion: Conclusion, tally: Tally, limit: int) -> None:
    """Let pass a conclusion that what was found allows.

    Raises:
        NotConcludable.
    """
    if why := why_not(conclusion, tally, limit):
        raise NotConcludable(conclusion=conclusion.words, why=why.words)


def _percent(counts: list[int], share: int, least: int) -> int:
    wanted = min(least, sum(counts))
    return next(p for p in range(share, _WHOLE + 1) if sum(size_of(count, p) for count in counts) >= wanted)
