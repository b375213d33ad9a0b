"""What the desk's pages of flows need in their templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import gettext_lazy as _

from sunlit.desk import flow_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

register = template.Library()

_STATES: tuple[tuple[str, StrOrPromise], ...] = (
    ("", _("全部")),
    ("mine", _("待我修订")),
    ("due", _("全部待修订")),
    ("draft", _("有草稿")),
)


@register.simple_tag
def flow_states() -> tuple[tuple[str, StrOrPromise], ...]:
    """The ways of narrowing the list of flows."""
    return _STATES


@register.filter
def at_key(values: Mapping[Any, Any], key: object) -> Any:
    """What stands under a key; nothing where nothing does."""
    return values.get(key, "")


@register.filter
def due_why(why: str) -> StrOrPromise:
    """Why a chart is due for revision."""
    return flow_words.DUE_WHY.get(why, why)


@register.filter
def flow_kind(kind: str) -> StrOrPromise:
    """What a flow is of."""
    return flow_words.FLOW_KINDS.get(kind, kind)
