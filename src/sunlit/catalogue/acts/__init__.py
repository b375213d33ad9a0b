"""What is done to lists and powers, as the ledger keeps it: one module a noun."""

from __future__ import annotations

from sunlit.catalogue.acts.lists import (
    AcceptanceWithdrawn,
    CheckFailed,
    FindingAccepted,
    ListsChecked,
    ListsSubmitted,
    RecheckAsked,
)

__all__ = ["AcceptanceWithdrawn", "CheckFailed", "FindingAccepted", "ListsChecked", "ListsSubmitted", "RecheckAsked"]
