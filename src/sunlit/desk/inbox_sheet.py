"""The inbox as a workbook: its rows, how it was narrowed, and at what time it was so."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from django.utils.translation import gettext as _

from sunlit.catalogue.rules.types import words_of
from sunlit.desk.inbox_words import DUE
from sunlit.desk.templatetags.desk import change_words
from sunlit.desk.templatetags.inbox import changed_in_words, left_in_words
from sunlit.kernel import clock
from sunlit.kernel.clock import BEIJING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.review.values import Narrowed, Waiting

_WIDTHS = (40, 20, 14, 28, 20, 28, 12, 20, 14, 8)


def write_sheet(out: BinaryIO, rows: Sequence[Waiting], narrowed: Narrowed) -> None:
    """Write it. Every cell is text or a number, so that no program takes one for a formula."""
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(_("待办事项"))
    now = clock.now().astimezone(BEIJING)
    narrowing = [words_of(narrowed.type) if narrowed.type else "", str(DUE[narrowed.due]) if narrowed.due else ""]
    if narrowed.unit is not None and rows:
        narrowing.append(rows[0].unit_name)
    sheet.write_string(
        0, 0, _("截至 %(at)s，共 %(n)d 项；筛选：%(by)s")
        % {"at": f"{now:%Y-%m-%d %H:%M}", "n": len(rows), "by": "、".join(filter(None, narrowing)) or _("无")},
    )  # fmt: skip
    names = (
        _("职权事项"), _("编码"), _("类型"), _("单位"), _("环节"), _("报送"), _("变更"), _("剩余时限"),
        _("应完成日期"), _("须改"),
    )  # fmt: skip
    for column, (name, width) in enumerate(zip(names, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, name, head)
    for r, row in enumerate(rows, 2):
        left = row.left
        cells = (
            row.name, row.code, words_of(row.type), row.unit_name, row.step, row.sent_by,
            _changed(row), left_in_words(left) if left else "",
            left.due_on.isoformat() if left else "",
        )  # fmt: skip
        for column, value in enumerate(cells):
            sheet.write_string(r, column, str(value), plain)
        sheet.write_number(r, len(cells), row.must, plain)
    sheet.freeze_panes(2, 1)
    book.close()


def _changed(row: Waiting) -> str:
    if row.cause is not None:
        return str(change_words((row.asks or row.cause).value))
    return _("新增") if row.changed is None else changed_in_words(row.changed)
