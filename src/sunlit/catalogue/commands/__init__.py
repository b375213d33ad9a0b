"""The catalogue's commands: one module a noun."""

from __future__ import annotations

from sunlit.catalogue.commands.filing import abolish, cancel, file_edition, file_editions, resume, suspend
from sunlit.catalogue.commands.lists import (
    ArticleKey,
    accept_finding,
    recheck,
    record_check,
    record_failure,
    submit_lists,
    withdraw_acceptance,
)
from sunlit.catalogue.commands.powers import (
    draft_power,
    drop_draft,
    give_code,
    register_secret,
    retire_code,
    save_draft,
    start_edition,
)
from sunlit.catalogue.commands.publishing import note_all_published, note_published, publish, publish_unit, withdraw

__all__ = [
    "ArticleKey", "abolish", "accept_finding", "cancel", "draft_power", "drop_draft", "file_edition", "file_editions",
    "give_code", "note_all_published", "note_published", "publish", "publish_unit", "recheck", "record_check",
    "record_failure",
    "register_secret", "resume", "retire_code", "save_draft", "start_edition", "submit_lists", "suspend", "withdraw",
    "withdraw_acceptance",
]  # fmt: skip
