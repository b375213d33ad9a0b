"""自上而下 in the middle of it: most of a department's powers correspond to its duties, some wait, one is explained.

And one duty that is worded anew while a power that does it is judged: the review is told, and the task comes after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands, queries
from sunlit.demo.organs import ORGANS_FILE
from sunlit.kernel.actor import Actor
from sunlit.organs import commands as organs
from sunlit.organs import queries as organs_seen
from sunlit.organs.values import Viewer
from sunlit.organs.workbook import Book, Line, read_book, write_book

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.demo.directory import Told

_ME, _EYES = Actor.system("demo"), Viewer.system("demo")
#: A duty of 城东区集市管理局, before and after its 三定方案 was amended.
_BEFORE, _AFTER = "负责本区食品摊位登记", "负责本区食品摊位的登记、变更和注销登记"
#: What the powers of a duty are called or are, by a word of the duty.
_DONE_BY = {"查处": ("penalty", "coercion"), "征收": ("levy",), "街头演出": ("街头",)}
_REASON = "奖励由市政府作出，本局只承担评选的具体工作，已建议在三定方案中写明。"


def meet(told: Told) -> None:
    """Let the markets' registrar say which powers do its duties, and why one stands without."""
    unit, by = told.units["MARKETS"].id, told.registrar("MARKETS")
    matrix = queries.duty_matrix(_EYES, unit)
    left = {one.id: one for one in matrix.powers if one.state == "open"}
    for duty in matrix.duties:
        signs = next((of for word, of in _DONE_BY.items() if word in duty.seen.text), ())
        done = [one.id for one in left.values() if one.type in signs or any(sign in one.name for sign in signs)]
        if done:
            commands.link_duty(unit, duty.seen.id, done, by=by)
        for one in done:
            del left[one]
    award = next(one for one in left.values() if one.type == "award")
    commands.answer_duty(unit, power=award.id, reason=_REASON, by=by)


def amend(told: Told, power: UUID) -> None:
    """Let a duty be worded anew that a power does which is judged just now."""
    unit = told.units["EASTMARKETS"].id
    duty = next(one.seen.id for one in queries.duty_matrix(_EYES, unit).duties if one.seen.text == _BEFORE)
    commands.link_duty(unit, duty, [power], by=told.registrar("EASTMARKETS"))
    book, _ = read_book(organs_seen.organs_workbook(_EYES))
    lines = tuple(
        Line(one.row, {**one.values, "text": _AFTER if one.values["text"] == _BEFORE else one.values["text"]})
        for one in book.lines["职责"]
    )
    organs.load_organs(ORGANS_FILE, write_book(Book({**book.lines, "职责": lines})), by=_ME)
