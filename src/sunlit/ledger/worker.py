"""The process beside the web server: places acts in the log and lets reactions follow."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import DatabaseError, close_old_connections, connection

from sunlit.ledger.cursors import run_reactions
from sunlit.ledger.sequencer import sequence_once

if TYPE_CHECKING:
    from threading import Event

_log = logging.getLogger(__name__)


def run(stop: Event, *, poll: float = 0.5) -> None:
    """Work until `stop` is set; look again `poll` seconds after there was nothing to do.

    A database that does not answer is waited for: nothing is lost, everything waits in its row.
    """
    while not stop.is_set():
        try:
            busy = sequence_once() + run_reactions()
        except DatabaseError as error:
            _log.warning("the database does not answer: %s", type(error).__name__)
            close_old_connections()
            connection.close()
            busy = 0
        if not busy:
            stop.wait(poll)


def run_dry() -> None:
    """Work until nothing waits, then return."""
    while sequence_once() + run_reactions():
        pass
