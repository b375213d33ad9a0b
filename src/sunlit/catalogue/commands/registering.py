"""登记开放: posts may register powers of a unit from one day on, until it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import policies
from sunlit.catalogue.acts.registering import RegisteringClosed, RegisteringOpened
from sunlit.catalogue.models import Registering
from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command, emit

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from sunlit.kernel.actor import Actor


@command
def open_registering(posts: Collection[tuple[UUID, UUID]], opened_for: str, *, by: Actor) -> Unchanged | int:
    """开放登记: let the holders of posts register powers of units, each (post, unit). Returns how many are new.

    Raises:
        NotAllowed: who opens it is no part of the system.
    """
    policies.require_opener(by)
    held = set(Registering.objects.filter(opened_for=opened_for, closed_at=None).values_list("post", "unit"))
    new = [pair for pair in dict.fromkeys(posts) if pair not in held]
    if not new:
        return Unchanged("it is open to all of them")
    now = clock.now()
    Registering.objects.bulk_create(
        (Registering(post_id=post, unit_id=unit, opened_for=opened_for, opened_at=now) for post, unit in new),
        update_conflicts=True, unique_fields=["post", "unit", "opened_for"], update_fields=["opened_at", "closed_at"],
        batch_size=500,
    )  # fmt: skip
    emit(RegisteringOpened(opened_for=opened_for, posts=len(new)))
    return len(new)


@command
def close_registering(opened_for: str, *, by: Actor) -> Unchanged | int:
    """结束登记: no post registers anything for this any more. Returns how many did.

    Raises:
        NotAllowed: who closes it is no part of the system.
    """
    policies.require_opener(by)
    closed = Registering.objects.filter(opened_for=opened_for, closed_at=None).update(closed_at=clock.now())
    if not closed:
        return Unchanged("it is open to nobody")
    emit(RegisteringClosed(opened_for=opened_for, posts=closed))
    return closed
