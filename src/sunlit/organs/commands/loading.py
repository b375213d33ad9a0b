"""Loading the organs workbook: all of it or nothing, as a difference from what is on record."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import policies
from sunlit.organs.acts.bodies import OfficerLeft, OrgansLoaded, UnitChanged
from sunlit.organs.models import Appointment, Duty, Mandate, Office, Officer, Post, Region, Unit, UnitName
from sunlit.organs.models.book import OF_UNIT, book_on_record
from sunlit.organs.models.differing import compared, divisions_compared, told
from sunlit.organs.rules.loading import FaultyOrgans

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import Model

    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import OrgansLoading
    from sunlit.organs.workbook.book import Changed

_CODES = {
    "单位": "unit", "处室": "office", "岗位": "post", "任职": "appointment", "三定方案": "mandate", "职责": "duty",
}  # fmt: skip
_BATCH = 500


@command
def load_organs(name: str, data: bytes, *, by: Actor) -> Unchanged | OrgansLoading:
    """载入机关: take regions, units, offices, posts, people and duties from one workbook, as a whole.

    A row that is new is added, one that differs is changed, one that the workbook lacks stays: what ends, ends by date.
    A unit with another name was renamed on the day its 名称启用日期 tells.

    Raises:
        NotAllowed, UnreadableOrgans, FaultyOrgans.
    """
    policies.require_administrator(by)
    list(Unit.objects.select_for_update().values_list("pk"))  # of two who load, the second sees what the first wrote
    return _written(*compared(name, data, book_on_record()), hashlib.sha256(data).hexdigest())


@command
def load_divisions(files: Sequence[tuple[str, bytes]], *, by: Actor) -> Unchanged | OrgansLoading:
    """载入区划: take regions from published tables of divisions (name, bytes), as a whole. What they lack stays.

    Raises:
        NotAllowed, UnreadableOrgans, FaultyOrgans.
    """
    policies.require_administrator(by)
    list(Region.objects.select_for_update().values_list("pk"))
    whole = hashlib.sha256(b"".join(hashlib.sha256(data).digest() for _, data in files)).hexdigest()
    return _written(*divisions_compared(files, book_on_record()), whole)


def _written(loading: OrgansLoading, changes: Iterable[Changed], digest: str) -> Unchanged | OrgansLoading:
    if loading.faults:
        first = loading.faults[0]
        raise FaultyOrgans(
            file=loading.file, count=len(loading.faults), sheet=first.sheet, row=first.row, column=first.column,
            reason=first.reason,
        )  # fmt: skip
    written = [change for change in changes if change.after is not None]
    if not written:
        return Unchanged("the organs are as the file has them")
    _Writer(written).write()
    _emit(written, digest)
    return told(loading)


def _emit(changes: list[Changed], digest: str) -> None:
    added = sum(change.before is None for change in changes)
    emit(OrgansLoaded(file=digest, added=added, changed=len(changes) - added))
    what: dict[str, set[str]] = {}
    for change in changes:
        if change.sheet in _CODES and change.after is not None:
            field = "code" if change.sheet == "单位" else "unit"
            what.setdefault(str(change.after.values[field]), set()).add(_CODES[change.sheet])
    ids = dict(Unit.objects.filter(code__in=what).values_list("code", "pk"))
    for code in sorted(what):
        emit(UnitChanged(unit=ids[code], what=tuple(sorted(what[code]))))
    left = [c.after.values["number"] for c in changes if c.sheet == "人员" and c.after is not None and _leaves(c)]
    for officer in Officer.objects.filter(number__in=left).order_by("number").values_list("pk", flat=True):
        emit(OfficerLeft(officer=officer))


def _leaves(change: Changed) -> bool:
    before = change.before.values["left"] if change.before else None
    return change.after is not None and change.after.values["left"] is not None and before is None


class _Writer:
    """Writes the changes table by table, those first that others point to; a statement a batch."""

    def __init__(self, changes: Iterable[Changed]) -> None:
        self.of: dict[str, list[Changed]] = {}
        for change in changes:
            self.of.setdefault(change.sheet, []).append(change)

    def write(self) -> None:
        """All sheets."""
        self._regions()
        self._units()
        units = dict(Unit.objects.values_list("code", "pk"))
        self._keep("处室", Office, lambda v: {
            "unit_id": units[v["unit"]], **_named(v), **_some(v, "code", "since", "until"),
        }, {(o.unit.code, o.code): o for o in Office.objects.select_related("unit")})  # fmt: skip
        offices = {(o.unit.code, o.code): o.pk for o in Office.objects.select_related("unit")}
        self._keep("岗位", Post, lambda v: {
            "office_id": offices[v["unit"], v["office"]], "functions": list(v["functions"]),
            **_named(v), **_some(v, "code", "number", "phone", "naming", "naming_reason", "since", "until"),
        }, {
            (p.office.unit.code, p.office.code, p.code): p for p in Post.objects.select_related("office__unit")
        })  # fmt: skip
        posts = {
            (p.office.unit.code, p.office.code, p.code): p.pk for p in Post.objects.select_related("office__unit")
        }
        self._keep("人员", Officer, lambda v: _some(v, "number", "name", "left"), {
            (o.number,): o for o in Officer.objects.all()
        })  # fmt: skip
        officers = dict(Officer.objects.values_list("number", "pk"))
        self._keep("任职", Appointment, lambda v: {
            "officer_id": officers[v["officer"]], "post_id": posts[v["unit"], v["office"], v["post"]],
            **_some(v, "role", "since", "until"),
        }, {
            (a.officer.number, a.post.office.unit.code, a.post.office.code, a.post.code, a.role, a.since): a
            for a in Appointment.objects.select_related("officer", "post__office__unit")
        })  # fmt: skip
        self._keep("三定方案", Mandate, lambda v: {
            "unit_id": units[v["unit"]], **_some(v, "title", "number", "since", "until"),
        }, {(m.unit.code, m.title): m for m in Mandate.objects.select_related("unit")})  # fmt: skip
        mandates = {(m.unit.code, m.title): m.pk for m in Mandate.objects.select_related("unit")}
        self._keep("职责", Duty, lambda v: {
            "mandate_id": mandates[v["unit"], v["mandate"]],
            "office_id": offices[v["unit"], v["office"]] if v["office"] else None, **_some(v, "number", "text"),
        }, {
            (d.mandate.unit.code, d.mandate.title, d.office.code if d.office else "", d.number): d
            for d in Duty.objects.select_related("mandate__unit", "office")
        })  # fmt: skip

    def _keep(self, sheet: str, model: type[Model], fields: Any, held: Mapping[Any, Any]) -> None:
        new, old, changed = [], [], set()
        for change in self.of.get(sheet, ()):
            assert change.after is not None
            values = fields(change.after.values)
            row = held.get(change.key)
            if row is None:
                new.append(model(**values))
                continue
            for field, value in values.items():
                setattr(row, field, value)
            changed |= {field.removesuffix("_id") for field in values}
            old.append(row)
        model._default_manager.bulk_create(new, batch_size=_BATCH)  # noqa: SLF001 - a model's manager
        if old:
            model._default_manager.bulk_update(old, sorted(changed), batch_size=_BATCH)  # noqa: SLF001

    def _regions(self) -> None:
        wanted = [change.after.values for change in self.of.get("区划", ()) if change.after is not None]
        Region.objects.bulk_create(  # which refers to which is looked at when the transaction ends
            [Region(**_some(one, "code", "name", "tier"), parent_id=str(one["parent"]) or None) for one in wanted],
            batch_size=_BATCH, update_conflicts=True, unique_fields=["code"], update_fields=["name", "tier", "parent"],
        )  # fmt: skip

    def _units(self) -> None:
        changes = [change.after.values for change in self.of.get("单位", ()) if change.after is not None]
        held = {unit.code: unit for unit in Unit.objects.filter(code__in=[v["code"] for v in changes])}
        new: list[Unit] = []
        old: list[Unit] = []
        for values in changes:
            unit = held.get(str(values["code"])) or Unit(code=str(values["code"]))
            for field in OF_UNIT:
                setattr(unit, field, values[field])
            unit.region_id = str(values["region"])
            (old if unit.code in held else new).append(unit)
        Unit.objects.bulk_create(new, batch_size=_BATCH)
        ids = dict(Unit.objects.values_list("code", "pk"))
        for unit, values in zip(new + old, _in_order(new + old, changes), strict=True):
            unit.superior_id = ids.get(str(values["superior"]))
            unit.merged_into_id = ids.get(str(values["merged_into"]))
        Unit.objects.bulk_update(new + old, [*OF_UNIT, "region", "superior", "merged_into"], batch_size=_BATCH)
        UnitName.objects.filter(unit__in=old).delete()
        UnitName.objects.bulk_create([name for values in changes for name in _names(ids, values)], batch_size=_BATCH)


def _in_order(units: list[Unit], changes: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    by_code = {values["code"]: values for values in changes}
    return [by_code[unit.code] for unit in units]


def _some(values: Mapping[str, Any], *fields: str) -> dict[str, Any]:
    return {field: values[field] for field in fields}


def _named(values: Mapping[str, Any]) -> dict[str, Any]:
    former = [(name, until.isoformat()) for name, until in values["former"]]
    return {**_some(values, "name", "named_since"), "former_names": former}


def _names(ids: Mapping[str, Any], values: Mapping[str, Any]) -> list[UnitName]:
    unit, since, out = ids[values["code"]], None, []
    for name, until in values["former"]:
        out.append(UnitName(unit_id=unit, name=name, since=since, until=until))
        since = until
    first = values["named_since"] or since
    return [*out, UnitName(unit_id=unit, name=values["name"], short=values["short"], since=first)]
