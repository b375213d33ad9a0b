"""Tags of the portal: words for codes, anchors of articles, Chinese text marked as such on English pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import template
from django.urls import reverse

from sunlit.portal.checking.naming import anchor
from sunlit.portal.render import feed, words
from sunlit.portal.render.files import form_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.noticeboard.values import PublicBasis, PublicTerm

register = template.Library()
_COUNT = "[0-9０-９一二三四五六七八九十]{1,3}"
_NUMBER = re.compile(rf"\s*(?:[(（]?{_COUNT}[)）.．、]|[①-⑳]|第{_COUNT}[项款，、])")

register.filter("law_kind", words.law_kind)
register.filter("tier_words", words.tier)
register.filter("standing_words", words.standing)
register.filter("change_words", words.change)
register.filter("outcome_words", words.outcome)
register.filter("code_words", words.code)
register.filter("field_words", words.field)
register.filter("shelf_words", words.shelf)
register.filter("route_words", words.route)
register.filter("type_words", words.of_type)
register.filter("kind_words", words.unit_kind)
register.filter("article_anchor", anchor)
register.filter("became", feed.became)
register.filter("file_form", form_words)


@register.filter
def law_address(basis: PublicBasis) -> str:
    """Where the article a basis cites is to be read: the version cited, at the article; empty where it is not out."""
    law, _, version = basis.law.partition("/")
    if not version:
        return ""
    place = anchor(basis.article)
    return reverse("portal:law", args=[law, version]) + (f"#{place}" if place else "")


@register.filter
def law_of_key(key: str) -> str:
    """Where a law's record is to be read."""
    law, _, version = key.partition("/")
    return reverse("portal:law", args=[law, version])


@register.filter
def ends(low: float | None, high: float | None) -> str:
    """A range as people read it: 10,000–50,000, ≤ 500, ≥ 3,000, 200."""
    shown = [f"{n:,.2f}".removesuffix(".00") if n is not None else "" for n in (low, high)]
    if low == high:
        return shown[0]
    if low is None or high is None:
        return f"≤ {shown[1]}" if low is None else f"≥ {shown[0]}"
    return f"{shown[0]}–{shown[1]}"


@register.filter
def counts_itself(lines: Sequence[str]) -> bool:
    """Whether lines bring numbers of their own (1. 一、 （二） 第一项), or one of them heads those after it."""
    return any(_NUMBER.match(line) or line.rstrip().endswith(("：", ":")) for line in lines)


@register.filter
def term_words(value: PublicTerm | None) -> str:
    """时限 in words."""
    return words.term(value)
