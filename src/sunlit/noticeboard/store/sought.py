"""What of a record can be searched, and what a query asks for: texts, tokens, terms. Computation alone.

Neither database cuts Chinese into words; both index pairs of characters that we make, so both find the same. Each run
of letters ends with its last character alone: one character is found by prefix, and no phrase crosses two runs.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.kernel.numerals import read_numeral

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sunlit.noticeboard.values import PublicPower

#: Terms of a query and characters of a term beyond these are left out; nobody types more.
MOST_TERMS, MOST_CHARACTERS = 8, 40
_SHORT = 4
_RUN = re.compile(r"\w+")
_ENDED = ("cancelled", "abolished")
_ARTICLE = re.compile(r"第([〇零一二三四五六七八九十百千两\d]+)条")
#: 行政处罚法63, 行政处罚法第63条: a law and one of its articles without a space between.
_GLUED = re.compile(r"(.*(?:法|条例|办法|规定|细则|规则))(第?\d{1,4}(?:条(?:之[一二三四五六七八九十])?)?)")
_LATIN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Texts:
    """One power as it is searched: its names (official first), everything else, the names in Latin letters.

    Attributes:
        ended: no organ may exercise it any more: found, and shown last.
    """

    name: str
    text: str = ""
    type: str = ""
    unit: str = ""
    region: str = ""
    tier: int = 0
    standing: str = ""
    ended: bool = False

    @property
    def pinyin(self) -> str:
        """Each name in full pinyin and by initials."""
        return "\n".join(line for name in self.name.split("\n") for line in spelled(name))


def folded(text: str) -> str:
    """`text` as it is compared: widths alike, small letters."""
    return unicodedata.normalize("NFKC", text).lower()


def spelled(name: str) -> tuple[str, ...]:
    """A name in full pinyin and by initials: 夜市 is yeshi and ys."""
    from pypinyin import Style, lazy_pinyin  # its dictionary is large: only who writes or guesses loads it

    full = _LATIN.findall("".join(lazy_pinyin(name)).lower())
    first = _LATIN.findall("".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower())
    return tuple(dict.fromkeys(filter(None, ("".join(full), "".join(first)))))


def texts_of(power: PublicPower) -> Texts:
    """What of a power is searched."""
    bases = [line for b in power.bases for line in _cited(b.title, b.article)]
    parts = [
        power.code, *power.codes, power.unit_name, power.holder, power.preparer, power.type_words, *bases,
        *(m.name for m in power.materials), *power.served, power.result, *power.conditions,
        *(s.post_name for s in power.steps), *(f.name for f in power.fees),
    ]  # fmt: skip
    return Texts(
        name=_lines([power.name, *power.aliases]), text=_lines(parts), type=power.type, unit=power.unit,
        region=power.region, tier=power.tier, standing=power.standing, ended=power.standing in _ENDED,
    )  # fmt: skip


def _cited(title: str, article: str) -> Iterator[str]:
    """A citation as printed, and the article's number in digits."""
    yield f"{title}{article}"
    for numeral in _ARTICLE.findall(article):
        number = read_numeral(numeral)
        if number is not None:
            yield f"第{number}条"


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(folded(part).strip() for part in parts if part and part.strip()))


def tokens(text: str) -> list[str]:
    """What of a folded text goes into the index: pairs of each run of letters, and the run's last character."""
    out: list[str] = []
    for run in _RUN.findall(text):
        out += [run[i : i + 2] for i in range(len(run) - 1)]
        out.append(run[-1])
    return out


def phrases(term: str) -> list[list[str]]:
    """What the index is asked for a term: for each run of letters its pairs; one character alone is asked by prefix."""
    return [[run[i : i + 2] for i in range(len(run) - 1)] or [run] for run in _RUN.findall(term)]


def terms_of(query: str) -> tuple[str, ...]:
    """The terms of a query, each of which must be found: parted by spaces, and a law from its article."""
    out: list[str] = []
    for word in folded(query).split():
        glued = _GLUED.fullmatch(word)
        out += [part[:MOST_CHARACTERS] for part in (glued.groups() if glued else (word,))]
    return tuple(dict.fromkeys(term for term in map(_article, out) if _RUN.search(term)))[:MOST_TERMS]


def _article(term: str) -> str:
    """第063条 and 63条 as the index has them: 第63条."""
    found = re.fullmatch(r"第?0*(\d{1,4})条", term)
    return f"第{found[1]}条" if found else term


def near(query: str, name: str) -> bool:
    """Whether some part of a name is the query but for one character wrong, missing, too many, or two swapped."""
    return any(_one_off(query, name[i : i + n]) for n in _lengths(query) for i in range(max(0, len(name) - n + 1)))


def _lengths(query: str) -> tuple[int, ...]:
    """How long a part may be; of so short a query that two characters would do, only as long as itself."""
    n = len(query)
    return (n,) if n < _SHORT else (n, n - 1, n + 1)


def _one_off(one: str, other: str) -> bool:
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    a, b = one[same:], other[same:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (a[2:] == b[2:] and a[:2] == b[1::-1])
    return a[1:] == b if len(a) > len(b) else a == b[1:]


def gaps(query: str) -> Iterator[tuple[str, str]]:
    """What stands before and after each place where a slip may be: one of the pairs is in whatever is near."""
    seen: set[tuple[str, str]] = set()
    for width in (1, 2):
        for at in range(len(query) - width + 1):
            pair = (query[:at], query[at + width :])
            if pair not in seen and any(pair):
                seen.add(pair)
                yield pair
