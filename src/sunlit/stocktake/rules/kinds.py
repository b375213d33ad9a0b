"""The words of a stocktake: its stages, how somebody stands on the roll, where an item came from."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Stage(StrEnum):
    """阶段, in their order (plan, chapter two (一) to (四))."""

    PERSONAL = "personal"
    OFFICE = "office"
    UNIT = "unit"
    DELIBERATION = "deliberation"
    JOINT = "joint"
    PUBLICATION = "publication"

    @property
    def words(self) -> str:
        """As printed."""
        return _STAGES[self]


_STAGES = {
    Stage.PERSONAL: "个人登记",
    Stage.OFFICE: "科室汇总",
    Stage.UNIT: "单位汇总与初审",
    Stage.DELIBERATION: "集体讨论上报",
    Stage.JOINT: "联审",
    Stage.PUBLICATION: "公布",
}
#: The plan's two days, as (month, day): the directory is compiled, and stands on the website.
COMPILED, PUBLISHED = (4, 25), (4, 30)
#: How many days before the directory is compiled each stage ends, where the plan's own days are kept.
_BEFORE = {Stage.PERSONAL: 30, Stage.OFFICE: 23, Stage.UNIT: 15, Stage.DELIBERATION: 8, Stage.JOINT: 0}


def planned(today: date) -> Mapping[Stage, date]:
    """Last days of the stages by the plan: compiled by 25 April, on the website by 30 April; of the next such year."""
    year = today.year
    while date(year, *COMPILED) - timedelta(days=_BEFORE[Stage.PERSONAL]) <= today:
        year += 1
    compiled = date(year, *COMPILED)
    days = {stage: compiled - timedelta(days=before) for stage, before in _BEFORE.items()}
    return {**days, Stage.PUBLICATION: date(year, *PUBLISHED)}


class Standing(StrEnum):
    """How somebody stands on the roll 名册."""

    PENDING = "pending"
    REGISTERED = "registered"
    NONE = "none"
    ABSENT = "absent"
    LEFT = "left"

    @property
    def words(self) -> str:
        """As printed."""
        return _STANDINGS[self]


_STANDINGS = {
    Standing.PENDING: "未登记",
    Standing.REGISTERED: "登记完毕",
    Standing.NONE: "声明无职权",
    Standing.ABSENT: "因故未登记",
    Standing.LEFT: "已离岗",
}


class Origin(StrEnum):
    """From what an item was begun."""

    BLANK = "blank"
    STEPS = "steps"
    MODEL = "model"
    CLAIMED = "claimed"
    GAP = "gap"
    EXCEL = "excel"
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    ENDING = "ending"

    @property
    def words(self) -> str:
        """As printed."""
        return _ORIGINS[self]


_ORIGINS = {
    Origin.BLANK: "新登记",
    Origin.STEPS: "从操作程序登记",
    Origin.MODEL: "参照范例",
    Origin.CLAIMED: "认领上级清单",
    Origin.GAP: "补登遗漏",
    Origin.EXCEL: "从 Excel 登记",
    Origin.CONFIRMED: "重新确认",
    Origin.CHANGED: "在册的要修改",
    Origin.ENDING: "建议取消或者废止",
}


#: What is said of a power on record without a draft: it stays as it is, or is to end.
ANSWERING = (Origin.CONFIRMED, Origin.ENDING)


class Proposal(StrEnum):
    """What an officer proposes of a power on record that is no longer exercised."""

    CANCEL = "cancel"
    ABOLISH = "abolish"

    @property
    def words(self) -> str:
        """As printed."""
        return {"cancel": "取消", "abolish": "废止"}[self.value]


class Tier(StrEnum):
    """Who is asked about a difficulty; unanswered, it goes to the next."""

    UNIT = "unit"
    COUNTY = "county"
    CITY = "city"

    @property
    def words(self) -> str:
        """As printed."""
        return {"unit": "本单位", "county": "县区政务公开办", "city": "市政务公开办"}[self.value]


class ActivityKind(StrEnum):
    """What stands in the ledger of a stocktake."""

    ANNOUNCEMENT = "announcement"
    TRAINING = "training"
    PUBLICITY = "publicity"
    PRACTICE = "practice"

    @property
    def words(self) -> str:
        """As printed."""
        return {"announcement": "通知", "training": "培训", "publicity": "宣传", "practice": "经验做法"}[self.value]


class ListState(StrEnum):
    """Where the list of an office stands."""

    OPEN = "open"
    SIGNED = "signed"

    @property
    def words(self) -> str:
        """As printed."""
        return {"open": "待签认", "signed": "已签认"}[self.value]
