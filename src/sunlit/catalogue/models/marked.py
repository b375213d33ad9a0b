"""What the law watch noted of an edition: which of it still holds, given what the edition rests on now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sunlit.kernel.text import words_only
from sunlit.law import queries as law
from sunlit.law.values import Place
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.catalogue.models.powers import PowerEdition

_EYES = Viewer.system("law-watch")
_SAME = ("law", "article", "what", "on")


def noted(edition: PowerEdition, mark: Mapping[str, str]) -> bool:
    """Whether an edition bears a mark already, whenever it was made."""
    return any(all(one[key] == mark[key] for key in _SAME) for one in edition.due_for_review)


def take_off_mended(edition: PowerEdition) -> None:
    """Take the marks off that say nothing any more, because the edition rests on what the law says since."""
    kept = [mark for mark in edition.due_for_review if _holds(mark, edition.content["bases"])]
    if kept != edition.due_for_review:
        edition.due_for_review = kept
        type(edition).objects.filter(pk=edition.pk).update(due_for_review=kept)


def _holds(mark: Mapping[str, str], bases: list[dict[str, Any]]) -> bool:
    cited = [one for one in bases if rests_on_marked(one["law"], one["article"], mark)]
    return any(_quotes_before(one, mark) for one in cited) if mark["what"] == "changed" else bool(cited)


def rests_on_marked(law_key: str, article: str, mark: Mapping[str, str]) -> bool:
    """Whether a basis is of the article that a mark is about, or of the law, where that is about the whole."""
    if law_key != mark["law"]:
        return False
    place = law.place_of(article) if article else None
    return not mark["article"] or (place is not None and str(Place(*place.of_article)) == mark["article"])


def _quotes_before(basis: Mapping[str, Any], mark: Mapping[str, str]) -> bool:
    """Whether a basis is tied to a version from before the change, or has words that the later one has not."""
    held = law.law(_EYES, UUID(mark["law"]))
    version = next((one for one in held.versions if str(one.id) == basis["version"]), None) if held else None
    if version is None or version.begins is None or version.begins < date.fromisoformat(mark["on"]):
        return True
    place = law.place_of(basis["article"])
    text = law.articles_of(_EYES, version.id).get(place.of_article, "") if place else ""
    return words_only(basis["text"]) not in words_only(text)
