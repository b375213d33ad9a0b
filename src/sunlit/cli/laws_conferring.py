"""What `sunlit laws powers` prints: for a person, and for another program."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from sunlit.law.conferring import Amount, Conferral, Term
    from sunlit.law.queries import LawConferring


def only(laws: Sequence[LawConferring], kind: str | None) -> Sequence[LawConferring]:
    """The same, with powers of one type alone where one is named."""
    if kind is None:
        return laws
    return [replace(law, powers=tuple(p for p in law.powers if p.type.value == kind)) for law in laws]


def printed(laws: Sequence[LawConferring]) -> str:
    """Each law with its provisions, then how many of each type."""
    lines = []
    for law in laws:
        if law.powers:
            lines += ["", f"《{law.law.title}》　{law.version.dated or '日期不明'} 的文本"]
            lines += [line for power in law.powers for line in _power(power)]
    counted = Counter(power.type.words for law in laws for power in law.powers)
    kinds = "、".join(f"{words} {n}" for words, n in counted.most_common()) or "没有找到设定职权的条款"
    return "\n".join([*lines[1:], *([""] if lines else []), f"{len(laws)} 部法规，{counted.total()} 处：{kinds}。"])


def _power(power: Conferral) -> list[str]:
    return [
        f"  {power.place}　{power.type.words}　{power.body or '（条文未写明机关）'}",
        f"      {' '.join(power.text.split())[:120]}",
    ]


def as_json(laws: Sequence[LawConferring], *, numbers: bool = False) -> dict[str, object]:
    """One document: the provisions in the order of the laws and their articles, with their numbers if asked for."""
    return {
        "provisions": [
            _as_json(law, power) | (_numbers(power) if numbers else {}) for law in laws for power in law.powers
        ]
    }


def _as_json(law: LawConferring, power: Conferral) -> dict[str, object]:
    return {
        "law": law.law.title, "version": law.version.dated.isoformat() if law.version.dated else None,
        "article": str(replace(power.place, paragraph=0)), "type": power.type.value, "body": power.body or None,
        "deed": power.deed, "consequence": power.consequence, "text": power.text,
    }  # fmt: skip


def _numbers(power: Conferral) -> dict[str, object]:
    return {
        "paragraph": power.place.paragraph,
        "amounts": [_amount(a) for a in power.amounts], "terms": [_term(t) for t in power.terms],
        "hearings": [
            {"decision": t.decision, "least": _number(t.least), "span": list(t.span)} for t in power.triggers
        ],
    }  # fmt: skip


def _amount(amount: Amount) -> dict[str, object]:
    return {
        "measure": amount.measure, "low": _number(amount.low), "high": _number(amount.high), "of": amount.of,
        "span": list(amount.span),
    }  # fmt: skip


def _term(term: Term) -> dict[str, object]:
    return {
        "number": term.number, "unit": term.unit, "event": term.event, "extends": term.extends,
        "span": list(term.span),
    }  # fmt: skip


def _number(number: Decimal | None) -> float | int | None:
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)
