"""What search must know of a record."""

from __future__ import annotations


def follow(kind: str, key: str, body: object | None) -> None:
    """Keep the index in step with what stands of a key; None where nothing does."""
