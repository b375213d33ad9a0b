"""What the gate does, as the ledger keeps it: one module a noun."""

from __future__ import annotations

from sunlit.publication.acts.gate import DayBegun, ResultAnnounced, ResultWithdrawn
from sunlit.publication.acts.spills import SpillPurged

__all__ = ["DayBegun", "ResultAnnounced", "ResultWithdrawn", "SpillPurged"]
