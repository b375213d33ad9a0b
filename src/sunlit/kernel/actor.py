"""Who acts: an officer in a post, or the system itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(r"(post:[\w.-]+/officer:[\w.-]+|account:[\w.-]+|system:[\w.-]+)")


@dataclass(frozen=True, slots=True)
class Actor:
    """One who acts, named as the ledger names them: `post:…/officer:…`, `account:…` or `system:…`.

    The name holds identifiers only, never a person's name: what the law may one day oblige us to erase
    is never in an act.
    """

    name: str

    def __post_init__(self) -> None:
        if not _FORM.fullmatch(self.name):
            message = f"not the name of an actor: {self.name!r}"
            raise ValueError(message)

    @classmethod
    def officer(cls, *, post: str, officer: str) -> Actor:
        """An officer acting in a post."""
        return cls(f"post:{post}/officer:{officer}")

    @classmethod
    def account(cls, key: object) -> Actor:
        """A signed-in account that holds no post, such as an administrator's."""
        return cls(f"account:{key}")

    @classmethod
    def system(cls, part: str) -> Actor:
        """A part of the system acting by itself, such as a reaction or the command line."""
        return cls(f"system:{part}")
