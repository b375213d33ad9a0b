"""Who looks, as every query is asked by someone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.kernel.actor import Actor

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Viewer:
    """One who looks: a signed-in account, a part of the system, or nobody.

    Attributes:
        account: None for the system and for nobody.
        name: how the desk greets the person.
        administrator: may see and do all there is at present; what a post allows follows with the posts.
        part: the part of the system that looks, such as `cli`; empty for a person.
    """

    account: UUID | None = None
    name: str = ""
    administrator: bool = False
    part: str = ""

    @classmethod
    def system(cls, part: str) -> Viewer:
        """A part of the system: the command line on the operator's own machine, or a reaction."""
        return cls(part=part, administrator=True)

    @property
    def known(self) -> bool:
        """Whether anybody in particular looks."""
        return self.account is not None or bool(self.part)

    @property
    def actor(self) -> Actor:
        """The same one, acting.

        Raises:
            ValueError: nobody in particular cannot act.
        """
        if self.account is not None:
            return Actor.account(self.account)
        if self.part:
            return Actor.system(self.part)
        message = "nobody in particular cannot act"
        raise ValueError(message)


@dataclass(frozen=True, slots=True)
class AccountSeen:
    """One account as an administrator sees it."""

    username: str
    display_name: str
    administrator: bool
    active: bool
