"""What is done to the working calendar, as the ledger keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYearLoaded(Act):
    """A year's days came into the calendar, or took the place of others.

    Attributes:
        source: `notice` or `package`.
        digest: of what was loaded; `replaces` that of what stood there, empty where nothing did.
        off, worked: how many days are set free, and how many weekend days are worked.
    """

    kind: ClassVar[str] = "organs.calendar-loaded"
    year: int
    source: str
    digest: str
    replaces: str
    invented: bool
    off: int
    worked: int

    @property
    def subject(self) -> str:
        """The year."""
        return f"calendar:{self.year}"
