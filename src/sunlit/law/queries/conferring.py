"""The powers that the laws held confer."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q

from sunlit.kernel import clock
from sunlit.law import policies
from sunlit.law.conferring import Conferral, conferred
from sunlit.law.models import Instrument, Provision, Version
from sunlit.law.queries.library import LawListed, VersionSeen, listed
from sunlit.law.rules.chain import Standing

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from uuid import UUID

    from sunlit.organs.values import Viewer


@dataclass(frozen=True, slots=True)
class LawConferring:
    """A law, the version that was read, and the powers it confers in the order of its articles."""

    law: LawListed
    version: VersionSeen
    powers: tuple[Conferral, ...]


def conferring(
    viewer: Viewer, law_ids: Collection[UUID] | None = None, *, naming: Collection[str] = (), on: date | None = None
) -> tuple[LawConferring, ...]:
    """The powers that laws confer, by legal effect, then by title. Five statements at most, whatever their number.

    Args:
        viewer: whoever looks.
        law_ids: these laws, by the version that speaks for each; without them every law in force on the day.
        naming: only laws with an article that holds one of these words.
        on: the day; today if not given.

    Raises:
        NotAllowed.
    """
    policies.require_reader(viewer)
    on = on or clock.today()
    rows = Instrument.objects.order_by("band", "key", "pk")
    if law_ids is not None:
        rows = rows.filter(pk__in=law_ids)
    if naming:
        told = Provision.objects.filter(reduce(or_, (Q(text__contains=word) for word in naming)), level="条")
        rows = rows.filter(pk__in=told.values("version__instrument"))
    laws = listed(rows, on)
    if law_ids is None:
        laws = tuple(law for law in laws if law.standing is Standing.IN_FORCE)
    powers = _read([law.version.id for law in laws])
    return tuple(LawConferring(law, law.version, powers[law.version.id]) for law in laws)


#: What was read of a version's words; they never change under one digest. As many as a city's library has laws.
_MOST_KEPT = 4_000
_kept: OrderedDict[tuple[UUID, str], tuple[Conferral, ...]] = OrderedDict()


def _read(versions: Sequence[UUID]) -> dict[UUID, tuple[Conferral, ...]]:
    """The powers each version confers; what this process read before it does not read again."""
    digests = dict(Version.objects.filter(pk__in=versions).values_list("pk", "digest"))
    articles: dict[UUID, dict[tuple[int, int], str]] = {v: {} for v in digests if (v, digests[v]) not in _kept}
    found = Provision.objects.filter(version__in=list(articles), level="条").order_by("version", "ordinal")
    for version, number, insert, text in found.values_list("version", "number", "insert", "text"):
        articles[version].setdefault((number, insert), text)
    read = {version: conferred(texts) for version, texts in articles.items()}
    out = {version: read[version] if version in read else _kept[version, digests[version]] for version in digests}
    _kept.update({(version, digests[version]): powers for version, powers in read.items()})
    while len(_kept) > _MOST_KEPT:
        _kept.popitem(last=False)
    return out
