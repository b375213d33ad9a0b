"""Plain values of the organs: one module a noun."""

from __future__ import annotations

from sunlit.organs.values.accounts import AccountSeen, Viewer
from sunlit.organs.values.bodies import (
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
from sunlit.organs.values.site import SiteFacts
from sunlit.organs.values.workdays import CalendarLoading, DayChange, YearLoaded, YearSeen

__all__ = [
    "AccountSeen", "CalendarLoading", "DayChange", "DutySeen", "Holder", "MandateSeen", "NameBorne", "OfficeSeen",
    "OrgansChange", "OrgansFault", "OrgansLoading", "PostSeen", "PublicPost", "RegionSeen", "SiteFacts", "UnitSeen",
    "UnitWhole", "Viewer", "YearLoaded", "YearSeen",
]  # fmt: skip
