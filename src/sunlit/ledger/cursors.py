"""Reading the log: each reader has a name and a cursor, sees every act at least once, and holds up nobody else."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sunlit.kernel import clock
from sunlit.ledger.kinds import act_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sunlit.kernel.act import Act

_log = logging.getLogger(__name__)
_SHORTEST_WAIT, _LONGEST_WAIT = timedelta(seconds=1), timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Reaction:
    """What follows from acts of some kinds."""

    name: str
    kinds: tuple[str, ...]
    handle: Callable[[Any], None]


#: Every reaction of the house by its name.
REACTIONS: dict[str, Reaction] = {}


def reaction(name: str, *kinds: type[Act]) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Let a function handle each act of `kinds`, in the order of the log, at least once: it must be idempotent.

    It runs outside any transaction and ends in a command, if it changes anything.
    """

    def register(function: Callable[[Any], None]) -> Callable[[Any], None]:
        if name in REACTIONS:
            message = f"two reactions are called {name}"
            raise ValueError(message)
        REACTIONS[name] = Reaction(name, tuple(kind.kind for kind in kinds), function)
        return function

    return register


def run_reactions(limit: int = 100) -> int:
    """Let every reaction handle up to `limit` acts that wait for it; returns how many were handled.

    One that fails keeps its place and is tried again after a pause that doubles; the others go on.
    """
    return sum(_run(one, limit) for one in REACTIONS.values())


def _run(one: Reaction, limit: int) -> int:
    from django.db.models import Max

    from sunlit.ledger.models import Cursor, Entry

    cursor, _ = Cursor.objects.get_or_create(name=one.name)
    if cursor.not_before is not None and clock.now() < cursor.not_before:
        return 0
    head = Entry.objects.aggregate(head=Max("idx"))["head"]
    if head is None or cursor.following > head:
        return 0
    waiting = list(
        Entry.objects.filter(idx__gte=cursor.following, idx__lte=head, act__kind__in=one.kinds)
        .select_related("act").order_by("idx")[:limit]
    )  # fmt: skip
    handled = 0
    for entry in waiting:
        try:
            one.handle(act_of(entry.act))
        except Exception as error:  # noqa: BLE001 - one reader that stumbles must not stop the others
            _log.exception("reaction %s failed at entry %s", one.name, entry.idx)
            _stumble(cursor, entry.idx, error)
            return handled
        _advance(cursor, entry.idx + 1)
        handled += 1
    if len(waiting) < limit:
        _advance(cursor, head + 1)
    return handled


def _advance(cursor: Any, following: int) -> None:
    from sunlit.ledger.models import Cursor

    if following > cursor.following or cursor.failures:
        cursor.following, cursor.failures = following, 0
        Cursor.objects.filter(pk=cursor.pk, following__lte=following).update(
            following=following, failures=0, failed_with="", not_before=None
        )


def _stumble(cursor: Any, at: int, error: Exception) -> None:
    from sunlit.ledger.models import Cursor

    failures = cursor.failures + 1
    pause = min(_SHORTEST_WAIT * 2 ** min(failures - 1, 20), _LONGEST_WAIT)
    Cursor.objects.filter(pk=cursor.pk).update(
        following=at, failures=failures, failed_with=type(error).__name__, not_before=clock.now() + pause
    )
