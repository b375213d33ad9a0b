"""The paragraphs of a .docx, its automatic numbers and the text of its tables with them."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import docx
from docx.oxml.ns import qn

from sunlit.kernel.numerals import write_numeral
from sunlit.law.texts.opening import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Elements whose text is not part of what a reader sees in the flow: deletions, field codes, boxes read twice.
_HIDDEN = {qn(tag) for tag in ("w:del", "w:moveFrom", "w:instrText", "w:txbxContent", "w:rPr", "w:pPr")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_TEXT, _TAB, _BREAK, _RETURN, _HYPHEN = (qn(f"w:{tag}") for tag in ("t", "tab", "br", "cr", "noBreakHyphen"))
_P, _TABLE, _ROW, _CELL = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc"))
_VAL = qn("w:val")
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting",
    "taiwaneseCountingThousand", "koreanCounting", "koreanDigital2",
}  # fmt: skip
_PLACEHOLDER = re.compile(r"%([1-9])")
_MAX_NUMBER = 9999


class _Level(NamedTuple):
    """How one level of a list is numbered."""

    start: int
    form: str
    pattern: str


def read_paragraphs(data: bytes, name: str) -> list[str]:
    """The text of a document in written order, a line a paragraph; a row of a table is a line, its cells apart by tabs.

    Numbers that Word makes by itself (第%1条, （%1）) are put before their paragraph as Word would show them.

    Raises:
        Unreadable: the document cannot be opened.
    """
    try:
        document = docx.Document(io.BytesIO(data))
        numbers = _Numbers(document)
        return [line for block in document.element.body for line in _lines(block, numbers)]
    except Exception as error:  # python-docx and lxml raise whatever the broken file leads them to
        reason, remedy = "Word 文档已经损坏，或者不是标准的 .docx", "请用办公软件打开，另存为 .docx 后再载入"
        raise Unreadable(name, reason, remedy) from error


def _lines(block: Any, numbers: _Numbers) -> Iterator[str]:
    if block.tag == _P:
        yield from (numbers.before(block) + _text(block)).split("\n")
    elif block.tag == _TABLE:
        for row in block.iterchildren(_ROW):
            cells = [
                " ".join(" ".join(_text(paragraph) for paragraph in cell.iter(_P)).split())
                for cell in row.iterchildren(_CELL)
            ]
            yield "\t".join(cells)
    else:  # content controls, insertions and whatever else wraps paragraphs
        for inner in block:
            if inner.tag not in _HIDDEN:
                yield from _lines(inner, numbers)


def _text(element: Any) -> str:
    pieces: list[str] = []
    stack = [element]
    while stack:
        here = stack.pop()
        if here.tag in _HIDDEN:
            continue
        if here.tag == _TEXT:
            pieces.append(here.text or "")
        elif here.tag == _TAB:
            pieces.append("\t")
        elif here.tag in (_BREAK, _RETURN):
            pieces.append("\n\f" if here.get(qn("w:type")) == "page" else "\n")
        elif here.tag == _HYPHEN:
            pieces.append("-")
        stack.extend(reversed(here))
    return "".join(pieces)


class _Numbers:
    """Counts automatic numbers while paragraphs pass by in written order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._styles: dict[str, tuple[str, int] | None] = {}
        self._document = document
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering"):
                self._read(relation.target_part.element)

    def _read(self, root: Any) -> None:
        abstract = {
            element.get(qn("w:abstractNumId")): {
                int(level.get(qn("w:ilvl"))): _level(level) for level in element.iterchildren(qn("w:lvl"))
            }
            for element in root.iterchildren(qn("w:abstractNum"))
        }
        for element in root.iterchildren(qn("w:num")):
            number = element.get(qn("w:numId"))
            self._abstract[number] = _value(element, "w:abstractNumId")
            levels = dict(abstract.get(self._abstract[number], {}))
            for override in element.iterchildren(qn("w:lvlOverride")):
                depth = int(override.get(qn("w:ilvl")))
                if (own := override.find(qn("w:lvl"))) is not None:
                    levels[depth] = _level(own)
                if depth in levels and (start := _value(override, "w:startOverride")):
                    levels[depth] = levels[depth]._replace(start=int(start))
                    self._abstract[number] = f"{number}!"  # a list that begins anew counts for itself
            self._levels[number] = levels

    def before(self, paragraph: Any) -> str:
        """The number shown before a paragraph, with the gap behind it; empty for one without a number."""
        found = self._of(paragraph)
        if not found or found[1] not in self._levels.get(found[0], {}):
            return ""
        number, depth = found
        levels = self._levels[number]
        counts = self._counts[self._abstract[number]]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        shown = _PLACEHOLDER.sub(lambda m: _shown(counts, levels, int(m[1]) - 1), levels[depth].pattern)
        return f"{shown} " if shown and levels[depth].form != "bullet" else ""

    def _of(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return None
        style = _value(properties, "w:pStyle")
        numbering = properties.find(qn("w:numPr"))
        inherited = self._of_style(style)
        if numbering is None:
            return inherited
        number = _value(numbering, "w:numId") or (inherited[0] if inherited else "0")
        depth = _value(numbering, "w:ilvl") or "0"
        return None if number == "0" else (number, int(depth))

    def _of_style(self, style: str, seen: int = 0) -> tuple[str, int] | None:
        if not style or seen > 10:  # noqa: PLR2004 - styles rest on a few others, never on themselves
            return None
        if style not in self._styles:
            self._styles[style] = self._look_up(style, seen)
        return self._styles[style]

    def _look_up(self, style: str, seen: int) -> tuple[str, int] | None:
        for element in self._document.styles.element.iterchildren(qn("w:style")):
            if element.get(qn("w:styleId")) == style:
                numbering = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
                if numbering is not None and (number := _value(numbering, "w:numId")):
                    return None if number == "0" else (number, int(_value(numbering, "w:ilvl") or "0"))
                return self._of_style(_value(element, "w:basedOn"), seen + 1)
        return None


def _value(element: Any, tag: str) -> str:
    child = element.find(qn(tag))
    return "" if child is None else child.get(_VAL, "")


def _level(element: Any) -> _Level:
    return _Level(int(_value(element, "w:start") or "1"), _value(element, "w:numFmt"), _value(element, "w:lvlText"))


def _shown(counts: dict[int, int], levels: dict[int, _Level], depth: int) -> str:
    """The number of one level as its form writes it: Chinese numerals, or else digits."""
    level = levels.get(depth)
    if level is None:
        return ""
    number = counts.get(depth, level.start)
    if level.form in _CHINESE and 0 <= number <= _MAX_NUMBER:
        return write_numeral(number)
    return str(number)
