"""Looking at the log as a person would: the latest acts, with their places."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sunlit.ledger.models import Act


@dataclass(frozen=True, slots=True)
class ActSeen:
    """One act as recorded; `idx` is None until it has its place in the log."""

    idx: int | None
    at: str
    actor: str
    kind: str
    kind_version: int
    subject: str
    subject_seq: int
    fields: dict[str, object]
    digest: str
    prev: str

    def as_plain(self) -> dict[str, object]:
        """For programs that read on."""
        return {name: getattr(self, name) for name in self.__slots__}


def latest(count: int, *, subject: str | None = None) -> tuple[ActSeen, ...]:
    """The latest `count` acts, oldest of them first; of one subject, if named."""
    rows = Act.objects.select_related("entry").order_by("-at", "-subject_seq")
    if subject:
        rows = rows.filter(subject=subject)
    return tuple(
        ActSeen(
            idx=row.entry.idx if hasattr(row, "entry") else None, at=row.at, actor=row.actor, kind=row.kind,
            kind_version=row.kind_version, subject=row.subject, subject_seq=row.subject_seq,
            fields=json.loads(row.body), digest=row.digest, prev=row.prev,
        )
        for row in reversed(rows[: max(count, 0)])
    )  # fmt: skip
