"""An invented notice for next year, marked so: terms that reach beyond New Year can be counted in the demonstration."""

from __future__ import annotations

import json
from datetime import date, timedelta

_SUNDAY = 6
#: Month and day of the first day off, and how many there are.
_HOLIDAYS = (("元旦", 1, 1, 1), ("清明节", 4, 5, 1), ("劳动节", 5, 1, 2), ("国庆节", 10, 1, 3))


def notice(year: int) -> tuple[str, bytes]:
    """The name and the bytes of the notice of a year that nobody has issued."""
    days = [
        {"name": name, "date": (date(year, month, day) + timedelta(days=more)).isoformat(), "isOffDay": True}
        for name, month, day, length in _HOLIDAYS
        for more in range(length)
    ]
    before = date(year, 9, 30)
    worked = before - timedelta(days=(before.weekday() - _SUNDAY) % 7)
    days.append({"name": "国庆节", "date": worked.isoformat(), "isOffDay": False})
    told = {"year": year, "papers": ["示范市人民政府办公室（为演示虚构）"], "invented": True, "days": days}
    return f"{year}.json", json.dumps(told, ensure_ascii=False).encode()
