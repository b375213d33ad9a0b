"""The gate's commands: one module a noun."""

from __future__ import annotations

from sunlit.publication.commands.days import begin_day
from sunlit.publication.commands.results import announce_result, withdraw_result

__all__ = ["announce_result", "begin_day", "withdraw_result"]
