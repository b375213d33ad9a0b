"""整体审核: the city's office judges a county's directory as one batch, by sample and item by item."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db.models import Q

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.courier import commands as courier
from sunlit.courier.values import Notice
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.kernel.canonical import digest as digest_of
from sunlit.kernel.canonical import salted
from sunlit.ledger import command, emit
from sunlit.organs import queries as organs
from sunlit.organs.policies import standing
from sunlit.organs.rules import Function, RegionTier, UnitKind
from sunlit.organs.values import Addressee, Viewer
from sunlit.review import policies
from sunlit.review.acts.directories import (
    DirectoryConcluded,
    DirectoryItemJudged,
    DirectoryOpened,
    SampleAdded,
    SampleWidened,
)
from sunlit.review.commands.changing import return_to_unit
from sunlit.review.models import DirectoryItem, DirectoryReview
from sunlit.review.models.listed import holds, tally
from sunlit.review.rules import directories as rules
from sunlit.review.rules.directories import Chosen, Conclusion, ItemVerdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from uuid import UUID

    from sunlit.catalogue.queries import OnRecord
    from sunlit.courier.rules import Said
    from sunlit.organs.values import UnitSeen

_EYES = Viewer.system("review")
_SYSTEM = Actor.system("review")
_MOST_SAID = 2_000
#: What lets something pass.
_PASSING = (Conclusion.ACCEPTED.value, Conclusion.PARTLY.value)


@command
def open_directory_review(
    county_id: UUID,
    *,
    only_new: bool = False,
    among: Collection[UUID] | None = None,
    of: str = "",
    share: int = rules.SHARE,
    least: int = rules.LEAST,
    limit: int = rules.LIMIT,
    by: Actor,
) -> UUID:
    """整体审核: freeze what is on record in a county, and draw the sample. Returns its key.

    `only_new`: what the last one of the whole has not let pass in the words it has now. `among`, `of`: only these
    powers, and what they come from, as the ledger names it.

    Raises:
        NotAllowed, NotACounty, SampleUnfit, NothingNew, NothingOfThese, DirectoryRunning.
    """
    policies.require_directory_office(by)
    rules.require_sample(share, least, limit)
    county = _county(county_id)
    before = _before(county_id) if only_new else None
    listed = [one for one in _new_since(before, _recorded_in(county)) if among is None or one.power in among]
    if not listed:
        raise (rules.NothingNew if among is None else rules.NothingOfThese)(county=county.short or county.name)
    row = DirectoryReview(
        county_id=county_id, after=before, of=of,
        frozen=digest_of([[str(one.power), str(one.edition)] for one in listed]),
        seed=secrets.token_hex(16), share=share, least=least, limit=limit, opened_at=clock.now(), opened_by=by.name,
    )  # fmt: skip
    DirectoryReview.objects.bulk_create([row], ignore_conflicts=True)  # of two who open at once, one does
    if not DirectoryReview.objects.filter(pk=row.pk).exists():
        raise rules.DirectoryRunning(county=county.short or county.name)
    items = [
        DirectoryItem(
            review=row, power=one.power, edition=one.edition, digest=one.digest, name=one.name[:500], type=one.type,
            unit_id=one.unit, ordinal=at,
        )
        for at, one in enumerate(listed)
    ]  # fmt: skip
    drawn = _draw(row, items)
    DirectoryItem.objects.bulk_create(items)
    emit(
        DirectoryOpened(
            review=row.pk, county=county_id, total=len(items), frozen=row.frozen, seed=row.seed, share=share,
            least=least, limit=limit, drawn=drawn,
        )
    )  # fmt: skip
    _tell("directory-opened", row, count=len(items))
    return row.pk


@command
def widen_sample(review_id: UUID, *, by: Actor) -> int:
    """扩大抽查: draw twice the share by the same seed; what was drawn stays. Returns how many are drawn now.

    Raises:
        NotAllowed, NoSuchDirectory, DirectoryOver, WholeDrawn.
    """
    policies.require_directory_office(by)
    row = _running(review_id)
    row.share = rules.wider(row.share)
    row.save(update_fields=["share"])
    items = list(row.items.select_for_update())
    drawn = _draw(row, items)
    DirectoryItem.objects.bulk_update(items, ["chosen"])
    emit(SampleWidened(review=row.pk, share=row.share, drawn=drawn))
    return drawn


@command
def add_to_sample(review_id: UUID, item_ids: Sequence[UUID], *, reason: str, by: Actor) -> int:
    """重点抽查: add items that chance has not drawn, with the reason. Returns how many.

    Raises:
        NotAllowed, NoSuchDirectory, DirectoryOver, WhyUnsaid, NoneToAdd, MarkedSecret.
    """
    policies.require_directory_office(by)
    row = _running(review_id)
    said = _said(reason)
    if not said:
        raise rules.WhyUnsaid
    catalogue.screen_text(said, door="review")
    added = row.items.filter(pk__in=list(item_ids), chosen="").update(chosen=Chosen.ADDED.value, reason=said)
    if not added:
        raise rules.NoneToAdd
    emit(SampleAdded(review=row.pk, count=added, reason=salted(row.salt, said)))
    return int(added)


@command
def judge_item(
    item_id: UUID, verdict: ItemVerdict, *, text: str = "", digest: str, revision: int, by: Actor
) -> None:
    """逐项审查: 合格 or 须改, on the exact words that are on record. The office alone overrules another's verdict.

    `digest`, `revision`: of the words and the verdict that whoever judges has before them.

    Raises:
        NotAllowed, NoSuchDirectory, DirectoryOver, NotChosen, ItemGone, ItemReworded, ItemJudged, FaultUnsaid,
        MarkedSecret.
    """
    policies.require_directory_judge(by)
    review_id = DirectoryItem.objects.filter(pk=item_id).values_list("review", flat=True).first()
    if review_id is None:
        raise rules.NoSuchDirectory
    review = _running(review_id)
    row = review.items.select_for_update().get(pk=item_id)
    if not row.chosen:
        raise rules.NotChosen(name=row.name)
    recorded = _digests([row])
    if row.power not in recorded:
        raise rules.ItemGone(name=row.name)
    if recorded[row.power] != digest:
        raise rules.ItemReworded(name=row.name)
    others = holds(row, recorded) and row.judged_by != by.name
    if revision != row.revision or (others and not policies.manages_directories(standing(by))):
        raise rules.ItemJudged(name=row.name)
    rules.require_verdict(verdict, text)
    said = _said(text)
    catalogue.screen_text(said, door="review")
    row.verdict, row.text, row.judged = verdict.value, said, digest
    row.judged_at, row.judged_by, row.revision = clock.now(), by.name, row.revision + 1
    row.save(update_fields=["verdict", "text", "judged", "judged_at", "judged_by", "revision"])
    emit(
        DirectoryItemJudged(
            review=review.pk, item=row.pk, power=row.power, verdict=verdict.value,
            digest=salted(review.salt, digest), said=salted(review.salt, said),
        )
    )  # fmt: skip


@command
def conclude_directory(review_id: UUID, conclusion: Conclusion, *, text: str, by: Actor) -> int:
    """审核结论: 准予备案, 部分退回, 整体退回 or 撤销审核. Returns how many items went back, each as a task of its unit.

    Raises:
        NotAllowed, NoSuchDirectory, DirectoryOver, WhyUnsaid, NotConcludable, MarkedSecret.
    """
    policies.require_directory_office(by)
    row = _running(review_id)
    items = list(row.items.select_for_update())
    recorded = _digests(items)
    counted = tally(items, recorded)
    rules.require_conclusion(conclusion, counted, row.limit)
    said = _said(text)
    if not said:
        raise rules.WhyUnsaid
    catalogue.screen_text(said, door="review")
    back = _give_back(items, recorded) if conclusion in (Conclusion.PARTLY, Conclusion.RETURNED) else 0
    row.conclusion, row.text, row.concluded_at, row.concluded_by = conclusion.value, said, clock.now(), by.name
    row.save(update_fields=["conclusion", "text", "concluded_at", "concluded_by"])
    emit(
        DirectoryConcluded(
            review=row.pk, conclusion=conclusion.value, judged=counted.judged, faulty=counted.faulty, returned=back,
            said=salted(row.salt, said),
        )
    )  # fmt: skip
    _tell("directory-concluded", row, count=counted.faulty)
    return back


def _give_back(items: Iterable[DirectoryItem], recorded: dict[UUID, str]) -> int:
    back = [row for row in items if row.verdict == ItemVerdict.FIX.value and holds(row, recorded)]
    for row in back:
        row.change = return_to_unit(row.power, row.text, judged_by=row.judged_by)
    DirectoryItem.objects.bulk_update(back, ["change"])
    return len(back)


def _running(review_id: UUID) -> DirectoryReview:
    row = DirectoryReview.objects.select_for_update().filter(pk=review_id).first()
    if row is None:
        raise rules.NoSuchDirectory
    if row.conclusion:
        raise rules.DirectoryOver
    return row


def _county(unit_id: UUID) -> UnitSeen:
    unit = organs.unit(_EYES, unit_id)
    if unit is None or unit.kind is not UnitKind.GOVERNMENT or unit.region.tier != RegionTier.COUNTY:
        raise rules.NotACounty
    return unit


def _recorded_in(county: UnitSeen) -> tuple[OnRecord, ...]:
    code = county.region.code
    within = [one.id for one in organs.units(_EYES) if code in (one.region.code, *one.region.codes_above)]
    return powers.recorded(_EYES, units=within)


def _before(county_id: UUID) -> DirectoryReview | None:
    """The last one of the whole directory that let something pass."""
    return DirectoryReview.objects.filter(county=county_id, of="", conclusion__in=_PASSING).first()


def _new_since(before: DirectoryReview | None, listed: tuple[OnRecord, ...]) -> list[OnRecord]:
    """What neither that one nor one of a part since then has let pass in the words it has now."""
    if before is None:
        return list(listed)
    since = Q(review__county=before.county_id, review__opened_at__gt=before.opened_at, review__conclusion__in=_PASSING)
    items = DirectoryItem.objects.filter(Q(review=before) | since).order_by("review__opened_at")
    known: dict[UUID, str] = {}
    for power, verdict, judged, digest in items.values_list("power", "verdict", "judged", "digest"):
        known[power] = "" if verdict == ItemVerdict.FIX else judged or digest
    return [one for one in listed if known.get(one.power) != one.digest]


def _digests(items: Iterable[DirectoryItem]) -> dict[UUID, str]:
    return {one.power: one.digest for one in powers.recorded(_EYES, keys=[row.power for row in items])}


def _draw(row: DirectoryReview, items: list[DirectoryItem]) -> int:
    lots = [rules.Drawable(str(one.power), str(one.unit_id), one.type) for one in items]
    drawn = rules.draw(lots, row.seed, share=row.share, least=row.least)
    for one in items:
        if str(one.power) in drawn:
            one.chosen = Chosen.DRAWN.value
    return len(drawn)


def _said(text: str) -> str:
    return text.strip()[:_MOST_SAID]


def _tell(kind: str, row: DirectoryReview, *, count: int) -> None:
    county = organs.unit(_EYES, row.county_id)
    assert county is not None
    to = Addressee(function=Function.OPEN_GOVERNMENT, unit=county.id)
    said: dict[str, Said] = {"county": county.name, "count": count}
    courier.send_all([Notice(kind, (to,), f"directory-review:{row.pk}", said)], by=_SYSTEM)
