"""整体审核结论: what goes back to its unit, what widens the sample or returns the whole, what the next one looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.rules.staging import MarkedSecret
from sunlit.kernel import clock
from sunlit.organs.rules import Function, NotAllowed
from sunlit.review import commands
from sunlit.review import queries as reviews
from sunlit.review.models import Change, ChangeSaid, DirectoryItem
from sunlit.review.queries import directories as queries
from sunlit.review.rules import directories as rules
from sunlit.review.rules.changing import ChangeCause, ChangeKind
from sunlit.review.rules.directories import Chosen, Conclusion
from sunlit.review.values.changing import Application
from tests.review.counties import (
    COUNTY,
    FIX,
    LAW,
    OFFICE,
    PASS,
    bodies,
    chosen,
    concluded,
    county,
    filed,
    judged,
    opened,
    reworded,
    told,
)
from tests.review.people import BY
from tests.support.ledger import made_once, nothing_recorded, refused

if TYPE_CHECKING:

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db

made, city = made_once(county)


def test_named_items_go_back_each_as_a_task_of_its_unit_with_the_reason(city: ReviewCity) -> None:
    row = opened(city, limit=50)
    law = city.who("市府", LAW)
    faulty, *rest = [item for item in chosen(row) if item.unit_id == city.units["甲县灯局"]] + [
        item for item in chosen(row) if item.unit_id != city.units["甲县灯局"]
    ]
    judged(faulty, law, FIX, text="依据的条号不对")
    for item in rest:
        judged(item, law)
    with pytest.raises(rules.NotConcludable, match="请部分退回"):
        concluded(city, row, Conclusion.ACCEPTED)
    with pytest.raises(rules.NotConcludable, match="没有超过上限"):
        concluded(city, row, Conclusion.RETURNED)
    assert concluded(city, row, Conclusion.PARTLY) == 1
    [change] = Change.objects.all()
    assert (change.power, change.cause, change.unit_id) == (faulty.power, ChangeCause.RETURNED, city.units["甲县灯局"])
    seen = reviews.change(city.sees("甲县灯局", Function.REGISTRAR), change.pk)
    assert seen is not None
    assert seen.row.mine
    assert [(one.step, one.kind, one.text, one.void) for one in seen.said] == [("returned", None, "依据的条号不对", False)]
    assert ChangeKind.KEEP not in reviews.asks_of(seen), "the county does not overrule the city by its own legal office"
    assert ChangeKind.ALTER in reviews.asks_of(seen)
    faulty.refresh_from_db()
    assert faulty.change == change.pk
    [act] = bodies("review.directory-concluded")
    assert (act["faulty"], act["returned"]) == (1, 1)
    assert told(COUNTY, "directory-concluded") == [{"county": COUNTY, "count": 1}]

    commands.complete_application(
        change.pk,
        Application(kind=ChangeKind.CANCEL, reason="依据有误，予以取消", effective=clock.today()),
        by=city.who("甲县灯局", Function.REGISTRAR),
    )
    seen = reviews.change(city.sees("甲县灯局", Function.REGISTRAR), change.pk)
    assert seen is not None
    assert [one.void for one in seen.said] == [False, False], "why it came back stays so, whatever is asked for"


def test_where_a_change_runs_already_the_reason_is_told_there_and_a_review_is_let_run(city: ReviewCity) -> None:
    row = opened(city, limit=99)
    law = city.who("市府", LAW)
    first, second, *rest = [item for item in chosen(row) if item.unit_id == city.units["甲县灯局"]]
    rest += [item for item in chosen(row) if item.unit_id != city.units["甲县灯局"]]
    registrar = city.who("甲县灯局", Function.REGISTRAR)
    asked = Application(kind=ChangeKind.SUSPEND, reason="机构改革", effective=clock.today())
    running = commands.apply_for_change(first.power, asked, by=registrar)
    commands.send([catalogue.start_edition(second.power, by=registrar)], by=registrar)
    for item in (first, second):
        judged(item, law, FIX)
    for item in rest:
        judged(item, law)
    concluded(city, row, Conclusion.PARTLY)
    assert [one.pk for one in Change.objects.all()] == [running]
    assert ChangeSaid.objects.filter(change=running, step="returned").exists()
    assert [DirectoryItem.objects.get(pk=one.pk).change for one in (first, second)] == [running, None]


def test_too_many_faults_widen_the_sample_or_return_the_whole(city: ReviewCity) -> None:
    row = opened(city, limit=10)
    law, office = city.who("市府", LAW), city.who("市府", OFFICE)
    for at, item in enumerate(chosen(row)):
        judged(item, law, PASS if at else FIX)
    assert len(chosen(row)) < 10
    with pytest.raises(rules.NotConcludable, match="扩大抽查，或者整体退回"):
        concluded(city, row, Conclusion.PARTLY)
    seen = queries.directory(city.sees("市府", OFFICE), row.pk)
    assert seen is not None
    assert seen.conclusions == (Conclusion.RETURNED, Conclusion.CALLED_OFF)
    assert dict(seen.why_not)[Conclusion.PARTLY] is rules.Hindrance.OVER
    before = {item.pk for item in chosen(row)}
    for unit, function in (("市府", LAW), (COUNTY, OFFICE)):
        with pytest.raises(NotAllowed), nothing_recorded():
            commands.widen_sample(row.pk, by=city.who(unit, function))
    while row.share < 100:
        drawn = commands.widen_sample(row.pk, by=office)
        row.refresh_from_db()
        assert before <= {item.pk for item in chosen(row)}
        assert drawn == len(chosen(row))
        seen = queries.directory(city.sees("市府", OFFICE), row.pk)
        assert seen is not None
        assert seen.redrawn
    with refused(rules.WholeDrawn), nothing_recorded():
        commands.widen_sample(row.pk, by=office)
    for item in chosen(row):
        if not item.verdict:
            judged(item, law, FIX)
    assert concluded(city, row, Conclusion.RETURNED, "错误率超过上限，请全面自查后重报") == 12 - (len(before) - 1)


def test_items_are_added_by_hand_with_the_reason_and_count_for_no_rate(city: ReviewCity) -> None:
    row = opened(city, limit=0)
    office, law = city.who("市府", OFFICE), city.who("市府", LAW)
    left = list(row.items.filter(chosen=""))
    with refused(rules.WhyUnsaid), nothing_recorded():
        commands.add_to_sample(row.pk, [left[0].pk], reason=" ", by=office)
    with refused(MarkedSecret), nothing_recorded():
        commands.add_to_sample(row.pk, [left[0].pk], reason="机密★10年", by=office)
    with refused(rules.NoneToAdd), nothing_recorded():
        commands.add_to_sample(row.pk, [chosen(row)[0].pk], reason="群众反映较多", by=office)
    with pytest.raises(NotAllowed):
        commands.add_to_sample(row.pk, [left[0].pk], reason="群众反映较多", by=law)
    assert commands.add_to_sample(row.pk, [left[0].pk, chosen(row)[0].pk], reason="群众反映较多", by=office) == 1
    added = DirectoryItem.objects.get(pk=left[0].pk)
    assert (added.chosen, added.reason) == (Chosen.ADDED, "群众反映较多")
    judged(added, law, FIX)
    for item in chosen(row):
        if item.pk != added.pk:
            judged(item, law)
    assert concluded(city, row, Conclusion.PARTLY) == 1, "a fault that was looked for widens nothing"
    assert [act["count"] for act in bodies("review.sample-added")] == [1]


def test_the_next_one_looks_at_what_is_new_since_and_what_went_back(city: ReviewCity) -> None:
    row = opened(city, share=100, limit=50)
    for at, item in enumerate(chosen(row)):
        judged(item, city.who("市府", LAW), PASS if at else FIX)
    concluded(city, row, Conclusion.PARTLY)
    faulty, changed = chosen(row)[0], chosen(row)[1]
    reworded(changed.power, "改过名称的职权")
    fresh = filed(city, "乙镇", name="新备案的职权")
    second = opened(city, only_new=True)
    assert second.after == row
    assert {item.power for item in second.items.all()} == {faulty.power, changed.power, fresh}
    seen = queries.directory(city.sees("市府", OFFICE), second.pk)
    assert seen is not None
    assert seen.after == row.opened_at
    first = queries.directory(city.sees("市府", OFFICE), row.pk)
    assert first is not None
    assert (first.row.tally.judged, first.row.tally.faulty) == (12, 1), "what comes later changes no conclusion"
    assert not any(one.void for one in first.items)
    concluded(city, second, Conclusion.CALLED_OFF)
    for power in (faulty.power, changed.power, fresh):
        catalogue.cancel(power, reason="职能划转", by=BY)
    with pytest.raises(rules.NothingNew, match="请选全部"), nothing_recorded():
        opened(city, only_new=True)
