"""专项工作: a stocktake, its stages and their last days, who takes part, the papers it rests on."""

from __future__ import annotations

from django.db import models

from sunlit.kernel.ids import new_id
from sunlit.stocktake.rules.kinds import Stage


class Stocktake(models.Model):
    """清理: officers register what they exercise, offices and units gather it, until it is sent to be judged.

    Attributes:
        basis: number of the document that orders it. answer_days: working days until a difficulty goes a tier up.
        rolled_on: the day on which the rolls were last compared with who is in office.
        closing: why it was closed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    basis = models.CharField(max_length=100, blank=True)
    answer_days = models.PositiveSmallIntegerField(default=5)
    rolled_on = models.DateField()
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=200, blank=True)
    closing = models.TextField(blank=True)

    class Meta:
        ordering = ["-begun_at", "id"]

    def __str__(self) -> str:
        return self.name


class StageDue(models.Model):
    """阶段: its last day."""

    stocktake = models.ForeignKey(Stocktake, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Stage])
    due_on = models.DateField()

    class Meta:
        ordering = ["stocktake", "due_on", "id"]
        constraints = [models.UniqueConstraint(fields=["stocktake", "stage"], name="one_last_day_a_stage")]

    def __str__(self) -> str:
        return f"{self.stocktake_id} {self.stage}"


class StageMove(models.Model):
    """A last day that was moved, and why."""

    stocktake = models.ForeignKey(Stocktake, on_delete=models.CASCADE, related_name="moves")
    stage = models.CharField(max_length=20)
    before = models.DateField()
    after = models.DateField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ["stocktake", "-at", "-id"]

    def __str__(self) -> str:
        return f"{self.stocktake_id} {self.stage}"


class Paper(models.Model):
    """文件 of a stocktake: what orders it, forms, notices."""

    stocktake = models.ForeignKey(Stocktake, on_delete=models.CASCADE, related_name="papers")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["stocktake", "kept_at", "id"]
        constraints = [models.UniqueConstraint(fields=["stocktake", "sha256"], name="one_paper_once")]

    def __str__(self) -> str:
        return self.name
