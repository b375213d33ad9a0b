"""Tables as clerks make them, and what is in those we write."""

from __future__ import annotations

import io

import python_calamine
import xlsxwriter

from sunlit.flow.tables import read_table

HEADERS = ("编号", "环节名称", "类型", "承办岗位", "时限", "去向")


def cells_of(data, sheet):
    return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet).to_python()


def workbook(*sheets, merges=()):
    """A workbook of (name, rows); text is written as text, all else as what it is."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(r, c, cell)
                elif hasattr(cell, "isoformat"):
                    sheet.write_datetime(r, c, cell, day)
                elif cell is not None:
                    sheet.write(r, c, cell)
        for span, text in merges if sheet is book.worksheets()[0] else ():
            sheet.merge_range(*span, text)
    book.close()
    return out.getvalue()


def steps(*rows, headers=HEADERS, head=(), facts=(), merges=()):
    """A workbook with a table of steps, and where asked a head and facts."""
    sheets = [("环节", (headers, *rows))]
    if head:
        sheets.append(("流程", head))
    if facts:
        sheets.append(("判断事实", (("代号", "事实", "种类", "选项"), *facts)))
    return workbook(*sheets, merges=merges)


def read(*rows, name="夜市.xlsx", **parts):
    return read_table(steps(*rows, **parts), name)


def flow_of(*rows, **parts):
    parts.setdefault("head", (("流程名称", "夜市流程"),))
    found = read(*rows, **parts)
    assert found.refused == ()
    return found.definition


def lines(definition):
    """The edges, briefly: `1 -齐全-> 2`."""
    return [f"{e.source} -{e.label}-> {e.target}" if e.label else f"{e.source} -> {e.target}" for e in definition.edges]


def whys(*rows, **parts):
    """Where and why a table is refused."""
    found = read(*rows, **parts)
    assert found.definition is None
    return [(one.id.removeprefix("夜市.xlsx "), one.why) for one in found.refused]
