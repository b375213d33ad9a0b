"""What an edition says, field by field, in the words of 行政职权目录登记表: the same the published form uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.catalogue.rules.fieldwords import CHANNELS, NATURES, SHOWINGS
from sunlit.catalogue.rules.types import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from sunlit.catalogue.values import PowerContent, StepPost, Term

_SCOPES = {"society": "社会", "party": "当事人", "internal": "机关内部"}
_TERM_UNITS = {"workday": "个工作日", "day": "日", "month": "个月", "year": "年"}
_KINDS_OF_CHANNEL = CHANNELS | {"complaint": "投诉举报"}
_NUMBER = re.compile(r"[（(]?[0-9０-９一二三四五六七八九十]{1,3}[)）.．、]")


def kind(content: PowerContent) -> str:
    """职权类别."""
    return words_of(content.type)


def nature(content: PowerContent) -> str:
    """法定, 授权 or 委托."""
    return NATURES.get(content.nature, content.nature)


def tenure(content: PowerContent) -> str:
    """专门职权 or 共有职权, with the part taken and who leads."""
    words = [one.words for one in (content.tenure, content.part) if one is not None]
    return "，".join([*words, f"由{content.lead}主要行使"] if content.lead else words)


def bases(content: PowerContent) -> str:
    """Each basis on lines of its own: class, citation and text, in the order of their rank."""
    return "\n".join(
        f"{n}.{f'【{one.kind}】' if one.kind else ''}{_titled(one.title)}{one.article}"
        f"{f'：{one.text}' if one.text else ''}"
        for n, one in enumerate(content.bases, 1)
    )


def _titled(title: str) -> str:
    return title if title.startswith("《") else f"《{title}》"


def term(limit: Term | None) -> str:
    """A term with its unit and source; 即办 for nought workdays."""
    if limit is None:
        return ""
    words = limit.words
    if limit.amount is not None:
        unit = _TERM_UNITS.get(limit.unit, limit.unit)
        words = "即办" if limit.amount == 0 and limit.unit == "workday" else f"{limit.amount}{unit}"
    return f"{words}（{limit.source}）" if words and limit.source else words


def terms(content: PowerContent) -> str:
    """法定时限, 承诺时限."""
    pairs = (("法定", content.statutory_term), ("承诺", content.promised_term))
    return "\n".join(f"{name}：{words}" for name, limit in pairs if (words := term(limit)))


def charged(content: PowerContent) -> str:
    """是否收费."""
    return "" if content.charged is None else "收费" if content.charged else "不收费"


def fee_part(content: PowerContent, part: str) -> str:
    """One side of the fees, `basis` or `standard`, a line a fee."""
    return "\n".join(f"{fee.name}：{getattr(fee, part)}" for fee in content.fees if getattr(fee, part))


def steps(content: PowerContent, people: Mapping[UUID, str]) -> str:
    """环节责任: 环节, 科室, 岗位, 人员, 时限, a line a step. `people`: who holds a post today."""
    return "\n".join(
        "，".join(filter(None, (f"{one.number}.{one.name}：{_who(one, people)}", one.term, one.duty)))
        for one in content.steps
    )


def _who(step: StepPost, people: Mapping[UUID, str]) -> str:
    held = people.get(step.post, "") if step.post is not None else ""
    return " ".join(filter(None, ("" if held else step.unit_name, step.office, step.post_name, held)))


def shown(content: PowerContent) -> str:
    """公开形式."""
    forms = content.disclosure.forms
    return "、".join(f"{SHOWINGS.get(f.kind, f.kind)}{f'（{f.where}）' if f.where else ''}" for f in forms)


def scope(content: PowerContent) -> str:
    """公开范围."""
    return _SCOPES.get(content.disclosure.scope, content.disclosure.scope)


def discretion(content: PowerContent) -> str:
    """裁量基准, a line a step of the scale."""
    return "\n".join(f"{d.circumstance}：{d.range}{f'（{d.basis}）' if d.basis else ''}" for d in content.discretion)


def remedies(content: PowerContent) -> str:
    """救济: review and suit, each with its body and its term."""
    told = content.remedies
    if told is None:
        return ""
    ways = (("行政复议", told.review_body, told.review_term), ("行政诉讼", told.court, told.suit_term))
    lines = [f"{way}：{'，'.join(filter(None, rest))}" for way, *rest in ways if any(rest)]
    return "\n".join(filter(None, (*lines, told.note)))


def channels(content: PowerContent, only: str = "") -> str:
    """投诉举报、咨询途径, or those of one kind."""
    if only:
        return "\n".join(one.words for one in content.channels if one.kind == only)
    return "\n".join(f"{_KINDS_OF_CHANNEL.get(one.kind, one.kind)}：{one.words}" for one in content.channels)


def lines(texts: tuple[str, ...]) -> str:
    """Numbered lines; a single one stands alone, and what was written with numbers keeps them."""
    if len(texts) == 1 or any(_NUMBER.match(text) for text in texts):
        return "\n".join(texts)
    return "\n".join(f"{n}.{text}" for n, text in enumerate(texts, 1))


def together(parts: Iterable[str]) -> str:
    """What of it there is, a line each."""
    return "\n".join(filter(None, parts))
