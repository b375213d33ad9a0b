"""To how many posts registering was opened, and for what (`noun:key`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteringOpened(Act):
    """Posts may register powers."""

    kind: ClassVar[str] = "catalogue.registering-opened"
    opened_for: str
    posts: int

    @property
    def subject(self) -> str:
        """What it was opened for."""
        return self.opened_for


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteringClosed(Act):
    """Posts may no longer register powers."""

    kind: ClassVar[str] = "catalogue.registering-closed"
    opened_for: str
    posts: int

    @property
    def subject(self) -> str:
        """What it was opened for."""
        return self.opened_for
