"""Flows, what is being drawn, and what was published."""

from __future__ import annotations

from django.db import models

from sunlit.flow.values import FlowKind
from sunlit.kernel.ids import new_id, new_salt


class Flow(models.Model):
    """流程 through all its versions.

    Attributes:
        key: what it is of: `category:licensing`, `power:<id>`, `review:department`.
        category: of an item flow, the key of the category flow it follows.
        unit: whose it is; None for those of the whole city.
        due_on, due_why: 及时修订: until when the chart is to be revised, and why; None when it is not due.
        told_soon, told_late: when whoever draws it was told that that day is near, or over; None for not yet.
        salt: goes into every digest of its words that an act holds.
        purged: its words were taken out; the database lets its versions go then.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in FlowKind])
    category = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey("organs.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    due_why = models.CharField(max_length=40, blank=True)
    due_since = models.DateTimeField(null=True)
    told_soon = models.DateTimeField(null=True)
    told_late = models.DateTimeField(null=True)
    salt = models.CharField(max_length=32, default=new_salt)
    purged = models.BooleanField(default=False)

    class Meta:
        ordering = ["key"]
        indexes = [
            models.Index(fields=["kind", "category"], name="flows_of_a_category"),
            models.Index(fields=["due_on"], name="flows_due"),
        ]

    def __str__(self) -> str:
        return self.key


class FlowDraft(models.Model):
    """What is being drawn. `revision` counts the savings, so that the second of two who save is told.

    Attributes:
        before: what it said before the last saving, which undoing brings back; None after the first.
        source: the published version of another flow that it was begun with.
    """

    flow = models.OneToOneField(Flow, on_delete=models.CASCADE, related_name="draft")
    definition = models.JSONField()
    before = models.JSONField(null=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=200)
    source = models.UUIDField(null=True)

    def __str__(self) -> str:
        return str(self.flow_id)


class FlowVersion(models.Model):
    """One published version. Never changed; a run keeps the version it began with.

    Attributes:
        digest: SHA-256 of the definition's canonical form.
        against: the version of the category flow it was checked against.
        source: the version of another flow that its drawing began with. No foreign key: what it names may be purged.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    flow = models.ForeignKey(Flow, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    against = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)
    source = models.UUIDField(null=True)

    class Meta:
        ordering = ["flow", "number"]
        constraints = [models.UniqueConstraint(fields=["flow", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.flow_id} {self.number}"
