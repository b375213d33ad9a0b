"""Who may send drafts to be judged, judge them, and see what was said. Closed by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.organs.policies import determines, require, require_determining, standing
from sunlit.organs.rules import CITY_WIDE, Function, NotAllowed, determined_by_county
from sunlit.organs.values import Addressee
from sunlit.review.values import JOINT, OpinionKind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from uuid import UUID

    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import UnitSeen, Viewer
    from sunlit.review.models import Review

#: Functions that send the drafts of their unit to be judged, and send them again.
SENDING = (Function.REGISTRAR, Function.OFFICE_HEAD, Function.LEGAL)
#: Functions that see the reviews of a unit they reach.
SEEING = (
    Function.REGISTRAR, Function.OFFICE_HEAD, Function.LEGAL, Function.LEADER, Function.OPEN_GOVERNMENT,
    Function.CITY_LEGAL, Function.STAFFING, Function.SECRECY, Function.SUPERVISOR,
)  # fmt: skip
#: Functions that ask for changes of what is on record.
APPLYING = (Function.REGISTRAR,)
#: Whose opinion is whose.
GIVING = {
    OpinionKind.LAW: Function.CITY_LEGAL,
    OpinionKind.MANDATE: Function.STAFFING,
    OpinionKind.SECRECY: Function.SECRECY,
    OpinionKind.DETERMINATION: Function.OPEN_GOVERNMENT,
}


def require_sender(by: Actor, unit_id: UUID) -> None:
    """Let pass who sends the drafts of a unit to be judged.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, *SENDING, unit=unit_id)


def may_send(viewer: Viewer, unit_id: UUID) -> bool:
    """Whether one sends the drafts of a unit to be judged."""
    return viewer.may(*SENDING, unit=unit_id)


def may_see(viewer: Viewer, review: Review) -> bool:
    """Whether one may see a review at all: the unit's own, those who judge it, those who watch."""
    return viewer.may(*SEEING, unit=review.acting_id) or viewer.may(*SEEING, unit=review.unit_id)


def units_seen(viewer: Viewer) -> frozenset[UUID] | None:
    """The units whose reviews one may see; None for all of them."""
    if viewer.part or any(held in SEEING for held in viewer.wide):
        return None
    return frozenset(of for held, of in viewer.functions if held in SEEING)


def sees_any(viewer: Viewer) -> bool:
    """Whether one takes part in reviews, or watches over them, at all."""
    return units_seen(viewer) != frozenset()


def require_seeing_any(viewer: Viewer) -> None:
    """Let pass whoever does.

    Raises:
        NotAllowed: anybody else.
    """
    if not sees_any(viewer):
        raise NotAllowed


def require_seer(by: Actor, review: Review) -> None:
    """Let pass who may see a review, before the step itself says whose it is.

    Raises:
        NotAllowed: anybody else.
    """
    if not may_see(standing(by), review):
        raise NotAllowed


def sees_opinion(viewer: Viewer, review: Review, kind: OpinionKind, given: frozenset[OpinionKind]) -> bool:
    """Whether one may see an opinion of the round that runs: a joint one only after giving one's own, or when all are.

    Args:
        viewer: who looks.
        review: of which.
        kind: whose opinion it is.
        given: the joint opinions that were given in this round.
    """
    if kind not in JOINT or given >= set(JOINT) or viewer.part:
        return True
    return gives(viewer, review.acting_id, given)


def gives(viewer: Viewer, unit_id: UUID, kinds: Collection[OpinionKind]) -> bool:
    """Whether one of these joint opinions, of what is a unit's, is one's own office's to give."""
    own = {one for one in JOINT if GIVING[one] in viewer.wide or (GIVING[one], unit_id) in viewer.functions}
    return not own.isdisjoint(kinds)


def require_applicant(by: Actor, unit_id: UUID) -> None:
    """Let pass who asks for changes of a unit's powers on record, and confirms what the legal office answers.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, *APPLYING, unit=unit_id)


def may_apply(viewer: Viewer, unit_id: UUID) -> bool:
    """Whether one asks for changes of a unit's powers on record."""
    return viewer.may(*APPLYING, unit=unit_id)


def require_law_watch(by: Actor) -> None:
    """Let pass who opens changes because a law has changed: the city's own offices, and the watch.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, Function.OPEN_GOVERNMENT, Function.CITY_LEGAL)


def require_change_seer(by: Actor, unit_id: UUID) -> None:
    """Let pass who may see the changes of a unit, before the step itself says whose it is.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, *SEEING, unit=unit_id)


def may_see_changes(viewer: Viewer, unit_id: UUID) -> bool:
    """Whether one may see the changes of a unit."""
    return viewer.may(*SEEING, unit=unit_id)


def units_of_changes(viewer: Viewer) -> frozenset[UUID] | None:
    """The units whose changes one may see; None for all of them."""
    if viewer.part or viewer.wide & set(SEEING):
        return None
    return frozenset(unit for function, unit in viewer.functions if function in SEEING)


#: Functions that see which items of a unit they reach are withheld: the unit's own, the two offices that judge secrecy
#: and openness, and who watches. A placeholder holds nothing of the item; who needs it for no work needs it not.
WITHHOLDING = (
    Function.REGISTRAR, Function.LEGAL, Function.LEADER, Function.OPEN_GOVERNMENT, Function.SECRECY,
    Function.SUPERVISOR,
)  # fmt: skip


def may_see_withheld(viewer: Viewer, unit_id: UUID) -> bool:
    """Whether one may see the register of withheld items of a unit."""
    return viewer.may(*WITHHOLDING, unit=unit_id)


def sees_register(viewer: Viewer) -> bool:
    """Whether one may see the register of withheld items of any unit at all."""
    return viewer.may(*WITHHOLDING) or any(may_see_withheld(viewer, unit) for unit in viewer.reached)


def require_register_seer(viewer: Viewer) -> None:
    """Let pass whoever may see the register of withheld items of some unit: of which, `may_see_withheld` says.

    Raises:
        NotAllowed: anybody else.
    """
    if not sees_register(viewer):
        raise NotAllowed


#: Functions that look at a withheld item again, and release it: the two offices that judge secrecy and openness.
ASSESSING = (Function.SECRECY, Function.OPEN_GOVERNMENT)


def may_assess(viewer: Viewer, unit: UnitSeen, units: Mapping[UUID, UnitSeen]) -> bool:
    """Whether one looks at the withheld items of a unit again: the offices of the tier that determines its powers."""
    if viewer.may(*ASSESSING):
        return True
    return _determined_by_county(unit, units) and viewer.may(*ASSESSING, unit=unit.id)


def require_assessor(by: Actor, unit: UnitSeen, units: Mapping[UUID, UnitSeen]) -> None:
    """Let pass who looks at the withheld items of a unit again.

    Raises:
        NotAllowed: anybody else.
    """
    if not may_assess(standing(by), unit, units):
        raise NotAllowed


def assessors(unit: UnitSeen, units: Mapping[UUID, UnitSeen]) -> tuple[Addressee, ...]:
    """Who is to look at the withheld items of a unit again: the city's offices, of what a county determines its own."""
    of = unit.id if _determined_by_county(unit, units) else None
    return tuple(Addressee(function=one, unit=of) for one in ASSESSING)


def _determined_by_county(unit: UnitSeen, units: Mapping[UUID, UnitSeen]) -> bool:
    above = units.get(unit.superior) if unit.superior is not None else None
    return determined_by_county(unit.kind, unit.region.tier, above.kind if above is not None else None)


def require_eyes(viewer: Viewer) -> None:
    """Let pass the eyes of a part of the system.

    Raises:
        NotAllowed: any person's.
    """
    if not viewer.part:
        raise NotAllowed


def require_consulting(by: Actor, unit_id: UUID) -> None:
    """Let pass the open government office that a unit's drafts go to: it asks the public, and answers it.

    Raises:
        NotAllowed: anybody else.
    """
    require_determining(by, [unit_id])


def may_consult(viewer: Viewer, unit_id: UUID | None) -> bool:
    """Whether one asks the public about a unit's drafts, and answers it; None for any unit at all."""
    return determines(viewer, unit_id)


def may_see_comments(viewer: Viewer, unit_id: UUID | None) -> bool:
    """Whether one may see what the public says of a unit's drafts: the unit's own, those who judge, who watches."""
    return viewer.may(*SEEING, unit=unit_id)


#: Who judges the items of a county's directory: the city's own four offices; without a unit, no county's may.
JUDGING_DIRECTORIES = (Function.OPEN_GOVERNMENT, Function.CITY_LEGAL, Function.STAFFING, Function.SECRECY)


def require_directory_judge(by: Actor) -> None:
    """Let pass who judges items of counties' directories.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, *JUDGING_DIRECTORIES)


def judges_directories(viewer: Viewer) -> bool:
    """Whether one judges items of counties' directories."""
    return viewer.may(*JUDGING_DIRECTORIES)


def require_directory_office(by: Actor) -> None:
    """Let pass the city's open government office: it opens, widens, adds and concludes.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, Function.OPEN_GOVERNMENT)


def manages_directories(viewer: Viewer) -> bool:
    """Whether one opens, widens and concludes reviews of counties' directories, and overrules a verdict."""
    return viewer.may(Function.OPEN_GOVERNMENT)


def sees_directories(viewer: Viewer) -> bool:
    """Whether one sees reviews of counties' directories by one's office: the city's, or those of a county."""
    return bool(viewer.part or viewer.wide & set(SEEING)) or any(held in CITY_WIDE for held, _ in viewer.functions)


def may_see_directory(viewer: Viewer, county_id: UUID) -> bool:
    """Whether one may see that a county's directory is judged, and how far it is: the city's offices, the county's."""
    return viewer.may(*SEEING, unit=county_id)


def sees_verdicts(viewer: Viewer, *, concluded: bool) -> bool:
    """Whether one may see what the items came to: who judges and who watches at once, the county once all is said."""
    return concluded or viewer.may(*JUDGING_DIRECTORIES, Function.SUPERVISOR)


def require_part(by: Actor) -> None:
    """Let pass a part of the system.

    Raises:
        NotAllowed: anybody else.
    """
    if not standing(by).part:
        raise NotAllowed


def answering(unit: UnitSeen) -> tuple[Addressee, ...]:
    """The open government office that asks the public about a unit's drafts: the city's, or the unit's county's.

    `unit` is the one that acts: of an entrusted organisation, who entrusted it.
    """
    county = determined_by_county(unit.kind, unit.region.tier, None)
    return (Addressee(function=Function.OPEN_GOVERNMENT, unit=unit.id if county else None),)
