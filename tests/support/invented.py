"""A small library of invented laws of every rank, as values, for engines that need no database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sunlit.catalogue.findings import check
from sunlit.catalogue.values import ListedItem
from sunlit.law.citations import read_basis
from sunlit.law.rules import Kind
from sunlit.law.shelf import Shelf
from sunlit.law.values import HeldLaw, HeldVersion

if TYPE_CHECKING:
    from sunlit.catalogue.values import Finding

ON = date(2026, 6, 1)


def version(
    key: str,
    dated: date,
    articles: list[str],
    *,
    effective: date | None = None,
    until: date | None = None,
    whole: bool = True,
) -> HeldVersion:
    """A version whose articles are numbered in order."""
    return HeldVersion(
        key,
        dated,
        effective or dated,
        effective is None,
        until,
        whole,
        {(n, 0): text for n, text in enumerate(articles, 1)},
    )


def law(
    title: str, kind: Kind, issuer: str, *versions: HeldVersion, ended: date | None = None, ended_by: str = "",
    region: str = "", short: tuple[str, ...] = (),
) -> HeldLaw:  # fmt: skip
    """A law with its versions, oldest first; made on the day of the first."""
    return HeldLaw(
        f"law:{title}", title, short, kind, issuer, region, versions, ended, ended_by,
        versions[0].dated if versions else None,
    )  # fmt: skip


_NIGHT_OLD = [
    "为了规范夜市经营活动，方便居民生活，制定本法。",
    "在中华人民共和国境内从事夜市经营活动，适用本法。",
    "国务院市容主管部门负责全国的夜市监督管理工作。\n县级以上地方人民政府市容主管部门负责本行政区域内的夜市监督管理工作。",
    "从事夜市经营的，应当向所在地县级人民政府市容主管部门申请夜市经营许可证。未取得夜市经营许可证的，不得摆设摊位。",
    "市容主管部门应当自受理申请之日起十日内作出决定；不予许可的，应当书面说明理由。",
    "夜市经营者应当遵守下列规定：\n（一）在划定的区域内摆设摊位；\n（二）保持摊位周围整洁；\n（三）按照规定的时间收摊。",
    "县级以上地方人民政府市容主管部门依法对夜市摊位的摆设情况进行监督检查，被检查的经营者应当配合。",
    "未取得夜市经营许可证摆设摊位的，由县级以上地方人民政府市容主管部门责令改正，没收违法所得，可以并处一千元以上五千元以下的罚款。",
    "夜市经营者超出划定区域摆设摊位的，由县级以上地方人民政府市容主管部门责令改正，处二百元以上一千元以下的罚款。",
    """夜市经营者有下列行为之一的，由县级以上地方人民政府市容主管部门给予警告，责令限期改正；逾期不改正的，处五百元以下的罚款：
（一）向下水道倾倒油污的；
（二）使用高音喇叭招揽顾客的；
（三）未按照规定时间收摊的。""",
    "伪造夜市经营许可证的，由县级以上地方人民政府市容主管部门没收伪造的许可证，处三千元以上一万元以下的罚款。",
    "本法自2015年7月1日起施行。",
]
_NIGHT_NEW = [
    *_NIGHT_OLD[:3],
    "国家鼓励发展具有地方特色的夜市，推动夜市经营与旅游、文化融合发展。",
    *_NIGHT_OLD[3:7],
    "未取得夜市经营许可证摆设摊位的，由县级以上地方人民政府市容主管部门责令改正，没收违法所得，并处二千元以上二万元以下的罚款。",
    *_NIGHT_OLD[8:11],
    "夜市经营者拒绝、阻碍监督检查的，由县级以上地方人民政府市容主管部门责令改正，处五百元以上三千元以下的罚款。",
    "本法自2022年9月1日起施行。",
]
_HYGIENE = [
    "为了加强夜市饮食卫生管理，保障公众身体健康，制定本条例。",
    "夜市饮食摊点应当使用清洁的餐具。\n禁止使用回收的一次性餐具。",
    "卫生主管部门应当对夜市饮食摊点的餐具消毒情况进行监督检查。",
    "使用回收的一次性餐具的，由县级以上地方人民政府卫生主管部门没收餐具，处五百元以上三千元以下的罚款；情节严重的，责令停业整顿。",
    "夜市饮食摊点从业人员未取得健康证明上岗的，由县级以上地方人民政府卫生主管部门责令改正，处三百元以下的罚款。",
    "对举报夜市饮食卫生违法行为有功的人员，卫生主管部门应当给予奖励。",
    "夜市饮食摊点的设置，应当经县级以上地方人民政府卫生主管部门批准。",
    "本条例自2010年5月1日起施行。",
]
_PROVINCE = [
    "根据《中华人民共和国夜市法》，结合本省实际，制定本条例。",
    "本省行政区域内的夜市规划、经营和管理，适用本条例。",
    "在河道两侧摆设夜市摊位的，由县级以上人民政府水利主管部门责令拆除，处五百元以上二千元以下的罚款。",
    "夜市灯光妨碍航行安全的，由县级以上人民政府交通运输主管部门责令改正，可以处一千元以下的罚款。",
    "市容主管部门可以依法查封违法设置的夜市棚架。",
    "本条例自2017年1月1日起施行。",
]
_DEPOSIT = [
    "为了规范夜市摊位备案工作，制定本办法。",
    "夜市主办单位应当在开市之日起十五日内，将摊位名册报县级商务主管部门备案。",
    "夜市主办单位未按期报送摊位名册的，由县级以上商务主管部门责令改正；逾期不改正的，处三千元以下的罚款。",
    "夜市主办单位在备案材料中弄虚作假的，由县级以上商务主管部门给予警告，并处五千元以上二万元以下的罚款。",
    "商务主管部门应当对夜市摊位名册的备案情况进行监督检查。",
    "本办法自2019年3月1日起施行。",
]
_NOISE = [
    "为了控制夜市噪声，保障居民休息，制定本规定。",
    "夜市经营者在二十三时以后使用音响设备的，由区市容主管部门责令改正，处二百元以上五百元以下的罚款。",
    "区市容主管部门应当对夜市噪声进行检查。",
    "本规定自2020年1月1日起施行。",
]
_NOTICE = ["夜市摊位管理费每个每月五十元，由市容主管部门收取。", "本通知自印发之日起执行。"]
_OLD = [
    "为了管理夜市，制定本条例。",
    "擅自设置夜市棚架的，由城市人民政府市容主管部门责令拆除，处一百元以下的罚款。",
    "夜市工商税费的征收办法另行规定。",
]

NIGHT = law(
    "中华人民共和国夜市法", Kind.STATUTE, "全国人民代表大会常务委员会",
    version("night-2015", date(2015, 4, 24), _NIGHT_OLD, effective=date(2015, 7, 1), until=date(2022, 9, 1)),
    version("night-2022", date(2022, 6, 24), _NIGHT_NEW, effective=date(2022, 9, 1)),
    short=("夜市法",),
)  # fmt: skip
HYGIENE = law(
    "夜市饮食卫生管理条例",
    Kind.REGULATION,
    "国务院",
    version("hygiene", date(2010, 3, 20), _HYGIENE, effective=date(2010, 5, 1)),
)
PROVINCE = law(
    "示范省夜市管理条例", Kind.LOCAL_REGULATION, "示范省人民代表大会常务委员会",
    version("province", date(2016, 11, 25), _PROVINCE, effective=date(2017, 1, 1)), region="示范省", short=("夜市管理条例",),
)  # fmt: skip
DEPOSIT = law(
    "夜市摊位备案管理办法",
    Kind.DEPARTMENT_RULE,
    "商务部",
    version("deposit", date(2019, 1, 10), _DEPOSIT, effective=date(2019, 3, 1)),
)
NOISE = law(
    "示范市夜市噪声管理规定", Kind.LOCAL_RULE, "示范市人民政府",
    version("noise", date(2019, 12, 2), _NOISE, effective=date(2020, 1, 1)), region="示范市",
)  # fmt: skip
NOTICE = law(
    "示范市夜市摊位收费通知",
    Kind.NORMATIVE_DOCUMENT,
    "示范市市容管理局",
    version("notice", date(2021, 5, 6), _NOTICE),
    region="示范市",
)
OLD = law(
    "夜市管理暂行条例", Kind.REGULATION, "国务院", version("old", date(1994, 2, 3), _OLD, until=date(2015, 7, 1)),
    ended=date(2015, 7, 1), ended_by="《中华人民共和国夜市法》第十二条",
)  # fmt: skip

#: All of them.
LAWS = (NIGHT, HYGIENE, PROVINCE, DEPOSIT, NOISE, NOTICE, OLD)


# --- items -----------------------------------------------------------------------------------------------------------


def listed(basis: str = "", **fields: Any) -> ListedItem:
    """An item of the invented market office, with nothing wrong but what is asked for."""
    given: dict[str, Any] = {
        "file": "示范市市容管理局权责清单.xlsx", "sheet": "职权", "row": 3, "name": "对未取得夜市经营许可证摆设摊位的处罚", "type": "行政处罚",
        "body": "示范市市容管理局", "office": "法制科", "further": {"level": "市级"}, "cells": dict.fromkeys(_COLUMNS, (3, 1)),
    }  # fmt: skip
    given |= fields
    row = given["row"]
    return ListedItem(basis=basis, citations=read_basis(basis), rows=(row, row), **given)


def found(*items: ListedItem, on: date = ON, laws: tuple[HeldLaw, ...] = LAWS) -> list[Finding]:
    """What a check of these items finds."""
    return list(check(items, Shelf(laws), as_of=on).findings)


def codes(*items: ListedItem, on: date = ON, laws: tuple[HeldLaw, ...] = LAWS) -> list[str]:
    """The codes of what a check of these items finds."""
    return [f.code for f in found(*items, on=on, laws=laws)]


_COLUMNS = ("serial", "name", "sub_item", "type", "basis", "body", "office", "level", "fee")
