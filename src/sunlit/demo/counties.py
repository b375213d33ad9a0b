"""Two counties' directories judged as a whole: one passed, one in the middle, with a fault and one added by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.demo.directory import ago
from sunlit.kernel import clock
from sunlit.organs.values import Viewer
from sunlit.review import commands
from sunlit.review.queries import directories as queries
from sunlit.review.rules.directories import Conclusion, ItemVerdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from sunlit.demo.directory import Told
    from sunlit.review.values.directories import ItemSeen

_EYES = Viewer.system("demo")
#: Days before the city is shown on which each was opened, and judged as far as it is.
PASSED, OPENED, JUDGED = 30, 8, 5
_FAULT = "实施依据只写到条，请补到款；“相关规定”请写明是哪部法规的哪一条。"


def make(told: Told) -> None:
    """Judge 湖西区 whole, and 城东区 half of the way."""
    with clock.frozen(ago(PASSED)):
        west = commands.open_directory_review(told.units["WEST"].id, share=30, by=told.office)
    with clock.frozen(ago(PASSED - 6)):
        _judge(told, _waiting(west))
        commands.conclude_directory(
            west, Conclusion.ACCEPTED, text="抽查的职权依据准确、主体明确，湖西区目录准予备案。", by=told.office
        )
    with clock.frozen(ago(OPENED)):
        east = commands.open_directory_review(told.units["EAST"].id, share=30, limit=20, by=told.office)
    with clock.frozen(ago(OPENED - 1)):
        left = next(one for one in _items(east) if one.chosen is None and one.type == "penalty")
        commands.add_to_sample(east, [left.id], reason="12345 热线反映罚款幅度掌握不一。", by=told.office)
    with clock.frozen(ago(JUDGED)):
        waiting = _waiting(east)
        _judge(told, waiting[1 : len(waiting) * 2 // 3])
        commands.judge_item(
            waiting[0].id, ItemVerdict.FIX, text=_FAULT, digest=waiting[0].digest, revision=0,
            by=told.actor("GOV", "city-legal"),
        )  # fmt: skip


def _judge(told: Told, items: Iterable[ItemSeen]) -> None:
    for at, one in enumerate(items):
        by = told.actor("GOV", ("city-legal", "staffing", "secrecy")[at % 3])
        commands.judge_item(one.id, ItemVerdict.PASS, digest=one.digest, revision=0, by=by)


def _waiting(key: UUID) -> list[ItemSeen]:
    return [one for one in _items(key) if one.waits]


def _items(key: UUID) -> tuple[ItemSeen, ...]:
    seen = queries.directory(_EYES, key)
    assert seen is not None
    return seen.items
