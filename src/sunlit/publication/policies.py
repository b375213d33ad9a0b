"""Who may put out and take back. Closed by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.organs.policies import (
    determines,
    determines_any,
    require,
    require_administration,
    require_determining,
    require_seeing,
    standing,
)
from sunlit.organs.rules import Administration, Function, NotAllowed
from sunlit.publication.rules.spills import TwoPeople

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import Viewer


def require_system(by: Actor) -> None:
    """Let pass a part of the system: days begin by themselves.

    Raises:
        NotAllowed: anybody else.
    """
    if not standing(by).part:
        raise NotAllowed


def require_announcer(by: Actor, units: Iterable[UUID]) -> None:
    """Let pass the open government office that tells the public of these units' powers: the city's, or their county's.

    `units` may be a generator: it is asked only of a county's office.

    Raises:
        NotAllowed: anybody else.
    """
    require_determining(by, units)


def announces(viewer: Viewer, unit_id: UUID | None) -> bool:
    """Whether one who looks tells the public what became of a unit's powers."""
    return determines(viewer, unit_id)


def announces_any(viewer: Viewer) -> bool:
    """Whether one who looks does so for some unit."""
    return determines_any(viewer)


def require_announcing(viewer: Viewer, unit_id: UUID) -> None:
    """Let pass one who looks and tells the public what became of a unit's powers.

    Raises:
        NotAllowed: anybody else.
    """
    if not announces(viewer, unit_id):
        raise NotAllowed


def require_announcing_any(viewer: Viewer) -> None:
    """Let pass one who looks and does so for some unit.

    Raises:
        NotAllowed: anybody else.
    """
    if not announces_any(viewer):
        raise NotAllowed


def require_two_administrators(by: Actor, witness: Actor) -> None:
    """Let pass the security administrator together with the audit administrator: two accounts, two people.

    Raises:
        NotAllowed: whoever acts is not the security administrator.
        TwoPeople: the other is not the audit administrator.
    """
    require_administration(by, Administration.SECURITY)
    try:
        require_administration(witness, Administration.AUDIT)
    except NotAllowed as none:
        raise TwoPeople from none


def keeps(viewer: Viewer) -> bool:
    """Whether one keeps the installation: an administrator, the open government office, the system."""
    return viewer.administers is not None or viewer.may(Function.OPEN_GOVERNMENT)


def require_keeper(viewer: Viewer) -> None:
    """Let pass one who looks and keeps the installation.

    Raises:
        NotAllowed: anybody else.
    """
    if not keeps(viewer):
        raise NotAllowed


def require_answering(by: Actor) -> None:
    """Let pass the open government office, which works on what the public hands in.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, Function.OPEN_GOVERNMENT)


def may_answer(viewer: Viewer) -> bool:
    """Whether one who looks works on what the public hands in, and so sees how to reach who reported."""
    return viewer.may(Function.OPEN_GOVERNMENT)


def require_seeing_words(viewer: Viewer) -> None:
    """Let pass one who looks and works on words that found nothing.

    Raises:
        NotAllowed: anybody else.
    """
    require_seeing(viewer, Function.OPEN_GOVERNMENT)


def may_read_reports(viewer: Viewer) -> bool:
    """Whether one who looks may read reports: who works on them, and who supervises."""
    return viewer.may(Function.OPEN_GOVERNMENT, Function.SUPERVISOR)


def require_reading_reports(viewer: Viewer) -> None:
    """Let pass one who looks and may read reports.

    Raises:
        NotAllowed: anybody else.
    """
    if not may_read_reports(viewer):
        raise NotAllowed


def require_part(viewer: Viewer) -> None:
    """Let pass a part of the system that looks.

    Raises:
        NotAllowed: anybody else.
    """
    if not viewer.part:
        raise NotAllowed
