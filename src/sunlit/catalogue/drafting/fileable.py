"""What may be put on record: tied to what the library holds, and complete enough to stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.catalogue.rules import powers as rules
from sunlit.catalogue.rules.powers import Share
from sunlit.catalogue.rules.types import kind_of
from sunlit.kernel.text import words_only
from sunlit.law.citations import read_citation
from sunlit.law.rules.naming import KIND_NAMES

if TYPE_CHECKING:
    from datetime import date

    from sunlit.catalogue.values import Basis, PowerContent
    from sunlit.law.shelf import Shelf
    from sunlit.law.values import Citation, HeldLaw, HeldVersion


def require_fileable(content: PowerContent) -> None:
    """Let pass what may be put on record.

    Raises:
        NoName, UnknownType, NoHolder, NoLead, NoEntruster, NoLegalBasis.
    """
    if not content.name.strip():
        raise rules.NoName
    if kind_of(content.type) is None:
        raise rules.UnknownType(type=content.type_as_listed or content.type)
    if not content.holder.strip():
        raise rules.NoHolder
    if content.part is Share.ASSIST and not content.lead.strip():
        raise rules.NoLead
    if content.nature == rules.ENTRUSTED and not content.entrusted_by.strip():
        raise rules.NoEntruster
    if not content.bases:
        raise rules.NoLegalBasis


def linked(content: PowerContent, shelf: Shelf, day: date) -> PowerContent:
    """The content with each basis tied to what the library holds of it on a day, or to the version it quotes still.

    Raises:
        BasisRepealed: the library knows that one is not in force.
    """
    return replace(content, bases=tuple(_linked(basis, shelf, day) for basis in content.bases))


def known_by(content: PowerContent, shelf: Shelf, day: date) -> PowerContent:
    """The content with each basis that names a held law tied to it; its words stay as written.

    To the version it is dated by, else to that of a day: so whoever drafts, or judges, is told when the law changes.
    """
    return replace(content, bases=tuple(one if one.law else _known(one, shelf, day) for one in content.bases))


def _known(basis: Basis, shelf: Shelf, day: date) -> Basis:
    citation = read_citation(f"《{basis.title}》{basis.article}")
    found = shelf.resolve(citation, day) if citation is not None else None
    if found is None or found.problem in ("repealed", "not-yet-in-force") or found.law is None or found.version is None:
        return basis
    version = next((one for one in found.law.versions if one.dated == basis.dated), found.version)
    return replace(basis, law=found.law.key, version=version.key, dated=basis.dated or version.dated)


def _linked(basis: Basis, shelf: Shelf, day: date) -> Basis:
    citation = read_citation(f"《{basis.title}》{basis.article}")
    if citation is None:
        return replace(basis, law="", version="")
    found = shelf.resolve(citation, day)
    if found.problem in ("repealed", "not-yet-in-force"):
        raise rules.BasisRepealed(title=basis.title, on=day.isoformat())
    if found.law is None or found.version is None:
        return replace(basis, law="", version="")
    version = _quoted(basis, citation, found.law, found.version)
    return replace(
        basis, title=found.law.title, kind=KIND_NAMES[found.law.kind], law=found.law.key, version=version.key,
        dated=version.dated, text=basis.text or found.text,
    )  # fmt: skip


def _quoted(basis: Basis, citation: Citation, held: HeldLaw, now: HeldVersion) -> HeldVersion:
    """The version in force, or an earlier one the basis is tied to, where its words stand in that one alone.

    Said to rest on what is in force, nobody would be told that the words on record are those of before.
    """
    keys = [version.key for version in held.versions]
    before = next((one for one in held.versions[: keys.index(now.key)] if one.key == basis.version), None)
    if before is None or not basis.text or not citation.places:
        return now
    words, place = words_only(basis.text), citation.places[0].of_article
    stood, stands = (words in words_only(one.articles.get(place, "")) for one in (before, now))
    return before if stood and not stands else now
