"""What a cell of the form says for a value of a field, and back."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from sunlit.catalogue.rules.types import of_words, words_of
from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sunlit.catalogue.sheets.form.layout import Column

_ESCAPES = re.compile(r"\\*$")
_FLAGS = {"是": True, "否": False, "收费": True, "不收费": False}
_JOINED = re.compile(r"[、，,；;\s]+")
_DIGITS = re.compile(r"-?\d{1,9}")
#: What the keys of a row hold for: as long as these words stand, so do the keys.
_KEYED = {"law version": ("title", "article", "dated"), "unit post": ("unit_name", "office", "post_name")}
_SHORT = 12


class NotUnderstood(ValueError):  # noqa: N818 - says what is the case
    """A cell that is not what its column holds; says so in the words of the form."""


def lines_told(entries: Iterable[str]) -> str:
    """Entries, one a line; a line break within one has a backslash before it, and a backslash there another."""
    return "\n".join("\\\n".join(_escaped(line) for line in entry.split("\n")) for entry in entries)


def _escaped(line: str) -> str:
    return line + "\\" * len(_trailing(line))


def _trailing(line: str) -> str:
    found = _ESCAPES.search(line)
    return found[0] if found else ""


def lines_read(cell: str) -> tuple[str, ...]:
    r"""The entries of a cell; lines without ink are none.

    >>> lines_read("一\n\n二"), lines_read(lines_told(["一行\n又一行", "末尾\\"]))
    (('一', '二'), ('一行\n又一行', '末尾\\'))
    """
    out: list[str] = []
    goes_on = False
    for line in cell.split("\n"):
        escapes = len(_trailing(line))
        words = line[: len(line) - escapes] + "\\" * (escapes // 2)
        if goes_on:
            out[-1] += "\n" + words
        elif words.strip() or escapes % 2:
            out.append(words)
        else:
            continue
        goes_on = bool(escapes % 2)
    return tuple(out)


def told(column: Column, value: Any) -> str:  # noqa: PLR0911 - one for each kind of column
    """The words of a plain value."""
    if value is None or value in ("", [], ()):
        return ""
    if column.field == "type":
        return words_of(value)
    if column.holds == "lines":
        return lines_told(value)
    if column.holds == "flag":
        return "是" if value else "否"
    if column.holds == "choice":
        return next((words for words, code in column.words if code == value), str(value))
    if column.holds == "choices":
        return "、".join(next((words for words, code in column.words if code == one), str(one)) for one in value)
    return str(value)


def read(column: Column, cell: str) -> Any:  # noqa: PLR0911 - one for each kind of column
    """The plain value a cell tells; for one that says nothing, what its field has then.

    Raises:
        NotUnderstood: it is not what the column holds.
    """
    if column.holds == "lines":
        return list(lines_read(cell))
    if column.holds == "text":
        return cell
    words = cell.strip()
    if column.holds == "choices":
        return sorted(_choice(column, one) for one in _JOINED.split(words) if one)
    if column.holds in ("number", "day", "flag"):
        return _exact(column, words) if words else None
    if column.field == "type":
        return of_words(words) or "other"
    if column.holds == "choice":
        return _choice(column, words) if words else None if column.field in ("tenure", "part") else ""
    return words


def _choice(column: Column, words: str) -> Any:
    plain = squeeze(words)
    for known, code in column.words:
        if plain in (known, str(code)):
            return code
    if column.free:
        return words
    options = "、".join(known for known, _ in column.words)
    message = f"“{column.header}”不认识“{words[:40]}”，可以填：{options}"
    raise NotUnderstood(message)


def _exact(column: Column, words: str) -> Any:
    if column.holds == "flag":
        if (flag := _FLAGS.get(squeeze(words))) is not None:
            return flag
        message = f"“{column.header}”只填是或者否，现为“{words[:40]}”"
        raise NotUnderstood(message)
    if column.holds == "number":
        if _DIGITS.fullmatch(words):
            return int(words)
        message = f"“{column.header}”只填数字，现为“{words[:40]}”"
        raise NotUnderstood(message)
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError as error:
        message = f"“{column.header}”须为日期，如 2024-05-01，现为“{words[:40]}”"
        raise NotUnderstood(message) from error


def keys_told(fields: str, part: Mapping[str, Any]) -> str:
    """The keys of a part, with a seal on the words they belong to."""
    return json.dumps([_seal(fields, part), *(part[name] for name in fields.split())], ensure_ascii=False)


def keys_read(fields: str, part: Mapping[str, Any], cell: str) -> dict[str, Any] | None:
    """The keys that still belong to the words of a part; None where there are none, or the words were changed."""
    names = fields.split()
    try:
        seal, *keys = json.loads(cell)
    except (ValueError, TypeError):
        return None
    if seal != _seal(fields, part) or len(keys) != len(names):
        return None
    return dict(zip(names, keys, strict=True))


def _seal(fields: str, part: Mapping[str, Any]) -> str:
    words = json.dumps([part.get(name) for name in _KEYED[fields]], ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()[:_SHORT]
