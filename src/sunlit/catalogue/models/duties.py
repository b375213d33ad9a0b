"""What a unit's duties and its powers have to do with each other, and why some have nothing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sunlit.kernel.ids import new_id


class DutyLink(models.Model):
    """职责与职权对应: a power of a unit is how it does one of its duties.

    Attributes:
        duty: the key as the organs know it.
        said: what the duty said when it was last looked at; of one that is no more, what has taken its place, if
            anything has. before: what it said before that; empty while it has not changed.
        over: the duty is no more. seen_on: the day it was last looked at.
    """

    power = models.ForeignKey("catalogue.Power", on_delete=models.CASCADE, related_name="duties")
    duty = models.UUIDField()
    linked_by = models.CharField(max_length=200)
    linked_at = models.DateTimeField()
    said = models.TextField(blank=True)
    before = models.TextField(blank=True)
    over = models.BooleanField(default=False)
    seen_on = models.DateField(null=True)

    class Meta:
        ordering = ["duty", "linked_at"]
        constraints = [models.UniqueConstraint(fields=["power", "duty"], name="one_link_a_power_and_duty")]
        indexes = [
            models.Index(fields=["duty"], name="links_of_a_duty"),
            models.Index(fields=["seen_on"], condition=Q(over=False), name="links_by_day_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.power_id}"


class DutyAnswer(models.Model):
    """答复: why a duty needs no power, or why a power stands though no duty names it.

    Attributes:
        duty, power: one of the two.
        digest: of the words of the duty, or the name of the power, it was given for: other words open it again.
        withdrawn_at: it was taken back, and the question is open again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    duty = models.UUIDField(null=True)
    power = models.ForeignKey("catalogue.Power", null=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    reason = models.TextField()
    answered_by = models.CharField(max_length=200)
    answered_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["unit", "answered_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(duty__isnull=True, power__isnull=False) | Q(duty__isnull=False, power__isnull=True),
                name="an_answer_is_of_a_duty_or_a_power",
            ),
            models.UniqueConstraint(
                fields=["unit", "duty", "digest"], condition=Q(withdrawn_at__isnull=True, duty__isnull=False),
                name="one_standing_answer_a_duty",
            ),
            models.UniqueConstraint(
                fields=["unit", "power", "digest"], condition=Q(withdrawn_at__isnull=True, power__isnull=False),
                name="one_standing_answer_a_power",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)
