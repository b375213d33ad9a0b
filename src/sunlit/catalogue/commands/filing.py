"""Putting editions on record, and what becomes of powers after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import policies
from sunlit.catalogue.acts.powers import PowerFiled, PowerStandingChanged
from sunlit.catalogue.commands.powers import locked_power, locked_powers
from sunlit.catalogue.commands.secrecy import screen_text
from sunlit.catalogue.drafting.fileable import linked, require_fileable
from sunlit.catalogue.models import Power, PowerEdition, PowerState
from sunlit.catalogue.models.editing import content_of, put_content, rest_on
from sunlit.catalogue.models.standing import standing_on
from sunlit.catalogue.rules import powers as rules
from sunlit.catalogue.rules.powers import EditionState, PowerStanding
from sunlit.kernel import clock
from sunlit.kernel.canonical import salted
from sunlit.law import queries as law
from sunlit.ledger import command, emit
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from sunlit.kernel.actor import Actor

_EYES = Viewer.system("filing")
_BATCH = 500
#: What filing writes into a draft.
_WRITTEN = (
    "content", "digest", "name", "type", "saved_at", "saved_by", "number", "valid_from", "recorded_at", "recorded_by",
    "opinion", "change_reason", "corrects", "state",
)  # fmt: skip


@command
def file_edition(
    edition_id: UUID,
    *,
    opinion: str,
    valid_from: date | None = None,
    reason: str = "",
    corrects: bool = False,
    by: Actor,
) -> int:
    """准予备案: put a draft on record, from a day on, today by default. Returns the edition's number.

    What the library holds of its bases is written into it: the class, the version in force on the day, the text of the
    article where none is given. The edition before holds until that day; a correction takes its place from the start.

    Raises:
        NotAllowed, NoSuchPower, NotADraft, NoOpinion, NoName, UnknownType, NoHolder, NoLead, NoEntruster,
        NoLegalBasis, BasisRepealed, BeforeThePredecessor, WrongStanding, MarkedSecret.
    """
    policies.require_determiner(by, _units_of([edition_id]))
    return _file([edition_id], opinion, valid_from, reason, corrects=corrects, by=by)[0]


@command
def file_reviewed(edition_id: UUID, *, opinion: str, valid_from: date | None = None, by: Actor) -> int:
    """审后备案: put on record what a review has passed; a county's office does so for its units.

    Raises:
        The same as `file_edition`.
    """
    unit = PowerEdition.objects.filter(pk=edition_id).values_list("power__unit", flat=True).first()
    if unit is None:
        raise rules.NoSuchPower
    policies.require_determiner(by, [unit])
    return _file([edition_id], opinion, valid_from, "", corrects=False, by=by)[0]


@command
def file_editions(
    edition_ids: Sequence[UUID], *, opinion: str, valid_from: date | None = None, reason: str = "", by: Actor
) -> tuple[int, ...]:
    """批量准予备案: put many drafts on record with one opinion, all of them or none. Returns their numbers.

    Raises:
        The same as `file_edition`.
    """
    policies.require_determiner(by, _units_of(edition_ids))
    return _file(edition_ids, opinion, valid_from, reason, corrects=False, by=by)


def _units_of(edition_ids: Iterable[UUID]) -> QuerySet[PowerEdition, UUID]:
    """Whose the powers of these editions are."""
    return PowerEdition.objects.filter(pk__in=list(edition_ids)).values_list("power__unit", flat=True)


def _file(
    edition_ids: Sequence[UUID], opinion: str, valid_from: date | None, reason: str, *, corrects: bool, by: Actor
) -> tuple[int, ...]:
    said, day = rules.opinion_given(opinion), valid_from or clock.today()
    screen_text(opinion, reason, door="power")
    wanted = list(dict.fromkeys(edition_ids))
    powers = locked_powers(wanted)
    drafts = {e.pk: e for e in PowerEdition.objects.filter(pk__in=wanted)}
    if not drafts or len(drafts) != len(wanted):
        raise rules.NoSuchPower
    in_order = [drafts[key] for key in wanted]
    contents = {e.pk: content_of(e) for e in in_order}
    titles = {basis.title for content in contents.values() for basis in content.bases}
    shelf = law.shelf(_EYES, titles)
    present = {e.power_id: e for e in PowerEdition.objects.filter(power__in=powers, state=EditionState.ON_RECORD)}
    numbers = dict[object, int]()
    for number, power in PowerEdition.objects.filter(power__in=powers, number__gt=0).values_list("number", "power"):
        numbers[power] = max(number, numbers.get(power, 0))
    standings = standing_on(powers, day)
    filed = []
    for edition in in_order:
        if edition.state != EditionState.DRAFT:
            raise rules.NotADraft
        if edition.held_for:
            raise rules.UnderReview(name=edition.name)
        before = present.get(edition.power_id)
        if standings[edition.power_id] not in (PowerStanding.NEW, PowerStanding.IN_USE):
            raise rules.WrongStanding(now=standings[edition.power_id].words)
        rules.require_later(day, before.valid_from if before else None, corrects=corrects)
        content = linked(contents[edition.pk], shelf, day)
        require_fileable(content)
        put_content(edition, content, by=edition.saved_by)
        edition.number = numbers.get(edition.power_id, 0) + 1
        edition.valid_from, edition.recorded_at, edition.recorded_by = day, clock.now(), by.name
        edition.opinion, edition.change_reason = said, reason.strip()
        edition.corrects = before if corrects else None
        edition.state = EditionState.ON_RECORD.value
        filed.append(edition)
        salt = powers[edition.power_id].salt
        emit(
            PowerFiled(
                power=edition.power_id, edition=edition.pk, number=edition.number, valid_from=day,
                digest=salted(salt, edition.digest), opinion=salted(salt, said), corrects=corrects,
            )
        )  # fmt: skip
    followed = [before.pk for edition in filed if (before := present.get(edition.power_id)) is not None]
    PowerEdition.objects.filter(pk__in=followed).update(state=EditionState.SUPERSEDED.value, valid_to=day)
    PowerEdition.objects.bulk_create(  # rows that are there already: an update of a thousand at the price of an insert
        filed, batch_size=_BATCH, update_conflicts=True, unique_fields=["id"], update_fields=_WRITTEN
    )
    PowerState.objects.bulk_create(
        [
            PowerState(
                power_id=edition.power_id, standing=PowerStanding.IN_USE.value, effective=day,
                recorded_at=clock.now(), recorded_by=by.name,
            )
            for edition in filed
            if edition.power_id not in present
        ],
        batch_size=_BATCH,
    )  # fmt: skip
    rest_on(filed)
    return tuple(edition.number for edition in filed)


@command
def suspend(power_id: UUID, *, reason: str, effective: date | None = None, by: Actor) -> None:
    """挂起: no case of a power is taken from a day on, until it is resumed.

    Raises:
        NotAllowed, NoSuchPower, NoOpinion, MarkedSecret, WrongStanding.
    """
    _change(power_id, PowerStanding.SUSPENDED, reason, effective, by)


@command
def resume(power_id: UUID, *, reason: str, effective: date | None = None, by: Actor) -> None:
    """恢复: a suspended power is exercised again from a day on.

    Raises:
        NotAllowed, NoSuchPower, NoOpinion, MarkedSecret, WrongStanding.
    """
    _change(power_id, PowerStanding.IN_USE, reason, effective, by)


@command
def cancel(power_id: UUID, *, reason: str, effective: date | None = None, by: Actor) -> None:
    """取消: a power ceases from a day on, because it is no longer to be exercised here.

    Raises:
        NotAllowed, NoSuchPower, NoOpinion, MarkedSecret, WrongStanding.
    """
    _change(power_id, PowerStanding.CANCELLED, reason, effective, by)


@command
def abolish(power_id: UUID, *, reason: str, effective: date | None = None, by: Actor) -> None:
    """废止: a power ceases from a day on, because nothing lawful stands behind it.

    Raises:
        NotAllowed, NoSuchPower, NoOpinion, MarkedSecret, WrongStanding.
    """
    _change(power_id, PowerStanding.ABOLISHED, reason, effective, by)


def _change(power_id: UUID, then: PowerStanding, reason: str, effective: date | None, by: Actor) -> None:
    said, day = rules.opinion_given(reason), effective or clock.today()
    screen_text(reason, door="power")
    power = locked_power(power_id)
    policies.require_determiner(by, [power.unit_id])
    last = power.states.order_by("effective", "recorded_at").last()
    turned(power, last, then, said, day, by=by).save(force_insert=True)


def turned(
    power: Power, last: PowerState | None, then: PowerStanding, said: str, day: date, *, by: Actor
) -> PowerState:
    """How a held power comes to stand after `last`, for a reason, from a day on: the act, and the state to be kept.

    Raises:
        WrongStanding: it cannot come to stand so, or not that early.
    """
    now = PowerStanding(last.standing) if last else PowerStanding.NEW
    if power.secret or last is None or day < last.effective:
        raise rules.WrongStanding(now=now.words)
    rules.require_next(now, then)
    emit(PowerStandingChanged(power=power.pk, standing=then.value, effective=day, reason=salted(power.salt, said)))
    return PowerState(
        power=power, standing=then.value, effective=day, reason=said, recorded_at=clock.now(), recorded_by=by.name
    )
