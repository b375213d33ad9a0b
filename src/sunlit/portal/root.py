"""The portal's addresses at the top of a site: for its own process's `urls`, and for pages frozen into files."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("sunlit.portal.urls"))]
handler404 = "sunlit.portal.views.errors.not_found"
handler500 = "sunlit.portal.views.errors.failed"
