"""台账 of the campaign: what was announced, taught and told the public, and a flow that others may begin with."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx import Document

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


#: Whom to ask, by unit.
_CONTACTS = {
    "MARKETS": ("何采薇", "0900-8001201"), "WATERS": ("江小舟", "0900-8001301"),
    "EASTMARKETS": ("东方晓", "0900-8002201"),
}  # fmt: skip
_PAPER = "示范市行政职权清理工作通知.docx"
_SAYS = (
    "一、谁行使、谁清理：每个工作人员登记自己岗位行使的职权，处（科、股）室汇总，单位形成职权清单。",
    "二、对照三定方案自上而下检查，对照法律、法规、规章逐条查阅，确保无遗漏。",
    "三、单位法制机构初审、领导班子集体讨论后，报市政务公开领导小组办公室审查确定。",
)


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
    _papers(told, key)


def _papers(told: Told, key: UUID) -> None:
    """What the office has sent round, and whom to ask in each unit."""
    paper = Document()
    paper.add_heading("关于开展行政职权清理工作的通知", level=1)
    for line in _SAYS:
        paper.add_paragraph(line)
    written = io.BytesIO()
    paper.save(written)
    lists = {one.unit: one.list for one in queries.stocktake(_EYES, key).board}
    with clock.frozen(ago(43)):
        commands.keep_paper(
            key, (_PAPER, written.getvalue()), secret_answer="no", by=told.office  # noqa: S106 - an answer
        )  # fmt: skip
        for unit, (name, phone) in _CONTACTS.items():
            commands.name_contact(lists[told.units[unit].id], name, phone, by=told.office)
