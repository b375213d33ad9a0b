"""What was found: one page of findings, narrowed and counted, each with its acceptance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from sunlit.catalogue.models import Acceptance, Check, Found
from sunlit.catalogue.queries.readable import readable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import TypedDict
    from uuid import UUID

    from django_stubs_ext import WithAnnotations

    from sunlit.organs.values import Viewer

    class _Accepted(TypedDict):
        is_accepted: bool
        reason: str | None
        accepted_at: datetime | None
        was_accepted: bool

    _Weighed = WithAnnotations[Found, _Accepted]


@dataclass(frozen=True, slots=True)
class FindingSeen:
    """One finding with its acceptance, if any.

    Attributes:
        accepted_before: the same matter was accepted on other evidence, which has changed since.
    """

    id: int
    code: str
    severity: str
    file: str
    sheet: str
    row: int
    unit: str
    name: str
    cited: str
    law: str
    article: str
    held: str
    why: str
    mend: str
    quoted: str
    column: str
    accepted: bool
    reason: str
    accepted_at: datetime | None
    accepted_before: bool


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which findings to show; empty means all. `state` is open, accepted or empty."""

    unit: str = ""
    file: str = ""
    code: str = ""
    severity: str = ""
    state: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to narrow by, and how many findings it leaves under the other filters."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """One page of findings, how many there are in all, and the values to narrow by."""

    findings: tuple[FindingSeen, ...]
    total: int
    page: int
    pages: int
    units: tuple[Choice, ...]
    files: tuple[Choice, ...]
    codes: tuple[Choice, ...]
    severities: tuple[Choice, ...]
    states: tuple[Choice, ...]


_SEVERITY_ORDER = Case(
    When(severity="error", then=Value(0)),
    When(severity="warning", then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def findings(
    viewer: Viewer, check_id: UUID, narrowed: Narrowed, *, page: int = 1, per_page: int = 25
) -> FindingsPage:
    """The findings of one check, the worst first, narrowed; each choice counted under the other filters.

    Raises:
        NotAllowed.
    """
    base = with_acceptance(Found.objects.filter(check_run=check_id, check_run__submission__in=readable(viewer)))
    rows = _narrow(base, narrowed)
    total = rows.count()
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    ordered = rows.annotate(weight=_SEVERITY_ORDER).order_by("weight", "ordinal")
    shown = ordered[(page - 1) * per_page : page * per_page]
    return FindingsPage(
        findings=tuple(_finding(f) for f in shown),
        total=total, page=page, pages=pages,
        units=_choices(base, narrowed, "unit"), files=_choices(base, narrowed, "file"),
        codes=_choices(base, narrowed, "code"), severities=_choices(base, narrowed, "severity"),
        states=_states(base, narrowed),
    )  # fmt: skip


def finding(viewer: Viewer, finding_id: int) -> FindingSeen | None:
    """One finding; None if there is none.

    Raises:
        NotAllowed.
    """
    row = with_acceptance(Found.objects.filter(pk=finding_id, check_run__submission__in=readable(viewer))).first()
    return _finding(row) if row else None


def open_by_severity(viewer: Viewer) -> Mapping[str, int]:
    """How many findings of the latest checks are open, by severity, for the desk's first page.

    Raises:
        NotAllowed.
    """
    lists = readable(viewer)
    newest = (
        Check.objects.filter(submission=OuterRef("submission"), state=Check.State.CHECKED)
        .order_by("-number").values("pk")[:1]
    )  # fmt: skip
    latest = Check.objects.filter(pk=Subquery(newest), submission__in=lists).values("pk")
    rows = with_acceptance(Found.objects.filter(check_run__in=latest)).filter(is_accepted=False)
    counted = rows.values("severity").annotate(n=Count("pk")).values_list("severity", "n")
    return {"error": 0, "warning": 0, "advice": 0} | dict(counted)


def with_acceptance(rows: QuerySet[Found]) -> QuerySet[_Weighed]:
    """Findings with the acceptance that stands, and whether the same matter was accepted on other evidence."""
    standing = Acceptance.objects.filter(evidence=OuterRef("evidence"), withdrawn_at__isnull=True)
    before = Acceptance.objects.filter(matter=OuterRef("matter"), withdrawn_at__isnull=True).exclude(
        evidence=OuterRef("evidence")
    )
    return rows.annotate(
        is_accepted=Exists(standing), reason=Subquery(standing.values("reason")[:1]),
        accepted_at=Subquery(standing.values("accepted_at")[:1]), was_accepted=Exists(before),
    )  # fmt: skip


def _narrow(rows: QuerySet[_Weighed], by: Narrowed, *, but: str = "") -> QuerySet[_Weighed]:
    for field in ("unit", "file", "code", "severity"):
        if field != but and (value := getattr(by, field)):
            rows = rows.filter(**{field: value})
    if but != "state" and by.state:
        rows = rows.filter(is_accepted=by.state == "accepted")
    if by.words:
        words = Q()
        for word in by.words.split():
            fields = ("name", "cited", "law", "why")
            words &= reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields))
        rows = rows.filter(words)
    return rows


def _choices(rows: QuerySet[_Weighed], by: Narrowed, field: str) -> tuple[Choice, ...]:
    counted = _narrow(rows, by, but=field).order_by().values_list(field).annotate(n=Count("pk"))
    return tuple(Choice(value=v, count=n) for v, n in sorted(counted, key=lambda vn: (-vn[1], vn[0])) if v)


def _states(rows: QuerySet[_Weighed], by: Narrowed) -> tuple[Choice, ...]:
    counted = dict(_narrow(rows, by, but="state").order_by().values_list("is_accepted").annotate(n=Count("pk")))
    return (Choice("open", counted.get(False, 0)), Choice("accepted", counted.get(True, 0)))


def _finding(row: _Weighed) -> FindingSeen:
    seen: dict[str, object] = {
        name: getattr(row, name)
        for name in (
            "code", "severity", "file", "sheet", "row", "unit", "name", "cited", "law", "article", "held", "why",
            "mend", "quoted", "column", "accepted_at",
        )
    }  # fmt: skip
    return FindingSeen(
        id=row.pk, accepted=row.is_accepted, reason=row.reason or "",
        accepted_before=row.was_accepted and not row.is_accepted, **seen,  # type: ignore[arg-type]
    )  # fmt: skip
