"""What a citizen types of a unit, a law and an article, beside what the records call them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sunlit.kernel.numerals import NUMERAL_CHARS, read_numeral
from sunlit.kernel.text import squeeze, title_key

if TYPE_CHECKING:
    from collections.abc import Iterable

_ARTICLE = re.compile(f"第?([{NUMERAL_CHARS}]+)条(?:之([{NUMERAL_CHARS}]+))?")
_BARE = re.compile(f"([{NUMERAL_CHARS}]+)")
_COUNTRY = "中华人民共和国"


def article_key(words: str) -> tuple[int, int] | None:
    """The article `words` name, as its number and that after 之; None if they name none.

    >>> article_key("第十二条之一第二款"), article_key("63"), article_key("第六一条"), article_key("附则")
    ((12, 1), (63, 0), None, None)
    """
    plain = squeeze(unicodedata.normalize("NFKC", words))
    if found := _ARTICLE.search(plain):
        number, after = read_numeral(found[1]), read_numeral(found[2]) if found[2] else 0
        return None if number is None or after is None else (number, after)
    number = read_numeral(plain) if _BARE.fullmatch(plain) else None
    return None if number is None else (number, 0)


def anchor(label: str) -> str:
    """The anchor of an article by its label: a63, a4-2; empty for what is none."""
    key = article_key(label)
    return "" if key is None else f"a{key[0]}" + (f"-{key[1]}" if key[1] else "")


def split_citation(words: str) -> tuple[str, str]:
    """A law and its article typed in one.

    >>> split_citation("行政处罚法 63"), split_citation("《行政处罚法》第六十三条第一款"), split_citation("行政处罚法")
    (('行政处罚法', '63'), ('行政处罚法', '第六十三条第一款'), ('行政处罚法', ''))
    """
    plain = unicodedata.normalize("NFKC", words).strip()
    found = re.search(f"第[{NUMERAL_CHARS}]+条.*$", plain) or re.search(r"[0-9]{1,4}条?$", plain)
    if found:
        return plain[: found.start()].strip(" 《》"), found[0].strip()
    return plain.strip(" 《》"), ""


def same_law(typed: str, title: str) -> bool:
    """Whether what was typed can mean the law: its title, with or without the country's name, or a part of it."""
    want = title_key(typed).replace(_COUNTRY, "")
    return bool(want) and want in title_key(title).replace(_COUNTRY, "")


def same_unit(typed: str, names: Iterable[str]) -> bool:
    """Whether what was typed is one of a unit's names (full, short, former) or its code."""
    want = title_key(typed)
    return bool(want) and any(want == title_key(n) for n in names if n)


def near_unit(typed: str, names: Iterable[str]) -> bool:
    """Whether what was typed is a part of one of a unit's names."""
    want = title_key(typed)
    return bool(want) and any(want in title_key(n) for n in names if n)
