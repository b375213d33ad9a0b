"""涉密的不公开项目目录登记表: neutral placeholders, never the content."""

from __future__ import annotations

from django.db import models

from sunlit.kernel.ids import new_id


class WithheldItem(models.Model):
    """不公开项目: that a unit has one, and why; nothing of what it says (保守国家秘密法第三十一条).

    Attributes:
        number: of the register. exemption: class of exemption, a code of `rules.withheld`.
        provision: what the withholding rests on. until: term or condition of release, in neutral words.
        determined_by: post of who determined it. next_review: when it is looked at again.
        power: the placeholder in the catalogue, or the draft that waits to be purged.
        secrecy_by, secrecy_at: who judged its secrecy, and when. partly: only a part of it is withheld.
        reassessed_at, reassessed_by: when it was last found still to be withheld. told: of the review that is near.
        ground: why it was released, a code of `rules.withheld`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=40, unique=True)
    unit = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    exemption = models.CharField(max_length=30)
    provision = models.CharField(max_length=200)
    until = models.CharField(max_length=100, blank=True)
    determined_by = models.CharField(max_length=100)
    next_review = models.DateField()
    power = models.UUIDField(null=True)
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=200)
    secrecy_by = models.CharField(max_length=200, blank=True)
    secrecy_at = models.DateTimeField(null=True)
    partly = models.BooleanField(default=False)
    reassessed_at = models.DateTimeField(null=True)
    reassessed_by = models.CharField(max_length=200, blank=True)
    told = models.CharField(max_length=10, blank=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=200, blank=True)
    ground = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number
