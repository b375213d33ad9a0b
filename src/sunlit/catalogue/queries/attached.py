"""Files that editions carry: samples of materials and proofs of offline disclosure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.catalogue.models import PowerEdition, PowerFile
from sunlit.catalogue.models.editing import content_of
from sunlit.catalogue.queries.powers import readable_powers
from sunlit.catalogue.queries.sealed import unsealed
from sunlit.catalogue.rules.attachments import MEDIA_TYPES, Purpose
from sunlit.catalogue.rules.powers import SEALED
from sunlit.files import store
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime
    from uuid import UUID

    from sunlit.catalogue.values import PowerContent
    from sunlit.catalogue.values.seen import EditionSeen
    from sunlit.organs.values import Viewer


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file an edition carries. `number` counts the materials, or the forms of disclosure, from 0."""

    purpose: Purpose
    number: int
    sha256: str
    form: str
    size: int
    name: str
    kept_at: datetime


def attached(viewer: Viewer, seen: EditionSeen) -> tuple[FileSeen, ...]:
    """The files an edition one may read carries, samples first. One statement."""
    rows = PowerFile.objects.filter(power=seen.power, power__in=readable_powers(viewer))
    held = {(row.purpose, row.sha256): row for row in rows}
    named = [(Purpose.SAMPLE, n, m.sample) for n, m in enumerate(seen.content.materials)]
    named += [(Purpose.PROOF, n, f.proof) for n, f in enumerate(seen.content.disclosure.forms)]
    return tuple(
        FileSeen(purpose, number, sha, row.form, row.size, row.name, row.kept_at)
        for purpose, number, sha in named
        if (row := held.get((purpose.value, sha))) is not None
    )


def _carried(content: PowerContent) -> frozenset[str]:
    """The digests of the files an edition carries."""
    return frozenset({m.sample for m in content.materials} | {f.proof for f in content.disclosure.forms})


def attachment(viewer: Viewer, power_id: UUID, sha256: str) -> tuple[str, str, bytes] | None:
    """The form, media type and bytes of a file that was handed in for a power one may read; None if it was not.

    Where a draft of it is sealed, only what an edition carries that one may read.
    """
    row = PowerFile.objects.filter(power=power_id, sha256=sha256, power__in=readable_powers(viewer)).first()
    if row is None or not store.holds(sha256):
        return None
    editions = PowerEdition.objects.filter(power=power_id)
    if not viewer.part and editions.filter(held_for__startswith=SEALED).exists():
        carried = any(sha256 in _carried(content_of(one)) for one in unsealed(viewer, editions))
        if not carried:
            return None
    return row.form, MEDIA_TYPES[row.form], store.read(sha256)


def samples(viewer: Viewer, power_ids: Collection[UUID]) -> Mapping[tuple[UUID, str], str]:
    """The files that were handed in as samples for these powers, (power, digest) → form, as far as they are held.

    One statement.

    Raises:
        NotAllowed: whoever looks is no part of the system.
    """
    if not viewer.part:
        raise NotAllowed
    rows = PowerFile.objects.filter(power__in=power_ids, purpose=Purpose.SAMPLE.value)
    told = rows.values_list("power", "sha256", "form")
    return {(power, sha): form for power, sha, form in told if store.holds(sha)}
