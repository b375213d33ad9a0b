"""整体审核 of a county's directory: keys, counts, and by which lot the sample was drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfDirectory(Act):
    review: UUID

    @property
    def subject(self) -> str:
        """The review of the directory."""
        return f"directory-review:{self.review}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryOpened(_OfDirectory):
    """A county's list was frozen (`frozen` is its digest), and a sample drawn by a seed that chance gave afterwards."""

    kind: ClassVar[str] = "review.directory-opened"
    county: UUID
    total: int
    frozen: str
    seed: str
    share: int
    least: int
    limit: int
    drawn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleWidened(_OfDirectory):
    """扩大抽查: by the same seed, a larger share."""

    kind: ClassVar[str] = "review.sample-widened"
    share: int
    drawn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleAdded(_OfDirectory):
    """重点抽查: so many were added by hand; `reason` is a digest."""

    kind: ClassVar[str] = "review.sample-added"
    count: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryItemJudged(_OfDirectory):
    """An item was judged in the exact words with this `digest`; `said` is a digest."""

    kind: ClassVar[str] = "review.directory-item-judged"
    item: UUID
    power: UUID
    verdict: str
    digest: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryConcluded(_OfDirectory):
    """What came of the whole; `returned`: how many went back. `said` is a digest."""

    kind: ClassVar[str] = "review.directory-concluded"
    conclusion: str
    judged: int
    faulty: int
    returned: int
    said: str
