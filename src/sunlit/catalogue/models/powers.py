"""Powers and their editions: what stands, since when, and every word it ever said."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sunlit.catalogue.rules.attachments import Purpose
from sunlit.catalogue.rules.powers import EditionState, PowerStanding
from sunlit.kernel.ids import new_id, new_salt


class Power(models.Model):
    """行政职权: one power of one unit, through all its editions.

    Attributes:
        unit: 行使主体.
        post: of a power that an officer registers by a post (谁行使谁清理), that post: its holders draft it.
        parent, ordinal: a sub-item's power, and its place in it.
        secret: only a neutral placeholder (涉密); it has no edition and is never shown. The database keeps it so.
        salt: goes into every digest of its words that an act holds, and goes when they do: nobody can try out guesses.
        revision: counts every change, so that the second of two who act at once is told.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="sub_items")
    ordinal = models.PositiveIntegerField(default=0)
    secret = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    salt = models.CharField(max_length=32, default=new_salt)
    made_at = models.DateTimeField()
    post = models.ForeignKey("organs.Post", null=True, on_delete=models.PROTECT, related_name="+")
    copied_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["unit", "ordinal", "id"]
        indexes = [models.Index(fields=["unit", "ordinal"], name="powers_of_a_unit")]

    def __str__(self) -> str:
        return str(self.id)


class PowerCode(models.Model):
    """职权编码 in one scheme. A retired code stays, as an alias, and is never given to another power."""

    power = models.ForeignKey(Power, on_delete=models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=40)
    value = models.CharField(max_length=80)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering = ["power", "scheme", "since"]
        constraints = [models.UniqueConstraint(fields=["scheme", "value"], name="a_code_is_never_given_twice")]
        indexes = [models.Index(fields=["value"], name="powers_by_code")]

    def __str__(self) -> str:
        return self.value


class PowerState(models.Model):
    """What became of a power, and when it takes effect: in use, suspended, cancelled, abolished. Written once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    power = models.ForeignKey(Power, on_delete=models.PROTECT, related_name="states")
    standing = models.CharField(max_length=20, choices=[(s.value, s.value) for s in PowerStanding])
    effective = models.DateField()
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["power", "effective", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.power_id} {self.standing}"


class PowerEdition(models.Model):
    """版次: what a power says, whole. A draft changes; put on record it never does again.

    Attributes:
        number: counts the editions put on record, from 1; 0 for a draft.
        content: `PowerContent` as `kernel.plain` writes it; `digest` of its canonical form.
        valid_from, valid_to: first day it holds, first day no longer (validity); None while it does.
        recorded_at: when it was put on record (registration). `corrects`: the edition whose words it puts right.
        name, type: copied from the content, for lists.
        published: whether the decision to publish it was made, and when.
        held_for: what a draft is held for, as `noun:key`, so that nobody changes it: the review that judges it.
        due_for_review: a law it rests on was changed or ended (its key and day, when that became known); empty where
            none was, or where it rests on what holds since.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    power = models.ForeignKey(Power, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in EditionState])
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    provenance = models.JSONField(default=dict)  # field → {file, sheet, cell}
    name = models.CharField(max_length=500)
    type = models.CharField(max_length=40)
    revision = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=200)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.CharField(max_length=200, blank=True)
    opinion = models.TextField(blank=True)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    change_reason = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=200, blank=True)
    on_noticeboard_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.TextField(blank=True)
    due_for_review = models.JSONField(default=list)
    held_for = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["power", "number", "made_at"]
        constraints = [
            models.UniqueConstraint(fields=["power"], condition=Q(state="on-record"), name="one_edition_on_record"),
            models.UniqueConstraint(fields=["power"], condition=Q(state="draft"), name="one_draft"),
            models.UniqueConstraint(fields=["power", "number"], condition=Q(number__gt=0), name="one_edition_a_number"),
        ]
        indexes = [
            models.Index(fields=["state", "type"], name="editions_by_state"),
            models.Index(fields=["state", "held_for"], name="editions_held"),
            models.Index(fields=["name"], name="editions_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class EditionBasis(models.Model):
    """An edition rests on an article of a held law (keys as the law app knows them): who is hit when a law changes."""

    edition = models.ForeignKey(PowerEdition, on_delete=models.CASCADE, related_name="rests_on")
    law = models.CharField(max_length=64)
    version = models.CharField(max_length=64, blank=True)
    article = models.PositiveIntegerField(default=0)
    insert = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["law", "article", "insert"], name="editions_of_an_article")]

    def __str__(self) -> str:
        return f"{self.law}:{self.article}"


class PowerFile(models.Model):
    """样表、存证: a file that was handed in for a power. An edition names it by its digest; only a sample may be shown.

    Attributes:
        sha256: of the kept file. name: what it was called when it was handed in; never shown outside.
    """

    power = models.ForeignKey(Power, on_delete=models.CASCADE, related_name="files")
    purpose = models.CharField(max_length=10, choices=[(p.value, p.value) for p in Purpose])
    sha256 = models.CharField(max_length=64)
    form = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["power", "purpose", "sha256"], name="one_file_a_purpose")]
        indexes = [models.Index(fields=["sha256"], name="powers_with_a_file")]

    def __str__(self) -> str:
        return self.sha256
