"""下载: what a check gave, for the department and for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest


def download(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """A report."""
    raise Http404
