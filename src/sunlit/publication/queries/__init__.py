"""What stands on the noticeboard, as files are made from it: one module a noun."""

from __future__ import annotations

from sunlit.publication.queries.directory import directory
from sunlit.publication.queries.inbox import (
    inbox_counts,
    missing_word,
    missing_words,
    replies,
    report,
    reports,
    unopened,
)
from sunlit.publication.queries.readiness import readiness
from sunlit.publication.queries.results import outcomes, results, units_announced
from sunlit.publication.queries.unpublished import unpublished

__all__ = [
    "directory", "inbox_counts", "missing_word", "missing_words", "outcomes", "readiness", "replies", "report",
    "reports", "results", "units_announced", "unopened", "unpublished",
]  # fmt: skip
