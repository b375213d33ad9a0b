"""What is done to the installation's own facts, and who was let in to set it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSet(Act):
    """Facts of the site were told or changed: which ones, and the digest of all of them now."""

    kind: ClassVar[str] = "organs.site-set"
    what: tuple[str, ...]
    revision: int
    digest: str

    @property
    def subject(self) -> str:
        """The site."""
        return "site:1"


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfPass(Act):
    setup: UUID

    @property
    def subject(self) -> str:
        """The pass."""
        return f"setup:{self.setup}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupOpened(_OfPass):
    """A one-time token for the wizard was made; those before it are good no longer."""

    kind: ClassVar[str] = "organs.setup-opened"
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupEntered(_OfPass):
    """The token was used."""

    kind: ClassVar[str] = "organs.setup-entered"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupClosed(_OfPass):
    """The wizard was left for good."""

    kind: ClassVar[str] = "organs.setup-closed"
