"""Who there is: one module a noun."""

from __future__ import annotations

from sunlit.organs.queries.accounts import accounts
from sunlit.organs.queries.workdays import (
    calendar,
    calendar_missing,
    calendar_years,
    due_in,
    preview_calendar,
    workdays_due,
)

__all__ = [
    "accounts", "calendar", "calendar_missing", "calendar_years", "due_in", "preview_calendar", "workdays_due",
]  # fmt: skip
