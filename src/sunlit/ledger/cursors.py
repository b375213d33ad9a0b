"""Reading the log: each reader has a name and a cursor, sees every act at least once, and holds up nobody else."""

from __future__ import annotations

import functools
import logging
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sunlit.kernel import clock
from sunlit.ledger.kinds import UnknownAct, act_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from sunlit.kernel.act import Act
    from sunlit.ledger import models
    from sunlit.ledger.models import Cursor, Entry

_log = logging.getLogger(__name__)
_SHORTEST_WAIT, _LONGEST_WAIT = timedelta(seconds=1), timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Reaction:
    """What follows from acts of some kinds, one by one or (`together`) from all that wait."""

    name: str
    kinds: tuple[str, ...]
    handle: Callable[[Any], None]
    together: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """An act and its place in the log."""

    place: int
    act: Any


@dataclass(frozen=True, slots=True)
class Reader:
    """How far a reader of the log is.

    Attributes:
        behind: entries it has not looked at yet, of whatever kind.
        failures: times in a row the next act could not be handled; `failed_with` names the last error's class, and
            `not_before` when it is tried again.
    """

    name: str
    following: int
    behind: int
    failures: int
    failed_with: str
    not_before: datetime | None


#: Every reaction of the house by its name.
REACTIONS: dict[str, Reaction] = {}
#: Every chore of the house by its name, and when one that failed is tried again, with its failures in a row.
CHORES: dict[str, Callable[[], int]] = {}
_put_off: dict[str, tuple[int, datetime]] = {}
_in_hand: ContextVar[int] = ContextVar("place of the act in hand")


def reaction(name: str, *kinds: type[Act]) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Let a function handle each act of `kinds`, in the order of the log from its beginning, at least once.

    It must be idempotent: a worker that is killed hands the same act over again. It runs outside any transaction, and
    if it changes anything, it ends in a command. While it raises, its later acts wait; those of others do not. It
    stands in the app's `reactions` module, where `run_reactions` finds it.

    Raises:
        ValueError: the name is taken.
    """
    return lambda function: _registered(function, name, kinds, together=False)


def reaction_to_many(name: str, *kinds: type[Act]) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Let a function handle acts of `kinds` as `reaction` does, all that wait at once, as a tuple of `Placed`.

    For what costs much for one and little more for a hundred. If it raises, all of them are handed over again.

    Raises:
        ValueError: the name is taken.
    """
    return lambda function: _registered(function, name, kinds, together=True)


def _registered(
    function: Callable[[Any], None], name: str, kinds: tuple[type[Act], ...], *, together: bool
) -> Callable[[Any], None]:
    if name in REACTIONS:
        message = f"two reactions are called {name}"
        raise ValueError(message)
    REACTIONS[name] = Reaction(name, tuple(kind.kind for kind in kinds), function, together)
    return function


def place() -> int:
    """Where in the log the act stands that a reaction has in hand; of several the last.

    Raises:
        LookupError: no reaction is running.
    """
    return _in_hand.get()


def chore(name: str) -> Callable[[Callable[[], int]], Callable[[], int]]:
    """Let a function be called whenever everything that waited in the log is handled.

    It returns how much it did, 0 where there was nothing to do, which it finds out cheaply: it is asked again and
    again. Like a reaction it is idempotent, stands in the app's `reactions`, and stops nobody else when it raises.

    Raises:
        ValueError: the name is taken.
    """

    def register(function: Callable[[], int]) -> Callable[[], int]:
        if name in CHORES:
            message = f"two chores are called {name}"
            raise ValueError(message)
        CHORES[name] = function
        return function

    return register


def run_chores(*, stop: Event | None = None) -> int:
    """Let every chore do what there is to do; returns how much that was. One that fails is tried again later."""
    find_reactions()
    done = 0
    for name, function in list(CHORES.items()):
        failures, not_before = _put_off.get(name, (0, None))
        if (stop and stop.is_set()) or (not_before and clock.now() < not_before):
            continue
        try:
            done += function()
        except Exception as error:  # noqa: BLE001 - one that stumbles must not stop the others
            _log.error("chore %s failed, %d in a row: %s", name, failures + 1, _name(error))
            _log.debug("chore %s", name, exc_info=error)
            _put_off[name] = (failures + 1, clock.now() + _pause(failures + 1))
        else:
            _put_off.pop(name, None)
    return done


@functools.cache
def find_reactions() -> None:
    """Load the `reactions` of every installed app, so that all are known. Once is enough."""
    from django.utils.module_loading import autodiscover_modules

    autodiscover_modules("reactions")


def run_reactions(limit: int = 100, *, stop: Event | None = None) -> int:
    """Let every reaction handle up to `limit` acts that wait for it; returns how many were handled.

    One that fails keeps its place and is tried again after a pause that doubles; the others go on. When `stop` is
    set, the act in hand is the last.
    """
    from sunlit.ledger.models import Cursor

    find_reactions()
    end = _end()
    cursors = {cursor.name: cursor for cursor in Cursor.objects.all()}
    handled = 0
    for one in list(REACTIONS.values()):
        cursor = cursors.get(one.name) or Cursor.objects.get_or_create(name=one.name)[0]
        if cursor.following < end and not (cursor.not_before and clock.now() < cursor.not_before):
            handled += _run(one, cursor, end, limit, stop)
    return handled


def readers() -> tuple[Reader, ...]:
    """Every reader there has been, by name."""
    from sunlit.ledger.models import Cursor

    end = _end()
    return tuple(
        Reader(c.name, c.following, max(end - c.following, 0), c.failures, c.failed_with, c.not_before)
        for c in Cursor.objects.order_by("name")
    )


def waiting_since() -> datetime | None:
    """Since when the oldest act waits for the worker: for its place in the log, or for a reaction. Four statements.

    None where nothing waits. What a stumbling reaction waits for counts, too.
    """
    from sunlit.ledger.models import Cursor, Entry, Outbox

    find_reactions()
    end, told = _end(), []
    placeless = Outbox.objects.order_by("pk").values_list("act__at", flat=True).first()
    if placeless is not None:
        told.append(placeless)
    read = dict(Cursor.objects.filter(name__in=REACTIONS).values_list("name", "following"))
    behind = min((read.get(name, 0) for name in REACTIONS), default=end)
    if behind < end:
        told += Entry.objects.filter(idx=behind).values_list("act__at", flat=True)
    return min(map(datetime.fromisoformat, told), default=None)


def stumbling() -> tuple[str, ...]:
    """The reactions whose next act could not be handled, by name."""
    return tuple(reader.name for reader in readers() if reader.failures and reader.name in REACTIONS)


def _end() -> int:
    """The first place of the log that nothing has. All below it are taken, and seen by whoever saw this."""
    from django.db.models import Max

    from sunlit.ledger.models import Entry

    last = Entry.objects.aggregate(last=Max("idx"))["last"]
    return 0 if last is None else last + 1


def _run(one: Reaction, cursor: Cursor, end: int, limit: int, stop: Event | None) -> int:
    from sunlit.ledger.models import Entry

    waiting = list(
        Entry.objects.filter(idx__gte=cursor.following, idx__lt=end, act__kind__in=one.kinds)
        .select_related("act").order_by("idx")[:limit]
    )  # fmt: skip
    in_hand = [waiting] if one.together and waiting else [[entry] for entry in waiting]
    handled = 0
    for entries in in_hand:
        if (stop and stop.is_set()) or not _handle(one, cursor, entries):
            return handled
        handled += len(entries)
    if len(waiting) < limit:
        _advance(cursor, end)
    return len(waiting)


def _handle(one: Reaction, cursor: Cursor, entries: list[Entry]) -> bool:
    last = entries[-1].idx
    token = _in_hand.set(last)
    try:
        acts = tuple(Placed(entry.idx, _known(entry.act)) for entry in entries)
        one.handle(acts if one.together else acts[0].act)
    except Exception as error:  # noqa: BLE001 - one reader that stumbles must not stop the others
        failures = cursor.failures + 1
        # the class alone: the words of an error may quote what a log must not hold
        _log.error("reaction %s failed at entry %s, %d in a row: %s", one.name, last, failures, _name(error))
        _log.debug("reaction %s", one.name, exc_info=error)
        type(cursor).objects.filter(pk=cursor.pk).update(
            failures=failures, failed_with=_name(error), not_before=clock.now() + _pause(failures)
        )
        return False
    finally:
        _in_hand.reset(token)
    _advance(cursor, last + 1)
    return True


def _pause(failures: int) -> timedelta:
    doubled: timedelta = _SHORTEST_WAIT * 2 ** min(failures - 1, 20)
    return min(doubled, _LONGEST_WAIT)


def _known(row: models.Act) -> Act:
    act = act_of(row)
    if isinstance(act, UnknownAct):  # another version of the program knows it; passing over it would lose it
        message = f"{act.kind} version {act.version}"
        raise LookupError(message)  # noqa: TRY004 - the type is right, its version is not
    return act


def _name(error: Exception) -> str:
    return type(error).__name__[:200]


def _advance(cursor: Cursor, following: int) -> None:
    """Say that everything before `following` is handled. Another worker may have been faster: never go back."""
    type(cursor).objects.filter(pk=cursor.pk, following__lte=following).update(
        following=following, failures=0, failed_with="", not_before=None
    )
    cursor.following, cursor.failures = following, 0
