"""The gate's commands: one module a noun."""

from __future__ import annotations

from sunlit.publication.commands.days import begin_day
from sunlit.publication.commands.inbox import handle_report, propose_alias, set_words_aside, take_in
from sunlit.publication.commands.results import announce_result, withdraw_result
from sunlit.publication.commands.scrubbing import Scrubbed, scrub
from sunlit.publication.commands.spills import Purged, PurgedBefore, purge

__all__ = [
    "Purged", "PurgedBefore", "Scrubbed", "announce_result", "begin_day", "handle_report", "propose_alias", "purge",
    "scrub", "set_words_aside", "take_in", "withdraw_result",
]  # fmt: skip
