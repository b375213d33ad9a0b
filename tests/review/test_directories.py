"""整体审核: a county's directory as one batch, a sample of it judged item by item, and what comes of the whole."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.rules.staging import MarkedSecret
from sunlit.courier.models import Message
from sunlit.flow import commands as flow
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Viewer
from sunlit.review import commands, policies
from sunlit.review import queries as reviews
from sunlit.review.commands.purging import purge_reviews
from sunlit.review.models import Change, ChangeSaid, DirectoryItem, DirectoryReview
from sunlit.review.queries import directories as queries
from sunlit.review.routes import change_flows
from sunlit.review.rules import directories as rules
from sunlit.review.rules.changing import ChangeCause, ChangeKind
from sunlit.review.rules.directories import Chosen, Conclusion, ItemVerdict
from sunlit.review.values.changing import Application
from tests.review.people import BY, review_city
from tests.support.ledger import made_once, nothing_recorded, recorded, refused
from tests.support.people import make_account

if TYPE_CHECKING:
    from uuid import UUID

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
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


made, city = made_once(county)


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


def test_the_list_is_frozen_and_the_sample_drawn_by_a_seed_that_is_on_record(city: ReviewCity) -> None:
    row = opened(city)
    assert row.items.count() == 12, "the county's own, its departments' and its townships', not the city's"
    drawn = chosen(row)
    assert {item.unit_id for item in drawn} == {city.units[unit] for unit in (COUNTY, "甲县灯局", "乙镇")}
    assert {(item.unit_id, item.type) for item in drawn} == {(item.unit_id, item.type) for item in row.items.all()}
    [act] = bodies("review.directory-opened")
    assert (act["total"], act["drawn"], act["share"]) == (12, len(drawn), rules.SHARE)
    lots = [rules.Drawable(str(one.power), str(one.unit_id), one.type) for one in row.items.all()]
    again = rules.draw(lots, act["seed"], share=act["share"], least=act["least"])
    assert again == {str(item.power) for item in drawn}, "whoever holds the act draws the same"
    assert told(COUNTY, "directory-opened") == [{"county": COUNTY, "count": 12}]

    seen = queries.directory(city.sees("市府", OFFICE), row.pk)
    assert seen is not None
    assert seen.redrawn
    DirectoryItem.objects.filter(pk=row.items.filter(chosen="").values("pk")[:1]).update(chosen=Chosen.DRAWN.value)
    seen = queries.directory(city.sees("市府", OFFICE), row.pk)
    assert seen is not None
    assert not seen.redrawn, "who swaps an item is found out"


def test_only_the_citys_office_opens_one_of_a_county_and_one_at_a_time(city: ReviewCity) -> None:
    for unit, function in (("市府", LAW), (COUNTY, OFFICE), ("市府", Function.LEADER)):
        with pytest.raises(NotAllowed), nothing_recorded():
            commands.open_directory_review(city.units[COUNTY], by=city.who(unit, function))
    office = city.who("市府", OFFICE)
    for unit in ("市府", "甲县灯局", "乙镇"):
        with refused(rules.NotACounty), nothing_recorded():
            commands.open_directory_review(city.units[unit], by=office)
    with refused(rules.SampleUnfit), nothing_recorded():
        opened(city, share=0)
    row = opened(city)
    with refused(rules.DirectoryRunning), nothing_recorded():
        opened(city)
    with refused(rules.NotConcludable):
        concluded(city, row, Conclusion.ACCEPTED)
    concluded(city, row, Conclusion.CALLED_OFF, "选错了县区")
    opened(city)


def test_each_is_judged_by_one_of_the_citys_four_offices_and_passes_together(city: ReviewCity) -> None:
    row = opened(city)
    first, *rest = chosen(row)
    for unit, function in ((COUNTY, OFFICE), ("市府", Function.LEADER), ("市府", Function.REGISTRAR)):
        with pytest.raises(NotAllowed), nothing_recorded():
            judged(first, city.who(unit, function))
    judged(first, city.who("市府", Function.SECRECY))
    for item in rest:
        judged(item, city.who("市府", LAW))
    other = row.items.filter(chosen="")[0]
    with refused(rules.NotChosen), nothing_recorded():
        judged(other, city.who("市府", LAW))
    with refused(rules.WhyUnsaid), nothing_recorded():
        concluded(city, row, Conclusion.ACCEPTED, " ")
    with refused(MarkedSecret), nothing_recorded():
        concluded(city, row, Conclusion.ACCEPTED, "机密★10年")
    with pytest.raises(NotAllowed):
        commands.conclude_directory(row.pk, Conclusion.ACCEPTED, text="通过", by=city.who("市府", LAW))
    assert concluded(city, row, Conclusion.ACCEPTED) == 0
    assert told(COUNTY, "directory-concluded") == [{"county": COUNTY, "count": 0}]
    assert not Change.objects.exists()
    for deed in (
        lambda: judged(first, city.who("市府", LAW)),
        lambda: concluded(city, row, Conclusion.ACCEPTED),
        lambda: commands.widen_sample(row.pk, by=city.who("市府", OFFICE)),
        lambda: commands.add_to_sample(row.pk, [other.pk], reason="群众反映", by=city.who("市府", OFFICE)),
    ):
        with refused(rules.DirectoryOver), nothing_recorded():
            deed()


def test_two_judge_the_same_at_once_one_wins_the_other_is_told(city: ReviewCity) -> None:
    row = opened(city)
    item = chosen(row)[0]
    law, staff, office = (city.who("市府", one) for one in (LAW, Function.STAFFING, OFFICE))
    before = {"revision": item.revision}
    judged(item, law, FIX)
    for by in (staff, office, law):  # who had the page open from before
        with pytest.raises(rules.ItemJudged, match="已由他人判定"), nothing_recorded():
            judged(item, by, PASS, **before)
    with refused(rules.ItemJudged), nothing_recorded():
        judged(item, staff)  # and nobody overrules another
    judged(item, law, PASS)  # but everyone oneself
    judged(item, office, FIX)  # and the office whom it will
    with refused(rules.ItemJudged), nothing_recorded():
        judged(item, law)
    item.refresh_from_db()
    assert (item.verdict, item.judged_by, item.revision) == ("fix", office.name, 3)
    assert [act["verdict"] for act in bodies("review.directory-item-judged")] == ["fix", "pass", "fix"]


def test_what_must_be_fixed_is_said_of_the_very_words_and_void_once_they_change(city: ReviewCity) -> None:
    row = opened(city)
    law, item = city.who("市府", LAW), chosen(row)[0]
    with refused(rules.FaultUnsaid), nothing_recorded():
        judged(item, law, FIX, text=" ")
    with refused(MarkedSecret), nothing_recorded():
        judged(item, law, FIX, text="机密★10年")
    judged(item, law, FIX)
    read = PowerEdition.objects.get(power=item.power, state="on-record").digest
    reworded(item.power, "改过名称的职权")
    item.refresh_from_db()
    with refused(rules.ItemReworded), nothing_recorded():
        judged(item, law, PASS, digest=read)
    seen = queries.directory(city.sees("市府", LAW), row.pk)
    assert seen is not None
    [shown] = [one for one in seen.items if one.id == item.pk]
    assert (shown.void, shown.changed, shown.waits) == (True, True, True)
    assert seen.row.tally.judged == 0
    judged(item, city.who("市府", Function.STAFFING))  # a void verdict is nobody's

    other = chosen(row)[1]
    catalogue.cancel(other.power, reason="职能划转", by=BY)
    with refused(rules.ItemGone), nothing_recorded():
        judged(other, law)
    seen = queries.directory(city.sees("市府", LAW), row.pk)
    assert seen is not None
    assert seen.row.tally.total == 11
    assert next(one for one in seen.items if one.id == other.pk).now is None


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


def test_who_sees_it_and_the_county_knows_the_verdicts_once_all_is_said(city: ReviewCity) -> None:
    row = opened(city, limit=50)
    item = chosen(row)[0]
    judged(item, city.who("市府", LAW), FIX)
    county = city.sees(COUNTY, OFFICE)
    seen = queries.directory(county, row.pk)
    assert seen is not None
    assert (seen.shows, seen.row.tally.judged, seen.row.tally.faulty) == (False, 1, 0)
    assert not any(one.verdict or one.text or one.judged_by for one in seen.items)
    assert sum(unit.tally.faulty for unit in seen.units) == 0
    assert (seen.may_judge, seen.may_manage, seen.conclusions) == (False, False, ())
    for unit, function in (("甲县灯局", Function.REGISTRAR), ("乙镇", Function.LEADER), ("市灯局", Function.LEGAL)):
        assert queries.directory(city.sees(unit, function), row.pk) is None
        assert queries.directories(city.sees(unit, function)) == ()
        assert not policies.sees_directories(city.sees(unit, function))
        with pytest.raises(NotAllowed):
            queries.counties(city.sees(unit, function))
    assert not policies.sees_directories(Viewer())
    assert queries.directory(county, item.pk) is None
    for one in chosen(row):
        if one.pk != item.pk:
            judged(one, city.who("市府", LAW))
    concluded(city, row, Conclusion.PARTLY)
    seen = queries.directory(county, row.pk)
    assert seen is not None
    assert [one.text for one in seen.items if one.verdict is FIX] == ["依据的条号不对"]
    [listed] = queries.directories_of(city.sees(COUNTY, Function.REGISTRAR), city.units[COUNTY])
    assert (listed.conclusion, listed.tally.faulty) == (Conclusion.PARTLY, 1)


def test_counties_are_listed_with_what_runs_and_what_was_at_a_constant_cost(
    city: ReviewCity, django_assert_num_queries: Any
) -> None:
    [county] = queries.counties(city.sees("市府", OFFICE))
    assert (county.name, county.recorded, county.running, county.last) == (COUNTY, 12, None, None)
    row = opened(city)
    viewer = city.sees("市府", OFFICE)
    with django_assert_num_queries(12):
        [county] = queries.counties(viewer)
    assert county.running == row.pk
    assert policies.sees_directories(viewer)
    assert policies.sees_directories(city.sees(COUNTY, OFFICE))
    assert policies.sees_directories(EYES)
    with django_assert_num_queries(7):
        queries.directory(viewer, row.pk)
    for unit in ("甲县灯局", "乙镇"):
        for n in range(6):
            filed(city, unit, name=f"又一项{n}")
    concluded(city, row, Conclusion.CALLED_OFF)
    second = opened(city, share=100)
    with django_assert_num_queries(12):
        [county] = queries.counties(viewer)
    assert county.recorded == 24
    assert county.last is not None
    assert county.last.conclusion is Conclusion.CALLED_OFF
    with django_assert_num_queries(7):
        seen = queries.directory(viewer, second.pk)
    assert seen is not None
    assert [(unit.name, unit.tally.total) for unit in seen.units] == [("乙镇", 8), (COUNTY, 2), ("甲县灯局", 14)]
    assert seen.types == ("licensing", "penalty")
    assert sum(cell.tally.total for unit in seen.units for cell in unit.cells) == 24


@pytest.mark.parametrize("deed", ["judge", "widen", "add", "conclude"])
def test_what_is_not_there_is_refused(city: ReviewCity, deed: str) -> None:
    office, key = city.who("市府", OFFICE), city.units[COUNTY]
    with refused(rules.NoSuchDirectory), nothing_recorded():
        if deed == "judge":
            commands.judge_item(key, PASS, digest="", revision=0, by=office)
        elif deed == "widen":
            commands.widen_sample(key, by=office)
        elif deed == "add":
            commands.add_to_sample(key, [], reason="x", by=office)
        else:
            commands.conclude_directory(key, Conclusion.CALLED_OFF, text="x", by=office)


def test_what_is_purged_is_gone_from_lists_too(city: ReviewCity) -> None:
    row = opened(city)
    item = chosen(row)[0]
    judged(item, city.who("市府", LAW), FIX)
    keeper = Actor.account(make_account("keeper", functions=(), administers="security").pk)
    assert purge_reviews([item.power], by=keeper) == 1
    item.refresh_from_db()
    assert (item.name, item.text, item.digest, item.judged) == ("", "", "", "")
