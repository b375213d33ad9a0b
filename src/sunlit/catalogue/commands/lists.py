"""Handing lists in for a check, recording what was found, accepting a finding as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Max

from sunlit.catalogue import policies, rules
from sunlit.catalogue.acts import (
    AcceptanceWithdrawn,
    CheckFailed,
    FindingAccepted,
    ListsChecked,
    ListsSubmitted,
    RecheckAsked,
)
from sunlit.catalogue.commands.secrecy import require_not_secret, screen, screen_text
from sunlit.catalogue.models import (
    Acceptance,
    Check,
    CheckedItem,
    Found,
    RestsOn,
    Submission,
    SubmittedFile,
    UnreadRow,
)
from sunlit.files import store
from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command, emit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from sunlit.catalogue.commands.secrecy import Answer
    from sunlit.catalogue.values import Finding, ListedItem, ReadLists
    from sunlit.kernel.actor import Actor

#: An article of a held law: what the law app knows the law by, number and insert.
ArticleKey = tuple[str, int, int]

_RUNNING = (Check.State.WAITING, Check.State.READING, Check.State.CHECKING)
#: Rows a statement when a check is recorded; below SQLite's limit of bound values with the widest table.
_BATCH = 500


def submit_lists(
    files: Sequence[tuple[str, bytes]], *, as_of: date | None = None, secret_answer: Answer = "", by: Actor
) -> UUID:
    """送检: hand in lists (name, bytes) to be checked against the library as of a day, today by default.

    Returns the submission. The check itself is run by the worker; the submission's page shows how far it is.

    Raises:
        NotAllowed, SecrecyNotAnswered, NothingHandedIn, TooMuchHandedIn, MarkedSecret: nothing is stored then.
    """
    policies.require_list_officer(by)
    require_not_secret(secret_answer)
    rules.require_fit([len(data) for _, data in files])
    screen(files, door="lists", by=by)
    return _submit(files, as_of, by=by)


@command
def _submit(files: Sequence[tuple[str, bytes]], as_of: date | None, *, by: Actor) -> UUID:
    """登记送检: keep what was handed in, and ask for a check of it."""
    submission = Submission.objects.create(
        submitted_at=clock.now(), submitted_by=by.name, unit_id=policies.handing_in_for(by)
    )
    kept = [
        SubmittedFile(submission=submission, ordinal=i, name=name, sha256=store.keep(data), size=len(data))
        for i, (name, data) in enumerate(files)
    ]
    SubmittedFile.objects.bulk_create(kept)
    check = _ask(submission, as_of)
    digests = tuple(f.sha256 for f in kept)
    emit(ListsSubmitted(submission=submission.pk, check=check.pk, as_of=check.as_of, files=digests))
    return submission.pk


@command
def recheck(submission_id: UUID, *, as_of: date | None = None, by: Actor) -> UUID:
    """重新核查: check lists handed in before once more, against the library as it is now. Returns the check.

    Raises:
        NotAllowed, CheckStillRunning.
    """
    submission = Submission.objects.select_for_update().get(pk=submission_id)
    policies.require_list_officer_of(by, submission.unit_id)
    if submission.checks.filter(state__in=_RUNNING).exists():
        raise rules.CheckStillRunning
    check = _ask(submission, as_of)
    emit(RecheckAsked(submission=submission.pk, check=check.pk, as_of=check.as_of))
    return check.pk


@command
def record_check(
    check_id: UUID, lists: ReadLists, findings: Sequence[Finding], rests: Sequence[Sequence[ArticleKey]],
    *, laws_held: int, by: Actor,
) -> Unchanged | None:
    """登记核查结果: keep what one check read and found. A check that has ended stays as it is.

    `rests` gives for each item the articles of held laws it rests on: the law's key, number, insert.

    Raises:
        NotAllowed.
    """
    check = Check.objects.select_for_update().get(pk=check_id)
    policies.require_list_officer_of(by, check.submission.unit_id)
    if check.state not in _RUNNING:
        return Unchanged("the check has ended")
    _keep_items(check, lists.items, rests)
    UnreadRow.objects.bulk_create(
        [
            UnreadRow(check_run=check, ordinal=i, file=u.file, sheet=u.sheet, row=u.row, reason=u.reason)
            for i, u in enumerate(lists.unread)
        ],
        batch_size=_BATCH,
    )
    units = {(item.file, item.sheet, item.row): item.body for item in lists.items}
    Found.objects.bulk_create(
        [_found(check, i, f, units.get((f.file, f.sheet, f.row), "")) for i, f in enumerate(findings)],
        batch_size=_BATCH,
    )
    Check.objects.filter(pk=check.pk).update(
        state=Check.State.CHECKED, done=len(lists.items), total=len(lists.items), ended_at=clock.now(),
        laws_held=laws_held,
    )  # fmt: skip
    emit(
        ListsChecked(
            submission=check.submission_id, check=check.pk, items=len(lists.items), unread=len(lists.unread),
            findings=len(findings),
        )
    )  # fmt: skip
    return None


@command
def record_failure(check_id: UUID, reason: str, *, by: Actor) -> Unchanged | None:
    """登记未能完成: say that a check could not be ended; `reason` is a code without content.

    Raises:
        NotAllowed.
    """
    check = Check.objects.select_for_update().get(pk=check_id)
    policies.require_list_officer_of(by, check.submission.unit_id)
    if check.state not in _RUNNING:
        return Unchanged("the check has ended")
    Check.objects.filter(pk=check.pk).update(state=Check.State.FAILED, failure=reason, ended_at=clock.now())
    emit(CheckFailed(submission=check.submission_id, check=check.pk, reason=reason))
    return None


@command
def accept_finding(finding_id: int, *, reason: str, by: Actor) -> UUID:
    """接受问题: leave a finding as it is, for a reason, until its evidence changes. Returns the acceptance.

    Raises:
        NotAllowed, NoReasonGiven, MarkedSecret, AlreadyAccepted.
    """
    found = Found.objects.select_related("check_run__submission").get(pk=finding_id)
    policies.require_list_officer_of(by, found.check_run.submission.unit_id)
    words = rules.reason_given(reason)
    screen_text(words, door="lists")
    acceptance = Acceptance(
        code=found.code, matter=found.matter, evidence=found.evidence, reason=words, accepted_by=by.name,
        accepted_at=clock.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            acceptance.save(force_insert=True)
    except IntegrityError as error:
        standing = Acceptance.objects.get(evidence=found.evidence, withdrawn_at__isnull=True)
        on = standing.accepted_at.astimezone(clock.BEIJING).date()
        raise rules.AlreadyAccepted(on=f"{on:%Y-%m-%d}") from error
    emit(FindingAccepted(acceptance=acceptance.pk, code=found.code, evidence=found.evidence))
    return acceptance.pk


@command
def withdraw_acceptance(finding_id: int, *, by: Actor) -> UUID:
    """撤回接受: open a finding again. Returns the acceptance that was taken back.

    Raises:
        NotAllowed, NotAccepted.
    """
    found = Found.objects.select_related("check_run__submission").get(pk=finding_id)
    policies.require_list_officer_of(by, found.check_run.submission.unit_id)
    standing = (
        Acceptance.objects.select_for_update().filter(evidence=found.evidence, withdrawn_at__isnull=True).first()
    )
    if standing is None:
        raise rules.NotAccepted
    standing.withdrawn_at, standing.withdrawn_by = clock.now(), by.name
    standing.save(update_fields=["withdrawn_at", "withdrawn_by"])
    emit(AcceptanceWithdrawn(acceptance=standing.pk))
    return standing.pk


def _ask(submission: Submission, as_of: date | None) -> Check:
    last = submission.checks.aggregate(last=Max("number"))["last"] or 0
    return Check.objects.create(
        submission=submission, number=last + 1, as_of=as_of or clock.today(), asked_at=clock.now()
    )


def _keep_items(check: Check, items: Sequence[ListedItem], rests: Sequence[Sequence[ArticleKey]]) -> None:
    rows = CheckedItem.objects.bulk_create(
        [
            CheckedItem(
                check_run=check, ordinal=i, file=item.file, sheet=item.sheet, row=item.row, serial=item.serial,
                name=item.name, sub_item=item.sub_item, type=item.type, body=item.body, office=item.office,
            )
            for i, item in enumerate(items)
        ],
        batch_size=_BATCH,
    )  # fmt: skip
    bases = [
        RestsOn(item=row, law=law, article=article, insert=insert)
        for row, articles in zip(rows, rests, strict=True)
        for law, article, insert in articles
    ]
    RestsOn.objects.bulk_create(bases, batch_size=_BATCH)


def _found(check: Check, ordinal: int, finding: Finding, unit: str) -> Found:
    matter = rules.matter_of(finding.code, unit, finding.name, finding.cited)
    return Found(
        check_run=check, ordinal=ordinal, code=finding.code, severity=finding.severity, file=finding.file,
        sheet=finding.sheet, row=finding.row, unit=unit, name=finding.name, cited=finding.cited, law=finding.law,
        article=finding.article, held=finding.held, why=finding.why, mend=finding.mend, quoted=finding.quoted,
        column=finding.column, matter=matter,
        evidence=rules.evidence_of(
            matter, quoted=finding.quoted, law=finding.law, article=finding.article, held=finding.held
        ),
    )  # fmt: skip
