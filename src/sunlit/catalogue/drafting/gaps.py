"""The first draft of a power from the provision that confers it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.catalogue.values import Basis, PowerContent, Term
from sunlit.law.rules import PowerType
from sunlit.law.rules.naming import KIND_NAMES

if TYPE_CHECKING:
    from datetime import date

    from sunlit.law.conferring import Conferral
    from sunlit.law.rules import Kind

_LEAD = re.compile(r"^(?:违反本(?:法|条例|办法|规定)(?:的?规定)?，|对|有下列(?:行为|情形)之一的[，：:]?)+")
_ITEM = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
#: No more of a provision's words make a name.
_LONGEST = 60
_PATTERNS = {PowerType.PENALTY: "对{matter}的处罚", PowerType.OTHER: "{matter}"}
_UNITS = {"工作日": "workday", "日": "day", "月": "month", "年": "year"}


def name_from(power: Conferral) -> str:
    """What to call a power until somebody words it better: its deed or matter, and its type."""
    first = _ITEM.split(power.deed)
    matter = _LEAD.sub("", first[1] if len(first) > 1 and not _LEAD.sub("", first[0]).strip() else first[0])
    matter = re.split("[；;。：:\n]", matter.strip())[0].strip("，, ").removesuffix("的")[:_LONGEST]
    pattern = _PATTERNS.get(power.type, "{matter}（" + power.type.words + "）")
    return pattern.format(matter=matter or str(power.place))


def draft_from(
    power: Conferral, *, title: str, kind: Kind, law: str, version: str, dated: date | None, article: str, holder: str
) -> PowerContent:
    """A draft that rests on a provision: name, type, basis with the article's words, term where the text sets one.

    Args:
        power: the provision.
        title: of the law it stands in.
        kind: what kind of law that is.
        law: its key.
        version: the key of its version.
        dated: the day of the version.
        article: the article's whole text.
        holder: what the unit is called.
    """
    place = str(power.place)
    basis = Basis(title=title, article=place, text=article, kind=KIND_NAMES.get(kind, ""), law=law, version=version,
                  dated=dated)  # fmt: skip
    return PowerContent(
        name=name_from(power), type=power.type.value, holder=holder, bases=(basis,),
        statutory_term=_term(power, f"《{title}》{place}"),
    )  # fmt: skip


def _term(power: Conferral, source: str) -> Term | None:
    if power.type is not PowerType.LICENSING:
        return None
    first = next((t for t in power.terms if not t.extends and t.unit in _UNITS), None)
    return Term(amount=first.number, unit=_UNITS[first.unit], source=source) if first else None
