"""Stocktakes as those who take part see them: one module a noun."""

from sunlit.stocktake.queries.at_hand import at_hand
from sunlit.stocktake.queries.campaigns import may_open, paper, stocktake, stocktakes, units_opened_for
from sunlit.stocktake.queries.forms import form_one, lists_of, printed_form_one
from sunlit.stocktake.queries.lists import gaps_of, mine, office_list, registered_in, unit_list
from sunlit.stocktake.queries.practices import Practice, practices
from sunlit.stocktake.queries.taking_over import models
from sunlit.stocktake.queries.waiting import due_difficulties, rolls_to_keep
from sunlit.stocktake.queries.workbooks import taking_in

__all__ = [
    "Practice", "at_hand", "due_difficulties", "form_one", "gaps_of", "lists_of", "may_open", "mine", "models",
    "office_list", "paper", "practices", "printed_form_one", "registered_in", "rolls_to_keep", "stocktake",
    "stocktakes", "taking_in", "unit_list", "units_opened_for",
]  # fmt: skip
