"""What is done to lists and powers, as the ledger keeps it: one module a noun."""

from __future__ import annotations

from sunlit.catalogue.acts.duties import DutiesChanged, DutiesLookedAt, DutyAnswered, DutyAnswerWithdrawn, DutyLinked
from sunlit.catalogue.acts.gaps import GapAnswered, GapAnswerWithdrawn
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
from sunlit.catalogue.acts.registering import RegisteringClosed, RegisteringOpened
from sunlit.catalogue.acts.staging import (
    EndingsDecided,
    ListLoaded,
    ListStaged,
    LoadingAsked,
    LoadingDropped,
    LoadingUndone,
    MarkedTextRefused,
    StagingFailed,
    StagingSigned,
)

__all__ = [
    "AcceptanceWithdrawn", "CheckFailed", "CodeGiven", "CodeRetired", "DraftDropped", "DraftSaved",
    "DutiesChanged", "DutiesLookedAt", "DutyAnswerWithdrawn", "DutyAnswered", "DutyLinked", "EndingsDecided",
    "FindingAccepted", "GapAnswerWithdrawn", "GapAnswered", "ListLoaded", "ListStaged", "ListsChecked",
    "ListsSubmitted", "LoadingAsked", "LoadingDropped", "LoadingUndone", "MarkedForReview", "MarkedTextRefused",
    "PowerDrafted", "PowerFiled", "PowerPublished", "PowerStandingChanged", "PowerWithdrawn",
    "PublicationNoted", "RecheckAsked", "RegisteringClosed", "RegisteringOpened", "SecretRegistered",
    "StagingFailed", "StagingSigned",
]  # fmt: skip
