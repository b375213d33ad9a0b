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


_Articles = dict[tuple[int, int], str]


class _Together:
    """The articles of several held versions, by version. One query, on first use."""

    def __init__(self, versions: Sequence[UUID]) -> None:
        self._versions = versions
        self._read: dict[UUID, _Articles] | None = None

    def of(self, version: UUID) -> _Articles:
        """The articles of one of them by (number, insert); of one printed twice, the first."""
        if self._read is None:
            self._read = {key: {} for key in self._versions}
            rows = Provision.objects.filter(version__in=self._versions, level="条").order_by("ordinal")
            for key, number, insert, text in rows.values_list("version", "number", "insert", "text"):
                self._read[key].setdefault((number, insert), text)
        return self._read[version]


class LazyArticles(Mapping[tuple[int, int], str]):
    """The articles of a held version by (number, insert); of one printed twice, the first. One query, on first use."""

    __slots__ = ("_among", "_version")

    def __init__(self, version: UUID, among: _Together | None = None) -> None:
        self._version = version
        self._among = among or _Together([version])

    def _read(self) -> _Articles:
        return self._among.of(self._version)

    def __getitem__(self, key: tuple[int, int]) -> str:
        return self._read()[key]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


def held_laws(instruments: QuerySet[Instrument], *, together: bool = False) -> tuple[values.HeldLaw, ...]:
    """These laws with their versions, oldest first. Three statements, whatever their number; articles come later.

    They come version by version, or `together` by one statement.
    """
    chosen = instruments.order_by("key", "id")
    versions: dict[UUID, list[Version]] = {}
    for version in Version.objects.filter(instrument__in=instruments.order_by().values("pk")).defer(
        "notes", "preamble", "annex", "warnings"
    ):
        versions.setdefault(version.instrument_id, []).append(version)
    among = _Together([v.pk for held in versions.values() for v in held]) if together else None
    return tuple(_held(law, versions.get(law.pk, ()), among) for law in chosen.prefetch_related("called"))


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


def _held(law: Instrument, versions: Sequence[Version], among: _Together | None) -> values.HeldLaw:
    ordered = sorted(versions, key=lambda v: (v.effective or v.dated or date.min, v.dated or date.min, v.pk))
    return values.HeldLaw(
        key=str(law.pk), title=law.title, kind=Kind(law.kind), issuer=law.issuer, region=law.region,
        short_titles=tuple(n.name for n in law.called.all() if n.name != law.title),
        ended=law.ended, ended_by=law.ended_by,
        promulgated=min((v.promulgated for v in versions if v.promulgated), default=None),
        versions=tuple(
            values.HeldVersion(
                key=str(v.pk), dated=v.dated, effective=v.effective, effective_assumed=v.effective_assumed,
                until=v.until, whole=v.whole, articles=LazyArticles(v.pk, among),
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
