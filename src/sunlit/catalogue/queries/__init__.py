"""What may be seen of lists handed in and of powers: one module a noun."""

from sunlit.catalogue.queries.attached import FileSeen, attached, attachment, samples
from sunlit.catalogue.queries.checking import Checked, Pointed, checked
from sunlit.catalogue.queries.doing import (
    Allowed,
    Meter,
    allowed,
    completeness,
    files,
    filled_from_library,
    hands_in,
    units_drafted,
    units_readable,
    with_basis,
)
from sunlit.catalogue.queries.forms import form_rows
from sunlit.catalogue.queries.found import (
    Choice,
    FindingSeen,
    FindingsPage,
    Narrowed,
    finding,
    findings,
    open_by_severity,
)
from sunlit.catalogue.queries.handed_in import (
    CheckSeen,
    Resting,
    SubmissionSeen,
    UnreadSeen,
    files_of,
    known_files,
    resting_on,
    submission,
    submissions,
    unread,
)
from sunlit.catalogue.queries.loadings import (
    LoadingNow,
    LoadingSeen,
    RowsPage,
    StagedSeen,
    files_loaded,
    loading,
    loading_now,
    loadings,
    staged,
)
from sunlit.catalogue.queries.outcomes import Outcome, outcomes_between
from sunlit.catalogue.queries.powers import (
    catalogue_on,
    changes_between,
    count_due,
    count_unpublished,
    difference,
    due_for_review,
    edition,
    for_publication,
    power,
    powers,
    powers_by_article,
    unpublished,
)
from sunlit.catalogue.queries.publishing import changing_between, open_to_society, placeholders
from sunlit.catalogue.queries.remedies import remedies_proposed, with_remedies
from sunlit.catalogue.queries.together import Deed, Together, together

__all__ = [
    "Allowed", "CheckSeen", "Checked", "Choice", "Deed", "FileSeen", "FindingSeen", "FindingsPage", "LoadingNow",
    "LoadingSeen", "Meter", "Narrowed", "Outcome", "Pointed", "Resting", "RowsPage", "StagedSeen", "SubmissionSeen",
    "Together", "UnreadSeen", "allowed", "attached", "attachment", "catalogue_on", "changes_between",
    "changing_between", "checked", "completeness", "count_due", "count_unpublished", "difference", "due_for_review",
    "edition", "files", "files_loaded", "files_of", "filled_from_library", "finding", "findings", "for_publication",
    "form_rows", "hands_in", "known_files", "loading", "loading_now", "loadings", "open_by_severity",
    "open_to_society", "outcomes_between", "placeholders", "power", "powers", "powers_by_article", "remedies_proposed",
    "resting_on", "samples", "staged", "submission", "submissions", "together", "units_drafted", "units_readable",
    "unpublished", "unread", "with_basis", "with_remedies",
]  # fmt: skip
