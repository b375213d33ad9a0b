"""What happens to the law library, as the ledger keeps it. Texts are named by digest, never quoted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfLaw(Act):
    law: UUID

    @property
    def subject(self) -> str:
        """The law."""
        return f"law:{self.law}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawLoaded(_OfLaw):
    """A version of a law came into the library, the first of its law or a further one.

    Attributes:
        text: digest of its articles' words.
        articles: how many.
    """

    kind: ClassVar[str] = "law.loaded"
    version_id: UUID
    dated: date | None
    effective: date | None
    text: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LawCompleted(_OfLaw):
    """Articles were added to a version held in part; nothing it had was changed."""

    kind: ClassVar[str] = "law.completed"
    version_id: UUID
    text: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LawReplaced(_OfLaw):
    """The text of a held version was replaced by that of another file, on demand. `was` is the digest of the old."""

    kind: ClassVar[str] = "law.replaced"
    version_id: UUID
    was: str
    text: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LawDescribed(_OfLaw):
    """What was unknown of a held law (issuer, kind, region, full title, a day) became known from a further file."""

    kind: ClassVar[str] = "law.described"
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawEnded(_OfLaw):
    """The day on which a law ends became known, changed, or was found not to be (`on` is None).

    Attributes:
        told_by: the version that says so; None where the law limits its own term.
    """

    kind: ClassVar[str] = "law.ended"
    on: date | None
    told_by: UUID | None
