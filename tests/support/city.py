"""示范市, the invented city of `./sunlit demo`, as the tests speak of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.sheets import read_lists
from sunlit.demo import shelf
from sunlit.demo.lists import workbooks
from sunlit.demo.organs import ORGANS_FILE, workbook
from sunlit.kernel.actor import Actor
from sunlit.law import commands as law
from sunlit.ledger import worker
from sunlit.organs import commands as organs
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.catalogue.values import ReadLists
    from sunlit.law.intake import LoadingSeen

#: One who may see and do all there is at present.
OFFICER = Actor.system("city")
EYES = Viewer.system("city")


def load_library() -> LoadingSeen:
    """The city's five laws, in the library."""
    return law.load_laws([(file.name, file.read_bytes()) for file in shelf.files()], by=OFFICER)


def with_organs() -> None:
    """The library and the organs."""
    load_library()
    organs.load_organs(ORGANS_FILE, workbook(), by=OFFICER)


def lists() -> ReadLists:
    """The two departments' lists, as read from their workbooks."""
    return read_lists(workbooks())


def hand_in_lists() -> UUID:
    """The lists handed in and checked: what the worker does is done when this returns."""
    submission = catalogue.submit_lists(workbooks(), secret_answer="no", by=OFFICER)
    worker.run_dry()
    return submission


def shelf_texts() -> list[str]:
    """The law files as written."""
    return [file.read_text(encoding="utf-8") for file in shelf.files()]
