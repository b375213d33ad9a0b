"""What of an edition leaves for the noticeboard: the one place to look it up.

`SAME` goes out as it is, `TURNED` in the public form beside it, `INTERNAL` stays, each for the reason given. A field
named in none of the three does not go out, and a test asks why it is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sunlit.noticeboard.values import (
    PublicBasis,
    PublicChannel,
    PublicDiscretion,
    PublicFee,
    PublicForm,
    PublicMaterial,
    PublicRemedies,
    PublicStep,
    PublicTerm,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sunlit.catalogue.values.powers import Disclosure, PowerContent, Remedies, StepPost, Term

#: Fields of `PowerContent` that are words, numbers or yes and no, and go out unchanged.
SAME = (
    "name", "aliases", "type", "lead", "holder", "preparer", "nature", "entrusted_by", "levels", "charged",
    "quantity_limit", "conditions", "result", "rights", "place", "hours", "served", "duties", "accountability",
)  # fmt: skip

#: What stays inside, by `Class.field`, and why.
INTERNAL = {
    "PowerContent.type_as_listed": "部门原表的写法，公布规范后的类别",
    "PowerContent.remarks": "仅供政务公开办公室内部使用",
    "PowerContent.further": "原表中没有对应栏目的内容，未经逐项审查",
    "StepPost.unit": "单位以名称公布，内部编号不出内网",
    "Showing.proof": "线下公开的存证，内部核验使用",
}


def public_content(content: PowerContent) -> dict[str, Any]:
    """The fields of `PublicPower` that an edition fills, and nothing else of it."""
    out: dict[str, Any] = {field: getattr(content, field) for field in SAME}
    for field, turned in TURNED.items():
        out |= turned(getattr(content, field))
    return out


def _bases(bases: Any) -> dict[str, Any]:
    return {
        "bases": tuple(
            PublicBasis(
                title=b.title,
                article=b.article,
                text=b.text,
                kind=b.kind,
                law=f"{b.law}/{b.version}" if b.law and b.version else "",
                dated=b.dated,
            )
            for b in bases
        )
    }


def _steps(steps: tuple[StepPost, ...]) -> dict[str, Any]:
    return {
        "steps": tuple(
            PublicStep(
                number=s.number,
                name=s.name,
                unit=s.unit_name,
                office=s.office,
                # How an officer is named is decided post by post. Words tied to no post were decided by nobody.
                post_name=s.post_name if s.post else "",
                post=str(s.post) if s.post else "",
                term=s.term,
                duty=s.duty,
            )
            for s in steps
        )
    }


def _disclosure(disclosure: Disclosure) -> dict[str, Any]:
    return {
        "disclosure_forms": tuple(PublicForm(kind=f.kind, where=f.where) for f in disclosure.forms),
        "disclosure_scope": disclosure.scope,
        "disclosure_time": disclosure.time,
    }


def _fees(fees: Any) -> dict[str, Any]:
    return {
        "fees": tuple(PublicFee(name=f.name, basis=f.basis, standard=f.standard, waiver=f.waiver) for f in fees),
    }


def _term(field: str) -> Callable[[Term | None], dict[str, Any]]:
    def turned(term: Term | None) -> dict[str, Any]:
        if term is None:
            return {field: None}
        return {field: PublicTerm(amount=term.amount, unit=term.unit, source=term.source, words=term.words)}

    return turned


def _materials(materials: Any) -> dict[str, Any]:
    return {
        "materials": tuple(
            PublicMaterial(name=m.name, form=m.form, copies=m.copies, issuer=m.issuer, note=m.note, sample=m.sample)
            for m in materials
        )
    }


def _discretion(scale: Any) -> dict[str, Any]:
    return {
        "discretion": tuple(PublicDiscretion(circumstance=d.circumstance, range=d.range, basis=d.basis) for d in scale)
    }


def _remedies(remedies: Remedies | None) -> dict[str, Any]:
    if remedies is None:
        return {"remedies": None}
    r = remedies
    return {
        "remedies": PublicRemedies(
            review_body=r.review_body, review_term=r.review_term, court=r.court, suit_term=r.suit_term, note=r.note
        )
    }


def _channels(channels: Any) -> dict[str, Any]:
    return {"channels": tuple(PublicChannel(kind=c.kind, words=c.words) for c in channels)}


def _code(field: str) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {field: "" if value is None else value.value}


#: Fields of `PowerContent` that go out in another form, and how.
TURNED: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "tenure": _code("tenure"),
    "part": _code("part"),
    "bases": _bases,
    "steps": _steps,
    "disclosure": _disclosure,
    "fees": _fees,
    "statutory_term": _term("statutory_term"),
    "promised_term": _term("promised_term"),
    "materials": _materials,
    "discretion": _discretion,
    "remedies": _remedies,
    "channels": _channels,
}
