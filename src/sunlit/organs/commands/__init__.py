"""What is done to accounts and organs: one module a noun."""

from __future__ import annotations

from sunlit.organs.commands.accounts import close_account, open_account, reset_account
from sunlit.organs.commands.loading import load_organs
from sunlit.organs.commands.workdays import CalendarHeld, load_calendar, seed_calendar

__all__ = [
    "CalendarHeld", "close_account", "load_calendar", "load_organs", "open_account", "reset_account", "seed_calendar",
]  # fmt: skip
