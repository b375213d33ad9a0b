"""台账 of the campaign: what was announced, taught and told the public, and a flow that others may begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import queries as powers
from sunlit.demo.directory import ago
from sunlit.kernel import clock
from sunlit.organs.values import Viewer
from sunlit.stocktake import commands, queries
from sunlit.stocktake.rules import ActivityKind

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.demo.directory import Told

_EYES = Viewer.system("demo")
#: Of the markets: who notes it, days ago, kind, title, medium, reach, text, and the power it shows.
_NOTED = (
    ("office", 43, ActivityKind.ANNOUNCEMENT, "全市行政职权清理启动，11 月底前完成上报", "", None, "", ""),
    ("own", 38, ActivityKind.TRAINING, "怎样按操作程序登记职权", "集中授课", 46, "各科室全员参加。", ""),
    ("own", 30, ActivityKind.PUBLICITY, "集市职权清理专栏", "灯市口电子屏", 12000, "", ""),
    (
        "own", 9, ActivityKind.PRACTICE, "开办许可流程一图读懂", "", None,
        "每个环节写明岗位、时限和监督办法，群众看得懂，其他单位可以借鉴。", "夜间集市开办许可",
    ),
)  # fmt: skip


def note(told: Told, key: UUID) -> None:
    """Fill the ledger of the markets' list."""
    of = next(one.list for one in queries.stocktake(_EYES, key).board if one.unit == told.units["MARKETS"].id)
    for who, days, kind, title, medium, reach, text, shows in _NOTED:
        by = told.office if who == "office" else told.actor("MARKETS", "legal")
        codes = powers.codes_of(_EYES, [told.powers_called("MARKETS", shows)]) if shows else {}
        with clock.frozen(ago(days)):
            commands.note_activity(
                of, kind, title, on=clock.today(), medium=medium, reach=reach, text=text,
                code="".join(codes.values()), by=by,
            )  # fmt: skip
