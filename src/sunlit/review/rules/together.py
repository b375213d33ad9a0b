"""成批办理: what may be done to many steps at once, and what each wants done by itself."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from sunlit.kernel.refusal import Refusal
from sunlit.review.rules.judging import MustFixOpen

#: What is done while one waits; more is the worker's.
AT_ONCE = 20
MOST = 500
MOST_VIEWS = 12
_LONGEST_NAME = 20
_ALONE = frozenset({"first", "law", "secrecy"})
_PASSED = frozenset({"mandate", "report", "determine"})
_RETURNED = frozenset({"mandate", "determine"})


class BatchDeed(StrEnum):
    """What is done to each."""

    PASS = "pass"  # noqa: S105 - no password
    RETURN = "return"
    GIVE = "give"


class BatchState(StrEnum):
    """Where a batch stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"


class RowOutcome(StrEnum):
    """What came of a row: done, or told why not. Empty while it waits."""

    DONE = "done"
    TOLD = "told"


class NothingChosen(Refusal):
    """Something is done to what was chosen."""

    code: ClassVar[str] = "batch-nothing-chosen"
    words: ClassVar[str] = "请先选中要办理的事项。"


class TooManyChosen(Refusal):
    """So much at once cannot be answered for."""

    code: ClassVar[str] = "batch-too-many"
    words: ClassVar[str] = "一次最多办理 {most} 项，请分几次。"


class NoSuchBatch(Refusal):
    """There is none, or none of this officer's."""

    code: ClassVar[str] = "no-such-batch"
    words: ClassVar[str] = "没有这次成批办理，或者不是您办理的。"


class OneByOne(Refusal):
    """法制初审, 合法性审查 and 保密审查 are given one by one, never to many at once."""

    code: ClassVar[str] = "batch-one-by-one"
    words: ClassVar[str] = "“{name}”的{step}须逐项出具意见，不能成批办理。"


class NotTogether(Refusal):
    """A step that has a page of its own for this."""

    code: ClassVar[str] = "batch-not-together"
    words: ClassVar[str] = "“{name}”的{step}不能这样成批办理，请打开逐项办理。"


class NotOpened(Refusal):
    """Nobody passes what they have not seen in its present words."""

    code: ClassVar[str] = "batch-not-opened"
    words: ClassVar[str] = "“{name}”您还没有打开看过，或者看过之后又改过；看过才能成批通过。"


class NotAgreed(Refusal):
    """Where the three opinions do not agree, the office decides by itself and says why."""

    code: ClassVar[str] = "batch-not-agreed"
    words: ClassVar[str] = "“{name}”的会审意见不是一致通过，须逐项审查确定。"


class NoLongerWaiting(Refusal):
    """It was done meanwhile, or is somebody else's now."""

    code: ClassVar[str] = "batch-no-longer-waiting"
    words: ClassVar[str] = "“{name}”已不在您的待办中，可能已由他人办理。"


class NoViewName(Refusal):
    """A view is kept under a name."""

    code: ClassVar[str] = "view-no-name"
    words: ClassVar[str] = "请给常用视图起一个名称，不超过 {most} 个字。"


class TooManyViews(Refusal):
    """So many tabs nobody reads."""

    code: ClassVar[str] = "view-too-many"
    words: ClassVar[str] = "常用视图最多 {most} 个，请先删去不用的。"


class NoSuchView(Refusal):
    """There is none of this officer's."""

    code: ClassVar[str] = "no-such-view"
    words: ClassVar[str] = "没有这个常用视图。"


def require_together(deed: BatchDeed, node: str, step: str, name: str) -> None:
    """Let pass a step of which this may be done to many at once. Passing on may be done to every one.

    Raises:
        OneByOne, NotTogether.
    """
    if deed is BatchDeed.GIVE:
        return
    if node in _ALONE:
        raise OneByOne(name=name, step=step)
    if node not in (_PASSED if deed is BatchDeed.PASS else _RETURNED):
        raise NotTogether(name=name, step=step)


def require_passable(node: str, name: str, *, opened: bool, must: int, agreed: bool) -> None:
    """Let pass what may be passed unread no more: opened in its present words, nothing to be put right, agreed upon.

    Raises:
        NotOpened, MustFixOpen, NotAgreed.
    """
    if not opened:
        raise NotOpened(name=name)
    if must:
        raise MustFixOpen(name=name, count=must)
    if node == "determine" and not agreed:
        raise NotAgreed(name=name)


def view_name(name: str) -> str:
    """`name`, trimmed, if a view may be called so.

    Raises:
        NoViewName.
    """
    told = " ".join(name.split())
    if not told or len(told) > _LONGEST_NAME:
        raise NoViewName(most=_LONGEST_NAME)
    return told
