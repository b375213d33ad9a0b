"""答复: why nothing is to be done of a gap or a duty. The first answer stands, until it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from sunlit.catalogue import policies
from sunlit.kernel import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from sunlit.catalogue.models import DutyAnswer, GapAnswer
    from sunlit.kernel.actor import Actor
    from sunlit.kernel.refusal import Refusal


def keep(answer: GapAnswer | DutyAnswer, *, taken: type[Refusal], by: Actor) -> UUID:
    """Keep an answer, as `by` gives it now. Returns its key.

    Raises:
        taken: there is a standing one.
    """
    answer.answered_by, answer.answered_at = by.name, clock.now()
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError as error:
        raise taken from error
    return answer.pk


def take_back(rows: QuerySet[GapAnswer] | QuerySet[DutyAnswer], *, lacking: type[Refusal], by: Actor) -> None:
    """Let the answer that `rows` hold stand no longer.

    Raises:
        lacking: there is none that stands. NotAllowed.
    """
    answer = rows.select_for_update().first()
    if answer is None:
        raise lacking
    policies.require_drafter(by, answer.unit_id)
    if answer.withdrawn_at is not None:
        raise lacking
    answer.withdrawn_at, answer.withdrawn_by = clock.now(), by.name
    answer.save(update_fields=["withdrawn_at", "withdrawn_by"])
