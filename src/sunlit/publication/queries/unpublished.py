"""行政职权目录登记表 before publication: what a unit has drafted or put on record, for those inside."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

from sunlit.catalogue import queries as catalogue
from sunlit.catalogue.rules.powers import EditionState
from sunlit.kernel import clock
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.publication.queries.directory import TITLE, in_order
from sunlit.publication.rules.records import public_post, public_power, public_unit
from sunlit.publication.values import Directory, Entry, Volume

if TYPE_CHECKING:
    from datetime import date

    from sunlit.catalogue.values.seen import PowerSeen
    from sunlit.organs.values import UnitSeen

_EYES = Viewer.system("form-one")
_DRAFT, _ON_RECORD = "草稿，未公布", "已备案，未公布"


def unpublished(viewer: Viewer, unit_id: UUID) -> Directory | None:
    """What a unit has not published, as one volume, each power by its draft or else as it is on record.

    It says what it will say when it is published: fields that stay inside are not in it. Every page is to bear its
    `mark`. None where there is nothing, or nothing this viewer may read. The statements are the same, however many.
    """
    day = clock.today()
    unit = organs.unit(viewer, unit_id)
    held = catalogue.unpublished(viewer, unit_id) if unit is not None else ()
    if unit is None or not held:
        return None
    entries = in_order(_entry(power, unit, day) for power in held)
    site = organs.site(_EYES)
    posts = {step.post for entry in entries for step in entry.power.steps if step.post}
    named = organs.public_posts(_EYES, [UUID(key) for key in posts], on=day) if posts else {}
    drafted = any(entry.note == _DRAFT for entry in entries)
    return Directory(
        city=site.city or settings.SITE_CITY, title=TITLE, as_of=day,
        volumes=(Volume(str(unit.id), public_unit(unit, ()), entries, day),),
        posts={str(key): public_post(post) for key, post in named.items()},
        mark="未公布（含草稿），仅供机关内部审核" if drafted else "未公布，仅供机关内部审核",
    )  # fmt: skip


def _entry(power: PowerSeen, unit: UnitSeen, day: date) -> Entry:
    edition = power.draft or power.on_record
    assert edition is not None
    note = _DRAFT if edition.state is EditionState.DRAFT else _ON_RECORD
    return Entry(str(power.id), public_power(power, edition, unit, day, parent_shown=True), note)
