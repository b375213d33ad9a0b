"""向领导小组报告: how far a stocktake is, as a document in Word. No Django, no database: values in, bytes out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from sunlit.review.exports.faces import BODY, HEADS, TEXT, TITLE, named, numbered, with_fallback
from sunlit.stocktake.rules import ActivityKind, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from docx.document import Document as Made

    from sunlit.stocktake.values import StocktakeSeen, UnitProgress

_NOTHING = "（无）"


def report(seen: StocktakeSeen, today: date) -> bytes:
    """The report as of a day: progress in all and by unit, what is late and why, difficulties, the ledger."""
    made = _opened()
    made.add_heading(f"{seen.name}进展情况报告", 0)
    _say(made, f"截至{_day(today)}。{f'依据：{seen.basis}。' if seen.basis else ''}参加单位{len(seen.board)}个。")
    made.add_heading("一、总体进度", 1)
    _table(made, ("阶段", "截止日期", "完成", "总数", "逾期单位"), _whole(seen))
    _say(made, _record(seen))
    made.add_heading("二、各单位进度", 1)
    heads = ("单位", *(stage.words for stage in Stage))
    _table(made, heads, ((row.name, *(_cell(c.done, c.total) for c in row.cells)) for row in seen.board))
    made.add_heading("三、逾期情况", 1)
    _list(made, [_late(row) for row in seen.board if row.late is not None])
    made.add_heading("四、困难和问题", 1)
    _list(made, [_difficulty(seen, n) for n in range(len(seen.difficulties))])
    made.add_heading("五、宣传培训", 1)
    told = [one for one in seen.activities if one.kind in (ActivityKind.TRAINING, ActivityKind.PUBLICITY)]
    if told:
        _table(
            made, ("日期", "单位", "活动", "形式或媒体", "覆盖人数"),
            ((_day(o.on), o.unit_name, o.title, o.medium, "" if o.reach is None else str(o.reach)) for o in told),
        )  # fmt: skip
        reached = sum(one.reach or 0 for one in told)
        _say(made, f"共{len(told)}次，覆盖{reached}人次。")
    else:
        _say(made, _NOTHING)
    made.add_heading("六、经验做法", 1)
    good = [one for one in seen.activities if one.kind is ActivityKind.PRACTICE]
    _list(made, [f"{one.unit_name}：{one.title}。{one.text}" for one in good])
    out = io.BytesIO()
    made.save(out)
    return with_fallback(out.getvalue())


def _opened() -> Made:
    made = Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2.5)
    numbered(section.footer.paragraphs[0])
    faces = (("Normal", TEXT, 14), ("Footer", BODY, 10), ("Title", TITLE, 22), ("Heading 1", HEADS, 16))
    for name, font, size in faces:
        style: Any = made.styles[name]
        named(style, font, size)
        style.font.color.rgb, style.font.bold = RGBColor(0, 0, 0), False
    title: Any = made.styles["Title"]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in title.element.pPr.findall(qn("w:pBdr")):  # the line below titles that Word is fond of
        title.element.pPr.remove(line)
    made.styles["Normal"].paragraph_format.space_after = Pt(4)
    return made


def _table(made: Made, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = made.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no word for it
    for n, row in enumerate((heads, *rows)):
        cells = table.add_row().cells if n else table.rows[0].cells
        for cell, words in zip(cells, row, strict=True):
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            named(cell.paragraphs[0].add_run(words), BODY if n else HEADS, 12)


def _list(made: Made, lines: Sequence[str]) -> None:
    for n, words in enumerate(lines, 1):
        _say(made, f"{n}. {words}")
    if not lines:
        _say(made, _NOTHING)


def _say(made: Made, words: str) -> None:
    made.add_paragraph(words)


def _whole(seen: StocktakeSeen) -> list[tuple[str, ...]]:
    out: list[tuple[str, ...]] = []
    for n, (stage, day) in enumerate(seen.stages):
        cells = [row.cells[n] for row in seen.board]
        done, total = sum(c.done for c in cells), sum(c.total for c in cells)
        out.append((stage.words, _day(day), str(done), str(total), str(sum(c.late for c in cells))))
    return out


def _record(seen: StocktakeSeen) -> str:
    counts = [row.counts for row in seen.board]
    there, still = sum(one.on_record for one in counts), sum(one.unconfirmed for one in counts)
    said = f"在册职权{there}项，重新确认或者提出取消、废止{sum(one.confirmed for one in counts)}项"
    return f"{said}，在册未确认{still}项。" if still else f"{said}，没有未确认的。"


def _late(row: UnitProgress) -> str:
    late = row.late
    assert late is not None
    why = {
        Stage.PERSONAL: f"{row.counts.missing}人未登记",
        Stage.OFFICE: f"{row.counts.unsigned}个科室未签认",
    }.get(late.stage, f"完成{late.done}项，共{late.total}项")
    return f"{row.name}：{late.stage.words}逾期{late.days}天，{why}。"


def _difficulty(seen: StocktakeSeen, n: int) -> str:
    one = seen.difficulties[n]
    if one.answered_at is not None:
        return f"{one.unit_name}：{one.text}　答复：{one.answer}"
    state = "逾期未答复" if one.overdue else f"待{one.tier.words}于{_day(one.due_on)}前答复"
    return f"{one.unit_name}：{one.text}　（{state}）"


def _cell(done: int, total: int) -> str:
    return f"{done}/{total}" if total else "—"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
