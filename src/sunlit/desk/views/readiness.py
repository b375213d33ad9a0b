"""就绪: what the installation lacks, each with where to mend it; and the site's own facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.desk.setup_forms import NEEDS, CityForm, FooterForm
from sunlit.desk.views.lists import sent
from sunlit.kernel.refusal import Refusal
from sunlit.organs import queries as organs
from sunlit.organs.policies import require_administering
from sunlit.publication.queries import readiness as asked
from sunlit.publication.rules.readiness import ready

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from sunlit.organs.values import Viewer


#: Pages of the system's administrator.
_ADMINISTRATORS = ("desk:site", "desk:load-calendar", "desk:accounts", "desk:load-organs")


@require_safe
def readiness(request: HttpRequest) -> HttpResponse:
    """就绪."""
    return render(request, "desk/readiness.html", needs_in_words(viewer_of(request)))


def needs_in_words(viewer: Viewer) -> dict[str, Any]:
    """Every need with its words, its remedy and its page; what is missing first.

    Of what the system's administrator alone sees to, others are told whose it is; they would find the page closed.
    """
    needs = asked(viewer)
    in_order = sorted(needs, key=lambda need: ("missing", "later", "done").index(need.state))
    return {
        "needs": [(need, *NEEDS[need.code]) for need in in_order], "ready": ready(needs),
        "closed": () if viewer.administrator else _ADMINISTRATORS,
        "missing": sum(need.state == "missing" for need in needs), "administers": viewer.administrator,
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def site(request: HttpRequest) -> HttpResponse:
    """网站信息: whose site this is, what its footer says, its emblem."""
    viewer = viewer_of(request)
    require_administering(viewer)
    held = organs.site(viewer)
    which = request.POST.get("form", "")
    city = CityForm.of(held, *(sent(request) if which == "city" else ()))
    footer = FooterForm.of(held, *(sent(request) if which == "footer" else ()))
    form = {"city": city, "footer": footer}.get(which)
    if form is not None and form.is_valid():
        try:
            form.tell(viewer.actor)
        except Refusal as refusal:
            form.add_error(None, in_words(refusal))
        else:
            messages.success(request, _("网站信息已保存，门户随后更新。"))
            return redirect("desk:site")
    context = {"city_form": city, "footer_form": footer, "form": form, "held": held}
    return render(request, "desk/site.html", context, status=422 if form is not None and form.errors else 200)
