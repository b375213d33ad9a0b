"""Messages, deliveries, contacts, own words."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sunlit.courier.rules import OPEN
from sunlit.kernel.ids import new_id

_ON_THE_WAY = Q(state__in=[state.value for state in OPEN])


class Message(models.Model):
    """One message in one officer's inbox.

    Attributes:
        sending: what it was sent with: the same message to several officers.
        kind: the code of its template. about: `noun:key`. said: what fills the template.
        day: the day in Beijing on which it was sent: the same message is not sent twice on a day.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sending = models.UUIDField()
    recipient = models.ForeignKey("organs.Officer", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=120)
    said = models.JSONField()
    day = models.DateField()
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["recipient", "day", "kind", "about"], name="one_message_a_day")]
        indexes = [
            models.Index(fields=["recipient", "-sent_at"], name="messages_of_an_officer"),
            models.Index(fields=["recipient"], condition=Q(read_at__isnull=True), name="messages_unread"),
            models.Index(fields=["sending"], name="messages_of_a_sending"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"


class Delivery(models.Model):
    """One message on its way by one channel. What it says and where it goes are read anew at each try.

    Attributes:
        parcel: what it goes with; set when it is first claimed, so that a second try is the same parcel.
        claimed_until: until when the worker that has claimed it may be trying.
        error: the class of the last error; its words may quote an address.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8)
    state = models.CharField(max_length=10, default="queued")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    parcel = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    error = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["next_at", "id"]
        constraints = [models.UniqueConstraint(fields=["message", "channel"], name="one_delivery_a_channel")]
        indexes = [
            models.Index(fields=["next_at"], condition=_ON_THE_WAY, name="deliveries_on_the_way"),
            models.Index(fields=["parcel"], name="deliveries_of_a_parcel"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class Contact(models.Model):
    """How an officer is reached besides the desk, as they themselves have said. Deleted when they leave."""

    officer = models.OneToOneField("organs.Officer", primary_key=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=5, default="zh")
    mail = models.CharField(max_length=254, blank=True)
    mobile = models.CharField(max_length=11, blank=True)
    by_mail = models.BooleanField(default=False)
    by_sms = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(by_mail=False) | ~Q(mail=""), name="consent_to_mail_has_an_address"),
            models.CheckConstraint(condition=Q(by_sms=False) | ~Q(mobile=""), name="consent_to_sms_has_a_number"),
        ]

    def __str__(self) -> str:
        return str(self.officer_id)


class OwnWords(models.Model):
    """The words a city has set in the place of those the program comes with."""

    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=5)
    said = models.CharField(max_length=300)
    brief = models.CharField(max_length=140)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["kind", "language"]
        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="own_words_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"
