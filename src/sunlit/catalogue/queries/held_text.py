"""The words of the library beside those an edition quotes: what a reviewer reads to judge a basis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.law import queries as law
from sunlit.law.citations import read_citation

if TYPE_CHECKING:
    from datetime import date

    from sunlit.catalogue.values import Basis, PowerContent
    from sunlit.organs.values import Viewer


@dataclass(frozen=True, slots=True)
class BasisHeld:
    """A basis with what the library holds of it on a day.

    Attributes:
        law: key of the held law; empty where the library does not hold it. dated: of the version in force.
        text: the held words; empty where the place is not there. problem: why not, as the shelf tells it.
    """

    basis: Basis
    law: str = ""
    title: str = ""
    dated: date | None = None
    text: str = ""
    problem: str = ""


def bases_held(viewer: Viewer, content: PowerContent, on: date) -> tuple[BasisHeld, ...]:
    """Each basis of an edition, in its order, with the held words. Two statements, and one for the articles.

    Raises:
        NotAllowed: the viewer may not read the library.
    """
    shelf = law.shelf(viewer, {basis.title for basis in content.bases})
    out = []
    for basis in content.bases:
        citation = read_citation(f"《{basis.title}》{basis.article}")
        found = shelf.resolve(citation, on) if citation is not None else None
        if found is None or found.law is None:
            out.append(BasisHeld(basis, problem=(found.problem or "") if found else "unread"))
            continue
        dated = found.version.dated if found.version else None
        out.append(BasisHeld(basis, found.law.key, found.law.title, dated, found.text or "", found.problem or ""))
    return tuple(out)
