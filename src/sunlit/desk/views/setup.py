"""建站向导: from an empty installation to a ready one, in the browser of whoever was given the one-time link."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from axes.handlers.proxy import AxesProxyHandler
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as catalogue_seen
from sunlit.desk.forms import HandIn, Notices
from sunlit.desk.organ_words import OrgansFile
from sunlit.desk.render import CALENDAR_OUTCOMES, in_words
from sunlit.desk.setup_forms import AdministratorsForm, CityForm, FooterForm, lacking_administrators
from sunlit.desk.staging import stage, staged, unstage
from sunlit.desk.views.lists import sent
from sunlit.desk.views.organs_loading import loaded, previewed, shown_changes
from sunlit.desk.views.readiness import needs_in_words
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.kernel.refusal import Refusal
from sunlit.organs import commands, queries
from sunlit.organs.rules import Administration, NoSuchPass
from sunlit.organs.values import Viewer
from sunlit.organs.workbook import write_book

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

ME, EYES = Actor.system("setup"), Viewer.system("setup")
_PASS = "setup"  # noqa: S105 - where the session keeps which pass it was opened by
#: What wrong links are counted under, as wrong passwords are: five, and this address waits a quarter of an hour.
_COUNTED = "setup-link"
STEPS: dict[str, StrOrPromise] = {
    "city": gettext_lazy("城市"), "calendar": gettext_lazy("日历"), "administrators": gettext_lazy("三员"),
    "organs": gettext_lazy("机关"), "lists": gettext_lazy("清单"), "footer": gettext_lazy("页脚和徽标"),
    "ready": gettext_lazy("就绪"),
}  # fmt: skip
_NAMES = list(STEPS)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """开始设置: a press of the button uses the link up; looking at it does not."""
    if request.method != "POST":
        return render(request, "desk/setup_enter.html", {"refused": ""})
    if not AxesProxyHandler.is_allowed(request, {"username": _COUNTED}):
        return render(request, "account/lockout.html", status=429)
    try:
        entered = commands.enter_setup(token, by=ME)
    except NoSuchPass as refusal:
        AxesProxyHandler.user_login_failed(sender=__name__, credentials={"username": _COUNTED}, request=request)
        return render(request, "desk/setup_enter.html", {"refused": in_words(refusal)}, status=403)
    request.session.cycle_key()
    request.session[_PASS] = str(entered)
    return redirect("desk:setup", _NAMES[0])


def _of_the_pass(view: Callable[[HttpRequest, str], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    """Let pass the one browser the link was opened in, as long as the pass is good."""

    @wraps(view)
    def passed(request: HttpRequest, what: str) -> HttpResponse:
        key = request.session.get(_PASS, "")
        if key and queries.setup_open(UUID(key)):
            return view(request, what)
        request.session.pop(_PASS, None)
        return redirect("desk:home") if request.user.is_authenticated else redirect_to_login(request.path)

    return passed


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@_of_the_pass
def step(request: HttpRequest, what: str) -> HttpResponse:
    """One step: what is so, what is asked for, what it would change."""
    if what not in STEPS:
        raise Http404
    return _VIEWS[what](request)


def _page(request: HttpRequest, what: str, status: int = 200, **context: Any) -> HttpResponse:
    at = _NAMES.index(what)
    shown = {
        "what": what, "step_words": STEPS[what], "before": _NAMES[at - 1] if at else "",
        "after": _NAMES[at + 1] if at + 1 < len(_NAMES) else "",
        "steps": [(name, STEPS[name], "now" if n == at else "done" if n < at else "") for n, name in enumerate(_NAMES)],
    }  # fmt: skip
    form: forms.Form | None = context.get("form")
    wrong = form is not None and form.errors
    return render(request, f"desk/setup_{what}.html", shown | context, status=422 if wrong else status)


def _on(what: str) -> HttpResponse:
    return redirect("desk:setup", _NAMES[_NAMES.index(what) + 1])


def _city(request: HttpRequest) -> HttpResponse:
    form = CityForm.of(queries.site(EYES), *sent(request))
    return _on("city") if _took(form, lambda: form.tell(ME)) else _page(request, "city", form=form)


def _footer(request: HttpRequest) -> HttpResponse:
    held = queries.site(EYES)
    form = FooterForm.of(held, *sent(request))
    return _on("footer") if _took(form, lambda: form.tell(ME)) else _page(request, "footer", form=form, held=held)


def _took(form: forms.Form, do: Callable[[], object], field: str | None = None) -> bool:
    """Whether the form was sent, made sense, and what it asks for was done; a refusal is said in it."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        do()
    except Refusal as refusal:
        form.add_error(field, in_words(refusal))
        return False
    return True


def _calendar(request: HttpRequest) -> HttpResponse:
    deed = request.POST.get("do", "")
    form = Notices(*(sent(request) if deed == "preview" else ()))
    context: dict[str, Any] = {"form": form}
    if deed == "seed":
        commands.seed_calendar(by=ME)
        messages.success(request, _("程序自带的日历已装入。"))
        return redirect("desk:setup", "calendar")
    if deed == "confirm":
        if _confirmed(request, "setup-notices", lambda files: commands.load_calendar(files, by=ME)):
            messages.success(request, _("日历已装入。"))
        return redirect("desk:setup", "calendar")
    if deed == "preview" and form.is_valid():
        files = form.handed_in()
        try:
            seen = queries.preview_calendar(EYES, files)
        except Refusal as refusal:
            form.add_error("uploads", in_words(refusal))
        else:
            context["preview"] = [(one, CALENDAR_OUTCOMES[one.outcome]) for one in seen.years]
            context["staged"] = stage(request, "setup-notices", files)
    context |= {"years": queries.calendar_years(EYES), "lacking": queries.calendar_missing(EYES, clock.today())}
    return _page(request, "calendar", **context)


def _organs(request: HttpRequest) -> HttpResponse:
    if request.GET.get("template"):
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        head = {"Content-Disposition": 'attachment; filename="organs-template.xlsx"'}
        return HttpResponse(write_book(), content_type=kind, headers=head)
    deed = request.POST.get("do", "")
    form = OrgansFile(*(sent(request) if deed == "preview" else ()))
    context: dict[str, Any] = {"form": form}
    if deed == "confirm":
        if _confirmed(request, "setup-organs", lambda files: loaded(files, by=ME)):
            messages.success(request, _("机关已载入。"))
        return redirect("desk:setup", "organs")
    if deed == "preview" and form.is_valid():
        files = form.handed_in()
        try:
            seen = previewed(EYES, files)
        except Refusal as refusal:
            form.add_error("uploads", in_words(refusal))
        else:
            context |= shown_changes(seen) | {"staged": "" if seen.faults else stage(request, "setup-organs", files)}
    context["units"] = sum(unit.living for unit in queries.units(EYES))
    return _page(request, "organs", **context)


def _confirmed(request: HttpRequest, what: str, do: Callable[[list[tuple[str, bytes]]], object]) -> bool:
    files = staged(request, what)
    if files is None:
        messages.warning(request, _("预览已过期或已经载入，请重新选择文件。"))
        return False
    try:
        do(files)
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return False
    unstage(request, what)
    return True


def _administrators(request: HttpRequest) -> HttpResponse:
    lacking = lacking_administrators(EYES)
    form = AdministratorsForm(lacking, *sent(request))
    opened: list[tuple[Administration, str, str]] = []
    if lacking and _took(form, lambda: opened.extend(form.open(ME))):
        lacking = []
    held = [one for one in queries.accounts(EYES) if one.administers and one.active]
    return _page(request, "administrators", form=form, lacking=lacking, opened=opened, held=held)


def _lists(request: HttpRequest) -> HttpResponse:
    form = HandIn(*sent(request))
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        files, as_of, answer = form.handed_in(), told["as_of"], told["secret"]
        if _took(form, lambda: catalogue.submit_lists(files, as_of=as_of, secret_answer=answer, by=ME)):
            messages.success(request, _("清单已送检，结果在工作台“清单核查”。"))
            return redirect("desk:setup", "lists")
    return _page(request, "lists", form=form, total=catalogue_seen.submissions(EYES, per_page=1)[1])


def _ready(request: HttpRequest) -> HttpResponse:
    if request.POST.get("do") == "close":
        commands.close_setup(UUID(request.session.pop(_PASS)), by=ME)
        messages.success(request, _("设置已结束，链接作废。请管理员登录。"))
        return redirect("account_login")
    return _page(request, "ready", **needs_in_words(EYES))


_VIEWS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "city": _city, "calendar": _calendar, "administrators": _administrators, "organs": _organs, "lists": _lists,
    "footer": _footer, "ready": _ready,
}  # fmt: skip
