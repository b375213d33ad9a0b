"""The index beside `Sought`: tokens of its texts in FTS5 on SQLite, in a tsvector on PostgreSQL, and asking for terms.

What is asked is the same on both: a run of two or more characters as a phrase of pairs, one character by prefix.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.db import connections, router

from sunlit.noticeboard.models import Sought
from sunlit.noticeboard.store.sought import phrases, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper

_TEXTS = ("name", "text", "pinyin")
#: On PostgreSQL a position ends at 16,383: each text has a stretch of its own and a weight to be asked for by.
_STRETCHES = {"name": ("A", 0, 3_000), "text": ("B", 3_100, 9_000), "pinyin": ("C", 12_200, 4_000)}


def _database() -> BaseDatabaseWrapper:
    return connections[router.db_for_read(Sought)]


def add(rows: Iterable[Sought]) -> None:
    """Index rows that have their id."""
    connection = _database()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sql = "INSERT INTO noticeboard_sought_index (id, tokens) VALUES (%s, %s::tsvector)"
            cursor.executemany(sql, [(row.pk, _vector(row)) for row in rows])
        else:
            sql = "INSERT INTO noticeboard_sought_index (rowid, name, text, pinyin) VALUES (%s, %s, %s, %s)"
            cursor.executemany(sql, [(row.pk, *_columns(row)) for row in rows])


def remove(rows: Iterable[Sought]) -> None:
    """Take rows out of the index, before they change or go."""
    connection = _database()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany("DELETE FROM noticeboard_sought_index WHERE id = %s", [(row.pk,) for row in rows])
        else:  # what is contentless is told what to forget
            sql = (
                "INSERT INTO noticeboard_sought_index (noticeboard_sought_index, rowid, name, text, pinyin)"
                " VALUES ('delete', %s, %s, %s, %s)"
            )
            cursor.executemany(sql, [(row.pk, *_columns(row)) for row in rows])


def settle() -> None:
    """Let the index forget what was taken out of it: until then the tokens lie there, marked as gone."""
    connection = _database()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO noticeboard_sought_index (noticeboard_sought_index) VALUES ('optimize')")


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition on the index, as SQL with its parameter."""

    sql: str
    parameter: str


def asked(*alternatives: Sequence[str], text: str = "") -> Asked:
    """What holds all of the terms of some alternative, in one of the texts (or several, by space) or in any."""
    each = [[phrase for term in terms for phrase in phrases(term)] for terms in alternatives]
    if _database().vendor == "postgresql":
        weight = "".join(_STRETCHES[one][0] for one in text.split())
        query = " | ".join(f"({' & '.join(_postgresql(p, weight) for p in one)})" for one in each if one)
        return Asked("i.tokens @@ %s::tsquery", query)
    query = " OR ".join(f"({' AND '.join(map(_sqlite, one))})" for one in each if one)
    return Asked("noticeboard_sought_index MATCH %s", f"{{{text}}} : ({query})" if text else query)


def count(condition: Asked, narrowed: str = "", *parameters: object) -> int:
    """How many rows there are; `narrowed` is a further condition on `s`, a row of `Sought`."""
    joined = f" {_joined()}" if narrowed else ""
    sql = f"SELECT count(*) FROM noticeboard_sought_index i{joined} WHERE {condition.sql}{narrowed}"  # noqa: S608 - ours
    return int(_all(sql, condition.parameter, *parameters)[0][0])


def rows(
    columns: Sequence[str], condition: Asked, narrowed: str = "", *parameters: object, limit: int, offset: int = 0
) -> list[tuple[Any, ...]]:
    """Rows in the order they were put out. The index gives them in that order: a limit ends the search."""
    sql = (
        f"SELECT {', '.join(f's.{c}' for c in columns)} FROM noticeboard_sought_index i {_joined()}"  # noqa: S608 - ours
        f" WHERE {condition.sql}{narrowed} ORDER BY i.{_id()} LIMIT {limit:d} OFFSET {offset:d}"
    )
    return _all(sql, condition.parameter, *parameters)


def first_rows(
    columns: Sequence[str], condition: Asked, narrowed: str, *parameters: object, among: int, limit: int
) -> list[tuple[Any, ...]]:
    """Rows as `rows` gives them, looked for among the first so many that the index finds: what it costs is bounded."""
    key = _id()
    sql = (
        f"SELECT {', '.join(f's.{c}' for c in columns)} FROM (SELECT i.{key} AS id FROM noticeboard_sought_index i"  # noqa: S608 - ours
        f" WHERE {condition.sql} ORDER BY i.{key} LIMIT {among:d}) i JOIN noticeboard_sought s ON s.id = i.id"
        f" WHERE {narrowed} ORDER BY i.id LIMIT {limit:d}"
    )
    return _all(sql, condition.parameter, *parameters)


def position() -> Callable[[str], str]:
    """How a database is asked where in a column of `s` a parameter stands; 0 where it does not."""
    if _database().vendor == "postgresql":
        return lambda column: f"strpos(s.{column}, %s)"
    return lambda column: f"instr(s.{column}, %s)"


def _joined() -> str:
    return f"JOIN noticeboard_sought s ON s.id = i.{_id()}"


def _id() -> str:
    return "id" if _database().vendor == "postgresql" else "rowid"


def _all(sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    with _database().cursor() as cursor:
        cursor.execute(sql, cast("tuple[str, ...]", parameters))
        return list(cursor.fetchall())


def _sqlite(phrase: list[str]) -> str:
    return f'"{" ".join(phrase)}"{"*" if len(phrase[0]) == 1 else ""}'


def _postgresql(phrase: list[str], weight: str) -> str:
    if len(phrase[0]) == 1:
        return f"'{phrase[0]}':*{weight}"
    tail = f":{weight}" if weight else ""
    return "(" + " <-> ".join(f"'{pair}'{tail}" for pair in phrase) + ")"


def _columns(row: Sought) -> tuple[str, ...]:
    return tuple(" ".join(tokens(getattr(row, text))) for text in _TEXTS)


def _vector(row: Sought) -> str:
    out = []
    for text, (weight, start, most) in _STRETCHES.items():
        found = tokens(getattr(row, text))[:most]
        out += [f"'{token}':{start + place}{weight}" for place, token in enumerate(found, 1)]
    return " ".join(out)
