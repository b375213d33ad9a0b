"""Plain values of power lists: items as read from a sheet, and what is found wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.catalogue.values.powers import PowerContent
    from sunlit.law.values import Citation

#: The columns other programs read, in their order; after them come any further columns a sheet has.
COLUMNS = (
    "department_file", "sheet", "row", "serial", "code", "name", "sub_item", "type", "citations", "body", "office",
    "legal_time_limit", "promised_time_limit", "fee",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A power as the official form holds it: what its edition says, and whose it is.

    Attributes:
        unit: the unit as words; empty where the 行使主体 tells.
        parent: the name of the power whose sub-item this is; empty for a power.
    """

    content: PowerContent
    unit: str = ""
    code: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the official form tells of an item besides what every list does.

    Attributes:
        row: the item, whole.
        fields: the fields of its content that the form speaks of, filled in or left empty.
        settled: of each basis, whether its keys are known to belong to its words.
        places: field (`name`, `bases[1]`) → sheet, row and column, both 1-based.
        problems: what of it could not be understood, in words.
    """

    row: FormRow
    fields: frozenset[str]
    settled: tuple[bool, ...]
    places: Mapping[str, tuple[str, int, int]]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedItem:
    """One power, or one sub-item of a power, as a department's list has it.

    Attributes:
        file: name of the workbook, without its folder.
        sheet: name of the worksheet.
        row: 1-based row where the item begins; `rows` its first and last row.
        serial … fee: the cells of the columns of that meaning, white space removed, nothing else mapped.
        basis: the 实施依据 cell whole, line breaks kept.
        citations: what it cites.
        further: other columns by their meaning (`level`, `materials`, `fee_standard`, …) or, unknown to us, by
            their header; text with its line breaks.
        personal: headers of columns left out because they name a clerk; with `--with-personal` they are in `further`.
        cells: where each field came from: meaning → (row, column), both 1-based.
        told: what the official form tells of it; None for any other list.
        filled_by: who filled the row in (填报人), by name; for those who register it, in no file that is written.
    """

    file: str
    sheet: str
    row: int
    rows: tuple[int, int]
    serial: str = ""
    code: str = ""
    name: str = ""
    sub_item: str = ""
    type: str = ""
    basis: str = ""
    citations: tuple[Citation, ...] = ()
    body: str = ""
    office: str = ""
    legal_time_limit: str = ""
    promised_time_limit: str = ""
    fee: str = ""
    further: Mapping[str, str] = field(default_factory=dict)
    personal: tuple[str, ...] = ()
    cells: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    told: Told | None = None
    filled_by: str = ""

    @property
    def full_name(self) -> str:
        """The name, and after a space the sub-item's, as a reader would call it."""
        return f"{self.name} {self.sub_item}".strip()


@dataclass(frozen=True, slots=True)
class Heading:
    """Rows that title a sheet or head its columns."""

    file: str
    sheet: str
    rows: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unread:
    """A row with content that is in no item and no heading, and why. Row 0: the sheet or file as a whole."""

    file: str
    sheet: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person should know of a file though nothing in it was left unread. Row 0: the sheet or file as a whole."""

    file: str
    sheet: str
    row: int
    words: str


@dataclass(frozen=True, slots=True)
class ReadLists:
    """What reading a number of files gave, in the order of files, sheets and rows."""

    items: tuple[ListedItem, ...]
    headings: tuple[Heading, ...]
    unread: tuple[Unread, ...]
    remarks: tuple[Remark, ...] = ()


Severity = Literal["error", "warning", "advice"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, or worth a look, in a list. All fields but `quoted` and `column` are what other programs read.

    Attributes:
        cited: the citation as written (《title》article), empty where the finding is not about one.
        law, article: full title of the held law and the canonical article the finding speaks of; else empty.
        held: the held text to lay beside the cited one; empty where there is none.
        why: what is wrong, as a legal officer would put it.
        mend: what the department should do.
        quoted: the words the list gives for the article, for the difference by character.
        column: which column to look at: `basis`, `name`, `type`, `fee`, …
    """

    code: str
    severity: Severity
    file: str
    sheet: str
    row: int
    name: str
    cited: str = ""
    law: str = ""
    article: str = ""
    held: str = ""
    why: str = ""
    mend: str = ""
    quoted: str = ""
    column: str = ""
