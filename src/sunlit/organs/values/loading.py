"""What loading an organs workbook does, or would do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrgansChange:
    """One row that is new, changed, or absent from the workbook though it is on record.

    Attributes:
        sheet: name of the sheet. row: where in the workbook; 0 for an absent one.
        key: its codes, separated by spaces. name: what it is called, where it has a name.
        what: new, changed or absent. headers: the columns that change, with the words before and after.
    """

    sheet: str
    row: int
    key: str
    name: str
    what: str
    headers: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OrgansFault:
    """One thing wrong in the workbook."""

    sheet: str
    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class OrgansLoading:
    """What a workbook would change (or changed), and what is wrong with it: with any fault nothing is loaded."""

    file: str
    rows: int
    changes: tuple[OrgansChange, ...]
    faults: tuple[OrgansFault, ...]

    def of(self, what: str) -> tuple[OrgansChange, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.what == what)
