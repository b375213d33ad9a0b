"""What makes a clause confer a power of each type: subject, modal and act together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.law.conferring import acts
from sunlit.law.rules import PowerType

if TYPE_CHECKING:
    from collections.abc import Callable

    from sunlit.law.conferring.clauses import Clause


@dataclass(frozen=True, slots=True)
class Said:
    """A segment of what a clause says, with who does it.

    Attributes:
        text: without the comma at its end.
        body: the body that does it: named here or before it in the clause, else in the 款; empty where none is named.
        named: the body is named in this clause.
        asked: the body to which a party turns in it; empty where none is named.
        party: a party does it.
    """

    text: str
    body: str
    named: bool
    asked: str
    party: bool


@dataclass(frozen=True, slots=True)
class Read:
    """A clause with its segments.

    Attributes:
        clause: as cut.
        text: as printed, without the point at the end.
        said: the segments of its consequences.
        deeds: its conditions, or those told before it in the same 款.
        inward: what it answers is a wrong of a body of administration, or done by its own people.
    """

    clause: Clause
    text: str
    said: tuple[Said, ...]
    deeds: str
    inward: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of power, and the segment in which a clause confers one, None where it does not.

    `sign` is a word without which it confers none: looked for first, since most clauses confer nothing. It gives way
    to the types in `only_if_not` found in the same 款.
    """

    type: PowerType
    sign: re.Pattern[str]
    found_in: Callable[[Read], Said | None]
    only_if_not: frozenset[PowerType] = frozenset()


#: An act by somebody who is no body of administration, or by a higher organ towards a lower one.
_ELSEWHERE = re.compile(
    r"由(?:其)?(?:所在)?(?:单位|上[一]?级|任免机关|监察|人民法院|人民检察院|司法机关|有关机关|主管机关|其主管)|建议"
)
#: A pointer to other laws without a deed of its own.
_GENERAL = re.compile(
    r"(?:应当给予|构成违反|违反)治安管理|违反(?:国家)?有关[^。；]{2,80}(?:法律|法规|规定)[^。；]{0,40}由[^，。；]{2,60}依法(?:给予|予以)处罚"
    r"|违反本(?:法|条例|办法|规定)(?:规定)?的行为，依照|，(?:应当)?依法给予行政处罚$"
)


def _first(read: Read, fits: Callable[[Said], bool]) -> Said | None:
    return next((said for said in read.said if not said.text.endswith("的") and fits(said)), None)


def _act(act: re.Pattern[str], without: re.Pattern[str]) -> Callable[[Said], bool]:
    return lambda said: bool(act.search(said.text)) and not without.search(said.text)


def _penalty(read: Read) -> Said | None:
    told = read.deeds or "违反" in read.text or read.clause.items or read.clause.measure
    if not told or _GENERAL.search(read.text):
        return None
    if _OFFICIALS.search(read.deeds) or (read.clause.measure and "处罚" not in read.clause.head):
        return None
    return _first(read, _sanctions)


def _sanctions(said: Said) -> bool:
    text = said.text
    if said.party or not acts.PENALTY.search(text) or acts.NO_PENALTY.search(text) or _ELSEWHERE.search(text):
        return False
    return not acts.DISCIPLINE.search(text) or "处罚" in text or "罚款" in text


def _coercion(read: Read) -> Said | None:
    seizes = _act(acts.COERCION, acts.NO_COERCION)
    # Where nobody is named, 应当将 tells the party its duty (机动车可以移动的，应当将机动车移至…).
    able = bool(read.deeds) and not read.clause.says.startswith("应当将")
    return _first(read, lambda said: not said.party and bool(said.body or able) and seizes(said))


def _inspection(read: Read) -> Said | None:
    measure = read.clause.measure
    looks = _act(acts.INSPECTION if measure else acts.INSPECTS, acts.NO_INSPECTION)
    able = measure and bool(_ABLE.search(read.clause.head))
    return _first(read, lambda said: not said.party and bool(said.body or able) and looks(said))


def _licensing(read: Read) -> Said | None:
    if acts.NO_LICENSING.search(read.text) or read.clause.measure:
        return None
    if acts.PROHIBITED.search(read.text) and read.said:
        return read.said[0]
    return next((said for said, then in zip(read.said, (*read.said[1:], None), strict=False)
                 if _licenses(said, read.text) and not _inward(said, then)), None)  # fmt: skip


def _inward(said: Said, then: Said | None) -> bool:
    """经本级人民政府同意，主管部门可以…: a body is let, not a party."""
    if not said.text.startswith("经") or then is None or then.party:
        return False
    return then.named or then.text.startswith(("可以", "还可以"))


def _licenses(said: Said, whole: str) -> bool:
    if acts.PAPERS.search(said.text):
        return False
    if (said.party or not said.body) and acts.APPLIES.search(said.text):
        return True
    made = acts.MAKES.search(whole if "由" in whole else said.text)
    if said.party:
        return bool(said.asked and acts.APPROVED.search(said.text))
    return not made and bool(acts.GIVES.search(said.text) or _given(said) or _approved(said))


def _given(said: Said) -> bool:
    return "由" in said.text and said.named and bool(acts.GIVEN_BY.search(said.text))


def _approved(said: Said) -> bool:
    return not said.body and bool(said.asked) and bool(acts.APPROVED.search(said.text))


def _certification(read: Read) -> Said | None:
    certifies = _act(acts.CERTIFIES, acts.NO_CERTIFICATION)
    return _first(read, lambda said: bool(said.asked or (said.body and not said.party)) and certifies(said))


def _levy(read: Read) -> Said | None:
    levies = _act(acts.LEVY, acts.NO_LEVY)
    return _first(read, lambda said: bool(said.asked or (said.named and not said.party)) and levies(said))


def _benefit(read: Read) -> Said | None:
    if "损失" in read.deeds:  # what is made good is no benefit
        return None
    benefits = _act(acts.BENEFIT, acts.NO_BENEFIT)
    return _first(read, lambda said: not said.party and benefits(said))


def _award(read: Read) -> Said | None:
    awards = _act(acts.AWARD, acts.NO_AWARD)
    return _first(read, lambda said: not said.party and awards(said))


def _adjudication(read: Read) -> Said | None:
    decides = _act(acts.ADJUDICATION, acts.NO_ADJUDICATION)
    return _first(read, lambda said: bool(said.body) and not said.party and decides(said))


def _mediation(read: Read) -> Said | None:
    if not acts.DISPUTE.search(read.text):
        return None
    return _first(read, lambda said: said.named and "不再" not in said.text and bool(acts.MEDIATION.search(said.text)))


def _requisition(read: Read) -> Said | None:
    return _first(read, lambda said: bool(said.body) and bool(acts.REQUISITION.search(said.text)))


def _record(read: Read) -> Said | None:
    records = _act(acts.RECORD, acts.NO_RECORD)
    return _first(read, lambda said: bool(said.party or not said.body) and bool(said.asked) and records(said)
                  and (said.party or not acts.MAKES.search(read.text)))  # fmt: skip


def _order(read: Read) -> Said | None:
    orders = _act(acts.ORDER, acts.NO_ORDER)
    return _first(read, lambda said: bool(said.body) and not said.party and orders(said))


def _other(read: Read) -> Said | None:
    return _first(
        read, lambda said: bool(said.body or read.deeds) and not said.party and not acts.NO_OTHER.search(said.text)
        and any(act.search(said.text) for act in acts.OTHER),
    )  # fmt: skip


#: Wrongs in office are disciplined, not fined.
_OFFICIALS = re.compile("失职|渎职|玩忽职守|滥用职权|徇私舞弊")
#: A head that gives measures to nobody by name says that they may be taken.
_ABLE = re.compile("可以|有权|监督检查")
_SANCTIONED = frozenset({PowerType.PENALTY})
KINDS = (
    Kind(
        PowerType.PENALTY, re.compile("处理|罚|警告|没收|责令|吊销|暂扣|拘留|取消|撤销|降低|禁|限制|通报批评"), _penalty
    ),
    Kind(PowerType.COERCION, acts.COERCION, _coercion),
    Kind(PowerType.LICENSING, re.compile("许可|批|证|照|资[质格]|核|注册|同意|审[查核]|验收|颁发|发放"), _licensing),
    Kind(PowerType.INSPECTION, re.compile("查|检|询问|调取|复制|督察|抽样|进入"), _inspection),
    Kind(PowerType.CERTIFICATION, re.compile("定|登记|确认"), _certification),
    Kind(PowerType.LEVY, re.compile("[费税金收]"), _levy),
    Kind(PowerType.BENEFIT, re.compile("给予|予以|发给|发放|享受|落实|办理|提供|支付|补助|领取"), _benefit),
    Kind(PowerType.AWARD, acts.AWARD, _award),
    Kind(PowerType.ADJUDICATION, acts.DISPUTE, _adjudication),
    Kind(PowerType.REQUISITION, acts.REQUISITION, _requisition),
    Kind(PowerType.OTHER, acts.MEDIATION, _mediation),
    Kind(PowerType.OTHER, re.compile("备案"), _record),
    Kind(PowerType.OTHER, re.compile("责令|改正|整改|消除"), _order, _SANCTIONED),
    Kind(PowerType.OTHER, re.compile("约谈|撤|注销|复|督察|证|决定"), _other, _SANCTIONED),
)
