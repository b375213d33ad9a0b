"""What is said of gaps, as the ledger keeps it: keys and places, never the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class GapAnswered(Act):
    """答复遗漏: a unit said why it registers no power by a provision."""

    kind: ClassVar[str] = "catalogue.gap-answered"
    answer: UUID
    unit: UUID
    law: str
    law_version: str
    article: int
    insert: int
    paragraph: int
    type: str

    @property
    def subject(self) -> str:
        """The answer."""
        return f"gap-answer:{self.answer}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GapAnswerWithdrawn(Act):
    """撤回答复: the gap is open again."""

    kind: ClassVar[str] = "catalogue.gap-answer-withdrawn"
    answer: UUID

    @property
    def subject(self) -> str:
        """The answer."""
        return f"gap-answer:{self.answer}"
