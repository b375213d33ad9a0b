"""Is the basis in force on the day, in the version the list speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue.findings.basis import ABOUT, day_words, version_words
from sunlit.catalogue.findings.differences import told
from sunlit.catalogue.findings.origin import successor
from sunlit.catalogue.findings.quotation import Standing, compare, plain
from sunlit.catalogue.findings.remark import Remark, of_basis

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sunlit.catalogue.findings.basis import Basis
    from sunlit.catalogue.findings.examined import Examined
    from sunlit.law.values import HeldLaw, HeldVersion, Place


def basis_repealed(of: Examined) -> Iterator[Remark]:
    """basis-repealed: the law is no longer in force on the day. Once a law an item."""
    seen: set[str] = set()
    for basis in of.bases:
        law = basis.law
        if law is None or not basis.ended or law.key in seen:
            continue
        seen.add(law.key)
        by = f"依据{law.ended_by}，" if law.ended_by else ""
        instead = law.ended_by.split("》")[0] + "》" if law.ended_by.startswith("《") else ""
        last = law.ended or max(v.until for v in law.versions if v.until)
        yield of_basis(
            basis,
            f"{by}《{law.title}》自{day_words(last)}起失效，截至{day_words(of.on)}已不能作为职权依据。",
            f"请改引{instead or '现行有效的法律、法规、规章'}中对应的条款；没有对应规定的，报请取消或者调整该项职权。",
            held=basis.held,
        )


def not_yet_in_force(of: Examined) -> Iterator[Remark]:
    """not-yet-in-force: on the day the version that the list names, or quotes, had not taken effect.

    Where a law is only held in a later version, nothing is said: an earlier one may have been in force.
    """
    seen: set[tuple[str, str]] = set()
    for basis in of.bases:
        law = basis.law
        version = version_to_come(basis, of.on)
        if law is None or version is None or version.effective is None or (law.key, version.key) in seen:
            continue
        seen.add((law.key, version.key))
        now = f"；现行的是{version_words(basis.version)}" if basis.version else ""
        earlier = not basis.version and law.promulgated is not None and not _is_original(law, version)
        if earlier:
            now = "；当时有效的是更早的文本，法规库没有收录"
        yield of_basis(
            basis,
            f"《{law.title}》{version_words(version)}自{day_words(version.effective)}起施行，截至{day_words(of.on)}尚未施行{now}。",
            "请改引现行有效的文本；施行之日起再行调整。"
            if basis.version or earlier
            else "施行之前不得作为职权依据，请改引现行有效的文件。",
            held=_text(version, basis.places),
        )


def amended_since(of: Examined) -> Iterator[Remark]:
    """amended-since: the list names an older version, and the cited article has changed since.

    Silent where the words given are those in force, and where the article is the same in both.
    """
    for basis in of.bases:
        law, now = basis.law, basis.version
        if law is None or now is None or basis.beyond or basis.ended:
            continue
        if lost := _lost(basis):
            yield _gone(basis, lost, now)
            continue
        before = version_meant_before(basis)
        if before is None or (basis.origin and not _quotes(basis, before)):
            continue
        changed = tuple(p for p, text in basis.found if _changed(before, p, text))
        if not changed or (basis.quoted and basis.origin is None):
            continue
        label = "、".join(str(p) for p in changed)
        old, new = _text(before, changed), _text(now, changed)
        moved = _moved(basis, old, new, now)
        if moved:
            yield of_basis(
                basis,
                f"清单引用的是《{law.title}》{version_words(before)}；现行{version_words(now)}的{label}已是另一内容，"
                f"原条文修改后为{moved}。",
                f"请按{version_words(now)}改引{moved}，并核对职权名称、种类和幅度是否随之变化。",
                article=label, held=now.articles[moved.of_article], with_quotation=True,
            )  # fmt: skip
        else:
            yield of_basis(
                basis,
                f"清单引用的是《{law.title}》{version_words(before)}，现行的是{version_words(now)}，"
                f"{label}已经修改{told(old, new)}。",
                f"请按{version_words(now)}更新版本注记和条文内容，并核对职权名称、种类和幅度是否随之变化。",
                article=label, held=new, with_quotation=True,
            )  # fmt: skip


def version_to_come(basis: Basis, on: date) -> HeldVersion | None:
    """The held version that a list names or quotes though it takes effect after the day; None if it does neither."""
    law = basis.law
    if law is None or basis.ended:
        return None
    if basis.meant is not None:
        return basis.meant if _to_come(basis.meant, on) else None
    origin = basis.origin
    if origin and origin.kind == "version" and origin.version and _to_come(origin.version, on):
        return origin.version
    first = law.versions[0] if law.versions else None
    return first if basis.version is None and first and _to_come(first, on) and _is_original(law, first) else None


def version_meant_before(basis: Basis) -> HeldVersion | None:
    """The version a list says it cites, if it is older than the one in force."""
    meant, now = basis.meant, basis.version
    if meant is None or now is None or meant is now or meant.dated is None or now.dated is None:
        return None
    return meant if meant.dated < now.dated else None


def speaks_of_another_version(basis: Basis, on: date) -> bool:
    """Whether another code tells that the words are of another version: the list says so itself."""
    if version_to_come(basis, on):
        return True
    before = version_meant_before(basis)
    return bool(before and _quotes(basis, before))


def _quotes(basis: Basis, before: HeldVersion) -> bool:
    """Whether the words given are those of a version that the list names, under the number cited."""
    origin = basis.origin
    return origin is not None and origin.kind != "nowhere" and (origin.version is before or origin.near is before)


def _moved(basis: Basis, old: str, new: str, now: HeldVersion) -> Place | None:
    """Where what an article said stands now, if the article says something else."""
    if basis.origin and basis.origin.kind == "article":
        return basis.origin.places[0]
    return successor(old, now) if compare(old, new).standing is Standing.OTHER else None


def _lost(basis: Basis) -> tuple[Place, ...]:
    """Cited places that only an older version has."""
    law, now = basis.law, basis.version
    assert law is not None
    assert now is not None
    if not now.whole:
        return ()
    older = law.versions[: law.versions.index(now)]
    return tuple(p for p in basis.absent if any(p.of_article in v.articles for v in older))


def _gone(basis: Basis, lost: tuple[Place, ...], now: HeldVersion) -> Remark:
    label = "、".join(str(p) for p in lost)
    origin = basis.origin
    where = "、".join(str(p) for p in origin.places) if origin and origin.kind == "article" else ""
    return of_basis(
        basis,
        f"《{basis.title}》{version_words(now)}已没有{label}，清单沿用了修改前的条次"
        f"{f'；所载文字现为{where}' if where else ''}。",
        f"请改引{where}。" if where else "请按现行文本核对条次和条文内容。",
        article=label, held=origin.text if origin and where else "", with_quotation=True, severity="error",
    )  # fmt: skip


def _changed(before: HeldVersion, place: Place, now: str) -> bool:
    old = before.articles.get(place.of_article)
    return old is not None and plain(old) != plain(now) and compare(old, now).standing is not Standing.FAITHFUL


def _is_original(law: HeldLaw, first: HeldVersion) -> bool:
    """Whether the oldest held version is the law as first made; else earlier ones may have been in force."""
    made, dated = law.promulgated, first.dated
    return made is not None and dated is not None and dated - made <= ABOUT


def _to_come(version: HeldVersion, on: date) -> bool:
    return version.effective is not None and version.effective > on


def _text(version: HeldVersion, places: tuple[Place, ...]) -> str:
    return "\n".join(version.articles[p.of_article] for p in places if p.of_article in version.articles)
