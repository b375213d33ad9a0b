"""What was purged, as the ledger keeps it: which, by whom, how much. Nothing of what it said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class SpillPurged(Act):
    """A spill was taken out for good: by the security administrator, who acts, and the audit administrator, `witness`.

    Attributes:
        spill: what it was, as the ledger names it.
        rows, files, records: how many rows of the inner side, kept files, and versions of public records.
    """

    kind: ClassVar[str] = "publication.spill-purged"
    spill: str
    witness: str
    rows: int
    files: int
    records: int

    @property
    def subject(self) -> str:
        """The spills, one after another."""
        return "publication:spills"
