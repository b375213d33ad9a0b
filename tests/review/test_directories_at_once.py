"""Two people at one item, or at one county, at the same moment: one does it, the other is told."""

from __future__ import annotations

from threading import Event, Thread, current_thread
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.models import PowerEdition
from sunlit.kernel.refusal import Refusal
from sunlit.ledger.models import Act
from sunlit.organs.rules import Function
from sunlit.review import commands
from sunlit.review.commands import directories
from sunlit.review.models import DirectoryReview
from sunlit.review.rules import directories as rules
from sunlit.review.rules.directories import Conclusion, ItemVerdict
from tests.review.people import BY, ReviewCity, review_city

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from tests.support.ledger import CommittedTo

COUNTY = "甲县府"
OFFICE, LAW, STAFFING = Function.OPEN_GOVERNMENT, Function.CITY_LEGAL, Function.STAFFING


@pytest.fixture
def city(committing_db: CommittedTo) -> ReviewCity:
    made = review_city()
    for n in range(3):
        catalogue.file_edition(made.draft("甲县灯局", name=f"第{n}项"), opinion="准予备案", by=BY)
    return made


class Other(Thread):
    """Somebody else, over a connection of their own; `came` is what came of it."""

    def __init__(self, deed: Callable[[], object]) -> None:
        super().__init__()
        self.deed, self.came, self.begun = deed, list[object](), False

    def meanwhile(self) -> None:
        """Begin in the middle of what the first does, and come to the row that the first holds."""
        if not self.begun:
            self.begun = True
            self.start()
            Event().wait(0.5)

    def run(self) -> None:
        try:
            self.came.append(self.deed())
        except Refusal as refusal:
            self.came.append(refusal)
        finally:
            for alias in connections:
                connections[alias].close()


def while_doing(monkeypatch: pytest.MonkeyPatch, step: str, other: Other) -> None:
    """Let the other begin when this thread, with the row in its hold, comes to this step."""
    plain, mine = getattr(directories, step), current_thread()

    def stepped(*given: Any, **more: Any) -> Any:
        if current_thread() is mine:
            other.meanwhile()
        return plain(*given, **more)

    monkeypatch.setattr(directories, step, stepped)


def opened(city: ReviewCity) -> DirectoryReview:
    return DirectoryReview.objects.get(pk=commands.open_directory_review(city.units[COUNTY], by=city.who("市府", OFFICE)))


def judge(city: ReviewCity, item: UUID, power: UUID, who: Function, verdict: ItemVerdict) -> None:
    now = PowerEdition.objects.get(power=power, state="on-record").digest
    said = "" if verdict is ItemVerdict.PASS else "条号不对"
    commands.judge_item(item, verdict, text=said, digest=now, revision=0, by=city.who("市府", who))


def test_of_two_who_judge_one_item_one_is_told(city: ReviewCity, monkeypatch: pytest.MonkeyPatch) -> None:
    item = opened(city).items.exclude(chosen="")[0]
    other = Other(lambda: judge(city, item.pk, item.power, STAFFING, ItemVerdict.FIX))
    while_doing(monkeypatch, "_said", other)
    judge(city, item.pk, item.power, LAW, ItemVerdict.PASS)
    other.join(60)

    assert [type(one) for one in other.came] == [rules.ItemJudged]
    item.refresh_from_db()
    assert (item.verdict, item.revision, item.judged_by) == ("pass", 1, city.who("市府", LAW).name)
    assert Act.objects.filter(kind="review.directory-item-judged").count() == 1


def test_who_judges_while_it_is_concluded_is_told(city: ReviewCity, monkeypatch: pytest.MonkeyPatch) -> None:
    row = opened(city)
    item = row.items.exclude(chosen="")[0]
    other = Other(lambda: judge(city, item.pk, item.power, LAW, ItemVerdict.FIX))
    while_doing(monkeypatch, "_said", other)
    commands.conclude_directory(row.pk, Conclusion.CALLED_OFF, text="选错了县区", by=city.who("市府", OFFICE))
    other.join(60)

    assert [type(one) for one in other.came] == [rules.DirectoryOver]
    item.refresh_from_db()
    assert item.verdict == ""


def test_of_two_who_open_one_county_one_is_told(city: ReviewCity, monkeypatch: pytest.MonkeyPatch) -> None:
    def again() -> UUID:
        return commands.open_directory_review(city.units[COUNTY], by=city.who("市府", OFFICE))

    other = Other(again)
    while_doing(monkeypatch, "_draw", other)
    made = again()
    other.join(60)

    assert [type(one) for one in other.came] == [rules.DirectoryRunning]
    assert [row.pk for row in DirectoryReview.objects.all()] == [made]
    assert Act.objects.filter(kind="review.directory-opened").count() == 1
