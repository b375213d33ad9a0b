"""救济, as the law now says: where to ask for review of what a unit does, where to sue, and until when.

By 行政复议法 (revised 2023, in force since 2024-01-01) and 行政诉讼法 (2017). A proposal, with the provision behind
each sentence, for a person to take or leave: special laws may say otherwise, and what cannot be told is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sunlit.organs.rules import RegionTier, UnitKind

_REVIEW = "《中华人民共和国行政复议法》（2023年修订）"
_SUIT = "《中华人民共和国行政诉讼法》（2017年修正）"
_BOOK = "机关资料"
_SECURITY = re.compile("国家安全(?:部|厅|局)")
_CUSTOMS = re.compile("海关(?!学院|干部)")
_JUSTICE = re.compile("司法(?:局|厅)$")
_ON_THE_SPOT = "对当场作出的行政处罚决定不服的，应当先申请行政复议。"


@dataclass(frozen=True, slots=True)
class Respondent:
    """Whose acts are complained of: a unit, as far as the law asks.

    Attributes:
        region: its name; `above` that of the region above it, empty for none. superior: name of the unit above it.
        review_body, court: what the organs' own workbook says of it; empty where it says nothing.
        entruster: for an entrusted organisation, who entrusted it, where that is known.
    """

    name: str
    kind: UnitKind
    tier: RegionTier
    region: str
    above: str = ""
    superior: str = ""
    review_body: str = ""
    court: str = ""
    entruster: Respondent | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one field of the remedies ought to say.

    Attributes:
        field: of `Remedies`: review_body, review_term, court, suit_term, note.
        source: the provision it follows from, or the organs' workbook.
        otherwise: what the organs' workbook says, where that is something else.
    """

    field: str
    words: str
    source: str
    otherwise: str = ""


def proposed(unit: Respondent, power_type: str) -> tuple[Proposal, ...]:
    """The remedies against what a unit does by a power of a type, field by field; fields nothing is known of left out.

    Of an organ of the party nothing is proposed: whether its acts are open to review depends on in whose name it acts.
    """
    if unit.kind is UnitKind.PARTY:
        return ()
    if unit.kind is UnitKind.ENTRUSTED:
        return _entrusted(unit, power_type)
    out = [
        *_review_body(unit),
        Proposal("review_term", "自知道或者应当知道该行政行为之日起60日内", f"{_REVIEW}第二十条第一款"),
        _court(unit),
        Proposal(
            "suit_term",
            "自知道或者应当知道作出行政行为之日起6个月内；经过行政复议的，自收到复议决定书之日起15日内",
            f"{_SUIT}第四十五条、第四十六条第一款",
        ),
        *_note(unit, power_type),
    ]
    return tuple(out)


def _entrusted(unit: Respondent, power_type: str) -> tuple[Proposal, ...]:
    """Who entrusted it answers for it."""
    if unit.entruster is None or unit.entruster.kind is UnitKind.ENTRUSTED:
        return ()
    why = f"{_REVIEW}第十九条第三款、{_SUIT}第二十六条第五款：被申请人、被告是委托的行政机关；"
    return tuple(replace(one, source=f"{why}{one.source}") for one in proposed(unit.entruster, power_type))


def _review_body(unit: Respondent) -> tuple[Proposal, ...]:
    words, article = _by_law(unit)
    if words:
        otherwise = unit.review_body if unit.review_body not in ("", words) else ""
        return (Proposal("review_body", words, f"{_REVIEW}{article}", otherwise),)
    return (Proposal("review_body", unit.review_body, _BOOK),) if unit.review_body else ()


def _by_law(unit: Respondent) -> tuple[str, str]:
    """The review body and its article; nothing where the law leads to a body whose name is not known."""
    if unit.kind is UnitKind.VERTICAL or _SECURITY.search(unit.name) or _CUSTOMS.search(unit.name):
        return unit.superior, "第二十七条"
    if unit.kind is UnitKind.GOVERNMENT and unit.tier is RegionTier.PROVINCE:
        return unit.name, "第二十四条第二款"
    if unit.kind is UnitKind.GOVERNMENT:
        return _government(unit.above), "第二十四条第一款第二项"
    if unit.tier is RegionTier.NATION:
        return unit.name, "第二十五条"
    if unit.kind is UnitKind.TOWNSHIP:
        item = "三" if unit.name.endswith("办事处") else "二"
        county = unit.above if unit.tier is RegionTier.TOWNSHIP else unit.region
        return _government(county), f"第二十四条第一款第{item}项"
    item = "四" if unit.kind is UnitKind.AUTHORISED else "一"
    return _government(unit.region), f"第二十四条第一款第{item}项"


def _government(region: str) -> str:
    return f"{region}人民政府" if region else ""


def _court(unit: Respondent) -> Proposal:
    if unit.court:
        return Proposal("court", unit.court, f"{_BOOK}；{_SUIT}第十八条第一款")
    middle = unit.kind is UnitKind.GOVERNMENT or unit.tier is RegionTier.NATION or _CUSTOMS.search(unit.name)
    if middle:
        second = "二" if _CUSTOMS.search(unit.name) else "一"
        return Proposal("court", f"{unit.name}所在地的中级人民法院", f"{_SUIT}第十五条第{second}项、第十八条第一款")
    return Proposal("court", f"{unit.name}所在地的基层人民法院", f"{_SUIT}第十四条、第十八条第一款")


def _note(unit: Respondent, power_type: str) -> tuple[Proposal, ...]:
    """What else a person has to know."""
    told = []
    if power_type == "penalty":
        told.append((_ON_THE_SPOT, f"{_REVIEW}第二十三条第一款第一项"))
    if _JUSTICE.search(unit.name):
        told.append(("也可以向上一级司法行政部门申请行政复议。", f"{_REVIEW}第二十八条"))
    if not told:
        return ()
    return (Proposal("note", "".join(words for words, _ in told), "、".join(source for _, source in told)),)
