"""Who may. Closed by default: what is not allowed here is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.organs.models import Account
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import Viewer


def require_administrator(by: Actor) -> None:
    """Let pass an active administrator's account, and the system itself (the operator's command line, a reaction).

    Raises:
        NotAllowed: anybody else.
    """
    kind, _, key = by.name.partition(":")
    if kind == "system":
        return
    if kind == "account" and Account.objects.filter(pk=key, is_active=True, is_administrator=True).exists():
        return
    raise NotAllowed


def require_known(viewer: Viewer) -> None:
    """Let pass whoever is signed in.

    Raises:
        NotAllowed: nobody in particular.
    """
    if not viewer.known:
        raise NotAllowed


def require_administering(viewer: Viewer) -> None:
    """Let pass an administrator who looks.

    Raises:
        NotAllowed: anybody else.
    """
    if not viewer.administrator:
        raise NotAllowed
