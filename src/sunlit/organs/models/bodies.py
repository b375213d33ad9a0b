"""Regions, units, offices, posts, officers, appointments, mandates: who there is, with the days between which it is so.

A row is never deleted: powers, editions and acts name it. `since` is the first day, `until` the first day no longer;
None means from before the records began, or until further notice.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sunlit.kernel.ids import new_id
from sunlit.organs.rules.bodies import Naming, Nature, RegionTier, UnitKind


def _dated(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")), name=name
    )


class Region(models.Model):
    """区划: a province, city, county or township, by its official code."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=100)
    tier = models.PositiveSmallIntegerField(choices=[(t.value, t.name) for t in RegionTier])
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """单位: an organ, or an organisation that exercises powers by authorisation or entrustment.

    Attributes:
        code: what workbooks know it by; unique, never reused.
        superior: the government a department belongs to, the organ that entrusts, the higher body that manages it.
        instrument, scope, entrusted_until: of an authorised or entrusted organisation, by what, for what, until when.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=30, choices=[(k.value, k.value) for k in UnitKind])
    nature = models.CharField(max_length=20, choices=[(n.value, n.value) for n in Nature])
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="units")
    superior = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="inferiors")
    instrument = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    entrusted_since = models.DateField(null=True)
    entrusted_until = models.DateField(null=True)
    address = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    complaint_phone = models.CharField(max_length=50, blank=True)
    website = models.CharField(max_length=200, blank=True)
    review_body = models.CharField(max_length=200, blank=True)
    court = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")

    class Meta:
        ordering = ["code"]
        constraints = [_dated("unit_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.code


class UnitName(models.Model):
    """What a unit is called, in full and for short, between two days."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=100, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering = ["unit", F("since").asc(nulls_first=True)]
        indexes = [
            models.Index(fields=["name"], name="units_by_name"),
            models.Index(fields=["short"], name="units_by_short"),
        ]
        constraints = [
            _dated("unit_name_ends_after_it_begins"),
            models.UniqueConstraint(fields=["unit"], condition=Q(until__isnull=True), name="one_name_at_present"),
        ]

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """处、科、股室 of a unit. `former_names`: what it was called, each with the first day it no longer was."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="offices")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    named_since = models.DateField(null=True)
    former_names = models.JSONField(default=list)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering = ["unit", "code"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "code"], name="one_office_a_code"),
            _dated("office_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """岗位: what an officer acts in. `functions`: what it may do on the desk; `naming`: how the public sees it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="posts")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    named_since = models.DateField(null=True)
    former_names = models.JSONField(default=list)
    number = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    functions = models.JSONField(default=list)
    naming = models.CharField(
        max_length=20, choices=[(n.value, n.value) for n in Naming], default=Naming.POST_ONLY.value
    )
    naming_reason = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering = ["office", "code"]
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="one_post_a_code"),
            _dated("post_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name


class Officer(models.Model):
    """责任人: a person in office, by a number that is theirs for good."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=50)
    account = models.OneToOneField("organs.Account", null=True, on_delete=models.PROTECT, related_name="officer")
    left = models.DateField(null=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number


class Appointment(models.Model):
    """任职: an officer in a post as its A role or B role (A 角、B 角), between two days."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=1, choices=[("A", "A"), ("B", "B")])
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering = ["post", "role"]
        constraints = [_dated("appointment_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.post_id} {self.role}"


class Mandate(models.Model):
    """三定方案 of a unit, with its numbered duties (of the unit, or of one of its offices)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="mandates")
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=100, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering = ["unit", F("since").asc(nulls_first=True)]

    def __str__(self) -> str:
        return self.title


class Duty(models.Model):
    """职责: one numbered duty of a mandate."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="duties")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="duties")
    number = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["mandate", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "office", "number"], name="one_duty_a_number", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}"
