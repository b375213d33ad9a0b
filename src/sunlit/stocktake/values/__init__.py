"""What is seen of stocktakes."""

from sunlit.stocktake.values.seen import (
    ActivitySeen,
    AtHand,
    DifficultySeen,
    FormSeen,
    GatheredSeen,
    ItemSeen,
    LineSeen,
    MineSeen,
    MoveSeen,
    MyLine,
    OfficeListSeen,
    OfficeRow,
    PaperSeen,
    RowGroup,
    StillSeen,
    StocktakeRow,
    StocktakeSeen,
    TakingSeen,
    UnitListSeen,
    UnitProgress,
)
from sunlit.stocktake.values.taking_over import ModelSeen, ModelsFound

__all__ = [
    "ActivitySeen", "AtHand", "DifficultySeen", "FormSeen", "GatheredSeen", "ItemSeen", "LineSeen", "MineSeen",
    "ModelSeen", "ModelsFound", "MoveSeen", "MyLine", "OfficeListSeen", "OfficeRow", "PaperSeen", "RowGroup",
    "StillSeen", "StocktakeRow", "StocktakeSeen", "TakingSeen", "UnitListSeen", "UnitProgress",
]  # fmt: skip
