"""Taking a spill out of the catalogue for good. Called while it is purged, in its transaction.

A power becomes a placeholder, as if it had been registered as secret in the first place. What was made of lists stays
where it is not the spill itself; what else may hold it is named, for a person to judge.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from sunlit.catalogue.commands.charts import flow_key
from sunlit.catalogue.models import (
    Acceptance,
    Check,
    CheckedItem,
    DutyAnswer,
    DutyLink,
    EditionBasis,
    Found,
    Loading,
    Power,
    PowerCode,
    PowerEdition,
    PowerFile,
    PowerState,
    RestsOn,
    StagedItem,
    Submission,
    SubmittedFile,
    UnreadRow,
)
from sunlit.flow import commands as flows
from sunlit.kernel import clock
from sunlit.organs.policies import require_administration
from sunlit.organs.rules import Administration

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from sunlit.kernel.actor import Actor


@dataclass(slots=True)
class Purged:
    """What was taken out.

    Attributes:
        known: whether there is such a thing, though nothing was left of it.
        since: when the first of it came in.
        powers: keys of powers of which the public may have been told.
        files: digests of files to be destroyed.
        beside: what else may hold it, as the ledger names it.
    """

    known: bool = False
    rows: int = 0
    since: datetime | None = None
    powers: set[UUID] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)

    def came(self, at: datetime) -> None:
        """Note when something of it came in."""
        self.known, self.since = True, min(self.since or at, at)

    def delete(self, *gone: QuerySet[Any]) -> None:
        """Delete rows by one statement each: none of them is looked at on the way."""
        for rows in gone:
            self.rows += rows._raw_delete(rows.db) or 0  # noqa: SLF001 - as it says


def purge_power(power_id: UUID, *, by: Actor) -> Purged:
    """Leave of a power and its sub-items placeholders without words; with them go the workbooks they came in.

    Raises:
        NotAllowed: anybody but the security administrator.
    """
    require_administration(by, Administration.SECURITY)
    out = Purged()
    powers = list(Power.objects.select_for_update().filter(Q(pk=power_id) | Q(parent=power_id)))
    keys = [power.pk for power in powers]
    out.powers |= set(keys)
    out.rows += sum(flows.purge_flow(flow_key(key), by=by) for key in keys)  # the chart of a power says what it is
    for power in powers:
        out.came(power.made_at)
    editions = PowerEdition.objects.filter(power__in=keys)
    staged = StagedItem.objects.filter(Q(power__in=keys) | Q(edition__in=editions.values("pk")))
    rows_of_lists = list(staged.values_list("loading", "file", "sheet", "row"))
    for loading in Loading.objects.filter(pk__in={row[0] for row in rows_of_lists}):
        out.beside.add(f"loading:{loading.pk}")
        out.came(loading.staged_at)
        at = {(file, sheet, row) for of, file, sheet, row in rows_of_lists if of == loading.pk}
        for one in loading.files:
            out.files.add(one["sha256"])
            _purge_checked(one["sha256"], {place for place in at if place[0] == one["name"]}, out)
        Loading.objects.filter(pk=loading.pk).update(files=[])
    files = PowerFile.objects.filter(power__in=keys)
    attached = _attached(editions) | set(files.values_list("sha256", flat=True))
    elsewhere = set(PowerFile.objects.exclude(power__in=keys).values_list("sha256", flat=True))
    out.files |= attached - elsewhere - _attached(PowerEdition.objects.exclude(power__in=keys))
    copies = Power.objects.filter(copied_from__in=keys).values_list("pk", flat=True)
    out.beside |= {f"power:{key}" for key in copies}
    Power.objects.filter(pk__in=keys).update(secret=True, salt="", copied_from=None)
    PowerCode.objects.filter(power__in=keys, until=None).update(until=clock.today())
    out.delete(
        staged, files, EditionBasis.objects.filter(edition__in=editions.values("pk")), editions,
        PowerState.objects.filter(power__in=keys), DutyLink.objects.filter(power__in=keys),
        DutyAnswer.objects.filter(power__in=keys),
    )  # fmt: skip
    return out


def purge_lists(submission_id: UUID, *, by: Actor) -> Purged:
    """Delete what was handed in for a check, with everything read from it and found in it.

    Raises:
        NotAllowed: anybody but the security administrator.
    """
    require_administration(by, Administration.SECURITY)
    out = Purged()
    for submission in Submission.objects.select_for_update().filter(pk=submission_id):
        _purge_submission(submission, out)
    return _only_unused(out)


def purge_loading(loading_id: UUID, *, by: Actor) -> Purged:
    """Delete a loading with all its rows and workbooks; the powers made of it are named, and stay.

    Raises:
        NotAllowed: anybody but the security administrator.
    """
    require_administration(by, Administration.SECURITY)
    out = Purged()
    for loading in Loading.objects.select_for_update().filter(pk=loading_id):
        _purge_loading(loading, out)
    return _only_unused(out)


def purge_file(sha256: str, *, by: Actor) -> Purged:
    """Delete whatever was read from a file, wherever it was handed in, and let the file be destroyed.

    Raises:
        NotAllowed: anybody but the security administrator.
    """
    require_administration(by, Administration.SECURITY)
    out = Purged()
    for submission in Submission.objects.select_for_update().filter(
        pk__in=SubmittedFile.objects.filter(sha256=sha256).values("submission")
    ):
        _purge_submission(submission, out)
    for loading in Loading.objects.select_for_update().filter(pk__in=_loadings_with(sha256)):
        _purge_loading(loading, out)
    out.files = {file for file in out.files if file == sha256 or not _used(file)} | {sha256}
    out.delete(PowerFile.objects.filter(sha256=sha256))
    holding = PowerEdition.objects.annotate(told=Cast("content", TextField())).filter(told__contains=sha256)
    out.beside |= {f"power:{key}" for key in holding.values_list("power", flat=True)}
    return out


def resting_on(law: object, *, by: Actor) -> tuple[str, ...]:
    """The powers whose editions quote a law, as the ledger names them.

    Raises:
        NotAllowed: anybody but the security administrator.
    """
    require_administration(by, Administration.SECURITY)
    powers = EditionBasis.objects.filter(law=str(law)).values_list("edition__power", flat=True).distinct()
    return tuple(f"power:{key}" for key in powers)


def _purge_submission(submission: Submission, out: Purged) -> None:
    out.came(submission.submitted_at)
    out.files |= set(submission.files.values_list("sha256", flat=True))
    checks = Check.objects.filter(submission=submission)
    found = Found.objects.filter(check_run__submission=submission)
    elsewhere = Found.objects.exclude(check_run__submission=submission).values("evidence")
    alone = found.exclude(evidence__in=elsewhere).values_list("evidence", flat=True)
    out.delete(
        Acceptance.objects.filter(evidence__in=list(alone)),
        RestsOn.objects.filter(item__in=CheckedItem.objects.filter(check_run__in=checks.values("pk")).values("pk")),
        *(
            rows.filter(check_run__in=checks.values("pk"))
            for rows in (CheckedItem.objects, UnreadRow.objects, Found.objects)
        ),
        checks, SubmittedFile.objects.filter(submission=submission), Submission.objects.filter(pk=submission.pk),
    )  # fmt: skip


def _purge_loading(loading: Loading, out: Purged) -> None:
    out.came(loading.staged_at)
    out.files |= {one["sha256"] for one in loading.files}
    staged = StagedItem.objects.filter(loading=loading)
    made = staged.filter(edition__isnull=False).values_list("power", flat=True)
    out.beside |= {f"power:{key}" for key in made if key is not None}
    out.delete(staged, Loading.objects.filter(pk=loading.pk))


def _purge_checked(sha256: str, places: set[tuple[str, str, int]], out: Purged) -> None:
    """Take the rows of a workbook, by file, sheet and row, out of every check of the same bytes."""
    checks = list(Check.objects.filter(submission__files__sha256=sha256).values_list("pk", flat=True))
    out.beside |= {f"lists:{key}" for key in Submission.objects.filter(checks__in=checks).values_list("pk", flat=True)}
    out.delete(SubmittedFile.objects.filter(sha256=sha256))
    for _, sheet, row in sorted(places):
        items = CheckedItem.objects.filter(check_run__in=checks, sheet=sheet, row=row)
        found = Found.objects.filter(check_run__in=checks, sheet=sheet, row=row)
        evidence = list(found.values_list("evidence", flat=True))
        out.delete(
            Acceptance.objects.filter(evidence__in=evidence), RestsOn.objects.filter(item__in=items.values("pk")),
            items, found, UnreadRow.objects.filter(check_run__in=checks, sheet=sheet, row=row),
        )  # fmt: skip


def _attached(editions: QuerySet[PowerEdition]) -> set[str]:
    """The digests of kept files that editions name: samples of materials, proofs of what was shown."""
    out: set[str] = set()
    for content in editions.values_list("content", flat=True).iterator(chunk_size=200):
        out |= {one["sample"] for one in content.get("materials", ()) if one.get("sample")}
        out |= {one["proof"] for one in content.get("disclosure", {}).get("forms", ()) if one.get("proof")}
    return out


def _only_unused(out: Purged) -> Purged:
    """Files that somebody else handed in as well stay theirs, and who that is is named."""
    kept = {file: used for file in out.files if (used := _used(file))}
    out.files -= kept.keys()
    out.beside |= {name for names in kept.values() for name in names}
    return out


def _used(sha256: str) -> set[str]:
    """Who still has a file, as the ledger names them."""
    lists = SubmittedFile.objects.filter(sha256=sha256).values_list("submission", flat=True)
    return {f"lists:{key}" for key in lists} | {f"loading:{key}" for key in _loadings_with(sha256)}


def _loadings_with(sha256: str) -> Iterable[UUID]:
    told = Loading.objects.annotate(told=Cast("files", TextField())).filter(told__contains=sha256)
    return list(told.values_list("pk", flat=True))
