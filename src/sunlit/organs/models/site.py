"""The installation's own facts (城市、页脚、徽标), and the passes that let nobody-yet set it up."""

from __future__ import annotations

from django.db import models

from sunlit.kernel.ids import new_id


class Site(models.Model):
    """One row: whose site this is, and what its footer says.

    Attributes:
        region: code of the city's own region; empty until it is told.
        emblem: digest of the picture among the attachments; empty where there is none.
        revision: counts changes, so that of two who change it at once the second is told.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    city = models.CharField(max_length=50, blank=True)
    tier = models.PositiveSmallIntegerField(default=3)
    region = models.CharField(max_length=12, blank=True)
    sponsor = models.CharField(max_length=100, blank=True)
    undertaker = models.CharField(max_length=100, blank=True)
    record_number = models.CharField(max_length=60, blank=True)
    site_code = models.CharField(max_length=10, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    emblem = models.CharField(max_length=64, blank=True)
    emblem_type = models.CharField(max_length=20, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_site")]

    def __str__(self) -> str:
        return self.city


class SetupPass(models.Model):
    """A one-time token for the wizard, kept as its digest; from the first use on it is one browser's session.

    Attributes:
        until: neither the token nor the session is good any longer.
        entered_at: when the token was used, which it can be once.
        closed_at: when the wizard was left, or another pass was made.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()
    entered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)
