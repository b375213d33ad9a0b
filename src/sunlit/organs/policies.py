"""Who may. Closed by default: what is not allowed here is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Q

from sunlit.kernel import clock
from sunlit.organs.models import Account
from sunlit.organs.models.standing import standing_on
from sunlit.organs.rules import Administration, Function, NotAllowed
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor


def require_administration(by: Actor, of: Administration) -> None:
    """Let pass an active account that is this administrator.

    For the system's, also a part of the system: the operator's command line, a reaction.

    Raises:
        NotAllowed: anybody else.
    """
    kind, _, key = by.name.partition(":")
    if kind == "system" and of is Administration.SYSTEM:
        return
    try:
        if kind == "account" and Account.objects.filter(pk=key, is_active=True, administers=of.value).exists():
            return
    except (ValidationError, ValueError):
        pass
    raise NotAllowed


def require_administrator(by: Actor) -> None:
    """Let pass the system's administrator, who keeps accounts, organs and the calendar.

    Raises:
        NotAllowed: anybody else.
    """
    require_administration(by, Administration.SYSTEM)


def require_known(viewer: Viewer) -> None:
    """Let pass whoever is signed in.

    Raises:
        NotAllowed: nobody in particular.
    """
    if not viewer.known:
        raise NotAllowed


def require_administering_of(viewer: Viewer, of: Administration) -> None:
    """Let pass one who looks and is that administrator.

    Raises:
        NotAllowed: anybody else.
    """
    if not viewer.administering(of):
        raise NotAllowed


def require_administering(viewer: Viewer) -> None:
    """Let pass the system's administrator who looks.

    Raises:
        NotAllowed: anybody else.
    """
    if not viewer.administrator:
        raise NotAllowed


def require_naming(by: Actor) -> None:
    """Let pass the open government office, which decides how officers are named to the public.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, Function.OPEN_GOVERNMENT)


def may_name(viewer: Viewer) -> bool:
    """Whether one who looks decides how officers are named to the public."""
    return viewer.may(Function.OPEN_GOVERNMENT)


def require_naming_seen(viewer: Viewer) -> None:
    """Let pass one who looks and decides that.

    Raises:
        NotAllowed: anybody else.
    """
    if not may_name(viewer):
        raise NotAllowed


def standing(by: Actor) -> Viewer:
    """Who acts, with what their posts allow today. One statement; none for a part of the system.

    An actor whose post is no longer held today stands as nobody.
    """
    kind, _, key = by.name.partition(":")
    if kind == "system":
        return Viewer.system(key)
    try:
        if kind == "account":
            return standing_on(clock.today(), Q(officer__account=key)) or Viewer()
        post, _, officer = key.partition("/officer:")
        seen = standing_on(clock.today(), Q(officer=officer))
    except (ValidationError, ValueError):  # not the key of anybody
        return Viewer()
    return seen if seen is not None and str(seen.post) == post else Viewer()


def require(by: Actor, *functions: Function, unit: UUID | None = None) -> None:
    """Let pass an officer one of whose posts has one of these functions today, for `unit` if one is given.

    Raises:
        NotAllowed: anybody else.
    """
    if not standing(by).may(*functions, unit=unit):
        raise NotAllowed


def require_seeing(viewer: Viewer, *functions: Function, unit: UUID | None = None) -> None:
    """Let pass one who looks and whose posts have one of these functions, for `unit` if one is given.

    Raises:
        NotAllowed: anybody else.
    """
    if not viewer.may(*functions, unit=unit):
        raise NotAllowed
