"""Writes what a plan says, many rows a statement."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.db import connection

from sunlit.kernel.text import title_key
from sunlit.law.models import Instrument, Name, Provision, Repeal, Source, Version, index
from sunlit.law.models.index import folded
from sunlit.law.rules import band_of
from sunlit.law.rules.naming import law_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from sunlit.law.intake import KnownLaw, KnownVersion, Step

#: Rows a statement.
_BATCH = 1000
#: Flaws after which a missing article proves nothing.
_NOT_WHOLE = frozenset({"truncated", "gap", "no-articles"})
#: Outcomes that bring a text.
_BRING_TEXT = frozenset({"new-law", "new-version", "completed", "replaced"})


def one_at_a_time() -> None:
    """Let one loading wait for the other: both may bring the same law. On SQLite there is one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE law_instrument IN SHARE ROW EXCLUSIVE MODE")


def shelve(steps: Sequence[Step]) -> None:
    """Make the library what the steps say; what several of them touch is written as the last leaves it."""
    laws = {s.law.key: s.law for s in steps if s.law and s.outcome not in ("held", "refused")}
    new_laws = {s.law.key for s in steps if s.law and s.outcome == "new-law"}
    described = {s.law.key for s in steps if s.law and s.law_fields} - new_laws
    Instrument.objects.bulk_create([_row_of_law(laws[key]) for key in new_laws], batch_size=_BATCH)
    Instrument.objects.bulk_update([_row_of_law(laws[key]) for key in described], _OF_LAW)
    Name.objects.filter(instrument__in=described).delete()
    names = [name for key in [*new_laws, *described] for name in _names(laws[key])]
    Name.objects.bulk_create(names, batch_size=_BATCH)
    _shelve_versions([s for s in steps if s.outcome in _BRING_TEXT])
    _redate({s.version.key: s.version for s in steps if s.version and s.version_fields})


def _row_of_law(law: KnownLaw) -> Instrument:
    return Instrument(
        pk=law.key, title=law.title, key=law_key(law.title), kind=law.kind, band=band_of(law.kind), issuer=law.issuer,
        region=law.region, names="\n".join(folded(name) for name in law.names),
    )  # fmt: skip


def _names(law: KnownLaw) -> list[Name]:
    return [Name(instrument_id=law.key, name=name, key=title_key(name), ordinal=i) for i, name in enumerate(law.names)]


def _shelve_versions(steps: Sequence[Step]) -> None:
    last = {s.version.key: s for s in steps if s.version}
    new = {s.version.key for s in steps if s.version and s.outcome in ("new-law", "new-version")}
    replaced = {s.version.key for s in steps if s.version and s.outcome == "replaced"}
    rows = {key: _row_of_version(step) for key, step in last.items()}
    Version.objects.bulk_create([rows[key] for key in new], batch_size=_BATCH)
    for key in rows.keys() - new:
        Version.objects.bulk_update([rows[key]], [*_OF_TEXT, *(_OF_PRINT if key in replaced else ())])
        _take_off(key, with_sources=key in replaced)
    kept = {(s.version.key, s.file.digest): s for s in steps if s.version and _still_part(s, last)}
    Source.objects.bulk_create(
        [Source(version_id=key, digest=digest, file=s.file.name) for (key, digest), s in kept.items()],
        batch_size=_BATCH,
    )
    repeals = [repeal for (key, _), s in kept.items() for repeal in _repeals(key, s)]
    Repeal.objects.bulk_create(repeals, batch_size=_BATCH)
    provisions = (p for key, s in last.items() if s.version for p in _provisions(key, s.version))
    while batch := list(islice(provisions, _BATCH)):
        index.add(Provision.objects.bulk_create(batch))


#: What becomes known of a law.
_OF_LAW = ("title", "key", "kind", "band", "issuer", "region", "names")
#: What a text changes of a version it completes, and besides of one it replaces.
_OF_TEXT = ("digest", "articles", "whole", "warnings")
_OF_PRINT = ("title", "dated_by", "amended", "ends", "notes", "preamble", "annex")


def _row_of_version(step: Step) -> Version:
    law, version, text = step.law, step.version, step.file.text
    assert law, "a step that brings a text has a law"
    assert version, "and a version"
    assert text, "and the text"
    return Version(
        pk=version.key, instrument_id=law.key, title=text.title, day=version.day, dated=version.dated,
        dated_by=text.dated_by, promulgated=version.promulgated, amended=[d.isoformat() for d in text.amended],
        effective=version.effective, effective_assumed=version.effective_assumed, ends=text.ends,
        whole=not any(w.kind in _NOT_WHOLE for w in version.warnings), digest=version.digest,
        articles=len(version.articles), notes="\n".join(text.notes), preamble=text.preamble, annex=text.annex,
        warnings=[[w.kind, w.detail] for w in version.warnings],
    )  # fmt: skip


def _still_part(step: Step, last: dict[UUID, Step]) -> bool:
    """Whether a version's text, as it is left, was made from the text of this step."""
    final = last[step.version.key].version if step.version else None
    return bool(final and step.file.digest in final.texts)


def _take_off(version: UUID, *, with_sources: bool) -> None:
    """Make room for a version's new provisions; of a replaced text nothing stays."""
    old = Provision.objects.filter(version=version)
    index.remove(old)
    old.delete()
    if with_sources:
        Source.objects.filter(version=version).delete()
        Repeal.objects.filter(version=version).delete()


def _repeals(version: UUID, step: Step) -> list[Repeal]:
    return [
        Repeal(version_id=version, title=r.title, key=law_key(r.title), on=r.on, dated=r.dated, article=r.article)
        for r in (step.file.text.repeals if step.file.text else ())
    ]


def _provisions(key: UUID, version: KnownVersion) -> Iterator[Provision]:
    for i, p in enumerate(version.provisions):
        yield Provision(
            version_id=key, ordinal=i, level=p.level, label=p.label, number=p.number, insert=p.insert,
            heading=p.heading, text=p.text, parent=None if p.parent < 0 else p.parent,
            folded=folded(f"{p.heading}\n{p.text}" if p.heading and p.text else p.heading or p.text),
        )  # fmt: skip


def _redate(versions: dict[UUID, KnownVersion]) -> None:
    for key, v in versions.items():
        Version.objects.filter(pk=key).update(
            day=v.day, dated=v.dated, promulgated=v.promulgated, effective=v.effective,
            effective_assumed=v.effective_assumed, warnings=[[w.kind, w.detail] for w in v.warnings],
        )  # fmt: skip
