"""What a reviewer says beside the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The answer to one of the four questions; `note` is needed where it is no."""

    question: str
    yes: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarked:
    """A remark on a field: what must be put right, or advice."""

    field: str
    text: str
    must: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the office says of a remark: adopted, or not, and why."""

    remark: UUID
    adopted: bool
    text: str = ""
