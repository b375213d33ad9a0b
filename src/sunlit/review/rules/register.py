"""涉密的不公开项目目录: when an item is to be looked at again, and what a city's own form of it must have.

Source: 政府信息公开条例 (2019) 第十八条 asks for a periodic look at what is withheld; how long before is a choice.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date

    from sunlit.review.values.withheld import Looking

#: How long before its day a reassessment counts as near.
NEAR = timedelta(days=30)


class FormUnreadable(Refusal):
    """What the city put there as its form is no Word document or workbook."""

    code: ClassVar[str] = "withheld-form-unreadable"
    words: ClassVar[str] = "“{file}”不是 Word 文档或者 Excel 工作簿，打不开；请从空白式样改起，另存为同样的格式。"


class FormWithoutRow(Refusal):
    """A form has one row of marks, which is repeated for each item."""

    code: ClassVar[str] = "withheld-form-without-row"
    words: ClassVar[str] = "“{file}”里没有逐项填写的那一行，请保留空白式样表中带“{mark}”等标记的一行。"


class MarkUnknown(Refusal):
    """A mark nothing is known to stand for."""

    code: ClassVar[str] = "withheld-mark-unknown"
    words: ClassVar[str] = "“{file}”里有不认识的标记“{mark}”，请改为空白式样里有的标记。"


def looking(next_review: date, today: date, *, released: bool) -> Looking:
    """Whether an item is to be looked at again."""
    if released:
        return "released"
    if next_review < today:
        return "over"
    return "soon" if next_review <= today + NEAR else "later"
