"""集体讨论: a meeting, and what it decided of each item."""

from __future__ import annotations

from django.db import models

from sunlit.kernel.ids import new_id


class Deliberation(models.Model):
    """A meeting of a unit's leaders or of a government, as its minutes have it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    minutes = models.CharField(max_length=100)
    members = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    chair = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ["held_on", "at"]

    def __str__(self) -> str:
        return self.minutes


class Decision(models.Model):
    """What a meeting decided of one review, bound to the words it had before it."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.CASCADE, related_name="decisions")
    review = models.ForeignKey("review.Review", on_delete=models.CASCADE, related_name="decisions")
    round = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    decision = models.CharField(max_length=10)
    agreed = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    abstained = models.PositiveIntegerField()
    recused = models.PositiveIntegerField()
    dissent = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["deliberation", "id"]

    def __str__(self) -> str:
        return f"{self.review_id} {self.decision}"
