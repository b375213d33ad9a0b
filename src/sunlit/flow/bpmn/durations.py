"""Terms as durations of ISO 8601 and back, where the two say the same."""

from __future__ import annotations

import re

from sunlit.flow.values import StepTerm, TermUnit

_DURATION = re.compile(
    r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
#: Larger numbers are a slip of the pen, or an attack.
_MOST = 100_000
_HOURS, _MONTHS = 24, 12


def term_of(duration: str) -> StepTerm | None:
    """The term that says exactly what the duration says; None where there is none (minutes, months beside days)."""
    found = _DURATION.fullmatch(duration.strip())
    if found is None or any(part is not None and len(part) > len(str(_MOST)) for part in found.groups()):
        return None
    given = [part is not None for part in found.groups()]
    years, months, weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    days += weeks * 7
    if minutes or seconds or ((years or months) and (days or hours)):
        return None
    if months or (given[1] and not any(given[2:])):
        return _term(years * _MONTHS + months, TermUnit.MONTH)
    if years or (given[0] and not any(given[2:])):
        return _term(years, TermUnit.YEAR)
    if hours or not any(given[2:4]):
        return _term(days * _HOURS + hours, TermUnit.HOUR)
    return _term(days, TermUnit.DAY)


def _term(amount: int, unit: TermUnit) -> StepTerm | None:
    return StepTerm(amount=amount, unit=unit) if amount <= _MOST else None


def duration_of(term: StepTerm) -> str:
    """The duration for programs that know no working days: those are written as days; the exact term is beside it."""
    if term.unit is TermUnit.HOUR:
        return f"PT{term.amount}H"
    return f"P{term.amount}{ {TermUnit.MONTH: 'M', TermUnit.YEAR: 'Y'}.get(term.unit, 'D') }"
