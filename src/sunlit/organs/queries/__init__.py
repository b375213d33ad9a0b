"""Who there is: one module a noun."""

from __future__ import annotations

from sunlit.organs.queries.absences import (
    absences,
    absences_to_tell,
    colleagues,
    hand_overs,
    officers_named,
    serves,
    serving,
    successors,
)
from sunlit.organs.queries.accounts import accounts, viewer_by, viewer_of
from sunlit.organs.queries.acting import called
from sunlit.organs.queries.appointed import appointed, filled, office_names, offices_headed, post_names
from sunlit.organs.queries.bodies import (
    merged_away,
    mergers,
    posts,
    posts_living,
    public_posts,
    regions,
    unit,
    unit_called,
    unit_names,
    units,
)
from sunlit.organs.queries.entering import acts, failures, ledger_verified, sessions
from sunlit.organs.queries.loading import organs_workbook, preview_divisions, preview_organs
from sunlit.organs.queries.reaching import reached, takers
from sunlit.organs.queries.readiness import bodies_ready
from sunlit.organs.queries.site import emblem, setup_open, site
from sunlit.organs.queries.whole import duties, post_named, unit_whole
from sunlit.organs.queries.workdays import (
    calendar,
    calendar_missing,
    calendar_years,
    due_in,
    preview_calendar,
    workdays_due,
)

__all__ = [
    "absences", "absences_to_tell", "accounts", "acts", "appointed", "bodies_ready", "calendar", "calendar_missing",
    "calendar_years", "called", "colleagues", "due_in", "duties", "emblem", "failures", "filled", "hand_overs",
    "ledger_verified", "merged_away", "mergers", "office_names", "officers_named", "offices_headed",
    "organs_workbook", "post_named", "post_names", "posts", "posts_living", "preview_calendar", "preview_divisions",
    "preview_organs", "public_posts", "reached", "regions", "serves", "serving", "sessions", "setup_open", "site",
    "successors", "takers", "unit", "unit_called", "unit_names", "unit_whole", "units", "viewer_by", "viewer_of",
    "workdays_due",
]  # fmt: skip
