"""One draft under review, what it said in each round, and what was said of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sunlit.kernel.ids import new_id, new_salt
from sunlit.review.values import OpinionKind, Outcome, Verdict


class Review(models.Model):
    """审核: one draft of one power on its route.

    Attributes:
        power, edition: as the catalogue knows them. name, type, unit: for lists.
        changed: in how many fields what is judged differs from what is on record; None where nothing is (新增).
        acting: the unit whose posts act: of an entrusted organisation the organ that entrusted it.
        route: department, county-department, county-government, township. run: of the flow.
        round: counts the times it was sent to be judged. digest: what is judged now.
        number: of the unit's 审核意见, once it is reported.
        duties: of duties that changed while it was judged, as `Change.duties` has them.
        outcome: empty while it runs.
        salt: goes into every digest of words that an act holds.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    power = models.UUIDField()
    edition = models.UUIDField()
    name = models.CharField(max_length=500)
    type = models.CharField(max_length=40, blank=True)
    changed = models.PositiveIntegerField(null=True)
    unit = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    acting = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    route = models.CharField(max_length=30)
    run = models.UUIDField(null=True)
    round = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64)
    number = models.CharField(max_length=100, blank=True)
    duties = models.JSONField(default=list)
    outcome = models.CharField(max_length=20, blank=True, choices=[(o.value, o.value) for o in Outcome])
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    salt = models.CharField(max_length=32, default=new_salt)

    class Meta:
        ordering = ["begun_at"]
        constraints = [
            models.UniqueConstraint(fields=["power"], condition=Q(outcome=""), name="one_review_of_a_power_at_a_time")
        ]
        indexes = [
            models.Index(fields=["unit", "outcome"], name="reviews_of_a_unit"),
            models.Index(fields=["edition"], name="reviews_of_an_edition"),
            models.Index(fields=["begun_by", "outcome"], name="reviews_one_sent"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Round(models.Model):
    """What was sent to be judged in one round, whole: for the reader of opinions given then, and for the difference."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["review", "number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="one_round_a_number")]

    def __str__(self) -> str:
        return f"{self.review_id} {self.number}"


class Opinion(models.Model):
    """意见, bound to the exact words it judges: another digest, and it is void.

    Attributes:
        answers: of 法制初审, question → [yes, note].
        decision: of 审查确定, its outcome.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="opinions")
    round = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in OpinionKind])
    digest = models.CharField(max_length=64)
    verdict = models.CharField(max_length=20, blank=True, choices=[(v.value, v.value) for v in Verdict])
    decision = models.CharField(max_length=20, blank=True)
    answers = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ["review", "at"]
        constraints = [models.UniqueConstraint(fields=["review", "round", "kind"], name="one_opinion_a_round")]

    def __str__(self) -> str:
        return f"{self.review_id} {self.kind}"


class Remark(models.Model):
    """A remark on a field of what was judged: 须改 or 建议; `answer` of the office, adopted or not with the reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="remarks")
    round = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in OpinionKind])
    field = models.CharField(max_length=60, blank=True)
    must = models.BooleanField()
    text = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    answer = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["review", "round", "at", "id"]

    def __str__(self) -> str:
        return f"{self.review_id} {self.field}"
