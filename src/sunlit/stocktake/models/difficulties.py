"""困难和问题: raised by an officer or a unit, answered by the office above, passed up when it is not."""

from __future__ import annotations

from django.db import models

from sunlit.kernel.ids import new_id
from sunlit.stocktake.rules.kinds import Tier


class Difficulty(models.Model):
    """A difficulty of a unit.

    Attributes:
        tier: who is asked now. asked_at, due_on: since when, and until when before it is passed up.
        overdue_at: the last tier let its days pass.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit_list = models.ForeignKey("stocktake.UnitList", on_delete=models.CASCADE, related_name="difficulties")
    text = models.TextField()
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=200)
    tier = models.CharField(max_length=10, choices=[(t.value, t.value) for t in Tier])
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    passed = models.PositiveSmallIntegerField(default=0)
    overdue_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["raised_at", "id"]
        indexes = [models.Index(fields=["answered_at", "due_on"], name="difficulties_waiting")]

    def __str__(self) -> str:
        return str(self.id)
