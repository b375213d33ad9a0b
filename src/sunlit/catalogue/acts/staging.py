"""What is done with lists on their way into the catalogue: keys, counts and digests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfLoading(Act):
    loading: UUID

    @property
    def subject(self) -> str:
        """The loading."""
        return f"loading:{self.loading}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadingAsked(_OfLoading):
    """Workbooks were handed in to be read and compared with what is on record, as of a day."""

    kind: ClassVar[str] = "catalogue.loading-asked"
    as_of: date
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StagingFailed(_OfLoading):
    """Workbooks that were handed in could not be read to the end, for a reason of the program."""

    kind: ClassVar[str] = "catalogue.staging-failed"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListStaged(_OfLoading):
    """Workbooks were read and compared with what is on record; nothing was changed."""

    kind: ClassVar[str] = "catalogue.list-staged"
    as_of: date
    files: tuple[str, ...]
    counts: dict[str, int]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StagingSigned(_OfLoading):
    """An officer signed what a loading would do."""

    kind: ClassVar[str] = "catalogue.staging-signed"
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingsDecided(_OfLoading):
    """Of so many powers the list lacks it was decided what is to become of them; `keep` is nothing.

    With that changed what an officer may sign.
    """

    kind: ClassVar[str] = "catalogue.endings-decided"
    decision: str
    powers: int
    effective: date | None
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLoaded(_OfLoading):
    """A loading was committed: so many powers drafted, so many next editions drafted."""

    kind: ClassVar[str] = "catalogue.list-loaded"
    new: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadingUndone(_OfLoading):
    """A loading was taken back whole."""

    kind: ClassVar[str] = "catalogue.loading-undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadingDropped(_OfLoading):
    """A staged loading was given up."""

    kind: ClassVar[str] = "catalogue.loading-dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedTextRefused(Act):
    """Something bearing a classification mark was turned away: by which rules, and who sent it; never the words."""

    kind: ClassVar[str] = "catalogue.marked-text-refused"
    rules: tuple[str, ...]
    door: str

    @property
    def subject(self) -> str:
        """The door it came to."""
        return f"door:{self.door}"
