"""Who may draw, publish and follow flows. Closed by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow.values import FlowKind
from sunlit.organs import queries as organs
from sunlit.organs.policies import standing
from sunlit.organs.rules import CITY_WIDE, Function, NotAllowed
from sunlit.organs.values import Addressee, OnDuty, Viewer

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.flow.models import Task
    from sunlit.kernel.actor import Actor

_EYES = Viewer.system("flow")
#: Functions that draw the flow of a power of their unit.
DRAWING = (Function.REGISTRAR, Function.LEGAL, Function.OPEN_GOVERNMENT)
#: Functions that draw and publish the flows of the whole city: those of categories and of the review itself.
CITY_DRAWING = (Function.OPEN_GOVERNMENT, Function.CITY_LEGAL)
#: Functions that read flows which are not published.
READING = (
    Function.REGISTRAR, Function.LEGAL, Function.LEADER, Function.OPEN_GOVERNMENT, Function.CITY_LEGAL,
    Function.STAFFING, Function.SUPERVISOR,
)  # fmt: skip
#: Those of them that read the flows of every unit.
CITY_READING = tuple(sorted(CITY_WIDE & set(READING)))


def may_draw(viewer: Viewer, kind: FlowKind, unit_id: UUID | None) -> bool:
    """Whether one may draw a flow: an item's for one's own unit, the others for the city."""
    return viewer.may(*DRAWING, unit=unit_id) if kind is FlowKind.ITEM else viewer.may(*CITY_DRAWING)


def units_drawn(viewer: Viewer) -> frozenset[UUID] | None:
    """The units whose items' flows one may draw; None for all of them."""
    if viewer.part or not viewer.wide.isdisjoint(DRAWING):
        return None
    return frozenset(unit for unit in viewer.reached if may_draw(viewer, FlowKind.ITEM, unit))


def may_publish(viewer: Viewer, kind: FlowKind) -> bool:
    """Whether one may publish a flow: the open government office; those of the city also its legal office."""
    return viewer.may(Function.OPEN_GOVERNMENT) if kind is FlowKind.ITEM else viewer.may(*CITY_DRAWING)


def require_drawer(by: Actor, kind: FlowKind, unit_id: UUID | None) -> None:
    """Let pass who may draw it.

    Raises:
        NotAllowed: anybody else.
    """
    if not may_draw(standing(by), kind, unit_id):
        raise NotAllowed


def require_publisher(by: Actor, kind: FlowKind) -> None:
    """Let pass who may publish it.

    Raises:
        NotAllowed: anybody else.
    """
    if not may_publish(standing(by), kind):
        raise NotAllowed


def require_officer(by: Actor, unit_id: UUID | None) -> None:
    """Let pass who holds a post in the unit whose matter runs, or one that reaches it: they begin and stop its runs.

    Which of them, the app that owns the matter decides before it asks.

    Raises:
        NotAllowed: anybody else.
    """
    seen = standing(by)
    if not (seen.may(*Function, unit=unit_id) if unit_id is not None else seen.may(*CITY_WIDE)):
        raise NotAllowed


def require_watch(by: Actor) -> None:
    """Let pass whoever may say of every unit's charts that they are due: the city's own offices, and reactions.

    Raises:
        NotAllowed: anybody else.
    """
    if not standing(by).may(*CITY_DRAWING):
        raise NotAllowed


def require_part(by: Actor) -> None:
    """Let pass a part of the system: what follows from days that pass.

    Raises:
        NotAllowed: anybody else.
    """
    if not standing(by).part:
        raise NotAllowed


def doer(viewer: Viewer, task: Task) -> OnDuty | None:
    """How one may do an open step: by whose function for that unit, or whose post it names; None where one may not.

    A B role does it while the A role is away, a successor for a leaver, each in their stead. What was passed on is for
    whom it was passed to alone, as long as they are there. A part of the system may.
    """
    if viewer.part:
        return OnDuty()
    # a step of the unit or of its county is theirs, not of the city's office that could see to it as well
    asked = (Function(task.function) if task.function else None, task.unit_id, task.holder_id)
    if task.given_to_id is not None and task.given_post_id is not None:
        whole = OnDuty(viewer.posts, viewer.functions, viewer.wide)
        if task.given_to_id == viewer.officer:
            return whole if whole.may(*asked) else None
        if organs.serves(_EYES, task.given_to_id, task.given_post_id):
            return None
    return next((duty for duty in viewer.on_duty if duty.may(*asked)), None)


def tray_of(task: Task) -> str:
    """In whose tray an open step lies: a post's, a function's for a unit or for every one; empty for nobody's.

    It says in one word what `OnDuty.may` decides.
    """
    return _tray(task.function, task.unit_id, task.holder_id)


def trays(duty: OnDuty) -> frozenset[str]:
    """The trays in which lies what one does in these posts."""
    posts = {_tray("", None, post) for post in duty.posts}
    wide = {_tray(function.value, None, None) for function in duty.wide}
    return frozenset(posts | wide | {_tray(function.value, unit, None) for function, unit in duty.functions})


def _tray(function: str, unit_id: UUID | None, holder_id: UUID | None) -> str:
    if holder_id is not None:
        return f"post:{holder_id}"
    return f"{function}@{unit_id or 'city'}" if function else ""


def addressee_of(task: Task) -> Addressee | None:
    """Whose an open step is; None for a party's, or nobody's."""
    if task.holder_id is not None:
        return Addressee(post=task.holder_id)
    functions = {function.value: function for function in Function}
    function = functions.get(task.function)
    return Addressee(function=function, unit=task.unit_id) if function is not None else None


def require_doer(by: Actor, task: Task) -> OnDuty:
    """Let pass who may do an open step; returns how.

    Raises:
        NotAllowed: anybody else.
    """
    found = doer(standing(by), task)
    if found is None:
        raise NotAllowed
    return found
