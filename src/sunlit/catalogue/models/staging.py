"""Lists on their way into the catalogue: what each row would do, before anything is done."""

from __future__ import annotations

from django.db import models

from sunlit.catalogue.rules.staging import Ending, LoadingState, Outcome
from sunlit.kernel.ids import new_id


class Loading(models.Model):
    """导入: workbooks read once, compared with what is on record on that day, and what became of them.

    Attributes:
        unit: for which unit they were loaded; None where the rows say it themselves.
        post: of a list that an officer takes in as what they register, the post they register by.
        scope: 公开范围 of rows of which neither the list nor the record tells one.
        files: name and digest of each workbook. digest: of all that was staged, which an officer may sign.
        unread: rows no item was made of, with the reason.
        done, total: how far the worker is with what its state says; told_at: when it last said so.
        failure: a code without content: why the worker could not end it.
        staged_at: when it was handed in, then when what it would do was ready.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("organs.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organs.Post", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in LoadingState])
    as_of = models.DateField()
    scope = models.CharField(max_length=20, blank=True)
    files = models.JSONField()
    counts = models.JSONField()
    unread = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True)
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
        filled_by: 填报人 as the list names them, for whoever registers it; on no other page and in no file.
        power: the one on record it was matched with; edition: the draft that was made of it.
        handed_to, handed_from: the post that drafts a power on record since it was registered, and which did before.
        content, provenance: the draft as it would be, and the cell of each field.
        changes: fields that differ, with the words before and after. reasons: why it cannot be loaded as it is.
        findings: what the check found in the row.
        decision: of a power the list lacks, what is to become of it: cancelled, abolished, or nothing; why, and from
            which day on (None: that of its filing). carried_out: whether it has.
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
    handed_to = models.ForeignKey("organs.Post", null=True, on_delete=models.PROTECT, related_name="+")
    handed_from = models.ForeignKey("organs.Post", null=True, on_delete=models.PROTECT, related_name="+")
    filled_by = models.CharField(max_length=50, blank=True)
    code = models.CharField(max_length=80, blank=True)
    parent_name = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=500)
    content = models.JSONField(null=True)
    provenance = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    decision = models.CharField(max_length=10, blank=True, choices=[(e.value, e.value) for e in Ending])
    why = models.TextField(blank=True)
    effective = models.DateField(null=True)
    carried_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["loading", "ordinal"]
        indexes = [models.Index(fields=["loading", "outcome", "ordinal"], name="staged_by_outcome")]

    def __str__(self) -> str:
        return self.name
