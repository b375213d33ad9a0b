"""What may be done with lists and powers: plain values in, a refusal or a value out."""

from __future__ import annotations

from sunlit.catalogue.rules.lists import (
    LONGEST_REASON,
    MOST_BYTES,
    MOST_FILES,
    SHORTEST_REASON,
    AlreadyAccepted,
    CheckStillRunning,
    NoReasonGiven,
    NotAccepted,
    NothingHandedIn,
    TooMuchHandedIn,
    evidence_of,
    matter_of,
    reason_given,
    require_fit,
)

__all__ = [
    "LONGEST_REASON", "MOST_BYTES", "MOST_FILES", "SHORTEST_REASON", "AlreadyAccepted", "CheckStillRunning",
    "NoReasonGiven", "NotAccepted", "NothingHandedIn", "TooMuchHandedIn", "evidence_of", "matter_of", "reason_given",
    "require_fit",
]  # fmt: skip
