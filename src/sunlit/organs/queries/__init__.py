"""Who there is: one module a noun."""

from __future__ import annotations

from sunlit.organs.queries.accounts import accounts

__all__ = ["accounts"]
