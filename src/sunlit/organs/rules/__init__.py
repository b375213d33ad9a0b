"""Rules of the organs, and the words they share: one module a noun."""

from __future__ import annotations

from sunlit.organs.rules.accounts import NoSuchAccount, NotAUserName, NotAllowed, UserNameTaken, user_name
from sunlit.organs.rules.bodies import Administration, Function, Naming, Nature, RegionTier, UnitKind

__all__ = ["Administration", "Function", "Naming", "Nature", "NoSuchAccount", "NotAUserName", "NotAllowed", "RegionTier", "UnitKind", "UserNameTaken", "user_name"]
