"""The columns of the whole directory and of form 1 (行政职权目录登记表), once for every format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sunlit.catalogue.values import printed
from sunlit.kernel.text import without_direction_marks
from sunlit.publication.exports import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sunlit.noticeboard.values import PublicPostName
    from sunlit.publication.values import Directory, Entry


#: What a column needs for its title alone.
_NARROWEST = 5


class Around(NamedTuple):
    """What a row needs to know of the rest: powers' names and how officers are named, by their keys."""

    names: Mapping[str, str]
    posts: Mapping[str, PublicPostName]


class Column(NamedTuple):
    """A header, how wide it is in characters, and what stands under it."""

    title: str
    width: int
    of: Callable[[Around, Entry], str]


def rows(columns: tuple[Column, ...], directory: Directory) -> Iterator[list[str]]:
    """The cells of every power, unit by unit, without the header, and without marks that turn words around."""
    around = Around({e.key: e.power.name for e in directory.entries}, directory.posts)
    for entry in directory.entries:
        yield [without_direction_marks(c.of(around, entry)) for c in columns]


def widths(columns: tuple[Column, ...], listed: list[list[str]]) -> list[int]:
    """How wide each column is where all have to fit on a page: what says little gives its room to what says much."""
    full = [sum(len(cells[n]) for cells in listed) for n in range(len(columns))]
    lines = [[line for cells in listed for line in cells[n].split("\n")] for n in range(len(columns))]
    longest = [max(map(len, some), default=0) for some in lines]
    out = [min(c.width, max(_NARROWEST, longest[n] * 3 // 2 + 1)) for n, c in enumerate(columns)]
    free, said = sum(c.width for c in columns) - sum(out), sum(full)
    return [w + free * n // said if said else w for w, n in zip(out, full, strict=True)]


def _parent(around: Around, entry: Entry) -> str:
    return around.names.get(entry.power.parent, "")


def _under_its_parent(around: Around, entry: Entry) -> str:
    above = _parent(around, entry)
    return f"{above}\n子项：{entry.power.name}" if above else entry.power.name


DIRECTORY: tuple[Column, ...] = (
    Column("职权编码", 18, lambda _, e: e.power.code),
    Column("职权名称", 30, lambda _, e: e.power.name),
    Column("通俗名称", 16, lambda _, e: "、".join(e.power.aliases)),
    Column("所属主项", 20, _parent),
    Column("职权类别", 12, lambda _, e: e.power.type_words),
    Column("单位", 20, lambda _, e: e.power.unit_name),
    Column("区划代码", 10, lambda _, e: e.power.region),
    Column("行使主体", 18, lambda _, e: e.power.holder),
    Column("承办机构", 18, lambda _, e: e.power.preparer),
    Column("主体性质", 9, lambda _, e: printed.nature(e.power)),
    Column("委托机关", 16, lambda _, e: e.power.entrusted_by),
    Column("行使方式", 20, lambda _, e: printed.tenure(e.power)),
    Column("行使层级", 12, lambda _, e: wording.levels(e.power)),
    Column("职权来源依据", 60, lambda _, e: printed.bases(e.power)),
    Column("环节责任", 40, lambda a, e: wording.steps(e.power, a.posts)),
    Column("公开形式", 18, lambda _, e: printed.disclosure_forms(e.power.disclosure_forms)),
    Column("公开范围", 10, lambda _, e: printed.disclosure_scope(e.power.disclosure_scope)),
    Column("公开时间", 12, lambda _, e: e.power.disclosure_time),
    Column("是否收费", 9, lambda _, e: printed.charged(e.power)),
    Column("收费依据", 24, lambda _, e: printed.fee_part(e.power, "basis")),
    Column("收费标准", 24, lambda _, e: printed.fee_part(e.power, "standard")),
    Column("减免情形", 20, lambda _, e: printed.fee_part(e.power, "waiver")),
    Column("法定时限", 16, lambda _, e: printed.term(e.power.statutory_term)),
    Column("承诺时限", 16, lambda _, e: printed.term(e.power.promised_term)),
    Column("数量限制", 12, lambda _, e: e.power.quantity_limit),
    Column("条件", 30, lambda _, e: printed.lines(e.power.conditions)),
    Column("申请材料", 36, lambda _, e: wording.materials(e.power)),
    Column("办理结果", 16, lambda _, e: e.power.result),
    Column("裁量基准", 30, lambda _, e: printed.discretion(e.power)),
    Column("相对人权利", 30, lambda _, e: printed.lines(e.power.rights)),
    Column("救济途径", 36, lambda _, e: printed.remedies(e.power)),
    Column("投诉咨询", 24, lambda _, e: printed.channels(e.power)),
    Column("办理地点", 20, lambda _, e: e.power.place),
    Column("办理时间", 20, lambda _, e: e.power.hours),
    Column("服务对象", 16, lambda _, e: "、".join(e.power.served)),
    Column("责任事项", 36, lambda _, e: printed.lines(e.power.duties)),
    Column("追责情形", 36, lambda _, e: printed.lines(e.power.accountability)),
    Column("状态", 20, lambda _, e: wording.standing(e.power)),
    Column("版次", 6, lambda _, e: str(e.power.edition)),
    Column("起效日期", 12, lambda _, e: e.power.valid_from.isoformat() if e.power.valid_from else ""),
    Column("备案日期", 12, lambda _, e: e.power.recorded_on.isoformat() if e.power.recorded_on else ""),
)

#: Widths are shares of the breadth of a page laid across.
FORM_ONE: tuple[Column, ...] = (
    Column("职权编码", 8, lambda _, e: e.power.code),
    Column("职权名称（子项）", 13, _under_its_parent),
    Column("职权类别", 5, lambda _, e: e.power.type_words),
    Column("行使主体及性质", 8, lambda _, e: printed.exercised_by(e.power, e.power.unit_name)),
    Column("来源依据", 25, lambda _, e: printed.bases(e.power)),
    Column("时限", 8, lambda _, e: printed.terms(e.power)),
    Column("收费", 6, lambda _, e: printed.fees(e.power)),
    Column("环节责任", 20, lambda a, e: wording.steps(e.power, a.posts)),
    Column("裁量基准", 9, lambda _, e: printed.discretion(e.power)),
    Column("公开形式、范围、时间", 9, lambda _, e: printed.together(wording.disclosed(e.power))),
    Column("权利救济与监督", 15, lambda _, e: printed.supervised(e.power)),
    Column("备注", 7, lambda _, e: _remarked(e)),
)


def _remarked(entry: Entry) -> str:
    p = entry.power
    place = f"办理地点：{p.place}" if p.place else ""
    told = "" if p.standing == "in-use" else wording.standing(p)
    return printed.together((entry.note, printed.tenure(p), told, place))
