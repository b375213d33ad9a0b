"""What came in from the public, opened: words that found nothing, and reports of powers that are in no list."""

from __future__ import annotations

from django.db import models

from sunlit.kernel.ids import new_id, new_salt


class Box(models.Model):
    """One sealed box that was taken in, by the digest of its bytes, so that none is counted twice.

    Attributes:
        sealed: its bytes where our key did not open it; NULL once it is opened.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=20)
    on = models.DateField()
    sealed = models.BinaryField(null=True)

    def __str__(self) -> str:
        return self.digest


class MissingWords(models.Model):
    """Words that people searched for and found nothing by, and how often; equal ones are one.

    Attributes:
        salt: goes into every digest of what was said about them.
        power: the power they became an everyday name of.
    """

    class State(models.TextChoices):
        """What became of them."""

        WAITING = "waiting"
        ADDED = "added"
        SET_ASIDE = "set-aside"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    words = models.CharField(max_length=40, unique=True)
    times = models.PositiveIntegerField(default=1)
    first_on = models.DateField()
    last_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    salt = models.CharField(max_length=32, default=new_salt)
    power = models.UUIDField(null=True)
    said = models.TextField(blank=True)
    handled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "-times"], name="missing_words_by_times")]

    def __str__(self) -> str:
        return self.words


class Report(models.Model):
    """清单外用权: what somebody told of a power that is in no list.

    Attributes:
        contact: how to reach who told it; blanked when the report is handled.
        receipt, lock: the digests of the number that was given for it; empty where none was.
        answer: what whoever has the number is told; `said` stays inside.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    on = models.DateField()
    organ = models.CharField(max_length=100)
    demanded = models.TextField()
    when = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=100, blank=True)
    receipt = models.CharField(max_length=64, blank=True)
    lock = models.CharField(max_length=64, blank=True)
    salt = models.CharField(max_length=32, default=new_salt)
    said = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    handled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["handled_at", "-on"], name="reports_by_state")]

    def __str__(self) -> str:
        return str(self.id)
