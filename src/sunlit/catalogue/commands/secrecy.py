"""先审后录: the first question of every door, and the mark that was found all the same."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Literal

from sunlit.catalogue.acts.staging import MarkedTextRefused
from sunlit.catalogue.rules import powers as powers_rules
from sunlit.catalogue.rules.staging import MarkedSecret
from sunlit.catalogue.sheets.screening import marks_of_files
from sunlit.kernel.marks import classification_marks
from sunlit.kernel.plain import to_plain
from sunlit.ledger import command, emit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sunlit.kernel.actor import Actor

#: Whether it is, or may be, secret; empty: nobody has said.
Answer = Literal["no", "yes", "unsure", ""]


def require_not_secret(answer: Answer) -> None:
    """Let pass what somebody has said is not secret.

    Raises:
        SecrecyNotAnswered: it is, it may be, or nobody has said.
    """
    if answer != "no":
        raise powers_rules.SecrecyNotAnswered


def screen(files: Sequence[tuple[str, bytes]], *, door: str, by: Actor) -> None:
    """Let pass files (name, bytes) that bear no classification mark. Of others is noted by which rules, and who.

    Not inside a command: what is refused there is undone, and the note with it.

    Raises:
        MarkedSecret.
    """
    if marks := marks_of_files(files):
        refuse_marked(marks, door=door, by=by)
        raise MarkedSecret(rules="、".join(marks))


def screen_text(*said: object, door: str) -> None:
    """Let pass text, or values that hold some, without a classification mark. Inside a command, which notes a refusal.

    Raises:
        MarkedSecret.
    """
    if marks := sorted({mark for text in _texts(said) for mark in classification_marks(text)}):
        refusal = MarkedSecret(rules="、".join(marks))
        refusal.noted = MarkedTextRefused(rules=tuple(marks), door=door)
        raise refusal


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _texts(to_plain(value))


@command
def refuse_marked(marks: Sequence[str], *, door: str, by: Actor) -> None:  # noqa: ARG001 - the act names who
    """登记拒收: note that something with a classification mark was turned away: the rules and who, never the words."""
    emit(MarkedTextRefused(rules=tuple(marks), door=door))
