"""What is on its way: claimed by state, tried outside any transaction, noted one parcel at a time.

A worker that is killed leaves its claim behind; when that has run out the parcel is tried again. So a kill between
sending and noting may repeat a parcel, with the same idempotency key, and nothing is ever lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from sunlit.courier import policies
from sunlit.courier.acts import ParcelDelivered, ParcelFailed, ParcelGivenUp
from sunlit.courier.models import Contact, Delivery
from sunlit.courier.models.outward import address_of, open_channels
from sunlit.courier.models.wording import words_in_use
from sunlit.courier.rules import OPEN, Channel, State, is_last, pause_after
from sunlit.courier.templates import Words, say, say_briefly
from sunlit.courier.values import Brief, Language, Parcel
from sunlit.kernel import clock
from sunlit.kernel.ids import new_id
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from sunlit.kernel.actor import Actor

_EYES = Viewer.system("courier")
#: Messages claimed at a time, and how long a claim lasts: longer than all of them take at their slowest.
BATCH = 10
CLAIM_LASTS = timedelta(minutes=20)


def claim_due(*, by: Actor) -> tuple[Parcel, ...]:
    """Claim a few parcels that are due, for this worker alone. One statement where none is, else seven.

    No command: a claim runs out by itself, and what became of a parcel is put on record when it is noted.

    Raises:
        NotAllowed: whoever claims is no part of the system.
    """
    policies.require_part(by)
    channels, now = open_channels(), clock.now()
    if not channels or settings.COURIER_QUIET.covers(now):
        return ()
    due = (
        Delivery.objects.filter(
            Q(claimed_until=None) | Q(claimed_until__lte=now),
            state__in=OPEN, next_at__lte=now, channel__in=[channel.value for channel in channels],
        )
        .select_related("message")
        .order_by("next_at", "pk")
    )  # fmt: skip
    if not due.exists():
        return ()
    with transaction.atomic():
        parcels = _claimed(due)
    return _written(parcels)


def _claimed(due: QuerySet[Delivery]) -> Mapping[UUID, list[Delivery]]:
    """The parcels of what is due: those that were tried before as they were, the others put together by recipient."""
    locked = due.select_for_update(of=("self",), skip_locked=True)
    rows = {row.pk: row for row in locked[:BATCH]}
    again = {row.parcel for row in rows.values() if row.parcel is not None}
    if again:  # the whole of it, or the key would promise what is not in it
        rows |= {row.pk: row for row in locked.filter(parcel__in=again)}
    together: dict[tuple[str, UUID, str], UUID] = {}
    parcels: dict[UUID, list[Delivery]] = {}
    until = clock.now() + CLAIM_LASTS
    for row in rows.values():
        key = (row.channel, row.message.recipient_id, row.message.kind)
        row.parcel = row.parcel or together.setdefault(key, new_id())
        row.attempts, row.claimed_until = row.attempts + 1, until
        parcels.setdefault(row.parcel, []).append(row)
    Delivery.objects.bulk_update(rows.values(), ["parcel", "attempts", "claimed_until"])
    return parcels


@dataclass(frozen=True, slots=True)
class _At:
    """What is needed to write a parcel, read once for all of them."""

    contacts: Mapping[UUID, Contact]
    words: Mapping[tuple[str, Language], Words]
    city: str

    def write(self, key: UUID, rows: Sequence[Delivery]) -> Parcel:
        channel, first = Channel(rows[0].channel), rows[0].message
        contact = self.contacts.get(first.recipient_id)
        language = Language(contact.language) if contact else Language.CHINESE
        words = self.words.get((first.kind, language))
        said = [row.message.said for row in rows]
        until = min((str(one["day"]) for one in said if one.get("day")), default=first.day.isoformat())
        return Parcel(
            id=key, channel=channel, attempt=rows[0].attempts, count=len(rows),
            address=address_of(contact, channel) if contact and words else "",
            subject=say_briefly(words.brief, Brief(len(rows), until, self.city)) if words else "",
            lines=tuple(say(words.said, one, language) for one in said) if words and channel is Channel.MAIL else (),
            until=date.fromisoformat(until),
        )  # fmt: skip


def _written(parcels: Mapping[UUID, Sequence[Delivery]]) -> tuple[Parcel, ...]:
    recipients = {rows[0].message.recipient_id for rows in parcels.values()}
    contacts = {one.officer_id: one for one in Contact.objects.filter(officer__in=recipients)}
    at = _At(contacts, words_in_use(), organs.site(_EYES).city or settings.SITE_CITY)
    return tuple(at.write(key, rows) for key, rows in parcels.items())


def put_back(parcels: Sequence[Parcel], *, by: Actor) -> None:
    """Give up claims on parcels that were not tried: their channel does not answer. No try is counted.

    Raises:
        NotAllowed.
    """
    policies.require_part(by)
    Delivery.objects.filter(parcel__in=[parcel.id for parcel in parcels], state__in=OPEN).update(
        claimed_until=None, attempts=F("attempts") - 1, next_at=_not_before(1)
    )


@command
def note_sent(parcel: Parcel, *, by: Actor) -> Unchanged | None:
    """记录已发出: note that a channel took a parcel.

    Raises:
        NotAllowed.
    """
    policies.require_part(by)
    if not _open(parcel).update(state=State.SENT.value, claimed_until=None, error="", ended_at=clock.now()):
        return Unchanged("another worker was faster, and has noted it")
    emit(ParcelDelivered(parcel=parcel.id, channel=parcel.channel.value, count=parcel.count))
    return None


@command
def note_failed(parcel: Parcel, error: str, *, by: Actor) -> Unchanged | None:
    """记录未发出: note that a try was in vain, by the error's class. After the last one the parcel is given up.

    Raises:
        NotAllowed.
    """
    if is_last(parcel.attempt):
        return note_given_up(parcel, error, by=by)
    policies.require_part(by)
    changed = _open(parcel).filter(attempts=parcel.attempt).update(
        state=State.FAILED.value, claimed_until=None, error=error, next_at=_not_before(parcel.attempt)
    )  # fmt: skip
    if not changed:
        return Unchanged("another worker has taken it over")
    emit(
        ParcelFailed(
            parcel=parcel.id, channel=parcel.channel.value, count=parcel.count, attempt=parcel.attempt, error=error
        )
    )
    return None


@command
def note_given_up(parcel: Parcel, error: str, *, by: Actor) -> Unchanged | None:
    """记录放弃发送: note that a parcel is not tried again. It still lies on the desk.

    Raises:
        NotAllowed.
    """
    policies.require_part(by)
    changed = _open(parcel).filter(attempts=parcel.attempt).update(
        state=State.GIVEN_UP.value, claimed_until=None, error=error, ended_at=clock.now()
    )  # fmt: skip
    if not changed:
        return Unchanged("another worker has taken it over")
    emit(
        ParcelGivenUp(
            parcel=parcel.id, channel=parcel.channel.value, count=parcel.count, attempt=parcel.attempt, error=error
        )
    )
    return None


def _open(parcel: Parcel) -> QuerySet[Delivery]:
    return Delivery.objects.filter(parcel=parcel.id, state__in=OPEN)


def _not_before(attempts: int) -> datetime:
    at: datetime = settings.COURIER_QUIET.awake_at(clock.now() + pause_after(attempts))
    return at
