"""What a volume prints of a power beside its name and its bases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue.values import printed
from sunlit.publication.exports import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.publication.exports.columns import Around
    from sunlit.publication.values import Entry


def facts(around: Around, entry: Entry) -> Iterator[tuple[str, str]]:
    """Names and words in the order they are printed; words are empty where the power says nothing."""
    p = entry.power
    yield "状态", "" if p.standing == "in-use" else wording.standing(p)
    yield "行使主体", p.holder or p.unit_name
    yield "承办机构", p.preparer
    yield "主体性质", "，".join(w for w in (printed.nature(p), p.entrusted_by) if w)
    yield "行使方式", printed.tenure(p)
    yield "行使层级", wording.levels(p)
    yield "法定时限", printed.term(p.statutory_term)
    yield "承诺时限", printed.term(p.promised_term)
    yield "是否收费", printed.charged(p)
    yield "收费依据", printed.fee_part(p, "basis")
    yield "收费标准", printed.fee_part(p, "standard")
    yield "减免情形", printed.fee_part(p, "waiver")
    yield "数量限制", p.quantity_limit
    yield "条件", printed.lines(p.conditions)
    yield "申请材料", wording.materials(p)
    yield "办理结果", p.result
    yield "裁量基准", printed.discretion(p)
    yield "环节责任", wording.steps(p, around.posts)
    yield "公开形式、范围、时间", "；".join(w for w in wording.disclosed(p) if w)
    yield "相对人权利", printed.lines(p.rights)
    yield "救济途径", printed.remedies(p)
    yield "投诉咨询", printed.channels(p)
    yield "办理地点、时间", "；".join(w for w in (p.place, p.hours) if w)
    yield "责任事项", printed.lines(p.duties)
    yield "追责情形", printed.lines(p.accountability)
