"""Each tier files and publishes what it determines: a county's office for its departments and townships, no further."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.models import Power, PowerEdition
from sunlit.catalogue.rules import powers as rules
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import Unchanged, worker
from sunlit.noticeboard.store import reading
from sunlit.noticeboard.values import PublicResultRow
from sunlit.organs import policies
from sunlit.organs.models import Appointment, Office, Officer, Post, Region, Unit, UnitName
from sunlit.organs.rules import Function, NotAllowed, RegionTier, UnitKind, determined_by_county
from sunlit.publication import commands as publication
from sunlit.publication import queries as published
from sunlit.review.routes import route_of, routes
from tests.review.desks import Desks
from tests.review.people import BY, ReviewCity, at, review_city
from tests.stories.test_reviews import done
from tests.support.ledger import made_once, nothing_recorded, refused
from tests.support.page_forms import forms_of

if TYPE_CHECKING:
    from uuid import UUID

pytestmark = pytest.mark.django_db(databases=["default", "noticeboard"])
OFFICE, REGISTRAR = Function.OPEN_GOVERNMENT, Function.REGISTRAR
#: Whose powers the county's office must leave alone: its own government's, the city's, another county's.
NOT_ITS_OWN = ("甲县府", "市灯局", "丙县灯局")


def counties() -> ReviewCity:
    """With a second county, whose office publishes nothing of the first."""
    made = review_city()
    Region.objects.create(code="880300", name="丙县", tier=4, parent_id="880000")
    for code, kind, above in (("丙县府", "government", "市府"), ("丙县灯局", "county-department", "丙县府")):
        unit = Unit.objects.create(
            code=code, kind=kind, nature="statutory", region_id="880300", superior_id=made.units[above]
        )
        UnitName.objects.create(unit=unit, name=code)
        made.units[code] = unit.pk
        post = Post.objects.create(
            office=Office.objects.create(unit=unit, code="01", name="办公室"), code="岗", name="岗",
            functions=[(OFFICE if kind == "government" else REGISTRAR).value],
        )  # fmt: skip
        held = Officer.objects.create(number=code, name="某")
        Appointment.objects.create(officer=held, post=post, role="A")
        made.people[code, Function(post.functions[0])] = Actor.officer(post=str(post.pk), officer=str(held.pk))
    return made


made, city = made_once(counties)


@pytest.fixture
def desks(city: ReviewCity) -> Desks:
    return Desks(city)


def on_record(city: ReviewCity, unit: str, **said: Any) -> UUID:
    edition = city.draft(unit, **said)
    catalogue.file_edition(edition, opinion="准予备案", by=BY)
    return PowerEdition.objects.get(pk=edition).power_id


def standing(power: UUID) -> bool:
    worker.run_dry()
    held = reading.newest([("power", str(power))]).get(("power", str(power)))
    return held is not None and not held.withdrawn


@pytest.mark.parametrize("unit", ["甲县灯局", "乙镇"])
def test_what_the_county_determines_it_publishes_and_takes_back(desks: Desks, unit: str) -> None:
    power = PowerEdition.objects.get(pk=desks.city.draft(unit)).power_id
    row = desks.sent(unit, power)
    if unit == "甲县灯局":
        done(desks.first(unit, Function.LEGAL, row))
    done(desks.meeting(unit, row))
    done(desks.report(unit, row))
    desks.joint("甲县府", row)
    assert at(row) == {"determine"}
    done(desks.determine("甲县府", row, "filed"))

    client = desks.of("甲县府", OFFICE)
    page = client.get(f"/powers/{power}/").content.decode()
    [form] = [one for one in forms_of(page) if one.action == f"/powers/{power}/publish/"]
    answer = client.post(form.action, form.values, follow=True).content.decode()
    assert "已决定公布" in answer
    assert standing(power)
    assert f'formaction="/powers/{power}/withdraw/"' in answer
    done(client.post(f"/powers/{power}/withdraw/", {"reason": "依据有误，核实后再公布"}))
    assert not standing(power)
    assert "publish-unit" not in page


def test_the_county_publishes_a_unit_s_whole_directory_and_files_together(desks: Desks) -> None:
    city, client = desks.city, desks.of("甲县府", OFFICE)
    mine, draft = on_record(city, "甲县灯局"), city.draft("乙镇", name="小集登记", preparer="办公室", lead="办公室")
    its_government = on_record(city, "甲县府", name="灯会评估")
    page = client.get("/powers/", {"unit": str(city.units["甲县灯局"])}).content.decode()
    [form] = [one for one in forms_of(page) if one.action == "/powers/publish-unit/"]
    done(client.post(form.action, form.values))
    assert standing(mine)
    theirs = client.get("/powers/", {"unit": str(city.units["甲县府"])}).content.decode()
    assert "/powers/publish-unit/" not in theirs

    waiting = PowerEdition.objects.get(pk=draft).power_id
    chosen = {"deed": "file", "power": [str(waiting)]}
    looked = client.get("/powers/together/", chosen).content.decode()
    [confirm] = [one for one in forms_of(looked) if "seen" in one.values]
    done(client.post(confirm.action, confirm.values))
    assert PowerEdition.objects.get(pk=draft).number == 1

    told = client.get("/powers/together/", {"deed": "publish", "power": [str(waiting), str(its_government)]})
    assert "由市政务公开办审查确定" in told.content.decode()
    city_office = powers.together(
        city.sees("市府", OFFICE), "publish", powers.powers(city.sees("市府", OFFICE), unit=city.units["甲县府"]).rows
    )
    assert [row.id for row in city_office.can] == [its_government]


@pytest.mark.parametrize("unit", NOT_ITS_OWN)
def test_nothing_that_is_not_the_county_s_can_be_touched(city: ReviewCity, unit: str) -> None:
    county = city.who("甲县府", OFFICE)
    power, draft, mine = on_record(city, unit), city.draft(unit, name="草稿"), on_record(city, "甲县灯局")
    own = city.draft("甲县灯局", name="自己的草稿")
    catalogue.publish([power], by=BY)
    deeds = {
        "publish": lambda: catalogue.publish([power], by=county),
        "publish with its own": lambda: catalogue.publish([mine, power], by=county),
        "publish_unit": lambda: catalogue.publish_unit(city.units[unit], by=county),
        "withdraw": lambda: catalogue.withdraw(power, reason="不再行使", by=county),
        "file": lambda: catalogue.file_edition(draft, opinion="同意", by=county),
        "file reviewed": lambda: catalogue.file_reviewed(draft, opinion="同意", by=county),
        "file together": lambda: catalogue.file_editions([own, draft], opinion="同意", by=county),
        "suspend": lambda: catalogue.suspend(power, reason="不再行使", by=county),
        "abolish": lambda: catalogue.abolish(power, reason="不再行使", by=county),
        "code": lambda: catalogue.give_code(power, "city", "1", by=county),
        "retire": lambda: catalogue.retire_code(power, "city", "1", by=county),
        "announce": lambda: publication.announce_result(
            city.units[unit], [PublicResultRow(power="", name="某", outcome="kept")], on=clock.today(), by=county
        ),
        "see": lambda: published.outcomes(
            policies.standing(county), city.units[unit], clock.today(), clock.today()
        ),
    }  # fmt: skip
    for name, deed in deeds.items():
        with nothing_recorded(), refused(NotAllowed):
            deed()
            pytest.fail(name)
    assert PowerEdition.objects.get(pk=draft).number == 0


def test_on_the_desk_a_county_is_offered_nothing_of_others(desks: Desks) -> None:
    city, client = desks.city, desks.of("甲县府", OFFICE)
    its_government = on_record(city, "甲县府")
    page = client.get(f"/powers/{its_government}/")
    assert page.status_code == 200
    actions = {one.action for one in forms_of(page.content.decode())}
    assert not {one for one in actions if one.endswith(("/publish/", "/withdraw/", "/file/", "/codes/"))}
    for unit in NOT_ITS_OWN:
        power = on_record(city, unit, name="别处的")
        assert client.post(f"/powers/{power}/publish/").status_code == 403
        assert client.post("/powers/publish-unit/", {"unit": str(city.units[unit])}).status_code == 403
        assert not standing(power)
    for unit in ("市灯局", "丙县灯局"):
        assert client.get(f"/powers/{on_record(city, unit, name='看不见的')}/").status_code == 404


def test_what_is_missing_or_nothing_is_no_way_in(city: ReviewCity) -> None:
    """A county's office that names nothing, or what is not there, is told what it would be told of another's."""
    county, key = city.who("甲县府", OFFICE), city.units["甲县府"]  # no power's
    for deed in (
        lambda: catalogue.publish([], by=county),
        lambda: catalogue.publish([key], by=county),
        lambda: catalogue.file_edition(key, opinion="同意", by=county),
        lambda: catalogue.file_loading(key, opinion="同意", by=county),
        lambda: publication.withdraw_result(key, reason="误", by=county),
    ):
        with nothing_recorded(), refused(NotAllowed):
            deed()
    secret = Power.objects.get(pk=catalogue.register_secret(city.units["甲县灯局"], by=BY))
    with nothing_recorded(), refused(rules.NoSuchPower):
        catalogue.publish([secret.pk], by=county)


def test_a_county_tells_the_public_what_became_of_its_own(desks: Desks) -> None:
    city, client = desks.city, desks.of("甲县府", OFFICE)
    own, others = city.units["甲县灯局"], city.units["丙县灯局"]
    row = [PublicResultRow(power="", name="灯市评比", outcome="abolished", reason="没有依据")]
    by_city = publication.announce_result(others, row, on=clock.today(), by=city.who("市府", OFFICE))
    mine = publication.announce_result(own, row, on=clock.today(), by=city.who("甲县府", OFFICE))
    worker.run_dry()
    page = client.get("/results/").content.decode()
    assert f"/results/{mine}/" in page
    assert f"/results/{by_city}/" not in page
    assert str(own) in page
    assert str(others) not in page
    assert str(city.units["甲县府"]) not in page
    client.post(f"/results/{by_city}/withdraw/", {"reason": "误"})
    done(client.post(f"/results/{mine}/withdraw/", {"reason": "重复公告"}))
    worker.run_dry()
    assert [held.key for held in published.results(city.sees("市府", OFFICE))] == [str(by_city)]
    with refused(NotAllowed):
        published.results(city.sees("甲县灯局", REGISTRAR))


def test_a_township_s_own_post_is_no_county_s_office(city: ReviewCity) -> None:
    """A county has an office of open government; a township has not, whatever its posts are given."""
    post = Post.objects.create(
        office=Office.objects.get(unit=city.units["乙镇"]), code="多给的", name="岗", functions=[OFFICE.value]
    )
    held = Officer.objects.create(number="多给的", name="某")
    Appointment.objects.create(officer=held, post=post, role="A")
    by = Actor.officer(post=str(post.pk), officer=str(held.pk))
    assert policies.standing(by).determines == frozenset()
    power = on_record(city, "乙镇")
    with nothing_recorded(), refused(NotAllowed):
        catalogue.publish([power], by=by)
    assert not isinstance(catalogue.publish([power], by=city.who("甲县府", OFFICE)), Unchanged)


def test_who_determines_is_who_the_route_says() -> None:
    """The organs and the four routes tell the same."""
    drawn = routes()
    for tier in (RegionTier.CITY, RegionTier.COUNTY, RegionTier.TOWNSHIP):
        for kind in UnitKind:
            for above in (None, *UnitKind):
                if tier is RegionTier.CITY and UnitKind.TOWNSHIP in (kind, above):
                    continue  # there is none
                route = drawn[f"review:{route_of(kind, tier, above)}"]
                [step] = [one for one in route.nodes if one.id == "determine"]
                county = determined_by_county(kind, tier, above)
                assert step.performer == f"function:open-government@{'county' if county else 'city'}", (kind, tier)
