"""The one place where time is read, so that a test, a replay or a demonstration can set it."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Official time of the whole country; days, terms and dates on paper are days of this zone.
BEIJING = ZoneInfo("Asia/Shanghai")

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The present moment in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """The present day in Beijing."""
    return now().astimezone(BEIJING).date()


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Let time stand still at an aware `moment` for the code inside."""
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
