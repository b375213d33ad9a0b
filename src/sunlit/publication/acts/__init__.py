"""What the gate does, as the ledger keeps it: one module a noun."""

from __future__ import annotations

from sunlit.publication.acts.gate import DayBegun, ResultAnnounced, ResultWithdrawn

__all__ = ["DayBegun", "ResultAnnounced", "ResultWithdrawn"]
