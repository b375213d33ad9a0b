"""台账: what was announced, taught, told to the public, and what was done well."""

from __future__ import annotations

from django.db import models

from sunlit.kernel.ids import new_id
from sunlit.stocktake.rules.kinds import ActivityKind


class Activity(models.Model):
    """An announcement, a training, publicity, or good practice of a unit.

    Attributes:
        medium: newspaper, website, hall; of a training, its form. reach: how many people.
        power: of good practice, the published power that others may take over.
        struck_at, struck_for: it was entered wrongly, and why.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit_list = models.ForeignKey("stocktake.UnitList", on_delete=models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in ActivityKind])
    on = models.DateField()
    title = models.CharField(max_length=200)
    medium = models.CharField(max_length=100, blank=True)
    reach = models.PositiveIntegerField(null=True)
    text = models.TextField(blank=True)
    power = models.UUIDField(null=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=200)
    struck_at = models.DateTimeField(null=True)
    struck_by = models.CharField(max_length=200, blank=True)
    struck_for = models.TextField(blank=True)

    class Meta:
        ordering = ["-on", "-noted_at", "id"]

    def __str__(self) -> str:
        return self.title
