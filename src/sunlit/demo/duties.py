"""自上而下 in the middle of it: most of a department's powers correspond to its duties, some wait, one is explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands, queries
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from sunlit.demo.directory import Told

_EYES = Viewer.system("demo")
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
