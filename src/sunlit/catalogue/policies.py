"""Who may hand in lists, read what was found in them, and accept it. Closed by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue.models import Registering
from sunlit.organs.policies import determines, determines_any, require, require_determining, standing
from sunlit.organs.rules import CITY_WIDE, Function, NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import Viewer

#: Functions whose posts may read powers that are not published: of their own unit, or of every one.
READING = (
    Function.REGISTRAR, Function.OFFICE_HEAD, Function.LEGAL, Function.LEADER, Function.OPEN_GOVERNMENT,
    Function.CITY_LEGAL, Function.STAFFING, Function.SUPERVISOR,
)  # fmt: skip
DRAFTING = (Function.REGISTRAR, Function.LEGAL, Function.OPEN_GOVERNMENT)
#: Functions that take part in the review of a unit's powers.
JUDGING = (
    Function.REGISTRAR, Function.OFFICE_HEAD, Function.LEGAL, Function.LEADER, Function.OPEN_GOVERNMENT,
    Function.CITY_LEGAL, Function.STAFFING, Function.SECRECY,
)  # fmt: skip
HANDING_IN = (Function.REGISTRAR, Function.LEGAL, Function.OPEN_GOVERNMENT, Function.CITY_LEGAL)


def require_list_officer(by: Actor) -> None:
    """Let pass whoever may hand in lists and accept findings: registrars, legal officers, the filing office.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, *HANDING_IN)


def may_hand_in(viewer: Viewer) -> bool:
    """Whether one may hand in lists: registrars, legal officers, the filing office."""
    return viewer.may(*HANDING_IN)


def require_reader(viewer: Viewer) -> None:
    """Let pass whoever may read lists that are not published: of which units, `may_read` says.

    Raises:
        NotAllowed: anybody else.
    """
    if not viewer.may(*READING):
        raise NotAllowed


def require_drafter(by: Actor, unit_id: UUID, post_id: UUID | None = None) -> None:
    """Let pass whoever may register and edit powers of a unit: its registrars, its legal officers, the filing office.

    Of a power registered by a post, its holders too, while registering is open to the post.

    Raises:
        NotAllowed: anybody else.
    """
    if not may_draft(standing(by), unit_id, post_id):
        raise NotAllowed


def require_opener(by: Actor) -> None:
    """Let pass the part of the system that says to which posts registering is open.

    Raises:
        NotAllowed: any officer.
    """
    if not standing(by).part:
        raise NotAllowed


def require_holder(by: Actor, unit_id: UUID) -> None:
    """Let pass whoever sends drafts of a unit to be judged, judges them, or sends them back.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, *JUDGING, unit=unit_id)


def may_draft(viewer: Viewer, unit_id: UUID, post_id: UUID | None = None) -> bool:
    """Whether one may register and edit powers of a unit, or those registered by a post. One statement at most."""
    if viewer.may(*DRAFTING, unit=unit_id):
        return True
    return (
        post_id is not None
        and post_id in viewer.posts
        and Registering.objects.filter(post=post_id, unit=unit_id, closed_at=None).exists()
    )


def may_file(viewer: Viewer, unit_id: UUID | None) -> bool:
    """Whether one may file, publish and end powers of a unit; None for those of every unit."""
    return determines(viewer, unit_id)


def files_any(viewer: Viewer) -> bool:
    """Whether one may file, publish and end powers of some unit."""
    return determines_any(viewer)


def require_filing_office(by: Actor) -> None:
    """Let pass the city's open government office, which files, publishes and ends powers of every unit.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, Function.OPEN_GOVERNMENT)


def require_determiner(by: Actor, units: Iterable[UUID | None]) -> None:
    """Let pass the open government office that these units' powers go to: the city's, or their county's.

    `units` may be a query for them: it is asked only of a county's office.

    Raises:
        NotAllowed: anybody else.
    """
    require_determining(by, units)


def require_law_watch(by: Actor) -> None:
    """Let pass whoever may mark powers of every unit because a law has changed: the city's own offices, and the watch.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, Function.OPEN_GOVERNMENT, Function.CITY_LEGAL)


def may_read(viewer: Viewer, unit_id: UUID) -> bool:
    """Whether one may read what a unit has not published."""
    return viewer.may(*READING, unit=unit_id)


def reads_all(viewer: Viewer) -> bool:
    """Whether one may read what any unit has not published: the city's own offices and the system."""
    return viewer.may(*(CITY_WIDE & set(READING)))


def units_read(viewer: Viewer) -> tuple[UUID, ...]:
    """The units whose unpublished powers and lists one may read by a post there, or in an office of their county."""
    return tuple(unit for unit in viewer.reached if may_read(viewer, unit))


def handing_in_for(by: Actor) -> UUID | None:
    """The unit whose list an officer hands in: their own; None for who acts for the whole city."""
    seen = standing(by)
    units = [] if reads_all(seen) else sorted(unit for unit in seen.units if may_read(seen, unit))
    return units[0] if units else None


def registers(viewer: Viewer) -> bool:
    """Whether registering is open to a post one holds. One statement at most."""
    return bool(viewer.posts) and Registering.objects.filter(post__in=viewer.posts, closed_at=None).exists()


def require_list_officer_of(by: Actor, unit_id: UUID | None, post_id: UUID | None = None) -> None:
    """Let pass whoever may work on a list that was handed in for a unit, or, for None, for the whole city.

    On one that was handed in by a post to which registering is open, its holders.

    Raises:
        NotAllowed: anybody else.
    """
    seen = standing(by)
    if unit_id is not None and post_id is not None and may_draft(seen, unit_id, post_id):
        return
    own = reads_all(seen) if unit_id is None else reads_all(seen) or seen.may(*HANDING_IN, unit=unit_id)
    if not own or not seen.may(*HANDING_IN):
        raise NotAllowed
