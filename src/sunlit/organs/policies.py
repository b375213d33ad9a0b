"""Who may. Closed by default: what is not allowed here is refused."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Q

from sunlit.kernel import clock
from sunlit.organs.models import Account, Appointment
from sunlit.organs.models.standing import during, standing_on
from sunlit.organs.rules import Administration, Function, NotAllowed
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

    from sunlit.kernel.actor import Actor

_kept: ContextVar[dict[str, Viewer] | None] = ContextVar("kept", default=None)
_HEAD = Function.OFFICE_HEAD.value


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


def require_part(by: Actor) -> None:
    """Let pass a part of the system.

    Raises:
        NotAllowed: anybody else.
    """
    if not standing(by).part:
        raise NotAllowed


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


def kept_officers(viewer: Viewer) -> frozenset[UUID]:
    """Whose absence one keeps: one's own; as head of an office its people's, as leader of a unit its people's.

    Also of who held a post there and left. Two statements.
    """
    if viewer.officer is None:
        return frozenset()
    heads = Appointment.objects.filter(during(clock.today()), officer=viewer.officer)
    offices = [office for office, does in heads.values_list("post__office", "post__functions") if _HEAD in does]
    units = [unit for unit in viewer.units if viewer.may(Function.LEADER, unit=unit)]
    theirs = Appointment.objects.filter(Q(post__office__in=offices) | Q(post__office__unit__in=units))
    return frozenset({viewer.officer, *theirs.values_list("officer", flat=True)})


def require_keeper_of(by: Actor, officer_id: UUID) -> None:
    """Let pass who keeps the absence of an officer; a part of the system does.

    Raises:
        NotAllowed: anybody else.
    """
    seen = standing(by)
    if not seen.part and officer_id not in kept_officers(seen):
        raise NotAllowed


@contextmanager
def standings_kept() -> Iterator[None]:
    """Within this, who acts is asked for once: for a command that does many deeds of one actor, none to the organs."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def standing(by: Actor) -> Viewer:
    """Who acts, with what their posts allow today. One statement; none for a part of the system.

    An actor whose post is no longer held today stands as nobody.
    """
    kept = _kept.get()
    if kept is None:
        return _standing(by)
    if by.name not in kept:
        kept[by.name] = _standing(by)
    return kept[by.name]


def _standing(by: Actor) -> Viewer:
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


def determines(viewer: Viewer, unit: UUID | None) -> bool:
    """Whether one files and publishes the powers of a unit; None for any unit at all.

    Each tier publishes what it has determined: the city's open government office may for every unit, a county's for the
    county's departments and townships, and neither for another county nor for the county's own government.
    """
    return viewer.may(Function.OPEN_GOVERNMENT) or unit in viewer.determines


def determines_any(viewer: Viewer) -> bool:
    """Whether one files and publishes the powers of some unit."""
    return viewer.may(Function.OPEN_GOVERNMENT) or bool(viewer.determines)


def require_determining(by: Actor, units: Iterable[UUID | None]) -> None:
    """Let pass who files and publishes the powers of all these units; of none, only the city's office.

    `units` may be a query: it is asked only where the answer hangs on it.

    Raises:
        NotAllowed: anybody else.
    """
    seen = standing(by)
    if seen.may(Function.OPEN_GOVERNMENT):
        return
    wanted = set(units) if seen.determines else set()
    if not wanted or not wanted <= seen.determines:
        raise NotAllowed


def require_seeing(viewer: Viewer, *functions: Function, unit: UUID | None = None) -> None:
    """Let pass one who looks and whose posts have one of these functions, for `unit` if one is given.

    Raises:
        NotAllowed: anybody else.
    """
    if not viewer.may(*functions, unit=unit):
        raise NotAllowed
