"""Which bodies of a law a unit of today is."""

from __future__ import annotations

import pytest

from sunlit.law.rules.bodies import Tier
from sunlit.law.rules.holders import fields_of, may_be, tiers_of, words_for


@pytest.mark.parametrize(
    ("unit", "body"),
    [
        ("示范市生态环境局", "县级以上人民政府环境保护主管部门"),
        ("示范市生态环境局", "环境保护主管部门或者其他依照本法规定行使监督管理权的部门"),
        ("示范市市场监督管理局", "工商行政管理部门、电信管理机构"),
        ("示范市集市管理局", "集市主管部门"),
        ("示范市集市管理局", "设区的市级以上人民政府集市主管部门"),
        ("城东区集市管理局", "县级人民政府集市主管部门"),
        ("示范市公安局", "公安机关交通管理部门"),
        ("示范市公安局", "市、区公安机关"),
        ("城东区集市管理局", "区集市管理部门"),
        ("示范市人民政府", "市、县级人民政府"),
        ("示范市人民政府", "县级以上地方人民政府"),
        ("示范省自然资源厅", "省、自治区、直辖市人民政府国土资源主管部门"),
        ("集市管理局", "县级人民政府集市主管部门"),  # a name without its region: any tier
    ],
)
def test_a_unit_is_a_body_of_its_field_and_tier(unit: str, body: str) -> None:
    assert may_be([unit], body)


@pytest.mark.parametrize(
    ("unit", "body"),
    [
        ("示范市生态环境局", "国务院环境保护主管部门"),
        ("示范市生态环境局", "省级以上人民政府生态环境主管部门"),
        ("示范市集市管理局", "县级人民政府集市主管部门"),
        ("示范市集市管理局", "公安机关"),
        ("示范市集市管理局", "区集市管理部门"),
        ("城东区集市管理局", "市集市管理部门"),
        ("示范市集市管理局", "有关部门"),
        ("示范市集市管理局", ""),
        ("示范市集市管理局", "县级以上人民政府"),
        ("示范市人民政府", "县级以上人民政府民政部门"),
        ("示范市民政局", "县级以上人民政府财政部门"),
    ],
)
def test_it_is_none_of_another_field_or_tier(unit: str, body: str) -> None:
    assert not may_be([unit], body)


def test_a_unit_is_also_what_it_was_called_before() -> None:
    assert may_be(["示范市新局", "示范市集市管理局"], "集市主管部门")


def test_fields_tiers_and_words_to_look_for() -> None:
    assert fields_of("县级以上人民政府水行政主管部门") == {"水务"}
    assert fields_of("局") == set()
    assert tiers_of("城市管理部门") == {Tier.PROVINCE, Tier.CITY, Tier.COUNTY}
    assert tiers_of("省级以上人民政府") == {Tier.PROVINCE}
    assert {"生态环境", "环境保护"} <= set(words_for(["示范市生态环境局"]))
    assert words_for(["示范市人民政府"]) == ("人民政府",)
    assert words_for(["示范市集市管理局"]) == ("集市",)
