"""Plain values of the organs: one module a noun."""

from __future__ import annotations

from sunlit.organs.values.absences import AbsenceSeen, AbsenceToTell, Colleague, HandOverSeen, Taker
from sunlit.organs.values.accounts import AccountSeen, OnDuty, Viewer
from sunlit.organs.values.bodies import (
    Appointed,
    DutySeen,
    Holder,
    MandateSeen,
    NameBorne,
    OfficeSeen,
    PostSeen,
    PublicPost,
    RegionSeen,
    UnitSeen,
    UnitWhole,
)
from sunlit.organs.values.loading import OrgansChange, OrgansFault, OrgansLoading
from sunlit.organs.values.reaching import Addressee
from sunlit.organs.values.site import SiteFacts
from sunlit.organs.values.workdays import CalendarLoading, DayChange, YearLoaded, YearSeen

__all__ = [
    "AbsenceSeen", "AbsenceToTell", "AccountSeen", "Addressee", "Appointed", "CalendarLoading", "Colleague",
    "DayChange", "DutySeen", "HandOverSeen", "Holder", "MandateSeen", "NameBorne", "OfficeSeen", "OnDuty",
    "OrgansChange", "OrgansFault", "OrgansLoading", "PostSeen", "PublicPost", "RegionSeen", "SiteFacts", "Taker",
    "UnitSeen", "UnitWhole", "Viewer", "YearLoaded", "YearSeen",
]  # fmt: skip
