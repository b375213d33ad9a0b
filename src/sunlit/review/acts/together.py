"""Opening, doing many at once, keeping views: keys and counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOpened(Act):
    """A reviewer opened what is judged, in the exact words with this `digest`."""

    kind: ClassVar[str] = "review.opened"
    review: UUID
    digest: str

    @property
    def subject(self) -> str:
        """The review."""
        return f"review:{self.review}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTakenOver(Act):
    """The unit whose posts acted was merged away; that of which it became part goes on."""

    kind: ClassVar[str] = "review.taken-over"
    review: UUID
    before: UUID
    unit: UUID

    @property
    def subject(self) -> str:
        """The review."""
        return f"review:{self.review}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfBatch(Act):
    batch: UUID

    @property
    def subject(self) -> str:
        """The batch."""
        return f"batch:{self.batch}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAsked(_OfBatch):
    """A deed was asked of so many steps: pass, return, give."""

    kind: ClassVar[str] = "review.batch-asked"
    deed: str
    total: int
    background: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchCarriedOn(_OfBatch):
    """Some more steps of a batch were done, or told why not."""

    kind: ClassVar[str] = "review.batch-carried-on"
    done: int
    told: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchEnded(_OfBatch):
    """Each step of a batch was done, or told why not."""

    kind: ClassVar[str] = "review.batch-ended"
    done: int
    told: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfView(Act):
    view: UUID
    officer: UUID

    @property
    def subject(self) -> str:
        """The officer whose it is."""
        return f"officer:{self.officer}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewSaved(_OfView):
    """An officer kept a view of the inbox."""

    kind: ClassVar[str] = "review.view-saved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewDropped(_OfView):
    """An officer dropped a view of the inbox."""

    kind: ClassVar[str] = "review.view-dropped"
