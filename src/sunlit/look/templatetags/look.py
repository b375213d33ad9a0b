"""Tags every door draws with: icons, severity, dates, differences, marked words, pages."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from sunlit.kernel.clock import BEIJING
from sunlit.kernel.diff import Piece, character_diff
from sunlit.look.icons import ICONS, MARK
from sunlit.look.rendering import wrongs, wrongs_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import QueryDict

register = template.Library()
register.filter("wrongs", wrongs)
register.filter("wrongs_named", wrongs_named)

_HAN = re.compile("[\u4e00-\u9fff]")
#: Beyond this many pairs of characters a difference takes seconds; the two texts are then shown as they are.
MOST_PAIRS = 25_000_000


@register.simple_tag
@cache  # the same drawing stands on a page a hundred times
def icon(name: str, size: str = "") -> SafeString:
    """One of our drawings. It says nothing to a screen reader: the words beside it do.

    Raises:
        KeyError: there is no such drawing.
    """
    return format_html(
        '<svg class="icon{}" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        f" icon-{size}" if size else "",
        mark_safe(ICONS[name]),  # noqa: S308 - our own drawings
    )


@register.simple_tag
def mark() -> SafeString:
    """The mark of the house."""
    svg = '<svg class="mark" viewBox="0 0 40 40" fill="none" aria-hidden="true" focusable="false">{}</svg>'
    return format_html(svg, mark_safe(MARK))  # noqa: S308 - our own drawing


def severity_words(severity: str) -> str:
    """What a severity is called on the desk."""
    return {
        "error": gettext("错误"),
        "warning": gettext("警告"),
        "advice": gettext("建议"),
    }[severity]


@register.simple_tag
def severity(value: str) -> SafeString:
    """A tag that says how grave a finding is, by word, drawing and colour."""
    return format_html('<span class="tag tag-{}">{}{}</span>', value, icon(value), severity_words(value))


@register.filter
def tongue(words: object) -> str:
    """The language that some words are in, which on an English page may be those of a vocabulary, or a list's own."""
    return "zh-Hans" if (get_language() or "zh").startswith("zh") or _HAN.search(str(words)) else "en"


@register.filter
def iso(value: date | datetime | None) -> SafeString | str:
    """2026-11-23, and 2026-11-23 09:05 for a moment, in Beijing; a dash for none. For tables."""
    if value is None:
        return "—"
    if isinstance(value, datetime):
        local = value.astimezone(BEIJING)
        return _time(local.isoformat(timespec="seconds"), f"{local:%Y-%m-%d %H:%M}")
    return _time(value.isoformat(), value.isoformat())


@register.filter
def day(value: date | None) -> SafeString | str:
    """2026年11月23日 or 23 November 2026; a dash for none. For prose."""
    if value is None:
        return "—"
    if (get_language() or "").startswith("en"):
        words = f"{value.day} {value:%B} {value.year}"
    else:
        words = f"{value.year}年{value.month}月{value.day}日"
    return _time(value.isoformat(), words)


def _time(machine: str, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', machine, words)


def _piece(piece: Piece) -> SafeString:
    if piece.kind == "same" or not piece.text.strip():  # a line break more or less is no difference of words
        return conditional_escape(piece.text)
    return come(piece.text) if piece.kind == "added" else gone(piece.text)


def come(text: str) -> SafeString:
    """What is new in a text, underlined, and said to whoever does not see it."""
    return format_html('<ins><span class="unseen">{}</span>{}</ins>', gettext("［新增］"), text)


def gone(text: str) -> SafeString:
    """What is no longer in a text, struck through, and said to whoever does not see it."""
    return format_html('<del><span class="unseen">{}</span>{}</del>', gettext("［删除］"), text)


def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    if len(old) * len(new) > MOST_PAIRS:
        return (Piece("removed", old), Piece("added", new))
    return character_diff(old, new)


def _shown(pieces: Iterable[Piece]) -> SafeString:
    return format_html_join("", "{}", ((_piece(p),) for p in pieces))


@register.simple_tag
def diff(old: str, new: str) -> SafeString:
    """Both texts in one, what went struck through and what came underlined."""
    return _shown(_pieces(old, new))


@register.simple_tag
def diff_old(old: str, new: str) -> SafeString:
    """The old text, with what the new one has not struck through; for the left of two columns."""
    return _shown(p for p in _pieces(old, new) if p.kind != "added")


@register.simple_tag
def diff_new(old: str, new: str) -> SafeString:
    """The new text, with what the old one had not underlined; for the right of two columns."""
    return _shown(p for p in _pieces(old, new) if p.kind != "removed")


@register.simple_tag
def pieces_old(pieces: Iterable[Piece]) -> SafeString:
    """The left of two columns, of a difference already made."""
    return _shown(p for p in pieces if p.kind != "added")


@register.simple_tag
def pieces_new(pieces: Iterable[Piece]) -> SafeString:
    """The right of two columns, of a difference already made."""
    return _shown(p for p in pieces if p.kind != "removed")


@register.simple_tag
def pieces_both(pieces: Iterable[Piece]) -> SafeString:
    """Both texts in one, of a difference already made."""
    return _shown(pieces)


@register.filter
def marked(text: str, words: str) -> SafeString:
    """`text` with each of the space-separated `words` marked wherever it stands, without regard to case."""
    wanted = sorted({w for w in words.split() if w}, key=len, reverse=True)
    if not wanted:
        return conditional_escape(text)
    parts = re.split("(" + "|".join(map(re.escape, wanted)) + ")", text, flags=re.IGNORECASE)
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", part) if i % 2 else part,) for i, part in enumerate(parts))
    )


@register.filter
def thousands(value: int) -> str:
    """12,345 in either language."""
    return f"{value:,}"


@register.inclusion_tag("look/pages.html", takes_context=True)
def pages(
    context: template.Context, page: int, last: int, target: str = "", *, at: str = "", query: QueryDict | None = None
) -> Mapping[str, object]:
    """Links to the page before and the page after, keeping the rest of the address; `target` is what htmx swaps.

    `at` and `query` are the address where it is not the one asked for.
    """
    return {
        "at": at or context["request"].path,
        "query": context["request"].GET if query is None else query,
        "page": page,
        "last": last,
        "before": page - 1 if page > 1 else None,
        "after": page + 1 if page < last else None,
        "target": target,
    }
