"""Which bodies of a law a unit of today is: by the field its name tells, and by its tier.

Laws name bodies by their field (环境保护主管部门), units bear the names of the day (生态环境局). Fields that reforms
have joined or renamed stand together here (国务院机构改革方案, 2008 to 2023); one that is not in the table is compared
by its own words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.kernel.text import squeeze
from sunlit.law.rules.bodies import Tier, level_of, region_of

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Names of one field of administration; the first is that of today.
FIELDS = tuple(
    tuple(words.split())
    for words in (
        (
            "市场监督管理 市场监管 工商行政管理 质量技术监督 产品质量监督 食品药品监督 食品安全监督 药品监督 "
            "价格主管 价格监督 特种设备"
        ),
        "生态环境 环境保护 环保",
        "公安",
        "消防救援 消防机构",
        "应急管理 安全生产监督",
        "自然资源 国土资源 土地管理 城乡规划 城市规划 规划主管 不动产登记",
        "住房和城乡建设 住房城乡建设 住建 建设主管 建设行政 房地产 房产管理",
        "城市管理 综合执法 市政 市容 城市绿化 园林 城市供水 燃气管理 城镇排水 城市建设主管",
        "交通运输 交通主管 道路运输 公路 海事",
        "水务 水利 水行政 河湖",
        "农业农村 农业 渔业 畜牧 兽医 农机",
        "林业 草原 林草",
        "卫生健康 卫生 疾病预防",
        "医疗保障 医保",
        "教育",
        "科学技术 科技",
        "工业和信息化 工信 电信",
        "民族 宗教",
        "民政",
        "司法行政 司法局 法制机构",
        "财政",
        "人力资源 社会保障 社会保险 劳动保障 劳动行政",
        "商务",
        "文化 旅游 文物 文广",
        "新闻出版 出版行政 版权 电影",
        "退役军人",
        "审计",
        "统计 普查",
        "发展和改革 发展改革 发改 经济综合宏观调控 能源主管 粮食",
        "人民防空 人防",
        "税务",
        "海关",
        "气象",
        "烟草",
        "邮政管理",
        "保密",
        "档案",
        "体育",
        "国有资产",
        "公务员",
    )
)
_SPLIT = re.compile("、|或者|和(?!信息|改革|城乡|旅游|社会)|以及|会同|及其")
_SUFFIX = re.compile(r"(?:行政)?(?:主管|监督管理|管理|事务)?(?:部门|机构|机关|局|委员会|办公室|中心|处|站|所|队)$")
#: What stands before the field in a law's wording: 县级以上地方人民政府, 市、区.
_PREFIX = re.compile(
    r"^(?:(?:有关|所在地的?|当地|原|负责|国务院|国家|县级|设区的市级?|省级|市、县级?|[市县省](?![场])|自治区|直辖市|地方|各级|城市|本级|以上|及其?|的|级|区|[、])*人民政府的?"
    r"|有关|所在地的?|当地|国务院|国家)"
)
#: Tiers that are told with a pause between them, which parts no two bodies.
_TOGETHER = re.compile("市、县|市、区|省、自治区")
_LEAST = 2  # characters that tell a field


def fields_of(name: str) -> frozenset[str]:
    """The fields a body's name tells, each by its name of today; a name with none tells its own words.

    >>> sorted(fields_of("县级以上人民政府环境保护主管部门")), sorted(fields_of("示范市集市管理局"))
    (['生态环境'], ['集市'])
    """
    plain = _PREFIX.sub("", squeeze(name).removeprefix(str(region_of(name))))
    found = {words[0] for words in FIELDS if any(word in plain for word in words)}
    if not found:
        own = _SUFFIX.sub("", plain)
        found = {own} if len(own) >= _LEAST else set()
    return frozenset(found)


def tiers_of(body: str) -> frozenset[Tier]:
    """The tiers at which bodies of a law's wording exist; all below the nation where the wording tells none."""
    local = frozenset({Tier.PROVINCE, Tier.CITY, Tier.COUNTY})
    for pattern, tiers in _TIERS:
        if pattern.search(body):
            return tiers
    return local


_CITY_UP, _ALL = frozenset({Tier.PROVINCE, Tier.CITY}), frozenset({Tier.PROVINCE, Tier.CITY, Tier.COUNTY})
_TIERS = (
    (re.compile("县级以上|地方各级|各级人民政府"), _ALL),
    (re.compile("设区的市级?(?:人民政府)?以上|市级以上"), _CITY_UP),
    (re.compile("省级以上"), frozenset({Tier.PROVINCE})),
    (re.compile("设区的市|市、县|市、区|城市人民政府"), frozenset({Tier.CITY, Tier.COUNTY})),
    (re.compile("省、自治区|省级"), frozenset({Tier.PROVINCE})),
    (re.compile("^(?:国务院|国家|全国|中国)"), frozenset({Tier.NATIONAL})),
    (re.compile("县级|县人民政府|乡|镇|街道|^[县区](?!域)"), frozenset({Tier.COUNTY})),
    # A city's own regulation says 市公安机关, and 区公安机关 of those below it.
    (re.compile("^市(?![场政容民])"), frozenset({Tier.CITY})),
)
_GOVERNMENT = re.compile("(?:人民政府|政府)$")


def may_be(unit_names: Iterable[str], body: str) -> bool:
    """Whether a unit (by its names, old and new) is one of the bodies a law names.

    >>> may_be(["示范市生态环境局"], "县级以上人民政府环境保护主管部门"), may_be(["示范市公安局"], "国务院公安部门")
    (True, False)
    """
    names = [squeeze(name) for name in unit_names]
    plain = squeeze(body)
    return any(_is(name, part, plain) for name in names for part in _SPLIT.split(plain) if part)


def _is(name: str, body: str, whole: str) -> bool:
    tier = level_of(name)
    told = whole if _TOGETHER.search(whole) or not any(pattern.search(body) for pattern, _ in _TIERS) else body
    if tier is not Tier.UNKNOWN and tier not in tiers_of(told):
        return False
    if _GOVERNMENT.search(name) or _GOVERNMENT.search(body):
        return bool(_GOVERNMENT.search(name) and _GOVERNMENT.search(body))
    ours, theirs = fields_of(name), fields_of(body)
    return bool(ours & theirs) or any(a in b or b in a for a in ours for b in theirs)


def words_for(unit_names: Iterable[str]) -> tuple[str, ...]:
    """Words one of which stands in every law that names such a unit as a body: for a first, coarse search."""
    out: list[str] = []
    for name in unit_names:
        plain = squeeze(name)
        if _GOVERNMENT.search(plain):
            out.append("人民政府")
        for field in fields_of(plain):
            out += next((words for words in FIELDS if words[0] == field), (field,))
    return tuple(dict.fromkeys(out))
