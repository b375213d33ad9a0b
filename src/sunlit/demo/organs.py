"""The city's organs as the workbook that sets them up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sunlit.demo.bodies import BODIES, REGIONS, SEATS, Body, Seat
from sunlit.organs.workbook import Book, Line, write_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ORGANS_FILE = "示范市机关.xlsx"
_FOUNDED = date(2016, 10, 1)
_NEVER_RENAMED: dict[str, Any] = {"named_since": None, "former": ()}


def workbook() -> bytes:
    """The same bytes every time."""
    return write_book(book())


def book() -> Book:
    """Regions, units, offices, posts, people, appointments, mandates and duties, in the order they are written in."""
    offices = {(body.code, name): f"{at:02}" for body in BODIES for at, name in enumerate(body.offices, 1)}
    people = {person[0]: person[1] for seat in SEATS for person in (seat.a, seat.b) if person[0]}
    return Book(
        {
            "区划": _lines({"code": c, "name": n, "tier": t, "parent": p} for c, n, t, p in REGIONS),
            "单位": _lines(_unit(body) for body in BODIES),
            "处室": _lines(
                {"unit": unit, "code": code, "name": name, **_NEVER_RENAMED, "since": None, "until": None}
                for (unit, name), code in offices.items()
            ),
            "岗位": _lines(_post(seat, offices[seat.unit, seat.office]) for seat in SEATS),
            "人员": _lines({"number": number, "name": name, "left": None} for number, name in people.items()),
            "任职": _lines(
                {
                    "officer": person[0], "unit": seat.unit, "office": offices[seat.unit, seat.office],
                    "post": seat.number, "role": role, "since": date(2024, 1, 1), "until": None,
                }
                for seat in SEATS
                for role, person in (("A", seat.a), ("B", seat.b))
                if person[0]
            ),
            "三定方案": _lines(
                {
                    "unit": body.code, "title": _mandate(body), "number": f"示编办〔2016〕{at}号", "since": _FOUNDED,
                    "until": None,
                }
                for at, body in enumerate(BODIES, 1)
            ),
            "职责": _lines(
                {"unit": body.code, "mandate": _mandate(body), "office": "", "number": at, "text": duty}
                for body in BODIES
                for at, duty in enumerate(body.duties, 1)
            ),
        }
    )  # fmt: skip


def _mandate(body: Body) -> str:
    return f"{body.name}职能配置、内设机构和人员编制规定"


def _lines(rows: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    return tuple(Line(0, dict(row)) for row in rows)


def _day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


def _unit(body: Body) -> dict[str, Any]:
    former, renamed = body.former[0], _day(body.former[1])
    return {
        "code": body.code, "name": body.name, "short": body.short, "named_since": renamed,
        "former": ((former, renamed),) if renamed else (), "kind": body.kind, "nature": body.nature,
        "region": body.region, "superior": body.superior, "instrument": body.instrument, "scope": body.scope,
        "entrusted_since": _day(body.entrusted[0]), "entrusted_until": _day(body.entrusted[1]),
        "address": body.address, "hours": body.hours, "phone": body.phone, "complaint_phone": body.complaint,
        "website": "", "review_body": body.review, "court": body.court, "since": None, "until": None,
        "merged_into": "",
    }  # fmt: skip


def _post(seat: Seat, office: str) -> dict[str, Any]:
    return {
        "unit": seat.unit, "office": office, "code": seat.number, "name": seat.name, **_NEVER_RENAMED,
        "number": seat.number, "phone": seat.phone, "functions": seat.functions, "naming": seat.naming[0],
        "naming_reason": seat.naming[1],
        "since": None, "until": None,
    }  # fmt: skip
