"""先审后录: the first question of every door, and the mark that was found all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sunlit.catalogue.acts.staging import MarkedTextRefused
from sunlit.catalogue.rules import powers as powers_rules
from sunlit.catalogue.rules.staging import MarkedSecret
from sunlit.catalogue.sheets.screening import marks_of_files
from sunlit.ledger import command, emit

if TYPE_CHECKING:
    from collections.abc import Sequence

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


@command
def refuse_marked(marks: Sequence[str], *, door: str, by: Actor) -> None:  # noqa: ARG001 - the act names who
    """登记拒收: note that something with a classification mark was turned away: the rules and who, never the words."""
    emit(MarkedTextRefused(rules=tuple(marks), door=door))
