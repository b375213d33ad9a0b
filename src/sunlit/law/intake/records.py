"""What is known before a loading, what each file of it does, and what a loading as a whole did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.law.intake.reading import ReadFile
    from sunlit.law.rules import Kind
    from sunlit.law.values import Provision, Warned

#: Texts of articles by (number, insert); of an article printed twice, the first.
Articles = Mapping[tuple[int, int], str]

#: What became of a file: the first version of its law · a further version · articles that were missing · another text
#: in place of the held one · nothing but what was unknown of the law · nothing at all · not taken in.
Outcome = Literal["new-law", "new-version", "completed", "replaced", "described", "held", "refused"]


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """A version as the library holds it, as far as taking in needs to know. `day` tells it from the others.

    Attributes:
        texts: digests of the texts it was made from.
        articles: may be loaded on first use.
        provisions: articles and what they stand in, in written order; may be loaded on first use.
        warnings: of the texts it was made from.
    """

    key: UUID
    day: date | None
    dated: date | None
    promulgated: date | None
    effective: date | None
    effective_assumed: bool
    digest: str
    texts: frozenset[str]
    articles: Articles
    provisions: Sequence[Provision]
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownLaw:
    """A law as the library holds it. `succeeds`: one of its versions says it ends an older law of the same title."""

    key: UUID
    title: str
    kind: Kind
    issuer: str
    region: str
    names: tuple[str, ...]
    versions: tuple[KnownVersion, ...]
    succeeds: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """Articles against the version before, of day `since`: how many read the same, changed, came, went.

    `renumbered` of those that stayed, changed or not, bear another number.
    """

    since: date | None
    same: int
    changed: int
    added: int
    removed: int
    renumbered: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """What one file does. `law` and `version` are as they stand afterwards; None where the file is refused.

    Attributes:
        was: digest of the text that is replaced or completed.
        law_fields, version_fields: names of what became known of a held law or version.
        reason: of a refusal, with what to do.
    """

    file: ReadFile
    outcome: Outcome
    law: KnownLaw | None = None
    version: KnownVersion | None = None
    was: str = ""
    law_fields: tuple[str, ...] = ()
    version_fields: tuple[str, ...] = ()
    changes: Changes | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FileTaken:
    """What became of one file, for a page or a screen."""

    name: str
    outcome: Outcome
    title: str = ""
    law: UUID | None = None
    version: UUID | None = None
    dated: date | None = None
    effective: date | None = None
    effective_assumed: bool = False
    articles: int = 0
    changes: Changes | None = None
    reason: str = ""
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """A held law whose last day a loading made known, changed, or took back (`on` is None)."""

    law: UUID
    title: str
    on: date | None
    by: str


@dataclass(frozen=True, slots=True)
class LoadingSeen:
    """What a loading did, or would do.

    Attributes:
        id, at: None where nothing was written: nothing was new, or it is a preview.
        instruments, versions, provisions: what the files of this call hold, new or not.
    """

    files: tuple[FileTaken, ...]
    instruments: int
    versions: int
    provisions: Mapping[str, int]
    added_instruments: int
    added_versions: int
    endings: tuple[Ending, ...] = ()
    id: UUID | None = None
    at: datetime | None = None
    by: str = ""

    @property
    def refused(self) -> tuple[FileTaken, ...]:
        """The files that were not taken in."""
        return tuple(f for f in self.files if f.outcome == "refused")
