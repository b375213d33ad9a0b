"""Runs and their tasks, as the ledger keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfRun(Act):
    run: UUID

    @property
    def subject(self) -> str:
        """The run."""
        return f"run:{self.run}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunBegun(_OfRun):
    """A run began under a version; `about` is what goes through it, as `noun:key`."""

    kind: ClassVar[str] = "flow.run-begun"
    version_id: UUID
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOpened(_OfRun):
    """A step was opened, the `place`-th node of its version; `due`: the last day of its term, where it has one."""

    kind: ClassVar[str] = "flow.task-opened"
    task: UUID
    place: int
    due: date | None
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDone(_OfRun):
    """A step was done, or its term passed (`how`: done, expired, reminded).

    Attributes:
        ways: of each choice its place, and which of its ways was taken, counted from 0: `7.1`.
    """

    kind: ClassVar[str] = "flow.task-done"
    task: UUID
    place: int
    how: str
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoodIn(_OfRun):
    """A step is done by one who stands in for `officer`: as their B role while they are away, or after they left."""

    kind: ClassVar[str] = "flow.stood-in"
    task: UUID
    officer: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGiven(_OfRun):
    """A step was passed on (转办): it waits for `officer` alone, who may do it in `post`."""

    kind: ClassVar[str] = "flow.task-given"
    task: UUID
    officer: UUID
    post: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RunHandedOver(_OfRun):
    """The matter of a run is another unit's from here on: that of which the one before became part."""

    kind: ClassVar[str] = "flow.run-handed-over"
    before: UUID
    unit: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReminded(_OfRun):
    """Whoever may do a step was told that its last day is near (`what`: soon), or over (late)."""

    kind: ClassVar[str] = "flow.task-reminded"
    task: UUID
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCounted(_OfRun):
    """The term of an open step begins after `start` instead of after the day it was opened on; `due`: its last day."""

    kind: ClassVar[str] = "flow.term-counted"
    task: UUID
    start: date
    due: date
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskClosed(_OfRun):
    """A step was closed without being done: the run ended over it, was withdrawn, or was moved."""

    kind: ClassVar[str] = "flow.task-closed"
    task: UUID
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSuspended(_OfRun):
    """A run was suspended under the special procedure at this place of the definition's list."""

    kind: ClassVar[str] = "flow.run-suspended"
    special: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResumed(_OfRun):
    """A run was resumed."""

    kind: ClassVar[str] = "flow.run-resumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunMoved(_OfRun):
    """A run goes on under another version."""

    kind: ClassVar[str] = "flow.run-moved"
    before: UUID
    version_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnded(_OfRun):
    """A run ended at this node of its version; None where it was withdrawn."""

    kind: ClassVar[str] = "flow.run-ended"
    about: str
    place: int | None
