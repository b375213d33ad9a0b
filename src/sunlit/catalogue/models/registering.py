"""登记开放: which posts may register powers of a unit without a function for it, and since when."""

from __future__ import annotations

from django.db import models

from sunlit.kernel.ids import new_id


class Registering(models.Model):
    """The holders of a post may register powers of a unit, and edit what they registered by that post.

    Attributes:
        opened_for: what opened it, as `noun:key`; several may at a time.
        closed_at: it is over; None while it lasts.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey("organs.Post", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    opened_for = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["opened_at", "id"]
        constraints = [models.UniqueConstraint(fields=["post", "unit", "opened_for"], name="opened_once_for_one_thing")]

    def __str__(self) -> str:
        return f"{self.post_id} {self.unit_id}"
