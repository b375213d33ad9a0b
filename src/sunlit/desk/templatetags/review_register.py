"""Words of the register of withheld items, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()
#: 不公开类型 as the desk calls it.
EXEMPTIONS: dict[str, StrOrPromise] = {
    "state-secret": _("国家秘密"),
    "forbidden": _("法律、行政法规禁止公开"),
    "stability": _("危及三安全一稳定"),
    "trade-secret": _("商业秘密"),
    "privacy": _("个人隐私"),
    "internal": _("内部事务信息"),
    "process": _("过程性信息"),
}


#: Why an item is released, as the desk calls it.
GROUNDS: dict[str, StrOrPromise] = {
    "term-over": _("期限届满"),
    "condition-met": _("解除条件已经具备"),
    "reassessed": _("经评估可以公开"),
}


@register.filter
def ground_words(code: str) -> StrOrPromise:
    """What a ground of release is called."""
    return GROUNDS[code]


@register.filter
def exemption_words(code: str) -> StrOrPromise:
    """What a class of exemption is called."""
    return EXEMPTIONS[code]
