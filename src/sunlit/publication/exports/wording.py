"""A public power in words, field by field: what every export prints alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.catalogue.rules.powers import PowerStanding, Share, Tenure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.noticeboard.values import PublicBasis, PublicPostName, PublicPower, PublicStep, PublicTerm

_NUMBER = re.compile(r"[（(]?[0-9０-９一二三四五六七八九十]{1,3}[)）.．、]")
_NATURES = {"statutory": "法定", "authorised": "授权", "entrusted": "委托"}
_SCOPES = {"society": "社会", "party": "当事人", "internal": "机关内部"}
_FORMS = {
    "website": "网站",
    "notice-board": "公示栏",
    "broadcast": "广播电视",
    "newspaper": "报刊",
    "hall": "办事大厅",
    "other": "其他",
}
_TERM_UNITS = {"workday": "个工作日", "day": "日", "month": "个月", "year": "年"}
_LEVELS = {1: "国家", 2: "省级", 3: "市级", 4: "县级", 5: "乡镇（街道）"}
_CHANNELS = {"complaint": "投诉举报", "consult": "咨询"}
_MATERIAL_FORMS = {"original": "原件", "copy": "复印件", "electronic": "电子件"}


def standing(power: PublicPower) -> str:
    """在用, 挂起, 取消 or 废止, with since when and why where it is not in use."""
    words = _worded(PowerStanding, power.standing)
    if power.standing == PowerStanding.IN_USE or power.standing_since is None:
        return words
    reason = f"，{power.standing_reason}" if power.standing_reason else ""
    return f"{words}（自{power.standing_since.isoformat()}起{reason}）"


def tenure(power: PublicPower) -> str:
    """专门职权 or 共有职权, with the part taken and who leads."""
    words = [_worded(Tenure, power.tenure), _worded(Share, power.part)]
    if power.lead:
        words.append(f"由{power.lead}主要行使")
    return "，".join(w for w in words if w)


def nature(power: PublicPower) -> str:
    """法定, 授权 or 委托."""
    return _NATURES.get(power.nature, power.nature)


def levels(power: PublicPower) -> str:
    """行使层级."""
    return "、".join(_LEVELS.get(n, str(n)) for n in power.levels)


def basis_named(basis: PublicBasis) -> str:
    """《title》 and article, as they are cited."""
    title = basis.title if basis.title.startswith("《") else f"《{basis.title}》"
    return f"{title}{basis.article}"


def bases(power: PublicPower) -> str:
    """Each basis on lines of its own: class, citation and text."""
    return "\n".join(
        f"{n}.{f'【{b.kind}】' if b.kind else ''}{basis_named(b)}{f'：{b.text}' if b.text else ''}"
        for n, b in enumerate(power.bases, 1)
    )


def who(step: PublicStep, posts: Mapping[str, PublicPostName]) -> str:
    """The office and post of a step, and the officer as far as the post lets one be named."""
    shown = posts.get(step.post)
    if shown is None:
        return " ".join(w for w in (step.unit, step.office, step.post_name) if w)
    named = "、".join(shown.names) or shown.number
    return " ".join(w for w in (shown.office, shown.post, named, shown.phone) if w)


def steps(power: PublicPower, posts: Mapping[str, PublicPostName]) -> str:
    """环节责任, a line a step."""
    return "\n".join(
        "，".join(w for w in (f"{s.number}.{s.name}：{who(s, posts)}", s.term, s.duty) if w) for s in power.steps
    )


def disclosure_forms(power: PublicPower) -> str:
    """公开形式."""
    return "、".join(
        f"{_FORMS.get(f.kind, f.kind)}{f'（{f.where}）' if f.where else ''}" for f in power.disclosure_forms
    )


def disclosure_scope(power: PublicPower) -> str:
    """公开范围."""
    return _SCOPES.get(power.disclosure_scope, power.disclosure_scope)


def term(limit: PublicTerm | None) -> str:
    """A term with its unit and source; 即办 for nought workdays."""
    if limit is None:
        return ""
    if limit.amount is None:
        words = limit.words
    elif limit.amount == 0 and limit.unit == "workday":
        words = "即办"
    else:
        words = f"{limit.amount}{_TERM_UNITS.get(limit.unit, limit.unit)}"
    return f"{words}（{limit.source}）" if words and limit.source else words


def charged(power: PublicPower) -> str:
    """是否收费."""
    return "" if power.charged is None else "收费" if power.charged else "不收费"


def fee_part(power: PublicPower, part: str) -> str:
    """One side of the fees: `basis`, `standard` or `waiver`, a line a fee."""
    return "\n".join(f"{f.name}：{getattr(f, part)}" for f in power.fees if getattr(f, part))


def materials(power: PublicPower) -> str:
    """申请材料, a line each."""
    return "\n".join(
        f"{n}.{m.name}"
        + "".join(
            f"，{w}"
            for w in (
                _MATERIAL_FORMS.get(m.form, m.form),
                f"{m.copies}份" if m.copies is not None else "",
                f"由{m.issuer}出具" if m.issuer else "",
                m.note,
            )
            if w
        )
        for n, m in enumerate(power.materials, 1)
    )


def discretion(power: PublicPower) -> str:
    """裁量基准, a line a step of the scale."""
    return "\n".join(f"{d.circumstance}：{d.range}{f'（{d.basis}）' if d.basis else ''}" for d in power.discretion)


def remedies(power: PublicPower) -> str:
    """救济: review and suit, each with its body and its term."""
    r = power.remedies
    if r is None:
        return ""
    ways = (("行政复议", r.review_body, r.review_term), ("行政诉讼", r.court, r.suit_term))
    lines = [f"{way}：{'，'.join(w for w in rest if w)}" for way, *rest in ways if any(rest)]
    return "\n".join([*lines, r.note] if r.note else lines)


def channels(power: PublicPower, kind: str = "") -> str:
    """投诉举报、咨询途径, or those of one kind."""
    if kind:
        return "\n".join(c.words for c in power.channels if c.kind == kind)
    return "\n".join(f"{_CHANNELS.get(c.kind, c.kind)}：{c.words}" for c in power.channels)


def lines(texts: tuple[str, ...]) -> str:
    """Numbered lines; a single one stands alone, and what was written with numbers keeps them."""
    if len(texts) == 1 or any(_NUMBER.match(text) for text in texts):
        return "\n".join(texts)
    return "\n".join(f"{n}.{t}" for n, t in enumerate(texts, 1))


def _worded(kind: type[Tenure | Share | PowerStanding], code: str) -> str:
    return kind(code).words if code in {k.value for k in kind} else code
