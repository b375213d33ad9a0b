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
from sunlit.catalogue.acts.powers import (
    CodeGiven,
    CodeRetired,
    DraftDropped,
    DraftSaved,
    PowerDrafted,
    PowerFiled,
    PowerPublished,
    PowerStandingChanged,
    PowerWithdrawn,
    PublicationNoted,
    SecretRegistered,
)

__all__ = [
    "AcceptanceWithdrawn", "CheckFailed", "CodeGiven", "CodeRetired", "DraftDropped", "DraftSaved", "FindingAccepted",
    "ListsChecked", "ListsSubmitted", "PowerDrafted", "PowerFiled", "PowerPublished", "PowerStandingChanged",
    "PowerWithdrawn", "PublicationNoted", "RecheckAsked", "SecretRegistered",
]  # fmt: skip
