"""Chinese text as clerks type it: what to squeeze, what to fold, and what two spellings of one thing share."""

from __future__ import annotations

import re
import unicodedata

#: Space in every width, tab and line break, and the invisible characters office programs leave behind.
_SPACE = re.compile(r"[\s\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff\u00ad]+")
#: Marks that turn the direction of writing; in a name or title they can only deceive.
_DIRECTION = re.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_TITLE_MARKS = str.maketrans(dict.fromkeys("《》〈〉<>＜＞「」『』“”\"'‘’", ""))
_PUNCTUATION = re.compile(r"[^\w]+|_")


def squeeze(text: str) -> str:
    """`text` without any white space: names broken over lines for print are one name again."""
    return _SPACE.sub("", text)


def tidy(text: str) -> str:
    """Every run of white space to one space, none at the ends."""
    return _SPACE.sub(" ", text).strip()


def fold(text: str) -> str:
    """Full-width letters and digits to plain ones, the rest as it was (full-width punctuation is right in Chinese)."""
    return "".join(
        unicodedata.normalize("NFKC", c) if "０" <= c <= "ｚ" and unicodedata.normalize("NFKC", c).isalnum() else c
        for c in text
    )


def without_direction_marks(text: str) -> str:
    """`text` without the marks that turn the direction of writing."""
    return _DIRECTION.sub("", text)


def title_key(title: str) -> str:
    """What two spellings of one title share: no space, no title marks, brackets and widths alike.

    >>> title_key("《示范省实施〈夜市条例〉办法》") == title_key("示范省实施<夜市条例> 办法")
    True
    """
    plain = squeeze(title).translate(_TITLE_MARKS)
    return unicodedata.normalize("NFKC", plain)


def words_only(text: str) -> str:
    """Letters, digits and characters alone, widths folded: what must agree when a quotation is compared."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", squeeze(text)))


def bigrams(text: str) -> str:
    """`text` as overlapping pairs of characters, separated by spaces: 行政许可 is 行政 政许 许可.

    Built into the index and into every query alike, so that a phrase query finds each substring of two or
    more characters and nothing else.
    """
    out = []
    for run in re.findall(r"\w+", unicodedata.normalize("NFKC", text).lower()):
        out += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
    return " ".join(out)
