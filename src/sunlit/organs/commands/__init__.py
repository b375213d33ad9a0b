"""What is done to accounts and organs: one module a noun."""

from __future__ import annotations

from sunlit.organs.commands.absences import end_absence, end_hand_over, hand_over, note_told, record_absence
from sunlit.organs.commands.accounts import close_account, link_officer, open_account, reset_account
from sunlit.organs.commands.entering import end_session, lift_lockout
from sunlit.organs.commands.loading import load_divisions, load_organs
from sunlit.organs.commands.naming import name_post
from sunlit.organs.commands.site import SETUP_LIVES, close_setup, enter_setup, open_setup, set_site
from sunlit.organs.commands.workdays import CalendarHeld, load_calendar, seed_calendar

__all__ = [
    "SETUP_LIVES", "CalendarHeld", "close_account", "close_setup", "end_absence", "end_hand_over", "end_session",
    "enter_setup", "hand_over", "lift_lockout", "link_officer", "load_calendar", "load_divisions", "load_organs",
    "name_post", "note_told", "open_account", "open_setup", "record_absence", "reset_account", "seed_calendar",
    "set_site",
]  # fmt: skip
