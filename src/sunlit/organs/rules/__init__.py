"""Rules of the organs, and the words they share: one module a noun."""

from __future__ import annotations

from sunlit.organs.rules.accounts import (
    AdministratorHoldsNoPost,
    NoSuchAccount,
    NoSuchOfficer,
    NotAllowed,
    NotAUserName,
    OfficerHasAccount,
    UserNameTaken,
    user_name,
)
from sunlit.organs.rules.bodies import CITY_WIDE, Administration, Function, Naming, Nature, RegionTier, UnitKind
from sunlit.organs.rules.loading import FaultyOrgans, UnreadableOrgans
from sunlit.organs.rules.site import NoCity, NoSuchPass, NotAFact, NotAnEmblem, SiteChanged
from sunlit.organs.rules.workdays import InventedOverReal, NotADayCount, NotANotice, TwoNoticesOfAYear

__all__ = [
    "CITY_WIDE",
    "Administration",
    "AdministratorHoldsNoPost",
    "FaultyOrgans",
    "Function",
    "InventedOverReal",
    "Naming",
    "Nature",
    "NoCity",
    "NoSuchAccount",
    "NoSuchOfficer",
    "NoSuchPass",
    "NotADayCount",
    "NotAFact",
    "NotANotice",
    "NotAUserName",
    "NotAllowed",
    "NotAnEmblem",
    "OfficerHasAccount",
    "RegionTier",
    "SiteChanged",
    "TwoNoticesOfAYear",
    "UnitKind",
    "UnreadableOrgans",
    "UserNameTaken",
    "user_name",
]  # fmt: skip
