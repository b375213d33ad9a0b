"""How tests speak of publishing in 示范市: register, file, publish, and let the worker copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sunlit.catalogue import commands
from sunlit.catalogue.models import PowerEdition
from sunlit.demo.contents import ROWS, content_of
from sunlit.demo.organs import ORGANS_FILE, workbook
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import worker
from sunlit.noticeboard.store import reading
from sunlit.organs import commands as organs
from sunlit.organs.models import Appointment, Post, Unit
from tests.support import city

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from uuid import UUID

    from sunlit.catalogue.values import PowerContent
    from sunlit.noticeboard.values import Held, Kind

JANUARY = datetime(2026, 1, 5, 4, tzinfo=UTC)
FIRST_DAY = date(2026, 1, 5)


def settle() -> None:
    """The library, the organs, and all that follows from them."""
    city.load_library()
    organs.load_organs(ORGANS_FILE, workbook(), by=city.OFFICER)
    worker.run_dry()


def officer(number: str) -> Actor:
    held = Appointment.objects.get(officer__number=number)
    return Actor.officer(post=str(held.post_id), officer=str(held.officer_id))


def registrar() -> Actor:
    return officer("2001")


def office() -> Actor:
    """政务公开领导小组办公室."""
    return officer("1001")


def unit(code: str = "MARKETS") -> UUID:
    return Unit.objects.get(code=code).pk


def opening(**more: Any) -> PowerContent:
    row = next(row for row in ROWS if row.name == "夜间集市开办许可")
    return replace(content_of(row), **{"type": "licensing", **more})


def on(day: date) -> AbstractContextManager[object]:
    """A morning."""
    return clock.frozen(datetime(day.year, day.month, day.day, 1, tzinfo=UTC))


def posted(**more: Any) -> PowerContent:
    """The same, its first step answered for by a post whose officers are named in full."""
    content = opening(**more)
    post = Post.objects.filter(naming="full", appointments__isnull=False).order_by("code").first()
    assert post is not None
    step = replace(content.steps[0], post=post.pk, post_name=post.name)
    return replace(content, steps=(step, *content.steps[1:]))


def filed(content: PowerContent | None = None, *, code: str = "", parent: UUID | None = None, on: date | None = None) -> UUID:
    """A power on record."""
    edition = commands.draft_power(
        unit(), content or opening(), code=code, parent=parent, secret_answer="no", by=registrar()
    )
    commands.file_edition(edition, opinion="内部意见：符合规定，准予备案。", valid_from=on, by=office())
    return PowerEdition.objects.get(pk=edition).power_id


def adjusted(power: UUID, *, on: date | None = None, reason: str = "改发电子证照", corrects: bool = False, **more: Any) -> UUID:
    """Its next edition, on record."""
    from sunlit.catalogue.models.editing import content_of as held_content

    edition = commands.start_edition(power, by=registrar())
    content = replace(held_content(PowerEdition.objects.get(pk=edition)), **more)
    commands.save_draft(edition, content, revision=0, by=registrar())
    commands.file_edition(edition, opinion="内部意见：同意调整。", valid_from=on, reason=reason, corrects=corrects, by=office())
    return edition


def publish(*powers: UUID) -> None:
    """Decide, and let the worker copy."""
    commands.publish(powers, by=office())
    worker.run_dry()


def shown(kind: Kind, key: object) -> Held | None:
    """What stands of a key, its body whole."""
    return reading.newest([(kind, str(key))]).get((kind, str(key)))


def body(kind: Kind, key: object) -> Any:
    held = shown(kind, key)
    assert held is not None
    assert held.body is not None, held.reason
    return held.body
