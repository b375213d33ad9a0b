"""Do the bases stand by legal effect, may they set such a power, may it be entrusted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.catalogue.findings.entrusting import entrustings
from sunlit.catalogue.findings.item import name_of
from sunlit.catalogue.findings.remark import Remark, of_basis
from sunlit.law.rules import Basis as Ranked
from sunlit.law.rules import Kind, coercion_form, in_order, level_of, may_entrust, may_set, nature_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.catalogue.findings.examined import Examined
    from sunlit.law.values import HeldLaw

#: What to call a kind of text.
KIND_WORDS = {
    Kind.CONSTITUTION: "宪法", Kind.STATUTE: "法律", Kind.REGULATION: "行政法规",
    Kind.STATE_COUNCIL_DECISION: "国务院决定", Kind.LOCAL_REGULATION: "地方性法规", Kind.DEPARTMENT_RULE: "部门规章",
    Kind.LOCAL_RULE: "地方政府规章",
    Kind.NORMATIVE_DOCUMENT: "规范性文件", Kind.UNKNOWN: "性质不明的文件",
}  # fmt: skip


def basis_order(of: Examined) -> Iterator[Remark]:
    """basis-order: a basis stands before one of higher effect.

    One an item. Silent between 地方性法规 and 部门规章, which the law does not rank, and for texts whose kind or tier
    is not known.
    """
    laws = _laws(of)
    order = in_order([_ranked(law) for law in laws])
    if order.kept:
        return
    earlier, later = (laws[i] for i in order.misplaced[0])
    sequence = "、".join(f"《{law.title}》" for law in _by_effect(laws))
    first = next(b for b in of.bases if b.law is earlier)
    yield of_basis(
        first,
        f"《{earlier.title}》（{KIND_WORDS[earlier.kind]}）列在《{later.title}》（{KIND_WORDS[later.kind]}）之前，后者效力更高；"
        "职权依据应当按照法律效力的高低排列。",
        f"请调整为：{sequence}。",
        article="",
    )


def cannot_set(of: Examined) -> Iterator[Remark]:
    """cannot-set: every basis is held and none of them may set a power of this type.

    Silent if one is not held or its kind is not known, and if any may: lower texts may then lay down details.
    """
    if of.power_type is None or not of.bases or any(b.law is None for b in of.bases):
        return
    laws = _laws(of)
    form = coercion_form(name_of(of.item))
    verdicts = [may_set(of.power_type, law.kind, level_of(law.issuer), of.on, form=form) for law in laws]
    if not all(v.answer == "not-allowed" for v in verdicts):
        return
    listed = "、".join(f"《{law.title}》（{KIND_WORDS[law.kind]}）" for law in laws)
    verdict = verdicts[0]
    yield of_basis(
        of.bases[0],
        f"该项登记为{of.power_type.words}，所列依据只有{listed}。{_in_full(verdict.source)}：{verdict.words}",
        f"请补列设定该项{of.power_type.words}的法律、法规；确无设定依据的，报请取消，或者按其实际性质调整职权类型。",
        article="",
    )


def cannot_entrust(of: Examined) -> Iterator[Remark]:
    """cannot-entrust: the list says that a body exercises the power by entrusting, and the law forbids it.

    Silent where it is not told who is entrusted, unless the power may not be entrusted to anyone.
    """
    if of.power_type is None:
        return
    form = coercion_form(name_of(of.item))
    for where, words, body in entrustings(of.item):
        verdict = may_entrust(of.power_type, "organ", nature_of(body), of.on, form=form)
        if verdict.answer != "not-allowed":
            continue
        to = f"委托“{body}”" if body else "委托其他单位"
        yield Remark(
            f"清单载明该项{of.power_type.words}{to}实施。{_in_full(verdict.source)}：{verdict.words}",
            "请改由法定机关自行实施，并在“行使主体”栏写明该机关；已经委托的，应当解除委托。",
            article=verdict.source, quoted=words, column=where,
        )  # fmt: skip
        return


def _in_full(source: str) -> str:
    """A provision as a letter would cite it: 行政许可法第十七条 is 《中华人民共和国行政许可法》第十七条."""
    return re.sub(r"^([\u4e00-\u9fff]+?法)(（[^）]*）)?(?=第)", r"《中华人民共和国\1》\2", source)


def _laws(of: Examined) -> list[HeldLaw]:
    return list({b.law.key: b.law for b in of.bases if b.law is not None}.values())


def _ranked(law: HeldLaw) -> Ranked:
    return Ranked(law.kind, level_of(law.issuer))


def _by_effect(laws: list[HeldLaw]) -> list[HeldLaw]:
    """The laws in an order by effect that moves as few as possible: each goes up only past what it binds."""
    out: list[HeldLaw] = []
    for law in laws:
        at = len(out)
        for i, before in enumerate(out):
            if not in_order([_ranked(before), _ranked(law)]).kept:
                at = i
                break
        out.insert(at, law)
    return out
