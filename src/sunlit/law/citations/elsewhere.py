"""Places that are not articles: 附件1第9项, 第五章、第六章, 第4.3条 of a standard, a section 四、（十八）."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.kernel.text import squeeze
from sunlit.law.citations.places import NUMBER, Named

if TYPE_CHECKING:
    from sunlit.law.citations.folding import Folded

_COUNTED = rf"第\s?(?:\(\s?)?{NUMBER}(?:\s?\))?\s?(?:大项|小项|项|条|款|目|号|类|大类|点|页|部分|分编|编|章|节)"
_ANNEX = (
    rf"(?:附\s?[件表录]|附)\s?(?:\(?\s?{NUMBER}\s?\)?)?\s?(?:目录|名录|清单|附表)?"
    rf"\s?[:,]?\s?(?:{_COUNTED}(?:\s?{_COUNTED}){{0,3}}|(?:序号|第)\s?{NUMBER})"
)
_LISTED = rf"(?:目录|名录|清单|序号)\s?(?:{_COUNTED}|第?\s?{NUMBER}(?:\s?[项号])?)"
_DOTTED = r"(?:第\s?)?\d{1,3}(?:\.\d{1,3}){1,4}\s?[条款项节](?!例)"
_ANNEX_ALONE = rf"附\s?[件表录]\s?(?:\(?{NUMBER}\)?)?(?=[\s:。;,、]|$)"
_PLACE = re.compile(rf"{_ANNEX}|{_LISTED}|{_DOTTED}|{_COUNTED}(?:\s?{_COUNTED}){{0,4}}|{_ANNEX_ALONE}")
_AND = re.compile(
    rf"\s?(?:[、,和及与]|以及)\s?(?=(?:{_COUNTED}|附\s?[件表录]|{_DOTTED}))|\s?(?:至|到|[-~])\s?(?={_COUNTED})"
)
_FIRMLY = re.compile(rf"{_ANNEX}|{_DOTTED}")

_CHINESE = "一二三四五六七八九十"
_SECTION = re.compile(
    rf"(?P<big>[{_CHINESE}]{{1,3}})\s?、(?:\s?(?P<heading>[^,。;:()\n]{{0,24}}?)\s?\(\s?(?P<small>[{_CHINESE}]{{1,3}})\s?\))?"
    rf"|\(\s?(?P<alone>[{_CHINESE}]{{1,3}})\s?\)"
)
_LONGEST = 60


def read_elsewhere(folded: Folded, at: int, *, firmly: bool = False) -> tuple[Named, ...]:
    """The places other than articles that are listed at `at`; empty if there is none.

    `firmly`: only those that cannot be words of a sentence (an entry of an annex, a dotted number).
    """
    out: list[Named] = []
    pattern = _FIRMLY if firmly else _PLACE
    while len(out) < _LONGEST and (found := pattern.match(folded.text, at)):
        out.append(Named(found.start(), found.end(), squeeze(folded.words(*found.span()))))
        more = _AND.match(folded.text, found.end())
        if not more:
            break
        at, pattern = more.end(), _PLACE
    return tuple(out)


def read_section(folded: Folded, at: int, *, opening: bool) -> Named | None:
    """The section of a document without articles whose number opens the quoted words: 四、（十八）.

    A lone （一） opens a list of items as often as a section, so it counts only from （二） on and only where the
    quotation opens.
    """
    found = _SECTION.match(folded.text, at)
    if not found or (found["alone"] and (found["alone"] == "一" or not opening)):
        return None
    if found["small"]:
        # 二、清理的内容（一）…: the heading between is not part of the place
        big, small = folded.words(at, found.end("big") + 1), folded.words(found.start("small") - 1, found.end())
        return Named(at, found.end(), squeeze(f"{big.rstrip('、 ')}、{small}"))
    end = found.end("big") if found["big"] else found.end()
    return Named(at, end, squeeze(folded.words(at, end)))
