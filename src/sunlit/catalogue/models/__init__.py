"""The catalogue's tables: one module a noun."""

from __future__ import annotations

from sunlit.catalogue.models.duties import DutyAnswer, DutyLink
from sunlit.catalogue.models.gaps import GapAnswer
from sunlit.catalogue.models.kept import KeepPowers
from sunlit.catalogue.models.lists import (
    Acceptance,
    Check,
    CheckedItem,
    Found,
    RestsOn,
    Submission,
    SubmittedFile,
    UnreadRow,
)
from sunlit.catalogue.models.powers import EditionBasis, Power, PowerCode, PowerEdition, PowerFile, PowerState
from sunlit.catalogue.models.registering import Registering
from sunlit.catalogue.models.staging import Loading, StagedItem

__all__ = [
    "Acceptance", "Check", "CheckedItem", "DutyAnswer", "DutyLink", "EditionBasis", "Found", "GapAnswer", "KeepPowers",
    "Loading", "Power", "PowerCode", "PowerEdition", "PowerFile", "PowerState", "Registering", "RestsOn", "StagedItem",
    "Submission", "SubmittedFile", "UnreadRow",
]  # fmt: skip
