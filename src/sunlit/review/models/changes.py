"""A change that a unit asks for in a directory on record, and what was said at each of its three steps."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sunlit.kernel.ids import new_id, new_salt
from sunlit.review.rules.changing import ChangeCause, ChangeKind, ChangeOutcome


class Change(models.Model):
    """变更申请: 申请 → 审核 → 回复 of one power.

    Attributes:
        kind: empty until the unit has said what it asks for, where the change was opened for it.
        power, edition: as the catalogue knows them; `edition` the draft that is to be put on record.
        name, type: of the power, as the edition that is asked for or that is on record has them.
        others: of 合并 the powers merged in, of 下放 the units that take over.
        cause, law: why it is on its way, and the law that changed.
        duties: of duties that changed, each with what it said before, what is said in its place, whether it is no more.
        effective: the day of effect, as last told. digest: of what is asked for; an opinion holds for that alone.
        told: of 下放, that its day is over, and those below have the power not yet.
        parent: of 承接, the 下放 it follows from.
        salt: goes into every digest of words that an act holds.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, blank=True, choices=[(k.value, k.value) for k in ChangeKind])
    cause = models.CharField(max_length=20, choices=[(c.value, c.value) for c in ChangeCause])
    law = models.UUIDField(null=True)
    duties = models.JSONField(default=list)
    unit = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    power = models.UUIDField()
    edition = models.UUIDField(null=True)
    others = models.JSONField(default=list)
    name = models.CharField(max_length=500)
    type = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    effective = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    run = models.UUIDField(null=True)
    outcome = models.CharField(max_length=20, blank=True, choices=[(o.value, o.value) for o in ChangeOutcome])
    told = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    salt = models.CharField(max_length=32, default=new_salt)

    class Meta:
        ordering = ["begun_at"]
        constraints = [
            models.UniqueConstraint(fields=["power"], condition=Q(outcome=""), name="one_change_of_a_power_at_a_time")
        ]
        indexes = [models.Index(fields=["unit", "outcome"], name="changes_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.kind} {self.power}"


class ChangeSaid(models.Model):
    """What was said at a step: the application, the legal office's opinion, the unit's reply. Written once.

    Attributes:
        step: apply, audit, reply; returned, with the reason, where it came back to the unit.
        verdict: of an opinion; of a reply whether it was confirmed.
        digest: of what was asked for when it was said.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="said")
    step = models.CharField(max_length=10)
    kind = models.CharField(max_length=20, blank=True)
    verdict = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    effective = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ["change", "at", "id"]

    def __str__(self) -> str:
        return f"{self.change_id} {self.step}"
