"""职权编码: the schemes in which powers are numbered. A scheme is a row of this table; adding one is adding a row.

A scheme is told as the parts a code is made of, so that whoever types one wrongly is told which part is wrong. Sources:
the codes Gansu and Hubei use, DB52/T 1264-2018 of Guizhou, C0109.1-2018 for the national ones, GB 32100-2015 for the
check character of the unified social credit code.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

LOCAL = "local"
_MOST = 80
_PRINTABLE = re.compile(rf"[!-~]{{1,{_MOST}}}")
#: Characters of a unified social credit code in the order of their values: no I, O, S, V, Z.
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_FORM = re.compile(rf"[{_USCC}]{{2}}[0-9]{{6}}[{_USCC}]{{10}}")
_USCC_BEFORE, _BASE = 17, 31


class NoSuchScheme(Refusal):
    """Nobody has told the city's scheme of this name."""

    code: ClassVar[str] = "no-such-scheme"
    words: ClassVar[str] = "没有“{scheme}”这种编码规则。"


class MisshapenCode(Refusal):
    """A code is not made the way its scheme makes codes."""

    code: ClassVar[str] = "misshapen-code"
    words: ClassVar[str] = "{value} 不合“{scheme}”的规则：{why}，例如 {example}。"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a code.

    Attributes:
        words: what it says.
        length, drawn: how many characters, out of which (the inside of a character class).
        before: what stands between it and the part before it.
        fault: what else is wrong with it, in words; empty where nothing is.
    """

    words: str
    length: int
    drawn: str = "0-9"
    before: str = ""
    fault: Callable[[str], str] | None = None

    def wrong(self, text: str) -> str:
        """What is wrong with this part where it reads `text`; empty where nothing is."""
        if not re.fullmatch(rf"[{self.drawn}]{{{self.length}}}", text):
            return f"“{self.words}”应为 {self.length} 位{_DRAWN[self.drawn]}，这里是“{text}”"
        return self.fault(text) if self.fault else ""


_DRAWN = {"0-9": "数字", "A-Z": "大写字母", "0-9A-Z": "数字或者大写字母", "1-7": "数字，1 至 7"}


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way of numbering powers.

    Attributes:
        code: what is kept beside each code. words: what people call it.
        parts: what a code is made of, in order; none: anything printable.
        sub_item: the part that numbers sub-items, all zeros for a power that is not one; empty where there is none.
    """

    code: str
    words: str
    example: str
    parts: tuple[Part, ...] = ()
    sub_item: str = ""

    def read(self, value: str) -> dict[str, str]:
        """The parts of a code by what they say.

        Raises:
            MisshapenCode: it is not made the way this scheme makes codes.
        """
        if not self.parts:
            if not _PRINTABLE.fullmatch(value):
                raise self._misshapen(value, f"应为不超过 {_MOST} 个的字母、数字和符号，没有空格")
            return {}
        length = sum(part.length + len(part.before) for part in self.parts)
        if len(value) != length:
            raise self._misshapen(value, f"应为 {length} 位，这里是 {len(value)} 位")
        read, at = dict[str, str](), 0
        for part in self.parts:
            start = at + len(part.before)
            if value[at:start] != part.before:
                raise self._misshapen(value, f"“{part.words}”之前应为“{part.before}”")
            at = start + part.length
            if why := part.wrong(value[start:at]):
                raise self._misshapen(value, why)
            read[part.words] = value[start:at]
        return read

    def _misshapen(self, value: str, why: str) -> MisshapenCode:
        return MisshapenCode(value=value, scheme=self.words, why=why, example=self.example)


def uscc_check(first: str) -> str:
    """The eighteenth character of a unified social credit code, from the seventeen before it (GB 32100-2015).

    >>> uscc_check("91350100M000100Y4")
    '3'
    """
    total = sum(_USCC.index(one) * pow(3, place, _BASE) for place, one in enumerate(first))
    return _USCC[-total % _BASE]


def is_uscc(text: str) -> bool:
    """Whether `text` is a unified social credit code, check character and all."""
    return _USCC_FORM.fullmatch(text) is not None and uscc_check(text[:_USCC_BEFORE]) == text[_USCC_BEFORE]


def _uscc_fault(text: str) -> str:
    return "" if is_uscc(text) else f"统一社会信用代码 {text} 的校验码不对"


_SUB_ITEM = "子项"
_BASIC = (
    Part("国家或地方", 2),
    Part("职权类型", 2),
    Part("主管部门", 2, "0-9A-Z"),
    Part("主项", 3),
    Part(_SUB_ITEM, 3),
)
_IMPLEMENTING = (Part("统一社会信用代码", 18, "0-9A-Z", fault=_uscc_fault), Part("行使层级", 1, "1-7"), *_BASIC)
SCHEMES: dict[str, Scheme] = {
    scheme.code: scheme
    for scheme in (
        Scheme(LOCAL, "本地编码", "SF-XK-0001"),
        Scheme(
            "gansu", "甘肃编码", "62052400MZ-XK-0001",
            (Part("区划", 8), Part("部门", 2, "A-Z"), Part("职权类型", 2, "A-Z", "-"), Part("流水号", 4, before="-")),
        ),
        Scheme(
            "hubei", "湖北编码（16 位）", "4201000010200100",
            (Part("区划", 6), Part("部门", 3), Part("职权类型", 2), Part("事项", 3), Part(_SUB_ITEM, 2)), _SUB_ITEM,
        ),
        Scheme(
            "guizhou-basic", "贵州基本编码（10 位）", "XK00012000",
            (Part("职权类型", 2, "A-Z"), Part("主项", 5), Part(_SUB_ITEM, 3)), _SUB_ITEM,
        ),
        Scheme("national-basic", "国家基本编码（12 位）", "000125004000", _BASIC, _SUB_ITEM),
        Scheme(
            "national-implementing", "国家实施编码（31 位）", "91350100M000100Y433000125004000",
            _IMPLEMENTING, _SUB_ITEM,
        ),
        Scheme(
            "national-handling", "国家业务办理项编码（33 位）", "91350100M000100Y43300012500400001",
            (*_IMPLEMENTING, Part("业务办理项", 2)), _SUB_ITEM,
        ),
    )
}  # fmt: skip


def proper(scheme: str, value: str, *, sub_item: bool) -> str:
    """A code as its scheme writes it: full-width letters narrowed, capitals where the scheme has them.

    Args:
        scheme: a key of `SCHEMES`.
        value: what was typed.
        sub_item: whether the power is a sub-item of another.

    Raises:
        NoSuchScheme, MisshapenCode.
    """
    known = SCHEMES.get(scheme)
    if known is None:
        raise NoSuchScheme(scheme=scheme)
    said = unicodedata.normalize("NFKC", value).strip()
    said = said.upper() if known.parts else said
    read = known.read(said)
    numbered = read.get(known.sub_item, "")
    if numbered and (set(numbered) == {"0"}) == sub_item:
        zeros = "0" * len(numbered)
        why = f"这是子项，“子项”不能是 {zeros}" if sub_item else f"这不是子项，“子项”应为 {zeros}"
        raise MisshapenCode(value=said, scheme=known.words, why=why, example=known.example)
    return said


def words_of(scheme: str) -> str:
    """What people call a scheme; its own name for one nobody knows any more."""
    known = SCHEMES.get(scheme)
    return known.words if known else scheme
