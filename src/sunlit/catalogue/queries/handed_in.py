"""What was handed in: submissions, how far their checks are, what could not be read, what rests on a law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Subquery

from sunlit.catalogue import policies
from sunlit.catalogue.models import Check, CheckedItem, Found, RestsOn, Submission, SubmittedFile, UnreadRow
from sunlit.catalogue.queries.found import with_acceptance
from sunlit.catalogue.queries.readable import readable
from sunlit.files import store

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.organs.values import Viewer


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """One check of a submission: where it stands, and what it gave."""

    id: UUID
    number: int
    as_of: date
    state: str
    state_words: str
    done: int
    total: int
    asked_at: datetime
    ended_at: datetime | None
    failure: str
    laws_held: int
    items: int
    unread: int
    errors: int
    warnings: int
    advice: int
    accepted: int

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.ended_at is None

    @property
    def percent(self) -> int:
        """How far it is, of 100."""
        return 100 if self.ended_at else (99 * self.done // self.total if self.total else 0)

    @property
    def open(self) -> int:
        """Findings nobody has accepted."""
        return self.errors + self.warnings + self.advice - self.accepted


@dataclass(frozen=True, slots=True)
class SubmissionSeen:
    """A submission with its files and its checks, the newest first."""

    id: UUID
    submitted_at: datetime
    submitted_by: str
    files: tuple[str, ...]
    checks: tuple[CheckSeen, ...]

    @property
    def latest(self) -> CheckSeen:
        """The newest check."""
        return self.checks[0]


@dataclass(frozen=True, slots=True)
class UnreadSeen:
    """A row that could not be read; row 0 is the sheet or the file as a whole."""

    file: str
    sheet: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Resting:
    """A listed item that rests on an article."""

    submission: UUID
    file: str
    sheet: str
    row: int
    name: str
    body: str
    type: str


def known_files(viewer: Viewer, digests: Collection[str]) -> frozenset[str]:
    """Which of these files, by their SHA-256, were handed in already, as far as one may read. One statement.

    Raises:
        NotAllowed.
    """
    rows = SubmittedFile.objects.filter(submission__in=readable(viewer), sha256__in=digests)
    return frozenset(rows.values_list("sha256", flat=True))


def submissions(viewer: Viewer, *, page: int = 1, per_page: int = 20) -> tuple[tuple[SubmissionSeen, ...], int]:
    """The submissions of one page, newest first, each with its latest check only; and how many there are in all.

    Raises:
        NotAllowed.
    """
    rows = readable(viewer).order_by("-submitted_at", "-pk")
    total = rows.count()
    shown = list(rows.prefetch_related("files")[(page - 1) * per_page : page * per_page])
    newest = Check.objects.filter(submission=OuterRef("submission")).order_by("-number").values("pk")[:1]
    latest = {
        c.submission_id: c
        for c in Check.objects.filter(submission__in=shown, pk=Subquery(newest))
    }
    counts = _counts([c.pk for c in latest.values()])
    seen = tuple(_submission(s, (latest[s.pk],), counts) for s in shown)
    return seen, total


def submission(viewer: Viewer, submission_id: UUID) -> SubmissionSeen | None:
    """One submission with all its checks; None if there is none.

    Raises:
        NotAllowed.
    """
    row = readable(viewer).prefetch_related("files").filter(pk=submission_id).first()
    if row is None:
        return None
    checks = tuple(Check.objects.filter(submission=row).order_by("-number"))
    return _submission(row, checks, _counts([c.pk for c in checks]))


def unread(viewer: Viewer, check_id: UUID) -> tuple[UnreadSeen, ...]:
    """The rows of one check that could not be read, with the reasons.

    Raises:
        NotAllowed.
    """
    rows = UnreadRow.objects.filter(check_run=check_id, check_run__submission__in=readable(viewer))
    return tuple(UnreadSeen(file=u.file, sheet=u.sheet, row=u.row, reason=u.reason) for u in rows)


def files_of(viewer: Viewer, submission_id: UUID) -> tuple[tuple[str, bytes], ...]:
    """The workbooks of a submission as they were handed in, for a report or another check.

    Raises:
        NotAllowed.
    """
    rows = SubmittedFile.objects.filter(submission=submission_id, submission__in=readable(viewer)).order_by("ordinal")
    return tuple((f.name, store.read(f.sha256)) for f in rows)


def resting_on(viewer: Viewer, law: str) -> Mapping[tuple[int, int], tuple[Resting, ...]]:
    """The listed items that rest on each article of a law, by (number, insert), from the latest check of each list.

    Who may not read lists sees none. A workbook handed in several times speaks once, by its newest check.
    """
    if not viewer.may(*policies.READING):
        return {}
    superseded = Check.objects.filter(
        submission=OuterRef("item__check_run__submission"), state=Check.State.CHECKED,
        number__gt=OuterRef("item__check_run__number"),
    )  # fmt: skip
    rows = (
        RestsOn.objects.filter(law=law, item__check_run__submission__in=readable(viewer)).filter(~Exists(superseded))
        .select_related("item__check_run").order_by("-item__check_run__asked_at", "item__ordinal")
    )  # fmt: skip
    newest: dict[str, UUID] = {}
    out: dict[tuple[int, int], dict[Resting, None]] = {}
    for row in rows:
        item, check = row.item, row.item.check_run
        if newest.setdefault(item.file, check.submission_id) != check.submission_id:
            continue
        seen = Resting(
            submission=check.submission_id, file=item.file, sheet=item.sheet, row=item.row, name=str(item),
            body=item.body, type=item.type,
        )  # fmt: skip
        out.setdefault((row.article, row.insert), {})[seen] = None
    return {place: tuple(items) for place, items in out.items()}


def _counts(checks: list[UUID]) -> dict[UUID, dict[str, int]]:
    out: dict[UUID, dict[str, int]] = {pk: {} for pk in checks}
    found = with_acceptance(Found.objects.filter(check_run__in=checks)).order_by()
    for pk, severity, accepted, n in found.values_list("check_run", "severity", "is_accepted").annotate(n=Count("pk")):
        out[pk][severity] = out[pk].get(severity, 0) + n
        if accepted:
            out[pk]["accepted"] = out[pk].get("accepted", 0) + n
    for what, rows in (("items", CheckedItem.objects), ("unread", UnreadRow.objects)):
        counted = rows.filter(check_run__in=checks).order_by().values_list("check_run").annotate(n=Count("pk"))
        for pk, n in counted:
            out[pk][what] = n
    return out


def _submission(row: Submission, checks: tuple[Check, ...], counts: dict[UUID, dict[str, int]]) -> SubmissionSeen:
    return SubmissionSeen(
        id=row.pk, submitted_at=row.submitted_at, submitted_by=row.submitted_by,
        files=tuple(f.name for f in row.files.all()),
        checks=tuple(_check(c, counts[c.pk]) for c in checks),
    )  # fmt: skip


def _check(row: Check, counts: dict[str, int]) -> CheckSeen:
    return CheckSeen(
        id=row.pk, number=row.number, as_of=row.as_of, state=row.state, state_words=Check.State(row.state).label,
        done=row.done, total=row.total, asked_at=row.asked_at, ended_at=row.ended_at, failure=row.failure,
        laws_held=row.laws_held, items=counts.get("items", 0), unread=counts.get("unread", 0),
        errors=counts.get("error", 0), warnings=counts.get("warning", 0), advice=counts.get("advice", 0),
        accepted=counts.get("accepted", 0),
    )  # fmt: skip
