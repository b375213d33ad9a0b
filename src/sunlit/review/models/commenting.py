"""拟公布目录征求意见: a period, the drafts it shows, and what the public says of them."""

from __future__ import annotations

from django.db import models

from sunlit.kernel.ids import new_id, new_salt


class CommentPeriod(models.Model):
    """征求意见: drafts of one unit, open to everybody until a day.

    Attributes:
        unit: whose drafts; acting: whose posts act for it.
        closes_on: its last day. stopped_on: where it was stopped before.
        told: of what of it people were told last: soon, over.
        salt: goes into every digest of words that an act holds.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    acting = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closes_on = models.DateField()
    stopped_on = models.DateField(null=True)
    stop_reason = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    told = models.CharField(max_length=10, blank=True)
    salt = models.CharField(max_length=32, default=new_salt)

    class Meta:
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return str(self.id)


class OpenDraft(models.Model):
    """A draft a period shows: the words with `digest` and no others."""

    period = models.ForeignKey(CommentPeriod, on_delete=models.CASCADE, related_name="drafts")
    review = models.ForeignKey("review.Review", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["period", "id"]
        constraints = [models.UniqueConstraint(fields=["period", "review"], name="one_draft_a_period")]

    def __str__(self) -> str:
        return f"{self.period_id} {self.review_id}"


class Comment(models.Model):
    """公众意见: what somebody said, and the answer. Nothing is kept of the person.

    Attributes:
        review: of the draft it is about; NULL for the whole.
        receipt, lock: digests of the number that was given for it; empty where none was.
        gist: what it says, in the office's words: these are published, its own are not.
        adopted: NULL until it is answered.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    period = models.ForeignKey(CommentPeriod, on_delete=models.CASCADE, related_name="comments")
    review = models.ForeignKey("review.Review", on_delete=models.CASCADE, null=True, related_name="+")
    on = models.DateField()
    words = models.TextField()
    receipt = models.CharField(max_length=64, blank=True)
    lock = models.CharField(max_length=64, blank=True)
    salt = models.CharField(max_length=32, default=new_salt)
    adopted = models.BooleanField(null=True)
    gist = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["period", "on", "id"]
        indexes = [models.Index(fields=["period", "adopted"], name="comments_by_answer")]

    def __str__(self) -> str:
        return str(self.id)
