"""What may be seen of lists handed in: submissions, how far their check is, what was found, what rests on a law."""

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
    resting_on,
    submission,
    submissions,
    unread,
)

__all__ = [
    "CheckSeen", "Choice", "FindingSeen", "FindingsPage", "Narrowed", "Resting", "SubmissionSeen", "UnreadSeen",
    "files_of", "finding", "findings", "open_by_severity", "resting_on", "submission", "submissions", "unread",
]  # fmt: skip
