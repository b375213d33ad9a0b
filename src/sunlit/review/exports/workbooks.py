"""A form in Excel filled in: its marks replaced, its row of marks once for each item, what stands below moved down.

The parts of the workbook are changed where they stand, so that whatever else the city put in (its faces, its widths,
its emblem) stays as it is. A formula below the row is moved and not rewritten; a form to be signed needs none.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from lxml import etree

from sunlit.review.exports.form import marked, told
from sunlit.review.exports.packing import clean, opened, packed
from sunlit.review.rules.register import FormUnreadable, FormWithoutRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sunlit.review.exports.form import Form

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d{1,7})")
#: How many lines a row may have: none is shown higher than 409 points.
MOST_LINES = 32
_WIDE, _LINE = 8.43, 12
_STRINGS, _BOOK = "xl/sharedStrings.xml", "xl/workbook.xml"


def fill_workbook(
    data: bytes, form: Form, heads: Mapping[str, str], rows: Sequence[Mapping[str, str]], *, file: str
) -> bytes:
    """A form (`data`) with its items in it; without items, with one empty row. What no row can show goes into the next.

    Raises:
        FormUnreadable, FormWithoutRow, MarkUnknown: the city's own form cannot be filled in; `file` is its name.
    """
    try:
        parts = opened(data)
        sheets = {name: _read(one) for name, one in parts.items() if _SHEET.fullmatch(name)}
        book = _read(parts[_BOOK])
        strings = _strings(_read(parts[_STRINGS])) if _STRINGS in parts else []
    except (ValueError, KeyError, etree.XMLSyntaxError) as error:
        raise FormUnreadable(file=file) from error
    done = [_fill(sheet, strings, form, heads=heads, rows=rows, file=file) for sheet in sheets.values()]
    filled = [(at, more) for at, more in done if at]
    if not filled:
        raise FormWithoutRow(file=file, mark=f"{{{{{form.row_marks[0]}}}}}")
    for at, more in filled:
        _stretch(book, at, more)
    for name, element in (*sheets.items(), (_BOOK, book)):
        parts[name] = etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(parts)


def _read(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _strings(element: Any) -> list[str]:
    return ["".join(t.text or "" for t in one.iter(f"{_NS}t")) for one in element.iter(f"{_NS}si")]


def _fill(
    sheet: Any, strings: list[str], form: Form, *, heads: Mapping[str, str], rows: Sequence[Mapping[str, str]],
    file: str,
) -> tuple[int, int]:  # fmt: skip
    """Fill in a sheet; returns where its row of marks stood, 0 where it has none, and how many rows came after it."""
    held = list(sheet.iter(f"{_NS}row"))
    pattern = next((row for row in held if any(marked(_words(c, strings), form.row_marks) for c in row)), None)
    for row in held:
        if row is not pattern:
            _tell(row, strings, {name: heads[name] for name in form.head_marks}, file)
    if pattern is None:
        return 0, 0
    at = int(pattern.get("r"))
    widths = _widths(sheet)
    made = []
    for said in rows or [dict.fromkeys(form.row_marks, "")]:
        row = deepcopy(pattern)
        _tell(row, strings, {**heads, **said}, file)
        made += [row, *_going_on(row, widths)]
    for n, row in enumerate(made):
        _heighten(row, widths)
        _move(row, n)
        pattern.addprevious(row)
    pattern.getparent().remove(pattern)
    more = len(made) - 1
    for row in held[held.index(pattern) + 1 :]:
        _move(row, more)
    _merge(sheet, at, more)
    for dimension in sheet.iter(f"{_NS}dimension"):
        dimension.set("ref", _below(dimension.get("ref"), at, more))
    return at, more


def _widths(sheet: Any) -> Callable[[str], float]:
    """How wide a column is, by a reference to a cell in it, in characters of its face."""
    told = [(int(c.get("min")), int(c.get("max")), float(c.get("width") or _WIDE)) for c in sheet.iter(f"{_NS}col")]

    def of(reference: str) -> float:
        number = 0
        for letter in reference.rstrip("0123456789"):
            number = number * 26 + ord(letter) - 64
        return next((width for first, last, width in told if first <= number <= last), _WIDE)

    return of


def _going_on(row: Any, widths: Callable[[str], float]) -> list[Any]:
    """The rows in which one goes on whose words need more than a row can be high; they are taken out of it."""
    cut: dict[int, list[str]] = {}
    for n, cell in enumerate(row):
        words = _words(cell, [])
        pieces = in_pieces(words, _across(cell, widths), MOST_LINES) if words else [""]
        if len(pieces) > 1:
            cut[n] = pieces
            _put(cell, pieces[0])
    out = []
    for at in range(1, max((len(pieces) for pieces in cut.values()), default=1)):
        more = deepcopy(row)
        for n, cell in enumerate(more):
            pieces = cut.get(n, [])
            _put(cell, pieces[at] if at < len(pieces) else "")
        out.append(more)
    return out


def _across(cell: Any, widths: Callable[[str], float]) -> int:
    """How many characters of Chinese a line of a cell holds: each is nearly as wide as two of its face."""
    return max(1, int(widths(cell.get("r", "")) / 1.9))


def _heighten(row: Any, widths: Callable[[str], float]) -> None:
    """Make a row as high as its words need: not every program does when it opens a workbook."""
    lines = (sum(-(-len(line) // _across(c, widths)) or 1 for line in _words(c, []).split("\n")) for c in row)
    points = max(lines, default=1) * _LINE + 3
    row.set("ht", f"{max(points, float(row.get('ht') or 0)):g}")
    row.set("customHeight", "1")


def in_pieces(words: str, across: int, most: int) -> list[str]:
    r"""`words` in pieces of at most `most` lines of `across` wide characters; together they are what they were.

    >>> in_pieces("一二三四五", 2, 1), in_pieces("一\n二", 9, 1)
    (['一二', '三四', '五'], ['一\n', '二'])
    """
    lines = []
    for line in words.splitlines(keepends=True):
        lines += [line[n : n + across] for n in range(0, len(line), across)]
    return ["".join(lines[n : n + most]) for n in range(0, len(lines), most)]


def _stretch(book: Any, at: int, more: int) -> None:
    """Let the area to print take in what was added; titles stand above and stay."""
    for name in book.iter(f"{_NS}definedName"):
        page, mark, where = (name.text or "").rpartition("!")
        name.text = f"{page}{mark}{_below(where, at, more)}"


def _words(cell: Any, strings: list[str]) -> str:
    if cell.get("t") == "s":
        value = cell.find(f"{_NS}v")
        number = value.text if value is not None else None
        return strings[int(number)] if number and number.isdecimal() and int(number) < len(strings) else ""
    return "".join(t.text or "" for t in cell.iter(f"{_NS}t")) if cell.get("t") == "inlineStr" else ""


def _tell(row: Any, strings: list[str], said: Mapping[str, str], file: str) -> None:
    for cell in row:
        words = _words(cell, strings)
        if "{{" not in words:
            continue
        _put(cell, clean(told(words, said, file)))


def _put(cell: Any, words: str) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    text = etree.SubElement(etree.SubElement(cell, f"{_NS}is"), f"{_NS}t")
    text.text = words
    text.set(_SPACE, "preserve")


def _move(row: Any, by: int) -> None:
    row.set("r", str(int(row.get("r")) + by))
    for cell in row:
        if cell.get("r"):
            cell.set("r", _CELL.sub(lambda found: f"{found[1]}{int(found[2]) + by}", cell.get("r")))


def _merge(sheet: Any, at: int, more: int) -> None:
    """Move merged cells below the row, repeat those within it."""
    for merges in sheet.iter(f"{_NS}mergeCells"):
        for merge in list(merges):
            first, last = (int(n) for _, n in _CELL.findall(merge.get("ref")))
            if first == last == at:
                for n in range(1, more + 1):
                    one = etree.SubElement(merges, f"{_NS}mergeCell")
                    one.set("ref", _CELL.sub(lambda f, n=n: f"{f[1]}{int(f[2]) + n}", merge.get("ref")))  # type: ignore[misc]
            else:
                merge.set("ref", _below(merge.get("ref"), at, more))
        merges.set("count", str(len(merges)))


def _below(reference: str, at: int, more: int) -> str:
    """A reference with the rows from `at` on moved: an end at the row itself takes in what was added."""
    pieces = list(_CELL.finditer(reference))
    out, done = [], 0
    for n, found in enumerate(pieces):
        number = int(found[2])
        moved = number + more if number > at or (number == at and n % 2) else number
        out += [reference[done : found.start()], f"{found[1]}{moved}"]
        done = found.end()
    return "".join([*out, reference[done:]])
