"""Copying powers: what each act changed of them, in the order of the log, and what stands beside them first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries
from sunlit.catalogue.acts import PowerPublished, PowerWithdrawn
from sunlit.kernel import clock
from sunlit.noticeboard.store import writing
from sunlit.organs import queries as organs
from sunlit.publication.reactions.parts import EYES, put_beside
from sunlit.publication.reactions.samples import put_samples, with_samples
from sunlit.publication.rules.records import open_editions, public_power

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from sunlit.catalogue.values.seen import EditionSeen, Publishable
    from sunlit.kernel.actor import Actor
    from sunlit.ledger import Placed
    from sunlit.noticeboard.values import PublicPower
    from sunlit.organs.values import UnitSeen

#: Said where a withdrawal's own words were taken off when the same edition was published again.
_WITHDRAWN = "已撤回。"


@dataclass(frozen=True, slots=True)
class _Step:
    """What is to be done with a power at a place: this edition put, or taken back for a reason."""

    place: int
    power: UUID
    edition: EditionSeen | None
    body: PublicPower | None = None
    reason: str = ""


def copy_powers(asked: Mapping[UUID, list[Placed]], *, by: Actor) -> None:
    """Put out or take back these powers, each at the places of its acts, and note which editions have arrived."""
    day = clock.today()
    last = max(acts[-1].place for acts in asked.values())
    found = _found(asked)
    told = {key for key, acts in asked.items() if any(isinstance(p.act, PowerPublished | PowerWithdrawn) for p in acts)}
    # a sub-item names its parent only while that is shown, so it follows when its parent comes or goes
    parent_of = {key: p.power.id for p in found.values() if p.power.id in told for key in p.power.sub_items}
    near = _found((parent_of.keys() | {p.power.parent for p in found.values() if p.power.parent}) - found.keys())
    every = {**found, **near}
    shown = {key for key, p in every.items() if p.shown and open_editions(p.power, day)}
    units = {unit.id: unit for unit in organs.units(EYES, on=day)}
    steps: list[_Step] = []
    for key, p in found.items():
        steps += _steps(p, asked[key], day)
    for key, parent in parent_of.items():
        if key in near:
            steps += _current(near[key], asked[parent][-1].place, day)
    steps = [_bodied(step, every[step.power], units, shown, day) for step in steps]
    named = {step.power for step in steps if step.body and any(m.sample for m in step.body.materials)}
    samples = queries.samples(EYES, named) if named else {}
    steps = [replace(s, body=with_samples(s.body, s.power, samples)) if s.body else s for s in steps]
    put_beside([s.body for s in steps if s.body is not None], units, last)
    now = clock.now()
    with writing.together():
        for step in sorted(steps, key=lambda s: s.place):
            if step.body is None:
                writing.withdraw("power", str(step.power), place=step.place, at=now, reason=step.reason or _WITHDRAWN)
            elif writing.put("power", str(step.power), step.body, place=step.place, at=now) is not None:
                put_samples(step.power, step.body, step.place)
    arrived = {s.edition.id for s in steps if s.edition is not None and s.edition.on_noticeboard_at is None}
    if arrived:
        catalogue.note_all_published(sorted(arrived), by=by)


def _found(keys: Iterable[UUID]) -> dict[UUID, Publishable]:
    wanted = list(keys)
    return {p.power.id: p for p in queries.for_publication(EYES, wanted)} if wanted else {}


def _steps(p: Publishable, acts: list[Placed], day: date) -> list[_Step]:
    """What each act asks for, from what stands now; at the last place, what stands now."""
    editions = {e.id: e for e in p.power.editions}
    opened = {e.id for e in open_editions(p.power, day)}
    steps = {}
    for one in acts:
        act = one.act
        if isinstance(act, PowerWithdrawn):
            reason = editions[act.edition].withdrawal_reason if act.edition in editions else ""
            steps[one.place] = _Step(one.place, p.power.id, None, reason=reason)
        elif isinstance(act, PowerPublished) and act.edition in opened:
            steps[one.place] = _Step(one.place, p.power.id, editions[act.edition])
    last = acts[-1]
    if not isinstance(last.act, PowerWithdrawn):
        steps |= {step.place: step for step in _current(p, last.place, day)}
    return list(steps.values())


def _current(p: Publishable, place: int, day: date) -> list[_Step]:
    """What stands now: the newest edition that holds, none where it is taken back or does not hold yet."""
    if not p.shown:
        return [_Step(place, p.power.id, None, reason=p.edition.withdrawal_reason)]
    opened = open_editions(p.power, day)
    return [_Step(place, p.power.id, opened[-1])] if opened else []


def _bodied(step: _Step, p: Publishable, units: Mapping[UUID, UnitSeen], shown: set[UUID], day: date) -> _Step:
    if step.edition is None:
        return step
    body = public_power(p.power, step.edition, units[p.power.unit], day, parent_shown=p.power.parent in shown)
    return _Step(step.place, step.power, step.edition, body)
