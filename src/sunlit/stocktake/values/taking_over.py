"""What an officer may take over from a model or a superior's list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class ModelSeen:
    """A power whose words may be taken over.

    Attributes:
        own: taken over on this line already. others: who else of the unit took it over, and on which post.
        on_record: the unit has a power of this name on record, to be confirmed anew rather than registered again.
    """

    power: UUID
    name: str
    type: str
    unit_name: str
    code: str
    bases: tuple[str, ...] = ()
    own: bool = False
    others: tuple[tuple[str, str], ...] = ()
    on_record: bool = False


@dataclass(frozen=True, slots=True)
class ModelsFound:
    """What may be taken over, as far as it is shown, and how much there is."""

    rows: tuple[ModelSeen, ...]
    total: int
