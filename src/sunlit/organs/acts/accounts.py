"""What is done to accounts, as the ledger keeps it. User names are not in it: they are people's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfAccount(Act):
    account: UUID

    @property
    def subject(self) -> str:
        """The account."""
        return f"account:{self.account}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpened(_OfAccount):
    """A way in was made for a person."""

    kind: ClassVar[str] = "organs.account-opened"
    version: ClassVar[int] = 2
    administers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReset(_OfAccount):
    """A person got a new password and has to set up a second factor anew."""

    kind: ClassVar[str] = "organs.account-reset"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClosed(_OfAccount):
    """A way in was switched off. It is never deleted: acts name it."""

    kind: ClassVar[str] = "organs.account-closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerLinked(_OfAccount):
    """An account became the way in of an officer."""

    kind: ClassVar[str] = "organs.officer-linked"
    officer: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(_OfAccount):
    """The security administrator ended somebody's session."""

    kind: ClassVar[str] = "organs.session-ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockoutLifted(_OfAccount):
    """The security administrator let an account try again that had failed too often."""

    kind: ClassVar[str] = "organs.lockout-lifted"
