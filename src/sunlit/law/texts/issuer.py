"""Which body made a text, of what kind the text therefore is, and for which region.

Only what the file shows counts: the history, the order that promulgates, the number of a document, a body named at the
head of the title. The last word of a title (条例, 办法) and the folder of a file prove nothing.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sunlit.kernel.text import squeeze
from sunlit.law.rules import Kind, Tier, level_of, region_of
from sunlit.law.texts.history import Event, without_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Maker(NamedTuple):
    """Kind of a text, the body that made it, and the region it is for; unknown and empty where not shown."""

    kind: Kind
    issuer: str = ""
    region: str = ""


NOT_SHOWN = Maker(Kind.UNKNOWN)

#: From 2000-07-01 a 行政法规 is promulgated by an order of the premier, a 规章 by an order of its body's head
#: (立法法 2000). Before, the State Council approved regulations for a ministry to issue, and rules came without order.
_ORDERS_ONLY = date(2000, 7, 1)

_NAME = "[\u4e00-\u9fff]"
_PLACE = rf"(?:(?<=\d)日)?({_NAME}{{2,24}}?(?:省|自治区|市|州|县|区|旗))"
_CONGRESS = re.compile(
    rf"{_PLACE}第?[零一二三四五六七八九十百\d]{{1,4}}届(?:人民代表大会|人大)(常务委员会|常委会)?"
    rf"|{_PLACE}(?:人民代表大会|人大)(常务委员会|常委会)?\s{{0,6}}(?:公告|通过|公布|第\d{{1,4}}号)"
)
_NATIONAL_CONGRESS = re.compile(
    r"全国(?:人民代表大会|人大)(常务委员会|常委会)?[^。；\n]{0,200}?(?:通过(?!的)|修订|修正|公布|批准)"
)
_PRESIDENT = re.compile("共和国主席令")
_STATE_COUNCIL = re.compile(r"国务院(、中央军(?:事委员会|委))?\s?(?:第\d{1,4}号)?令|国务院(?:发布|公布|颁布)(?!的)")
_STATE_COUNCIL_APPROVED = re.compile("国务院批准")
_STATE_COUNCIL_MEETING = re.compile(r"国务院第\d{1,4}次常务会议")
_STATE_COUNCIL_CHANGED = re.compile("《国务院关于[^》]{0,40}修改")
_ORDER = re.compile(r"令|发布|公布|颁布")
_ORDER_NUMBER = re.compile(r"第?[〇零一二三四五六七八九十百\d]{1,6}号$")
_BODY_END = ("人民政府", "银行", "部", "委", "委员会", "局", "署", "办", "办公室", "厅", "会", "院", "行政公署")
_BODY_START = re.compile(r"\d日|[^\u4e00-\u9fff、\n]|[一二三四五六七八九十]日|根据|通过|以及|已由")
_LONGEST_BODIES = 90
_DOCUMENT = re.compile(rf"({_NAME}{{1,12}})(?:字)?[〔\[（(【][12]\d{{3}}[〕\]）)】](?:第)?\d{{1,5}}号")
_TITLED = re.compile(r"(.{2,60}?)(?:关于|印发|转发|批转)")
_PUBLISHER = re.compile(r"(?:发布机构|发文机关|制定机关|发布单位)[：:】\]]{1,6}(\S{2,40})")
_DOCUMENT_FORMS = re.compile("(?:通知|意见|批复|函|公告|通告|方案|纲要|决定)(?:[（(].{1,20}[）)])?$")
_DECISION = re.compile("国务院.*决定(?:[（(].{1,20}[）)])?$")
_LEADING = re.compile(
    r"^(?:.{0,14}[一二三四五六七八九十]日|已由|由|已经|经(?![济贸])|根据|依照|按照|现|中华人民共和国)*"
)
_BODY_BY_DOCUMENT = (("国办", "国务院办公厅"), ("国", "国务院"))


def maker_of(title: str, notes: Sequence[str], events: Sequence[Event]) -> Maker:
    """The kind, issuer and region of a text.

    The stretch of the history up to the first amendment counts first; where it shows no body, the rest does, then the
    document number, then the body with which the title of a 通知, 意见 or 决定 begins.
    """
    text = "\n".join(notes)
    founding = _founding(text, events)
    title = squeeze(title)
    for stretch in dict.fromkeys((founding, text)):
        found = _by_body(title, stretch, events)
        if found.kind is not Kind.UNKNOWN:
            return found
    return _by_document(title, text)


def _founding(text: str, events: Sequence[Event]) -> str:
    """The history up to the first amendment; all of it where it begins with one, as a re-promulgation does."""
    first = next((event for event in events if event.deed == "amended"), None)
    if first is None or events[0] is first:
        return text
    return text[: text.find(first.words)] if first.words in text else text


def _by_body(title: str, text: str, events: Sequence[Event]) -> Maker:
    plain = re.sub(r"[ \t\u2000-\u200a\u3000]+", "", without_titles(text))
    if _PRESIDENT.search(plain) or _NATIONAL_CONGRESS.search(plain):
        return _national_law(title, plain)
    if found := _CONGRESS.search(plain):
        place = _LEADING.sub("", found[1] or found[3])
        standing = "常务委员会" if found[2] or found[4] else ""
        return Maker(Kind.LOCAL_REGULATION, f"{place}人民代表大会{standing}", _region(place, plain))
    by_council = _by_state_council(title, text, plain, events)
    return by_council or _by_order(plain, events) or NOT_SHOWN


def _national_law(title: str, text: str) -> Maker:
    found = _NATIONAL_CONGRESS.search(text)
    issuer = f"全国人民代表大会{'常务委员会' if found[1] else ''}" if found else ""
    return Maker(Kind.CONSTITUTION if title == "中华人民共和国宪法" else Kind.STATUTE, issuer)


def _by_state_council(title: str, text: str, plain: str, events: Sequence[Event]) -> Maker | None:
    """决定 of the State Council are no 行政法规 (行政法规制定程序条例), but may set licences (许可法第十四条第二款)."""
    kind = Kind.STATE_COUNCIL_DECISION if _DECISION.match(title) else Kind.REGULATION
    if found := _STATE_COUNCIL.search(plain):
        return Maker(kind, "国务院、中央军事委员会" if found[1] else "国务院")
    if _STATE_COUNCIL_APPROVED.search(plain) and _before_orders(events):
        return Maker(Kind.REGULATION, "国务院")
    if _by_order(plain, events):
        return None
    shown = _STATE_COUNCIL_MEETING.search(plain) or _STATE_COUNCIL_CHANGED.search(text)
    return Maker(kind, "国务院") if shown else None


def _before_orders(events: Iterable[Event]) -> bool:
    """Whether the text was made before orders became the only way to promulgate one."""
    made = [event.on for event in events if event.deed != "effect"]
    return bool(made) and min(made) < _ORDERS_ONLY


def _by_order(plain: str, events: Sequence[Event]) -> Maker | None:
    """Who gives an order: a local government's is a 地方政府规章, a national body's a 部门规章."""
    before_orders = _before_orders(events)
    for found in _ORDER.finditer(plain):
        if found[0] != "令" and not before_orders:
            continue
        if body := _body_before(plain, found.start()):
            return _by_body_of_order(body)
    return None


def _body_before(plain: str, at: int) -> str:
    """The body, or bodies, whose name ends before `at`; empty where none does."""
    window = plain[max(0, at - _LONGEST_BODIES) : at].rstrip("\n")
    window = _ORDER_NUMBER.sub("", window).rstrip("\n（(")
    starts = [found.end() for found in _BODY_START.finditer(window)]
    lines = window[starts[-1] if starts else 0 :].split("\n")
    names: list[str] = []
    for line in reversed(lines):  # bodies that give an order together may stand on lines of their own
        if not line.endswith(_BODY_END):
            break
        names.append(_LEADING.sub("", line.strip("、")))
    return "、".join(name for name in reversed(names) if name)


def _by_body_of_order(body: str) -> Maker:
    tier = level_of(body)
    region = str(region_of(body))
    if body.endswith(("人民政府", "行政公署")):
        kind = {Tier.PROVINCE: Kind.LOCAL_RULE, Tier.CITY: Kind.LOCAL_RULE, Tier.COUNTY: Kind.NORMATIVE_DOCUMENT}
        return Maker(kind.get(tier, Kind.UNKNOWN), body, region)
    if region or tier not in (Tier.NATIONAL, Tier.UNKNOWN):
        return Maker(Kind.NORMATIVE_DOCUMENT, body, region)
    return Maker(Kind.DEPARTMENT_RULE, body)


def _by_document(title: str, text: str) -> Maker:
    text = re.sub(r"[ \t\u3000]+", "", text)
    titled = _TITLED.match(title)
    titled = titled if titled and titled[1].endswith((*_BODY_END, "国务院", "政府")) else None
    published = _PUBLISHER.search(text)
    body = titled[1] if titled else published[1] if published else ""
    if number := _DOCUMENT.search(text):
        if "法释" in number[1] or "高检" in number[1]:  # interpretations of the courts are none of these kinds
            return NOT_SHOWN
        body = body or next((name for sign, name in _BODY_BY_DOCUMENT if number[1].startswith(sign)), "")
    elif not (titled and _DOCUMENT_FORMS.search(title)):
        return NOT_SHOWN
    if "人民代表大会" in body:  # a decision of a congress is law, or only settles a matter: its title does not tell
        return Maker(Kind.UNKNOWN, body, str(region_of(body)))
    if body == "国务院" and title.endswith("决定"):
        return Maker(Kind.STATE_COUNCIL_DECISION, body)
    return Maker(Kind.NORMATIVE_DOCUMENT, body, str(region_of(body or title)))


def _region(place: str, text: str) -> str:
    """The region of a local congress, with its province where the approval shows it."""
    region = region_of(place)
    if region.province or level_of(place) is Tier.PROVINCE:
        return str(region)
    approving = (region_of(_LEADING.sub("", found[1] or found[3])).province for found in _CONGRESS.finditer(text))
    return next(filter(None, approving), "") + str(region)
