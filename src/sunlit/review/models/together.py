"""What a reviewer has opened; what was asked of many steps at once and came of each; the inbox as somebody likes it."""

from __future__ import annotations

from django.db import models

from sunlit.kernel.ids import new_id
from sunlit.review.rules.together import BatchDeed, BatchState, RowOutcome


class Opened(models.Model):
    """That an officer has opened what is judged, in the exact words that have this digest."""

    review = models.ForeignKey("review.Review", on_delete=models.CASCADE, related_name="openings")
    officer = models.ForeignKey("organs.Officer", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["review", "at"]
        constraints = [models.UniqueConstraint(fields=["review", "officer", "digest"], name="one_opening_of_words")]

    def __str__(self) -> str:
        return f"{self.review_id} {self.officer_id}"


class Batch(models.Model):
    """成批办理: one deed asked of many steps, each done or told why not.

    Attributes:
        officer: who asked; by: their name as an actor, in which each row is done.
        to: to whom steps are passed on. text: of the opinions. number: of the 审核意见 that is reported.
        background: whether the worker does it; the others are done in the request that asked.
        done: how many rows have their outcome; told_at: when one last had.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    deed = models.CharField(max_length=10, choices=[(d.value, d.value) for d in BatchDeed])
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in BatchState])
    officer = models.ForeignKey("organs.Officer", on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=200)
    to = models.ForeignKey("organs.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    number = models.CharField(max_length=100, blank=True)
    background = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    told_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["officer", "asked_at"], name="batches_one_asked")]

    def __str__(self) -> str:
        return str(self.id)


class BatchRow(models.Model):
    """One step of a batch.

    Attributes:
        task: of the flow. digest: of the words the officer saw.
        code, facts: of the refusal that was the answer; never the item's name, which its review has.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows")
    ordinal = models.PositiveIntegerField()
    task = models.UUIDField()
    review = models.ForeignKey("review.Review", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10, blank=True, choices=[(o.value, o.value) for o in RowOutcome])
    code = models.CharField(max_length=100, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["batch", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["batch", "task"], name="a_step_once_a_batch")]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.ordinal}"


class SavedView(models.Model):
    """常用视图: how an officer likes the inbox narrowed, under a name of theirs. `query`: as in its address."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey("organs.Officer", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=20)
    query = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["officer", "at"]
        constraints = [models.UniqueConstraint(fields=["officer", "name"], name="one_view_a_name")]

    def __str__(self) -> str:
        return self.name
