"""The process beside the web server: places acts in the log and lets reactions follow."""

from __future__ import annotations

import logging
import time
from threading import Thread
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError, connection

from sunlit.ledger.cursors import run_chores, run_reactions
from sunlit.ledger.sequencer import sequence_once

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

_log = logging.getLogger(__name__)
#: Chores answer to days and to what many acts leave behind, not to a person who waits: asking for them twice a second
#: would cost an idle office a twentieth of a processor.
_CHORES_EVERY = 3.0  # seconds


def run(stop: Event, *, poll: float = 0.5) -> None:
    """Work until `stop` is set; look again `poll` seconds after there was nothing to do.

    Acts are placed by a thread of their own, so that a reaction that takes minutes does not keep the rest of the
    city's acts waiting. A database that does not answer is waited for: nothing is lost, everything waits in its row.
    Any other failure ends both, so that whoever watches this process starts it anew.
    """
    failed: list[Exception] = []

    def place() -> None:
        try:
            _repeat(sequence_once, stop, poll)
        except Exception as error:  # noqa: BLE001 - it is raised again below, where somebody hears it
            failed.append(error)
        finally:
            stop.set()

    placing = Thread(target=place, name="sequencer")
    placing.start()
    try:
        _repeat(_Following(stop).step, stop, poll)
    finally:
        stop.set()
        placing.join()
    if failed:
        raise failed[0]


class _Following:
    """What follows from acts, and, when none waits, the chores."""

    def __init__(self, stop: Event) -> None:
        self._stop = stop
        self._idle_since: float | None = None

    def step(self) -> int:
        if done := run_reactions(stop=self._stop):
            return done
        if self._idle_since is not None and time.monotonic() < self._idle_since + _CHORES_EVERY:
            return 0
        done = run_chores(stop=self._stop)
        self._idle_since = None if done else time.monotonic()
        return done


def run_dry() -> None:
    """Work until nothing waits, then return."""
    while sequence_once() + run_reactions() or run_chores():
        pass


def _repeat(step: Callable[[], int], stop: Event, poll: float) -> None:
    try:
        while not stop.is_set():
            try:
                busy = step()
            except (InterfaceError, OperationalError) as error:
                _log.warning("the database does not answer: %s", type(error).__name__)
                connection.close()  # the next step opens another
                busy = 0
            if not busy:
                stop.wait(poll)
    finally:
        connection.close()
