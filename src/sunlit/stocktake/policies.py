"""Who may open a stocktake, register, sign, gather, answer, and see it. Closed by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import queries as powers
from sunlit.catalogue.rules.powers import PowerStanding
from sunlit.organs import queries as organs
from sunlit.organs.policies import require, standing
from sunlit.organs.rules import Function, NotAllowed, RegionTier, UnitKind
from sunlit.organs.values import Viewer
from sunlit.stocktake.rules import NoSuchStocktake, NotAModel, Origin, Tier, calling

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from sunlit.catalogue.values import PowerContent
    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import UnitSeen
    from sunlit.stocktake.models import Difficulty, OfficeList, RollLine

_ENDED = (PowerStanding.CANCELLED, PowerStanding.ABOLISHED)
_EYES = Viewer.system("stocktake")
#: Functions that gather the lists of their unit and send them to be judged.
GATHERING = (Function.REGISTRAR, Function.LEGAL)
#: Functions that see how far a unit is, and its lists.
SEEING = (
    Function.REGISTRAR, Function.OFFICE_HEAD, Function.LEGAL, Function.LEADER, Function.OPEN_GOVERNMENT,
    Function.CITY_LEGAL, Function.STAFFING, Function.SECRECY, Function.SUPERVISOR,
)  # fmt: skip
#: Functions in whose name a difficulty is the unit's own, so that the office above is asked at once.
_SPEAKING = (Function.REGISTRAR, Function.OFFICE_HEAD, Function.LEGAL, Function.LEADER)


def may_open(viewer: Viewer) -> bool:
    """Whether one opens stocktakes: the city's open government office, a county's for the units of the county."""
    return viewer.may(Function.OPEN_GOVERNMENT) or any(held is Function.OPEN_GOVERNMENT for held, _ in viewer.functions)


def organises(viewer: Viewer, units: Collection[UUID]) -> bool:
    """Whether one organises a stocktake of these units: the open government office they all go to."""
    return all(viewer.may(Function.OPEN_GOVERNMENT, unit=unit) for unit in units)


def require_organiser(by: Actor, units: Collection[UUID]) -> None:
    """Let pass the open government office that all these units go to.

    Raises:
        NotAllowed: anybody else, and where there are no units.
    """
    if not units or not organises(standing(by), units):
        raise NotAllowed


def require_batching(by: Actor) -> None:
    """Let pass the city's open government office, which judges counties' directories as a whole.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, Function.OPEN_GOVERNMENT)


def require_part(by: Actor) -> None:
    """Let pass a part of the system: what days and appointments bring about.

    Raises:
        NotAllowed: any officer.
    """
    if not standing(by).part:
        raise NotAllowed


def own(viewer: Viewer, line: RollLine) -> bool:
    """Whether a line of the roll is one's own: the officer, in a post held today. 谁行使、谁登记."""
    return bool(viewer.part) or (line.officer_id == viewer.officer and line.post_id in viewer.posts)


def require_own(by: Actor, line: RollLine) -> None:
    """Let pass the officer whose line it is.

    Raises:
        NotAllowed: anybody else.
    """
    if not own(standing(by), line):
        raise NotAllowed


def heads(viewer: Viewer, unit: UUID, office: UUID) -> bool:
    """Whether one signs for an office: its head; of an office that has none, the unit's leaders."""
    return bool(viewer.part) or office in signs_for(viewer, {(unit, office)})


def signs_for(viewer: Viewer, offices: Collection[tuple[UUID, UUID]]) -> frozenset[UUID]:
    """Of these offices, each with its unit, those one signs for. Two statements at most."""
    headed = organs.offices_headed(viewer)
    leading = {unit for unit, _ in offices if viewer.may(Function.LEADER, unit=unit)}
    there = organs.appointed(viewer, leading) if leading else ()
    with_head = {one.office for one in there if Function.OFFICE_HEAD.value in one.functions}
    return frozenset(
        office for unit, office in offices if office in headed or (unit in leading and office not in with_head)
    )


def require_head(by: Actor, held: OfficeList) -> None:
    """Let pass who signs for an office.

    Raises:
        NotAllowed: anybody else.
    """
    if not heads(standing(by), held.unit_list.unit_id, held.office_id):
        raise NotAllowed


def acting_for(unit: UnitSeen) -> UUID:
    """Whose posts gather the lists of a unit: its own; of an entrusted organisation those of who entrusted it."""
    return unit.superior if unit.kind is UnitKind.ENTRUSTED and unit.superior is not None else unit.id


def gathers(viewer: Viewer, unit: UnitSeen) -> bool:
    """Whether one gathers the lists of a unit."""
    return viewer.may(*GATHERING, unit=acting_for(unit))


def require_gatherer(by: Actor, unit: UnitSeen) -> None:
    """Let pass who gathers the lists of a unit.

    Raises:
        NotAllowed: anybody else.
    """
    if not gathers(standing(by), unit):
        raise NotAllowed


def sees_unit(viewer: Viewer, unit: UUID) -> bool:
    """Whether one sees the lists of a unit and how far it is."""
    return viewer.may(*SEEING, unit=unit)


def require_seeing(viewer: Viewer, unit: UUID) -> None:
    """Let pass who sees the lists of a unit.

    Raises:
        NoSuchStocktake: for anybody else there is nothing.
    """
    if not sees_unit(viewer, unit):
        raise NoSuchStocktake


def tier_asked(viewer: Viewer, unit: UnitSeen) -> Tier:
    """Who is asked first: of an officer's difficulty the unit, of a unit's the office above it.

    Raises:
        NotAllowed: one holds no post there.
    """
    if viewer.may(*_SPEAKING, unit=unit.id):
        return above(Tier.UNIT, unit) or Tier.CITY
    if unit.id not in viewer.units:
        raise NotAllowed
    return Tier.UNIT


def above(tier: Tier, unit: UnitSeen) -> Tier | None:
    """The tier after one, for a unit; None after the last."""
    if tier is Tier.CITY:
        return None
    return Tier.COUNTY if tier is Tier.UNIT and unit.region.tier > RegionTier.CITY else Tier.CITY


def answers(viewer: Viewer, difficulty: Difficulty, unit: UUID) -> bool:
    """Whether one answers a difficulty: who is asked, or an office above."""
    if difficulty.tier == Tier.CITY:
        return viewer.may(Function.OPEN_GOVERNMENT)
    if viewer.may(Function.OPEN_GOVERNMENT, unit=unit):
        return True
    return difficulty.tier == Tier.UNIT and viewer.may(Function.LEGAL, Function.LEADER, unit=unit)


def asked(viewer: Viewer, difficulty: Difficulty) -> bool:
    """Whether a difficulty is asked of one's own tier; who is above may answer, and is not asked yet."""
    unit = difficulty.unit_list.unit_id
    if difficulty.tier == Tier.UNIT:
        return viewer.may(Function.LEGAL, Function.LEADER, unit=unit)
    city = Function.OPEN_GOVERNMENT in viewer.wide
    return city if difficulty.tier == Tier.CITY else not city and viewer.may(Function.OPEN_GOVERNMENT, unit=unit)


def modelled_by(own: UnitSeen, units: Iterable[UnitSeen]) -> frozenset[UUID]:
    """The units whose published powers are models for a unit: those of its kind."""
    return frozenset(one.id for one in units if one.kind is own.kind and one.id != own.id)


def claimed_from(own: UnitSeen, units: Iterable[UnitSeen]) -> frozenset[UUID]:
    """The units upstairs whose lists a unit may claim from: its superior that is no government, its namesakes above."""
    name = calling(own.name, (own.region.name, *own.region.above))
    out = set()
    for one in units:
        superior = one.id == own.superior and one.kind is not UnitKind.GOVERNMENT
        higher = one.region.tier < own.region.tier and one.region.code in own.region.codes_above
        if superior or (higher and name and calling(one.name, (one.region.name, *one.region.above)) == name):
            out.add(one.id)
    return frozenset(out)


def model_of(own: UnitSeen, source: UUID, origin: Origin) -> PowerContent:
    """What a power says that a unit may take over: of its kind what is published, from above what is on record.

    Raises:
        NotAModel.
    """
    seen = powers.power(_EYES, source)
    present = seen.on_record if seen is not None else None
    if seen is None or present is None or seen.standing in _ENDED:
        raise NotAModel
    units = organs.units(_EYES)
    if origin is Origin.CLAIMED:
        allowed = seen.unit in claimed_from(own, units)
    else:
        shown = present.published_at is not None and present.withdrawn_at is None
        allowed = shown and seen.unit in modelled_by(own, units)
    if not allowed:
        raise NotAModel
    return present.content


def shown_as(code: str) -> UUID:
    """The published power of a code: what may be named as good practice.

    Raises:
        NotAModel: there is none.
    """
    found = powers.powers(_EYES, words=code.strip(), state="published").rows
    power = next((one.id for one in found if one.code == code.strip()), None)
    if power is None:
        raise NotAModel
    return power
