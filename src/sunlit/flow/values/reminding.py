"""Steps and flows that somebody is to be told of, and who that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sunlit.organs.values import Addressee


@dataclass(frozen=True, slots=True)
class TaskTold:
    """An open step, and whose it is. `late`: its last day is over. `unit_name`: whose matter it is, empty for none."""

    task: UUID
    run: UUID
    name: str
    unit_name: str
    due_on: date | None
    to: Addressee
    late: bool


@dataclass(frozen=True, slots=True)
class FlowTold:
    """A flow that is due for revision, and who draws it. `key`: what it is of. `late`: the last day is over."""

    flow: UUID
    key: str
    name: str
    on: date
    to: Addressee
    late: bool
