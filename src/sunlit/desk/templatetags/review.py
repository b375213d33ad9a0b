"""What the desk calls stored codes of reviews, for its templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from sunlit.desk import review_words
from sunlit.review.queries import sees_any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.template.context import Context
    from django_stubs_ext import StrOrPromise

    from sunlit.review.rules.directories import Tally

register = template.Library()


def _words(called: Mapping[str, StrOrPromise]) -> Callable[[str], StrOrPromise]:
    def words(code: str) -> StrOrPromise:
        return called.get(code, code)

    return words


for name, called in (
    ("review_route", review_words.ROUTES),
    ("opinion_kind", review_words.KINDS),
    ("verdict_words", review_words.VERDICTS),
    ("question_words", review_words.QUESTIONS),
    ("review_outcome", review_words.OUTCOMES),
    ("decision_words", review_words.DECISIONS),
    ("meeting_words", review_words.MEETING_DECISIONS),
    ("law_problem", review_words.PROBLEMS),
    ("directory_conclusion", review_words.CONCLUSIONS),
    ("item_verdict", review_words.ITEM_VERDICTS),
    ("hindrance", review_words.HINDRANCES),
):
    register.filter(name, _words(called))


@register.filter
def warmth(tally: Tally) -> str:
    """The class of a cell of the map: nothing chosen, on its way, done, with faults."""
    if tally.faulty:
        return "heat-late-long"
    if not tally.chosen:
        return "heat-0"
    return "heat-done" if tally.done else f"heat-{1 + 2 * tally.judged // tally.chosen}"


@register.filter
def initial(name: str) -> str:
    """The first character of the name of a person who is told with office and post."""
    return name.rpartition(" ")[2][:1]


@register.simple_tag(takes_context=True)
def reviewing(context: Context) -> bool:
    """Whether who looks takes part in reviews, or watches over them, where the page asked who looks at all."""
    viewer = getattr(context.get("request"), "viewer", None)
    return viewer is not None and sees_any(viewer)
