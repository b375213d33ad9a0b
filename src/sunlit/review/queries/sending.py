"""What could be sent to be judged, and what keeps the rest: looked at before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.catalogue import queries as powers
from sunlit.organs import queries as organs
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Viewer
from sunlit.review import policies, rules
from sunlit.review.models import Change, Review
from sunlit.review.routes import way_of
from sunlit.review.rules.changing import ChangeRunning

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from sunlit.catalogue.values.seen import EditionSeen
    from sunlit.kernel.refusal import Refusal

_EYES = Viewer.system("review")


@dataclass(frozen=True, slots=True)
class ToSend:
    """A draft that could be sent, or not, and why.

    Attributes:
        missing: fields that must say something first. why: what keeps it; None where it can be sent.
        review: the one that runs already.
    """

    edition: UUID
    power: UUID
    name: str
    type: str
    unit: UUID
    unit_name: str
    route: str
    missing: tuple[str, ...]
    why: Refusal | None
    review: UUID | None


def sends_any(viewer: Viewer) -> bool:
    """Whether one sends the drafts of any unit to be judged."""
    return viewer.may(*policies.SENDING)


def may_send(viewer: Viewer, unit_id: UUID) -> bool:
    """Whether one sends the drafts of a unit: those of an entrusted one the organ that entrusted it does."""
    units = {one.id: one for one in organs.units(_EYES)}
    return unit_id in units and policies.may_send(viewer, way_of(units[unit_id], units)[1])


def to_send(viewer: Viewer, power_ids: Collection[UUID] | None = None) -> tuple[ToSend, ...]:
    """The drafts of these powers, or all those one may send: of one's units, and of those their unit entrusted.

    A constant number of statements for powers, and five more for each unit where none are named.
    """
    units = {one.id: one for one in organs.units(_EYES)}
    ways = {key: way_of(unit, units) for key, unit in units.items()}
    mine = {key for key, (_route, acting) in ways.items() if policies.may_send(viewer, acting)}
    if power_ids is None:
        of_units = (powers.powers(_EYES, unit=key, state="draft", per_page=0).rows for key in sorted(mine))
        rows = [row for found in of_units for row in found]
    else:
        rows = [row for row in powers.powers(_EYES, keys=power_ids, per_page=0).rows if row.unit in mine]
    drafts = powers.drafts(_EYES, [row.draft for row in rows if row.draft is not None])
    of = [draft.power for draft in drafts]
    changed = set(Change.objects.filter(power__in=of, outcome="").values_list("power", flat=True))
    running = dict(Review.objects.filter(power__in=of, outcome="").values_list("power", "pk"))
    return tuple(
        ToSend(
            edition=draft.id, power=draft.power, name=draft.content.name, type=draft.content.type, unit=draft.unit,
            unit_name=units[draft.unit].name, route=ways[draft.unit][0], missing=rules.missing(draft.content),
            why=_why(draft, running.get(draft.power), changed),
            review=running.get(draft.power),
        )
        for draft in drafts
    )  # fmt: skip


def _why(draft: EditionSeen, running: UUID | None, changed: Collection[UUID]) -> Refusal | None:
    name = draft.content.name
    if running is not None:
        return rules.UnderReviewAlready(name=name)
    if draft.power in changed:
        return ChangeRunning(name=name)
    if missing := rules.missing(draft.content):
        return rules.NotComplete(name=name, missing="、".join(rules.NEEDED[one] for one in missing))
    return None


def require_deliberating(viewer: Viewer) -> None:
    """Let pass whoever enters what the leaders of any unit decided.

    Raises:
        NotAllowed: anybody else.
    """
    if not viewer.may(Function.LEADER):
        raise NotAllowed


def require_sender_of_any(viewer: Viewer) -> None:
    """Let pass whoever sends the drafts of any unit.

    Raises:
        NotAllowed: anybody else.
    """
    if not sends_any(viewer):
        raise NotAllowed
