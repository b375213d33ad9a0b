"""The four routes of the plan, each carried to its end by those whose steps they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sunlit.catalogue.models import Power, PowerEdition
from sunlit.flow.charts import citizens
from sunlit.flow.charts.layout import laid_out
from sunlit.flow.checks import publishable
from sunlit.flow.models import Run
from sunlit.kernel import clock
from sunlit.organs.rules import Function, NotAllowed, UnitKind
from sunlit.review import commands, queries, rules
from sunlit.review.models import Review
from sunlit.review.routes import route_of, routes
from sunlit.review.values import JOINT, OpinionKind, Outcome
from tests.review.people import at, judge, meet, review_city
from tests.support.ledger import made_once, nothing_recorded, recorded, refused

if TYPE_CHECKING:
    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
LEGAL, LEADER, REGISTRAR = Function.LEGAL, Function.LEADER, Function.REGISTRAR
OFFICE = Function.OPEN_GOVERNMENT
JUDGES = {
    OpinionKind.LAW: Function.CITY_LEGAL, OpinionKind.MANDATE: Function.STAFFING, OpinionKind.SECRECY: Function.SECRECY,
}  # fmt: skip


made, city = made_once(review_city)


@pytest.mark.parametrize("name", routes())
def test_every_route_may_be_published(name: str) -> None:
    assert publishable(routes()[name]) == ()


@pytest.mark.parametrize("name", routes())
def test_the_chart_of_every_route_fits_a_page_and_shows_whose_side_each_step_is_on(name: str) -> None:
    drawn = laid_out(citizens(routes()[name]))
    assert drawn.width <= 1120, "what a page of 1280 has room for"
    assert [lane.name for lane in drawn.lanes] == ["报送单位", "会审部门", "领导小组办公室"]


@pytest.mark.parametrize(
    ("kind", "tier", "above", "route"),
    [
        (UnitKind.DEPARTMENT, 3, UnitKind.GOVERNMENT, "department"),
        (UnitKind.GOVERNMENT, 3, None, "department"),
        (UnitKind.VERTICAL, 3, None, "department"),
        (UnitKind.PARTY, 4, None, "county-department"),
        (UnitKind.COUNTY_DEPARTMENT, 4, UnitKind.GOVERNMENT, "county-department"),
        (UnitKind.GOVERNMENT, 4, UnitKind.GOVERNMENT, "county-government"),
        (UnitKind.TOWNSHIP, 5, UnitKind.GOVERNMENT, "township"),
        (UnitKind.AUTHORISED, 3, UnitKind.DEPARTMENT, "department"),
        (UnitKind.AUTHORISED, 4, UnitKind.COUNTY_DEPARTMENT, "county-department"),
        (UnitKind.ENTRUSTED, 3, UnitKind.DEPARTMENT, "department"),
        (UnitKind.ENTRUSTED, 4, UnitKind.GOVERNMENT, "county-government"),
        (UnitKind.ENTRUSTED, 5, UnitKind.TOWNSHIP, "township"),
    ],
)
def test_by_which_route_a_unit_s_powers_go(kind: UnitKind, tier: int, above: UnitKind | None, route: str) -> None:
    assert route_of(kind, tier, above) == route


def walked(city: ReviewCity, unit: str, acting: str, first: tuple[str, Function] | None, where: str) -> Review:
    """A review from being sent to being determined, each step by who does it, and by nobody else."""
    row = city.sent(unit)
    if first:
        assert at(row) == {"first"}
        judge(row, OpinionKind.LEGALITY, city.who(*first))
    assert at(row) == {"meeting"}
    meet(row, city.who(acting, LEADER), clock.today())
    commands.report_up([row.pk], "灯审〔2026〕1号", by=city.who(acting, REGISTRAR))
    assert at(row) == {"law", "mandate", "secrecy"}
    other = "甲县府" if where == "市府" else "市府"
    for kind in JOINT:
        with refused(NotAllowed), nothing_recorded():
            judge(row, kind, city.who(other, JUDGES[kind]))
        judge(row, kind, city.who(where, JUDGES[kind]))
    assert at(row) == {"determine"}
    commands.determine(row.pk, "filed", digest=row.digest, text="准予备案", by=city.who(where, OFFICE))
    row.refresh_from_db()
    assert row.outcome == Outcome.FILED.value
    assert PowerEdition.objects.get(pk=row.edition).state == "on-record"
    assert Run.objects.get(pk=row.run).outcome == "准予备案"
    return row


def test_a_department_s_power_goes_by_its_legal_body_and_leaders_to_the_city_s_office(city: ReviewCity) -> None:
    row = walked(city, "市灯局", "市灯局", ("市灯局", LEGAL), "市府")
    assert (row.route, row.number) == ("department", "灯审〔2026〕1号")
    assert [act.kind for act in recorded("review.ended")] == ["review.ended"]
    assert all("河灯" not in act.body for kind in ("review.begun", "review.opinion-given") for act in recorded(kind))


def test_a_county_department_s_goes_to_the_county_s_office_with_its_own_joint_review(city: ReviewCity) -> None:
    assert walked(city, "甲县灯局", "甲县灯局", ("甲县灯局", LEGAL), "甲县府").route == "county-department"


def test_a_county_government_s_goes_by_its_legal_office_and_executive_meeting_to_the_city(city: ReviewCity) -> None:
    assert walked(city, "甲县府", "甲县府", ("甲县府", Function.CITY_LEGAL), "市府").route == "county-government"


def test_a_township_s_own_meeting_and_then_the_county_s_office(city: ReviewCity) -> None:
    assert walked(city, "乙镇", "乙镇", None, "甲县府").route == "township"


def test_an_authorised_organisation_goes_in_its_own_name(city: ReviewCity) -> None:
    assert walked(city, "灯检", "灯检", ("灯检", LEGAL), "市府").acting_id == city.units["灯检"]


def test_an_entrusted_one_goes_through_the_organ_that_entrusted_it(city: ReviewCity) -> None:
    row = walked(city, "灯协", "市灯局", ("市灯局", LEGAL), "市府")
    assert (row.unit_id, row.acting_id) == (city.units["灯协"], city.units["市灯局"])


def test_nobody_else_sends_sees_or_judges(city: ReviewCity) -> None:
    draft = city.draft()
    with refused(NotAllowed), nothing_recorded():
        commands.send([draft], by=city.who("灯检", REGISTRAR))
    with refused(NotAllowed), nothing_recorded():
        commands.send([draft], by=city.who("市灯局", LEADER))
    [key] = commands.send([draft], by=city.who("市灯局", REGISTRAR))
    row = Review.objects.get(pk=key)
    assert queries.review(city.sees("灯检", REGISTRAR), key) is None
    assert queries.review(city.sees("甲县府", OFFICE), key) is None
    assert queries.review(city.sees("市府", Function.SECRECY), key) is not None
    assert queries.reviews(city.sees("灯检", REGISTRAR)) == ()
    for who in (("市灯局", REGISTRAR), ("市灯局", LEADER), ("市府", Function.CITY_LEGAL)):
        with refused(NotAllowed), nothing_recorded():
            judge(row, OpinionKind.LEGALITY, city.who(*who))
    with refused(rules.NotHere), nothing_recorded():
        judge(row, OpinionKind.LAW, city.who("市府", Function.CITY_LEGAL))


def test_a_power_is_judged_once_at_a_time_and_only_what_is_complete(city: ReviewCity) -> None:
    row = city.sent()
    with pytest.raises(Exception, match="正在审核"), nothing_recorded():
        commands.send([row.edition], by=city.who("市灯局", REGISTRAR))
    bare = city.draft(bases=(), holder="")
    with pytest.raises(rules.NotComplete, match="来源依据、行使主体"), nothing_recorded():
        commands.send([bare], by=city.who("市灯局", REGISTRAR))
    with refused(rules.NoSuchReview):
        commands.report_up([city.units["市府"]], "1", by=city.who("市灯局", REGISTRAR))
    assert Power.objects.count() == 2
