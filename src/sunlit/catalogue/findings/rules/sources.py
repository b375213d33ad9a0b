"""Is there a basis, is it named in full, does the article exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.catalogue.findings.basis import version_words
from sunlit.catalogue.findings.divisions import absent_part
from sunlit.catalogue.findings.quotation import Standing, compare
from sunlit.catalogue.findings.remark import Remark, no_column, of_basis
from sunlit.catalogue.findings.titles import twins
from sunlit.kernel.text import squeeze, title_key
from sunlit.law.values import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sunlit.catalogue.findings.basis import Basis
    from sunlit.catalogue.findings.examined import Examined

_EMPTY = re.compile(r"[\s无/\\—\-–－〇0、。.暂]*")
#: Documents that speak in numbered sections or lists rather than in articles.
_WITHOUT_ARTICLES = re.compile(
    r"(?:通知|意见|决定|批复|公告|通告|通报|函|复函|纲要|方案|规划|计划|目录|清单|标准|规范|指南|名录|纪要|说明|报告|公报|答复|解释|公约|协定|宣言|要点|措施|"
    r"细化|基准|定价|收费标准|管理目录|工作)(?:[（(〔\[].{0,20}[)）〕\]])?$"
)


def basis_none(of: Examined) -> Iterator[Remark]:
    """basis-none: nothing stands in the basis cell, or nothing that names a document.

    A sheet without the column is told once, at its first item.
    """
    if of.bases:
        return
    if not of.has_column("basis"):
        if of.first:
            yield Remark(
                f"{no_column(of, ['实施依据'])}，表内各项职权均未载明依据；没有法律依据的职权应当予以取消或者废止。",
                "请增设“实施依据”栏，逐项列明依据文件的全称、具体条款和条文内容；该栏另有名称的，读取时指定表头的含义。",
                severity="warning",
            )
        return
    written = squeeze(of.item.basis)
    if _EMPTY.fullmatch(written):
        yield Remark(
            "实施依据栏为空。职权法定，没有法律、法规、规章依据的职权应当予以取消或者废止。",
            "请补列依据文件的全称、具体条款和条文内容；确无依据的，报请废止该项职权。",
        )
        return
    yield Remark(
        f"实施依据栏写有“{written[:40]}{'…' if len(written) > 40 else ''}”，但没有写明依据文件的名称。",  # noqa: PLR2004
        "请以书名号写明依据文件的全称，并列出具体条款和条文内容。",
        severity="warning",
    )


def article_none(of: Examined) -> Iterator[Remark]:
    """article-none: a law is cited as a whole.

    Silent for documents that have no articles, and where another citation of the same law in the item names one.
    """
    named = {_law_key(b) for b in of.bases if b.citation.article}
    told: set[str] = set()
    for basis in of.bases:
        key = _law_key(basis)
        if basis.citation.article or key in named or key in told or not _has_articles(basis):
            continue
        told.add(key)
        where = _where_text_stands(basis)
        if where:
            yield of_basis(
                basis,
                f"引用《{basis.citation.title}》时载有条文文字，但未注明条次；该文字见于{where}。",
                f"请在文件名称后注明“{where}”。",
                article=where, held=basis.origin.text if basis.origin else "",
            )  # fmt: skip
        else:
            told_words = "所载文字没有注明出自哪一条" if basis.quoted else "仅引用整部文件，没有列出具体条款"
            yield of_basis(
                basis,
                f"引用《{basis.citation.title}》，{told_words}，无法核对该项职权由哪一条设定或者规定。",
                "请列明直接规定该项职权的条、款、项，并载明条文内容。",
            )


def title_unknown(all_: Sequence[Examined]) -> Iterator[tuple[Examined, Remark]]:
    """title-unknown: the library holds no law of this title. Once a title an item."""
    unknown = (b.citation.title for of in all_ for b in of.bases if b.resolution.problem == "title-unknown")
    written_else = twins(unknown)
    for of in all_:
        told: set[str] = set()
        for basis in of.bases:
            key = title_key(basis.citation.title)
            if key and key not in told and basis.resolution.problem in ("title-unknown", "ambiguous-title"):
                told.add(key)
                yield of, _unknown(basis, written_else.get(basis.citation.title, ""))


def _unknown(basis: Basis, written_else: str) -> Remark:
    near = "、".join(f"《{t}》" for t in basis.resolution.nearest[:3])
    title = f"《{basis.citation.title}》"
    if basis.resolution.problem == "ambiguous-title":
        why = f"{title}可能指法规库中的多部文件：{near}，无从确定是哪一部。"
        mend = "请使用文件全称；地方性法规、规章应当冠以所属行政区域名称。"
    elif written_else:
        why = f"法规库中没有{title}；清单另有写作《{written_else}》的，二者当有一处书写有误。"
        mend = "请核对原文件名称后改正；名称无误的，请将文本装入法规库后重新核查。"
    elif near:
        why = f"法规库中没有{title}，名称最接近的是{near}；如系同一文件，则名称书写有误。"
        mend = f"请核对文件名称；名称无误的，请将{title}文本装入法规库后重新核查。"
    else:
        why = f"法规库中没有{title}，其条款、效力和条文内容未能核对。"
        mend = f"请将{title}文本装入法规库后重新核查，或者人工核对。"
    return of_basis(basis, why, mend, article="")


def title_short(of: Examined) -> Iterator[Remark]:
    """title-short: the law is found, but not by its full title.

    Once a law an item; differences in brackets, title marks and white space alone are none, nor is a notice that
    issues the law (关于印发〈…〉的通知). An article without any title before it is told each time.
    """
    told: set[str] = set()
    for basis in of.bases:
        law = basis.law
        if not title_key(basis.citation.title):
            yield of_basis(
                basis,
                f"引用{basis.citation.article}，没有写明是哪一部文件；职权目录的依据必须使用文件全称。",
                "请在条次之前写明依据文件的全称。",
            )
        if law is None or not basis.resolution.by_short_title or law.key in told:
            continue
        if title_key(law.title) in title_key(basis.citation.title):
            continue
        told.add(law.key)
        yield of_basis(
            basis,
            f"依据名称写作《{basis.citation.title}》，该文件的全称是《{law.title}》；职权目录的依据必须使用文件全称。",
            f"请改为《{law.title}》。",
            article="",
        )


def article_missing(of: Examined) -> Iterator[Remark]:
    """article-missing: no held version has such an article, or its number is misprinted.

    Silent where the library's copy is not whole, or older than the edition the list names.
    """
    for basis in of.bases:
        if basis.citation.suggested and not basis.places:
            yield _misprinted(basis)
            continue
        law = basis.law
        if law is None or basis.beyond or not law.versions:
            continue
        yield from _without_part(basis)
        if not all(v.whole for v in law.versions):
            continue
        gone = tuple(p for p in basis.places if not any(p.of_article in v.articles for v in law.versions))
        if gone:
            newest = law.versions[-1]
            last = max(newest.articles)
            label = "、".join(str(p) for p in gone)
            held = f"《{law.title}》（{version_words(newest)}）共{last[0]}条"
            near = _elsewhere(basis)
            yield of_basis(
                basis,
                f"{held}，没有{label}。{f'清单所载文字见于{near}。' if near else ''}",
                f"请改引{near}。" if near else "请核对条次，改引实际规定该项职权的条款。",
                article=label,
            )


def _without_part(basis: Basis) -> Iterator[Remark]:
    for place, text in basis.found:
        wanted = [p for p in basis.places if p.of_article == place.of_article]
        gone = [p for p in wanted if absent_part(text, p)]
        if not gone or (basis.quoted and basis.origin is None):
            continue
        article = Place(place.article, place.insert)
        label = "、".join(absent_part(text, p) for p in gone)
        yield of_basis(
            basis,
            f"《{basis.title}》{article}没有{label}。",
            f"请核对{article}的款、项序号后改正。",
            article="、".join(str(p) for p in gone), held=text, severity="warning",
        )  # fmt: skip


def _misprinted(basis: Basis) -> Remark:
    suggested = basis.citation.suggested
    why = f"条次“{basis.citation.article}”书写有误，不是规范的条文序号"
    law = basis.law
    if law is None:
        likely = "或者".join(str(p) for p in suggested)
        mend = f"请核对原文后改正，例如{suggested[0]}。"
        return of_basis(basis, f"{why}，可能是{likely}。", mend, article=str(suggested[0]))
    version = basis.version or law.versions[-1]
    held = [(p, version.articles[p.of_article]) for p in suggested if p.of_article in version.articles]
    held.sort(key=lambda ph: compare(basis.quoted, ph[1]).standing if basis.quoted else Standing.FAITHFUL)
    if not held:
        why += f"；《{law.title}》中也没有与之相近的条次"
        return of_basis(basis, f"{why}。", "请核对原文后改正条次。", article=basis.citation.article)
    place, text = held[0]
    told = basis.quoted and compare(basis.quoted, text).standing <= Standing.SLIP
    why += f"；应为{place}{'，清单所载文字即见于该条' if told else ''}。"
    return of_basis(basis, why, f"请改为“{place}”。", article=str(place), held=text)


def _elsewhere(basis: Basis) -> str:
    origin = basis.origin
    return _places(origin.places) if origin and origin.kind in ("article", "cited") else ""


def _where_text_stands(basis: Basis) -> str:
    origin = basis.origin
    return _places(origin.places) if origin and origin.kind == "article" else ""


def _places(places: tuple[Place, ...]) -> str:
    return "、".join(str(p) for p in places)


def _has_articles(basis: Basis) -> bool:
    law = basis.law
    if law is not None:
        return any(v.articles for v in law.versions)
    return not _WITHOUT_ARTICLES.search(squeeze(basis.citation.title))


def _law_key(basis: Basis) -> str:
    return basis.law.key if basis.law else title_key(basis.citation.title)
