"""What is done with flows: drawing, publishing, running."""

from sunlit.flow.commands.authoring import (
    adopt_templates,
    drop_flow_draft,
    mark_category_due,
    mark_due,
    publish_flow,
    save_flow,
)
from sunlit.flow.commands.counting import count_terms_from
from sunlit.flow.commands.giving import give_task, hand_run_over
from sunlit.flow.commands.moving import move_run
from sunlit.flow.commands.purging import purge_flow
from sunlit.flow.commands.reminding import notice_of, notice_of_flow, remind, remind_revisions
from sunlit.flow.commands.running import (
    begin_run,
    complete_task,
    let_pass,
    resume_run,
    suspend_run,
    withdraw_run,
)

__all__ = [
    "adopt_templates",
    "begin_run",
    "complete_task",
    "count_terms_from",
    "drop_flow_draft",
    "give_task",
    "hand_run_over",
    "let_pass",
    "mark_category_due",
    "mark_due",
    "move_run",
    "notice_of",
    "notice_of_flow",
    "publish_flow",
    "purge_flow",
    "remind",
    "remind_revisions",
    "resume_run",
    "save_flow",
    "suspend_run",
    "withdraw_run",
]
