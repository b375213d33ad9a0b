"""What an item's page is given: its sections, key facts, the names of those who answer for it today, what changed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext as _

from sunlit.kernel.plain import to_plain
from sunlit.noticeboard.values import PublicFlow, PublicPostName, PublicPower, PublicUnit
from sunlit.portal.render import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sunlit.noticeboard.store.reading import Version
    from sunlit.noticeboard.values import Held, PublicChart, PublicStep

_Body = TypeVar("_Body")
#: Fields of a power that say when and where an edition stands, not what it says.
_AROUND = frozenset(
    {
        "edition", "history", "changed", "recorded_on", "valid_from", "valid_to", "codes", "unit", "type", "region",
        "tier",
    }
)  # fmt: skip
#: Types under which citizens receive decisions that take something from them.
TAKES = frozenset({"penalty", "enforcement"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the key facts under the name: what, how much, and a line beneath."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A step and how whoever answers for it is named today; `post` is None where only the edition's words are known."""

    step: PublicStep
    post: PublicPostName | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field two editions differ in, as texts."""

    name: str
    label: str
    old: str
    new: str


#: Standings in which no organ may exercise a power any more.
ENDED = ("cancelled", "abolished")


def beside(power: PublicPower) -> tuple[tuple[str, str], ...]:
    """The other records a power's page shows."""
    posts = dict.fromkeys(step.post for step in power.steps if step.post)
    parent = (("power", power.parent),) if power.parent else ()
    return (("unit", power.unit), *parent, *(("post", key) for key in posts))


def context(
    key: str, power: PublicPower, version: Version, versions: tuple[Version, ...],
    found: Mapping[tuple[str, str], Held], *, today: date,
) -> dict[str, Any]:  # fmt: skip
    """Everything the template of an item shows of the item itself."""
    unit = found.get(("unit", power.unit))
    parent = found.get(("power", power.parent)) if power.parent else None
    shown = [v for v in versions if not v.withdrawn]
    told = [v.version for v in shown if not v.erased]
    return {
        "key": key,
        "power": power,
        "version": version,
        "is_last": version.version == versions[-1].version,
        "versions": list(reversed(shown)),
        "told": told[::-1],
        "pairs": list(pairwise(told)),
        "fined": fined(power),
        "facts": facts(power),
        "steps": [Named(step, _named(step, found, today)) for step in power.steps],
        "unit": _of(PublicUnit, unit),
        "parent": _of(PublicPower, parent),
        "ended": power.standing in ENDED,
        "consult": [c for c in power.channels if c.kind == "consult"],
        "complaint": [c for c in power.channels if c.kind == "complaint"],
    }


def flow_on(
    found: Mapping[tuple[str, str], Held], key: str, *, day: date | None, english: bool
) -> tuple[PublicFlow | None, PublicChart | None]:
    """The flowchart of a power and how it is told in this language; none before the day it was published."""
    flow = _of(PublicFlow, found.get(("flow", key)))
    if flow is None or (day is not None and day < flow.published_on):
        return None, None
    return flow, flow.en if english else flow.zh


def _of(kind: type[_Body], held: Held | None) -> _Body | None:
    return held.body if held and isinstance(held.body, kind) else None


def _named(step: PublicStep, found: Mapping[tuple[str, str], Held], today: date) -> PublicPostName | None:
    held = found.get(("post", step.post)) if step.post else None
    post = _of(PublicPostName, held)
    # who has left is gone the same day, though nothing new has been put out yet
    return post if post and (post.until is None or today < post.until) else None


def facts(power: PublicPower) -> list[Fact]:
    """The five key facts, those that are known: promised term, fee, result, papers, limit."""
    out: list[Fact] = []
    statutory, promised = words.term(power.statutory_term), words.term(power.promised_term)
    if promised:
        out.append(Fact(_("承诺办结时限"), promised, _("法定 %(term)s") % {"term": statutory} if statutory else ""))
    elif statutory:
        out.append(Fact(_("法定办结时限"), statutory, power.statutory_term.source if power.statutory_term else ""))
    if power.charged is not None:
        value = _("收费") if power.charged else _("不收费")
        out.append(Fact(_("收费"), value, power.fees[0].standard if power.charged and power.fees else ""))
    if power.result:
        out.append(Fact(_("办理结果"), power.result))
    if power.materials:
        out.append(Fact(_("申请材料"), _("%(n)d 件") % {"n": len(power.materials)}))
    if power.quantity_limit:
        out.append(Fact(_("数量限制"), power.quantity_limit))
    if power.bases:
        out.append(Fact(_("实施依据"), _("%(n)d 条") % {"n": len(power.bases)}, power.bases[0].kind))
    if power.discretion:
        out.append(Fact(_("裁量基准"), _("%(n)d 档") % {"n": len(power.discretion)}))
    return out[:5]


def fined(power: PublicPower) -> str:
    """The law and article a decision under this power most likely cites; empty where it takes nothing."""
    if power.type not in TAKES or not power.bases:
        return ""
    article = next((b for b in power.bases if "罚款" in b.text), power.bases[0])
    return f"{article.title}{article.article}"


def differences(before: PublicPower, after: PublicPower) -> list[Difference]:
    """The fields two editions differ in, in the order of the page, as texts of one line a part."""
    out = []
    for field in fields(PublicPower):
        old, new = _text(getattr(before, field.name)), _text(getattr(after, field.name))
        if old != new and field.name not in _AROUND:
            out.append(Difference(field.name, words.field(field.name), old, new))
    return out


def _text(value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, tuple):
        return "\n".join(_text(part) for part in value)
    if hasattr(value, "amount") and hasattr(value, "source"):
        return " · ".join(part for part in (words.term(value), value.source) if part)  # type: ignore[arg-type]
    plain = to_plain(value)
    if isinstance(plain, dict):
        hidden = ("law", "post", "unit")  # keys of other records
        told = [str(v) for k, v in plain.items() if v not in (None, "") and k not in hidden]
        return " · ".join(words.code(t) for t in told)
    return words.code(words.standing(str(plain)))
