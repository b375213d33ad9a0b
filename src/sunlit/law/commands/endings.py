"""Works out anew, after a loading, which version of the laws it touches is in force when, and which laws have ended."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sunlit.law.acts import LawEnded
from sunlit.law.intake import Ending
from sunlit.law.models import Instrument, Repeal, Version
from sunlit.law.rules import Kind
from sunlit.law.rules.chain import EndTold, Span, chain, reaches
from sunlit.law.rules.naming import law_key
from sunlit.ledger import emit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sunlit.law.intake import Step

#: Keys a statement.
_BATCH = 500


def concerned(steps: Iterable[Step]) -> list[str]:
    """The keys of the laws that the steps bring or end, or end no longer. Asked before they are shelved."""
    touched = [s for s in steps if s.law and s.outcome not in ("held", "refused")]
    keys = {law_key(s.law.title) for s in touched if s.law}
    keys |= {law_key(r.title) for s in touched if s.file.text for r in s.file.text.repeals}
    replaced = [s.version.key for s in touched if s.version and s.outcome == "replaced"]
    keys |= set(Repeal.objects.filter(version__in=replaced).values_list("key", flat=True))
    return sorted(keys)


def tell_endings(keys: Sequence[str]) -> tuple[Ending, ...]:
    """Set anew the last days of the laws with these keys; returns the laws whose end changed."""
    return tuple(e for start in range(0, len(keys), _BATCH) for e in _tell(keys[start : start + _BATCH]))


def _tell(keys: Sequence[str]) -> list[Ending]:
    told: dict[str, list[Repeal]] = {}
    for repeal in Repeal.objects.filter(key__in=keys).select_related("version__instrument").order_by("pk"):
        told.setdefault(repeal.key, []).append(repeal)
    moved: list[Version] = []
    out = []
    laws = Instrument.objects.filter(key__in=keys).order_by("key", "pk").prefetch_related("versions")
    for law in laws:
        versions = list(law.versions.all())
        spans = [Span(str(v.pk), v.promulgated, v.dated, v.effective, v.ends) for v in versions]
        days = chain(spans, [end for r in told.get(law.key, ()) if (end := _end_told(r, law))])
        for version in versions:
            if version.until != days.until[str(version.pk)]:
                version.until = days.until[str(version.pk)]
                moved.append(version)
        if (law.ended, law.ended_by) != (days.ended, days.ended_by):
            Instrument.objects.filter(pk=law.pk).update(ended=days.ended, ended_by=days.ended_by)
            emit(LawEnded(law=law.pk, on=days.ended, told_by=UUID(days.told_by) if days.told_by else None))
            out.append(Ending(law.pk, law.title, days.ended, days.ended_by))
    Version.objects.bulk_update(moved, ["until"], batch_size=_BATCH)
    return out


def _end_told(repeal: Repeal, law: Instrument) -> EndTold | None:
    """What a repeal says of a law of that title; None if it does not reach it, or tells no day."""
    version, teller = repeal.version, repeal.version.instrument
    own = teller.pk == law.pk
    made = version.promulgated or version.dated
    day = repeal.on or version.effective
    if day is None or (own and made is None):
        return None
    if not own and not reaches(teller=(Kind(teller.kind), teller.region), ended=(Kind(law.kind), law.region)):
        return None
    return EndTold(
        day=day, made=repeal.dated, by=f"《{teller.title}》{repeal.article}", told_by=str(version.pk),
        before=made if own else None,
    )  # fmt: skip
