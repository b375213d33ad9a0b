"""How much of a term is left, in words and as a bar."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, ngettext

from sunlit.desk import inbox_words
from sunlit.kernel import clock
from sunlit.look.templatetags.look import icon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.utils.safestring import SafeString
    from django_stubs_ext import StrOrPromise

    from sunlit.review.queries import BatchSeen
    from sunlit.review.values import Remaining

register = template.Library()

_HALF = 50


@register.filter
def left_in_words(left: Remaining) -> str:
    """剩 2 个工作日, 今日到期, 已超时 3 个工作日."""
    if left.late:
        if not left.days:
            return gettext("已超时")
        return ngettext("已超时 %(n)d 个工作日", "已超时 %(n)d 个工作日", left.days) % {"n": left.days}
    if left.due_on == clock.today():
        return gettext("今日到期")
    if not left.days:
        return gettext("剩余不足 1 个工作日")
    return ngettext("剩 %(n)d 个工作日", "剩 %(n)d 个工作日", left.days) % {"n": left.days}


@register.filter
def changed_in_words(count: int) -> str:
    """改 3 处; 没有改动."""
    return gettext("没有改动") if not count else ngettext("改 %(n)d 处", "改 %(n)d 处", count) % {"n": count}


@register.filter
def choose_in_words(name: str) -> str:
    """选中某项, of the box before a row."""
    return gettext("选中%(name)s") % {"name": name}


@register.filter
def must_in_words(count: int) -> str:
    """3 处须改."""
    return ngettext("%(n)d 处须改", "%(n)d 处须改", count) % {"n": count}


@register.filter
def scope_in_words(rows: Sequence[object], deed: str) -> str:
    """What a deed would be done to: 将通过 3 项."""
    n = len(rows)
    said = {
        "pass": ngettext("将通过 %(n)d 项。", "将通过 %(n)d 项。", n),
        "return": ngettext("将退回 %(n)d 项。", "将退回 %(n)d 项。", n),
        "give": ngettext("将转办 %(n)d 项。", "将转办 %(n)d 项。", n),
    }[deed]
    return said % {"n": n}


@register.filter
def deed_in_words(rows: Sequence[object], deed: str) -> str:
    """通过这 3 项, on the button."""
    n = len(rows)
    said = {
        "pass": ngettext("通过这 %(n)d 项", "通过这 %(n)d 项", n),
        "return": ngettext("退回这 %(n)d 项", "退回这 %(n)d 项", n),
        "give": ngettext("转办这 %(n)d 项", "转办这 %(n)d 项", n),
    }[deed]
    return said % {"n": n}


@register.filter
def gone_in_words(count: int) -> str:
    """What was chosen and waits for one no more."""
    said = ngettext("选中的有 %(n)d 项已不在您的待办中，可能已由他人办理，不会再办。",
                    "选中的有 %(n)d 项已不在您的待办中，可能已由他人办理，不会再办。", count)  # fmt: skip
    return said % {"n": count}


@register.filter
def batch_in_words(batch: BatchSeen) -> str:
    """What came of a batch: 已办理 18 项, 2 项没有办成."""
    done, told = batch.succeeded, batch.total - batch.succeeded
    said = ngettext("已办理 %(n)d 项。", "已办理 %(n)d 项。", done) % {"n": done}
    if not told:
        return said
    return said + ngettext("%(n)d 项没有办成，原因见下。", "%(n)d 项没有办成，原因见下。", told) % {"n": told}


@register.filter
def left_day(left: Remaining) -> str:
    """应于 11-18 完成 of what is late, 11-24 到期 of the rest; with the year where it is another."""
    day = _short(left.due_on)
    return gettext("应于 %(day)s 完成") % {"day": day} if left.late else gettext("%(day)s 到期") % {"day": day}


@register.simple_tag
def remaining(left: Remaining | None, *, provisional: bool = False) -> SafeString | str:
    """All of it: words with a drawing, the bar, the day."""
    return _remaining(left, provisional, get_language(), clock.today())


@lru_cache(512)  # of many rows that fall due on one day it is drawn once
def _remaining(
    left: Remaining | None, provisional: bool, _language: str | None, _today: date  # noqa: FBT001 - what it depends on
) -> SafeString | str:
    if left is None:
        return format_html('<span class="quiet">{}</span>', gettext("没有时限"))
    kind = _kind(left)
    return format_html(
        '<div class="left left-{}"><span class="left-words">{}{}</span><svg class="left-bar" viewBox="0 0 100 3"'
        ' preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="left-all" width="100" height="3"/><rect class="left-spent" width="{}" height="3"/></svg>'
        '<span class="left-day">{}{}</span></div>',
        kind,
        icon("warning" if kind in ("late", "pressing") else "clock"),
        left_in_words(left),
        left.spent,
        left_day(left),
        gettext("（日历未装入，暂定）") if provisional else "",
    )


@register.filter
def outcome_of_review(outcome: str) -> StrOrPromise:
    """What came of a review, in words."""
    return inbox_words.OUTCOMES.get(outcome, outcome)


def _short(day: date) -> str:
    return f"{day:%m-%d}" if day.year == clock.today().year else day.isoformat()


def _kind(left: Remaining) -> str:
    if left.late:
        return "late"
    if left.pressing:
        return "pressing"
    return "half" if left.spent >= _HALF else "early"
