"""Who there is: one module a noun. Nobody else's business: other apps ask `organs.queries`."""

from __future__ import annotations

from sunlit.organs.models.absences import Absence, HandOver
from sunlit.organs.models.accounts import Account, AccountManager
from sunlit.organs.models.bodies import Appointment, Duty, Mandate, Office, Officer, Post, Region, Unit, UnitName
from sunlit.organs.models.site import SetupPass, Site
from sunlit.organs.models.workdays import CalendarDay, CalendarYear

__all__ = [
    "Absence", "Account", "AccountManager", "Appointment", "CalendarDay", "CalendarYear", "Duty", "HandOver",
    "Mandate", "Office", "Officer", "Post", "Region", "SetupPass", "Site", "Unit", "UnitName",
]  # fmt: skip
