"""逐条查阅有无遗漏: the provisions that confer a power on a unit, and which of them no power of it rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.catalogue import policies
from sunlit.catalogue.models import GapAnswer
from sunlit.catalogue.models.resting import articles_rested_on
from sunlit.catalogue.rules.gaps import Provided, concerns
from sunlit.kernel import clock
from sunlit.law import queries as law
from sunlit.law.rules.holders import words_for
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.law.conferring import Conferral
    from sunlit.law.queries import LawConferring, LawListed, VersionSeen
    from sunlit.organs.values import UnitSeen, Viewer


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """Why a unit registers no power by a provision; `before`: given for an earlier version, it no longer holds."""

    id: UUID
    reason: str
    by: str
    at: datetime
    before: bool


@dataclass(frozen=True, slots=True)
class ProvidedSeen:
    """A provision that confers a power on the unit.

    Attributes:
        state: `gap`, `answered`, or `covered` by a power in the directory.
        answer: the one that stands or, of a gap, the last for an earlier version; None where there is none.
    """

    key: Provided
    law: LawListed
    version: VersionSeen
    power: Conferral
    state: str
    answer: AnswerSeen | None


@dataclass(frozen=True, slots=True)
class GapsSeen:
    """What the laws in force confer on a unit, in their order, and how many of each state there are."""

    unit: UnitSeen
    on: date
    provisions: tuple[ProvidedSeen, ...]
    counts: Mapping[str, int]

    @property
    def gaps(self) -> tuple[ProvidedSeen, ...]:
        """Those that neither a power nor an answer meets."""
        return tuple(one for one in self.provisions if one.state == "gap")


def gaps(viewer: Viewer, unit_id: UUID, *, on: date | None = None) -> GapsSeen:
    """The provisions of laws in force that confer a power on a unit, and what meets each. Eleven statements at most.

    Raises:
        NotAllowed: whoever may not read what the unit has not published, and where there is no such unit.
    """
    if not policies.may_read(viewer, unit_id):
        raise NotAllowed
    on = on or clock.today()
    unit = organs.unit(viewer, unit_id, on=on)
    if unit is None:
        raise NotAllowed
    names = (unit.name, *unit.former)
    covered = articles_rested_on(unit_id, on)
    answers = _answers(unit_id)
    read = law.conferring(viewer, naming=words_for(names) or names, on=on)
    found = tuple(_seen(key, one, power, covered, answers) for one in read for key, power in _for(names, one))
    return GapsSeen(unit, on, found, Counter(one.state for one in found))


def _for(names: tuple[str, ...], one: LawConferring) -> Iterator[tuple[Provided, Conferral]]:
    others = [power.body for power in one.powers]
    for power in one.powers:
        if concerns(names, power.body, others):
            place = power.place
            key = Provided(
                str(one.law.id), str(one.version.id), place.article, place.insert, place.paragraph, power.type
            )
            yield key, power


def _answers(unit_id: UUID) -> Mapping[tuple[object, ...], list[GapAnswer]]:
    out: dict[tuple[object, ...], list[GapAnswer]] = {}
    for answer in GapAnswer.objects.filter(unit=unit_id, withdrawn_at=None).order_by("answered_at"):
        key = (answer.law, answer.article, answer.insert, answer.paragraph, answer.type)
        out.setdefault(key, []).append(answer)
    return out


def _seen(
    key: Provided, one: LawConferring, power: Conferral, covered: frozenset[tuple[str, int, int]],
    answers: Mapping[tuple[object, ...], list[GapAnswer]],
) -> ProvidedSeen:  # fmt: skip
    given = answers.get((key.law, key.article, key.insert, key.paragraph, key.type), [])
    held = next((answer for answer in given if answer.version == key.version), None)
    shown = held or (given[-1] if given else None)
    state = "covered" if key.of_article in covered else "answered" if held else "gap"
    answer = (
        AnswerSeen(shown.pk, shown.reason, shown.answered_by, shown.answered_at, before=held is None) if shown else None
    )
    return ProvidedSeen(key, one.law, one.version, power, state, answer)
