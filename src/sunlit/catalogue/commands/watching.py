"""依据有变: when a law changes or ends, the powers that rest on what changed are marked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import policies
from sunlit.catalogue.acts.powers import MarkedForReview
from sunlit.catalogue.models import EditionBasis, PowerEdition
from sunlit.catalogue.models.marked import noted
from sunlit.catalogue.rules.powers import EditionState
from sunlit.kernel import clock
from sunlit.kernel.text import words_only
from sunlit.law import queries as law
from sunlit.law.values import Place
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from sunlit.kernel.actor import Actor

_EYES = Viewer.system("law-watch")
_OPEN = (EditionState.DRAFT.value, EditionState.ON_RECORD.value)


@command
def mark_changed(law_id: UUID, version_id: UUID, *, by: Actor) -> Unchanged | int:
    """标记依据变动: mark the editions that cite articles of a law which another version words otherwise, or lacks.

    Only what cites an earlier version is looked at. Returns how many editions were marked. The number of statements
    does not depend on how many editions there are.

    Raises:
        NotAllowed.
    """
    policies.require_law_watch(by)
    held = law.law(_EYES, law_id)
    versions = {v.id: v for v in held.versions} if held else {}
    new = versions.get(version_id)
    if held is None or new is None or new.begins is None:
        return Unchanged("it is not held, or nobody knows from when it holds")
    texts: dict[str, Mapping[tuple[int, int], str]] = {}
    now = law.articles_of(_EYES, version_id)
    marks: dict[UUID, list[dict[str, str]]] = {}
    resting = EditionBasis.objects.filter(law=str(law_id), edition__state__in=_OPEN)
    for basis in resting.exclude(version=str(version_id)):
        cited = next((v for v in held.versions if str(v.id) == basis.version), None)
        if cited is None or cited.begins is None or cited.begins > new.begins or not basis.article:
            continue
        if basis.version not in texts:
            texts[basis.version] = law.articles_of(_EYES, cited.id)
        at = (basis.article, basis.insert)
        before, after = texts[basis.version].get(at, ""), now.get(at, "")
        if words_only(before) != words_only(after):
            what = "changed" if after else "removed"
            place = str(Place(basis.article, basis.insert))
            marks.setdefault(basis.edition_id, []).append(_mark(law_id, held.title, place, what, new.begins))
    return _mark_all(marks)


@command
def mark_ended(law_id: UUID, on: date | None, *, by: Actor) -> Unchanged | int:
    """标记依据失效: mark the editions that rest on a law which ends, or has ended; take the mark off if it does not.

    Raises:
        NotAllowed.
    """
    policies.require_law_watch(by)
    rows = PowerEdition.objects.filter(rests_on__law=str(law_id), state__in=_OPEN).distinct()
    if on is None:
        return _take_off(list(rows), str(law_id))
    held = law.law(_EYES, law_id)
    title = held.title if held else ""
    return _mark_all({row.pk: [_mark(law_id, title, "", "ended", on)] for row in rows})


def _mark(law_id: UUID, title: str, article: str, what: str, on: date) -> dict[str, str]:
    seen = clock.now().isoformat()
    return {"law": str(law_id), "title": title, "article": article, "what": what, "on": on.isoformat(), "seen": seen}


def _mark_all(marks: Mapping[UUID, Sequence[dict[str, str]]]) -> Unchanged | int:
    touched = []
    for edition in PowerEdition.objects.select_for_update().filter(pk__in=marks).order_by("pk"):
        fresh = [mark for mark in marks[edition.pk] if not noted(edition, mark)]
        if fresh:
            edition.due_for_review = [*edition.due_for_review, *fresh]
            touched.append(edition)
            emit(MarkedForReview(power=edition.power_id, edition=edition.pk, laws=tuple(m["law"] for m in fresh)))
    if not touched:
        return Unchanged("nothing rests on what changed")
    PowerEdition.objects.bulk_update(touched, ["due_for_review"], batch_size=500)
    return len(touched)


def _take_off(rows: Sequence[PowerEdition], law_id: str) -> Unchanged | int:
    touched = []
    for edition in rows:
        kept = [mark for mark in edition.due_for_review if (mark["law"], mark["what"]) != (law_id, "ended")]
        if kept != edition.due_for_review:
            edition.due_for_review = kept
            touched.append(edition)
            emit(MarkedForReview(power=edition.power_id, edition=edition.pk, laws=()))
    if not touched:
        return Unchanged("nothing was marked")
    PowerEdition.objects.bulk_update(touched, ["due_for_review"], batch_size=500)
    return len(touched)
