"""One workbook sets all organs up: read whole or refused by sheet, row and column, and written without loss."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from sunlit.demo.organs import book, workbook
from sunlit.organs.workbook import SHEETS, Book, Line, NotOurWorkbook, difference, read_book, write_book
from sunlit.organs.workbook.reading import MOST_BYTES, parse

_SHEET = {sheet.name: sheet for sheet in SHEETS}


def values_of(some: Book) -> dict[str, list[dict[str, object]]]:
    return {name: [dict(line.values) for line in lines] for name, lines in some.lines.items()}


def with_line(sheet: str, at: int, **changed: object) -> Book:
    lines = list(book().lines[sheet])
    lines[at] = Line(at + 2, {**lines[at].values, **changed})
    return Book({**book().lines, sheet: tuple(lines)})


def as_file(cells: dict[str, list[list[object]]]) -> bytes:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"strings_to_formulas": False})
    for name, rows in cells.items():
        page = made.add_worksheet(name)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    made.close()
    return out.getvalue()


def test_the_city_is_written_and_read_without_loss() -> None:
    read, wrong = read_book(workbook())

    assert wrong == ()
    assert values_of(read) == values_of(book())
    assert difference(book(), read) == ()
    assert workbook() == workbook()


words = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=12)
days = st.none() | st.dates(date(1949, 10, 1), date(2100, 1, 1))


@settings(max_examples=30)
@given(st.lists(st.tuples(words, words, days, st.integers(0, 900), st.sampled_from(["", "=1+1", "@x"])), unique_by=lambda row: row[0], max_size=8))
def test_what_a_clerk_fills_in_comes_back_as_it_was(rows: list[tuple[str, str, date | None, int, str]]) -> None:
    people = tuple(Line(0, {"number": number, "name": name, "left": left}) for number, name, left, _, _ in rows)
    offices = tuple(
        Line(0, {"unit": "GOV", "code": number, "name": f"{odd}{name}", "named_since": None, "former": (), "since": left, "until": left and left + timedelta(length)})
        for number, name, left, length, odd in rows
    )
    whole = Book({**book().lines, "人员": people, "处室": offices, "岗位": (), "任职": ()})

    read, wrong = read_book(write_book(whole))

    assert wrong == ()
    assert values_of(read) == values_of(whole)


def test_the_empty_template_holds_a_header_and_a_note_and_no_row() -> None:
    read, wrong = read_book(write_book())
    assert wrong == ()
    assert sum(len(lines) for lines in read.lines.values()) == 0


@pytest.mark.parametrize(
    ("sheet", "at", "changed", "column", "reason"),
    [
        ("区划", 1, {"parent": "999999"}, "上级区划代码", "“999999”在“区划”表里没有"),
        ("区划", 0, {"parent": "990103100"}, "上级区划代码", "绕了一圈又指回自己"),
        ("区划", 2, {"code": "990103"}, "区划代码", "“990103”重复了 2 次"),
        ("单位", 1, {"superior": "MARKETS"}, "上级单位代码", "绕了一圈又指回自己"),
        ("单位", 8, {"instrument": ""}, "授权或委托依据", "授权组织和受委托组织必填"),
        ("单位", 9, {"superior": ""}, "上级单位代码", "受委托组织须写明委托机关"),
        ("单位", 9, {"entrusted_until": date(2020, 1, 1)}, "委托终止日期", "2020-01-01 早于“委托起始日期”"),
        ("单位", 3, {"merged_into": "GOV"}, "撤销日期", "填了并入单位代码，须填撤销日期"),
        ("岗位", 6, {"naming": "number", "number": ""}, "岗位编号", "公开方式为“岗位和编号”，须填岗位编号"),
        ("任职", 0, {"post": "没有"}, "岗位代码", "“GOV 01 没有”在“岗位”表里没有"),
    ],
)
def test_what_no_single_cell_shows_is_told_by_sheet_row_and_column(sheet: str, at: int, changed: dict[str, object], column: str, reason: str) -> None:
    _, wrong = read_book(write_book(with_line(sheet, at, **changed)))
    assert (sheet, at + 2, column, reason) in [(w.sheet, w.row, w.column, w.reason) for w in wrong]


@pytest.mark.parametrize(
    ("sheet", "field", "cell", "reason"),
    [
        ("人员", "number", "", "没有填"),
        ("人员", "name", "名" * 51, "超过 50 字"),
        ("人员", "left", "去年", "“去年”不是日期，写作 2026-01-31"),
        ("人员", "left", "2026-02-31", "“2026-02-31”不是日期，写作 2026-01-31"),
        ("职责", "number", "一", "“一”不是序号"),
        ("任职", "role", "C角", "“C角”不在可选项里：A角、B角"),
        ("岗位", "functions", "单位法制、扫地", "“扫地”不在可选项里"),
        ("单位", "former", "旧名 2016", "“旧名 2016”写得不对，写作：名称（至2016-10-01）"),
    ],
)
def test_a_cell_that_means_nothing_is_told_to_the_clerk(sheet: str, field: str, cell: str, reason: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse(_SHEET[sheet].column(field), cell)
    assert str(caught.value).startswith(reason)


def test_days_are_understood_in_every_dress() -> None:
    column = _SHEET["人员"].column("left")
    day = date(2026, 1, 31)
    assert [parse(column, cell) for cell in ("2026-01-31", "2026年1月31日", "2026/1/31", "２０２６．１．３１".replace("．", "."), day)] == [day] * 5
    from datetime import datetime

    assert parse(column, datetime(2026, 1, 31, 8))  # noqa: DTZ001 - as a spreadsheet tells it == day
    assert parse(_SHEET["职责"].column("number"), 3.0) == 3


def test_headers_are_asked_for_one_by_one() -> None:
    _, wrong = read_book(as_file({"人员": [["人员编号", "姓名", "姓名", "血型"], ["1", "甲", "乙", "A"]]}))
    assert [(w.column, w.reason) for w in wrong] == [("姓名", "这一列出现了两次"), ("血型", "不认识的列")]
    _, wrong = read_book(as_file({"人员": [["人员编号"], ["1"]]}))
    assert [(w.column, w.reason) for w in wrong] == [("姓名", "缺少这一列")]
    _, wrong = read_book(as_file({"人员": []}))
    assert {w.reason for w in wrong} == {"缺少这一列"}


def test_a_row_with_a_wrong_cell_is_told_with_its_place() -> None:
    _, wrong = read_book(as_file({"人员": [["人员编号", "姓名", "离任日期"], ["1", "", "昨天"], ["", "", ""], ["2"]]}))
    assert [(w.row, w.column) for w in wrong] == [(2, "姓名"), (2, "离任日期"), (4, "姓名")]


def test_what_is_no_organs_workbook_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (201 * 1024 * 1024))
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("x", b"y")
    for data in (b"", b"PK no", b"0" * (MOST_BYTES + 1), bomb.getvalue(), broken.getvalue(), as_file({"别的": [["x"]]})):
        with pytest.raises(NotOurWorkbook):
            read_book(data)


def test_too_many_rows_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sunlit.organs.workbook.reading.MOST_ROWS", 2)
    _, wrong = read_book(workbook())
    assert ("区划", 0, "超过 2 行") in [(w.sheet, w.row, w.reason) for w in wrong]


def test_two_books_differ_by_rows_that_are_new_changed_or_absent() -> None:
    newer = with_line("人员", 0, name="秦镜明")
    lacking = Book({**newer.lines, "区划": newer.lines["区划"][:-1]})

    found = difference(book(), lacking)

    assert [(c.sheet, c.key, c.fields) for c in found] == [("区划", ("990103100",), ()), ("人员", ("1001",), ("name",))]
    assert [c.sheet for c in difference(lacking, book()) if c.before is None] == ["区划"]
    assert replace(found[0], before=None).fields == ()
