"""The tables of stocktakes: one module a noun."""

from sunlit.stocktake.models.activities import Activity
from sunlit.stocktake.models.campaigns import Paper, StageDue, StageMove, Stocktake
from sunlit.stocktake.models.difficulties import Difficulty
from sunlit.stocktake.models.lists import ListedPower, OfficeList, Registration, RollLine, UnitList

__all__ = [
    "Activity", "Difficulty", "ListedPower", "OfficeList", "Paper", "Registration", "RollLine", "StageDue", "StageMove",
    "Stocktake", "UnitList",
]  # fmt: skip
