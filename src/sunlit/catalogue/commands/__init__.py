"""The catalogue's commands: one module a noun."""

from __future__ import annotations

from sunlit.catalogue.commands.attaching import attach, detach
from sunlit.catalogue.commands.charts import draw_flow, flow_key
from sunlit.catalogue.commands.duties import answer_duty, link_duty, withdraw_duty_answer
from sunlit.catalogue.commands.duties_watched import watch_duties
from sunlit.catalogue.commands.filing import (
    abolish,
    cancel,
    file_edition,
    file_editions,
    file_reviewed,
    resume,
    suspend,
)
from sunlit.catalogue.commands.gaps import answer_gap, draft_from_gap, withdraw_gap_answer
from sunlit.catalogue.commands.gone import decide_gone
from sunlit.catalogue.commands.handing import ask_loading, record_staging, record_staging_failure, stage_lists
from sunlit.catalogue.commands.holding import hold_drafts, release_drafts, seal_drafts, take_over_power
from sunlit.catalogue.commands.lists import (
    ArticleKey,
    accept_finding,
    recheck,
    record_check,
    record_failure,
    submit_lists,
    withdraw_acceptance,
)
from sunlit.catalogue.commands.loaded import Filed, file_loading
from sunlit.catalogue.commands.powers import (
    draft_power,
    drop_draft,
    end_placeholder,
    give_code,
    register_secret,
    retire_code,
    save_draft,
    start_edition,
)
from sunlit.catalogue.commands.publishing import note_all_published, note_published, publish, publish_unit, withdraw
from sunlit.catalogue.commands.purging import (
    Purged,
    purge_file,
    purge_lists,
    purge_loading,
    purge_power,
    resting_on,
)
from sunlit.catalogue.commands.registering import close_registering, open_registering
from sunlit.catalogue.commands.secrecy import refuse_marked, screen_text
from sunlit.catalogue.commands.staged_rows import Reading
from sunlit.catalogue.commands.staging import (
    commit_loading,
    drop_loading,
    sign_loading,
    undo_loading,
)
from sunlit.catalogue.commands.watching import mark_changed, mark_ended

__all__ = [
    "ArticleKey", "Filed", "Purged", "Reading", "abolish", "accept_finding", "answer_duty", "answer_gap", "ask_loading",
    "attach", "cancel", "close_registering", "commit_loading", "decide_gone", "detach", "draft_from_gap", "draft_power",
    "draw_flow", "drop_draft", "drop_loading", "end_placeholder", "file_edition", "file_editions", "file_loading",
    "file_reviewed", "flow_key", "give_code", "hold_drafts", "link_duty", "mark_changed", "mark_ended",
    "note_all_published", "note_published", "open_registering", "publish", "publish_unit", "purge_file", "purge_lists",
    "purge_loading", "purge_power", "recheck", "record_check", "record_failure", "record_staging",
    "record_staging_failure", "refuse_marked", "register_secret", "release_drafts", "resting_on", "resume",
    "retire_code", "save_draft", "screen_text", "seal_drafts", "sign_loading", "stage_lists", "start_edition",
    "submit_lists", "suspend", "take_over_power", "undo_loading", "watch_duties", "withdraw", "withdraw_acceptance",
    "withdraw_duty_answer", "withdraw_gap_answer",
]  # fmt: skip
