"""What the desk calls stored codes of organs, for its templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from sunlit.desk import organ_words, setup_forms

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()


@register.filter
def unit_kind(kind: str) -> StrOrPromise:
    """A kind of unit in words."""
    return organ_words.KINDS.get(kind, kind)


@register.filter
def nature_words(nature: str) -> StrOrPromise:
    """In whose right a unit acts, in words."""
    return organ_words.NATURES.get(nature, nature)


@register.filter
def tier_words(tier: int) -> StrOrPromise:
    """A tier of regions in words."""
    return organ_words.TIERS.get(int(tier), str(tier))


@register.filter
def naming_words(naming: str) -> StrOrPromise:
    """How a post is named to the public, in words."""
    return organ_words.NAMINGS.get(naming, naming)


@register.filter
def need_about(word: str) -> StrOrPromise:
    """What a need is about: one of the three administrators in words, anything else by its name."""
    return setup_forms.ADMINISTRATORS.get(word, word)


@register.filter
def sheet_words(sheet: str) -> StrOrPromise:
    """A sheet of the organs workbook by its name; a file by its own."""
    return organ_words.SHEETS.get(sheet, sheet)
