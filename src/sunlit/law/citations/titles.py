"""How a law is named: 《…》 with what may stand before, inside and after it, or its bare title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sunlit.kernel.text import squeeze
from sunlit.law.citations.places import NUMBER

if TYPE_CHECKING:
    from sunlit.law.citations.folding import Folded

#: A title is never longer; beyond it the closing mark is taken for missing.
_LONGEST_TITLE = 400
_LONGEST_NOTE = 900
_LONGEST_TAG = 14
_HAN = "\u3007\u4e00-\u9fff"
_HAN_BUT_ORDINAL = "\u3007\u4e00-\u7b2b\u7b2d-\u9fff"  # without 第

#: What the title of a law, regulation, rule or normative document ends in (行政法规制定程序条例 第五条, 规章制定程序
#: 条例 第七条, 党政机关公文处理工作条例 第八条). Forms, licences and registers do not.
_ENDING = (
    "法|法典|条例|规定|办法|细则|决定|通知|意见|规则|规程|规范|标准|目录|名录|方案|批复|公告|通告|通报|命令|令|函"
    "|纲要|规划|计划|制度|准则|解释|章程|答复|指引|指南|要点|措施|决议|公约|协定|议定书|守则|清单|总则|纪要|政策|要求"
)
_LAWLIKE = re.compile(rf"(?:{_ENDING})(?:\([^()]{{1,24}}\))*$")
_BARE_ENDING = "法|法典|条例|规定|办法|细则|决定|规则|意见|通知"

_MARK = re.compile("[《》]")
_BREAK = re.compile(
    r"\(\s?(?:\d{4}\s?年\s?\d|[^()《》]{2,60}(?:令|公告|第)\s?\[?\d|[^()]{0,30}\[\d{4}\])|【|。|[;:](?=\s|第)"
    rf"|第\s?{NUMBER}\s?条\s?[:\t\n]"
)
_EXTENSION = re.compile(r"([^《》()\n:。,;第【\s和及与、][^《》()\n:。,;第【\s、]{0,30})?》")
_SUFFIX = re.compile(
    rf"\s?((?:(?:实施|施行)(?:条例|细则|办法|规定|意见)|若干(?:规定|问题的(?:规定|解释|决定|意见))|补充规定)"
    rf"|(?:的|有关|若干|补充|实施|配套|[{_HAN}]{{0,12}}的)?(?:通知|决定|意见|批复|决议|解释|公告|函|办法|细则|条例|规定))"
    r"(?=[(《【:。,;、“\s]|第|$)"
)
_OWN_SUFFIX = re.compile(r"(?:实施|施行)(?:条例|细则|办法|规定|意见)$|若干|补充规定$")
_ACTING = re.compile(
    "(?:实施|施行|贯彻|执行|落实|关于[^()]{0,40}|印发|发布|公布|颁布|转发|批转|修改|修订|废止|适用|解释)$"
)
_ISSUER = re.compile(
    rf"[{_HAN}\s]{{0,56}}(?:政府|办公[厅室]|国务院|国家|委员会|[部委局厅院会署行社办处]|总局|总队|中央|党委|政协|海关|公司"
    r"|自治[区州县]|[省市县]|等部门|联合|印发的?|发布的?|公布的?|制定的?|颁布的?|出台的?)\s?$"
)

_BRACKET = re.compile(rf"[()\[\]【】]|\n(?=【|第\s?{NUMBER}\s?条)")
_NEXT_LINE = re.compile(r"\n(?=《|附|[(一二三四五六七八九十“])")
#: A bracketed number opens an item; 【】 without a year is a tag.
_NO_NOTE = re.compile(rf"[(\[](?!\d{{4}})(?:{NUMBER}|[a-zA-Z])[)\]]|【(?![^】\n]{{0,20}}\d{{4}}[^】\n]{{0,60}}】)")
_LOOSE_NOTE = re.compile(
    r"\s?\d{4}\s?年(?:[^\n。第《【;]|第(?=[^条\n]{1,12}[号次届])){0,120}?(?:修[改正订]|通过|公布|发布|施行|颁布|实施|印发|生效)(?=\s|。|第|$)"
)
_DAY = re.compile(r"(\d{4})\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})")

_TAG = re.compile(rf"[【\[]\s?([{_HAN}、/\s]{{1,{_LONGEST_TAG}}}?)\s?[】\]]")
#: Tags that are known to be one even where a bracket is missing or of the wrong kind.
KINDS = (
    "宪法|法律|行政法规|地方性法规|法规|自治条例|单行条例|部门规章|地方政府规章|政府规章|规章|规范性文件|国务院决定|国务院文件"
    "|国务院规范性文件|部门规范性文件|党内法规|司法解释|国际条约|国家标准|行业标准|标准|文件|其他|三定规定"
)
_BROKEN_TAG = re.compile(rf"[【\[]\s?({KINDS})\s?[】\]]?\s?(?=《)|({KINDS})\s?[】\]]\s?(?=《)")
_KNOWN = re.compile(rf"(?:{KINDS})$")
_BARE_AFTER_TAG = re.compile(
    rf"\s?([{_HAN}<>()·\s]{{2,70}}?(?:{_BARE_ENDING})(?:\((?:试行|暂行)\))?)(?=》?(?:[\s(:,。]|第\s?{NUMBER}|$))"
)
#: A bare title that heads a citation; the article must follow, or its note and then the article.
BARE = re.compile(
    rf"(?P<bare>[{_HAN_BUT_ORDINAL}<>·]{{1,60}}?(?:{_BARE_ENDING})(?:\((?:试行|暂行)\))?)"
    rf"(?=》?\s?(?:\([^()\n]{{1,120}}\)\s?)?第\s?{NUMBER}\s?条)"
)
#: Words of a sentence, never of a title.
_SENTENCE = re.compile(
    "^(?:本|该|同|有|对|按|由|凡|经|或|及|和|其|应|被|以)|违反|依照|按照|根据|应当|可以|不得|所列|本[法条办规细]|[是的]第"
)


@dataclass(frozen=True, slots=True)
class Titled:
    """A law as it is named in a cell.

    Attributes:
        title: as the contract of `Citation` has it.
        start, end: the title in the folded text, its marks and, for a composite one, its outer words included.
        after: where what follows the title and its notes begins.
        edition: the notes as written.
        edition_date: the latest day told in them.
        lawlike: the title ends as titles of laws and documents do; a licence's or a form's does not.
    """

    title: str
    start: int
    end: int
    after: int
    edition: str
    edition_date: date | None
    lawlike: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """A 【】 before a law: its words, and where it begins and ends."""

    words: str
    start: int
    end: int


def read_tag(text: str, at: int) -> Tag | None:
    """The tag that begins at `at`, well printed or missing one of its brackets."""
    found = _TAG.match(text, at)
    if found and (_KNOWN.match(squeeze(found[1])) or text[at] == "【"):
        return Tag(squeeze(found[1]), at, found.end())
    broken = _BROKEN_TAG.match(text, at)
    return Tag(broken[1] or broken[2], at, broken.end()) if broken else None


def read_marked(folded: Folded, at: int, before: str) -> Titled | None:
    """The law whose 《 stands at `at`; `before` are the words that stand before it in its clause.

    Words before and after make a composite title (实施《…》若干规定) if what follows the closing mark ends one;
    else words before are its issuer, and no part of the title, or this is None: a law named in a sentence.
    """
    text = folded.text
    inner_end, end = _closing(text, at)
    if inner_end <= at + 1:
        return None
    suffix = _SUFFIX.match(text, end)
    if suffix and (_OWN_SUFFIX.search(suffix[1]) or (before and _ACTING.search(before))):
        start, end = at - len(before), suffix.end()
        title = squeeze(folded.words(start, end))
    elif before and (not _ISSUER.fullmatch(before) or _SENTENCE.search(before)):
        return None
    else:
        start, title = at, squeeze(folded.words(at + 1, inner_end))
        extension = _EXTENSION.match(text, end)
        if extension:  # 《…办法》》 and 《…办法》实施细则》: a closing mark too many
            title, end = title + squeeze(extension[1] or ""), extension.end()
    return _titled(folded, title, start, end)


def read_bare(folded: Folded, at: int, *, tagged: bool) -> Titled | None:
    """The law that stands at `at` without title marks: after a tag, or heading an article."""
    found = (_BARE_AFTER_TAG if tagged else BARE).match(folded.text, at)
    if not found or _SENTENCE.search(found[1]):
        return None
    end = found.end(1)
    end += folded.text[end : end + 1] == "》"  # only the opening mark is missing
    return _titled(folded, squeeze(folded.words(*found.span(1))), found.start(1), end)


def skip_note(text: str, at: int) -> int:
    """Where the bracketed note that begins at or after `at` ends; `at` if there is none."""
    start = at + 1 if text[at : at + 1].isspace() else at
    if text[start : start + 1] not in ("(", "[", "【") or _NO_NOTE.match(text, start):
        return at
    depth = 0
    for mark in _BRACKET.finditer(text, start, start + _LONGEST_NOTE):
        if mark.group() == "\n":  # the bracket was never closed, and something else begins here
            return mark.start()
        depth += 1 if mark.group() in "([【" else -1
        if depth == 0:
            return mark.end()
    line = _NEXT_LINE.search(text, start, start + _LONGEST_NOTE)
    return line.start() if line else at


def days_in(note: str) -> tuple[date, ...]:
    """The days a note tells, in its order; impossible ones left out."""
    out = []
    for year, month, day in _DAY.findall(note):
        try:
            out.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return tuple(out)


def _titled(folded: Folded, title: str, start: int, end: int) -> Titled:
    after = end
    for _ in range(3):
        note_end = skip_note(folded.text, after)
        if note_end == after:
            break
        after = note_end
    if after == end and (loose := _LOOSE_NOTE.match(folded.text, end)):
        after = loose.end()
    edition = squeeze(folded.words(end, after)) if after > end else ""
    days = days_in(folded.text[end:after])
    lawlike = _LAWLIKE.search(title.translate(_PLAIN)) is not None
    return Titled(title, start, end, after, edition, max(days, default=None), lawlike)


_PLAIN = str.maketrans("（）", "()", "《》〈〉<>＜＞")


def _closing(text: str, at: int) -> tuple[int, int]:
    """Where the words of the title whose 《 stands at `at` end, and where its closing mark does."""
    depth, close = 0, -1
    for mark in _MARK.finditer(text, at, at + _LONGEST_TITLE):
        depth += 1 if mark.group() == "《" else -1
        if depth == 0:
            close = mark.start()
            break
    cut = _unclosed(text, at, close)
    if cut >= 0:
        return cut, cut
    return (close, close + 1) if close >= 0 else (at, at)


def _unclosed(text: str, at: int, close: int) -> int:
    """Where a title ends that lacks its closing mark; -1 if it does not lack it.

    A mark that closes only after a note, an article or a new tag is some other law's.
    """
    limit = close if close >= 0 else min(len(text), at + _LONGEST_TITLE)
    found = _BREAK.search(text, at + 1, limit)
    if found and text[found.start()] == "(" and close >= 0:
        note_end = skip_note(text, found.start())
        inside = note_end <= close <= note_end + 30 and "《" not in text[note_end:close]
        if inside:  # 《…目录（2019年本）》
            return -1
    if found:
        return found.start()
    if close >= 0:
        return -1
    line = re.compile("$", re.MULTILINE).search(text, at, limit)
    end = line.start() if line else limit
    return end if _LAWLIKE.search(text[at:end]) else -1
