"""The name of a body shows its tier and its region, or shows nothing; nothing is guessed."""

from __future__ import annotations

import pytest

from sunlit.law.rules import Band, Kind, Nature, PowerType, Region, Tier, band_of, level_of, nature_of, region_of


@pytest.mark.parametrize(
    ("name", "tier", "region"),
    [
        ("全国人民代表大会常务委员会", Tier.NATIONAL, ""),
        ("国务院办公厅", Tier.NATIONAL, ""),
        ("公安部", Tier.NATIONAL, ""),
        ("市场监管总局", Tier.NATIONAL, ""),
        ("海关总署", Tier.NATIONAL, ""),
        ("国家发展和改革委员会", Tier.NATIONAL, ""),
        ("甘肃省人民代表大会常务委员会", Tier.PROVINCE, "甘肃省"),
        ("北京市财政局", Tier.PROVINCE, "北京市"),
        ("新疆维吾尔自治区人民政府", Tier.PROVINCE, "新疆维吾尔自治区"),
        ("新疆生产建设兵团", Tier.PROVINCE, "新疆生产建设兵团"),
        ("自治区财政厅", Tier.PROVINCE, ""),
        ("甘肃省兰州市人民政府", Tier.CITY, "甘肃省兰州市"),
        ("兰州市 市场监督管理局", Tier.CITY, "兰州市"),
        ("临夏回族自治州人民代表大会", Tier.CITY, "临夏回族自治州"),
        ("酒泉地区行政公署", Tier.CITY, "酒泉地区"),
        ("市统计局", Tier.CITY, ""),
        ("北京市朝阳区人民政府", Tier.COUNTY, "北京市朝阳区"),
        ("兰州市城关区人民政府", Tier.COUNTY, "兰州市城关区"),
        ("榆中县人民政府", Tier.COUNTY, "榆中县"),
        ("张家川回族自治县人民代表大会", Tier.COUNTY, "张家川回族自治县"),
        ("县公安局", Tier.COUNTY, ""),
        ("市场监督管理局", Tier.UNKNOWN, ""),
        ("财政局", Tier.UNKNOWN, ""),
        ("盐城市人民政府", Tier.CITY, "盐城市"),
        ("兰州市城市管理局", Tier.CITY, "兰州市"),
        ("沿海开放城市管理局", Tier.UNKNOWN, ""),
        ("直辖市人民政府", Tier.UNKNOWN, ""),
        ("", Tier.UNKNOWN, ""),
    ],
)
def test_tier_and_region_of_a_body(name, tier, region):
    assert level_of(name) is tier
    assert str(region_of(name)) == region


def test_a_district_before_the_word_city_is_no_city():
    assert region_of("城关区某某市场") == Region(county="城关区")


@pytest.mark.parametrize(
    ("name", "nature"),
    [
        ("城关区人民政府", Nature.ORGAN),
        ("市生态环境局", Nature.ORGAN),
        ("示范市供热有限公司", Nature.OTHER),
        ("示范市建筑业协会", Nature.OTHER),
        ("东街社区居民委员会", Nature.OTHER),
        ("个人", Nature.PERSON),
        ("市卫生监督所", Nature.UNKNOWN),
        ("", Nature.UNKNOWN),
    ],
)
def test_nature_of_a_body(name, nature):
    assert nature_of(name) is nature


def test_every_kind_has_a_band_and_every_type_its_words():
    assert {band_of(kind) for kind in Kind} == set(Band)
    assert band_of(Kind.DEPARTMENT_RULE) is band_of(Kind.LOCAL_RULE)
    assert band_of(Kind.STATE_COUNCIL_DECISION) is band_of(Kind.REGULATION)
    assert len({power.words for power in PowerType}) == len(PowerType)
    assert PowerType.LICENSING.words == "行政许可"
