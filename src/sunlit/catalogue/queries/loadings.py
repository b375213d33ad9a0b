"""Loadings of lists: what each would do or did, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q

from sunlit.catalogue import policies
from sunlit.catalogue.models import Loading, StagedItem
from sunlit.catalogue.rules.powers import EditionState
from sunlit.catalogue.rules.staging import RUNNING, LoadingState, Outcome
from sunlit.files import store
from sunlit.organs import queries as organs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from sunlit.organs.values import Viewer


_DOES = (Outcome.NEW.value, Outcome.CHANGED.value)


@dataclass(frozen=True, slots=True)
class LoadingSeen:
    """One loading, without its rows."""

    id: UUID
    unit: UUID | None
    post: UUID | None
    unit_name: str
    state: LoadingState
    as_of: date
    files: tuple[str, ...]
    counts: Mapping[str, int]
    unread: Sequence[Mapping[str, Any]]
    digest: str
    staged_at: datetime
    staged_by: str
    signed_at: datetime | None
    signed_by: str
    ended_at: datetime | None
    scope: str
    done: int
    total: int
    told_at: datetime | None
    failure: str

    @property
    def running(self) -> bool:
        """Whether the worker has it, or it waits for the worker."""
        return self.state in RUNNING

    @property
    def percent(self) -> int:
        """How far the worker is with the step it is at, of 100."""
        return 99 * self.done // self.total if self.total else 0

    @property
    def open(self) -> bool:
        """Whether it waits to be committed."""
        return self.state is LoadingState.STAGED


@dataclass(frozen=True, slots=True)
class StagedSeen:
    """One row: what it would do, what differs, why not, what the check found in it.

    `office`, `post_name`: who does it there, as the list says; `filled_by`: who filled the row in, by name.
    """

    ordinal: int
    outcome: Outcome
    file: str
    sheet: str
    row: int
    unit_name: str
    code: str
    parent_name: str
    name: str
    power: UUID | None
    edition: UUID | None
    changes: Sequence[Mapping[str, str]]
    reasons: Sequence[str]
    findings: Sequence[Mapping[str, str]]
    decision: str
    why: str
    effective: date | None
    carried_out: bool
    unit: UUID | None = None
    office: str = ""
    post_name: str = ""
    filled_by: str = ""

    @property
    def must(self) -> int:
        """How many of its findings keep it off the record until they are mended."""
        return sum(one["severity"] == "error" for one in self.findings)


@dataclass(frozen=True, slots=True)
class LoadingNow:
    """What has become of a loading that was taken in, and what can still be done with it whole.

    Attributes:
        drafts: its drafts that still are; edited: how many of them somebody has worked on since.
        filed: those put on record; published: how many of these are shown. dropped: those that were withdrawn.
        waiting: powers the list lacks that are to end when the rest is filed; ended: those that have.
    """

    drafts: int
    edited: int
    filed: int
    published: int
    dropped: int
    waiting: int
    ended: int

    @property
    def fileable(self) -> bool:
        """Whether anything waits to be put on record."""
        return bool(self.drafts or self.waiting)

    @property
    def undoable(self) -> bool:
        """Whether it can be taken back whole."""
        return not (self.edited or self.filed or self.dropped or self.ended)


@dataclass(frozen=True, slots=True)
class RowsPage:
    """A page of rows."""

    rows: tuple[StagedSeen, ...]
    total: int
    page: int
    last: int


def loadings(viewer: Viewer, *, limit: int = 20) -> tuple[LoadingSeen, ...]:
    """The newest loadings one may read. Four statements."""
    rows = list(_readable(viewer).order_by("-staged_at")[:limit])
    names = {one.id: one.name for one in organs.units(viewer)} if rows else {}
    return tuple(_seen(row, names) for row in rows)


def loading(viewer: Viewer, loading_id: UUID) -> LoadingSeen | None:
    """One loading; None where there is none, or none for this viewer."""
    row = _readable(viewer).filter(pk=loading_id).first()
    if row is None:
        return None
    return _seen(row, {one.id: one.name for one in organs.units(viewer)})


def files_loaded(viewer: Viewer, loading_id: UUID) -> tuple[tuple[str, bytes], ...]:
    """The workbooks of a loading one may read, names and contents. A purged one is left out."""
    row = _readable(viewer).filter(pk=loading_id).first()
    if row is None:
        return ()
    return tuple((one["name"], store.read(one["sha256"])) for one in row.files if store.holds(one["sha256"]))


def staged(
    viewer: Viewer, loading_id: UUID, *, outcome: str = "", with_findings: bool = False, page: int = 1,
    per_page: int = 50,
) -> RowsPage:  # fmt: skip
    """Rows of a loading one may read, in the order of the list; `per_page` 0 for all of them."""
    held = _readable(viewer).filter(pk=loading_id).first()
    if held is None:
        return RowsPage((), 0, 1, 1)
    rows = held.items.order_by("ordinal")
    if outcome:
        rows = rows.filter(outcome=outcome)
    if with_findings:
        rows = rows.exclude(findings=[])
    total = rows.count()
    last = max(1, -(-total // per_page)) if per_page else 1
    page = min(max(page, 1), last)
    names = {one.id: one.name for one in organs.units(viewer)}
    shown = rows[(page - 1) * per_page : page * per_page] if per_page else rows
    return RowsPage(
        tuple(
            StagedSeen(
                ordinal=row.ordinal, outcome=Outcome(row.outcome), file=row.file, sheet=row.sheet, row=row.row,
                unit_name=names.get(row.unit_id, "") if row.unit_id else "", code=row.code,
                parent_name=row.parent_name, name=row.name, power=row.power_id, edition=row.edition_id,
                changes=row.changes, reasons=row.reasons, findings=row.findings,
                decision=row.decision, why=row.why, effective=row.effective, carried_out=row.carried_out,
                unit=row.unit_id, office=_first(row, "office"), post_name=_first(row, "post_name"),
                filled_by=row.filled_by,
            )
            for row in shown
        ), total, page, last,
    )  # fmt: skip


def _first(row: StagedItem, field: str) -> str:
    """What the steps of a row first say of the office or the post that does it."""
    steps = (row.content or {}).get("steps", ())
    return next((str(step[field]) for step in steps if step.get(field)), "")


def loading_now(viewer: Viewer, loading_id: UUID) -> LoadingNow:
    """What has become of a loading one may read. One statement."""
    draft = Q(edition__state=EditionState.DRAFT.value)
    shown = Q(edition__published_at__isnull=False, edition__withdrawn_at__isnull=True)
    does, decided = Q(outcome__in=_DOES), ~Q(decision="")
    filed = Q(edition__state__in=(EditionState.ON_RECORD.value, EditionState.SUPERSEDED.value))
    counted: dict[str, Q] = {
        "drafts": draft, "edited": draft & ~Q(edition__digest=F("edition_digest")), "filed": filed,
        "published": filed & shown, "dropped": does & Q(edition=None), "waiting": decided & Q(carried_out=False),
        "ended": Q(carried_out=True),
    }  # fmt: skip
    rows = StagedItem.objects.filter(loading__in=_readable(viewer).filter(pk=loading_id))
    return LoadingNow(**rows.aggregate(**{name: Count("pk", filter=which) for name, which in counted.items()}))


def _readable(viewer: Viewer) -> QuerySet[Loading]:
    """Those of the units one reads, and those that one handed in by one's own post while registering is open to it."""
    rows = Loading.objects.all()
    if policies.reads_all(viewer):
        return rows
    if not policies.registers(viewer):
        policies.require_reader(viewer)
        return rows.filter(unit__in=policies.units_read(viewer))
    return rows.filter(Q(post__in=viewer.posts) | Q(unit__in=policies.units_read(viewer)))


def _seen(row: Loading, names: Mapping[UUID, str]) -> LoadingSeen:
    return LoadingSeen(
        id=row.pk, unit=row.unit_id, post=row.post_id, unit_name=names.get(row.unit_id, "") if row.unit_id else "",
        state=LoadingState(row.state), as_of=row.as_of,
        files=tuple(one["name"] for one in row.files), counts=row.counts, unread=row.unread,
        digest=row.digest, staged_at=row.staged_at, staged_by=row.staged_by, signed_at=row.signed_at,
        signed_by=row.signed_by, ended_at=row.ended_at, scope=row.scope, done=row.done, total=row.total,
        told_at=row.told_at, failure=row.failure,
    )  # fmt: skip
