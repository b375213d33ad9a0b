"""Lists handed in for a check, what was read from them, what was found, and what was accepted as it is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sunlit.kernel.ids import new_id


class Submission(models.Model):
    """送检: one or more workbooks handed in together; by an officer of a unit, whose colleagues may read them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submitted_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=200)
    unit = models.ForeignKey("organs.Unit", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-submitted_at"]

    def __str__(self) -> str:
        return str(self.id)


class SubmittedFile(models.Model):
    """One workbook of a submission, kept in `files` under its digest."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="files")
    ordinal = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["submission", "ordinal"], name="one_file_a_place")]

    def __str__(self) -> str:
        return self.name


class Check(models.Model):
    """核查: one run of all rules over a submission, against the library as of a day."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "等待"
        READING = "reading", "读取清单"
        CHECKING = "checking", "对照法规"
        CHECKED = "checked", "完成"
        FAILED = "failed", "未能完成"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="checks")
    number = models.PositiveIntegerField()
    as_of = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True)
    laws_held = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["submission", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="one_check_a_number"),
            models.UniqueConstraint(
                fields=["submission"], condition=~Q(state__in=["checked", "failed"]), name="one_check_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.number}"


class CheckedItem(models.Model):
    """One power or sub-item as the list has it."""

    check_run = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="items")
    ordinal = models.PositiveIntegerField()
    file = models.CharField(max_length=255)
    sheet = models.CharField(max_length=255)
    row = models.PositiveIntegerField()
    serial = models.TextField(blank=True)
    name = models.TextField(blank=True)
    sub_item = models.TextField(blank=True)
    type = models.TextField(blank=True)
    body = models.TextField(blank=True)
    office = models.TextField(blank=True)

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["check_run", "ordinal"], name="one_item_a_place")]

    def __str__(self) -> str:
        return f"{self.name} {self.sub_item}".strip()


class RestsOn(models.Model):
    """A checked item rests on an article of a held law (`law` and `article` as the law app knows them)."""

    item = models.ForeignKey(CheckedItem, on_delete=models.PROTECT, related_name="bases")
    law = models.CharField(max_length=64)
    article = models.PositiveIntegerField()
    insert = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["law", "article", "insert"], name="items_of_an_article")]

    def __str__(self) -> str:
        return f"{self.law}:{self.article}-{self.insert}"


class UnreadRow(models.Model):
    """A row, sheet or file (row 0) that could not be read, and why."""

    check_run = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="unread")
    ordinal = models.PositiveIntegerField()
    file = models.CharField(max_length=255)
    sheet = models.CharField(max_length=255, blank=True)
    row = models.PositiveIntegerField()
    reason = models.TextField()

    class Meta:
        ordering = ["ordinal"]

    def __str__(self) -> str:
        return self.reason


class Found(models.Model):
    """问题: one finding of one check. `matter` and `evidence` tie it to acceptances, across checks."""

    check_run = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="findings")
    ordinal = models.PositiveIntegerField()
    code = models.CharField(max_length=30)
    severity = models.CharField(max_length=10)
    file = models.CharField(max_length=255)
    sheet = models.CharField(max_length=255)
    row = models.PositiveIntegerField()
    unit = models.TextField(blank=True)
    name = models.TextField(blank=True)
    cited = models.TextField(blank=True)
    law = models.TextField(blank=True)
    article = models.TextField(blank=True)
    held = models.TextField(blank=True)
    why = models.TextField(blank=True)
    mend = models.TextField(blank=True)
    quoted = models.TextField(blank=True)
    column = models.CharField(max_length=50, blank=True)
    matter = models.CharField(max_length=64)
    evidence = models.CharField(max_length=64)

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["check_run", "ordinal"], name="one_finding_a_place")]
        indexes = [
            models.Index(fields=["check_run", "severity", "code"], name="findings_by_severity"),
            models.Index(fields=["evidence"], name="findings_by_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Acceptance(models.Model):
    """接受: a finding is left as it is, for a reason, as long as its evidence stays what it was."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=30)
    matter = models.CharField(max_length=64, db_index=True)
    evidence = models.CharField(max_length=64)
    reason = models.TextField()
    accepted_by = models.CharField(max_length=200)
    accepted_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evidence"], condition=Q(withdrawn_at__isnull=True), name="one_standing_acceptance"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
