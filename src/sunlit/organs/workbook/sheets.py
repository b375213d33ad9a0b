"""The eight sheets of the organs workbook: what each column means and may hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sunlit.organs.rules.bodies import Function, Naming, Nature, RegionTier, UnitKind

#: text; a day; a whole number from 1; one of some words; several of them, separated by 、; names with their last day.
Holds = Literal["text", "day", "number", "choice", "choices", "former"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        field: what the program calls it; `header` what the clerk reads.
        words: for a choice, the words a clerk picks from, each with the code it stands for.
        refers: `sheet.field` of the row that must exist; composite keys name the sheet alone (`Sheet.refers`).
        most: longest text.
    """

    field: str
    header: str
    holds: Holds = "text"
    needed: bool = False
    note: str = ""
    words: tuple[tuple[str, str | int], ...] = ()
    most: int = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its columns, the fields that tell its rows apart, and the rows of other sheets they point to.

    Attributes:
        key: fields that together are unique.
        refers: for each group of fields, the sheet whose key they are. An empty group points nowhere.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    refers: tuple[tuple[tuple[str, ...], str], ...] = ()

    def column(self, field: str) -> Column:
        """The column of a field."""
        return next(column for column in self.columns if column.field == field)


_NAMINGS = (
    ("姓名、岗位和电话", Naming.FULL.value),
    ("岗位和编号", Naming.NUMBER.value),
    ("仅岗位", Naming.POST_ONLY.value),
)
_SINCE = Column("since", "设立日期", "day", note="不填表示建档以前")
_UNTIL = Column("until", "撤销日期", "day", note="自这一天起不再存在；不填表示存续")
_UNIT = Column("unit", "单位代码", needed=True, most=40)
_NAMED_SINCE = Column("named_since", "名称启用日期", "day", note="改名必填：自这一天起用现名称")
_FORMER = Column(
    "former", "曾用名", "former", most=2000, note="名称（至日期），几个之间用；分开，日期是停用的第一天"
)

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "区划",
        (
            Column("code", "区划代码", needed=True, most=12),
            Column("name", "名称", needed=True, most=100),
            Column(
                "tier", "层级", "choice", needed=True, words=tuple((tier.words, tier.value) for tier in RegionTier)
            ),
            Column("parent", "上级区划代码", most=12),
        ),
        ("code",),
        ((("parent",), "区划"),),
    ),
    Sheet(
        "单位",
        (
            Column("code", "单位代码", needed=True, most=40, note="本表自定，永不改作他用"),
            Column("name", "名称", needed=True, note="全称；改名时写新名称，并填“名称启用日期”"),
            Column("short", "简称", most=100),
            _NAMED_SINCE,
            _FORMER,
            Column("kind", "单位类别", "choice", needed=True, words=tuple((k.words, k.value) for k in UnitKind)),
            Column("nature", "主体性质", "choice", needed=True, words=tuple((n.words, n.value) for n in Nature)),
            Column("region", "区划代码", needed=True, most=12, note="“区划”表里的，或已经载入的"),
            Column("superior", "上级单位代码", most=40, note="所属政府、委托机关或垂直管理的上级"),
            Column("instrument", "授权或委托依据", most=2000),
            Column("scope", "授权或委托范围", most=2000),
            Column("entrusted_since", "委托起始日期", "day"),
            Column("entrusted_until", "委托终止日期", "day", note="自这一天起委托不再有效"),
            Column("address", "地址"),
            Column("hours", "办公时间"),
            Column("phone", "电话", most=50),
            Column("complaint_phone", "监督电话", most=50),
            Column("website", "网址"),
            Column("review_body", "行政复议机关"),
            Column("court", "管辖法院"),
            _SINCE,
            _UNTIL,
            Column("merged_into", "并入单位代码", most=40, note="合并时填，须同时填撤销日期"),
        ),
        ("code",),
        ((("region",), "区划"), (("superior",), "单位"), (("merged_into",), "单位")),
    ),
    Sheet(
        "处室",
        (
            _UNIT,
            Column("code", "处室代码", needed=True, most=40),
            Column("name", "名称", needed=True, most=100),
            _NAMED_SINCE,
            _FORMER,
            _SINCE,
            _UNTIL,
        ),
        ("unit", "code"),
        ((("unit",), "单位"),),
    ),
    Sheet(
        "岗位",
        (
            _UNIT,
            Column("office", "处室代码", needed=True, most=40),
            Column("code", "岗位代码", needed=True, most=40),
            Column("name", "名称", needed=True, most=100),
            _NAMED_SINCE,
            _FORMER,
            Column("number", "岗位编号", most=40, note="公开方式为“岗位和编号”时必填"),
            Column("phone", "办公电话", most=50),
            Column("functions", "办理职能", "choices", words=tuple((f.words, f.value) for f in Function)),
            Column("naming", "公开方式", "choice", needed=True, words=_NAMINGS),
            Column("naming_reason", "公开方式的理由", needed=True),
            _SINCE,
            _UNTIL,
        ),
        ("unit", "office", "code"),
        ((("unit", "office"), "处室"),),
    ),
    Sheet(
        "人员",
        (
            Column("number", "人员编号", needed=True, most=40),
            Column("name", "姓名", needed=True, most=50),
            Column("left", "离任日期", "day", note="自这一天起不再任职"),
        ),
        ("number",),
    ),
    Sheet(
        "任职",
        (
            Column("officer", "人员编号", needed=True, most=40),
            _UNIT,
            Column("office", "处室代码", needed=True, most=40),
            Column("post", "岗位代码", needed=True, most=40),
            Column("role", "角色", "choice", needed=True, words=(("A角", "A"), ("B角", "B"))),
            Column("since", "起始日期", "day"),
            Column("until", "终止日期", "day", note="自这一天起不再担任"),
        ),
        ("officer", "unit", "office", "post", "role", "since"),
        ((("officer",), "人员"), (("unit", "office", "post"), "岗位")),
    ),
    Sheet(
        "三定方案",
        (
            _UNIT,
            Column("title", "方案名称", needed=True),
            Column("number", "文号", most=100),
            Column("since", "起始日期", "day"),
            Column("until", "终止日期", "day"),
        ),
        ("unit", "title"),
        ((("unit",), "单位"),),
    ),
    Sheet(
        "职责",
        (
            _UNIT,
            Column("mandate", "方案名称", needed=True),
            Column("office", "处室代码", most=40, note="不填是单位的职责"),
            Column("number", "序号", "number", needed=True),
            Column("text", "职责", needed=True, most=2000),
        ),
        ("unit", "mandate", "office", "number"),
        ((("unit", "mandate"), "三定方案"),),
    ),
)
