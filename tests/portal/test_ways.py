"""Three ways in besides the name: who I am, where I live, and what a clearing came to."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client, override_settings

from sunlit.kernel import clock
from sunlit.noticeboard.store import serving
from sunlit.portal.render import places
from sunlit.portal.render.shares import shares
from tests.portal.test_pages import STACK, TODAY
from tests.support import public_city
from tests.support.ledger import made_once

pytestmark = [pytest.mark.django_db(databases=["default", "noticeboard"]), pytest.mark.urls("sunlit.portal.root")]


made, _board = made_once(public_city.fill, for_all=True)


@pytest.fixture(autouse=True)
def _portal():
    with clock.frozen(TODAY), override_settings(MIDDLEWARE=STACK):
        yield


def look(path: str, status: int = 200, **asked: str) -> str:
    answer = Client().get(path, asked)
    assert answer.status_code == status
    return answer.content.decode()


def test_kinds_of_people_lead_to_what_concerns_them(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(5, using="noticeboard"):
        html = look("/people/")

    assert "夜间集市开办许可" in html
    groups = serving.groups(10, 1)
    assert groups
    assert all(len(group.keys) == 1 <= group.total for group in groups)
    assert f'<h2 id="who-1" lang="zh-Hans">{groups[0].word}</h2>' in html


def test_who_does_it_for_an_address_level_by_level() -> None:
    html = look("/address/", region=public_city.RIVER)
    assert public_city.RIVER in html
    for unit in (public_city.MARKET, public_city.TOWN, public_city.EAST):
        assert f"/units/{unit}/" in html

    found = look("/address/", region=public_city.CITY, q="夜间集市")
    assert "夜间集市开办许可" in found
    assert "没有找到" in look("/address/", region=public_city.CITY, q="绝无此事")
    elsewhere = look("/address/", region="000000", q="夜间集市")
    assert "<caption" not in elsewhere
    for code in (public_city.CITY, public_city.EASTERN, public_city.RIVER):
        assert f'href="/address/{code}/"' in elsewhere  # each division there is


def cells(html: str) -> dict[str, list[str]]:
    """The keys of the powers beside each name, level by level."""
    rows = re.findall(r'<th scope="row" lang="zh-Hans">([^<]*)</th>(.*?)</tr>', html)
    return {name: [" ".join(re.findall(r"/powers/([^/]*)/", cell)) for cell in rest.split("<td")[1:]] for name, rest in rows}


def test_an_item_leads_to_its_namesakes_at_its_own_place_on_every_level() -> None:
    assert f'href="/address/?region={public_city.CITY}&amp;power=pw-open"' in look("/powers/pw-open/")

    html = look("/address/", region=public_city.CITY, power="pw-open")
    assert f'<option value="{public_city.CITY}" selected>' in html
    assert 'name="q" value="夜间集市开办许可"' in html
    assert next(iter(cells(html).items())) == ("夜间集市开办许可", ["pw-open", "pw-east-open", ""])

    district = look("/address/", power="pw-east-open")  # at the place of the item, if no other is named
    assert f'<option value="{public_city.EASTERN}" selected>' in district
    assert next(iter(cells(district).items())) == ("夜间集市开办许可", ["pw-open", "pw-east-open", ""])
    assert "pw-cancelled" not in "".join(str(cells(look("/address/", power="pw-cancelled"))))


def test_a_township_is_found_from_above_and_from_below() -> None:
    for region in (public_city.CITY, public_city.EASTERN, public_city.RIVER):
        html = look("/address/", region=region, q="放灯补贴")
        assert [tuple(row)[-1][:3] for row in cells(html).values()].count("pw-")
        assert f"/units/{public_city.TOWN}/" in look(f"/address/{region}/")
    look("/address/000000/", 404)


def test_many_units_of_one_level_are_folded_and_the_divisions_own_stand_first() -> None:
    unit = public_city.units()[public_city.TOWN]
    units = {f"u{n}": replace(unit, name=f"第{n}镇", region=f"33010200{n}", region_name=f"第{n}镇") for n in range(5)}
    units |= {f"v{n}": replace(unit, name=f"河灯镇第{n}所") for n in range(4)}
    everything = public_city.units() | units

    [city, county, town] = places.levels(places.serving(everything, public_city.EASTERN), public_city.EASTERN)

    assert (city.tier, county.tier, town.tier) == (3, 4, 5)
    assert (len(town.seen), len(town.folded)) == (places.MOST_IN_SIGHT, 10 - places.MOST_IN_SIGHT)
    own = places.levels(places.serving(everything, public_city.CITY), public_city.CITY)[0]
    assert own.seen[0].place == ""
    assert all(body.place for body in town.seen)
    assert [(d.name, d.deep) for d in places.divisions(everything)][:3] == [("示范市", 0), ("城东区", 1), ("第0镇", 2)]


def test_an_address_is_a_fixed_number_of_statements(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(9, using="noticeboard"):
        look("/address/", region=public_city.EASTERN, power="pw-open")


def test_the_notice_of_a_clearing_gives_each_result_its_reason() -> None:
    assert 'href="/results/r-market/"' in look("/results/")

    html = look("/results/r-market/")

    assert "行政职权清理结果公告" in html
    assert "理由" in html
    look("/results/r-none/", 404)
    look("/results/u-market/", 404)


def test_what_a_clearing_came_to_is_one_bar_with_numbers_and_words() -> None:
    for html in (look("/results/"), look("/results/r-market/")):
        assert 'aria-label="更名 1、' not in html  # what was kept stands first
        assert 'aria-label="保留 1、更名 1、取消 1、废止 1"' in html
        assert html.count('<rect class="share share-kept" x="0.000%" y="0" width="25.000%"') == 1
        assert ">25%<" in html
    assert 'href="#cancelled"' in look("/results/r-market/")


def test_shares_fill_the_bar_and_a_narrow_one_is_told_beside_it() -> None:
    found = shares([("kept", 997), ("renamed", 2), ("abolished", 1)])

    assert [s.percent for s in found] == ["100", "<1", "<1"]
    assert [s.said for s in found] == [True, False, False]
    assert [s.start for s in found] == ["0.000%", "99.700%", "99.900%"]
    assert shares([]) == ()
