"""What the name of a body shows: its region, the tier it belongs to, and whether it is an administrative organ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache

from sunlit.kernel.text import squeeze


class Tier(IntEnum):
    """行使层级 of a body, highest first; what its name does not show is `UNKNOWN`, never guessed."""

    NATIONAL = 1
    PROVINCE = 2  # 省、自治区、直辖市
    CITY = 3  # 设区的市、自治州、地区、盟
    COUNTY = 4  # 县、区、旗 and what is below
    UNKNOWN = 9


@dataclass(frozen=True, slots=True)
class Region:
    """The regions named at the head of a body's or a text's name, as written; empty where none is."""

    province: str = ""
    city: str = ""
    county: str = ""

    def __str__(self) -> str:
        return self.province + self.city + self.county


_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_NAME = "[\u4e00-\u9fff]"
_PROVINCE = re.compile(rf"(?:北京市|天津市|上海市|重庆市|新疆生产建设兵团|{_NAME}{{2,3}}省|{_NAME}{{2,5}}自治区)")
_CITY = re.compile(rf"{_NAME}{{2,10}}?(?:自治州|地区(?!性)|盟(?!约)|市(?![场政民容委直级辖]|中级))")
_COUNTY = re.compile(rf"{_NAME}{{1,10}}?(?:自治县|自治旗|县(?!级)|(?<!自治)区(?![域划])|旗)")
#: 城关区…市, 设区的市, 直辖市, 沿海开放城市: what ends in 市 and is no city's name (but 盐城市 is).
_NO_CITY = re.compile("[县区旗](?!域).+|(?:直辖|较大的|[县地]级)市$|.{2,}城市$")
#: Signs of a national body, whatever follows.
_NATIONAL = re.compile(r"全国人民代表大会|^(?:中共)?中央|国务院|^中华人民共和国|^国家|^中国|最高人民|中央军事委员会")
#: A body without a region before its name is a national one if it ends so.
_MINISTRY = re.compile(
    r"^(?:公安|财政|外交|国防|教育|司法|建设|卫生|民政|商务|文化|铁道|交通|交通运输|水利|农业|农业农村|科学技术|科技|民族事务|"
    r"生态环境|环境保护|自然资源|国土资源|应急管理|信息产业|工业和信息化|人力资源(?:和|与)?社会保障|劳动和社会保障|劳动|人事|监察|"
    r"住房和城乡建设|住房城乡建设|文化和旅游|退役军人事务|外经贸|对外贸易经济合作|化学工业|煤炭工业|电力工业|邮电|林业|地质矿产|内贸|国内贸易)部"
    r"|总局|总署|审计署"
)
#: 市统计局, 省财政厅, 县公安局: the region's name is left out, its tier is not.
_BARE = (
    (re.compile("[本全]?省|自治区"), Tier.PROVINCE),
    (re.compile("[本全]?市(?!场)|州"), Tier.CITY),
    (re.compile("[本全]?[县区旗](?!域)"), Tier.COUNTY),
)


@lru_cache(maxsize=4096)
def region_of(name: str) -> Region:
    """The regions with which `name` begins: 甘肃省兰州市城关区… is all three, 财政部 none.

    A municipality under the central government (直辖市) is a province; a city at county level cannot be told from
    one with districts by its name and is given as a city.
    """
    rest = squeeze(name)[:60]
    province = city = county = ""
    if _NATIONAL.search(rest[:12]):
        return Region()
    if found := _PROVINCE.match(rest):
        province, rest = found[0], rest[found.end() :]
    found = None if province in _MUNICIPALITIES else _CITY.match(rest)
    if found and not _NO_CITY.search(found[0]):
        city, rest = found[0], rest[found.end() :]
    if found := _COUNTY.match(rest):
        county = found[0]
    return Region(province, city, county)


@lru_cache(maxsize=4096)
def level_of(issuer: str) -> Tier:
    """The tier of the body that bears this name.

    >>> level_of("全国人民代表大会常务委员会").name, level_of("兰州市人民政府").name, level_of("财政局").name
    ('NATIONAL', 'CITY', 'UNKNOWN')
    """
    name = squeeze(issuer)
    region = region_of(name)
    tiers = (
        (_NATIONAL.search(name[:16]), Tier.NATIONAL),
        (region.county, Tier.COUNTY),
        (region.city, Tier.CITY),
        (region.province, Tier.PROVINCE),
        *((pattern.match(name), tier) for pattern, tier in _BARE),
        (_MINISTRY.search(name), Tier.NATIONAL),
    )
    return next((tier for shown, tier in tiers if shown), Tier.UNKNOWN)


class Nature(StrEnum):
    """What a body is, for holding a power or being entrusted with one."""

    ORGAN = "organ"  # 行政机关
    PUBLIC_AFFAIRS = "public-affairs"  # 管理公共事务的组织, most of them 事业单位
    OTHER = "other"  # 企业、社会团体、其他组织
    PERSON = "person"  # 个人
    UNKNOWN = "unknown"


_OTHER_BODY = re.compile(
    r"(?:公司|集团|企业|厂|店|合作社|协会|学会|商会|联合会|基金会|事务所|村民委员会|居民委员会|村委会|居委会)$"
)
_ORGAN = re.compile(r"(?:人民政府|政府办公室|街道办事处|管理委员会|管委会|委员会|政府|厅|局|署|部|海关|办公室)$")
_PERSON = re.compile(r"^(?:个人|公民|自然人)$")


def nature_of(name: str) -> Nature:
    """What the name of a body shows of its nature. 中心, 站, 所, 队 may be organs' offices or 事业单位: unknown.

    >>> nature_of("兰州市供热有限公司").value, nature_of("城关区人民政府").value, nature_of("市卫生监督所").value
    ('other', 'organ', 'unknown')
    """
    plain = squeeze(name)
    if _PERSON.match(plain):
        return Nature.PERSON
    if _OTHER_BODY.search(plain):
        return Nature.OTHER
    return Nature.ORGAN if _ORGAN.search(plain) else Nature.UNKNOWN
