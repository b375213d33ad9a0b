"""How an edition is written down: content, digest, what it rests on. Called by commands, inside their transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sunlit.catalogue.models.marked import take_off_mended
from sunlit.catalogue.models.powers import EditionBasis, PowerEdition
from sunlit.catalogue.rules.powers import EditionState
from sunlit.catalogue.values import PowerContent
from sunlit.kernel import clock
from sunlit.kernel.canonical import digest
from sunlit.kernel.plain import from_plain, to_plain
from sunlit.kernel.text import without_direction_marks
from sunlit.law.queries import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

_LONGEST_NAME = 500


def content_of(edition: PowerEdition) -> PowerContent:
    """What an edition says."""
    return from_plain(PowerContent, edition.content)


def put_content(edition: PowerEdition, content: PowerContent, *, by: str) -> None:
    """Let a draft say this; it is not saved yet."""
    _put(edition, to_plain(content), by)


def _put(edition: PowerEdition, written: dict[str, Any], by: str) -> None:
    plain = _readable(written)
    edition.content, edition.digest = plain, digest(plain)
    edition.name, edition.type = plain["name"][:_LONGEST_NAME], plain["type"]
    edition.saved_at, edition.saved_by = clock.now(), by


def _readable(value: Any) -> Any:
    """The same without NUL, and without what turns the direction of writing: a page must read as it is kept."""
    if isinstance(value, str):
        return without_direction_marks(value.replace("\0", ""))
    if isinstance(value, dict):
        return {key: _readable(one) for key, one in value.items()}
    return [_readable(one) for one in value] if isinstance(value, list) else value


def new_draft(power_id: UUID, content: PowerContent | dict[str, Any], *, by: str) -> PowerEdition:
    """A draft of a power, not saved yet. The content may be the plain one that was staged."""
    now = clock.now()
    edition = PowerEdition(power_id=power_id, state=EditionState.DRAFT.value, made_at=now, made_by=by)
    _put(edition, content if isinstance(content, dict) else to_plain(content), by)
    return edition


def rest_on(editions: Iterable[PowerEdition]) -> None:
    """Note anew which articles of held laws these editions rest on, and forget what was noted of those they left.

    Two statements, and some more for each that a law was noted of.
    """
    rows = list(editions)
    EditionBasis.objects.filter(edition__in=rows).delete()
    bases = []
    for edition in rows:
        if edition.due_for_review:
            take_off_mended(edition)
        for basis in edition.content["bases"]:
            if not basis["law"]:
                continue
            place = place_of(basis["article"]) if basis["article"] else None
            article, insert = place.of_article if place else (0, 0)
            bases.append(
                EditionBasis(
                    edition=edition, law=basis["law"], version=basis["version"], article=article, insert=insert
                )
            )
    EditionBasis.objects.bulk_create(bases, batch_size=500)
