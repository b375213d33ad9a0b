"""工作日历: a year as months, each day with what makes it one; loading a notice, previewed."""

from __future__ import annotations

from calendar import Calendar as Months
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sunlit.desk.accounts import viewer_of
from sunlit.desk.forms import Notices
from sunlit.desk.render import CALENDAR_OUTCOMES, CALENDAR_SOURCES, in_words
from sunlit.desk.staging import stage, staged, unstage
from sunlit.desk.views.lists import sent
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.ledger import Unchanged
from sunlit.organs import commands, queries

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from sunlit.kernel.workdays import Calendar
    from sunlit.organs.values import CalendarLoading

_STAGED = "notices"
#: Years a page can be asked for: those dates can be written in.
_FIRST, _LAST = 1949, 2199


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the grid. `name` is the holiday's, where a notice speaks of the day."""

    day: date
    rest: bool
    name: str
    worked_weekend: bool
    today: bool


@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """One year of the calendar; without a year in the address, this one."""
    viewer, today = viewer_of(request), clock.today()
    asked = request.GET.get("year", "")
    shown = int(asked) if asked.isascii() and asked.isdecimal() and _FIRST <= int(asked[:5]) <= _LAST else today.year
    known, years = queries.calendar(viewer), queries.calendar_years(viewer)
    loaded = next((one for one in years if one.year == shown), None)
    context = {
        "year": shown, "before": max(_FIRST, shown - 1), "after": min(_LAST, shown + 1),
        "loaded": loaded, "source": CALENDAR_SOURCES[loaded.source] if loaded else "",
        "years": years, "months": [_month(known, shown, n, today) for n in range(1, 13)],
        "told": [(day, special) for day, special in sorted(known.special.items()) if day.year == shown],
        "missing": queries.calendar_missing(viewer, today), "may_load": viewer.administrator,
        "weekdays": [
            pgettext("星期", "一"), pgettext("星期", "二"), pgettext("星期", "三"), pgettext("星期", "四"),
            pgettext("星期", "五"), pgettext("星期", "六"), pgettext("星期", "日"),
        ],
    }  # fmt: skip
    return render(request, "desk/calendar.html", context)


def _month(known: Calendar, year: int, month: int, today: date) -> tuple[date, list[list[Cell | None]]]:
    weeks = Months().monthdatescalendar(year, month)
    first = next(day for day in weeks[0] if day.month == month)
    return first, [[_cell(known, day, today) if day.month == month else None for day in week] for week in weeks]


def _cell(known: Calendar, day: date, today: date) -> Cell:
    told, counted = known.special.get(day), known.look_at(day).counted
    weekend = day.weekday() >= 5  # noqa: PLR2004 - Saturday and Sunday
    return Cell(
        day, rest=not counted, name=told.name if told else "", worked_weekend=counted and weekend, today=day == today
    )


@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """装入通知: choose files; what they would change is shown, nothing is written."""
    viewer = viewer_of(request)
    queries.preview_calendar(viewer, ())  # who may not load is told so before choosing a file
    form = Notices(*sent(request))
    if request.method == "POST" and form.is_valid():
        files = form.handed_in()
        try:
            seen = queries.preview_calendar(viewer, files)
        except Refusal as refusal:
            form.add_error("uploads", in_words(refusal))
        else:
            context = _shown(seen) | {"staged": stage(request, _STAGED, files)}
            return render(request, "desk/calendar_preview.html", context)
    return render(request, "desk/calendar_load.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """确认装入: load what was previewed."""
    files = staged(request, _STAGED)
    if files is None:
        messages.warning(request, _("预览已过期或已经装入，请重新选择文件。"))
        return redirect("desk:load-calendar")
    try:
        done = commands.load_calendar(files, by=viewer_of(request).actor)
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return redirect("desk:load-calendar")
    unstage(request, _STAGED)
    if isinstance(done, Unchanged):
        messages.info(request, _("这些日历早已装入，没有变化。"))
        return redirect("desk:calendar")
    messages.success(request, _("日历已装入。"))
    return redirect(f"{reverse('desk:calendar')}?year={done.years[0].year}")


def _shown(seen: CalendarLoading) -> dict[str, object]:
    return {"years": [(one, CALENDAR_OUTCOMES[one.outcome]) for one in seen.years]}
