"""A provision that confers a power, as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sunlit.law.conferring.amounts import Amount
    from sunlit.law.conferring.terms import Term
    from sunlit.law.conferring.triggers import Trigger
    from sunlit.law.rules import PowerType
    from sunlit.law.values import Place


#: So many characters of a deed tell whether a text says it itself.
_ENOUGH = 8


@dataclass(frozen=True, slots=True)
class Conferral:
    """设定职权的条款: one power that one 款 of an article confers.

    Attributes:
        place: article and 款.
        type: what kind of power it is.
        body: the body it is conferred on, as named in the text; empty where none is.
        deed: for a penalty the conduct punished, for a licence the activity, else the matter; as printed.
        consequence: what the body may do or demand, as printed.
        text: the clause, with the 项 it introduces.
        amounts, terms, triggers: numbers read in the 款, their spans counted in the article's text.
    """

    place: Place
    type: PowerType
    body: str
    deed: str
    consequence: str
    text: str
    amounts: tuple[Amount, ...] = ()
    terms: tuple[Term, ...] = ()
    triggers: tuple[Trigger, ...] = ()

    @property
    def told_before(self) -> str:
        """What the text leaves to the words before it (拒不改正的，…): the deed; empty where it says it itself."""
        if self.deed[:_ENOUGH] in self.text:
            return ""
        again = next((n for n in range(len(self.deed), 0, -1) if self.text.startswith(self.deed[-n:])), 0)
        return self.deed[: len(self.deed) - again]
