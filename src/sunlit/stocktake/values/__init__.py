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
    ModelSeen,
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

__all__ = [
    "ActivitySeen", "AtHand", "DifficultySeen", "FormSeen", "GatheredSeen", "ItemSeen", "LineSeen", "MineSeen",
    "ModelSeen", "MoveSeen", "MyLine", "OfficeListSeen", "OfficeRow", "PaperSeen", "RowGroup", "StillSeen",
    "StocktakeRow", "StocktakeSeen", "TakingSeen", "UnitListSeen", "UnitProgress",
]  # fmt: skip
