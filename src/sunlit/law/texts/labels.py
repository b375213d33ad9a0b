"""What a line opens: a heading of 编, 分编, 章 or 节, or an article; or what only looks like one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sunlit.kernel.numerals import NUMERAL_CHARS, misprint_readings, read_numeral, write_numeral
from sunlit.kernel.text import squeeze
from sunlit.law.texts.lines import TERMINAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.law.texts.lines import Line
    from sunlit.law.values import Level

#: Levels of headings, outermost first.
HEADINGS: tuple[Level, ...] = ("编", "分编", "章", "节")

_LABEL = re.compile(
    rf"第[ \t\u3000]{{0,4}}([{NUMERAL_CHARS} \t\u3000]{{1,12}}?)[ \t\u3000]{{0,4}}(分编|编|章|节|条)"
    r"(?:[ \t\u3000]{0,2}之[ \t\u3000]{0,2}([一二三四五六七八九十]{1,3}))?"
)
_SPACE = " \t\u3000\u00a0\u2002\u2003"
_CAPTION = re.compile(
    r"[【〔\[]([^】〕\]]{1,40})[】〕\]]|[（(]((?![一二三四五六七八九十\d]{1,3}[）)])[^（()）]{1,40})[）)]"
)
#: What follows the number of an article that is only referred to.
_REFERENCE = re.compile(
    r"[、，,；;。—–～~]|[及和与或至到]第|或者第|及其|以[外上下]|的(?!士)|之[规外间]|规定|所[列称规述指]|中[的关规有所]|内[的容]"
    r"|关于|有关[规条内]|另有|除外|[款项]|第[零〇一二三四五六七八九十百\d]{1,4}[款项条]"
)
_PART_OF_IT = re.compile(r"第[零〇一二三四五六七八九十百\d]{1,4}[款项]")
_SENTENCE = re.compile(r"[。；;：:！？?]")
_AFTER_HEADING = ("规定", "的", "所", "、", "和", "或", "及", "与", "中", "以", "至", "各", "第", "，", ",")
_LEADER = re.compile(r"[\s.·…⋯．]{2,200}\d{0,4}$|[（(]第[^）)]{1,20}条[^）)]{0,20}[）)]$|\s{1,40}\d{1,4}$")
_LONGEST_HEADING, _LONGEST_NAME, _LONGEST_UNNUMBERED = 60, 40, 8
_UNNUMBERED = ("总则", "分则", "附则", "罚则")


class Heading(NamedTuple):
    """A heading, of the lines from `at` to before `until`.

    `number` is 0 for one without a number (附则 after the last 编); its `level` is None until the text tells.
    """

    at: int
    until: int
    level: Level | None
    number: int
    insert: int
    name: str


class Opening(NamedTuple):
    """A line that may open an article.

    Attributes:
        at: index of the line.
        number: of the article; 0 where it is misprinted, and `readings` says what it may have meant.
        insert: for 第X条之一.
        clear: parted from its text by space, a caption, bold print or the end of the line, outside any quotation.
        caption: the heading in brackets behind the number.
        text: the rest of the line.
        quoted: it stands inside a quotation.
    """

    at: int
    number: int
    insert: int
    clear: bool
    caption: str
    text: str
    readings: tuple[int, ...] = ()
    quoted: bool = False

    @property
    def key(self) -> tuple[int, int]:
        """By which articles follow each other."""
        return (self.number, self.insert)


def labelled(lines: Sequence[Line]) -> tuple[list[Heading], list[Opening]]:
    """All headings and all lines that may open an article, each in written order."""
    headings: list[Heading] = []
    openings: list[Opening] = []
    quoted = _quoted(lines)
    for at, line in enumerate(lines):
        text = line.text
        if text[:1] == "第" and (found := _LABEL.match(text)):
            if found[2] == "条":
                if opening := _opening(at, line, found, quoted=at in quoted):
                    openings.append(opening)
            elif at not in quoted and (heading := _heading(at, line, found)):
                headings.append(heading)
        elif headings and headings[-1].until == at and not headings[-1].name and _is_name(text):
            headings[-1] = headings[-1]._replace(until=at + 1, name=squeeze(text))
        elif len(text) <= _LONGEST_UNNUMBERED and squeeze(text) in _UNNUMBERED:
            headings.append(Heading(at, at + 1, None, 0, 0, squeeze(text)))
    return headings, openings


def _is_name(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_NAME and text[-1] not in TERMINAL and not _SENTENCE.search(text)


def _heading(at: int, line: Line, found: re.Match[str]) -> Heading | None:
    number = read_numeral(squeeze(found[1]))
    rest = line.text[found.end() :]
    name = squeeze(_LEADER.sub("", rest))
    if line.mark != "heading" and (
        len(name) > _LONGEST_HEADING
        or _SENTENCE.search(name)
        or (rest[:1] not in _SPACE and name.startswith(_AFTER_HEADING))
    ):
        return None
    if number is None:
        number = next(iter(misprint_readings(squeeze(found[1]))), 0)
    level: Level = found[2]  # type: ignore[assignment] # the expression matches no other words
    if not number:
        return None
    return Heading(at, at + 1, level, number, read_numeral(found[3] or "零") or 0, name)


def _opening(at: int, line: Line, found: re.Match[str], *, quoted: bool) -> Opening | None:
    rest = line.text[found.end() :]
    words = squeeze(found[1])
    number = read_numeral(words)
    readings = misprint_readings(words) if number is None else ()
    insert = read_numeral(found[3]) or 0 if found[3] else 0
    if insert and rest[:1] not in _SPACE and rest[:1] not in "【（[(：:":  # 第三条之一般规定: no 之一
        return None
    bold = line.mark == "bold"
    caption, text = "", rest.strip()
    if named := _CAPTION.match(text):
        caption, text = squeeze(named[1] or named[2]), text[named.end() :].strip()
    parted = not rest or rest[0] in _SPACE or rest[0] in "：:" or bool(caption)
    if not bold and (_PART_OF_IT.match(text) or (not parted and _REFERENCE.match(rest))):
        return None
    clear = bold or (parted and not quoted and not readings)
    return Opening(at, number or 0, insert, clear, caption, text.lstrip("：: \u3000"), readings, quoted)


def _quoted(lines: Sequence[Line]) -> set[int]:
    """Lines that begin inside a quotation which an earlier line has opened and a later one, or they themselves, close.

    A quotation mark that is never closed, or opened again first, opens nothing; but each paragraph of a quotation may
    begin with one.
    """
    inside: set[int] = set()
    opened: int | None = None
    for at, line in enumerate(lines):
        text = line.text
        if "“" not in text and "”" not in text:
            continue
        for i, char in enumerate(text):
            if char == "“":
                opened = at if i or opened is None else opened
            elif char == "”" and opened is not None:
                inside.update(range(opened + 1, at + 1))
                opened = None
    return inside


def label_of(level: Level, number: int, insert: int) -> str:
    """The number of a provision as canonically written: 第三章, 第十二条之一."""
    return f"第{write_numeral(number)}{level}" + (f"之{write_numeral(insert)}" if insert else "")
