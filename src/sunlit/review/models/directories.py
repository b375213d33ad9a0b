"""整体审核: a county's directory, frozen as a list, and what was judged of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sunlit.kernel.ids import new_id, new_salt
from sunlit.review.rules.directories import Chosen, Conclusion, ItemVerdict


class DirectoryReview(models.Model):
    """整体审核 of what was on record in a county at one moment.

    Attributes:
        county: the county's government. after: the one before, where only what is new since then is judged.
        of: what its items come from, where not all that is on record is judged, as the ledger names it:
            `stocktake:<id>`.
        frozen: digest of the list. seed, share, least: by which the sample was drawn; `share` as last widened.
        limit: percent of faults in what was drawn, beyond which it is widened or returned whole.
        conclusion: empty while it runs.
        salt: goes into every digest of words that an act holds.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    of = models.CharField(max_length=60, blank=True)
    frozen = models.CharField(max_length=64)
    seed = models.CharField(max_length=32)
    share = models.PositiveIntegerField()
    least = models.PositiveIntegerField()
    limit = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    conclusion = models.CharField(max_length=20, blank=True, choices=[(c.value, c.value) for c in Conclusion])
    text = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True)
    concluded_by = models.CharField(max_length=200, blank=True)
    salt = models.CharField(max_length=32, default=new_salt)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["county"], condition=Q(conclusion=""), name="one_directory_review_a_county")
        ]

    def __str__(self) -> str:
        return str(self.id)


class DirectoryItem(models.Model):
    """One power of a frozen list, in the words it had then.

    Attributes:
        power, edition, digest: as on record when the list was frozen. name, type, unit: for lists.
        chosen: empty where it was neither drawn nor added; reason: why it was added.
        judged: digest of the words the verdict is about; on record in other words, the verdict is void.
        revision: counts the judgements, so that the second of two is told.
        change: the task that its unit got when it went back.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(DirectoryReview, on_delete=models.CASCADE, related_name="items")
    power = models.UUIDField()
    edition = models.UUIDField()
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=500, blank=True)
    type = models.CharField(max_length=40)
    unit = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    ordinal = models.PositiveIntegerField()
    chosen = models.CharField(max_length=10, blank=True, choices=[(c.value, c.value) for c in Chosen])
    reason = models.TextField(blank=True)
    verdict = models.CharField(max_length=10, blank=True, choices=[(v.value, v.value) for v in ItemVerdict])
    text = models.TextField(blank=True)
    judged = models.CharField(max_length=64, blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)
    change = models.UUIDField(null=True)

    class Meta:
        ordering = ["review", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["review", "power"], name="one_item_a_power")]
        indexes = [models.Index(fields=["power"], name="directory_items_of_a_power")]

    def __str__(self) -> str:
        return f"{self.review_id} {self.ordinal}"
