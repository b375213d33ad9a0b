"""The title of a law, and how else it is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sunlit.kernel.text import squeeze, title_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.law.texts.lines import Line

_STATE = "中华人民共和国"
_ENDING = re.compile(
    r"(?:法|法典|条例|规定|办法|细则|规则|决定|决议|规程|规范|通知|意见|批复|标准|目录|基准|纲要|方案|章程|制度|公约|准则|解释|函)"
    r"(?:[（(].{1,24}[）)])?$"
)
_ORDER = re.compile(r"(?:令|公\s{0,6}告)$|^第\s{0,2}\d{1,5}\s{0,2}号$")
_ENACTED = re.compile(r"《(.{2,120}?)》\s{0,2}(?:已|业|经|由|，已|的议案)")
_NOT_A_TITLE = re.compile(r"[。；！？]|^[（(]|第.{1,12}[次届]|[：:]|[12]\d{3}年\d|^[各你]")
_VERSION_NOTE = re.compile(
    r"[（(]\s{0,2}(?:[12]\d{3}年?[^（()）]{0,16}(?:修[订正改]|公布|发布|版|本)|[12]\d{3}-\d\d-\d\d)[^（()）]{0,8}[）)]$"
)
_LONGEST_TITLE = 120
_CALLED = re.compile(r"《([^《》]{2,120})》\s{0,2}[（(]以下(?:简称|称)[：:“”《「]{0,2}([^）)”》」]{2,40})")
_GENERIC = {
    "条例",
    "办法",
    "规定",
    "细则",
    "规则",
    "决定",
    "意见",
    "通知",
    "方案",
    "标准",
    "本法",
    "规范",
    "纲要",
    "目录",
}
_NOTICE = re.compile(r"(?:印发|发布|公布|转发|批转|施行)《?(.{4,100}?)》?的(?:通知|决定|公告|通告|函)$")
_DATE_IN_NAME = re.compile(r"[（(【\[_\s-]{0,3}[12]\d{3}[-_.年]?\d{1,2}[-_.月]?\d{1,2}日?[）)】\]]?$")


class Title(NamedTuple):
    """The title of a law, that of the notice that issues it (else empty), and the lines of the head with either."""

    text: str
    notice: str
    lines: set[int]


def title_of(head: Sequence[Line], front: str, name: str) -> Title:
    """The title of a text.

    By right of precedence: the line that repeats what a notice says it issues, or an order says was enacted
    (《…》已由…); a Markdown heading; the first line that ends as titles do, joined with the next where it is broken;
    the front matter; the first line at all; the file's name.
    """
    candidates = _candidates(head)
    issued = {title_key(m[1]): text for text, _ in candidates if (m := _NOTICE.search(text))}
    enacted = {title_key(m[1]): "" for line in head if (m := _ENACTED.search(line.text))} | issued
    own = [(text, lines) for text, lines in candidates if title_key(text) in enacted]
    marked = [(_plain(line.text), {i}) for i, line in enumerate(head) if line.mark == "heading" and line.text]
    ending = [(text, lines) for text, lines in candidates if _ENDING.search(text)]
    given = [(_plain(front), set[int]())] if front else []
    named = [(name_of(name), set[int]())]
    text, lines = [*own[-1:], *marked, *ending, *given, *candidates, *named][0]
    notice = enacted.get(title_key(text), "")
    same = {i for i, line in enumerate(head) if line.text and _plain(line.text) in {text, notice or text}}
    return Title(text, notice, lines | same)


def name_of(name: str) -> str:
    """What a file's name calls the law: without folder, extension and the day of the version."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = re.sub(r"\.(?:md|markdown|txt|text|docx)$", "", stem, flags=re.IGNORECASE)
    return squeeze(_DATE_IN_NAME.sub("", stem))


def short_titles_of(title: str, notice: str, head: Sequence[str]) -> tuple[str, ...]:
    """How else a law is called: without 中华人民共和国, also inside its title, and what its own text abbreviates.

    Args:
        title: the full title.
        notice: the title of the notice that issues it, where there is one.
        head: lines before the first provision, in which 《…》（以下简称…） may name the law itself.
    """
    short = []
    if title.startswith(_STATE):
        short.append(title.removeprefix(_STATE))
    elif _STATE in title:
        short.append(title.replace(_STATE, ""))
    for line in head:
        for found in _CALLED.finditer(line):
            called = squeeze(found[2]).strip("“”《》")
            if title_key(found[1]) == title_key(title) and called not in _GENERIC and not called.startswith("本"):
                short.append(called)
    short.append(notice)
    return tuple(dict.fromkeys(name for name in short if name and name != title))


def _candidates(head: Sequence[Line]) -> list[tuple[str, set[int]]]:
    """Lines that can be a title, a broken one joined with the line or two behind it."""
    found: list[tuple[str, set[int]]] = []
    taken: set[int] = set()
    for i, line in enumerate(head):
        if i in taken or not _may_be_title(line.text):
            continue
        text, lines = _plain(line.text), {i}
        for j in (i + 1, i + 2):
            if _ENDING.search(text) or j >= len(head) or not _may_be_title(head[j].text):
                break
            text, lines = text + _plain(head[j].text), lines | {j}
        if not _ENDING.search(text):
            text, lines = _plain(line.text), {i}
        taken |= lines
        found.append((text, lines))
    return found


def _may_be_title(text: str) -> bool:
    return 1 < len(text) <= _LONGEST_TITLE and not _NOT_A_TITLE.search(text) and not _ORDER.search(text.strip())


def _plain(text: str) -> str:
    return _VERSION_NOTE.sub("", squeeze(text))
