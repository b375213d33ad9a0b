"""The catalogue's commands: one module a noun."""

from __future__ import annotations

from sunlit.catalogue.commands.lists import (
    ArticleKey,
    accept_finding,
    recheck,
    record_check,
    record_failure,
    submit_lists,
    withdraw_acceptance,
)

__all__ = [
    "ArticleKey", "accept_finding", "recheck", "record_check", "record_failure", "submit_lists", "withdraw_acceptance",
]  # fmt: skip
