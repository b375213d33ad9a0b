"""What a list says of entrusting (委托): in the cells that name bodies, and in a column of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.catalogue.findings.item import NOTHING
from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.catalogue.values import ListedItem

_HAN = "[\u4e00-\u9fff]"
#: 委托示范市保洁公司实施; 委托：示范市保洁公司.
_TO = re.compile(
    rf"委托(?:给|由)?[:：，,（(]?({_HAN}{{2,40}}?)(?:实施|行使|执行|承担|负责|办理|组织|开展|[）)，,；;。、]|$)"
)
#: 示范市保洁协会（受市城市管理局委托）.
_BY = re.compile(rf"({_HAN}{{2,40}})[（(](?:受|接受|被){_HAN}{{0,20}}委托{_HAN}{{0,10}}[）)]")
_NOT = re.compile("不得委托|非委托|无委托|不委托|未委托|委托人|委托代理|委托书|法定委托")
_NONE = NOTHING | {"否", "不涉及", "没有"}
_ABOUT_BODIES = re.compile("nature|主体|实施机关|实施机构|实施方式|行使方式")
_LONGEST = 200


def entrustings(item: ListedItem) -> Iterator[tuple[str, str, str]]:
    """Where an item says that it is entrusted, in what words, and to whom; the body is empty where it is not told."""
    told = squeeze(item.further.get("entrusted", ""))[:_LONGEST]
    if told not in _NONE and told != squeeze(item.body):
        yield "entrusted", told, told if "委托" not in told else _entrusted(told)
    cells = {"body": item.body, "office": item.office}
    cells |= {header: cell for header, cell in item.further.items() if _ABOUT_BODIES.search(header)}
    for where, cell in cells.items():
        words = squeeze(cell)[:_LONGEST]
        if "委托" in words and not _NOT.search(words):
            yield where, words, _entrusted(words)


def _entrusted(words: str) -> str:
    found = _BY.search(words) or _TO.search(words)
    return found[1] if found else ""
