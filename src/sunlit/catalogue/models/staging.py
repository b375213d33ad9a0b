"""Lists on their way into the catalogue: what each row would do, before anything is done."""

from __future__ import annotations

from django.db import models

from sunlit.catalogue.rules.staging import LoadingState, Outcome
from sunlit.kernel.ids import new_id


class Loading(models.Model):
    """导入: workbooks read once, compared with what is on record on that day, and what became of them.

    Attributes:
        unit: for which unit they were loaded; None where the rows say it themselves.
        files: name and digest of each workbook. digest: of all that was staged, which an officer may sign.
        unread: rows no item was made of, with the reason.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("organs.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in LoadingState])
    as_of = models.DateField()
    files = models.JSONField()
    counts = models.JSONField()
    unread = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    staged_at = models.DateTimeField()
    staged_by = models.CharField(max_length=200)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-staged_at"]

    def __str__(self) -> str:
        return str(self.id)


class StagedItem(models.Model):
    """What one row of a list would do: begin a power, change one, leave one as it is; or a power the list lacks.

    Attributes:
        power: the one on record it was matched with; edition: the draft that was made of it.
        content, provenance: the draft as it would be, and the cell of each field.
        changes: fields that differ, with the words before and after. reasons: why it cannot be loaded as it is.
        findings: what the check found in the row. why: of a power the list lacks, what it was given up for.
    """

    loading = models.ForeignKey(Loading, on_delete=models.CASCADE, related_name="items")
    ordinal = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=[(o.value, o.value) for o in Outcome])
    file = models.CharField(max_length=255, blank=True)
    sheet = models.CharField(max_length=255, blank=True)
    row = models.PositiveIntegerField(default=0)
    unit = models.ForeignKey("organs.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    power = models.ForeignKey("catalogue.Power", null=True, on_delete=models.SET_NULL, related_name="+")
    edition = models.ForeignKey("catalogue.PowerEdition", null=True, on_delete=models.SET_NULL, related_name="+")
    edition_digest = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=80, blank=True)
    parent_name = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=500)
    content = models.JSONField(null=True)
    provenance = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["loading", "ordinal"]
        indexes = [models.Index(fields=["loading", "outcome", "ordinal"], name="staged_by_outcome")]

    def __str__(self) -> str:
        return self.name
