"""The working calendar of the city: loading notices, who wins, what is on record, what is refused."""

from __future__ import annotations

import json
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunlit.kernel.actor import Actor
from sunlit.kernel.ids import new_id
from sunlit.kernel.workdays import MOST
from sunlit.ledger import Unchanged
from sunlit.organs import commands, queries
from sunlit.organs.models import CalendarDay, CalendarYear
from sunlit.organs.rules import InventedOverReal, NotADayCount, NotAllowed, NotANotice, TwoNoticesOfAYear
from sunlit.organs.rules.workdays import years_wanted
from sunlit.organs.values import Viewer, YearLoaded
from tests.support.ledger import nothing_recorded, recorded, refused
from tests.support.shared import shared_data

pytestmark = pytest.mark.django_db

CLERK, EYES = Actor.system("city"), Viewer.system("city")
LANTERNS, MAKE_UP = ("灯节", "2027-03-03", True), ("灯节", "2027-03-06", False)


def notice(year: int = 2027, *days: tuple[str, str, bool], **more: Any) -> tuple[str, bytes]:
    """A notice of the city as a file."""
    listed = [{"name": name, "date": day, "isOffDay": off} for name, day, off in days or (LANTERNS, MAKE_UP)]
    body = {"year": year, "papers": [f"https://city.example/{year}"], "days": listed, **more}
    return f"{year}.json", json.dumps(body, ensure_ascii=False).encode()


def load(*files: tuple[str, bytes]) -> tuple[YearLoaded, ...]:
    done = commands.load_calendar(files, by=CLERK)
    return done.seen.years if isinstance(done, Unchanged) else done.years


def why(day: date) -> str:
    return queries.calendar(EYES).look_at(day).why


def test_a_notice_is_loaded_with_its_days_and_recorded() -> None:
    (loaded,) = load(notice())

    assert (loaded.year, loaded.outcome, loaded.off, loaded.worked) == (2027, "new", 1, 1)
    (seen,) = queries.calendar_years(EYES)
    assert (seen.source, seen.notice, seen.invented) == ("notice", ("https://city.example/2027",), False)
    assert queries.workdays_due(EYES, date(2027, 3, 1), 4).due == date(2027, 3, 6)
    (act,) = recorded("organs.calendar-loaded")
    assert act.subject == "calendar:2027"
    assert json.loads(act.body)["replaces"] == ""


def test_loading_again_changes_nothing_however_the_file_is_written() -> None:
    load(notice())
    name, data = notice()
    twisted = json.dumps(json.loads(data), indent=3).encode("utf-8-sig")

    with nothing_recorded():
        assert isinstance(commands.load_calendar([(name, data), ("other.json", twisted)], by=CLERK), Unchanged)


def test_a_later_notice_takes_the_place_of_the_first_and_says_what_changed() -> None:
    load(notice())
    before = recorded("organs.calendar-loaded")[0]
    (loaded,) = load(notice(2027, LANTERNS))

    assert (loaded.outcome, [(c.day, c.before, c.after) for c in loaded.changes]) == (
        "replaced",
        [(date(2027, 3, 6), True, False)],
    )
    first, second = recorded("organs.calendar-loaded")
    assert json.loads(second.body)["replaces"] == json.loads(before.body)["digest"]
    assert (first.subject_seq, second.subject_seq) == (1, 2)
    assert why(date(2027, 3, 6)) == "周末"


def test_a_preview_says_the_same_and_writes_nothing() -> None:
    load(notice())
    with nothing_recorded():
        seen = queries.preview_calendar(EYES, [notice(2027, LANTERNS)])

    assert seen.years == load(notice(2027, LANTERNS))


def test_what_the_program_came_with_gives_way_to_a_notice_whatever_the_order() -> None:
    lanterns = notice(2024, ("灯节", "2024-03-06", True))
    commands.seed_calendar(by=CLERK)
    (loaded,) = load(lanterns)
    one_way = dict(queries.calendar(EYES).special)

    assert loaded.outcome == "confirmed"
    assert why(date(2024, 5, 1)) == "工作日"
    with nothing_recorded():
        assert isinstance(commands.seed_calendar(by=CLERK), Unchanged)

    CalendarDay.objects.all().delete()
    CalendarYear.objects.all().delete()
    load(lanterns)
    commands.seed_calendar(by=CLERK)
    assert dict(queries.calendar(EYES).special) == one_way
    assert {y.year: y.source for y in queries.calendar_years(EYES)}[2024] == "notice"


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_two_notices_that_speak_of_one_day_the_later_year_holds_in_any_order(order: tuple[int, ...]) -> None:
    files = [
        notice(2027, ("灯节", "2027-12-31", False), ("灯节", "2028-01-03", True)),
        notice(2028, ("新年", "2027-12-31", True)),
        notice(2029, ("新年", "2028-12-30", False)),
    ]
    for at in order:
        load(files[at])

    assert why(date(2027, 12, 31)) == "新年"
    assert why(date(2028, 1, 3)) == "灯节"
    assert queries.calendar(EYES).years == {2027, 2028, 2029}


def test_a_day_told_by_the_next_years_notice_holds_but_its_own_year_stays_provisional() -> None:
    load(notice(2028, ("新年", "2027-12-31", True)))
    due = queries.workdays_due(EYES, date(2027, 12, 30), 1)

    assert (due.due, due.provisional) == (date(2028, 1, 3), True)
    assert due.days[0].why == "新年（2027 年日历未装入）"


def test_an_invented_notice_is_shown_as_such_and_never_takes_a_real_ones_place() -> None:
    load(notice(invented=True))
    assert queries.calendar_years(EYES)[0].invented
    assert load(notice())[0].outcome == "replaced"
    with refused(InventedOverReal), nothing_recorded():
        load(notice(invented=True))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[]", "JSON 对象"),
        (b" " * 300_000, "256 KB"),
        (notice(2027, invented="yes")[1], "invented"),
        (notice(1900)[1], "year"),
        (json.dumps({"year": True}).encode(), "year"),
        (notice(papers="https://city.example")[1], "papers"),
        (notice(papers=["\u202egnp.exe"])[1], "papers"),
        (json.dumps({"year": 2027, "days": []}).encode(), "days"),
        (json.dumps({"year": 2027, "days": [7]}).encode(), "第 1 天"),
        (notice(2027, LANTERNS, ("灯节", "2027-03-03", False))[1], "重复"),
        (notice(2027, ("", "2027-03-03", True))[1], "名称"),
        (notice(2027, ("灯节", "2027年3月3日", True))[1], "日期"),
        (notice(2027, ("灯节", "2026-11-30", True))[1], "不属于"),
        (notice(2027, ("灯节", "2027-03-03", 1))[1], "isOffDay"),  # type: ignore[arg-type]
    ],
)
def test_a_file_with_anything_wrong_is_refused_whole_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotANotice, match=reason), nothing_recorded():
        load(notice(2028, ("新年", "2028-01-01", True)), ("x.json", data))

    assert not CalendarYear.objects.exists()


def test_two_different_notices_of_one_year_in_one_loading_are_refused() -> None:
    with refused(TwoNoticesOfAYear), nothing_recorded():
        load(notice(), notice(2027, LANTERNS))


def test_a_file_that_names_no_notice_is_known_by_its_own_name() -> None:
    load(("C:\\日历\\2027.json", notice(papers=[])[1]))

    assert queries.calendar_years(EYES)[0].notice == ("2027.json",)


def test_only_an_administrator_loads_and_only_the_signed_in_look() -> None:
    for one in (lambda: commands.seed_calendar(by=Actor.account(new_id())), lambda: queries.calendar(Viewer())):
        with refused(NotAllowed), nothing_recorded():
            one()


@pytest.mark.parametrize("n", [-1, MOST + 1])
def test_a_number_nobody_can_count_is_refused(n: int) -> None:
    with refused(NotADayCount):
        queries.workdays_due(EYES, date(2027, 3, 1), n)


def test_next_year_is_missed_from_november_on() -> None:
    assert years_wanted(date(2026, 10, 31)) == (2026,)
    assert years_wanted(date(2026, 11, 1)) == (2026, 2027)
    assert queries.calendar_missing(EYES, date(2026, 11, 1)) == (2026, 2027)
    load(notice(2027))
    assert queries.calendar_missing(EYES, date(2026, 11, 1)) == (2026,)


def test_loading_takes_the_same_number_of_statements_for_one_year_and_for_many() -> None:
    def statements(*files: tuple[str, bytes]) -> int:
        with CaptureQueriesContext(connection) as seen:
            load(*files)
        return len(seen)

    one = statements(notice(2030, ("新年", "2030-01-01", True)))
    assert statements(*(notice(y, ("新年", f"{y}-01-01", True)) for y in range(2031, 2040))) == one


@pytest.mark.shared
def test_the_published_notices_load_and_agree_with_what_the_program_came_with() -> None:
    files = [(f.name, f.read_bytes()) for f in sorted(shared_data("holidays").glob("2*.json"))]
    load(*files)
    noticed = queries.calendar(EYES)
    CalendarDay.objects.all().delete()
    CalendarYear.objects.all().delete()
    commands.seed_calendar(by=CLERK)
    packed = queries.calendar(EYES)

    days = [date.fromordinal(n) for y in sorted(noticed.years) for n in range(date(y, 1, 1).toordinal(), date(y, 12, 1).toordinal())]
    assert [d for d in days if noticed.look_at(d).counted != packed.look_at(d).counted] == []
