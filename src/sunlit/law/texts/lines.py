"""The paragraphs of a file: Markdown marks, page numbers and the breaks of print taken away, a paragraph a line."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_COMMENT = re.compile(r"<!--(.{0,400}?)-->")
_LINE_BREAK = re.compile(r"<br\s{0,4}/?>|</?p>|</?div>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>|-])")
_PAGE_NUMBER = re.compile(
    r"[-—–―－·•\s]{1,12}\d{1,4}[-—–―－·•\s]{1,12}|第\s{0,4}\d{1,4}\s{0,4}页(?:[\s，,/]{0,4}共\s{0,4}\d{1,4}\s{0,4}页)?"
)
_BARE_NUMBER = re.compile(r"\d{1,4}(?:\s{0,2}/\s{0,2}\d{1,4})?")
_LONGEST_PAGE_NUMBER = 24
#: How a paragraph ends; a line that ends otherwise was broken by print, or is a heading.
TERMINAL = "。；：！？”’）】》〉…;:!?)\u0022"
_STARTS_ANEW = re.compile(
    r"第[零〇一二三四五六七八九十百千\d０-９\s]{1,12}(?:编|分编|章|节|条)|[（(][一二三四五六七八九十百\d]{1,5}[）)]"
    r"|\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|附\s{0,4}[件表录图：:]"
)
_HISTORY_END, _HISTORY_START = (
    re.compile("(?:修正|修订|修改|通过|公布|发布|批准|施行)$"),
    re.compile(r"[12]\d{3}年\d{1,2}月"),
)
_FRONT_MATTER_LINES = 60
#: Signs that a text is broken into lines of print: enough full lines that do not end as paragraphs do.
_WRAPPED_SHARE, _WRAPPED_LINES, _LONGEST_PRINTED, _FULL = 0.3, 12, 70, 0.85
_LONGEST_HEADING = 18


class Line(NamedTuple):
    """A paragraph. `mark`: `heading` for Markdown's #, `bold` for **第…, `end` for the end of the history."""

    text: str
    mark: Literal["", "heading", "bold", "end"] = ""


class _Raw(NamedTuple):
    text: str
    mark: Literal["", "heading", "bold", "end", "page"] = ""
    indented: bool = False


class _Print(NamedTuple):
    """How a text was printed: broken into lines of about `width` characters (0: not), paragraphs indented or not."""

    width: float = 0
    indented: bool = False


def clean(lines: Sequence[str]) -> tuple[list[Line], str]:
    """The paragraphs of a file without what only serves print and layout, and the title its front matter gives."""
    body, title = _without_front_matter(lines)
    return _joined(_without_page_numbers([_marked(text) for line in body for text in _split(line)])), title


def _without_front_matter(lines: Sequence[str]) -> tuple[Sequence[str], str]:
    first = next((i for i, line in enumerate(lines) if line.strip("\ufeff \t")), len(lines))
    if first == len(lines) or lines[first].strip("\ufeff \t") != "---":
        return lines, ""
    for i in range(first + 1, min(len(lines), first + _FRONT_MATTER_LINES)):
        if lines[i].strip() in ("---", "..."):
            titles = [line.partition(":")[2].strip(" \t\"'") for line in lines[first:i] if line.startswith("title:")]
            return lines[i + 1 :], titles[0] if titles else ""
    return lines, ""


def _split(line: str) -> Iterator[str]:
    """A line without invisible characters and comments, cut at page breaks (a piece each) and HTML line breaks."""
    text = line if line.isascii() else _INVISIBLE.sub("", line)
    for i, piece in enumerate(text.split("\f")):
        if i:
            yield "\f"
        if "<" not in piece:
            yield piece
            continue
        if "INFO END" in piece and _COMMENT.search(piece):
            yield "<!-- INFO END -->"
        yield from _LINE_BREAK.split(_COMMENT.sub("", piece))


def _marked(text: str) -> _Raw:
    plain = text.strip(" \t\u3000\u00a0\r")
    if text == "\f":
        return _Raw("", "page")
    if plain == "<!-- INFO END -->":
        return _Raw("", "end")
    if plain.startswith("#"):
        return _Raw(plain.strip("#").replace("**", "").strip(), "heading")
    indented = text[:1] in (" ", "\t", "\u3000", "\u00a0")
    bold = plain.startswith("**第")
    if "&" in plain:
        plain = html.unescape(plain)
    if "**" in plain:
        plain = plain.replace("**", "")
    if "\\" in plain:
        plain = _ESCAPED.sub(r"\1", plain)
    return _Raw(plain.removeprefix("> ").strip(), "bold" if bold else "", indented)


def _joined(raws: Sequence[_Raw]) -> list[Line]:
    """The paragraphs, with what a page's or a line's end has broken put together again."""
    printed = _how_printed(raws)
    out: list[tuple[list[str], Literal["", "heading", "bold", "end"]]] = []
    blank = page = False
    for raw in raws:
        if raw.mark == "page":
            page = True
        elif not raw.text and not raw.mark:
            blank = True
        else:
            if out and not out[-1][1] and _continues(out[-1][0][-1], raw, printed, page=page, blank=blank):
                out[-1][0].append(raw.text)
            else:
                out.append(([raw.text], raw.mark))
            blank = page = False
    return [Line("".join(pieces), mark) for pieces, mark in out]


def _continues(before: str, raw: _Raw, printed: _Print, *, page: bool, blank: bool) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if raw.mark or not before or _STARTS_ANEW.match(raw.text):
        return False
    if _HISTORY_START.match(raw.text) and _HISTORY_END.search(before):
        return False
    if page:
        return _is_broken(before)
    if blank or not printed.width or len(before) < printed.width * _FULL:
        return False
    return not raw.indented if printed.indented else _is_broken(before)


def _is_broken(line: str) -> bool:
    return line[-1] in "，、," or (len(line) > _LONGEST_HEADING and line[-1] not in TERMINAL)


def _how_printed(raws: Sequence[_Raw]) -> _Print:
    lengths = sorted(len(raw.text) for raw in raws if raw.text)
    if len(lengths) < _WRAPPED_LINES:
        return _Print()
    width = lengths[len(lengths) * 9 // 10]
    full = [raw for raw in raws if len(raw.text) >= max(1, width * _FULL)]
    broken = sum(raw.text[-1] not in TERMINAL for raw in full)
    if width > _LONGEST_PRINTED or broken < max(_WRAPPED_LINES / 2, _WRAPPED_SHARE * len(full)):
        return _Print()
    return _Print(width, sum(raw.indented for raw in raws) * 10 > len(lengths))


def _without_page_numbers(raws: Sequence[_Raw]) -> list[_Raw]:
    """Leave out page numbers: dashed or worded ones anywhere, bare ones only at a page's edge."""
    shown = [raw for raw in raws if raw.text or raw.mark]
    edges = {
        id(raw)
        for before, raw, after in zip([None, *shown], shown, [*shown[1:], None], strict=False)
        if (before and before.mark == "page") or (after and after.mark == "page") or (before and after is None)
    } if any(raw.mark == "page" for raw in shown) else set()  # fmt: skip
    return [
        raw
        for raw in raws
        if len(raw.text) > _LONGEST_PAGE_NUMBER
        or not (_PAGE_NUMBER.fullmatch(raw.text) or (id(raw) in edges and _BARE_NUMBER.fullmatch(raw.text)))
    ]
