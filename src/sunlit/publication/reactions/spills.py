"""What follows from a purge: whoever did it may have been interrupted before the disk was clean."""

from __future__ import annotations

from uuid import UUID

from sunlit.catalogue import queries as catalogue
from sunlit.ledger import reaction
from sunlit.noticeboard.store import referring, writing
from sunlit.publication.acts import SpillPurged
from sunlit.publication.commands import scrub
from sunlit.publication.reactions.parts import EYES
from sunlit.publication.rules.spills import REASON


class StillRead(Exception):  # noqa: N818 - says what is the case
    """Somebody still reads what was deleted; tried again after a pause."""


@reaction("publication.scrub", SpillPurged)
def scrub_after(act: SpillPurged) -> None:  # noqa: ARG001 - which it was makes no difference
    """Take back what was on its way to the public meanwhile, and write the databases anew, without what was deleted.

    Raises:
        StillRead.
    """
    for key in catalogue.placeholders(EYES, map(UUID, referring.standing("power"))):
        writing.erase("power", str(key), reason=REASON)
    if not scrub().whole:
        raise StillRead
