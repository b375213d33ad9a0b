"""台账: the one stream of acts. Commands record what they did in it; reactions read it by cursor."""

from __future__ import annotations

from sunlit.ledger.commanding import Unchanged, command, emit
from sunlit.ledger.cursors import Placed, chore, place, reaction, reaction_to_many, run_chores, run_reactions
from sunlit.ledger.sequencer import sequence_once

__all__ = [
    "Placed", "Unchanged", "chore", "command", "emit", "place", "reaction", "reaction_to_many", "run_chores",
    "run_reactions", "sequence_once",
]  # fmt: skip
