"""自上而下: the matrix of a unit's duties and powers: duties without powers, powers without duty, and their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.catalogue import policies
from sunlit.catalogue.models import DutyAnswer, DutyLink
from sunlit.catalogue.models.resting import living_powers
from sunlit.catalogue.rules.duties import likely
from sunlit.catalogue.rules.types import KINDS
from sunlit.kernel import clock
from sunlit.kernel.canonical import digest
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from sunlit.organs.values import DutySeen, UnitSeen, Viewer


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a duty has no power, or a power no duty; `before`: the words have changed since, it no longer holds."""

    id: UUID
    reason: str
    by: str
    at: datetime
    before: bool


@dataclass(frozen=True, slots=True)
class PowerMet:
    """A power: the duties it does, by key; `answer` where it does none."""

    id: UUID
    name: str
    type: str
    offices: frozenset[str]
    duties: frozenset[UUID]
    answer: Explained | None

    @property
    def state(self) -> str:
        """`met`, `answered`, or `open`."""
        return _state(met=bool(self.duties), answer=self.answer)


@dataclass(frozen=True, slots=True)
class DutyMet:
    """A duty: the powers that do it; `likely` those that by their name may; `answer` where none does.

    Attributes:
        cells: how many powers of each type that occurs in the unit, in the order of the types.
    """

    seen: DutySeen
    powers: tuple[PowerMet, ...]
    likely: tuple[PowerMet, ...]
    cells: tuple[int, ...]
    answer: Explained | None

    @property
    def state(self) -> str:
        """`met`, `answered`, or `open`."""
        return _state(met=bool(self.powers), answer=self.answer)


@dataclass(frozen=True, slots=True)
class DutyBecame:
    """What a duty said that a power is linked to, and what is said in its place; `after` is empty where nothing is.

    `over`: the duty itself is no more.
    """

    duty: UUID
    before: str
    after: str
    over: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Duties against powers, of a unit or of one of its offices. `types`: those the powers are of, the columns."""

    unit: UnitSeen
    office: str
    offices: tuple[str, ...]
    types: tuple[str, ...]
    duties: tuple[DutyMet, ...]
    powers: tuple[PowerMet, ...]


def duty_matrix(viewer: Viewer, unit_id: UUID, *, office: str = "") -> Matrix:
    """The duties of a unit and the powers that do them; of an office, its own and the unit's. Nine statements.

    Raises:
        NotAllowed: whoever may not read what the unit has not published, and where there is no such unit.
    """
    unit = organs.unit(viewer, unit_id)
    if unit is None or not policies.may_read(viewer, unit_id):
        raise NotAllowed
    duties = organs.duties(viewer, unit_id)
    living = living_powers(unit_id, clock.today())
    links: dict[UUID, set[UUID]] = {}
    for duty, power in DutyLink.objects.filter(power__unit=unit_id).values_list("duty", "power"):
        links.setdefault(power, set()).add(duty)
    answers = _answers(unit_id)
    held = {one.id for one in duties}
    powers = tuple(
        PowerMet(
            one.power, one.name, one.type, one.offices, frozenset(links.get(one.power, set()) & held),
            _answer(answers.get(one.power), one.name),
        )
        for one in living
        if not office or office in one.offices
    )  # fmt: skip
    occur = {power.type for power in powers}
    types = tuple(kind.code for kind in KINDS if kind.code in occur)
    offices = {name for one in living for name in one.offices} | {duty.office for duty in duties if duty.office}
    return Matrix(
        unit=unit, office=office, offices=tuple(sorted(offices)),
        types=types,
        duties=tuple(
            _duty(one, powers, types, _answer(answers.get(one.id), one.text))
            for one in duties
            if not office or one.office in ("", office)
        ),
        powers=powers,
    )  # fmt: skip


def duties_became(viewer: Viewer, power_id: UUID, duties: Collection[UUID]) -> tuple[DutyBecame, ...]:
    """What these duties of a power said before they changed, and what they say now. One statement.

    Raises:
        NotAllowed: whoever may not read what the unit has not published.
    """
    rows = DutyLink.objects.filter(power=power_id, duty__in=duties).order_by("linked_at").select_related("power")
    if any(not policies.may_read(viewer, row.power.unit_id) for row in rows):
        raise NotAllowed
    return tuple(DutyBecame(row.duty, row.before, row.said, row.over) for row in rows)


def _duty(one: DutySeen, powers: tuple[PowerMet, ...], types: tuple[str, ...], answer: Explained | None) -> DutyMet:
    doing = tuple(power for power in powers if one.id in power.duties)
    may = tuple(power for power in powers if one.id not in power.duties and likely(one.text, power.name))
    cells = tuple(sum(power.type == kind for power in doing) for kind in types)
    return DutyMet(one, doing, may, cells, answer)


def _answers(unit_id: UUID) -> dict[UUID, list[DutyAnswer]]:
    out: dict[UUID, list[DutyAnswer]] = {}
    for row in DutyAnswer.objects.filter(unit=unit_id, withdrawn_at=None).order_by("answered_at"):
        key = row.duty or row.power_id
        assert key is not None
        out.setdefault(key, []).append(row)
    return out


def _answer(given: list[DutyAnswer] | None, words: str) -> Explained | None:
    """The answer that stands for these words or, before there is one, the last for earlier words."""
    if not given:
        return None
    now = digest(words)
    row = next((one for one in given if one.digest == now), given[-1])
    return Explained(row.pk, row.reason, row.answered_by, row.answered_at, before=row.digest != now)


def _state(*, met: bool, answer: Explained | None) -> str:
    if met:
        return "met"
    return "answered" if answer is not None and not answer.before else "open"
