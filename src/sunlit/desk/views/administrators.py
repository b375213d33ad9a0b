"""What the three administrators see and do: accounts; sessions and failed sign-ins; the log of acts."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.desk.setup_forms import ADMINISTRATORS
from sunlit.desk.views.lists import asked, sent
from sunlit.kernel.refusal import Refusal
from sunlit.ledger.verifying import FAULTS
from sunlit.organs import commands, queries
from sunlit.organs.rules import Administration

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from sunlit.organs.values import AccountSeen


class OpenAccount(forms.Form):
    """开户."""

    username = forms.CharField(label=gettext_lazy("用户名"), max_length=64)
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=50, required=False)
    officer = forms.CharField(
        label=gettext_lazy("人员编号"), max_length=40, required=False,
        help_text=gettext_lazy("机关工作簿里的编号；关联后按其岗位办事。"),
    )  # fmt: skip
    administers = forms.ChoiceField(
        label=gettext_lazy("管理员"), required=False, help_text=gettext_lazy("管理员不兼任业务岗位。"),
        choices=[("", gettext_lazy("不是管理员")), *ADMINISTRATORS.items()],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: HttpRequest) -> HttpResponse:
    """账户: who has a way in; opening another."""
    viewer = viewer_of(request)
    queries.accounts(viewer)  # who may not see them opens none
    form, told = OpenAccount(*sent(request)), ("", "")
    if request.method == "POST" and form.is_valid():
        given, password = form.cleaned_data, secrets.token_urlsafe(12)
        administers = Administration(given["administers"]) if given["administers"] else None
        try:
            commands.open_account(
                given["username"], password=password, display_name=given["name"], administers=administers,
                by=viewer.actor,
            )  # fmt: skip
            told = (given["username"].strip(), password)
            if given["officer"]:
                commands.link_officer(given["username"], given["officer"], by=viewer.actor)
        except Refusal as refusal:
            form.add_error(None, in_words(refusal))
        else:
            form = OpenAccount()
    return _accounts(request, form, told)


def _accounts(request: HttpRequest, form: OpenAccount, told: tuple[str, str]) -> HttpResponse:
    words = asked(request.GET, "words").casefold()
    every = queries.accounts(viewer_of(request))
    shown = [one for one in every if words in " ".join(_said(one)).casefold()]
    context = {"form": form, "accounts": shown, "total": len(every), "words": words}
    context |= {"username": told[0], "password": told[1]}
    return render(request, "desk/accounts.html", context, status=422 if form.errors else 200)


def _said(one: AccountSeen) -> tuple[str, ...]:
    return one.username, one.display_name, *(one.officer or ())


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """重置、停用、关联."""
    by, username = viewer_of(request).actor, asked(request.POST, "username")
    try:
        match request.POST.get("do"):
            case "reset":
                password = secrets.token_urlsafe(12)
                commands.reset_account(username, password=password, by=by)
                return _accounts(request, OpenAccount(), (username, password))
            case "close":
                commands.close_account(username, by=by)
                messages.success(request, _("账户已停用。"))
            case "link":
                commands.link_officer(username, asked(request.POST, "officer", most=40), by=by)
                messages.success(request, _("已关联，此后按其岗位办事。"))
            case _:
                queries.accounts(viewer_of(request))
    except Refusal as refusal:
        queries.accounts(viewer_of(request))  # who may not see accounts is told no more than that
        messages.error(request, in_words(refusal))
    return redirect("desk:accounts")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """登录安全: failed sign-ins and locks, and who is signed in."""
    viewer = viewer_of(request)
    context = {"failures": queries.failures(viewer), "sessions": queries.sessions(viewer)}
    return render(request, "desk/security.html", context)


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """强制退出."""
    commands.end_session(asked(request.POST, "mark"), by=viewer_of(request).actor)
    messages.success(request, _("该会话已结束。"))
    return redirect("desk:security")


@require_POST
def lift(request: HttpRequest) -> HttpResponse:
    """解除锁定."""
    try:
        account = UUID(asked(request.POST, "account", most=40))
    except ValueError:
        account = UUID(int=0)
    commands.lift_lockout(account, by=viewer_of(request).actor)
    messages.success(request, _("已解除锁定。"))
    return redirect("desk:security")


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """台账: the latest acts, narrowed, and on request the whole log recomputed."""
    viewer, query = viewer_of(request), request.GET
    narrowed = {name: asked(query, name) for name in ("subject", "kind", "actor")}
    before = asked(query, "before", most=18)
    acts = queries.acts(viewer, **narrowed, before=int(before) if before.isascii() and before.isdecimal() else None)
    context = {"acts": acts, **narrowed, "narrowed": any(narrowed.values()) or bool(before)}
    context["older"] = acts[-1].idx if acts and acts[-1].idx else None
    if query.get("verify"):
        seen = queries.ledger_verified(viewer)
        context |= {"verified": seen, "faults": [(fault.about, FAULTS[fault.code]) for fault in seen.faults]}
    return render(request, "desk/audit.html", context)
