"""Plain values of the organs: one module a noun."""

from __future__ import annotations

from sunlit.organs.values.accounts import AccountSeen, Viewer
from sunlit.organs.values.bodies import Holder, PostSeen, PublicPost, RegionSeen, UnitSeen

__all__ = ["AccountSeen", "Holder", "PostSeen", "PublicPost", "RegionSeen", "UnitSeen", "Viewer"]
