"""What is done to accounts and organs, as the ledger keeps it."""

from __future__ import annotations

from sunlit.organs.acts.accounts import AccountClosed, AccountOpened, AccountReset

__all__ = ["AccountClosed", "AccountOpened", "AccountReset"]
