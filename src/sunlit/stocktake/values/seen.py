"""Stocktakes as those who take part see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.catalogue.queries import Meter
    from sunlit.stocktake.rules import (
        ActivityKind,
        Cell,
        Counts,
        Doubt,
        Likeness,
        ListState,
        Origin,
        Stage,
        Standing,
        Tier,
    )


@dataclass(frozen=True, slots=True)
class StocktakeRow:
    """A stocktake in the list.

    Attributes:
        stage, due_on: the first stage whose last day is not over, and that day; None when all are.
        mine: how many lines of its roll are one's own; `pending` of them not registered yet.
    """

    id: UUID
    name: str
    begun_at: datetime
    closed_at: datetime | None
    units: int
    stage: Stage | None
    due_on: date | None
    mine: int
    pending: int


@dataclass(frozen=True, slots=True)
class AtHand:
    """What a running stocktake asks of whoever looks.

    Attributes:
        register: on how many posts of one's own nothing was registered or declared yet; `late`: its last day is over.
        sign: the office lists that are full and wait for one's signature.
        send: lists of units that one gathers, with how many signed items wait to be sent to be judged.
        answer: how many difficulties are asked of one.
    """

    stocktake: UUID
    name: str
    register: int
    sign: tuple[UUID, ...]
    send: tuple[tuple[UUID, int], ...]
    answer: int
    late: bool

    @property
    def to_send(self) -> int:
        """The signed items of all these units."""
        return sum(n for _, n in self.send)


@dataclass(frozen=True, slots=True)
class MoveSeen:
    """A last day that was moved."""

    stage: str
    before: date
    after: date
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """A paper of a stocktake."""

    sha256: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """A unit's row of the board, with whom to ask there."""

    list: UUID
    unit: UUID
    name: str
    contact: str
    phone: str
    counts: Counts
    cells: tuple[Cell, ...]

    @property
    def late(self) -> Cell | None:
        """The first stage it is late at."""
        return next((cell for cell in self.cells if cell.late), None)


@dataclass(frozen=True, slots=True)
class DifficultySeen:
    """A difficulty. `may_answer`: whether who looks does."""

    id: UUID
    unit: UUID
    unit_name: str
    text: str
    raised_at: datetime
    raised_by: str
    tier: Tier
    due_on: date
    passed: int
    overdue: bool
    answer: str
    answered_at: datetime | None
    answered_by: str
    may_answer: bool


@dataclass(frozen=True, slots=True)
class ActivitySeen:
    """A line of the ledger. `power`, `power_name`: of good practice, what others may take over."""

    id: UUID
    kind: ActivityKind
    unit_name: str
    on: date
    title: str
    medium: str
    reach: int | None
    text: str
    power: UUID | None
    power_name: str
    noted_by: str
    may_strike: bool


@dataclass(frozen=True, slots=True)
class StocktakeSeen:
    """A stocktake whole, as far as one sees its units.

    Attributes:
        noting: units for which one enters into the ledger. own: those in which one may raise a difficulty, by key.
        lines: of the roll that are one's own; `registers`: on one of them one may register today.
        ungathered: told to who organises: units in which nobody holds a post that gathers their lists and sends them.
    """

    id: UUID
    name: str
    basis: str
    begun_at: datetime
    closed_at: datetime | None
    closing: str
    answer_days: int
    stages: tuple[tuple[Stage, date], ...]
    moves: tuple[MoveSeen, ...]
    papers: tuple[PaperSeen, ...]
    board: tuple[UnitProgress, ...]
    difficulties: tuple[DifficultySeen, ...]
    activities: tuple[ActivitySeen, ...]
    noting: tuple[tuple[UUID, str], ...]
    own: tuple[tuple[UUID, str], ...]
    lines: int
    registers: bool
    may_organise: bool
    ungathered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """A registered item.

    Attributes:
        state: draft, held (in a signed list), review, on-record, gone; in the list of a unit, of what was judged and is
            a draft again, sent-back or the outcome; of a power on record that was answered for without a draft,
            confirmed or ending (`proposes` what, for which `reason`).
            What is withheld is secret, without a word of its own.
        meter: what it says and lacks.
        registered: by whom, on which post: one, or several after a merger, each (officer, post, name it came under).
    """

    power: UUID
    edition: UUID
    name: str
    type: str
    holder: UUID
    state: str
    digest: str
    meter: Meter | None
    origin: Origin
    source: str
    registration: UUID
    registered: tuple[tuple[str, str, str], ...]
    preparer: str = ""
    reason: str = ""
    proposes: str = ""


@dataclass(frozen=True, slots=True)
class LineSeen:
    """A line of the roll: one officer in one post."""

    id: UUID
    office_list: UUID
    officer: str
    number: str
    post: UUID
    post_name: str
    standing: Standing
    reason: str
    at: datetime | None
    items: tuple[ItemSeen, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class MineSeen:
    """我的登记: one's own lines in a stocktake, with what each registered; `holders`: who may be 行使主体 there."""

    stocktake: UUID
    name: str
    closed: bool
    due_on: date
    lines: tuple[MyLine, ...]


@dataclass(frozen=True, slots=True)
class StillSeen:
    """A power on record that nobody has answered for in the stocktake. `near`: post, office or unit: whose it seems."""

    power: UUID
    name: str
    type: str
    number: int
    near: str
    bases: tuple[str, ...]
    suspended: bool


@dataclass(frozen=True, slots=True)
class MyLine:
    """One of one's own lines. `open`: the office has not signed, so that it can be changed.

    `standing_still`: what is on record of the unit and waits to be confirmed anew, one's own post's first.
    `places`: how many places without words the post has noted for what is, or may be, secret.
    """

    line: LineSeen
    unit: UUID
    unit_name: str
    office_name: str
    open: bool
    returned: str
    standing_still: tuple[StillSeen, ...]
    holders: tuple[tuple[UUID, str], ...]
    places: int = 0


@dataclass(frozen=True, slots=True)
class OfficeListSeen:
    """科室清单 with its roll. `words`: while it is open, the digest of what it says, which its signature is for."""

    id: UUID
    stocktake: UUID
    stocktake_name: str
    closed: bool
    unit_list: UUID
    unit: UUID
    unit_name: str
    office_name: str
    state: ListState
    round: int
    digest: str
    signed_at: datetime | None
    signed_by: str
    returned: str
    roll: tuple[LineSeen, ...]
    items: tuple[ItemSeen, ...]
    missing: tuple[str, ...]
    may_sign: bool
    may_return: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A list of an office in the unit's list."""

    id: UUID
    name: str
    state: ListState
    people: int
    present: int
    missing: tuple[str, ...]
    items: int
    signed_at: datetime | None
    returned: str
    confirmed: int = 0


@dataclass(frozen=True, slots=True)
class GatheredSeen:
    """One item of the unit's list, from which office, and by whom. `lacks`: what it must say before it is sent."""

    item: ItemSeen
    office: str
    unit_name: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitListSeen:
    """单位清单: the offices' lists, the items of which the unit is the holder, and which may be one."""

    id: UUID
    stocktake: UUID
    stocktake_name: str
    closed: bool
    unit: UUID
    unit_name: str
    contact: str
    phone: str
    offices: tuple[OfficeRow, ...]
    items: tuple[GatheredSeen, ...]
    alike: tuple[tuple[Likeness, GatheredSeen, GatheredSeen], ...]
    prepared: int
    may_gather: bool
    confirmed: tuple[GatheredSeen, ...] = ()
    still: int = 0


@dataclass(frozen=True, slots=True)
class FormSeen:
    """行政职权目录登记表: what the marks around its table and in each of its rows stand for."""

    heads: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows of a workbook that name the same office and post, and the same person as having filled them in.

    Attributes:
        line: of the roll, where it is clear whose they are.
        doubt: why who filled them in leaves it unclear, or differs; `places`: sheet, or file without
            sheets, and row of each.
    """

    office: str
    post: str
    rows: tuple[int, ...]
    names: tuple[str, ...]
    line: UUID | None
    filled_by: str = ""
    doubt: Doubt | None = None
    places: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TakingSeen:
    """A stocktake in which a workbook may be registered. `own`: on one's own line; `lines`: by key, whom to choose."""

    stocktake: UUID
    name: str
    unit_list: UUID
    own: bool
    groups: tuple[RowGroup, ...]
    lines: tuple[tuple[UUID, str], ...]

    @property
    def doubtful(self) -> bool:
        """Whether who filled a row in leaves unclear whose it is."""
        return any(group.doubt is not None for group in self.groups)
