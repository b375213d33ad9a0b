"""The words and rules of a stocktake: one module a noun."""

from sunlit.stocktake.rules.alike import Likeness, calling, likenesses, plain_name, steps_told, taken_over
from sunlit.stocktake.rules.assigning import Doubt, RollPlace, line_meant, line_named, own_line
from sunlit.stocktake.rules.kinds import (
    ANSWERING,
    ActivityKind,
    ListState,
    Origin,
    Proposal,
    Stage,
    Standing,
    Tier,
    planned,
)
from sunlit.stocktake.rules.progress import Cell, Counts, cells, words_of_list
from sunlit.stocktake.rules.refusals import (
    ClaimedAlready,
    DatesOutOfOrder,
    ListChanged,
    NoLineForRow,
    NoScope,
    NoSteps,
    NoSuchDifficulty,
    NoSuchStocktake,
    NotAModel,
    NothingChosen,
    NothingRegistered,
    NothingToMerge,
    NotHolder,
    NotListed,
    NotNamed,
    NotSigned,
    NotToConfirm,
    NotYet,
    ReasonMissing,
    RollNotFull,
    SignedAlready,
    SomethingRegistered,
    StocktakeClosed,
    reason_given,
    require_order,
)

__all__ = [
    "ANSWERING", "ActivityKind", "Cell", "ClaimedAlready", "Counts", "DatesOutOfOrder", "Doubt", "Likeness",
    "ListChanged", "ListState", "NoLineForRow", "NoScope", "NoSteps", "NoSuchDifficulty", "NoSuchStocktake",
    "NotAModel", "NotHolder", "NotListed", "NotNamed", "NotSigned", "NotToConfirm", "NotYet", "NothingChosen",
    "NothingRegistered", "NothingToMerge", "Origin", "Proposal", "ReasonMissing", "RollNotFull", "RollPlace",
    "SignedAlready", "SomethingRegistered", "Stage", "Standing", "StocktakeClosed", "Tier", "calling", "cells",
    "likenesses", "line_meant", "line_named", "own_line", "plain_name", "planned", "reason_given", "require_order",
    "steps_told", "taken_over", "words_of_list",
]  # fmt: skip
