"""Rules of the organs, and the words they share: one module a noun."""

from __future__ import annotations

from sunlit.organs.rules.absences import (
    AbsenceOverlaps,
    AbsenceUnfit,
    AbsenceWhy,
    NoSuchAbsence,
    NoSuchColleague,
    NothingToHandOver,
    SuccessorUnfit,
    absence_days,
    absence_reason,
)
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
from sunlit.organs.rules.bodies import (
    CITY_WIDE,
    Administration,
    Function,
    Naming,
    Nature,
    RegionTier,
    UnitKind,
    determined_by_county,
)
from sunlit.organs.rules.loading import FaultyOrgans, UnreadableOrgans
from sunlit.organs.rules.site import NoCity, NoSuchPass, NotAFact, NotAnEmblem, SiteChanged
from sunlit.organs.rules.workdays import InventedOverReal, NotADayCount, NotANotice, TwoNoticesOfAYear

__all__ = [
    "CITY_WIDE",
    "AbsenceOverlaps",
    "AbsenceUnfit",
    "AbsenceWhy",
    "Administration",
    "AdministratorHoldsNoPost",
    "FaultyOrgans",
    "Function",
    "InventedOverReal",
    "Naming",
    "Nature",
    "NoCity",
    "NoSuchAbsence",
    "NoSuchAccount",
    "NoSuchColleague",
    "NoSuchOfficer",
    "NoSuchPass",
    "NotADayCount",
    "NotAFact",
    "NotANotice",
    "NotAUserName",
    "NotAllowed",
    "NotAnEmblem",
    "NothingToHandOver",
    "OfficerHasAccount",
    "RegionTier",
    "SiteChanged",
    "SuccessorUnfit",
    "TwoNoticesOfAYear",
    "UnitKind",
    "UnreadableOrgans",
    "UserNameTaken",
    "absence_days",
    "absence_reason",
    "determined_by_county",
    "user_name",
]  # fmt: skip
