"""What the gate does, as the ledger keeps it: one module a noun."""

from __future__ import annotations

from sunlit.publication.acts.gate import DayBegun, ResultAnnounced, ResultWithdrawn
from sunlit.publication.acts.inbox import AliasProposed, LettersTakenIn, ReportHandled, WordsSetAside
from sunlit.publication.acts.spills import SpillPurged

__all__ = [
    "AliasProposed", "DayBegun", "LettersTakenIn", "ReportHandled", "ResultAnnounced", "ResultWithdrawn", "SpillPurged",
    "WordsSetAside",
]  # fmt: skip
