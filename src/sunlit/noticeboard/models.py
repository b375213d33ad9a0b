"""What the public may see, in a database of its own, and what the public hands in.

`Record` never changes, save that its `body` may become NULL (the database refuses everything else). The other tables
follow from the records and can be made anew from them, but for `Export` and `Receipt` (the inner side
makes them) and `HandedIn`.
"""

from __future__ import annotations

from django.db import models


class Record(models.Model):
    """One version of one thing the public may see."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    place = models.BigIntegerField()
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    body = models.TextField(null=True)  # noqa: DJ001 - NULL is erased, which an empty text would not say
    withdrawn = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "version"], name="one_record_a_version")]
        indexes = [models.Index(fields=["kind", "place"], name="records_by_place")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.version}"


class Shown(models.Model):
    """What stands now: the newest record of a key, with the columns lists are made from. Follows from the records."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    withdrawn = models.BooleanField(default=False)
    at = models.DateTimeField()
    name = models.CharField(max_length=500, blank=True)
    code = models.CharField(max_length=120, blank=True)
    type = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=12, blank=True)
    tier = models.PositiveSmallIntegerField(default=0)
    standing = models.CharField(max_length=20, blank=True)
    parent = models.CharField(max_length=120, blank=True)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_shown_a_key")]
        indexes = [
            models.Index(fields=["kind", "unit", "type", "ordinal"], name="shown_by_unit"),
            models.Index(fields=["kind", "type", "name"], name="shown_by_type"),
            models.Index(fields=["kind", "at"], name="shown_by_time"),
            models.Index(fields=["kind", "code"], name="shown_by_code"),
            models.Index(fields=["kind", "parent", "type", "ordinal"], name="shown_by_parent"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Sought(models.Model):
    """What is searched of one power that stands now, folded as it is compared. Follows from the records.

    The index of its three texts is a table of its own, kept by `store.searching`: FTS5 on SQLite, else a tsvector.
    """

    key = models.CharField(max_length=120, unique=True)
    name = models.TextField()
    text = models.TextField()
    pinyin = models.TextField()
    type = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=12, blank=True)
    tier = models.PositiveSmallIntegerField(default=0)
    standing = models.CharField(max_length=20, blank=True)
    ended = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.key


class Concerned(models.Model):
    """A kind of people that a power in use concerns. Follows from the records."""

    word = models.CharField(max_length=60)
    key = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "key"], name="one_concern_a_power")]
        indexes = [models.Index(fields=["key"], name="concerned_by_power")]

    def __str__(self) -> str:
        return f"{self.word} {self.key}"


class Export(models.Model):
    """A finished file for download, by its name: made again when what it is made from changes."""

    name = models.CharField(max_length=200, primary_key=True)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    place = models.BigIntegerField()
    made_from = models.CharField(max_length=64, blank=True)
    data = models.BinaryField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class HandedIn(models.Model):
    """What the public hands in, sealed on receipt to the inner side's key. Taken in by the inner side, then deleted.

    Attributes:
        receipt: key of the receipt that was given for it; empty where none was.
    """

    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    receipt = models.CharField(max_length=64, blank=True)
    sealed = models.BinaryField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Receipt(models.Model):
    """What became of something handed in, for whoever has its number: sealed with one digest of it, under another."""

    key = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return self.key
