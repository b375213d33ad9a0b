"""Where on the desk a thing is looked at: the courier knows what a message is about, and no address.

A page that shows things of a noun registers here where each of them is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from sunlit.flow import queries as flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from sunlit.organs.values import Viewer

    Lead = Callable[[Viewer, str], str | None]

_LEADS: dict[str, Lead] = {}


def leads(noun: str) -> Callable[[Lead], Lead]:
    """Let a function say where on the desk the thing of a key is; None where there is no such thing.

    Whether one may see it, its page decides.

    Raises:
        ValueError: another function does for this noun.
    """

    def register(function: Lead) -> Lead:
        if noun in _LEADS:
            message = f"two pages show what is called {noun}"
            raise ValueError(message)
        _LEADS[noun] = function
        return function

    return register


def leads_somewhere(about: str) -> bool:
    """Whether things of this noun have a page."""
    return about.partition(":")[0] in _LEADS


def address_of(viewer: Viewer, about: str) -> str | None:
    """The address of what `about` names; None where it has none, or none any more."""
    noun, _, key = about.partition(":")
    return _LEADS[noun](viewer, key) if noun in _LEADS else None


def _key(told: str) -> UUID | None:
    try:
        return UUID(told)
    except ValueError:
        return None


@leads("power")
def power(_viewer: Viewer, told: str) -> str | None:
    """The page of a power."""
    key = _key(told)
    return reverse("desk:power", args=[key]) if key else None


@leads("stocktake")
def stocktake(_viewer: Viewer, told: str) -> str | None:
    """The page of a stocktake."""
    key = _key(told)
    return reverse("desk:stocktake", args=[key]) if key else None


@leads("registration")
def registration(_viewer: Viewer, told: str) -> str | None:
    """The page on which one registers in a stocktake."""
    key = _key(told)
    return reverse("desk:stocktake-mine", args=[key]) if key else None


@leads("withheld")
def withheld(_viewer: Viewer, _told: str) -> str | None:
    """The register of withheld items."""
    return reverse("desk:withheld")


@leads("comment-period")
def comment_period(_viewer: Viewer, told: str) -> str | None:
    """The page of a period of comment."""
    key = _key(told)
    return reverse("desk:comment-period", args=[key]) if key else None


@leads("review")
def review(_viewer: Viewer, told: str) -> str | None:
    """The page of a review."""
    key = _key(told)
    return reverse("desk:review", args=[key]) if key else None


@leads("task")
def task(viewer: Viewer, told: str) -> str | None:
    """The page of what goes through the run of the step."""
    key = _key(told)
    about = flow.run_about(viewer, key) if key else None
    return address_of(viewer, about) if about and not about.startswith("task:") else None
