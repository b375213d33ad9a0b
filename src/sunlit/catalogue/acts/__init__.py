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
    MarkedForReview,
    PowerDrafted,
    PowerFiled,
    PowerPublished,
    PowerStandingChanged,
    PowerWithdrawn,
    PublicationNoted,
    SecretRegistered,
)
from sunlit.catalogue.acts.staging import (
    ListLoaded,
    ListStaged,
    LoadingDropped,
    LoadingUndone,
    MarkedTextRefused,
    StagingSigned,
)

__all__ = [
    "AcceptanceWithdrawn", "CheckFailed", "CodeGiven", "CodeRetired", "DraftDropped", "DraftSaved", "FindingAccepted",
    "ListLoaded", "ListStaged", "ListsChecked", "ListsSubmitted", "LoadingDropped", "LoadingUndone", "MarkedForReview",
    "MarkedTextRefused", "PowerDrafted", "PowerFiled", "PowerPublished", "PowerStandingChanged", "PowerWithdrawn",
    "PublicationNoted", "RecheckAsked", "SecretRegistered", "StagingSigned",
]  # fmt: skip
