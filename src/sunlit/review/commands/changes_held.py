"""A change that is worked on: begun, locked, at the step it is at, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.flow import commands as flow
from sunlit.flow import queries as flows
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.review import policies
from sunlit.review.acts import ChangeEnded, ChangeOpened
from sunlit.review.models import Change, ChangeSaid, WithheldItem
from sunlit.review.routes import change_flow_of
from sunlit.review.rules import changing as rules

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sunlit.review.rules.changing import ChangeOutcome

_EYES = Viewer.system("review")
_SYSTEM = Actor.system("review")


def begin_change(row: Change, by: Actor) -> Change:
    """Put a change on its way."""
    unit = organs.unit(_EYES, row.unit_id)
    assert unit is not None
    row.begun_at, row.begun_by = clock.now(), by.name
    row.run = flow.begin_run(change_flow_of(unit.region.tier), f"change:{row.pk}", unit=row.unit_id, by=by)
    row.save(force_insert=True)
    emit(ChangeOpened(change=row.pk, power=row.power, cause=row.cause, law=row.law, run=row.run))
    return row


def on_record_since(power_id: UUID) -> date | None:
    """The first day of the edition on record."""
    seen = powers.power(_EYES, power_id)
    return seen.on_record.valid_from if seen is not None and seen.on_record is not None else None


def held_change(change_id: UUID, by: Actor) -> Change:
    """A change that runs and that `by` may see, locked.

    Raises:
        NotAllowed, NoSuchChange.
    """
    row = Change.objects.select_for_update().filter(pk=change_id, outcome="").first()
    if row is None:
        raise rules.NoSuchChange
    policies.require_change_seer(by, row.unit_id)
    return row


def step_at(row: Change, node: str, step: str) -> UUID:
    """The open task of a change at a step.

    Raises:
        ChangeNotHere: it is not there now.
    """
    found = flows.open_task(_EYES, row.run, node) if row.run is not None else None
    if found is None:
        raise rules.ChangeNotHere(name=row.name, step=step)
    return found


def say(row: Change, step: str, by: Actor, *, text: str, effective: date | None, verdict: str = "") -> None:
    """Keep what was said at a step, bound to what was asked for then."""
    ChangeSaid.objects.create(
        change=row, step=step, kind=row.kind, verdict=verdict, text=text, effective=effective, digest=row.digest,
        at=clock.now(), by=by.name,
    )  # fmt: skip


def let_go(row: Change) -> None:
    """Let the draft that is asked for be changed again; one that was judged secret is sealed until it is purged."""
    if row.edition is None:
        return
    withheld = WithheldItem.objects.filter(power=row.power, released_at=None).order_by("registered_at").last()
    if withheld is not None:
        catalogue.seal_drafts([row.edition], withheld.pk, by=_SYSTEM)
    else:
        catalogue.release_drafts([row.edition], by=_SYSTEM)


def end_change(row: Change, outcome: ChangeOutcome) -> None:
    """Say what came of a change."""
    Change.objects.filter(pk=row.pk).update(outcome=outcome.value, ended_at=clock.now())
    emit(ChangeEnded(change=row.pk, power=row.power, of=row.kind, outcome=outcome.value, effective=row.effective))
