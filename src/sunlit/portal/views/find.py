"""查找: lists to look things up in, for pages frozen into files. Where one can search, they lead to search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from sunlit.portal.render import shelves as render
from sunlit.portal.render.page import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse


def pages() -> Iterator[str]:
    """Every page of every list."""
    yield reverse("portal:find")
    for shelf, letters in render.shelves().items():
        for letter, lines in letters.items():
            last = -(-len(lines) // render.PER_PAGE)
            yield from (reverse("portal:find-list", args=[shelf, letter, n]) for n in range(1, last + 1))


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Which lists there are, and their letters."""
    if not getattr(request, "frozen", False):
        return redirect("portal:search")
    rows = [
        (shelf, [(letter, len(letters[letter])) for letter in sorted(letters, key=_last_of)])
        for shelf, letters in render.shelves().items()
        if letters
    ]
    return show(request, "portal/find.html", {"shelves": rows}, here="find")


@require_safe
def find_list(request: HttpRequest, shelf: str, letter: str, number: int) -> HttpResponse:
    """One page of a letter of a list."""
    if not getattr(request, "frozen", False):
        return redirect("portal:search")
    letters = render.shelves().get(shelf, {})
    page = render.page(letters.get(letter, []), number)
    if page is None or letter not in letters:
        raise Http404
    context = {
        "shelf": shelf, "letter": letter, "page": page, "letters": sorted(letters, key=_last_of),
        "numbers": range(1, page.last + 1),
    }  # fmt: skip
    return show(request, "portal/find_list.html", context, here="find")


def _last_of(letter: str) -> tuple[bool, str]:
    return letter == "0", letter
