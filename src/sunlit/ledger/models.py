"""Acts as they were recorded, those not yet placed in the log, their places, and how far each reader is."""

from __future__ import annotations

from django.db import models


class Act(models.Model):
    """What a command did. Never changed, never deleted: the database itself refuses both.

    Attributes:
        subject: what it is about, `noun:identifier`; `subject_seq` numbers its acts from 1 without gaps.
        actor: who did it, as `kernel.Actor` names them.
        at: when, in UTC, as text, so that the digest is over what is stored.
        body: the fields of its kind in canonical JSON.
        digest: of everything above and `prev`; see docs/reference/ledger.md.
        prev: digest of the subject's act before; empty for its first.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    subject = models.CharField(max_length=200)
    subject_seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=100)
    kind_version = models.PositiveIntegerField()
    actor = models.CharField(max_length=200)
    at = models.CharField(max_length=40)
    body = models.TextField()
    digest = models.CharField(max_length=64)
    prev = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "subject_seq"], name="acts_of_a_subject_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.subject}#{self.subject_seq} {self.kind}"


class Outbox(models.Model):
    """An act that has no place in the log yet. Its row is there until the sequencer claims it."""

    act = models.OneToOneField(Act, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return str(self.act_id)


class Entry(models.Model):
    """The place of an act in the log: `idx` counts from 0 without gaps. Never changed, never deleted."""

    idx = models.PositiveBigIntegerField(primary_key=True)
    act = models.OneToOneField(Act, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return str(self.idx)


class Cursor(models.Model):
    """How far a reader of the log is.

    Attributes:
        following: index of the entry it reads next.
        failures: times in a row that entry could not be handled; `failed_with` names the last error's class.
        not_before: when it is tried again.
    """

    name = models.CharField(max_length=100, primary_key=True)
    following = models.PositiveBigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    failed_with = models.CharField(max_length=200, blank=True)
    not_before = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} @{self.following}"
