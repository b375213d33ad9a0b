"""不在岗 and 交接: who is away and until when; who sees to the queue of one who leaves."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sunlit.kernel.ids import new_id


class Absence(models.Model):
    """不在岗: an officer is away, so the B role of their posts has what waits for them.

    Attributes:
        since, until: the first day away, the first day back. reason: for colleagues; never in an act.
        told: of what those who stand in were told: that it has begun, that it has ended.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey("organs.Officer", on_delete=models.PROTECT, related_name="absences")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    told = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["officer", "since"]
        constraints = [models.CheckConstraint(condition=Q(until__gte=F("since")), name="absence_ends_after_it_begins")]
        indexes = [models.Index(fields=["until", "since"], name="absences_by_day")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.since}"


class HandOver(models.Model):
    """工作交接: an officer has what waits in a post of one who leaves, until the post has another A role.

    Attributes:
        officer: the successor. leaver: whose post it was.
        since, until: the first day, the first day no longer; None until further notice.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey("organs.Post", on_delete=models.PROTECT, related_name="hand_overs")
    leaver = models.ForeignKey("organs.Officer", on_delete=models.PROTECT, related_name="handed_over")
    officer = models.ForeignKey("organs.Officer", on_delete=models.PROTECT, related_name="taken_over")
    since = models.DateField()
    until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["post", "since"]
        constraints = [
            models.UniqueConstraint(fields=["post", "leaver"], condition=Q(until=None), name="one_successor_at_a_time"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="hand_over_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.officer_id}"
