"""How tests speak of the law library."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sunlit.kernel.actor import Actor
from sunlit.law import commands, queries
from sunlit.organs.values import Viewer
from tests.support.law_files import MARKET

if TYPE_CHECKING:
    from sunlit.law.intake import LoadingSeen

EYES = Viewer.system("test")
CLERK = Actor.system("test")


def load(*files: tuple[str, bytes], replacing: bool = False) -> LoadingSeen:
    return commands.load_laws(files, by=CLERK, replacing=replacing)


def held(title: str = MARKET, on: date = date(2026, 1, 1)) -> queries.LawListed:
    """The one law of that title."""
    (law,) = queries.meant_by(EYES, title, on=on).laws
    return law


def spans(title: str = MARKET) -> list[tuple[date | None, date | None]]:
    """First day in force and first day no longer, oldest version first."""
    return [(v.begins, v.until) for v in reversed(held(title).versions)]
