"""Which held law a title means: by its full title, by a shorter one, or by one whose region or issuer is left out."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, NamedTuple

from sunlit.kernel.text import title_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sunlit.law.values import HeldLaw

#: How a title was understood: `full`, by a `short` one, with its region or issuer `dropped`, or not at all.
How = Literal["full", "short", "dropped", ""]

_STATE = "中华人民共和国"
_EDITION = re.compile(
    r"\((?:\d{4}(?:年|-\d{1,2}-\d{1,2})?[^()]{0,12}?(?:修[订正改]|版|文本)?|(?:最新|现行)?修[订正改][^()]{0,8})\)$"
)
_TRIAL = re.compile(r"\((?:试行|暂行|草案)\)$")
_ISSUED = re.compile(
    r"(?:印发|发布|公布|颁布|转发|批转|施行)(?P<title>.{3,100}?(?:办法|规定|细则|条例|规则|意见|方案|规范|标准|目录))(?:\(试行\))?的(?:通知|决定|公告|函)$"
)
_ABOUT = re.compile(r"^.{2,30}?(?=关于)")
#: How a local text calls its own region: 自治区…条例, 本市…办法.
_OWN_REGION = re.compile(r"^(?:我|本|全)?(?P<tier>自治区|自治州|自治县|省|市|州|县|区)(?=.{4})")

#: What is left of a title without its region must still name something (渡口条例, not 条例).
_TELLING = 4
#: Titles whose overlap is looked at closely; among thousands no more than a handful can be meant.
_CANDIDATES = 10
#: Below this likeness a title is no help to someone who looks for another.
_ALIKE = 0.7
#: One character in so many may be another one by a slip; more of them make another law's name (会计法 is not 统计法).
_ONE_SLIP_IN = 6
#: What kind of text a title says it is; a 细则 is never the 办法 it carries out.
_ENDING = re.compile(r"(?:办法|条例|规定|细则|规则|决定|通知|意见|法典|法|方案|标准|规范|目录)(?=(?:\([^()]*\))?$)")
#: A pair of characters that more than this part of all titles share tells nothing (管理, 办法).
_COMMON = 0.15
_REMEMBERED = 8192


class Named(NamedTuple):
    """The laws a title may mean, and how it was understood."""

    laws: tuple[HeldLaw, ...]
    how: How


class TitleIndex:
    """Titles of held laws, for looking up and for suggesting."""

    def __init__(self, laws: Iterable[HeldLaw]) -> None:
        """Index the full and short titles of `laws`."""
        self.laws = tuple(laws)
        self._full: dict[str, list[HeldLaw]] = {}
        self._short: dict[str, list[HeldLaw]] = {}
        self._dropped: dict[str, list[HeldLaw]] = {}
        for law in self.laws:
            key = title_key(law.title)
            _put(self._full, key, law)
            for short in {key.replace(_STATE, ""), *map(title_key, law.short_titles)}:
                _put(self._short, short, law)
                _put(self._short, _TRIAL.sub("", short), law)
            for less in _with_less(key.replace(_STATE, ""), law):
                _put(self._dropped, less, law)
        self._pairs: dict[str, list[int]] | None = None
        self._nearest: dict[str, tuple[str, ...]] = {}

    def find(self, title: str) -> Named:
        """The laws that `title` may mean: those of that full title, else of that short one, else with less of it."""
        key = title_key(title)
        for plain in dict.fromkeys((key, _EDITION.sub("", key))):
            if plain in self._full:
                return Named(tuple(self._full[plain]), "full")
        bare = _EDITION.sub("", key).replace(_STATE, "")
        for name in _shorter(bare):
            if name in self._short:
                return Named(tuple(self._short[name]), "short")
        found = self._less(bare)
        return Named(found, "dropped" if found else "")

    def nearest(self, title: str, n: int = 3) -> tuple[str, ...]:
        """Full titles of held laws that look like `title`, best first, at most `n`; none that does not look alike."""
        key = title_key(title).replace(_STATE, "")
        if key not in self._nearest:
            if len(self._nearest) >= _REMEMBERED:
                self._nearest.clear()
            self._nearest[key] = tuple(self._alike(key))
        return self._nearest[key][:n]

    def _less(self, bare: str) -> tuple[HeldLaw, ...]:
        """Laws found only when the region or issuer is left out, of the tier that the title tells, if it does."""
        own = _OWN_REGION.match(bare)
        if own and (found := self._dropped.get(bare[own.end() :])):
            return tuple(law for law in found if own["tier"] in law.region)
        return tuple(self._dropped.get(bare, ()))

    def _alike(self, key: str) -> Iterator[str]:
        """Titles by likeness. Pairs of characters choose the candidates, so that thousands of titles stay quick."""
        if self._pairs is None:
            self._pairs = _pairs_of(self.laws)
        votes: dict[int, float] = {}
        common = max(8, int(len(self.laws) * _COMMON))
        postings = [self._pairs[pair] for pair in _pairs(key) if pair in self._pairs]
        for posting in [p for p in postings if len(p) <= common] or postings:
            for at in posting:
                votes[at] = votes.get(at, 0.0) + 1 / len(posting)
        best = sorted(votes, key=lambda at: (-votes[at], at))[:_CANDIDATES]
        scored = sorted((-_likeness(key, self.laws[at]), at) for at in best)
        yield from dict.fromkeys(self.laws[at].title for score, at in scored if -score >= _ALIKE)


def _put(index: dict[str, list[HeldLaw]], key: str, law: HeldLaw) -> None:
    if key and law not in (laws := index.setdefault(key, [])):
        laws.append(law)


def _shorter(bare: str) -> Iterator[str]:
    """What a cited title may stand for: itself, without （试行）, or what its notice issues (关于印发〈…〉的通知)."""
    yield bare
    yield _TRIAL.sub("", bare)
    issued = _ISSUED.search(bare)
    if issued:
        yield issued["title"]


def _with_less(key: str, law: HeldLaw) -> Iterator[str]:
    """A law's title without its region, and without the issuer that stands before 关于."""
    if law.region and key.startswith(law.region) and len(key) >= len(law.region) + _TELLING:
        yield key.removeprefix(law.region)
    if (about := _ABOUT.sub("", key)) != key:
        yield about


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def _pairs_of(laws: tuple[HeldLaw, ...]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for at, law in enumerate(laws):
        for pair in set().union(*map(_pairs, _names(law))):
            index.setdefault(pair, []).append(at)
    return index


def _names(law: HeldLaw) -> set[str]:
    """All names, with and without 中华人民共和国 (a slip may be in those words, too) and the law's region."""
    keys = {title_key(name) for name in (law.title, *law.short_titles)}
    keys |= {key.replace(_STATE, "") for key in keys}
    return keys | {less for key in keys for less in _with_less(key, law)}


def _likeness(key: str, law: HeldLaw) -> float:
    """How like one of the law's names a title is; 0 where too much of it is another word."""
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(key)
    best = 0.0
    for name in _names(law):
        matcher.set_seq1(name)
        if matcher.quick_ratio() > best and _same_ending(name, key):
            shared = sum(block.size for block in matcher.get_matching_blocks())
            shorter = min(len(name), len(key))
            if (shorter - shared) * _ONE_SLIP_IN <= shorter:
                best = max(best, matcher.ratio())
    return best


def _same_ending(name: str, key: str) -> bool:
    one, other = _ENDING.search(name), _ENDING.search(key)
    return one is None or other is None or one[0] == other[0]
