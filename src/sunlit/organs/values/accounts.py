"""Who looks, as every query is asked by someone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.kernel.actor import Actor
from sunlit.organs.rules.bodies import CITY_WIDE, Administration, Function

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class OnDuty:
    """In which posts somebody does today what waits in them, and for whom.

    Attributes:
        posts, functions, wide: as of a viewer. stead: whom they stand in for (代 A, 接手); None for themselves.
    """

    posts: frozenset[UUID] = frozenset()
    functions: frozenset[tuple[Function, UUID]] = frozenset()
    wide: frozenset[Function] = frozenset()
    stead: UUID | None = None

    def may(self, function: Function | None, unit: UUID | None, holder: UUID | None) -> bool:
        """Whether something is theirs to do: of a post, or of a function, for a unit or for every one."""
        if holder is not None:
            return holder in self.posts
        if function is None:
            return False
        return function in self.wide if unit is None else (function, unit) in self.functions


@dataclass(frozen=True, slots=True)
class Viewer:
    """One who looks: a signed-in account, a part of the system, or nobody.

    Attributes:
        account: None for the system and for nobody.
        name: how the desk greets the person.
        administers: which of the three administrators, if any.
        part: the part of the system that looks, such as `cli`; empty for a person.
        officer, post: of an officer in office, and the first of the posts held today; they act in its name.
        posts: every post held today.
        functions: what the posts held today may do, and for which unit each: the post's own; of a county's offices
            each unit of the county too.
        units: the units in which a post is held today.
        wide: the functions that reach every unit, because they are held in an office of the city.
        determines: of a county's open government office, the units whose powers it determines, files and publishes:
            the county's departments and townships, not its government, which goes to the city's.
        duties: where not everything that waits in these posts is theirs: a B role does what waits while the A role is
            away. None where it is.
    """

    account: UUID | None = None
    name: str = ""
    administers: Administration | None = None
    part: str = ""
    officer: UUID | None = None
    post: UUID | None = None
    posts: frozenset[UUID] = frozenset()
    functions: frozenset[tuple[Function, UUID]] = frozenset()
    units: frozenset[UUID] = frozenset()
    wide: frozenset[Function] = frozenset()
    determines: frozenset[UUID] = frozenset()
    duties: tuple[OnDuty, ...] | None = None

    @classmethod
    def system(cls, part: str) -> Viewer:
        """A part of the system: the command line on the operator's own machine, or a reaction."""
        return cls(part=part)

    @property
    def known(self) -> bool:
        """Whether anybody in particular looks."""
        return self.account is not None or self.officer is not None or bool(self.part)

    def may(self, *functions: Function, unit: UUID | None = None) -> bool:
        """Whether a post held today has one of these functions: for `unit`, or, without one, for any unit at all.

        What the city's own offices may, they may for every unit; a county's, for the units of the county alone, so that
        without a unit they may nothing. A part of the system may all.
        """
        if self.part or any(held in functions for held in self.wide):
            return True
        if unit is not None:
            return any((held, unit) in self.functions for held in functions)
        return any(held in functions and held not in CITY_WIDE for held, _ in self.functions)

    def administering(self, of: Administration) -> bool:
        """Whether this is that administrator. A part of the system stands in for the system's, not for the others."""
        return self.administers is of or (bool(self.part) and of is Administration.SYSTEM)

    @property
    def administrator(self) -> bool:
        """Whether this is the system's administrator."""
        return self.administering(Administration.SYSTEM)

    @property
    def reached(self) -> frozenset[UUID]:
        """The units for which one may do something by a post held today, those of the whole city apart."""
        return frozenset(of for _, of in self.functions)

    @property
    def on_duty(self) -> tuple[OnDuty, ...]:
        """In which of these posts one does what waits, one's own first."""
        return (OnDuty(self.posts, self.functions, self.wide),) if self.duties is None else self.duties

    @property
    def names(self) -> frozenset[str]:
        """Every name under which this officer may have acted in the posts held today."""
        return frozenset(Actor.officer(post=str(post), officer=str(self.officer)).name for post in self.posts)

    @property
    def actor(self) -> Actor:
        """The same one, acting.

        Raises:
            ValueError: nobody in particular cannot act.
        """
        if self.officer is not None and self.post is not None:
            return Actor.officer(post=str(self.post), officer=str(self.officer))
        if self.account is not None:
            return Actor.account(self.account)
        if self.part:
            return Actor.system(self.part)
        message = "nobody in particular cannot act"
        raise ValueError(message)


@dataclass(frozen=True, slots=True)
class AccountSeen:
    """One account as an administrator sees it. `officer`: whose way in it is, by number and name."""

    id: UUID
    username: str
    display_name: str
    administers: Administration | None
    active: bool
    officer: tuple[str, str] | None = None
    second_factor: bool = False
    last_login: datetime | None = None


@dataclass(frozen=True, slots=True)
class FailureSeen:
    """Failed sign-ins of an account at an address; `username` is empty where the name is nobody's."""

    username: str
    account: UUID | None
    address: str
    at: datetime
    times: int
    locked_until: datetime | None


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """Somebody who is signed in; `mark`: what the session is known by; `mine`: the looker's own."""

    mark: str
    username: str
    name: str
    active_at: datetime
    until: datetime
    mine: bool
