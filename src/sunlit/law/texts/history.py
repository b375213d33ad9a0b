"""题注 and 公布令: what a file tells of a law's making, its changes and its effect, day by day."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from sunlit.kernel.numerals import read_numeral

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Deed = Literal["passed", "approved", "promulgated", "amended", "effect"]

_DAY = re.compile(
    r"(?<!\d)(?P<year>[12]\d{3}|[一二][零〇○一二三四五六七八九]{3})"
    r"(?:\s{0,2}年\s{0,2}(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s{0,2}月\s{0,2}"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s{0,2}日"
    r"|(?P<sign>[-./])(?P<iso_month>\d{1,2})(?P=sign)(?P<iso_day>\d{1,2})(?!\d))"
)
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_AMENDED = re.compile("修订|修正|修改|第[一二三四五六七八九十]{1,3}次修")
_PASSED = re.compile("通过|审议通过")
_APPROVED = re.compile("批准")
_PROMULGATED = re.compile("公布|发布|颁布|公告|印发|签发|令")
_EFFECT = re.compile(r"[ \t\u3000\u2002]{0,4}(?:起|开始|起开始)?(?:施行|实施|执行|生效)(?!日期)")
_DECISION = re.compile("修改|修正|修订")
_DECIDED = re.compile("通过[的了]?·")
_MADE_ON = re.compile(r"(?:^|成文日期|发[布文]日期|公布日期|颁布日期|印发日期)[\s：:（(】\]]{0,6}$")
_EFFECT_ON = re.compile(r"(?:生效|施行|实施)日期[\s：:】\]]{0,6}$")
#: Signs that a line before the first provision belongs to the history, not to the text.
_NOTE = re.compile(
    r"[12]\d{3}\s{0,2}年|[一二][零〇○一二三四五六七八九]{3}年|通过|公布|发布|修正|修订|批准|施行|令$|第\s{0,2}\d{1,4}\s{0,2}号|公\s{0,6}告"
    r"|[〔\[（(【]\s{0,2}[12]\d{3}\s{0,2}[〕\])）】]|^[（(]|关于修改"
)
_LONGEST_SIGNATURE, _LONGEST_LABEL = 30, 24
_PREAMBLE = re.compile(r"序\s{0,8}言$|前\s{0,8}言$")


class Event(NamedTuple):
    """One thing that befell a law on a day.

    Attributes:
        on: the day.
        deed: what was done.
        words: the stretch of the history that tells it, titles included.
        whole: for an amendment, that the text as a whole was made anew (修订 or 修订通过, by no 修改决定).
    """

    on: date
    deed: Deed
    words: str
    whole: bool = False


class History(NamedTuple):
    """What the events come to.

    Attributes:
        promulgated: day of the first promulgation, else of approval, else of passing.
        amended: days of the amendments, ascending.
        revised: day of the last amendment that made the text as a whole anew, if it is the last amendment.
        effect: days of effect the history states, in written order.
    """

    promulgated: date | None
    amended: tuple[date, ...]
    revised: date | None
    effect: tuple[date, ...]


def plain_digits(text: str) -> str:
    """`text` with full-width digits made plain."""
    return text if text.isascii() else re.sub("[０-９]", lambda m: unicodedata.normalize("NFKC", m[0]), text)


def days_in(text: str) -> Iterator[tuple[int, int, date]]:
    """Each day written in `text` (2019年4月23日, 二〇一九年四月二十三日), with where it begins and ends.

    Days that no calendar has (2月30日) are left out.
    """
    for found in _DAY.finditer(text):
        year, month, day = found["year"], found["month"] or found["iso_month"], found["day"] or found["iso_day"]
        if not year.isdigit():
            year = "".join(_DIGITS[c] for c in year)
        try:
            yield *found.span(), date(int(year), read_numeral(month) or 0, read_numeral(day) or 0)
        except ValueError:
            continue


def without_titles(text: str) -> str:
    """`text` with what stands in 《》 blotted out, nested or not, every other character in its place."""
    out, depth = [], 0
    for char in text:
        if char == "《":
            depth += 1
        out.append("·" if depth else char)
        if char == "》" and depth:
            depth -= 1
    return "".join(out)


def is_note(line: str) -> bool:
    """Whether a line looks like history: a day, an act of promulgation, a document number, a short signature."""
    return bool(_NOTE.search(line)) or (len(line) <= _LONGEST_SIGNATURE and line[-1:] not in "。：；")


def split_head(head: Sequence[str], info_end: int | None) -> tuple[list[str], list[str]]:
    """The lines of a history, and the lines of a preamble, from what stands before the first provision.

    Args:
        head: the lines, title left out.
        info_end: how many of them stand before `<!-- INFO END -->`, or None where it is not there.
    """
    if info_end is not None:
        return list(head[:info_end]), list(head[info_end:])
    preamble = next((i for i, line in enumerate(head) if _PREAMBLE.match(line)), len(head))
    notes: list[str] = []
    rest: list[str] = []
    for line in head[:preamble]:
        (notes if is_note(line) else rest).append(line)
    return notes, rest + list(head[preamble:])


def events_in(notes: Sequence[str]) -> tuple[Event, ...]:
    """What the history tells, in written order."""
    text = plain_digits("\n".join(notes))
    masked = without_titles(text)
    days = list(days_in(masked))
    events = []
    for i, (start, end, on) in enumerate(days):
        until = days[i + 1][0] if i + 1 < len(days) else len(text)
        events.append(_event(on, text, masked, (start, end, until)))
    return tuple(event for event in events if event)


def _event(on: date, text: str, masked: str, at: tuple[int, int, int]) -> Event | None:
    start, end, until = at
    words, told = text[start:until], masked[end:until]
    stop = re.search(r"[。；;]", told)
    told = told[: stop.start()] if stop else told
    before = text[max(0, start - _LONGEST_LABEL) : start].rpartition("\n")[2]
    if _EFFECT.match(told) or _EFFECT_ON.search(before):
        return Event(on, "effect", words)
    decision = "《" in words and bool(_DECISION.search(words[words.index("《") : words.rfind("》") + 1]))
    if _AMENDED.search(told) or (decision and (_DECIDED.search(told) or not _PASSED.search(told))):
        return Event(on, "amended", words, whole="修订" in told and not decision)
    for pattern, deed in ((_PASSED, "passed"), (_APPROVED, "approved"), (_PROMULGATED, "promulgated")):
        if pattern.search(told):
            return Event(on, deed, words)  # type: ignore[arg-type] # the pairs above name deeds only
    if _MADE_ON.search(before) and not told.partition("\n")[0].strip(" ）)"):  # the day under an order, or 成文日期
        return Event(on, "promulgated", words)
    return None


def sum_up(events: Sequence[Event]) -> History:
    """The first promulgation and the amendments.

    What follows an event without being the next amendment belongs to it: 通过 and 公布 of one text, 修订通过 and the
    order that promulgates it, 通过 by a city and 批准 by its province. Of such a group the promulgation gives the day,
    without one the approval, without one the first day told.
    """
    groups: list[list[Event]] = []
    for event in events:
        if event.deed == "effect":
            continue
        if not groups or event.deed == "amended" or (event.deed == "passed" and groups[-1][-1].deed != "approved"):
            groups.append([event])
        else:
            groups[-1].append(event)
    made = [_day_of(group) for group in groups if group[0].deed != "amended"]
    changed = [group for group in groups if group[0].deed == "amended"]
    amended = sorted({_day_of(group) for group in changed})
    revised = max((_day_of(group) for group in changed if any(e.whole for e in group)), default=None)
    if amended and revised != amended[-1]:
        revised = None
    effect = tuple(event.on for event in events if event.deed == "effect")
    return History(min(made, default=None), tuple(amended), revised, effect)


def _day_of(group: Sequence[Event]) -> date:
    for deed in ("promulgated", "approved"):
        for event in group:
            if event.deed == deed:
                return event.on
    return group[0].on
