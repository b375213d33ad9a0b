"""An Atom feed (RFC 4287) of what changed, and a sitemap, written by the standard library: no word in it is markup."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from sunlit.noticeboard.values import PublicPower, PublicResult
from sunlit.portal.render import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sunlit.noticeboard.values import Held, PublicSite

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_UNFIT = {n: None for n in range(32) if n not in (9, 10, 13)}


def atom(
    site: PublicSite, title: str, changes: Iterable[Held], *, about: str, here: str, language: str,
    address: Callable[[Held], str],
) -> bytes:  # fmt: skip
    """The feed at `here`, about the page at `about`.

    Ids follow from what an entry is about alone, so they stay wherever the feed is served from.
    """
    told = tuple(changes)
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    _text(feed, "id", _id(site.city, "feed", about))
    _text(feed, "title", title)
    _text(feed, "updated", _moment(max((held.at for held in told), default=None)))
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": here})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": about})
    _text(ET.SubElement(feed, "author"), "name", site.sponsor or site.title)
    for held in told:
        entry = ET.SubElement(feed, "entry")
        _text(entry, "id", _id(held.kind, held.key, str(held.version)))
        _text(entry, "title", entry_title(held))
        _text(entry, "updated", _moment(held.at))
        ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address(held)})
        ET.SubElement(entry, "category", {"term": what(held)})
        if said := _summary(held):
            _text(entry, "summary", said)
    return _written(feed)


def what(held: Held) -> str:
    """What a record tells: published, adjusted, suspended, cancelled, abolished, updated, result, withdrawn."""
    if held.withdrawn:
        return "withdrawn"
    if not isinstance(held.body, PublicPower):
        return "result"
    if held.body.standing != "in-use":
        return held.body.standing
    if held.version == 1:
        return "published"
    return "adjusted" if held.body.changed else "updated"


def became(held: Held) -> str:
    """What happened to a thing, in words."""
    known = {
        "published": _("公布"), "adjusted": _("调整"), "updated": _("更新"), "suspended": _("挂起"),
        "cancelled": _("取消"), "abolished": _("废止"), "withdrawn": _("撤回公布"), "result": _("清理结果公告"),
    }  # fmt: skip
    return known.get(what(held), what(held))


def entry_title(held: Held) -> str:
    """What happened, and to what. What was taken back is not named: its words are shown no more."""
    name = held.key
    if isinstance(held.body, PublicPower):
        name = held.body.name
    elif isinstance(held.body, PublicResult):
        name = held.body.unit_name
    return f"{became(held)}{_('：')}{name}"


def _summary(held: Held) -> str:
    body = held.body
    if held.withdrawn:
        return held.reason
    if not isinstance(body, PublicPower):
        return ""
    changed = "、".join(dict.fromkeys(words.field(name) for name in body.changed))
    parts = (body.unit_name, words.of_type(body.type, body.type_words), body.standing_reason, changed)
    return " · ".join(part for part in parts if part)


def urls(addresses: Iterable[tuple[str, datetime | None]]) -> bytes:
    """A sitemap of addresses, each with when it last changed where that is known."""
    return _mapped("urlset", "url", addresses)


def index(addresses: Iterable[str]) -> bytes:
    """A sitemap of sitemaps."""
    return _mapped("sitemapindex", "sitemap", ((a, None) for a in addresses))


def _mapped(root: str, each: str, addresses: Iterable[tuple[str, datetime | None]]) -> bytes:
    made = ET.Element(root, {"xmlns": _SITEMAP})
    for address, at in addresses:
        one = ET.SubElement(made, each)
        _text(one, "loc", address)
        if at is not None:
            _text(one, "lastmod", _moment(at))
    return _written(made)


def _id(*parts: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, "/".join(("sunlit", *parts))).urn


def _moment(at: datetime | None) -> str:
    return "1970-01-01T00:00:00+00:00" if at is None else at.isoformat(timespec="seconds")


def _text(parent: ET.Element, tag: str, words: str) -> None:
    ET.SubElement(parent, tag).text = words.translate(_UNFIT)


def _written(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"
