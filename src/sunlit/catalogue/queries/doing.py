"""What somebody may do with powers, and what helps to do it: a page offers no more than a command allows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sunlit.catalogue import policies
from sunlit.catalogue.values import Basis
from sunlit.law import queries as law
from sunlit.law.citations import read_citation
from sunlit.law.rules import band_of
from sunlit.law.rules.naming import KIND_NAMES
from sunlit.organs import queries as organs

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sunlit.catalogue.values import PowerContent
    from sunlit.law.shelf import Shelf
    from sunlit.organs.values import UnitSeen, Viewer


@dataclass(frozen=True, slots=True)
class Allowed:
    """What one may do with the powers of a unit."""

    draft: bool
    file: bool


def allowed(viewer: Viewer, unit_id: UUID, post_id: UUID | None = None) -> Allowed:
    """What one may do with the powers of a unit, or with the draft of one registered by a post."""
    return Allowed(draft=policies.may_draft(viewer, unit_id, post_id), file=policies.may_file(viewer, unit_id))


def files(viewer: Viewer, unit_id: UUID | None) -> bool:
    """Whether one may file and publish powers of a unit; None for those of every unit."""
    return policies.may_file(viewer, unit_id)


def files_any(viewer: Viewer) -> bool:
    """Whether one may file and publish powers of some unit."""
    return policies.files_any(viewer)


def hands_in(viewer: Viewer) -> bool:
    """Whether one may hand in lists to be checked."""
    return policies.may_hand_in(viewer)


def reads(viewer: Viewer) -> bool:
    """Whether lists and what their check found are open to one at all. No statement."""
    return viewer.may(*policies.READING)


def reads_units(viewer: Viewer) -> bool:
    """Whether there is a unit whose unpublished powers one may read. No statement."""
    return policies.reads_all(viewer) or bool(policies.units_read(viewer))


def drafts_units(viewer: Viewer) -> bool:
    """Whether there is a unit for which one registers powers outside of a stocktake. No statement."""
    return viewer.may(*policies.DRAFTING) or any(viewer.may(*policies.DRAFTING, unit=one) for one in viewer.reached)


def units_readable(viewer: Viewer) -> tuple[UnitSeen, ...]:
    """The units whose unpublished powers one may read."""
    return tuple(unit for unit in organs.units(viewer) if policies.may_read(viewer, unit.id))


def drafts_own(viewer: Viewer) -> bool:
    """Whether one registers powers for a unit in which one holds a post."""
    return any(policies.may_draft(viewer, unit) for unit in viewer.units)


def units_drafted(viewer: Viewer) -> tuple[UnitSeen, ...]:
    """The living units for which one may register powers."""
    return tuple(unit for unit in organs.units(viewer) if unit.living and policies.may_draft(viewer, unit.id))


#: What an edition ought to say, by the plan's four contents and what people ask for.
_ASKED = (
    "name", "type", "holder", "bases", "steps", "disclosure", "charged", "rights", "remedies", "channels", "duties",
    "accountability",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meter:
    """How complete a draft is: fields filled, of how many, and those that say nothing yet."""

    filled: int
    asked: int
    missing: tuple[str, ...]


def completeness(content: PowerContent) -> Meter:
    """How much of what an edition ought to say a draft says."""
    said = {
        **{field: getattr(content, field) not in ("", (), None) for field in _ASKED},
        "disclosure": bool(content.disclosure.forms and content.disclosure.scope and content.disclosure.time),
    }
    if content.charged:
        said["fees"] = bool(content.fees)
    missing = tuple(field for field, told in said.items() if not told)
    return Meter(len(said) - len(missing), len(said), missing)


def filled_from_library(
    viewer: Viewer, content: PowerContent, day: date, *, anew: tuple[str, str] | None = None
) -> PowerContent:
    """The content with full titles and texts of its bases from the library, ordered by legal effect.

    A text that stands there already stays, and so does a basis the library does not hold. Of the basis with the title
    and article `anew` the words are taken from the library, whatever stands there.
    """
    shelf = law.shelf(viewer, {basis.title for basis in content.bases})
    found = [_filled(basis, shelf, day, anew=(basis.title, basis.article) == anew) for basis in content.bases]
    order = sorted(range(len(found)), key=lambda n: (found[n][1], n))
    return replace(content, bases=tuple(found[n][0] for n in order))


def with_basis(viewer: Viewer, content: PowerContent, version_id: UUID, article: str) -> PowerContent:
    """The content with one more basis from the library: a place of a law, whole title and words as of that version.

    It comes after those of the same or higher effect; a basis that names the place already is brought to the version.
    What is not held changes nothing.
    """
    found = law.picked(viewer, version_id, article)
    if found is None:
        return content
    [at] = found.texts
    basis = Basis(
        title=at.version.title or found.law.title, article=str(found.place) if found.place else "", text=at.text,
        kind=KIND_NAMES[found.law.kind], law=str(found.law.id), version=str(at.version.id), dated=at.version.dated,
    )  # fmt: skip
    same = [n for n, one in enumerate(content.bases) if (one.law, one.article) == (basis.law, basis.article)]
    if same:
        return replace(content, bases=tuple(basis if n == same[0] else b for n, b in enumerate(content.bases)))
    band = int(band_of(found.law.kind))
    before = next((n for n, one in enumerate(content.bases) if _band(one.kind) > band), len(content.bases))
    return replace(content, bases=(*content.bases[:before], basis, *content.bases[before:]))


def _band(words: str) -> int:
    kind = next((kind for kind, name in KIND_NAMES.items() if name == words), None)
    return int(band_of(kind)) if kind is not None else 99


def _filled(basis: Basis, shelf: Shelf, day: date, *, anew: bool) -> tuple[Basis, int]:
    citation = read_citation(f"《{basis.title}》{basis.article}")
    found = shelf.resolve(citation, day) if citation is not None else None
    if found is None or found.law is None or found.version is None:
        return basis, 99
    text = (found.text or basis.text) if anew else (basis.text or found.text)
    told = replace(
        basis, title=found.law.title, kind=KIND_NAMES[found.law.kind], law=found.law.key, version=found.version.key,
        dated=found.version.dated, text=text,
    )  # fmt: skip
    return told, int(band_of(found.law.kind))
