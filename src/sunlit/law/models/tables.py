"""The tables of the law library.

款, 项 and 目 have no rows: they follow from an article's text (`law.texts.parts`), so that there is one truth.
"""

from __future__ import annotations

from django.db import models

from sunlit.kernel.ids import new_id
from sunlit.law.rules import Band, Kind

#: No title of a law is longer; what claims to be one is none.
TITLE_LENGTH = 200


class Instrument(models.Model):
    """法律、法规、规章、规范性文件: one law with all its versions.

    Attributes:
        title: the full title as printed.
        key: the title as compared (`rules.law_key`). Two bodies may make laws of one title: see `intake.same_law`.
        names: full and short titles folded for search, one a line.
        ended: first day on which no held version is in force any more; None while one is or will be.
        ended_by: title and article that say so.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(max_length=TITLE_LENGTH)
    key = models.CharField(max_length=TITLE_LENGTH, db_index=True)
    kind = models.CharField(max_length=30, choices=[(k.value, k.value) for k in Kind])
    band = models.PositiveSmallIntegerField(choices=[(b.value, b.name) for b in Band])
    issuer = models.TextField(blank=True)
    region = models.TextField(blank=True)
    names = models.TextField()
    ended = models.DateField(null=True)
    ended_by = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title


class Name(models.Model):
    """A title by which a law is found: the full one, or a short one it is called by."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="called")
    name = models.CharField(max_length=TITLE_LENGTH)
    key = models.CharField(max_length=TITLE_LENGTH, db_index=True)
    ordinal = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["instrument", "name"], name="one_name_once")]

    def __str__(self) -> str:
        return self.name


class Loading(models.Model):
    """入库: one call that brought something new into the library. The counts describe all files of the call."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=200)
    instruments = models.PositiveIntegerField()
    versions = models.PositiveIntegerField()
    provisions = models.JSONField()
    added_instruments = models.PositiveIntegerField()
    added_versions = models.PositiveIntegerField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return str(self.id)


class Version(models.Model):
    """One version of a law, as one file tells it, or several that hold a part each.

    Attributes:
        day: what tells it from the others of its law: the day of the version, else its first day in force.
        dated, dated_by, effective, effective_assumed, promulgated, amended, ends, notes, preamble, annex:
            see `values.LawText`.
        until: first day no longer in force, worked out from the other versions and from repeals.
        whole: False if the text has no articles, gaps, or ends early: a missing article proves nothing.
        digest: of its articles' words; two files that differ in print alone have the same.
        warnings: `[kind, detail]` pairs.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    title = models.CharField(max_length=TITLE_LENGTH)
    day = models.DateField(null=True)
    dated = models.DateField(null=True)
    dated_by = models.CharField(max_length=20, blank=True)
    promulgated = models.DateField(null=True)
    amended = models.JSONField(default=list)
    effective = models.DateField(null=True)
    effective_assumed = models.BooleanField(default=False)
    until = models.DateField(null=True)
    ends = models.DateField(null=True)
    whole = models.BooleanField()
    digest = models.CharField(max_length=64)
    articles = models.PositiveIntegerField()
    notes = models.TextField(blank=True)
    preamble = models.TextField(blank=True)
    annex = models.TextField(blank=True)
    warnings = models.JSONField(default=list)

    class Meta:
        ordering = ["instrument", "day", "id"]
        constraints = [models.UniqueConstraint(fields=["instrument", "day"], name="one_version_a_day")]

    def __str__(self) -> str:
        return f"{self.title} {self.day or ''}".strip()


class Source(models.Model):
    """A text a version was made from; the same text met again changes nothing."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="sources")
    file = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "digest"], name="one_source_once")]

    def __str__(self) -> str:
        return self.file


class Provision(models.Model):
    """编, 分编, 章, 节 or 条 of a version, in written order.

    Attributes:
        parent: ordinal of the provision it stands in; None at the top.
        folded: heading and text as compared in a search (`rules.folded`).
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="provisions")
    ordinal = models.PositiveIntegerField()
    level = models.CharField(max_length=2)
    label = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    insert = models.PositiveIntegerField(default=0)
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)
    parent = models.PositiveIntegerField(null=True)
    folded = models.TextField(blank=True)

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["version", "ordinal"], name="one_provision_a_place")]
        indexes = [models.Index(fields=["version", "number", "insert"], name="provisions_by_number")]

    def __str__(self) -> str:
        return self.label


class Repeal(models.Model):
    """A law that a version says it ends, whether that law is held or not. See `values.Repeal`."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="repeals")
    title = models.TextField()
    key = models.CharField(max_length=TITLE_LENGTH, db_index=True)
    on = models.DateField(null=True)
    dated = models.DateField(null=True)
    article = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.title


class LoadedFile(models.Model):
    """What became of one file of a loading.

    Attributes:
        outcome: see `intake.Outcome`.
        reason: for a refused file, why, and what to do.
        warnings: `[kind, detail]` pairs.
    """

    loading = models.ForeignKey(Loading, on_delete=models.CASCADE, related_name="files")
    ordinal = models.PositiveIntegerField()
    name = models.TextField()
    outcome = models.CharField(max_length=20)
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    title = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    changes = models.JSONField(null=True)
    warnings = models.JSONField(default=list)

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["loading", "ordinal"], name="one_loaded_file_a_place")]

    def __str__(self) -> str:
        return self.name
