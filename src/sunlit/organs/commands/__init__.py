"""What is done to accounts and organs: one module a noun."""

from __future__ import annotations

from sunlit.organs.commands.accounts import close_account, open_account, reset_account

__all__ = ["close_account", "open_account", "reset_account"]
