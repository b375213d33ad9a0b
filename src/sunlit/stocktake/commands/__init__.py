"""What is done in a stocktake: one module a noun."""

from sunlit.stocktake.commands.activities import note_activity, strike_activity
from sunlit.stocktake.commands.batching import batch_results
from sunlit.stocktake.commands.campaigns import (
    begin_stocktake,
    call_officers,
    close_stocktake,
    keep_paper,
    keep_rolls,
    move_stage,
    name_contact,
)
from sunlit.stocktake.commands.confirming import change_power, confirm_powers, propose_ending
from sunlit.stocktake.commands.difficulties import answer_difficulty, pass_up, raise_difficulty
from sunlit.stocktake.commands.gathering import merge_items, send_items
from sunlit.stocktake.commands.listing import return_list, sign_list
from sunlit.stocktake.commands.practices import take_flow_over
from sunlit.stocktake.commands.purging import purge_listed
from sunlit.stocktake.commands.registering import (
    forget_dropped,
    give_up_item,
    note_absent,
    register_blank,
    register_gap,
    register_like,
    register_secret,
    register_steps,
    sign_off,
    take_back,
)
from sunlit.stocktake.commands.workbooks import register_loading

__all__ = [
    "answer_difficulty", "batch_results", "begin_stocktake", "call_officers", "change_power", "close_stocktake",
    "confirm_powers",
    "forget_dropped", "give_up_item", "keep_paper", "keep_rolls", "merge_items", "move_stage", "name_contact",
    "note_absent", "note_activity", "pass_up", "propose_ending", "purge_listed", "raise_difficulty", "register_blank",
    "register_gap", "register_like", "register_loading", "register_secret", "register_steps", "return_list",
    "send_items", "sign_list", "sign_off", "strike_activity", "take_back", "take_flow_over",
]  # fmt: skip
