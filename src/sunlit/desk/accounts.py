"""How allauth may behave here: people come in by accounts an administrator made, nobody signs up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter

if TYPE_CHECKING:
    from django.http import HttpRequest


class ClosedDoor(DefaultAccountAdapter):
    """No self-registration, no e-mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the answer is the same for all
        """Never: an administrator makes accounts."""
        return False
