"""职责有变: when a duty is worded otherwise, or is no more, the powers that are how it was done are told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q

from sunlit.catalogue import policies
from sunlit.catalogue.acts.duties import DutiesChanged, DutiesLookedAt, DutyLinked
from sunlit.catalogue.models import DutyLink
from sunlit.catalogue.rules.duties import follower
from sunlit.kernel import clock
from sunlit.kernel.text import words_only
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from sunlit.kernel.actor import Actor

_EYES = Viewer.system("duties")
_AT_ONCE = 500
_KEPT = ("duty", "said", "before", "over", "seen_on")


@command
def watch_duties(unit_id: UUID | None = None, *, by: Actor) -> Unchanged | int:
    """核对职责变动: look at what the duties that powers are linked to say today, of a unit, or all that wait for it.

    A duty that another mandate repeats word for word is that duty: what was linked stays linked. Returns how many
    powers were told of. Three statements a unit, and a constant number besides.

    Raises:
        NotAllowed.
    """
    policies.require_law_watch(by)
    today = clock.today()
    rows = DutyLink.objects.select_for_update(of=("self",)).annotate(of_unit=F("power__unit")).order_by("pk")
    if unit_id is None:
        held = list(rows.filter(Q(seen_on=None) | Q(seen_on__lt=today), over=False)[:_AT_ONCE])
    else:
        held = list(rows.filter(power__unit=unit_id))
    if not held:
        return Unchanged("there is nothing to look at")
    changed: dict[UUID, list[UUID]] = {}
    by_unit: dict[UUID, list[DutyLink]] = {}
    for row in held:
        by_unit.setdefault(row.of_unit, []).append(row)
    for unit, links in by_unit.items():
        said = {one.id: one.text for one in organs.duties(_EYES, unit)}
        moved = _followed(unit, links, said)
        for link in links:
            if link not in moved and _differs(link, said):
                changed.setdefault(link.power_id, []).append(link.duty)
    for row in held:
        row.seen_on = today
    DutyLink.objects.bulk_update(held, _KEPT, batch_size=_AT_ONCE)
    for power, duties in sorted(changed.items()):
        emit(DutiesChanged(power=power, duties=tuple(duties)))
    emit(DutiesLookedAt(links=len(held), told=len(changed)))
    return len(changed)


def _followed(unit: UUID, links: Sequence[DutyLink], said: Mapping[UUID, str]) -> set[DutyLink]:
    """Links whose duty is no more, and stands again word for word in another mandate: they go on with that one."""
    same = {words_only(text): key for key, text in said.items()}
    taken = {(link.power_id, link.duty) for link in links}
    moved: dict[UUID, list[DutyLink]] = {}
    for link in links:
        key = same.get(words_only(link.said)) if link.duty not in said and not link.over else None
        if key is not None and (link.power_id, key) not in taken:
            link.duty = key
            moved.setdefault(key, []).append(link)
            taken.add((link.power_id, key))
    for duty, some in moved.items():
        emit(DutyLinked(unit=unit, duty=duty, linked=tuple(sorted(link.power_id for link in some)), parted=()))
    return {link for some in moved.values() for link in some}


def _differs(link: DutyLink, said: Mapping[UUID, str]) -> bool:
    """Whether what the duty said is said no more; the link says from now on what is said in its place."""
    now = said.get(link.duty)
    if now is None:
        if link.over:
            return False
        link.over, link.before = True, link.said
        after = follower(link.before, said)
        link.said = said[after] if after is not None else ""
        return True
    before, link.said = link.said, now
    if link.over or not before or words_only(before) == words_only(now):
        link.over = False  # it holds again, or nobody had looked at it before
        return False
    link.before = before
    return True
