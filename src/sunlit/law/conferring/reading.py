"""Reading a law for the powers it confers: article by article, clause by clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from sunlit.law.conferring.amounts import amounts_in
from sunlit.law.conferring.clauses import clauses
from sunlit.law.conferring.found import Conferral
from sunlit.law.conferring.kinds import KINDS, Read, Said
from sunlit.law.conferring.subjects import body_asked, body_by, body_first, is_body, is_party
from sunlit.law.conferring.terms import terms_in
from sunlit.law.conferring.triggers import hearing_triggers
from sunlit.law.rules import PowerType
from sunlit.law.values import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sunlit.law.conferring.amounts import Amount
    from sunlit.law.conferring.clauses import Clause
    from sunlit.law.conferring.kinds import Kind
    from sunlit.law.conferring.terms import Term
    from sunlit.law.conferring.triggers import Trigger

#: Definitions, purpose, scope, day of effect and repeal confer nothing.
_NOTHING = re.compile(
    r"是指|^本(?:法|条例|办法|规定|细则)所称|本(?:法|条例|办法|规定|细则)自[^，。；]{2,20}起?(?:施行|实施)|同时废止"
    r"|制定本(?:法|条例|办法|规定|细则)|用语的?含义|人民法院(?!提起|起诉)|^(?:人民检察院|被告|原告)|本(?:法|条例|办法|规定)施行前|，适用本(?:法|条例|办法|规定|细则)"
)
#: 本法规定的行政处罚，由…决定: who imposes the penalties of a law that name nobody.
_DECIDES = re.compile(r"本(?:法|条例|办法|规定)规定的[^。]{0,12}处罚，[^。]*?由[^，。；]{3,60}(?:决定|实施)")


@dataclass(slots=True)
class _Paragraph:
    """What the clauses of a 款 read so far leave to those that follow."""

    number: int = 0
    body: str = ""
    deeds: str = ""


def conferred(articles: Mapping[tuple[int, int], str]) -> tuple[Conferral, ...]:
    """The powers a law confers, in the order of its articles: at most one of a type for each 款.

    Args:
        articles: the texts of its articles by (number, insert).
    """
    decides = next((body_by(found[0]) for text in articles.values() if (found := _DECIDES.search(text))), "")
    general = _is_general(articles)
    powers = (power for key, text in articles.items() for power in _of_article(Place(*key), text, decides))
    return tuple(power for power in powers if not general or _names_one(power.body) or power.type in _GENERALLY)


#: Laws for every organ and for courts name them by what they do in a procedure.
_ANY_ORGAN = re.compile("(?<!国家)行政机关|复议机[关构]|赔偿义务机关|人民法院")
#: What such a law itself lets any organ do towards a party, by a power of its own.
_GENERALLY = frozenset({PowerType.PENALTY, PowerType.AWARD, PowerType.OTHER})


def _names_one(body: str) -> bool:
    return bool(body) and not _ANY_ORGAN.search(body)


def _is_general(articles: Mapping[tuple[int, int], str]) -> bool:
    """Whether a law (行政许可法、行政强制法…) says how every organ is to use the powers that other laws confer.

    Such laws speak of 行政机关, 复议机关 or courts in half of their articles and more (47 to 86 % of the shared ones),
    others in a sixth at most.
    """
    return sum(bool(_ANY_ORGAN.search(text)) for text in articles.values()) > 0.35 * len(articles)


def confers(article_text: str, place: Place) -> tuple[Conferral, ...]:
    """The powers that one article confers, read by itself; `place` is where it stands."""
    return tuple(_of_article(place, article_text, ""))


def _of_article(place: Place, text: str, decides: str) -> Iterator[Conferral]:
    numbers = _Numbers(text)
    found: list[tuple[Kind, Conferral]] = []
    past = _Paragraph()
    for clause in clauses(text):
        if clause.paragraph != past.number:
            past = _Paragraph(clause.paragraph)
        if _NOTHING.search(clause.text) or "人民法院可以" in clause.head:
            continue
        read = _read(clause, past)
        found += [
            (kind, _conferral(place, kind, read, said, numbers=numbers, decides=decides))
            for kind in KINDS
            if (kind.type is PowerType.AWARD or not read.inward)
            and kind.sign.search(clause.text)
            and (said := kind.found_in(read))
        ]
        past.body = next((said.body for said in reversed(read.said) if said.body), past.body)
        past.deeds = past.deeds or clause.deeds
    yield from _one_of_a_type(found)


def _one_of_a_type(found: Sequence[tuple[Kind, Conferral]]) -> Iterator[Conferral]:
    """One of a type for each 款, without what is only the way to another (责令改正 before 罚款)."""
    types = {(one.place, one.type) for _, one in found}
    told: dict[tuple[Place, PowerType], Conferral] = {}
    for kind, one in found:
        key = (one.place, one.type)
        if not any((one.place, other) in types for other in kind.only_if_not):
            told[key] = _joined(told[key], one) if key in told else one
    yield from told.values()


def _joined(first: Conferral, more: Conferral) -> Conferral:
    """What a later clause of the same 款 adds: 情节严重的，吊销…."""
    if more.text in first.text:
        return first
    head, _, items = first.text.partition("\n")  # the 项 that both introduce stand once, behind both, as printed
    shared = items and items == more.text.partition("\n")[2]
    return replace(
        first, consequence=f"{first.consequence}；{more.consequence}",
        text=f"{head if shared else first.text}{more.text}",
        amounts=first.amounts + more.amounts, terms=first.terms + more.terms, triggers=first.triggers + more.triggers,
    )  # fmt: skip


_SEGMENT = re.compile(r"[^，,：:]+")


def _read(clause: Clause, past: _Paragraph) -> Read:
    body, named, party = past.body, False, False
    for segment in _SEGMENT.findall(clause.head if clause.measure else clause.deeds):
        body, named, party = _actor(segment.strip(), body, named=named, party=party)
        if named and clause.measure:
            break
    if not clause.measure and not named:
        party = bool(_TOLD.match(clause.deeds))
    said = []
    for segment in _SEGMENT.findall(clause.says.rstrip("。；;：:")):
        text = segment.strip()
        body, named, party = _actor(text, body, named=named, party=party)
        said.append(Said(text, body, named, body_asked(text), party))
    return Read(clause, clause.text.rstrip("。；;：:"), tuple(said), clause.deeds or past.deeds, _is_inward(clause))


#: 金融机构接到…通知书后，应当…: what follows is the duty of who was told.
_TOLD = re.compile(r"[^，。；由]{0,10}(?:机构|单位|企业|当事人|经营者|个人|组织)(?:接到|收到|接受)[^，。；]*后，$")
#: What bodies do to their own people, and to each other.
_INWARD = re.compile(
    "公务员(?!主管)|普查指导员|卫生监督员|任免机关|普查人员|统计人员|监察对象|监察机关|制定机关|决策机关|决策执行|备案审查(?:工作)?机构"
)
#: A wrong of a body: 主管部门及其工作人员违反本法规定…的.
_OFFICIAL_WRONG = re.compile(
    r"^(?:违反[^，。]{2,12}，)?(?P<body>[^，。]{2,40}?(?:部门|机关|人民政府|(?:管理|监督|经办|征收|执法)机构))(?:及其工作人员|的工作人员)?"
    r"(?:违反|有下列|未|不依法|不履行|拒不|滥用|超越|擅自)"
)


def _is_inward(clause: Clause) -> bool:
    wrong = _OFFICIAL_WRONG.match(clause.deeds)
    if wrong and (wrong["body"].endswith("行政机关") or is_body(wrong["body"])):
        return True
    return bool(_INWARD.search(clause.text))


#: A body that is told to have done wrong acts in nobody's name.
_FAULT = re.compile(
    r"(?:违反本|违反规定|有下列(?:行为|情形)|不依法|拒不|超越|擅自|滥用|玩忽|不履行|未(?:按照|依照|依法|履行)).*的$|有下列(?:行为|情形)之一"
)


def _actor(text: str, body: str, *, named: bool, party: bool) -> tuple[str, bool, bool]:
    """Who acts in a segment: named in it, else whoever acted before."""
    told = body_by(text) or body_first(text)
    if told and not _FAULT.search(text):
        return told, True, False
    return body, named, party or is_party(text)


def _conferral(
    place: Place, kind: Kind, read: Read, said: Said, *, numbers: _Numbers, decides: str
) -> Conferral:  # fmt: skip
    clause = read.clause
    whole = clause.text + (f"\n{clause.items.strip()}" if clause.items else "")
    body = said.asked if said.party or not said.named else said.body
    body = body or said.body or (decides if kind.type is PowerType.PENALTY else "")
    within = partial(_within, start=clause.start, end=clause.start + len(clause.text))
    says = clause.says.strip(" ，,。；;：:")
    return Conferral(
        place=Place(place.article, place.insert, clause.paragraph), type=kind.type, body=body,
        deed=(read.deeds + (clause.items if clause.deeds else "")).strip(" ，,：:\n") or says, consequence=says,
        text=whole,
        amounts=within(numbers.amounts), terms=within(numbers.terms), triggers=within(numbers.triggers),
    )  # fmt: skip


class _Numbers:
    """The numbers of an article, read when the first power is found in it."""

    def __init__(self, article: str) -> None:
        self._article = article

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        return amounts_in(self._article)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return terms_in(self._article)

    @cached_property
    def triggers(self) -> tuple[Trigger, ...]:
        return hearing_triggers(self._article)


class _Spanned(Protocol):
    @property
    def span(self) -> tuple[int, int]: ...


T = TypeVar("T", bound=_Spanned)


def _within(numbers: tuple[T, ...], *, start: int, end: int) -> tuple[T, ...]:
    return tuple(n for n in numbers if start <= n.span[0] < end)
