"""Answers to gaps: why no power of a unit rests on a provision that confers one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sunlit.kernel.ids import new_id


class GapAnswer(models.Model):
    """答复: a provision of a law confers a power on a unit, and for a reason it registers none.

    It holds for the version it was given for: another version of the law opens the gap again.

    Attributes:
        law, version: keys as the law app knows them. article, insert, paragraph, type: the provision, see
            `rules.gaps.Provided`.
        withdrawn_at: it was taken back, and the gap is open again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    law = models.CharField(max_length=64)
    version = models.CharField(max_length=64)
    article = models.PositiveIntegerField()
    insert = models.PositiveIntegerField(default=0)
    paragraph = models.PositiveIntegerField(default=0)
    type = models.CharField(max_length=40)
    reason = models.TextField()
    answered_by = models.CharField(max_length=200)
    answered_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["unit", "law", "article", "insert", "paragraph", "type", "answered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "version", "article", "insert", "paragraph", "type"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_answer",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
