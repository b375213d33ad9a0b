"""Plain values of the organs: one module a noun."""

from __future__ import annotations

from sunlit.organs.values.accounts import AccountSeen, Viewer
from sunlit.organs.values.bodies import Holder, PostSeen, PublicPost, RegionSeen, UnitSeen
from sunlit.organs.values.loading import OrgansChange, OrgansFault, OrgansLoading
from sunlit.organs.values.site import SiteFacts
from sunlit.organs.values.workdays import CalendarLoading, DayChange, YearLoaded, YearSeen

__all__ = [
    "AccountSeen", "CalendarLoading", "DayChange", "Holder", "OrgansChange", "OrgansFault", "OrgansLoading",
    "PostSeen", "PublicPost", "RegionSeen", "SiteFacts", "UnitSeen", "Viewer", "YearLoaded", "YearSeen",
]  # fmt: skip
