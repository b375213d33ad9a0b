"""Drawing and publishing flows, as the ledger keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfFlow(Act):
    flow: UUID

    @property
    def subject(self) -> str:
        """The flow."""
        return f"flow:{self.flow}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowDraftSaved(_OfFlow):
    """A draft was saved; `digest` of what it says."""

    kind: ClassVar[str] = "flow.draft-saved"
    revision: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowTakenOver(_OfFlow):
    """借鉴流程: a draft was begun with another flow; `origin`: which version of it."""

    kind: ClassVar[str] = "flow.taken-over"
    origin: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowDraftDropped(_OfFlow):
    """A draft was given up."""

    kind: ClassVar[str] = "flow.draft-dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPublished(_OfFlow):
    """A version was published.

    Attributes:
        of: the flow's kind: category, item, review. about: its key: `category:licensing`, `power:<id>`.
        number: of the version. against: the version of the category flow it was checked against, if any.
    """

    kind: ClassVar[str] = "flow.published"
    of: str
    about: str
    version_id: UUID
    number: int
    digest: str
    against: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowDue(_OfFlow):
    """及时修订流程图: the chart is due for revision.

    Attributes:
        why: power-changed, category-changed, law-changed. on: the last day for it.
    """

    kind: ClassVar[str] = "flow.due"
    about: str
    why: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowReminded(_OfFlow):
    """Whoever draws a flow was told that the day of its revision is near or over: `what` is soon or late."""

    kind: ClassVar[str] = "flow.reminded"
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedFlowRefused(Act):
    """A flow with a classification mark in it was turned away: by which rules; never the words."""

    kind: ClassVar[str] = "flow.marked-refused"
    rules: tuple[str, ...]

    @property
    def subject(self) -> str:
        """The door it came to."""
        return "door:flow"
