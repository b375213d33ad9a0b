"""What came of reading a flow from a file: the flow, what of the file was lost on the way, and what kept it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.flow.values.definition import WAITING

if TYPE_CHECKING:
    from sunlit.flow.values.definition import FlowDefinition


@dataclass(frozen=True, slots=True)
class Note:
    """Something of the file that the flow says otherwise or not at all.

    Attributes:
        element: where it stood: the id of the BPMN element, the cell or row of the table; empty: the whole file.
        what: in Chinese, for the clerk who has to decide whether it matters.
    """

    element: str
    what: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A reason why the file did not come in.

    Attributes:
        element: the kind of thing that stood in the way, as the file's format calls it (`process`, `DOCTYPE`, 列).
        id: its id or place in the file; empty: the whole file.
        why: in Chinese, with what can be done about it.
    """

    element: str
    id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The answer for one file: exact, with notes, or refused.

    Attributes:
        definition: None where the file was refused.
        notes: each loss once. `refused`: why there is no definition; empty where there is one.
    """

    definition: FlowDefinition | None
    notes: tuple[Note, ...] = ()
    refused: tuple[Refused, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether the flow says all that the file said."""
        return self.definition is not None and not self.notes and not self.refused

    @property
    def steps(self) -> int:
        """How many steps came in: the nodes at which a run waits."""
        return sum(node.kind in WAITING for node in self.definition.nodes) if self.definition else 0
