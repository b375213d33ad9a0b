"""A county whose directory is judged as a whole: opened, drawn, judged and concluded as tests do it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.models import PowerEdition
from sunlit.courier.models import Message
from sunlit.flow import commands as flow
from sunlit.organs.rules import Function
from sunlit.organs.values import Viewer
from sunlit.review import commands
from sunlit.review.models import DirectoryItem, DirectoryReview
from sunlit.review.routes import change_flows
from sunlit.review.rules.directories import Conclusion, ItemVerdict
from tests.review.people import BY, review_city
from tests.support.ledger import recorded

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor
    from tests.review.people import ReviewCity

EYES = Viewer.system("test")
OFFICE, LAW = Function.OPEN_GOVERNMENT, Function.CITY_LEGAL
PASS, FIX = ItemVerdict.PASS, ItemVerdict.FIX
COUNTY = "甲县府"


def county() -> ReviewCity:
    """A county with twelve powers on record in three units, the city with one."""
    made = review_city()
    flow.adopt_templates(change_flows(), by=BY)
    for unit, count in ((COUNTY, 2), ("甲县灯局", 8), ("乙镇", 2), ("市灯局", 1)):
        for n in range(count):
            filed(made, unit, name=f"{unit}第{n}项", type="licensing" if n % 2 else "penalty")
    return made


def filed(city: ReviewCity, unit: str, **said: Any) -> UUID:
    edition = city.draft(unit, **said)
    catalogue.file_edition(edition, opinion="准予备案", by=BY)
    return PowerEdition.objects.get(pk=edition).power_id


def opened(city: ReviewCity, **said: Any) -> DirectoryReview:
    key = commands.open_directory_review(city.units[COUNTY], by=city.who("市府", OFFICE), **said)
    return DirectoryReview.objects.get(pk=key)


def chosen(row: DirectoryReview) -> list[DirectoryItem]:
    return list(row.items.exclude(chosen=""))


def judged(item: DirectoryItem, by: Actor, verdict: ItemVerdict = PASS, **said: Any) -> None:
    item.refresh_from_db()
    now = PowerEdition.objects.get(power=item.power, state="on-record").digest
    text = "" if verdict is PASS else "依据的条号不对"
    commands.judge_item(item.pk, verdict, by=by, **{"text": text, "digest": now, "revision": item.revision, **said})


def concluded(city: ReviewCity, row: DirectoryReview, conclusion: Conclusion, text: str = "见审核意见") -> int:
    return commands.conclude_directory(row.pk, conclusion, text=text, by=city.who("市府", OFFICE))


def reworded(power: UUID, name: str) -> None:
    """The next edition of a power, put on record."""
    edition = catalogue.start_edition(power, by=BY)
    [draft] = powers.drafts(EYES, [edition])
    catalogue.save_draft(edition, replace(draft.content, name=name), revision=draft.revision, by=BY)
    catalogue.file_edition(edition, opinion="准予备案", reason="改名", corrects=True, by=BY)


def bodies(kind: str) -> list[dict[str, Any]]:
    return [json.loads(act.body) for act in recorded(kind)]


def told(unit: str, kind: str) -> list[dict[str, Any]]:
    rows = Message.objects.filter(kind=kind, recipient__number=f"{unit}{OFFICE.value}")
    return [row.said for row in rows]
