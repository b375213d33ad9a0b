"""What was previewed waits in the session until it is confirmed, once; another preview of the kind takes its place."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sunlit.files import store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest


def stage(request: HttpRequest, what: str, files: Sequence[tuple[str, bytes]]) -> str:
    """Keep these files; what is returned goes into the form that confirms them."""
    token = secrets.token_urlsafe(16)
    request.session[f"staged-{what}"] = (token, [(name, store.keep(data)) for name, data in files])
    return token


def staged(request: HttpRequest, what: str) -> list[tuple[str, bytes]] | None:
    """The files the form that was sent confirms; None where they are not those that were previewed last."""
    token, files = request.session.get(f"staged-{what}", ("", []))
    if not token or token != request.POST.get("staged"):
        return None
    return [(name, store.read(digest)) for name, digest in files]


def unstage(request: HttpRequest, what: str) -> None:
    """They were taken in."""
    request.session.pop(f"staged-{what}", None)
