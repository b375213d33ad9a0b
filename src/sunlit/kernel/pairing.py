"""Which article of a law's new version comes from which of its old one, whatever number it bears."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sunlit.kernel.text import words_only

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: An article by its number and that after 之.
Key = tuple[int, int]

#: How much two articles must share (Dice, of pairs of characters) to be one: at the same number, and at another.
_SAME_NUMBER, _OTHER_NUMBER = 0.3, 0.6
#: Pairs of characters that so many articles share (应当, 规定) do not help to find a partner.
_COMMON = 60
_CANDIDATES = 5


def pair_articles(old: Mapping[Key, str], new: Mapping[Key, str]) -> dict[Key, Key]:
    """For each new article the old one it comes from: first those of the same words, then the most alike.

    What has no partner is missing: a new article that is added, an old one that is gone.
    """
    partner: dict[Key, Key] = {}
    by_words: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(old):
        by_words[words_only(old[key])].append(key)
    words = {key: words_only(text) for key, text in new.items()}
    for key in sorted(new, key=lambda k: (k not in by_words[words[k]], k)):
        same = by_words[words[key]]
        if same:
            partner[key] = key if key in same else same[0]
            same.remove(partner[key])
    left = [key for keys in by_words.values() for key in keys]
    alike = sorted(_alike(old, new, left, [key for key in new if key not in partner]), reverse=True)
    taken: set[Key] = set()
    for _, before, after in alike:
        if before not in taken and after not in partner:
            partner[after] = before
            taken.add(before)
    return partner


def _alike(
    old: Mapping[Key, str], new: Mapping[Key, str], before: Sequence[Key], after: Sequence[Key]
) -> Iterator[tuple[float, Key, Key]]:
    """Pairs of articles that share enough to be one, with how much they share; at one number a little more."""
    pairs = {key: _pairs_of(old[key]) for key in before}
    of_new = {key: _pairs_of(new[key]) for key in after}
    holders: dict[str, list[Key]] = defaultdict(list)
    for key, found in of_new.items():
        for pair in found:
            holders[pair].append(key)
    for key, found in pairs.items():
        shared = Counter(other for pair in found if len(holders[pair]) <= _COMMON for other in holders[pair])
        likely = {other for other, _ in shared.most_common(_CANDIDATES)} | ({key} & of_new.keys())
        for other in likely:
            dice = 2 * len(found & of_new[other]) / max(1, len(found) + len(of_new[other]))
            if dice >= (_SAME_NUMBER if key == other else _OTHER_NUMBER):
                yield dice + 0.1 * (key == other), key, other


def _pairs_of(text: str) -> set[str]:
    plain = words_only(text)
    return {plain[i : i + 2] for i in range(max(1, len(plain) - 1))}
