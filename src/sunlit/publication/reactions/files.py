"""Files for download: made again, one at a time, when what they say has changed."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from sunlit.kernel import clock
from sunlit.ledger import chore
from sunlit.noticeboard.store import keeping, reading, writing
from sunlit.publication import exports
from sunlit.publication.queries import directory
from sunlit.publication.reactions.parts import EYES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sunlit.noticeboard.store.reading import Version
    from sunlit.publication.exports import ToMake
    from sunlit.publication.values import Directory

_log = logging.getLogger(__name__)
#: While more may come, nothing is made: a list of a thousand powers is published in many steps.
QUIET = timedelta(seconds=20)


class Making:
    """What is being made from one state of the board on one day."""

    def __init__(self, stamp: int, day: date, last: Version) -> None:
        self.stamp, self.day, self.last = stamp, day, last
        self.waiting: list[ToMake] = []
        self.faces: exports.Faces | None = None
        self.begun = self.settled = False

    def step(self) -> int:
        """Throw away what is no more, or make the next file; 0 when all is made."""
        if not self.begun:
            return self._begin()
        while self.waiting:
            wanted = self.waiting.pop(0)
            if self._make(wanted):
                return 1
        self.settled = True
        return 0

    def _begin(self) -> int:
        stands = directory(EYES)
        wanted = {one.name: one for one in (*_files(stands), *_items(stands))}
        kept = {k.name: k.made_from for of in (keeping.DIRECTORY, keeping.ITEMS) for k in keeping.names(of)}
        self.waiting = [one for name, one in wanted.items() if kept.get(name) != one.made_from]
        if any(one.form == "pdf" for one in self.waiting):
            try:
                self.faces = exports.find(settings.FONTS)
            except exports.NoChineseFont as none:
                _log.warning("%s", none)
        self.begun = True
        return keeping.drop(*(kept.keys() - wanted.keys())) if kept.keys() - wanted.keys() else self.step()

    def _make(self, wanted: ToMake) -> bool:
        """Make and keep a file; False where it could not be. Where the board has gone on meanwhile it is not kept."""
        name = wanted.name
        try:
            if wanted.form == "pdf" and self.faces is None:
                return keeping.drop(name) > 0
            data = wanted.make(self.faces)
        except Exception as error:  # noqa: BLE001 - one file that cannot be made keeps no other from being made
            _log.error("%s could not be made: %s", name, type(error).__name__)
            return keeping.drop(name) > 0
        at = datetime.combine(wanted.as_of, time(), clock.BEIJING)
        with writing.together():
            if reading.stamp() == self.stamp:
                kind = exports.MEDIA_TYPES[wanted.form]
                keeping.keep(name, kind, data, at=at, place=self.last.place, made_from=wanted.made_from)
        return True


def _files(stands: Directory) -> Iterator[ToMake]:
    return (replace(one, name=f"{keeping.DIRECTORY}{one.name}") for one in exports.files_of(stands))


def _items(stands: Directory) -> Iterator[ToMake]:
    """Files of one power each: many, and so the last."""
    return (replace(one, name=f"{keeping.ITEMS}{one.name}") for one in exports.items_of(stands))


def make_all_files() -> None:
    """Make every file that says something else than the board, without waiting for quiet."""
    last = reading.latest()
    if last is not None:
        making = Making(reading.stamp(), clock.today(), last)
        while making.step():
            pass


_making: Making | None = None


@chore("publication.make-files")
def make_files() -> int:
    """Make the next file that says something else than the board; after something was taken back without waiting."""
    global _making  # noqa: PLW0603 - what this worker has in hand
    stamp, day = reading.stamp(), clock.today()
    if _making is None or (_making.stamp, _making.day) != (stamp, day):
        last = reading.latest()
        taken_back = last is not None and (last.withdrawn or last.erased)
        if last is None or (not taken_back and clock.now() - last.at < QUIET):
            return 0
        _making = Making(stamp, day, last)
    return 0 if _making.settled else _making.step()
