"""Held laws as the plain values the engines work on, their articles read when first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from sunlit.law import values
from sunlit.law.intake import KnownLaw, KnownVersion
from sunlit.law.models.tables import Instrument, Provision, Version
from sunlit.law.rules import Kind
from sunlit.law.rules.naming import law_key

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from django.db.models import QuerySet

#: Keys a statement; well below what either database binds.
_BATCH = 500


class LazyArticles(Mapping[tuple[int, int], str]):
    """The articles of a held version by (number, insert); of one printed twice, the first. One query, on first use."""

    __slots__ = ("_articles", "_version")

    def __init__(self, version: UUID) -> None:
        self._version = version
        self._articles: dict[tuple[int, int], str] | None = None

    def _read(self) -> dict[tuple[int, int], str]:
        if self._articles is None:
            rows = Provision.objects.filter(version=self._version, level="条").order_by("ordinal")
            self._articles = {}
            for number, insert, text in rows.values_list("number", "insert", "text"):
                self._articles.setdefault((number, insert), text)
        return self._articles

    def __getitem__(self, key: tuple[int, int]) -> str:
        return self._read()[key]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


def held_laws(instruments: QuerySet[Instrument]) -> tuple[values.HeldLaw, ...]:
    """These laws with their versions, oldest first. Three statements, whatever their number; articles come later."""
    chosen = instruments.order_by("key", "id")
    versions: dict[UUID, list[Version]] = {}
    for version in Version.objects.filter(instrument__in=instruments.order_by().values("pk")).defer(
        "notes", "preamble", "annex", "warnings"
    ):
        versions.setdefault(version.instrument_id, []).append(version)
    return tuple(_held(law, versions.get(law.pk, ())) for law in chosen.prefetch_related("called"))


def known_laws(titles: Collection[str]) -> dict[str, list[KnownLaw]]:
    """The held laws of these titles by `law_key`, as taking in needs to know them."""
    keys = sorted({law_key(title) for title in titles})
    out: dict[str, list[KnownLaw]] = {key: [] for key in keys}
    for start in range(0, len(keys), _BATCH):
        laws = Instrument.objects.filter(key__in=keys[start : start + _BATCH]).order_by("pk")
        for law in laws.prefetch_related("called", "versions__sources", "versions__repeals"):
            out[law.key].append(_known(law))
    return out


class LazyProvisions(Sequence[values.Provision]):
    """The provisions of a held version in written order. One query, on first use."""

    __slots__ = ("_provisions", "_version")

    def __init__(self, version: UUID) -> None:
        self._version = version
        self._provisions: tuple[values.Provision, ...] | None = None

    def _read(self) -> tuple[values.Provision, ...]:
        if self._provisions is None:
            rows = Provision.objects.filter(version=self._version).order_by("ordinal").defer("folded")
            self._provisions = tuple(_provision(p) for p in rows)
        return self._provisions

    def __getitem__(self, place: int) -> values.Provision:  # type: ignore[override]  # no slices are asked for
        return self._read()[place]

    def __len__(self) -> int:
        return len(self._read())


def _provision(row: Provision) -> values.Provision:
    return values.Provision(
        level=cast("values.Level", row.level), label=row.label, number=row.number, insert=row.insert,
        heading=row.heading, text=row.text, parent=-1 if row.parent is None else row.parent,
    )  # fmt: skip


def _held(law: Instrument, versions: Sequence[Version]) -> values.HeldLaw:
    ordered = sorted(versions, key=lambda v: (v.effective or v.dated or date.min, v.dated or date.min, v.pk))
    return values.HeldLaw(
        key=str(law.pk), title=law.title, kind=Kind(law.kind), issuer=law.issuer, region=law.region,
        short_titles=tuple(n.name for n in law.called.all() if n.name != law.title),
        ended=law.ended, ended_by=law.ended_by,
        promulgated=min((v.promulgated for v in versions if v.promulgated), default=None),
        versions=tuple(
            values.HeldVersion(
                key=str(v.pk), dated=v.dated, effective=v.effective, effective_assumed=v.effective_assumed,
                until=v.until, whole=v.whole, articles=LazyArticles(v.pk),
            )
            for v in ordered
        ),
    )  # fmt: skip


def _known(law: Instrument) -> KnownLaw:
    versions = law.versions.all()
    return KnownLaw(
        key=law.pk, title=law.title, kind=Kind(law.kind), issuer=law.issuer, region=law.region,
        names=tuple(n.name for n in law.called.all()),
        succeeds=any(r.key == law.key for v in versions for r in v.repeals.all()),
        versions=tuple(
            KnownVersion(
                key=v.pk, day=v.day, dated=v.dated, promulgated=v.promulgated, effective=v.effective,
                effective_assumed=v.effective_assumed, digest=v.digest,
                texts=frozenset(s.digest for s in v.sources.all()), articles=LazyArticles(v.pk),
                provisions=LazyProvisions(v.pk), warnings=tuple(values.Warned(*pair) for pair in v.warnings),
            )
            for v in versions
        ),
    )  # fmt: skip
