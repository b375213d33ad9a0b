"""Where quoted words really stand: which article of which version of which law holds them, or nearly."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple, Protocol

from sunlit.kernel.text import squeeze, words_only
from sunlit.law.values import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sunlit.law.values import HeldLaw, HeldVersion

#: What stands between marks of punctuation; an enumeration comma parts nothing, it is only left out.
_CLAUSE = re.compile(r"[^，。；：！？,.;:!?（）()《》〈〉<>“”\"‘’'…\[\]【】〔〕—\n]{7,}")
#: Characters that another width or form may stand for. Most clauses have none, and folding is what costs time.
_FORMS = re.compile("[\u2000-\u206f\u2460-\u24ff\u3200-\u33ff\uf900-\ufaff\uff00-\uffef]")
#: Shorter clauses (情节严重的, 构成犯罪的) stand in half of all laws.
_TELLING = 7
#: A clause that more articles share names none of them.
_MOST_SHARED = 200
_CANDIDATES = 12
#: Beyond this product of lengths two texts are compared by clauses, not by characters.
_MOST_WORK = 4_000_000
_ARTICLE_BITS = 22
_HASH_MASK = (1 << (63 - _ARTICLE_BITS)) - 1


class Likeness(NamedTuple):
    """How two texts agree, by their words alone.

    Attributes:
        share: the part of the first text's words that stand in the second, in its order: 1.0 for an excerpt.
        ratio: twice the shared words by all words of both (difflib's ratio): 1.0 for the same text only.
    """

    share: float
    ratio: float


class Standing(NamedTuple):
    """An article in which quoted words stand, wholly or nearly.

    Attributes:
        law, version, place, text: the article.
        share, similarity: how much of the quoted words stands in it, and how alike the texts are as wholes.
    """

    law: HeldLaw
    version: HeldVersion
    place: Place
    text: str
    share: float
    similarity: float


class TextIndex(Protocol):
    """What finds the articles that may hold quoted words: `Fingerprints`, or a database's own index."""

    def candidates(self, quoted: str) -> Iterable[tuple[HeldLaw, HeldVersion, tuple[int, int]]]:
        """Articles that share telling words with `quoted`, most promising first."""
        ...


class Fingerprints:
    """An index of clauses in bounded memory: 16 bytes a clause, nothing of the texts themselves.

    It is built on first use, in one pass over all articles. Two texts that agree anywhere share a clause between two
    marks of punctuation word for word, so whole clauses are enough to find each other by.
    """

    def __init__(self, laws: Iterable[HeldLaw]) -> None:
        """Remember whose articles to index."""
        self._laws = tuple(laws)
        self._articles: list[tuple[HeldLaw, HeldVersion, tuple[int, int]]] = []
        self._index: array[int] | None = None

    def candidates(self, quoted: str) -> Iterator[tuple[HeldLaw, HeldVersion, tuple[int, int]]]:
        """Articles that share clauses with `quoted`; clauses that few articles have count most."""
        index = self._built()
        votes: dict[int, float] = {}
        for clause in set(clauses(quoted)):
            key = _key(clause)
            start, end = bisect_left(index, key), bisect_left(index, key + (1 << _ARTICLE_BITS))
            if start < end <= start + _MOST_SHARED:
                for at in range(start, end):
                    article = index[at] & ((1 << _ARTICLE_BITS) - 1)
                    votes[article] = votes.get(article, 0.0) + len(clause) / (end - start)
        for article in sorted(votes, key=lambda one: (-votes[one], one)):
            yield self._articles[article]

    def _built(self) -> array[int]:
        if self._index is None:
            keys: list[int] = []
            for law in self._laws:
                for version in reversed(law.versions):  # among equals the newest comes first
                    for number, text in version.articles.items():
                        at = len(self._articles)
                        self._articles.append((law, version, number))
                        keys += [_key(clause) | at for clause in set(clauses(text))]
            keys.sort()
            self._index = array("Q", keys)
        return self._index


def clauses(text: str) -> list[str]:
    """The telling clauses of a text: between two marks of punctuation, words only."""
    found = (clause.replace("、", "") for clause in _CLAUSE.findall(squeeze(text)))
    folded = (unicodedata.normalize("NFKC", clause) if _FORMS.search(clause) else clause for clause in found)
    return [clause for clause in folded if len(clause) >= _TELLING]


def likeness(quoted: str, text: str) -> Likeness:
    """How the words of `quoted` agree with those of `text`."""
    one, other = words_only(quoted), words_only(text)
    if not one or not other:
        return Likeness(0.0, 0.0)
    if one in other:
        shared = len(one)
    elif len(one) * len(other) > _MOST_WORK:
        held = set(clauses(text))
        shared = min(len(other), sum(len(clause) for clause in clauses(quoted) if clause in held))
    else:
        matcher = SequenceMatcher(None, one, other, autojunk=False)
        shared = sum(block.size for block in matcher.get_matching_blocks())
    return Likeness(shared / len(one), 2 * shared / (len(one) + len(other)))


def standings(quoted: str, index: TextIndex, least: float) -> tuple[Standing, ...]:
    """The articles in which at least the part `least` of the quoted words stands, best first, each text once."""
    out: list[Standing] = []
    seen: dict[str, Likeness] = {}
    for law, version, number in index.candidates(quoted):
        text = version.articles[number]
        if text not in seen:
            if len(seen) == _CANDIDATES:
                break
            seen[text] = likeness(quoted, text)
        if seen[text].share >= least:
            out.append(Standing(law, version, Place(*number), text, *seen[text]))
    return tuple(sorted(out, key=lambda one: (-round(one.share, 3), -round(one.similarity, 3))))


def _key(clause: str) -> int:
    return (hash(clause) & _HASH_MASK) << _ARTICLE_BITS
