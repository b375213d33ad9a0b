"""The organs on record as a workbook: one statement a table. Read by the queries, written by the commands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sunlit.organs.models.bodies import Appointment, Duty, Mandate, Office, Officer, Post, Region, Unit, UnitName
from sunlit.organs.workbook import Book, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Columns of the unit's sheet that the unit's own row holds under the same name.
OF_UNIT = (
    "kind", "nature", "instrument", "scope", "entrusted_since", "entrusted_until", "address", "hours", "phone",
    "complaint_phone", "website", "review_body", "court", "since", "until",
)  # fmt: skip


def book_on_record() -> Book:
    """Every row on record, in order of codes. Nine statements."""
    names: dict[Any, list[UnitName]] = {}
    for name in UnitName.objects.order_by("until"):
        names.setdefault(name.unit_id, []).append(name)
    units = {unit.pk: unit for unit in Unit.objects.order_by("code")}
    offices = {office.pk: office for office in Office.objects.order_by("unit__code", "code")}
    posts = {post.pk: post for post in Post.objects.order_by("office__unit__code", "office__code", "code")}
    officers = {officer.pk: officer for officer in Officer.objects.order_by("number")}
    mandates = {mandate.pk: mandate for mandate in Mandate.objects.order_by("unit__code", "title")}
    code = {key: unit.code for key, unit in units.items()}

    def of_post(post: Post) -> tuple[str, str, str]:
        office = offices[post.office_id]
        return code[office.unit_id], office.code, post.code

    return Book(
        {
            "区划": _lines(
                {"code": r.code, "name": r.name, "tier": r.tier, "parent": r.parent_id or ""}
                for r in Region.objects.order_by("code")
            ),
            "单位": _lines(_unit(unit, names.get(unit.pk, []), code) for unit in units.values()),
            "处室": _lines(
                {"unit": code[o.unit_id], "code": o.code, **_named(o), "since": o.since, "until": o.until}
                for o in offices.values()
            ),
            "岗位": _lines(
                {
                    "unit": of_post(p)[0], "office": of_post(p)[1], "code": p.code, **_named(p),
                    "number": p.number, "phone": p.phone, "functions": tuple(p.functions), "naming": p.naming,
                    "naming_reason": p.naming_reason, "since": p.since, "until": p.until,
                }
                for p in posts.values()
            ),
            "人员": _lines({"number": o.number, "name": o.name, "left": o.left} for o in officers.values()),
            "任职": _lines(
                {
                    "officer": officers[a.officer_id].number, "unit": of_post(posts[a.post_id])[0],
                    "office": of_post(posts[a.post_id])[1], "post": posts[a.post_id].code, "role": a.role,
                    "since": a.since, "until": a.until,
                }
                for a in Appointment.objects.order_by("officer__number", "since", "role", "id")
            ),
            "三定方案": _lines(
                {"unit": code[m.unit_id], "title": m.title, "number": m.number, "since": m.since, "until": m.until}
                for m in mandates.values()
            ),
            "职责": _lines(
                {
                    "unit": code[mandates[d.mandate_id].unit_id], "mandate": mandates[d.mandate_id].title,
                    "office": offices[d.office_id].code if d.office_id else "", "number": d.number, "text": d.text,
                }
                for d in Duty.objects.order_by("mandate__unit__code", "mandate__title", "office__code", "number")
            ),
        }
    )  # fmt: skip


def _lines(rows: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    return tuple(Line(0, dict(row)) for row in rows)


def _named(row: Office | Post) -> dict[str, Any]:
    return {"name": row.name, "named_since": row.named_since, "former": former_of(row.former_names)}


def former_of(kept: Iterable[tuple[str, str]]) -> tuple[tuple[str, date], ...]:
    """Former names as an office's or a post's row keeps them, as what they are."""
    return tuple((name, date.fromisoformat(until)) for name, until in kept)


def _unit(unit: Unit, names: list[UnitName], code: Mapping[Any, str]) -> dict[str, Any]:
    present = next(name for name in names if name.until is None)
    former = sorted((name.name, name.until) for name in names if name.until is not None)
    return {
        "code": unit.code, "name": present.name, "short": present.short, "named_since": present.since,
        "former": tuple(sorted(former, key=lambda one: one[1])), "region": unit.region_id,
        "superior": code.get(unit.superior_id, ""), "merged_into": code.get(unit.merged_into_id, ""),
        **{field: getattr(unit, field) for field in OF_UNIT},
    }  # fmt: skip
