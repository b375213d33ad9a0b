"""Who there is: one module a noun."""

from __future__ import annotations

from sunlit.organs.queries.accounts import accounts, viewer_of
from sunlit.organs.queries.acting import called
from sunlit.organs.queries.bodies import posts, public_posts, regions, unit, unit_called, units
from sunlit.organs.queries.entering import acts, failures, ledger_verified, sessions
from sunlit.organs.queries.loading import organs_workbook, preview_divisions, preview_organs
from sunlit.organs.queries.readiness import bodies_ready
from sunlit.organs.queries.site import emblem, setup_open, site
from sunlit.organs.queries.whole import post_named, unit_whole
from sunlit.organs.queries.workdays import (
    calendar,
    calendar_missing,
    calendar_years,
    due_in,
    preview_calendar,
    workdays_due,
)

__all__ = [
    "accounts", "acts", "bodies_ready", "calendar", "calendar_missing", "calendar_years", "called", "due_in",
    "emblem", "failures", "ledger_verified", "organs_workbook", "post_named", "posts", "preview_calendar",
    "preview_divisions", "preview_organs", "public_posts", "regions", "sessions", "setup_open", "site", "unit",
    "unit_called", "unit_whole", "units", "viewer_of", "workdays_due",
]  # fmt: skip
