"""What a command did, as the ledger keeps it: identifiers, codes, numbers and digests, never free text."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The base of every act. A subclass is one kind of act, with its fields as plain values.

    Attributes:
        kind: stable name of the kind, `app.verb-in-the-past`; never reused for another meaning.
        version: of the fields below; a change of fields is a new version, old acts stay readable.
    """

    kind: ClassVar[str]
    version: ClassVar[int] = 1

    @property
    def subject(self) -> str:
        """What the act is about, as `noun:identifier`; acts of one subject are numbered without gaps."""
        raise NotImplementedError  # pragma: no cover - each kind of act says what it is about

    def body(self) -> dict[str, object]:
        """The fields in JSON's types, for the canonical form."""
        return {f.name: _plain(getattr(self, f.name)) for f in dataclasses.fields(self)}


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    message = f"an act holds no {type(value).__name__}"
    raise TypeError(message)
