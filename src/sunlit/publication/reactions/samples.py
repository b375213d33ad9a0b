"""Samples of materials: the files that go out with an edition. Only what was handed in as a sample, nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.catalogue import queries
from sunlit.catalogue.rules.attachments import MEDIA_TYPES, shown
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.noticeboard.store import keeping
from sunlit.publication.reactions.parts import EYES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sunlit.noticeboard.values import PublicPower


def with_samples(body: PublicPower, power: UUID, held: Mapping[tuple[UUID, str], str]) -> PublicPower:
    """What goes out, its samples by the names they are kept under; one that was not handed in as a sample is not named.

    `held`: (power, digest) → form of all that were.
    """
    named = tuple(
        replace(m, sample=f"{m.sample}.{held[power, m.sample]}" if (power, m.sample) in held else "")
        for m in body.materials
    )
    return replace(body, materials=named)


def put_samples(power: UUID, body: PublicPower, place: int) -> None:
    """Keep the samples a power's newest record names, and no others of it."""
    key = str(power)
    names = {m.sample for m in body.materials if m.sample}
    keeping.drop_samples(key, but=names)
    there = {one.name for one in keeping.names(f"{keeping.SAMPLES}{key}/")} if names else set()
    for name in sorted(names):
        full = f"{keeping.SAMPLES}{key}/{name}"
        found = queries.attachment(EYES, power, name.partition(".")[0]) if full not in there else None
        if found is not None and _may_leave(found[2]):
            keeping.keep(full, MEDIA_TYPES[found[0]], found[2], at=clock.now(), place=place)


def _may_leave(data: bytes) -> bool:
    """Looked at once more at the gate: a file that still tells of somebody does not leave."""
    try:
        return shown(data) == data
    except Refusal:
        return False
