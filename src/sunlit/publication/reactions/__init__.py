"""What follows when powers, organs, laws or the day change: the noticeboard is brought in step, at the act's place.

All of it is one reader of the log, so that what is put out keeps the log's order. It takes what waits together, works
from what stands now, and may begin again at any point: what was put is not put again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import queries as catalogue
from sunlit.catalogue.acts import (
    CodeGiven,
    CodeRetired,
    PowerFiled,
    PowerPublished,
    PowerStandingChanged,
    PowerWithdrawn,
)
from sunlit.flow.acts import FlowPublished
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.law.acts import LawCompleted, LawDescribed, LawEnded, LawLoaded, LawReplaced
from sunlit.ledger import chore, reaction_to_many
from sunlit.noticeboard.store import reading
from sunlit.organs.acts.bodies import OfficerLeft, OrgansLoaded, UnitChanged
from sunlit.organs.acts.site import SiteSet
from sunlit.publication import commands
from sunlit.publication.acts import DayBegun, ResultAnnounced, ResultWithdrawn
from sunlit.publication.commands.days import last_begun
from sunlit.publication.reactions.comments import OF_PERIOD, OF_REVIEW, answer_comment, keep_comments
from sunlit.publication.reactions.files import make_all_files, make_files
from sunlit.publication.reactions.flows import keep_flows, keep_routes
from sunlit.publication.reactions.inbox import answer, take_in
from sunlit.publication.reactions.parts import EYES, keep_laws, keep_parts, put_site
from sunlit.publication.reactions.powers import copy_powers
from sunlit.publication.reactions.results import copy_result, take_back_result
from sunlit.publication.reactions.spills import scrub_after

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.ledger import Placed

__all__ = ["answer", "answer_comment", "begin_day", "make_all_files", "make_files", "put_out", "scrub_after", "take_in"]

_ME = Actor.system("publication")
_OF_POWER = (PowerPublished, PowerWithdrawn, PowerStandingChanged, PowerFiled, CodeGiven, CodeRetired)
_OF_ORGANS = (OrgansLoaded, UnitChanged, OfficerLeft)
_OF_LAW = (LawLoaded, LawCompleted, LawReplaced, LawDescribed, LawEnded)
#: Powers copied in one transaction.
_AT_ONCE = 100


@reaction_to_many(
    "publication.put-out",
    *(*_OF_POWER, *_OF_ORGANS, *_OF_LAW, SiteSet, DayBegun, ResultAnnounced, ResultWithdrawn, FlowPublished),
    *(*OF_PERIOD, *OF_REVIEW),
)
def put_out(placed: tuple[Placed, ...]) -> None:
    """Bring the noticeboard in step with what these acts changed."""
    last = placed[-1].place
    asked: dict[UUID, list[Placed]] = {}
    for one in placed:
        for power in _powers_of(one):
            asked.setdefault(power, []).append(one)
    if any(isinstance(p.act, SiteSet | DayBegun) for p in placed):
        put_site(last)
    keys = list(asked)
    for start in range(0, len(keys), _AT_ONCE):
        copy_powers({key: asked[key] for key in keys[start : start + _AT_ONCE]}, by=_ME)
    keep_flows(placed, asked)
    keep_routes(placed)
    keep_comments(placed)
    if any(isinstance(p.act, (*_OF_ORGANS, DayBegun, PowerWithdrawn)) for p in placed):
        keep_parts(last)
    if laws := {str(p.act.law) for p in placed if isinstance(p.act, _OF_LAW)}:
        keep_laws(laws, last)
    for one in placed:
        if isinstance(one.act, ResultAnnounced):
            copy_result(one.act, one.place)
        elif isinstance(one.act, ResultWithdrawn):
            take_back_result(one.act, one.place)


def _powers_of(one: Placed) -> tuple[UUID, ...]:
    if isinstance(one.act, DayBegun):
        return catalogue.changing_between(EYES, one.act.since, one.act.day) if one.act.since else ()
    return (one.act.power,) if isinstance(one.act, _OF_POWER) else ()


@chore("publication.begin-day")
def begin_day() -> int:
    """Note that a day began, once anything is published. Two statements where it was noted."""
    since = last_begun()
    if (since is not None and since >= clock.today()) or not reading.stamp():
        return 0
    commands.begin_day(by=_ME)
    return 1
