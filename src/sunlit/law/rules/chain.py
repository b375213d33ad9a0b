"""From which day to which a version of a law is in force, and when the law ends.

A newer version takes the older one's place on its first day (立法法 2023 第六十二条: a law states its day of effect). A
law ends on the day another text says so, and by none that ranks below it: only who makes a law, or stands above,
ends it (立法法 2023 第九十八条至第一百零二条).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sunlit.law.rules.kinds import Kind, band_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """The days a version tells of itself. `ends` is its own term (有效期五年), if it limits itself."""

    key: str
    promulgated: date | None
    dated: date | None
    effective: date | None
    ends: date | None = None

    @property
    def begins(self) -> date | None:
        """First day in force; where it is not told, the day of the version."""
        return self.effective or self.dated


@dataclass(frozen=True, slots=True)
class EndTold:
    """A text says that a law ends.

    Attributes:
        day: first day no longer in force.
        made: day on which the ended law had been made, if told: a younger law of the same title is not meant.
        by: title and article that say so; `told_by` the version they stand in.
        before: where a law ends its own predecessor of the same title: the day it was itself made.
    """

    day: date
    made: date | None
    by: str
    told_by: str
    before: date | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """The last day of each version as the first day after it, and of the law as a whole."""

    until: Mapping[str, date | None]
    ended: date | None = None
    ended_by: str = ""
    told_by: str = ""


#: What is said of a law that limits its own term.
OWN_TERM = "本文件规定的有效期届满"


def reaches(*, teller: tuple[Kind, str], ended: tuple[Kind, str]) -> bool:
    """Whether a text of one (kind, region) can end another of the same title it names.

    A body ends what it or a lower body of its own region made; a text whose kind is not shown is judged by title alone.
    """
    (kind, region), (other_kind, other_region) = teller, ended
    if Kind.UNKNOWN in (kind, other_kind):
        return True
    return region == other_region and band_of(kind) <= band_of(other_kind)


def chain(spans: Sequence[Span], told: Iterable[EndTold]) -> Chain:
    """How the versions of one law follow each other, and when it ends."""
    order = sorted((s for s in spans if s.begins), key=lambda s: (s.begins, s.dated or s.begins, s.key))
    undated = [s for s in spans if not s.begins]
    told = sorted(told, key=lambda t: (t.day, t.by))
    until: dict[str, date | None] = {}
    last: tuple[date | None, str, str] = (None, "", "")
    for span, after in zip([*undated, *order], [*(None for _ in undated), *order[1:], None], strict=False):
        end = _end(span, told)
        taken_over = after.begins if after else None
        until[span.key] = min((d for d in (end[0], taken_over) if d), default=None)
        last = end if until[span.key] == end[0] else (None, "", "")
    return Chain(until, *last)


def _end(span: Span, told: Sequence[EndTold]) -> tuple[date | None, str, str]:
    found = next((t for t in told if _meant(span, t)), None)
    if span.ends and (not found or span.ends <= found.day):
        return (span.ends, OWN_TERM, "")
    return (found.day, found.by, found.told_by) if found else (None, "", "")


def _meant(span: Span, told: EndTold) -> bool:
    if span.promulgated and told.made and span.promulgated > told.made:
        return False
    if told.before:
        return bool(span.begins and (span.dated or span.begins) < told.before)
    return not (span.dated and span.dated >= told.day)


class Standing(StrEnum):
    """How a version or a law stands on a day."""

    IN_FORCE = "in-force"
    NOT_YET = "not-yet"
    NO_LONGER = "no-longer"
    UNKNOWN = "unknown"  # the text tells no day


def standing(begins: date | None, until: date | None, on: date) -> Standing:
    """How what is in force from `begins` up to, and without, `until` stands on a day."""
    if until and until <= on:
        return Standing.NO_LONGER
    if begins is None:
        return Standing.UNKNOWN
    return Standing.IN_FORCE if begins <= on else Standing.NOT_YET


def standing_of_law(spans: Iterable[tuple[date | None, date | None]], on: date) -> tuple[int, Standing]:
    """Which of a law's versions (begins, until) speaks for it on a day, by position, and how the law stands.

    The one in force; else the one coming next; else one without a day; else the last that was in force.

    Raises:
        ValueError: there is no version.
    """
    best: tuple[tuple[int, int], int, Standing] | None = None
    for place, (begins, until) in enumerate(spans):
        how = standing(begins, until, on)
        far = abs(((until if how is Standing.NO_LONGER else begins) or on).toordinal() - on.toordinal())
        weight = (_SPEAKS.index(how), far)
        if best is None or weight < best[0]:
            best = (weight, place, how)
    if best is None:
        message = "a law has at least one version"
        raise ValueError(message)
    return best[1], best[2]


def older_in_force(promulgated: date | None, dated: date | None, on: date) -> bool:
    """Whether, on a day before the oldest held version, an older one that is not held was already made."""
    return bool(promulgated and dated and promulgated < dated and promulgated <= on)


_SPEAKS = (Standing.IN_FORCE, Standing.NOT_YET, Standing.UNKNOWN, Standing.NO_LONGER)
