"""Are the words of the article given, and are they the article's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue.findings.basis import version_words
from sunlit.catalogue.findings.differences import told
from sunlit.catalogue.findings.divisions import paragraph_quoted
from sunlit.catalogue.findings.quotation import Standing
from sunlit.catalogue.findings.remark import Remark, of_basis
from sunlit.catalogue.findings.rules.force import speaks_of_another_version
from sunlit.kernel.text import title_key
from sunlit.law.values import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.catalogue.findings.basis import Basis
    from sunlit.catalogue.findings.examined import Examined
    from sunlit.catalogue.findings.origin import Origin
    from sunlit.catalogue.values import Severity


def text_absent(of: Examined) -> Iterator[Remark]:
    """text-absent: an article is cited and its words are not given.

    Once a law an item, naming the articles; silent where articles cited together share the words that follow, and
    for entries of an annex.
    """
    laws: dict[str, list[Basis]] = {}
    for basis in of.bases:
        if basis.citation.article and (basis.places or basis.citation.suggested) and not basis.quoted:
            laws.setdefault(title_key(basis.citation.title), []).append(basis)
    for bases in laws.values():
        first = bases[0]
        articles = "、".join(dict.fromkeys(b.citation.article for b in bases))
        held = "\n".join(dict.fromkeys(b.held for b in bases if b.held))
        yield Remark(
            f"引用《{first.citation.title}》{articles}，没有载明条文内容；职权目录的依据应当列出具体条款和内容。",
            "请照录条文原文。" + ("库存文本附后，可供照录。" if held else ""),
            cited=f"《{first.citation.title}》{articles}",
            law=first.law.title if first.law else "",
            article="、".join(dict.fromkeys(b.article for b in bases)),
            held=held,
        )


def text_differs(of: Examined) -> Iterator[Remark]:
    """text-differs: the words given are not the article's.

    Silent where another code tells the same trouble: the list says itself that it quotes an older version (amended-
    since), or one not yet in force; the law has ended; and where the list names a newer edition than the library
    holds.
    """
    for basis in of.bases:
        origin = basis.origin
        if origin is None or not basis.found or basis.ended:
            continue
        if origin.kind == "cited":
            yield from _of_another_paragraph(basis)
        elif not basis.beyond and not speaks_of_another_version(basis, of.on):
            yield _REMARKS[origin.kind](basis, origin)


def _of_another_paragraph(basis: Basis) -> Iterator[Remark]:
    """The words are the article's, but of another 款 than the one cited."""
    if len(basis.found) != 1:
        return
    place, text = basis.found[0]
    number = paragraph_quoted(basis.quoted, text, basis.places)
    if number:
        right = Place(place.article, place.insert, number)
        yield of_basis(
            basis,
            f"清单引用的是《{basis.title}》{basis.article}，所载文字却是{right}。",
            f"请核对：依据确为{right}的，改正款次；依据确为{basis.article}的，改录该款原文。",
            held=text, with_quotation=True, severity="warning",
        )  # fmt: skip


def _of_version(basis: Basis, origin: Origin) -> Remark:
    version, now = origin.version, basis.version
    assert version is not None
    assert now is not None
    return of_basis(
        basis,
        f"清单所载是《{basis.title}》{version_words(version)}的{basis.article}，不是现行{version_words(now)}的条文，"
        f"该条已经修改{told(basis.quoted, basis.held)}。",
        f"请按{version_words(now)}照录{basis.article}，并核对职权名称、处罚种类和幅度是否随之变化。",
        held=basis.held, with_quotation=True,
    )  # fmt: skip


def _of_article(basis: Basis, origin: Origin) -> Remark:
    where = "、".join(str(p) for p in origin.places)
    cited = f"《{basis.title}》{basis.article}"
    if origin.near or basis.noted_before:
        before = version_words(origin.near) if origin.near else "修改前"
        why = f"清单引用{cited}，沿用了{before}的条次；所载文字现为{where}。"
        mend = f"请改引{where}。"
    else:
        why = f"清单引用的是{cited}，所载文字却是该文件{where}。"
        mend = f"请核对：依据确为{where}的，改正条次；依据确为{basis.article}的，改录该条原文。"
    return of_basis(basis, why, mend, held=basis.held, with_quotation=True)


def _of_elsewhere(basis: Basis, origin: Origin) -> Remark:
    version = origin.version
    assert version is not None
    where = "、".join(str(p) for p in origin.places)
    return of_basis(
        basis,
        f"清单引用《{basis.title}》{basis.article}，所载文字是{version_words(version)}的{where}，现行文本中已无相同条文。",
        f"请按现行文本核对条次和条文{_nearest_now(basis)}。",
        held=basis.held, with_quotation=True,
    )  # fmt: skip


def _of_law(basis: Basis, origin: Origin) -> Remark:
    law = origin.law
    assert law is not None
    where = f"《{law.title}》{'、'.join(str(p) for p in origin.places)}"
    return of_basis(
        basis,
        f"清单引用的是《{basis.title}》{basis.article}，所载文字却是{where}。",
        f"请核对：依据确为{where}的，改正文件名称和条次；否则改录《{basis.title}》{basis.article}原文。",
        held=basis.held, with_quotation=True,
    )  # fmt: skip


def _mixed(basis: Basis, origin: Origin) -> Remark:
    where = "、".join(str(p) for p in origin.places)
    return of_basis(
        basis,
        f"{basis.article}名下所载文字，部分出自《{basis.title}》{where}，没有注明。",
        f"请在相应文字前注明{where}，或者删去不属于{basis.article}的文字。",
        held=basis.held, with_quotation=True, severity="warning",
    )  # fmt: skip


def _of_nothing(basis: Basis, origin: Origin) -> Remark:
    near = f"文字更接近{version_words(origin.near)}。" if origin.near else _noted(basis)
    standing = origin.verdict.standing
    where, differs = f"《{basis.title}》{basis.article}", told(basis.quoted, basis.held)
    severity: Severity | None = None
    if standing is Standing.SLIP:
        why, mend, severity = f"所载{where}有个别文字与原文不一致{differs}。", "请对照原文改正。", "warning"
    elif standing is Standing.ALTERED:
        why = f"所载{where}与原文不一致{differs}。{near}"
        mend = "请照录原文；清单系摘录、概括的，应当以省略号标明省略之处，不得改动文字。"
    else:
        why = f"所载文字不是{where}的条文，在该文件中也没有找到相同的条文。{near}"
        mend = "请核对文件名称、条次和版本，照录原文。"
        severity = None if origin.near else "warning"
    return of_basis(basis, why, mend, held=basis.held, with_quotation=True, severity=severity)


def _noted(basis: Basis) -> str:
    """That the list speaks of an earlier text than the one in force, if its note does."""
    assert basis.version is not None
    return f"清单注明的文本早于现行的{version_words(basis.version)}。" if basis.noted_before else ""


def _nearest_now(basis: Basis) -> str:
    return "" if basis.held else "；该条次在现行文本中已不存在"


_REMARKS = {
    "version": _of_version, "article": _of_article, "elsewhere": _of_elsewhere, "law": _of_law, "mixed": _mixed,
    "nowhere": _of_nothing,
}  # fmt: skip
