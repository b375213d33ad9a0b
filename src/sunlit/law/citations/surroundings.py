"""What stands around a name or a number: whether it heads a citation or is part of a quoted sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

_LOOK_BACK = 64
#: How much may stand between two citations of a list; more is text.
_SEPARATED = 10

#: Numbering marks that stand alone.
_BULLETS = "①-⑳⑴-⒇⒈-⒛●■◆★·"
_CLAUSE = re.compile(rf"[^《》【】()\[\]。.,;:!?“”…\n\t、{_BULLETS}]*\Z")
_JOINED = re.compile(r"^\s?(?:以及|和|与|及|并)")
_CONNECTED = re.compile(
    r"^\s?(?:(?:法律|法定|设定|实施|行使|处罚|许可|执法|政策|主要|职权){0,2}依据(?:为|是)?|根据|依照|按照|参照|参见|详见|见)\s?"
)
_LABEL = re.compile(
    r"(?:(?:^|(?<=[\n\t 。;]))(?:[^。.,;:“”\n\t《》]{0,8}依据\d{0,2}"
    r"|(?:法律|行政法规|地方性法规|法规|(?:部门|政府)?规章|(?:部门)?规范性文件|其他|文件))"
    r"|^[^。.,;:“”\n\t《》第]{1,12})\s?:\s?\Z"
)
_NUMBERED = re.compile(
    r"(?:(?:^|(?<=[\n\t 。;:]))\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)、]|\.(?!\d))"
    rf"|[{_BULLETS}])\s?\Z"
)

_LINE_ENDS = frozenset("。;:!?.…”)】》'’]>")
_SENTENCE_ENDS = frozenset("。;!?…”")
_SEPARATORS = re.compile(r"(?:[\s、,;。]|以及|和|及|与|并|[(]?\d{1,2}[.、)])*")
_LISTING = re.compile(r"[、,;和及与并]")
#: Words after which a number or a title goes on with the sentence before it, even on a new line.
_LEADING = re.compile(
    r"(?:本(?:法|条例|办法|规定|规则|细则|决定)|[该同]法|违反|依照|根据|按照|依据|参照|适用|执行|遵守|符合"
    r"|[和或及与至到、,]|以及|并|《)\Z"
)
_PROSE = re.compile(
    r"\s?的| ?(?:所[列称规述指定]|之规定|(?:有关|相关)规定|规定(?!\s?[:,“]|$|\s?\n)|情形|以[上下内外]|[等及或和与、])"
)
_COLON = re.compile(r"\s?(?:(?:的?规定|明确|要求)?\s?[:“]|…|\.{3}|规定\s?(?:,|$|\n))")


class Where(Enum):
    """Where a name or number stands."""

    START = auto()  # nothing before it in the cell
    LISTED = auto()  # between it and the citation before stand only separators
    LINE = auto()  # opens a line, and the line before was finished
    BROKEN = auto()  # opens a line in the middle of a sentence (a hard line break), or follows a gap there
    SENTENCE = auto()  # follows the end of a sentence
    CLAUSE = auto()  # follows a semicolon
    INSIDE = auto()


class Follow(Enum):
    """What stands behind a name or number."""

    COLON = auto()  # a colon, a quotation mark, an ellipsis: a quotation begins
    END = auto()  # the line or the cell ends, or a law follows
    GAP = auto()
    SPACE = auto()
    STOP = auto()
    NOTE = auto()
    WORD = auto()
    PROSE = auto()  # 的, 规定的, 所列: the sentence goes on


@dataclass(frozen=True, slots=True)
class Lead:
    """What a law's name is led in by.

    Attributes:
        start: where it begins, its numbering and connecting words included.
        words: words of the same clause directly before it: an issuer, or the first half of a composite title.
        connected: 根据, 依照 … lead it in.
        enumerated: a bracketed number (（一）) stands before it: items of an article do that, too.
    """

    start: int
    words: str
    connected: bool
    enumerated: bool


def lead_of(text: str, at: int, since: int) -> Lead:
    """What leads in the name at `at`, looking back no further than `since`."""
    low = max(since, at - _LOOK_BACK)
    clause = _CLAUSE.search(text, low, at)
    begin = clause.start() if clause else at
    words = text[begin:at]
    joined = _JOINED.match(words)
    words = words[joined.end() :] if joined else words
    connected = _CONNECTED.match(words)
    words = words[connected.end() :] if connected else words
    start, enumerated = before_numbering(text, begin, low)
    return Lead(start, words.lstrip(), connected is not None, enumerated)


def before_numbering(text: str, at: int, since: int = 0) -> tuple[int, bool]:
    """Where the numbering or label directly before `at` begins (else `at`), and whether it is a bracketed number."""
    low = max(since, at - 16)
    label = _LABEL.search(text, low, at)
    at = label.start() if label else at
    numbered = _NUMBERED.search(text, low, at)
    return (numbered.start(), text[numbered.start()] == "(") if numbered else (at, False)


def where_is(text: str, at: int, since: int | None) -> Where:
    """Where the thing at `at` stands; `since` is the end of the last citation, None if there is none."""
    if since is not None and at - since <= _SEPARATED and _SEPARATORS.fullmatch(text, since, at):
        return Where.LISTED
    white = text[at - 1] if at and text[at - 1].isspace() else ""
    last = at - 1 - len(white)
    if last < 0:
        return Where.START
    before = text[last]
    if white == "\n":
        return Where.LINE if before in _LINE_ENDS else Where.BROKEN
    if before in _SENTENCE_ENDS:
        return Where.CLAUSE if before == ";" and white != "\t" else Where.SENTENCE
    return Where.BROKEN if white == "\t" else Where.INSIDE


def is_list(text: str, since: int, at: int) -> bool:
    """Whether what separates two citations says that the second is listed beside the first."""
    return _LISTING.search(text, since, at) is not None


def leads_on(text: str, at: int) -> bool:
    """Whether the words before `at` lead on to it: 依照, 本法, a comma."""
    end = at - 1 if at and text[at - 1].isspace() else at
    return _LEADING.search(text, max(0, end - 4), end) is not None


def follow_of(text: str, at: int) -> Follow:
    """What stands at `at`, behind a name or number."""
    if at >= len(text):
        return Follow.END
    if _COLON.match(text, at):
        return Follow.COLON
    if _PROSE.match(text, at):
        return Follow.PROSE
    here, then = text[at], text[at + 1 : at + 2]
    if here in "《【" or (here.isspace() and (not then or then in "《【")):
        return Follow.END
    return _FOLLOWS.get(here, Follow.WORD)


_FOLLOWS = {
    "\n": Follow.END, "\t": Follow.GAP, " ": Follow.SPACE, "(": Follow.NOTE, "[": Follow.NOTE,
    "。": Follow.STOP, ";": Follow.STOP, ",": Follow.STOP, ".": Follow.STOP,
}  # fmt: skip
