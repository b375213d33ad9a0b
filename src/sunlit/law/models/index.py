"""The word index: pairs of characters made by the program itself, in FTS5 on SQLite, in a tsvector on PostgreSQL.

Neither database cuts the text into words, so both find the same. The index proposes, `folded` decides: a provision is
found exactly if its folded text contains the folded word.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from sunlit.kernel.text import bigrams

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sunlit.law.models.tables import Provision

#: Characters that are cut into pairs at a time. PostgreSQL keeps positions up to 16,383, so there each piece has a row,
#: and they overlap by the longest phrase that is asked for.
_PIECE, _PHRASE = 12_000, 60


def folded(text: str) -> str:
    """`text` as it is compared in a search: widths alike, small letters."""
    return unicodedata.normalize("NFKC", text).lower().replace("ς", "σ")


def add(provisions: Iterable[Provision]) -> None:
    """Index provisions that have their key."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy("COPY law_provision_index (provision_id, tokens) FROM STDIN") as copy:
                for p in provisions:
                    for vector in _vectors(p.folded):
                        copy.write_row((p.pk, vector))
        else:
            sql = "INSERT INTO law_provision_index (rowid, tokens) VALUES (%s, %s)"
            cursor.executemany(sql, [(p.pk, _tokens(p.folded)) for p in provisions])


def remove(provisions: Iterable[Provision]) -> None:
    """Take provisions out of the index, before their rows change or go."""
    if connection.vendor == "postgresql":
        return  # the rows of the index go with the provision
    sql = "INSERT INTO law_provision_index (law_provision_index, rowid, tokens) VALUES ('delete', %s, %s)"
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(p.pk, _tokens(p.folded)) for p in provisions])


def containing(word: str) -> Q:
    """The provisions whose folded text contains `word`, already folded."""
    found = Q(GreaterThan(StrIndex("folded", Value(word, output_field=TextField())), Value(0)))
    for run in re.findall(r"\w{2,}", word):
        found = Q(pk__in=_proposed(bigrams(run).split()[:_PHRASE])) & found
    return found


def _tokens(text: str) -> str:
    """The pairs of the whole text. One character of overlap keeps the pair at a cut."""
    return " ".join(bigrams(text[start : start + _PIECE + 1]) for start in range(0, len(text), _PIECE))


def _vectors(text: str) -> Iterator[str]:
    """The pairs of each piece with their positions, as PostgreSQL writes a tsvector."""
    for start in range(0, len(text), _PIECE):
        tokens = bigrams(text[start : start + _PIECE + _PHRASE + 1]).split()
        yield " ".join(f"'{token}':{place}" for place, token in enumerate(tokens, 1))


def _proposed(phrase: Sequence[str]) -> RawSQL:
    if connection.vendor == "postgresql":
        query = " <-> ".join(f"'{token}'" for token in phrase)
        sql = "SELECT provision_id FROM law_provision_index WHERE tokens @@ %s::tsquery"
    else:
        query = f'"{" ".join(phrase)}"'
        sql = "SELECT rowid FROM law_provision_index WHERE law_provision_index MATCH %s"
    return RawSQL(sql, [query])  # noqa: S611 - the only part that comes from outside is a parameter
