"""What a row of a list can do to the catalogue, and when a list is not taken in."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import ClassVar

from sunlit.kernel.refusal import Refusal

LONGEST_NAME, LONGEST_CODE = 500, 80
_SHORT = 20
_CODE = re.compile(rf"[!-~]{{1,{LONGEST_CODE}}}")


def ending_of(decision: str) -> Ending | None:
    """What is decided, as it is said: keep (nothing), cancel, abolish.

    Raises:
        UnknownEnding.
    """
    if decision in ("", "keep"):
        return None
    try:
        return Ending(decision)
    except ValueError as error:
        raise UnknownEnding(decision=decision[:_SHORT]) from error


def is_code(text: str) -> bool:
    """Whether a cell of a list can be the code of a power, which the ledger names it by."""
    return _CODE.fullmatch(text) is not None


class Outcome(StrEnum):
    """What a row does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"
    ERROR = "error"

    @property
    def words(self) -> str:
        """As printed."""
        return _OUTCOMES[self.value]


_OUTCOMES = {"new": "新增", "changed": "有变化", "same": "无变化", "gone": "清单中没有", "error": "不能导入"}


class Ending(StrEnum):
    """What is decided of a power that is on record and not in the list; nothing: it stays."""

    CANCEL = "cancel"
    ABOLISH = "abolish"


class LoadingState(StrEnum):
    """Where a loading stands: handed in, in the worker's hands, previewed, ended."""

    WAITING = "waiting"
    READING = "reading"
    CHECKING = "checking"
    COMPARING = "comparing"
    FAILED = "failed"
    STAGED = "staged"
    COMMITTED = "committed"
    UNDONE = "undone"
    DROPPED = "dropped"

    @property
    def words(self) -> str:
        """As printed."""
        return _STATES[self.value]


_STATES = {
    "waiting": "等待读取", "reading": "正在读取清单", "checking": "正在对照法规", "comparing": "正在对照在案的职权",
    "failed": "未能完成", "staged": "待确认", "committed": "已导入", "undone": "已撤销", "dropped": "已放弃",
}  # fmt: skip
#: Handed in, and not yet previewed.
RUNNING = (LoadingState.WAITING, LoadingState.READING, LoadingState.CHECKING, LoadingState.COMPARING)


class MarkedSecret(Refusal):
    """A file, or a text, that bears a classification mark; what it says is not repeated."""

    code: ClassVar[str] = "marked-secret"
    words: ClassVar[str] = (
        "送来的内容带有国家秘密或者内部标志（规则：{rules}），没有保存。本系统不得存储、处理国家秘密，请走本单位的涉密渠道；"
        "确属误标的，由本单位保密工作机构去掉标志后再提交。"
    )


class UnknownScope(Refusal):
    """Not one of the three scopes of making public."""

    code: ClassVar[str] = "unknown-scope"
    words: ClassVar[str] = "“{scope}”不是公开范围。"


class NoSuchLoading(Refusal):
    """There is none, or none that one may know of."""

    code: ClassVar[str] = "no-such-loading"
    words: ClassVar[str] = "没有这次导入，或者您的岗位不能办理。"


class LoadingEnded(Refusal):
    """Somebody has ended it already, this way or that."""

    code: ClassVar[str] = "loading-ended"
    words: ClassVar[str] = "这次导入已经“{state}”，不能再这样办理。"


class ForRegistration(Refusal):
    """An officer's list is registered on their line of the roll, never past it."""

    code: ClassVar[str] = "loading-for-registration"
    words: ClassVar[str] = "这份清单是作为登记提交的，请在预览页面登记到名册。"


class OfAnotherPost(Refusal):
    """An officer registers what their own post exercises."""

    code: ClassVar[str] = "loading-of-another-post"
    words: ClassVar[str] = "“{name}”由别的岗位登记，整批没有登记。请从清单中去掉这一行，或者请登记人员登记。"


class RowsRefused(Refusal):
    """All or nothing: with one row that cannot be loaded, none is."""

    code: ClassVar[str] = "rows-refused"
    words: ClassVar[str] = (
        "有 {errors} 行不能导入、{unread} 行未读，整批没有导入。"
        "请改正工作簿后重新导入；未读的行确属注释的，可以选择略过。"
    )


class UnknownEnding(Refusal):
    """Neither to be kept, cancelled nor abolished."""

    code: ClassVar[str] = "unknown-ending"
    words: ClassVar[str] = "“{decision}”不是处置：可以保留、取消或者废止。"


class NothingGone(Refusal):
    """No power that is on record and not in the list was meant."""

    code: ClassVar[str] = "nothing-gone"
    words: ClassVar[str] = "没有选中清单中没有的、在案的职权。"


class NothingToLoad(Refusal):
    """No row does anything, and nothing is decided of what the list lacks."""

    code: ClassVar[str] = "nothing-to-load"
    words: ClassVar[str] = "清单与在案的职权没有差别，没有可导入的。"


class RecordMoved(Refusal):
    """Since the preview somebody has changed what it was compared with."""

    code: ClassVar[str] = "record-moved"
    words: ClassVar[str] = "预览之后，“{name}”已有变动，整批没有导入。请重新导入这份清单。"


class NothingFileable(Refusal):
    """None of the drafts of a loading can be put on record as it is."""

    code: ClassVar[str] = "nothing-fileable"
    words: ClassVar[str] = "没有可以备案的草稿：{left} 项须先改正，其余已经办完。"


class CannotUndo(Refusal):
    """A draft that was edited or filed since is somebody's work."""

    code: ClassVar[str] = "cannot-undo"
    words: ClassVar[str] = "“{name}”在导入之后已经编辑、备案或者公布，不能撤销这次导入。"
