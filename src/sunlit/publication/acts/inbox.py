"""What is done with what the public handed in, as the ledger keeps it: numbers and digests, never a word of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersTakenIn(Act):
    """Boxes were taken in: so many words and reports; so many kept shut, so many that could not be kept."""

    kind: ClassVar[str] = "publication.letters-taken-in"
    words: int
    reports: int
    unopened: int
    refused: int

    @property
    def subject(self) -> str:
        """The inbox."""
        return "publication:inbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasProposed(Act):
    """Words that found nothing were written into a power's draft as an everyday name."""

    kind: ClassVar[str] = "publication.alias-proposed"
    words: UUID
    power: UUID
    edition: UUID

    @property
    def subject(self) -> str:
        """The words."""
        return f"missing-words:{self.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsSetAside(Act):
    """Words that found nothing were set aside; `reason` is a salted digest."""

    kind: ClassVar[str] = "publication.words-set-aside"
    words: UUID
    reason: str

    @property
    def subject(self) -> str:
        """The words."""
        return f"missing-words:{self.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHandled(Act):
    """A report of a power in no list was handled; `said` and `answer` are salted digests, this empty for none."""

    kind: ClassVar[str] = "publication.report-handled"
    report: UUID
    said: str
    answer: str = ""

    @property
    def subject(self) -> str:
        """The report."""
        return f"report:{self.report}"
