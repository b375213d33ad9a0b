"""What is done to accounts and organs, as the ledger keeps it."""

from __future__ import annotations

from sunlit.organs.acts.absences import AbsenceEnded, AbsenceRecorded, AbsenceTold, HandOverEnded, QueueHandedOver
from sunlit.organs.acts.accounts import (
    AccountClosed,
    AccountOpened,
    AccountReset,
    LockoutLifted,
    OfficerLinked,
    SessionEnded,
)
from sunlit.organs.acts.bodies import OfficerLeft, OrgansLoaded, PostNamed, UnitChanged
from sunlit.organs.acts.site import SetupClosed, SetupEntered, SetupOpened, SiteSet
from sunlit.organs.acts.workdays import CalendarYearLoaded

__all__ = [
    "AbsenceEnded", "AbsenceRecorded", "AbsenceTold", "AccountClosed", "AccountOpened", "AccountReset",
    "CalendarYearLoaded", "HandOverEnded", "LockoutLifted", "OfficerLeft", "OfficerLinked", "OrgansLoaded", "PostNamed",
    "QueueHandedOver", "SessionEnded", "SetupClosed", "SetupEntered", "SetupOpened", "SiteSet", "UnitChanged",
]  # fmt: skip
