"""What the desk calls stored codes of stocktakes, for its templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html

from sunlit.desk import stocktake_forms

if TYPE_CHECKING:
    from django.utils.safestring import SafeString
    from django_stubs_ext import StrOrPromise

    from sunlit.stocktake.rules import Cell

register = template.Library()


@register.filter
def stage_words(stage: str) -> StrOrPromise:
    """A stage in words."""
    return stocktake_forms.STAGES[stage]


@register.filter
def tier_asked(tier: str) -> StrOrPromise:
    """Who is asked about a difficulty, in words."""
    return stocktake_forms.TIERS[tier]


@register.filter
def activity_words(kind: str) -> StrOrPromise:
    """What stands in the ledger, in words."""
    return stocktake_forms.ACTIVITIES[kind]


@register.filter
def origin_words(origin: str) -> StrOrPromise:
    """From what an item was begun, in words."""
    return stocktake_forms.ORIGINS[origin]


@register.filter
def doubt_words(doubt: str) -> StrOrPromise:
    """Why who filled a row of a workbook in does not tell whose it is, in words."""
    return stocktake_forms.DOUBTS[doubt]


@register.filter
def near_words(near: str) -> StrOrPromise:
    """Whose a power on record seems, in words."""
    return stocktake_forms.NEAR[near]


@register.filter
def proposal_words(proposal: str) -> StrOrPromise:
    """What is proposed of it, in words."""
    return stocktake_forms.PROPOSALS[proposal]


@register.filter
def standing_tag(standing: str) -> SafeString:
    """How somebody stands on a roll."""
    words, look = stocktake_forms.STANDINGS[standing]
    return format_html('<span class="tag {}">{}</span>', look, words)


@register.filter
def item_tag(state: str) -> SafeString:
    """How far an item is."""
    words, look = stocktake_forms.ITEM_STATES[state]
    return format_html('<span class="tag {}">{}</span>', look, words)


@register.filter
def heat(cell: Cell) -> str:
    """The look of a cell of the board: done, late for long, late, or how far it is."""
    if cell.complete:
        return "heat-done"
    if cell.late:
        return "heat-late-long" if cell.days > stocktake_forms.LONG_LATE else "heat-late"
    return f"heat-{cell.share // 3}"
