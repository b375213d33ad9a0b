"""What is done to units, offices, posts and officers, as the ledger keeps it. Names are not in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgansLoaded(Act):
    """An organs workbook was loaded: how many rows were new and how many changed; `file` is its digest."""

    kind: ClassVar[str] = "organs.organs-loaded"
    file: str
    added: int
    changed: int

    @property
    def subject(self) -> str:
        """The organs as a whole."""
        return "organs:all"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChanged(Act):
    """Something of a unit changed: it itself, or one of its offices, posts, appointments or duties.

    `what` names the sheets of the workbook by their code: unit, office, post, appointment, mandate, duty.
    """

    kind: ClassVar[str] = "organs.unit-changed"
    unit: UUID
    what: tuple[str, ...]

    @property
    def subject(self) -> str:
        """The unit."""
        return f"unit:{self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostNamed(Act):
    """How the officer in a post is named to the public was decided: a value of `rules.Naming`."""

    kind: ClassVar[str] = "organs.post-named"
    post: UUID
    naming: str

    @property
    def subject(self) -> str:
        """The post."""
        return f"post:{self.post}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerLeft(Act):
    """An officer leaves office; from the day on nothing shows them any more."""

    kind: ClassVar[str] = "organs.officer-left"
    officer: UUID

    @property
    def subject(self) -> str:
        """The officer."""
        return f"officer:{self.officer}"
