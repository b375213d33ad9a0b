"""Is the name of the power worded as the law has it, and does it fit the type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.catalogue.findings.deeds import IN_LAW, deed_of, object_words, pairs_of
from sunlit.catalogue.findings.item import name_of
from sunlit.catalogue.findings.quotation import has_gaps
from sunlit.catalogue.findings.remark import Remark
from sunlit.catalogue.findings.rules.force import version_meant_before, version_to_come
from sunlit.kernel.numerals import NUMERAL_CHARS, read_numeral
from sunlit.kernel.text import squeeze
from sunlit.law.rules import PowerType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.catalogue.findings.basis import Basis
    from sunlit.catalogue.findings.examined import Examined

#: Less than this part of the object's pairs of characters in the cited texts, and the name speaks of something else.
_LEAST_SHARED = 0.2
#: Fewer pairs than this prove nothing; where none of them is there, fewer are enough.
_FEWEST, _FEWEST_OF_NONE = 5, 3
_SENTENCE = re.compile(r"[。；;！？\n]")
_LONGEST_SHOWN = 120


def name_not_in_law(of: Examined) -> Iterator[Remark]:
    """name-not-in-law: what the power is about, or its deed, stands in none of the cited articles.

    Silent unless the words of every basis are known, and for names of few words.
    """
    texts = _known_texts(of)
    if texts is None:
        return
    ground = "".join(texts)
    name = name_of(of.item)
    shared = max((_shared(squeeze(n), ground) for n in _names(of)), default=1.0)
    deed = deed_of(squeeze(of.item.sub_item) or name) or deed_of(squeeze(of.item.name))
    lacks_deed = deed is not None and deed[1] in IN_LAW and not IN_LAW[deed[1]].search(ground)
    if shared >= _LEAST_SHARED and not lacks_deed:
        return
    nearest, basis = _nearest(name, of)
    where = f"《{basis.title}》{basis.article}：“{nearest}”" if nearest else ""
    if shared < _LEAST_SHARED:
        why = f"所引条文中找不到与职权名称“{name}”相应的表述。"
    else:
        assert deed is not None
        why = f"职权名称为“{deed[0]}”，但所引条文都没有关于{deed[0]}的规定。"
    yield Remark(
        why + (f"最接近的是{where}。" if where else ""),
        "请核对依据：依据有误的，改引规定该项职权的条款；名称不规范的，按法律、法规、规章的表述改正。",
        cited=basis.cited, law=basis.law.title if basis.law else "", article=basis.article, held=basis.held,
        column="name",
    )  # fmt: skip


def _shared(name: str, ground: str) -> float:
    """The part of what a name is about that stands in the texts; all of it if its last, ruling word does."""
    runs = object_words(name)
    pairs = pairs_of(runs)
    ruling = [run for run in runs if run not in _ANYTHING][-1:]
    there = sum(p in ground for p in pairs)
    few = len(pairs) < (_FEWEST if there else _FEWEST_OF_NONE)
    return 1.0 if few or any(run in ground for run in ruling) else there / len(pairs)


def type_mismatch(of: Examined) -> Iterator[Remark]:
    """type-mismatch: the name tells a deed of another type; or it tells none, and no cited article has one of the type.

    Silent for 其他行政权力 and wherever practice files a deed under several types.
    """
    kind = of.power_type
    if kind is None:
        return
    name = name_of(of.item)
    deed = deed_of(squeeze(of.item.sub_item)) or deed_of(squeeze(of.item.name))
    if deed is not None:
        word, fitting, allowed = deed
        if kind not in allowed and not (kind is PowerType.LICENSING and _CHECKED_BEFORE.search(name)):
            yield Remark(
                f"名称“{name}”表示的是{word}，职权类型却登记为{of.item.type}。",
                f"请核对：确属{word}的，类型改为{fitting.words}；类型无误的，按法律、法规、规章的表述改正名称。",
                column="type",
            )
        return
    texts = _known_texts(of)
    if texts is None or kind not in (PowerType.PENALTY, PowerType.COERCION, PowerType.AWARD, PowerType.LEVY):
        return
    if not IN_LAW[kind].search("".join(texts)) and not IN_LAW[kind].search(name):
        basis = of.bases[0]
        yield Remark(
            f"职权类型登记为{of.item.type}，但名称和所引条文都没有关于{kind.words.removeprefix('行政')}的内容。",
            "请按职权的实际性质调整类型，或者补列规定该类职权的条款。",
            cited=basis.cited, law=basis.law.title if basis.law else "", article=basis.article, held=basis.held,
            column="type", severity="advice",
        )  # fmt: skip


#: What a name may be about in any law; it rules nothing.
_ANYTHING = frozenset(
    (
        "义务", "费用", "资料", "材料", "制度", "人员", "单位", "机构", "企业", "个人", "组织", "部门", "项目", "设施",
        "场所", "证书", "信息", "条件", "要求", "手续", "期限", "合同", "报告", "记录", "标准", "法律", "法规",
    )
)  # fmt: skip
#: 公众聚集场所投入使用、营业前消防安全检查 is a licence whatever its name.
_CHECKED_BEFORE = re.compile("前.{0,12}检查$")


def _names(of: Examined) -> tuple[str, ...]:
    return tuple(n for n in (name_of(of.item), of.item.name, of.item.sub_item) if n)


def _known_texts(of: Examined) -> list[str] | None:
    """The titles and words of every basis, white space removed; None if those of any are not wholly known."""
    out = []
    for basis in of.bases:
        if basis.law and (not basis.found or version_meant_before(basis) or version_to_come(basis, of.on)):
            return None
        known = basis.held or ("" if has_gaps(basis.quoted) else basis.quoted)
        if not known or (not basis.held and _REFERS.search(squeeze(known))):
            return None
        out.append(squeeze(basis.title + known + basis.quoted + _referred_to(basis)))
    return out or None


#: An article that punishes 违反本办法第十条 leaves the deed to that article.
_REFERS = re.compile(r"本(?:法|条例|办法|规定|细则|规则|决定)第")
_ARTICLE = re.compile(rf"第([{NUMERAL_CHARS}]{{1,8}})条(?:之([一二三四五六七八九十]))?")


def _referred_to(basis: Basis) -> str:
    """The texts of the articles of the same law to which the cited ones refer."""
    version = basis.version
    if version is None or not _REFERS.search(squeeze(basis.held)):
        return ""
    places = (
        (read_numeral(m[1]) or 0, read_numeral(m[2]) or 0 if m[2] else 0)
        for m in _ARTICLE.finditer(squeeze(basis.held))
    )
    return squeeze("".join(version.articles.get(p, "") for p in places))


def _nearest(name: str, of: Examined) -> tuple[str, Basis]:
    """The sentence of the cited texts that shares most with a name, and the basis it stands in."""
    wanted = pairs_of(object_words(name))
    best, text, where = 0, "", of.bases[0]
    for basis in of.bases:
        for sentence in _SENTENCE.split(basis.held or basis.quoted):
            words = squeeze(sentence)
            score = sum(b in words for b in wanted)
            if score > best:
                best, text, where = score, words, basis
    return (text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "……"), where
