"""What powers a law confers, read from how statutes speak: who may do what to whom. No Django, no library."""

from __future__ import annotations

from sunlit.law.conferring.amounts import Amount, amounts_in
from sunlit.law.conferring.found import Conferral
from sunlit.law.conferring.reading import conferred, confers
from sunlit.law.conferring.terms import Term, terms_in
from sunlit.law.conferring.triggers import Trigger, hearing_triggers

__all__ = [
    "Amount", "Conferral", "Term", "Trigger", "amounts_in", "conferred", "confers", "hearing_triggers", "terms_in",
]  # fmt: skip
