"""Who may hand in lists, read what was found in them, and accept it. Closed by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.organs.policies import require, require_administrator
from sunlit.organs.rules import Function, NotAllowed

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import Viewer


def require_list_officer(by: Actor) -> None:
    """Let pass whoever may hand in lists and accept findings: an administrator, until posts say more.

    Raises:
        NotAllowed: anybody else.
    """
    require_administrator(by)


def require_reader(viewer: Viewer) -> None:
    """Let pass whoever may read lists that are not published: an administrator, until posts say more.

    Raises:
        NotAllowed: anybody else.
    """
    if not viewer.administrator:
        raise NotAllowed


#: Functions whose posts may read powers that are not published: of their own unit, or of every one.
READING = (
    Function.REGISTRAR, Function.LEGAL, Function.LEADER, Function.OPEN_GOVERNMENT, Function.CITY_LEGAL,
    Function.STAFFING, Function.SUPERVISOR,
)  # fmt: skip


def require_drafter(by: Actor, unit_id: UUID) -> None:
    """Let pass whoever may register and edit powers of a unit: its registrars, its legal officers, the filing office.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, Function.REGISTRAR, Function.LEGAL, Function.OPEN_GOVERNMENT, unit=unit_id)


def require_filing_office(by: Actor) -> None:
    """Let pass the open government office, which files, publishes and ends powers of every unit.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, Function.OPEN_GOVERNMENT)


def may_read(viewer: Viewer, unit_id: UUID) -> bool:
    """Whether one may read what a unit has not published."""
    return viewer.may(*READING, unit=unit_id)
