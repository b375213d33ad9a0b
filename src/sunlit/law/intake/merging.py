"""Two texts of one version: whether they say the same, and both as one where each holds a part."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.kernel.text import words_only
from sunlit.law.intake.records import Articles, Changes
from sunlit.law.texts import article_diff
from sunlit.law.values import Provision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from sunlit.law.values import Warned

#: (level, label, number, insert, heading) of what an article stands in, outermost first.
_Path = tuple[Provision, ...]


def same_words(one: str, other: str) -> bool:
    """Whether two texts of an article differ in print alone."""
    return one == other or words_only(one) == words_only(other)


def conflicts(held: Articles, new: Articles) -> list[tuple[int, int]]:
    """The articles that both have and that read differently."""
    return sorted(key for key in held.keys() & new.keys() if not same_words(held[key], new[key]))


def changes(since: date | None, before: Articles, after: Articles) -> Changes:
    """How `after` differs from `before`, article by article."""
    told = article_diff(before, after)
    kept = Counter(change.text_changed for change in told if change.old and change.new)
    kinds = Counter(change.kind for change in told)
    return Changes(
        since, same=kept[False], changed=kept[True], added=kinds["added"], removed=kinds["removed"],
        renumbered=kinds["renumbered"],
    )  # fmt: skip


def merged(held: Sequence[Provision], new: Sequence[Provision]) -> tuple[Provision, ...]:
    """Both in one order of articles, the headings of each kept once; of an article both have, the held text."""
    entries = sorted([*_entries(held, 0), *_entries(new, 1)], key=lambda e: e[0])
    out: list[Provision] = []
    at: dict[_Path, int] = {(): -1}
    seen: dict[tuple[int, int], int] = {}
    for (*_, source, _place), path in entries:
        leaf = path[-1]
        if leaf.level == "条" and seen.setdefault((leaf.number, leaf.insert), source) != source:
            continue
        for depth in range(1, len(path) + 1):
            step = path[:depth]
            is_article = step[-1].level == "条"
            if is_article or step not in at:
                at[step] = len(out)
                out.append(replace(step[-1], parent=at[step[:-1]]))
    return tuple(out)


def without_gap(articles: Articles) -> bool:
    """Whether the numbers run from 1 without a hole."""
    numbers = {number for number, _ in articles}
    return numbers == set(range(1, len(numbers) + 1)) and bool(numbers)


def still_unknown(held: Iterable[Warned], new: Iterable[Warned]) -> tuple[Warned, ...]:
    """The warnings of a held text, without those that its law is unknown in what another file of it tells."""
    told = {"rank-unknown", "date-unknown"} - {w.kind for w in new}
    return tuple(w for w in held if w.kind not in told)


def warnings_of_both(
    held: tuple[Articles, Sequence[Warned]], new: tuple[Articles, Sequence[Warned]]
) -> tuple[Warned, ...]:
    """What remains to be warned of once two parts are one.

    A gap that the other fills is none, nor is an end that the other goes beyond.
    """
    settled = {"no-articles"} | ({"gap"} if without_gap({**held[0], **new[0]}) else set())
    kept = []
    for (articles, warned), (others, also) in ((held, new), (new, held)):
        passed = settled | ({"truncated"} if _beyond(others, articles) else set())
        kept += [w for w in still_unknown(warned, also) if w.kind not in passed]
    return tuple(dict.fromkeys(kept))


def _beyond(one: Articles, other: Articles) -> bool:
    return max(one, default=(0, 0)) > max(other, default=(0, 0))


def _entries(provisions: Sequence[Provision], source: int) -> Iterator[tuple[tuple[int, int, int, int], _Path]]:
    """Each article, and each heading with nothing under it, with its path, keyed by where it belongs."""
    parents = {p.parent for p in provisions}
    last = (0, 0)
    for place, provision in enumerate(provisions):
        if provision.level == "条":
            last = (provision.number, provision.insert)
        elif place in parents:
            continue
        yield (*last, source, place), _path(provisions, place)


def _path(provisions: Sequence[Provision], place: int) -> _Path:
    path: list[Provision] = []
    while place >= 0:
        provision = provisions[place]
        path.append(replace(provision, parent=-1))
        place = provision.parent
    return tuple(reversed(path))
