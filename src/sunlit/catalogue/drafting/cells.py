"""What a cell of a list says, as the plain values an edition keeps. What is not understood is never guessed."""

from __future__ import annotations

import re
import unicodedata

from sunlit.catalogue.rules.fieldwords import LEVELS, SCOPES
from sunlit.catalogue.values import Term
from sunlit.kernel.numerals import NUMERAL_CHARS, read_numeral
from sunlit.kernel.text import squeeze, words_only

#: How lists say that there is nothing to say.
NOTHING = frozenset(("", "无", "/", "-", "—", "――", "——", "\\", "、", "。", "无。", "暂无", "不涉及", "没有"))

_UNITS = (("工作日", "workday"), ("个月", "month"), ("月", "month"), ("年", "year"), ("天", "day"), ("日", "day"))
_AMOUNT = re.compile(rf"([{NUMERAL_CHARS}]+)\s*个?\s*(工作日|个?月|年|天|日)(?!前|内完成前)")
_AT_ONCE = re.compile(r"即办|即时|当场|当日办|立等可取|现场办结|随到随办")
_SOURCE = re.compile(r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》(?:第[^，,；;。:：（）()]*条[^，,；;。:：（）()]*)?")
_BARE = re.compile(r"\d{1,3}")


def says_nothing(text: str) -> bool:
    """Whether a cell is a mark for nothing: 无, /, —."""
    return squeeze(text) in NOTHING


def term_of(text: str) -> Term | None:
    """A time limit; None for a cell that says nothing.

    即办 is 0 workdays. `-1` is how some programs write "unknown", not a number of days: like several limits in one
    cell, or a bare number, its words are kept and no amount or unit is made up.
    """
    words = text.strip()
    if says_nothing(words):
        return None
    source = found[0] if (found := _SOURCE.search(words)) else ""
    plain = unicodedata.normalize("NFKC", squeeze(_SOURCE.sub("", words)))
    amounts = {(read_numeral(m[1]), dict(_UNITS)[m[2]]) for m in _AMOUNT.finditer(plain)}
    if len(amounts) == 1:
        amount, unit = next(iter(amounts))
        if amount is not None:
            return Term(amount=amount, unit=unit, source=source, words=words)
    if not amounts and _AT_ONCE.search(plain):
        return Term(amount=0, unit="workday", source=source, words=words)
    amount = int(plain) if _BARE.fullmatch(plain) else None
    return Term(amount=amount, source=source, words=words)


_CHARGED = frozenset(("是", "收费", "收取", "有", "需收费", "y", "yes", "1"))
_FREE = frozenset(
    ("否", "不收费", "免费", "无", "不收取", "不收取费用", "没有", "未收费", "n", "no", "0", "/", "不涉及")
)


def charged_of(text: str) -> bool | None:
    """Whether a fee is taken, by a cell of yes or no alone; None where the cell says more, or nothing."""
    plain = squeeze(text).strip("。.").lower()
    return True if plain in _CHARGED else False if plain in _FREE else None


_TIERS = (
    (1, "国家级?|中央"),
    (2, "(?:省|自治区|直辖市)(?:本?级)?"),
    (3, "(?:地州市|州市地|地市|州市|设区的?市|市州|地区|盟市|市本|市|州)级?"),
    (4, "(?:县市区|县[（(]市、?区[）)]|县区|区县|旗县|县本|县|区|旗)级?"),
    (5, "(?:乡镇[（(]街道[）)]|镇街|乡镇|街道|乡|镇)级?"),
)
_LEVEL = re.compile("|".join(f"(?P<l{code}>{words})" for code, words in _TIERS))
_BETWEEN = re.compile(r"[\s、，,；;/和及与或]*")


def levels_of(text: str) -> tuple[int, ...]:
    """行使层级 as codes, highest first; () where any word of the cell is not a level.

    >>> levels_of("市级、县级"), levels_of("地州市级"), levels_of("负责本级审批")
    ((3, 4), (3,), ())
    """
    plain = squeeze(text)
    if plain in {str(code) for code in LEVELS}:
        return (int(plain),)
    if not plain or _BETWEEN.fullmatch(_LEVEL.sub("", plain)) is None:
        return ()
    return tuple(sorted({code for m in _LEVEL.finditer(plain) for code, _ in _TIERS if m[f"l{code}"]}))


def nature_of(text: str) -> str:
    """主体性质: statutory, authorised or entrusted; empty where the cell names none, or several."""
    found = {
        code
        for code, words in (("statutory", "法定"), ("authorised", "授权"), ("entrusted", "委托"))
        if words in squeeze(text)
    }
    return found.pop() if len(found) == 1 else ""


_SCOPE_WORDS = (
    ("internal", re.compile("内部|不公开|不予公开|^否$")),
    ("party", re.compile("申请人|当事人|相对人|依申请")),
    ("society", re.compile("社会|公众|主动公开|全部公开|全文公开|^公开$|^是$")),
)


def scope_of(text: str) -> str:
    """公开范围: the first of internal, party, society that is told, so that doubt never publishes; else empty."""
    plain = squeeze(text)
    return next((code for code, pattern in _SCOPE_WORDS if pattern.search(plain)), "")


#: Cells of scope and charge whose words say no more than their code.
PLAIN_SCOPES = frozenset(
    map(words_only, (*SCOPES.values(), "是", "否", "公开", "不公开", "主动公开", "社会公开"))
)

_FORM_WORDS = (
    ("website", re.compile("网|公众号|客户端|平台")),
    ("notice-board", re.compile("公示栏|公告栏|宣传栏|公开栏|政务栏|张贴")),
    ("broadcast", re.compile("广播|电视|电台")), ("newspaper", re.compile("报")),
    ("hall", re.compile("大厅|窗口|服务中心")),
)  # fmt: skip
_LISTED = re.compile(r"[、，,；;\n]+")


def forms_of(text: str) -> tuple[tuple[str, str], ...]:
    """公开形式 as (kind, words), one for each named: 门户网站、公示栏."""
    words = [part.strip() for part in _LISTED.split(text) if part.strip()]
    return tuple((next((k for k, p in _FORM_WORDS if p.search(w)), "other"), w) for w in words)


def names_of(text: str) -> tuple[str, ...]:
    """Names in one cell, one after the other: 自然人、企业."""
    return tuple(dict.fromkeys(squeeze(part) for part in _LISTED.split(text) if squeeze(part)))


_TEN = "一二三四五六七八九十"
_NUMBERED = re.compile(
    rf"\s*(?:[（(]?[\d{_TEN}]{{1,3}}[）)][.、．]?|\d{{1,3}}[.、．](?!\d)|[{_TEN}]{{1,3}}[、．.]|[①-⑳])"
)
_ENDS = re.compile(r"[。；;：:！？]\s*$")
_WITHIN = re.compile(r"[；;]")


def entries_of(text: str) -> tuple[str, ...]:
    """The entries of a cell that lists some, each as written, white space gone.

    A line opens an entry if it is numbered or the line before has come to an end; others are lines broken for print.
    """
    out: list[str] = []
    for line in text.splitlines():
        words = squeeze(line)
        if not words:
            continue
        if out and not _NUMBERED.match(words) and not _ENDS.search(out[-1]):
            out[-1] += words
        else:
            out.append(words)
    return tuple(out)


def things_of(text: str) -> tuple[str, ...]:
    """Things a cell lists (materials, conditions), the numbers before them left out where they count from one.

    >>> things_of("1.身份证；2.营业执照"), things_of("申请表；身份证复印件")
    (('身份证', '营业执照'), ('申请表', '身份证复印件'))
    """
    lines = [squeeze(line) for line in text.splitlines() if squeeze(line)]
    if len(lines) == 1 or not any(_NUMBERED.match(line) for line in lines):
        parts = [part for line in lines for part in _WITHIN.split(line) if part]
    else:
        parts = list(entries_of(text))
    bare = [_NUMBERED.sub("", part, count=1).rstrip("；;。") for part in parts]
    counted = [int(m[1]) for part in parts if (m := re.match(r"[（(]?(\d{1,3})[）).、．]", part))]
    if counted == list(range(1, len(parts) + 1)) and all(bare):
        return tuple(bare)
    return tuple(part.rstrip("；;。") or part for part in parts)
