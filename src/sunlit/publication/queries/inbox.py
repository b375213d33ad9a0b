"""What the public handed in, as those who work on it see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from sunlit.kernel.clock import BEIJING
from sunlit.publication import policies
from sunlit.publication.models import Box, MissingWords, Report
from sunlit.publication.values import Inbox, InboxCounts, Letter, Reply, ReportSeen, WordsSeen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet

    from sunlit.organs.values import Viewer

_PER_PAGE = 50


def inbox_counts(viewer: Viewer) -> InboxCounts:
    """How much waits of what one may see. Three statements at most; none for whoever may see nothing of it."""
    words = reports = shut = 0
    if policies.may_read_reports(viewer):
        reports = Report.objects.filter(handled_at=None).count()
    if policies.may_answer(viewer):
        words = MissingWords.objects.filter(state=MissingWords.State.WAITING).count()
        shut = Box.objects.filter(sealed__isnull=False).count()
    return InboxCounts(words, reports, shut)


def missing_words(viewer: Viewer, *, state: str = "waiting", page: int = 1) -> Inbox[WordsSeen]:
    """Words that found nothing, the most typed first. Two statements.

    Raises:
        NotAllowed: anybody but the office that works on them.
    """
    policies.require_seeing_words(viewer)
    rows = MissingWords.objects.filter(state=state).order_by("-times", "-last_on", "words")
    return _page(rows, page, _words)


def missing_word(viewer: Viewer, words_id: UUID) -> WordsSeen | None:
    """One of them; None where there is none. One statement.

    Raises:
        NotAllowed: anybody but the office that works on them.
    """
    policies.require_seeing_words(viewer)
    row = MissingWords.objects.filter(pk=words_id).first()
    return _words(row) if row else None


def reports(viewer: Viewer, *, handled: bool = False, page: int = 1) -> Inbox[ReportSeen]:
    """Reports of powers in no list, newest first. Two statements.

    Raises:
        NotAllowed: anybody but who works on them and who supervises.
    """
    policies.require_reading_reports(viewer)
    rows = Report.objects.filter(handled_at__isnull=not handled).order_by("-on", "-pk")
    answers = policies.may_answer(viewer)
    return _page(rows, page, lambda row: _report(row, answers=answers))


def report(viewer: Viewer, report_id: UUID) -> ReportSeen | None:
    """One of them; None where there is none. One statement.

    Raises:
        NotAllowed: anybody but who works on them and who supervises.
    """
    policies.require_reading_reports(viewer)
    row = Report.objects.filter(pk=report_id).first()
    return _report(row, answers=policies.may_answer(viewer)) if row else None


def unopened(viewer: Viewer) -> tuple[Letter, ...]:
    """The boxes no key has opened, to be tried with another. One statement.

    Raises:
        NotAllowed: anybody but a part of the system.
    """
    policies.require_part(viewer)
    rows = Box.objects.filter(sealed__isnull=False).order_by("on", "pk")
    return tuple(Letter(row.digest, row.kind, row.on, None, bytes(row.sealed or b"")) for row in rows)


def replies(viewer: Viewer, *, receipts: Iterable[str] = (), reports: Iterable[UUID] = ()) -> tuple[Reply, ...]:
    """What is to be told of reports for which a receipt was given, by its key or by theirs. One statement.

    Raises:
        NotAllowed: anybody but a part of the system.
    """
    policies.require_part(viewer)
    rows = Report.objects.filter(Q(receipt__in=list(receipts)) | Q(pk__in=list(reports))).exclude(receipt="")
    return tuple(
        Reply(row.receipt, row.lock, row.handled_at.astimezone(BEIJING).date() if row.handled_at else None, row.answer)
        for row in rows
    )


def _page(rows: QuerySet[Any], page: int, seen: Any) -> Inbox[Any]:
    total = rows.count()
    last = max(1, -(-total // _PER_PAGE))
    page = min(max(1, page), last)
    return Inbox(tuple(seen(row) for row in rows[(page - 1) * _PER_PAGE : page * _PER_PAGE]), total, page, last)


def _words(row: MissingWords) -> WordsSeen:
    return WordsSeen(
        row.pk, row.words, row.times, row.first_on, row.last_on, row.state, row.power, row.said, row.handled_at
    )


def _report(row: Report, *, answers: bool) -> ReportSeen:
    return ReportSeen(
        row.pk, row.on, row.organ, row.demanded, row.when, row.contact if answers else "", row.said, row.handled_at,
        bool(row.receipt), row.answer,
    )  # fmt: skip
