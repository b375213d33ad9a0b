"""Every page there is, and each as it is sent: by the portal's own views, of one state of the board, at one moment."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from datetime import UTC, datetime, time
from importlib import import_module
from typing import TYPE_CHECKING, Self

from django.http import Http404
from django.test import RequestFactory
from django.urls import get_urlconf, resolve, set_urlconf
from django.utils import translation

from sunlit.kernel import clock
from sunlit.noticeboard.store import reading
from sunlit.noticeboard.values import PublicLaw, PublicPostName
from sunlit.portal import views

if TYPE_CHECKING:
    from django.http import HttpResponse

_URLS = "sunlit.portal.root"
#: What a page may answer: it is there, or it says that what was there was taken back.
_ANSWERS = (200, 410)


class Changed(Exception):  # noqa: N818 - says what is the case
    """The board changed while its pages were frozen."""

    def __init__(self) -> None:
        super().__init__("发布过程中公布的内容有变化，没有写入。请再运行一次。")


class Unfrozen(Exception):  # noqa: N818 - says what is the case
    """A page that is listed could not be had."""

    def __init__(self, address: str, status: int) -> None:
        super().__init__(f"页面 {address} 不能生成（{status}），没有写入。")


@dataclass(frozen=True, slots=True)
class How:
    """How pages are frozen; a template asks it as `frozen`.

    Attributes:
        languages: of all the pages. base: where the folder will be mounted, if that is known.
    """

    languages: tuple[str, ...]
    base: str = ""


def addresses() -> list[str]:
    """Every page and file of the portal, in a fixed order: what the modules of its views list as `pages()`."""
    found: dict[str, None] = {}
    for module in sorted(m.name for m in pkgutil.iter_modules(views.__path__)):
        listed = getattr(import_module(f"{views.__name__}.{module}"), "pages", tuple)
        found |= dict.fromkeys(listed())
    return sorted(found)


def moment() -> datetime:
    """When what stands today last changed: the newest record, or the day a naming ran out or a law took hold since."""
    today = clock.today()
    days = [h.body.until for h in reading.every("post") if isinstance(h.body, PublicPostName)]
    days += [h.body.effective for h in reading.every("law") if isinstance(h.body, PublicLaw)]
    turned = [datetime.combine(day, time(), clock.BEIJING) for day in days if day and day <= today]
    return max([reading.changed_at() or datetime(1970, 1, 1, tzinfo=UTC), *turned])


class Pages:
    """The pages of one state of the board, at the moment it last changed. Within it, addresses are the portal's."""

    def __init__(self, how: How) -> None:
        self.how = how
        self.moment = moment()
        self._stamp = reading.stamp()
        self._requests = RequestFactory()

    def __enter__(self) -> Self:
        self._before = get_urlconf()
        set_urlconf(_URLS)
        return self

    def __exit__(self, *_: object) -> None:
        set_urlconf(self._before)

    def page(self, address: str, language: str) -> HttpResponse:
        """One page as it is sent.

        Raises:
            Unfrozen: it is not there, or failed.
        """
        request = self._requests.get(address)
        request.frozen = self.how  # type: ignore[attr-defined]
        try:
            view = resolve(address, _URLS)
            with clock.frozen(self.moment), translation.override(language):
                response: HttpResponse = view.func(request, *view.args, **view.kwargs)
        except Http404:
            raise Unfrozen(address, 404) from None
        if response.status_code not in _ANSWERS:
            raise Unfrozen(address, response.status_code)
        return response

    def check(self) -> None:
        """See that all of it was of one state.

        Raises:
            Changed: it was not.
        """
        if reading.stamp() != self._stamp:
            raise Changed
