"""台账: the one stream of acts. Commands record what they did in it; reactions read it by cursor."""

from __future__ import annotations

from sunlit.ledger.commanding import Unchanged, command, emit
from sunlit.ledger.cursors import chore, place, reaction, run_chores, run_reactions
from sunlit.ledger.sequencer import sequence_once

__all__ = [
    "Unchanged", "chore", "command", "emit", "place", "reaction", "run_chores", "run_reactions", "sequence_once",
]  # fmt: skip
