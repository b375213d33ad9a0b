"""单位清单、科室清单、名册: who takes part, who has registered, what each office signed."""

from __future__ import annotations

from django.db import models

from sunlit.kernel.ids import new_id, new_salt
from sunlit.stocktake.rules.kinds import ListState, Origin, Proposal, Standing


class UnitList(models.Model):
    """A unit that takes part. `contact`, `phone`: whom to ask there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    stocktake = models.ForeignKey("stocktake.Stocktake", on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    contact = models.CharField(max_length=50, blank=True)
    phone = models.CharField(max_length=50, blank=True)

    class Meta:
        ordering = ["stocktake", "unit__code"]
        constraints = [models.UniqueConstraint(fields=["stocktake", "unit"], name="a_unit_takes_part_once")]

    def __str__(self) -> str:
        return f"{self.stocktake_id} {self.unit_id}"


class OfficeList(models.Model):
    """科室清单: signed by the head of the office, frozen, sent back with a reason.

    Attributes:
        round: how many times it was signed. digest: of the list as it was signed, over the words of its items.
        returned: why it was last sent back; empty where it was not.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit_list = models.ForeignKey(UnitList, on_delete=models.CASCADE, related_name="offices")
    office = models.ForeignKey("organs.Office", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ListState], default=ListState.OPEN)
    round = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=200, blank=True)
    returned = models.TextField(blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_by = models.CharField(max_length=200, blank=True)
    salt = models.CharField(max_length=32, default=new_salt)

    class Meta:
        ordering = ["unit_list", "office__code"]
        constraints = [models.UniqueConstraint(fields=["unit_list", "office"], name="one_list_an_office")]

    def __str__(self) -> str:
        return f"{self.unit_list_id} {self.office_id}"


class RollLine(models.Model):
    """名册: one officer in one post of the office, and how they stand. `reason`: of an absence. `told`: open, late."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office_list = models.ForeignKey(OfficeList, on_delete=models.CASCADE, related_name="roll")
    officer = models.ForeignKey("organs.Officer", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organs.Post", on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Standing], default=Standing.PENDING)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(null=True)
    by = models.CharField(max_length=200, blank=True)
    told = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["office_list", "post__code", "officer__number"]
        constraints = [models.UniqueConstraint(fields=["office_list", "officer", "post"], name="one_line_on_the_roll")]
        indexes = [models.Index(fields=["officer"], name="roll_lines_of_an_officer")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.standing}"


class Registration(models.Model):
    """登记: an item that an officer registered on a post.

    Attributes:
        holder: 行使主体: the officer's unit, or the government it belongs to.
        power, edition: the draft, as the catalogue knows it. source: the power whose words it took.
        merged_from: the power it was registered as, before that was merged into `power`.
        proposes, reason: of a power on record that is to end, whether it is to be cancelled or abolished, and why.
        given_up_at: the officer took it back.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.ForeignKey(RollLine, on_delete=models.CASCADE, related_name="registrations")
    holder = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    power = models.UUIDField()
    edition = models.UUIDField()
    origin = models.CharField(max_length=10, choices=[(o.value, o.value) for o in Origin])
    source = models.UUIDField(null=True)
    merged_from = models.UUIDField(null=True)
    proposes = models.CharField(max_length=10, blank=True, choices=[(p.value, p.value) for p in Proposal])
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["power"], name="registrations_of_a_power"),
            models.Index(fields=["edition"], name="registrations_of_an_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.power}"


class ListedPower(models.Model):
    """An item of a list as it was signed. `merged_into`: the power it became part of while the unit gathered.

    `content`: its words with that `digest`, as they were signed; empty once they are purged.
    """

    office_list = models.ForeignKey(OfficeList, on_delete=models.CASCADE, related_name="listed")
    round = models.PositiveIntegerField()
    holder = models.ForeignKey("organs.Unit", on_delete=models.PROTECT, related_name="+")
    power = models.UUIDField()
    edition = models.UUIDField()
    digest = models.CharField(max_length=64)
    content = models.JSONField(default=dict)
    merged_into = models.UUIDField(null=True)
    merging = models.TextField(blank=True)

    class Meta:
        ordering = ["office_list", "round", "id"]
        constraints = [models.UniqueConstraint(fields=["office_list", "round", "edition"], name="listed_once_a_round")]
        indexes = [models.Index(fields=["power"], name="lists_of_a_power")]

    def __str__(self) -> str:
        return f"{self.office_list_id} {self.power}"
