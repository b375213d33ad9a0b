"""A power in words, field by field: what every form and file prints alike, of an edition and of a public power."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from sunlit.catalogue.rules.fieldwords import CHANNELS, NATURES, SHOWINGS
from sunlit.catalogue.rules.powers import Share, Tenure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sunlit.catalogue.values.powers import Basis, PowerContent, Showing, StepPost, Term
    from sunlit.noticeboard.values import PublicBasis, PublicForm, PublicPower, PublicStep, PublicTerm

_Step = TypeVar("_Step", "StepPost", "PublicStep")
_TENURES = {one.value: one.words for one in (*Tenure, *Share)}
_SCOPES = {"society": "社会", "party": "当事人", "internal": "机关内部"}
_TERM_UNITS = {"workday": "个工作日", "day": "日", "month": "个月", "year": "年"}
_KINDS_OF_CHANNEL = CHANNELS | {"complaint": "投诉举报"}
_NUMBER = re.compile(r"[（(]?[0-9０-９一二三四五六七八九十]{1,3}[)）.．、]")


def nature(power: PowerContent | PublicPower) -> str:
    """法定, 授权 or 委托."""
    return NATURES.get(power.nature, power.nature)


def exercised_by(power: PowerContent | PublicPower, unit_name: str) -> str:
    """行使主体及性质, with who entrusted it. `unit_name`: of the unit whose power it is, where no holder is named."""
    entrusted = f"委托机关：{power.entrusted_by}" if power.entrusted_by else ""
    return together((power.holder or unit_name, nature(power), entrusted))


def tenure(power: PowerContent | PublicPower) -> str:
    """专门职权 or 共有职权, with the part taken and who leads."""
    words = [_TENURES.get(code, code) for code in (power.tenure, power.part) if code]
    return "，".join([*words, f"由{power.lead}主要行使"] if power.lead else words)


def basis_named(basis: Basis | PublicBasis) -> str:
    """《title》 and article, as they are cited."""
    title = basis.title if basis.title.startswith("《") else f"《{basis.title}》"
    return f"{title}{basis.article}"


def bases(power: PowerContent | PublicPower) -> str:
    """Each basis on lines of its own: class, citation and text, in the order of their rank."""
    those: Iterable[Basis | PublicBasis] = power.bases
    return "\n".join(
        f"{n}.{f'【{one.kind}】' if one.kind else ''}{basis_named(one)}{f'：{one.text}' if one.text else ''}"
        for n, one in enumerate(those, 1)
    )


def term(limit: Term | PublicTerm | None) -> str:
    """A term with its unit and source; 即办 for nought workdays."""
    if limit is None:
        return ""
    words = limit.words
    if limit.amount is not None:
        unit = _TERM_UNITS.get(limit.unit, limit.unit)
        words = "即办" if limit.amount == 0 and limit.unit == "workday" else f"{limit.amount}{unit}"
    return f"{words}（{limit.source}）" if words and limit.source else words


def terms(power: PowerContent | PublicPower) -> str:
    """法定时限, 承诺时限, a line each."""
    pairs = (("法定", power.statutory_term), ("承诺", power.promised_term))
    return "\n".join(f"{name}：{words}" for name, limit in pairs if (words := term(limit)))


def charged(power: PowerContent | PublicPower) -> str:
    """是否收费."""
    return "" if power.charged is None else "收费" if power.charged else "不收费"


def fee_part(power: PowerContent | PublicPower, part: str) -> str:
    """One side of the fees: `basis`, `standard` or `waiver`, a line a fee."""
    return "\n".join(f"{fee.name}：{getattr(fee, part)}" for fee in power.fees if getattr(fee, part))


def fees(power: PowerContent | PublicPower) -> str:
    """收费: whether, on what basis, at what standard."""
    return together((charged(power), fee_part(power, "basis"), fee_part(power, "standard")))


def steps(those: Iterable[_Step], who: Callable[[_Step], str]) -> str:
    """环节责任, a line a step. `who`: the office, post and officer of a step as far as they may be named here."""
    return "\n".join(
        "，".join(filter(None, (f"{one.number}.{one.name}：{who(one)}", one.term, one.duty))) for one in those
    )


def disclosure_forms(forms: Iterable[Showing | PublicForm]) -> str:
    """公开形式."""
    return "、".join(f"{SHOWINGS.get(f.kind, f.kind)}{f'（{f.where}）' if f.where else ''}" for f in forms)


def disclosure_scope(scope: str) -> str:
    """公开范围."""
    return _SCOPES.get(scope, scope)


def discretion(power: PowerContent | PublicPower) -> str:
    """裁量基准, a line a step of the scale."""
    return "\n".join(f"{d.circumstance}：{d.range}{f'（{d.basis}）' if d.basis else ''}" for d in power.discretion)


def remedies(power: PowerContent | PublicPower) -> str:
    """救济: review and suit, each with its body and its term."""
    told = power.remedies
    if told is None:
        return ""
    ways = (("行政复议", told.review_body, told.review_term), ("行政诉讼", told.court, told.suit_term))
    lines = [f"{way}：{'，'.join(filter(None, rest))}" for way, *rest in ways if any(rest)]
    return together((*lines, told.note))


def channels(power: PowerContent | PublicPower, kind: str = "") -> str:
    """投诉举报、咨询途径, or those of one kind."""
    if kind:
        return "\n".join(one.words for one in power.channels if one.kind == kind)
    return "\n".join(f"{_KINDS_OF_CHANNEL.get(one.kind, one.kind)}：{one.words}" for one in power.channels)


def supervised(power: PowerContent | PublicPower) -> str:
    """权利救济与监督: rights, remedies and channels."""
    rights = f"权利：{'；'.join(power.rights)}" if power.rights else ""
    return together((rights, remedies(power), channels(power)))


def lines(texts: tuple[str, ...]) -> str:
    """Numbered lines; a single one stands alone, and what was written with numbers keeps them."""
    if len(texts) == 1 or any(_NUMBER.match(text) for text in texts):
        return "\n".join(texts)
    return "\n".join(f"{n}.{text}" for n, text in enumerate(texts, 1))


def together(parts: Iterable[str]) -> str:
    """What of it there is, a line each."""
    return "\n".join(filter(None, parts))
