"""What a working calendar is made of, and what is refused: notices are read whole or not at all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.canonical import digest
from sunlit.kernel.refusal import Refusal
from sunlit.kernel.workdays import Special

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Where a year comes from.
NOTICE, PACKAGE = "notice", "package"
#: Years the calendar can hold: since the People's Republic; a term never reaches past the last.
FIRST_YEAR, LAST_YEAR = 1949, 2199
#: Bytes of one notice; a real one has five thousand.
MOST_NOTICE_BYTES = 256 * 1024
_MOST_DAYS, _MOST_PAPERS, _MOST_NAME, _MOST_PAPER = 366, 20, 50, 300
_NOVEMBER = 11


class NotANotice(Refusal):
    """A file that is no notice, or one with something wrong in it."""

    code: ClassVar[str] = "not-a-notice"
    words: ClassVar[str] = "“{file}”未装入：{reason}。请改正后整份重新装入。"


class TwoNoticesOfAYear(Refusal):
    """Two files of one loading speak for one year, and not alike."""

    code: ClassVar[str] = "two-notices-of-a-year"
    words: ClassVar[str] = "这次装入的文件里有两份不同的 {year} 年日历，请只留一份。"


class InventedOverReal(Refusal):
    """An invented notice would take the place of a real one."""

    code: ClassVar[str] = "invented-over-real"
    words: ClassVar[str] = "{year} 年已装入正式通知，虚构的日历不能代替它。"


class NotADayCount(Refusal):
    """A number of working days nobody can count."""

    code: ClassVar[str] = "not-a-day-count"
    words: ClassVar[str] = "工作日数须是 0 到 {most} 之间的整数，且不超出日历的尽头，现为 {n}。"


@dataclass(frozen=True, slots=True)
class NoticedDay:
    """One day a notice speaks of: off, or worked although it is a weekend, and for which holiday."""

    day: date
    off: bool
    name: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A year's notice (国务院办公厅关于某年部分节假日安排的通知) as read.

    Attributes:
        source: `NOTICE`, or `PACKAGE` for what the program came with.
        papers: where it is published; for a file that does not say, what the file is called.
        days: by date; the last days of the year before and the first of the next may be among them.
    """

    year: int
    source: str
    papers: tuple[str, ...]
    invented: bool
    days: tuple[NoticedDay, ...]

    @property
    def digest(self) -> str:
        """Of what it says, however its file is written."""
        days = [[d.day.isoformat(), d.off, d.name] for d in self.days]
        return digest({"year": self.year, "papers": list(self.papers), "invented": self.invented, "days": days})

    @property
    def off(self) -> int:
        """How many days it sets free."""
        return sum(d.off for d in self.days)

    @property
    def worked(self) -> int:
        """How many weekend days it has worked."""
        return len(self.days) - self.off


def read_notices(files: Iterable[tuple[str, bytes]]) -> list[Notice]:
    """The notices in files (name, bytes), by year; the same one twice is one.

    A file is JSON, `{"year", "papers": [address], "days": [{"name", "date", "isOffDay"}]}`. Only the exceptions are
    listed; `isOffDay` false is a weekend day that is worked. `"invented": true` marks a notice that was never issued.
    Other members are passed over.

    Raises:
        NotANotice: anything in a file is not as it should be.
        TwoNoticesOfAYear.
    """
    out: dict[int, Notice] = {}
    for name, data in files:
        notice = _Reading(name).notice(data)
        if out.setdefault(notice.year, notice).digest != notice.digest:
            raise TwoNoticesOfAYear(year=notice.year)
    return [out[year] for year in sorted(out)]


def package_notices() -> list[Notice]:
    """For each year the package `chinesecalendar` knows, its days off for a holiday and weekend days worked."""
    from importlib.metadata import version

    from chinese_calendar.constants import Holiday, holidays, workdays

    chinese = {holiday.value: holiday.chinese for holiday in Holiday}
    told = {day: NoticedDay(day, off=True, name=chinese[name]) for day, name in holidays.items()}
    told |= {day: NoticedDay(day, off=False, name=chinese[name]) for day, name in workdays.items()}
    years: dict[int, list[NoticedDay]] = {}
    for day in sorted(told):
        years.setdefault(day.year, []).append(told[day])
    paper = f"chinesecalendar {version('chinesecalendar')}"
    return [Notice(year, PACKAGE, (paper,), invented=False, days=tuple(days)) for year, days in years.items()]


def specials(kept: Iterable[tuple[int, str, NoticedDay]]) -> dict[date, Special]:
    """What holds for each day, from (year of the notice, source, day) in any order.

    A notice is believed before what the program came with, and of two notices that speak of one day the later.
    """
    ranked = sorted(kept, key=lambda row: (row[1] == NOTICE, row[0]))
    return {told.day: Special(off=told.off, name=told.name) for _, _, told in ranked}


def years_wanted(today: date) -> tuple[int, ...]:
    """The years that should be loaded on a day: its own, and from November, when the notice is out, the next too."""
    return (today.year, today.year + 1) if today.month >= _NOVEMBER else (today.year,)


class _Reading:
    """Reads one file, naming it in what is refused."""

    def __init__(self, file: str) -> None:
        self.file = file

    def no(self, reason: str) -> NotANotice:
        return NotANotice(file=self.file[:100], reason=reason)

    def notice(self, data: bytes) -> Notice:
        held = self._object(data)
        year = held.get("year")
        if type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR:
            raise self.no(f"year 须是 {FIRST_YEAR} 到 {LAST_YEAR} 之间的年份")
        invented = held.get("invented", False)
        if type(invented) is not bool:
            raise self.no("invented 须是 true 或 false")
        papers = self._papers(held.get("papers", []))
        listed = held.get("days")
        if not isinstance(listed, list) or not 0 < len(listed) <= _MOST_DAYS:
            raise self.no(f"days 须列出 1 到 {_MOST_DAYS} 天")
        days = [self._day(one, number, year) for number, one in enumerate(listed, 1)]
        seen: set[date] = set()
        for number, one in enumerate(days, 1):
            if one.day in seen:
                raise self.no(f"第 {number} 天 {one.day} 重复")
            seen.add(one.day)
        return Notice(year, NOTICE, papers, invented, tuple(sorted(days, key=lambda d: d.day)))

    def _object(self, data: bytes) -> dict[str, object]:
        if len(data) > MOST_NOTICE_BYTES:
            raise self.no(f"超过 {MOST_NOTICE_BYTES // 1024} KB")
        try:
            held = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise self.no("不是 UTF-8 的 JSON") from error
        if not isinstance(held, dict):
            raise self.no("不是一个 JSON 对象")
        return held

    def _papers(self, papers: object) -> tuple[str, ...]:
        if not isinstance(papers, list) or len(papers) > _MOST_PAPERS:
            raise self.no("papers 须是通知地址的列表")
        for one in papers:
            if not isinstance(one, str) or not 0 < len(one.strip()) <= _MOST_PAPER or not one.isprintable():
                raise self.no("papers 里有不是地址的东西")
        return tuple(one.strip() for one in papers) or (self.file.replace("\\", "/").rsplit("/", 1)[-1][:100],)

    def _day(self, one: object, number: int, year: int) -> NoticedDay:
        if not isinstance(one, dict):
            raise self.no(f"第 {number} 天不是一个 JSON 对象")
        name, off = one.get("name"), one.get("isOffDay")
        if not isinstance(name, str) or not 0 < len(name.strip()) <= _MOST_NAME or not name.isprintable():
            raise self.no(f"第 {number} 天没有节日名称（name）")
        if type(off) is not bool:
            raise self.no(f"第 {number} 天的 isOffDay 须是 true 或 false")
        try:
            day = date.fromisoformat(str(one.get("date")))
        except ValueError as error:
            raise self.no(f"第 {number} 天的日期须写作 {year}-01-31") from error
        if not date(year - 1, 12, 1) <= day <= date(year + 1, 1, 31):
            raise self.no(f"第 {number} 天 {day} 不属于 {year} 年")
        return NoticedDay(day, off, name.strip())
