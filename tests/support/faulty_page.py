"""The desk's addresses, and a page on which every fault is planted that the sweep of the pages must find."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from sunlit.site.urls import urlpatterns as desk

#: No language, no title, a picture without words, a field without a label, a link without a name, a style attribute
#: (which the policy drops, with an error on the console), a control no key reaches, a page too wide, a button too
#: small, text too pale, and text in the colour of its ground.
PAGE = """<!doctype html><html><head><meta charset="utf-8"><link rel="stylesheet" href="/faulty/style.css"></head><body>
<main id="main"><h1>Faults</h1><img src="/static/look/mark.svg"><input type="text"><a href="/"></a>
<p style="color: #ccc">styled</p><p class="pale">too pale to read</p><p class="ghost">not to be seen</p>
<button class="tiny">x</button><div onclick="alert(1)" role="button">unreachable</div><div class="wide">wide</div>
</main></body></html>"""
STYLE = (
    ".pale { color: #ccc } .ghost { color: #fff; background: #fff } .wide { width: 2000px }"
    ".tiny { padding: 0; border: 0; width: 12px; height: 12px }"
)


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    """The page."""
    return HttpResponse(PAGE)


@login_not_required
def style(request: HttpRequest) -> HttpResponse:
    """Its style."""
    return HttpResponse(STYLE, content_type="text/css")


urlpatterns = [*desk, path("faulty/", page, name="faulty"), path("faulty/style.css", style, name="faulty-style")]
