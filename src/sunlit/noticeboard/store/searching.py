"""Search over the powers the public may see: keeps its index in step, finds, ranks, counts; else what is near.

Everything that contains all the terms is found, as exactly that: the total counts it, paging reaches it. Order and
facets are made of the first thousand; what comes after stands in the order it was put out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sunlit.noticeboard.models import Sought
from sunlit.noticeboard.store import indexing, serving
from sunlit.noticeboard.store.sought import gaps, near, phrases, spelled, terms_of, texts_of
from sunlit.noticeboard.values import PublicPower

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: How many hits are ranked and counted by facet.
RANKED = 1_000
#: What can be narrowed by.
FACETS = ("type", "unit", "region", "tier", "standing")
_SHORTEST_GUESS = 3
_GUESSED = 200
_ROW = ("id", "key", "name", "type", "unit", "region", "tier", "standing", "ended")
_NAME, _STANDING, _ENDED = (_ROW.index(column) for column in ("name", "standing", "ended"))
_HAN_FROM = "\u3400"


@dataclass(frozen=True, slots=True)
class Hit:
    """One power found: its key, and its names as they are compared, official first."""

    key: str
    names: tuple[str, ...]
    standing: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found.

    Attributes:
        terms: what was searched for, as compared.
        total: all that contain every term; `page` of `last`.
        facets: for each of `FACETS`, values and how often, of the first thousand.
        guessed: whether nothing contains the terms and these are near.
    """

    terms: tuple[str, ...]
    hits: tuple[Hit, ...]
    total: int
    page: int = 1
    last: int = 1
    facets: Mapping[str, Mapping[Any, int]] = field(default_factory=dict)
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """Further conditions on the rows, as SQL with parameters."""

    sql: str = ""
    parameters: tuple[object, ...] = ()

    def more(self, sql: str, *parameters: object) -> _Narrowed:
        return _Narrowed(f"{self.sql} AND {sql}", (*self.parameters, *parameters))


def follow(kind: str, key: str, body: object | None) -> None:
    """Keep the index in step with what stands of a key; None takes it out. Inside the writer's transaction."""
    if kind == "power":
        follow_all({key: body if isinstance(body, PublicPower) else None})


def follow_all(stands: Mapping[str, PublicPower | None]) -> None:
    """The same of many powers."""
    gone = list(Sought.objects.filter(key__in=list(stands)))
    if gone:
        indexing.remove(gone)
        Sought.objects.filter(pk__in=[row.pk for row in gone]).delete()
    serving.follow_all(stands)
    rows = [_row(key, power) for key, power in stands.items() if power is not None]
    if rows:
        indexing.add(Sought.objects.bulk_create(rows, batch_size=500))


def _row(key: str, power: PublicPower) -> Sought:
    texts = texts_of(power)
    return Sought(
        key=key, name=texts.name, text=texts.text, pinyin=texts.pinyin, type=texts.type, unit=texts.unit,
        region=texts.region, tier=texts.tier, standing=texts.standing, ended=texts.ended,
    )  # fmt: skip


def search(query: str, *, page: int = 1, per_page: int = 20, **facets: object) -> Found:
    """What contains all the terms of a query, narrowed by facets; if nothing does, what is near. Four statements.

    A facet is narrowed to a value, or to any of a tuple of them.
    """
    terms = terms_of(query)
    if not terms:
        return Found((), (), 0)
    narrowed = _Narrowed()
    for facet, value in facets.items():
        if isinstance(value, tuple) and facet in FACETS:
            narrowed = narrowed.more(f"s.{facet} IN ({', '.join(['%s'] * len(value)) or 'NULL'})", *value)
        elif value not in ("", None, 0) and facet in FACETS:
            narrowed = narrowed.more(f"s.{facet} = %s", value)
    wanted, narrowed_too = indexing.asked(terms), _decided(terms, narrowed)
    total = indexing.count(wanted, narrowed_too.sql, *narrowed_too.parameters)
    if total:
        return _paged(terms, narrowed, total, page, per_page)
    guesses = _near(terms, narrowed)
    hits = tuple(map(_hit, guesses[:per_page]))
    return Found(terms, hits, len(guesses), facets=_facets(guesses), guessed=bool(guesses))


def _decided(terms: Sequence[str], narrowed: _Narrowed, *, columns: Sequence[str] = ("name", "text")) -> _Narrowed:
    """The index decides by letters; where a term has more than letters, the texts do."""
    position = indexing.position()
    for term in terms:
        if len(phrases(term)) > 1 or not term.replace("_", "").isalnum():
            within = " OR ".join(f"{position(column)} > 0" for column in columns)
            narrowed = narrowed.more(f"({within})", *[term] * len(columns))
    return narrowed


def _paged(terms: tuple[str, ...], narrowed: _Narrowed, total: int, page: int, per_page: int) -> Found:
    columns = (*_ROW, *(("text",) if any(any(c.isdigit() for c in term) for term in terms) else ()))
    named = _decided(terms, narrowed, columns=("name",))
    wanted, anywhere = indexing.asked(terms), _decided(terms, narrowed)
    first = indexing.rows(columns, indexing.asked(terms, text="name"), named.sql, *named.parameters, limit=RANKED)
    if len(first) < min(RANKED, total):
        known = {row[0] for row in first}
        more = indexing.rows(columns, wanted, anywhere.sql, *anywhere.parameters, limit=RANKED)
        first += [row for row in more if row[0] not in known][: RANKED - len(first)]
    ranked = sorted(first, key=lambda row: _rank(row, terms))
    last = max(1, -(-total // per_page))
    page = min(max(page, 1), last)
    start, end = (page - 1) * per_page, min(page * per_page, total)
    shown = ranked[start:end]
    if end > len(ranked):
        beyond = anywhere.more(f"s.id NOT IN ({', '.join(str(int(row[0])) for row in ranked)})")
        skipped = max(0, start - len(ranked))
        limit = end - max(start, len(ranked))
        shown += indexing.rows(columns, wanted, beyond.sql, *beyond.parameters, limit=limit, offset=skipped)
    return Found(terms, tuple(map(_hit, shown)), total, page, last, _facets(ranked))


def _hit(row: tuple[Any, ...]) -> Hit:
    return Hit(row[1], tuple(row[_NAME].split("\n")), row[_STANDING], bool(row[_ENDED]))


def _facets(rows: Iterable[tuple[Any, ...]]) -> dict[str, dict[Any, int]]:
    held = list(rows)
    out = {}
    for facet in FACETS:
        at = _ROW.index(facet)
        out[facet] = dict(Counter(row[at] for row in held if row[at]).most_common())
    return out


def _rank(row: tuple[Any, ...], terms: tuple[str, ...]) -> tuple[Any, ...]:
    """What stands last is over; first stands what is called so, then what begins so, then what is also called so."""
    names, text, whole = row[_NAME].split("\n"), row[len(_ROW)] if len(row) > len(_ROW) else "", "".join(terms)
    official = names[0]
    if official == whole:
        how = 0
    elif whole in names or (text and whole in text.split("\n")):
        how = 1
    elif official.startswith(terms[0]):
        how = 2
    elif all(term in official for term in terms):
        how = 3
    elif all(any(term in name for name in names) for term in terms):
        how = 4
    else:
        how = 5
    articles = sum(f"第{term}条" in text for term in terms if term.isdecimal())
    named = sum(term in official for term in terms)
    return (bool(row[_ENDED]), how, -articles, -named, len(official), official, row[0])


def _near(terms: tuple[str, ...], narrowed: _Narrowed) -> list[tuple[Any, ...]]:
    """What is called nearly so: it sounds the same, or one character is wrong, missing, too many, or two swapped."""
    query = "".join(terms)
    if len(query) < _SHORTEST_GUESS:
        return []
    sounds = spelled(query)[:1] if query[0] >= _HAN_FROM else ()
    column = "name" if query[0] >= _HAN_FROM else "pinyin"
    parts = [tuple(part for part in pair if part) for pair in gaps(query)]
    proposed = [indexing.asked(*parts, text=column), *(indexing.asked((sound,), text="pinyin") for sound in sounds)]
    columns = (*_ROW, "pinyin")
    found: dict[int, tuple[Any, ...]] = {}
    for condition in proposed:
        for row in indexing.rows(columns, condition, narrowed.sql, *narrowed.parameters, limit=RANKED):
            texts = row[-1 if column == "pinyin" else _NAME].split("\n")
            if any(near(query, text) for text in texts) or any(sound in row[-1] for sound in sounds):
                found[row[0]] = row
    return sorted(found.values(), key=lambda row: (bool(row[_ENDED]), len(row[_NAME].split("\n")[0]), row[_NAME]))[
        :_GUESSED
    ]
