"""整体审核: a county's directory as one batch, a sample of it judged item by item, and what comes of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.rules.staging import MarkedSecret
from sunlit.kernel.actor import Actor
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Viewer
from sunlit.review import commands, policies
from sunlit.review.commands.purging import purge_reviews
from sunlit.review.models import Change, DirectoryItem
from sunlit.review.queries import directories as queries
from sunlit.review.rules import directories as rules
from sunlit.review.rules.directories import Chosen, Conclusion
from tests.review.counties import (
    COUNTY,
    EYES,
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
from tests.support.people import make_account

if TYPE_CHECKING:

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db

made, city = made_once(county)


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
