"""How a value is spelt in a cell: as a clerk would write it, or exactly, where that would not be read back as it was.

The exact form is ※ and JSON: `※" 前后有空格 "`. A workbook of ours has it only where it must; no clerk need write it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

from sunlit.kernel.refusal import Refusal
from sunlit.kernel.text import tidy, without_direction_marks

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")

EXACTLY = "※"
#: What stands for "nothing" where an empty cell means something else.
NOTHING = "无"
#: Most characters a cell of a workbook holds (Excel specifications and limits), counted in UTF-16 units.
LONGEST_CELL = 32_767

_EXACT = re.compile(r'※\s*(?=["\[{\d-])')
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BROKEN_LINE = re.compile(r"[^\S\n]*\n\s*")
#: How workbooks write characters XML has no place for; text that looks so would be taken for one (ECMA-376 22.9.2.19).
_ESCAPED = re.compile(r"_(?=[xX][0-9A-Fa-f]{4}_)")
_LAST_OF_BMP = 0xFFFF


class Unclear(Exception):  # noqa: N818 - says what is the case
    """A cell that cannot be understood; its message tells the clerk why."""


class TooLongForTable(Refusal):
    """A text that no cell of a workbook can hold. It is refused whole rather than cut or spread over cells."""

    code = "too-long-for-table"
    words = (
        "“{where}”有 {length} 字，超过一个单元格能容纳的 {most} 字，不能写成 Excel 表；请改用 BPMN 文件，或把文字缩短。"
    )


def read_long(text: str) -> str:
    """A text of several lines as a clerk typed it: line breaks kept, nothing invisible at its ends or within."""
    kept = _LINE_ENDS.sub("\n", without_direction_marks(text))
    return "".join(c for c in kept if _storable(c)).strip()


def read_short(text: str) -> str:
    """A name: one line, however its cell was wrapped."""
    return tidy(_BROKEN_LINE.sub("", read_long(text)))


def exact(value: object) -> str:
    """The exact form of a plain value."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return EXACTLY + _ESCAPED.sub("\\\\u005f", "".join(c if _storable(c) else _escape(c) for c in told))


def spell(value: object, plain: str, read: Callable[[str], object]) -> str:
    """`plain` if it is stored as it is and read back as `value`, else the exact form of `value`."""
    if is_plain(plain):
        try:
            if read(plain) == value:
                return plain
        except Unclear:
            pass
    return exact(value)


def is_plain(cell: str) -> bool:
    """Whether a workbook holds a text as it is, and nobody takes it for something else."""
    return all(map(_storable, cell)) and not _ESCAPED.search(cell) and not is_exact(cell)


def is_exact(cell: str) -> bool:
    """Whether a cell has the exact form."""
    return bool(_EXACT.match(cell))


def read_exact(cell: str) -> object:
    """The plain value in a cell of exact form.

    Raises:
        Unclear: it is no JSON.
    """
    try:
        return json.loads(_EXACT.sub("", cell, count=1))
    except (ValueError, RecursionError) as error:
        message = f"“{cell[:20]}”以“※”开头，后面却不是系统写出的内容：请删去“※”，或重新导出"
        raise Unclear(message) from error


def read_text(cell: str, plain: Callable[[str], str]) -> str:
    """A text in either form.

    Raises:
        Unclear: its exact form is broken, or holds no text.
    """
    if not is_exact(cell):
        return plain(cell)
    value = read_exact(cell)
    if not isinstance(value, str):
        message = f"“{cell[:20]}”不是文字"
        raise Unclear(message)
    return value


def _storable(c: str) -> bool:
    return c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Cn")


def _escape(c: str) -> str:
    if ord(c) <= _LAST_OF_BMP:
        return f"\\u{ord(c):04x}"
    units = c.encode("utf-16-be")
    return f"\\u{units[:2].hex()}\\u{units[2:].hex()}"
