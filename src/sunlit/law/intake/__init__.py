"""Taking law files in: what each would change in the library. Pure: what is held is handed over, nothing is written."""

from __future__ import annotations

from sunlit.law.intake.planning import plan
from sunlit.law.intake.reading import ReadFile, read_files
from sunlit.law.intake.records import (
    Changes,
    Ending,
    FileTaken,
    KnownLaw,
    KnownVersion,
    LoadingSeen,
    Outcome,
    Step,
)
from sunlit.law.intake.summary import changed, seen

__all__ = [
    "Changes", "Ending", "FileTaken", "KnownLaw", "KnownVersion", "LoadingSeen", "Outcome", "ReadFile", "Step",
    "changed", "plan", "read_files", "seen",
]  # fmt: skip
