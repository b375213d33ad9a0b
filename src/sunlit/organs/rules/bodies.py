"""Kinds of units, natures, tiers, functions of posts: the words of the organs, and how officers are named in public."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class RegionTier(IntEnum):
    """行使层级 (GB/T 39046-2020): the codes of the standard."""

    NATION = 1
    PROVINCE = 2
    CITY = 3
    COUNTY = 4
    TOWNSHIP = 5

    @property
    def words(self) -> str:
        """As printed: 市级."""
        return {1: "国家级", 2: "省级", 3: "市级", 4: "县级", 5: "乡镇级"}[self.value]


class UnitKind(StrEnum):
    """What the plan calls a 单位 (plan, chapter two): everybody who exercises power."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    COUNTY_DEPARTMENT = "county-department"
    TOWNSHIP = "township"
    AUTHORISED = "authorised"
    ENTRUSTED = "entrusted"
    VERTICAL = "vertical"
    PARTY = "party"

    @property
    def words(self) -> str:
        """As printed: 政府部门."""
        return _KINDS[self]


_KINDS = {
    UnitKind.GOVERNMENT: "人民政府",
    UnitKind.DEPARTMENT: "政府部门",
    UnitKind.COUNTY_DEPARTMENT: "县区部门",
    UnitKind.TOWNSHIP: "乡镇（街道）",
    UnitKind.AUTHORISED: "法律法规授权组织",
    UnitKind.ENTRUSTED: "依法受委托组织",
    UnitKind.VERTICAL: "垂直管理机构",
    UnitKind.PARTY: "行使行政职权的党的机关",
}


def determined_by_county(kind: UnitKind, tier: int, above: UnitKind | None) -> bool:
    """Whether the county's open government office determines a unit's powers, and so files and publishes them.

    It does of the county's departments and of the townships; the county government's own go to the city's office. An
    entrusted organisation goes the way of `above`, who entrusted it. Source: the plan of 2008, chapter two, (二)、(三).
    """
    acting = above if kind is UnitKind.ENTRUSTED and above is not None else kind
    return tier > RegionTier.CITY and not (acting is UnitKind.GOVERNMENT and tier == RegionTier.COUNTY)


class Nature(StrEnum):
    """主体性质 (GB/T 39046-2020): in whose right a unit exercises power."""

    STATUTORY = "statutory"
    AUTHORISED = "authorised"
    ENTRUSTED = "entrusted"

    @property
    def words(self) -> str:
        """As printed: 法定行政机关."""
        return {"statutory": "法定行政机关", "authorised": "法律法规授权组织", "entrusted": "受委托组织"}[self.value]


class Function(StrEnum):
    """What a post does on the desk. What an officer may see and do follows from these, the unit and the stage."""

    REGISTRAR = "registrar"  # 经办：登记、起草本单位职权，报送清单
    OFFICE_HEAD = "office-head"  # 处（科、股）室负责人：汇总、签认本处室的清单
    LEGAL = "legal"  # 单位法制机构
    LEADER = "leader"  # 单位领导
    OPEN_GOVERNMENT = "open-government"  # 政务公开领导小组办公室：备案、公布，各单位
    CITY_LEGAL = "city-legal"  # 政府法制机构：法规库
    STAFFING = "staffing"  # 机构编制：三定方案
    SECRECY = "secrecy"  # 保密
    SUPERVISOR = "supervisor"  # 监察：只看不改

    @property
    def words(self) -> str:
        """As printed on the desk."""
        return _FUNCTIONS[self]


_FUNCTIONS = {
    Function.REGISTRAR: "职权登记",
    Function.OFFICE_HEAD: "处室负责人",
    Function.LEGAL: "单位法制",
    Function.LEADER: "单位领导",
    Function.OPEN_GOVERNMENT: "政务公开办",
    Function.CITY_LEGAL: "政府法制",
    Function.STAFFING: "机构编制",
    Function.SECRECY: "保密审查",
    Function.SUPERVISOR: "监察",
}


#: Functions of the city's and the counties' own offices: they reach every unit of the city, or of the county; the
#: others only the unit the post belongs to.
CITY_WIDE = frozenset(
    {
        Function.OPEN_GOVERNMENT,
        Function.CITY_LEGAL,
        Function.STAFFING,
        Function.SECRECY,
        Function.SUPERVISOR,
    }
)


class Administration(StrEnum):
    """三员分立 (GB/T 22239-2019 8.1.5): who keeps the system, who its security, who watches both."""

    SYSTEM = "system"
    SECURITY = "security"
    AUDIT = "audit"

    @property
    def words(self) -> str:
        """As printed on the desk."""
        return {"system": "系统管理员", "security": "安全管理员", "audit": "审计管理员"}[self.value]


class Naming(StrEnum):
    """How the officer in a post is named to the public, decided per post with a reason."""

    FULL = "full"  # 姓名、岗位、办公电话
    NUMBER = "number"  # 岗位和工号
    POST_ONLY = "post-only"  # 仅岗位


def named_on(name: str, former: Iterable[tuple[str, date]], day: date) -> str:
    """What is called `name` today was called on a day; `former` names come with the first day they no longer held."""
    borne = [one for one in sorted(former, key=lambda one: one[1]) if one[1] > day]
    return borne[0][0] if borne else name
