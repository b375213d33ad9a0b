"""首页: what is to do; for a visitor, whose house this is and the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sunlit.desk.forms import SignIn

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page."""
    if not request.user.is_authenticated:
        return render(request, "account/login.html", {"form": SignIn(request=request), "welcome": True})
    return render(request, "desk/home.html", {})
