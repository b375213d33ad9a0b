"""Flows, what is due, runs and who has to do what."""

from sunlit.flow.queries.flows import (
    FlowSeen,
    Origin,
    VersionSeen,
    WholeFlow,
    category_in_use,
    flow_of,
    flows,
    in_use,
    published_of,
    whole_flow,
)
from sunlit.flow.queries.listing import STATES, FlowsFound, flows_due, flows_found
from sunlit.flow.queries.reminding import flows_to_tell, flows_told, tasks_to_tell, tasks_told
from sunlit.flow.queries.runs import (
    RunSeen,
    TaskSeen,
    abouts,
    open_steps,
    open_task,
    overdue_tasks,
    run,
    run_about,
)
from sunlit.flow.queries.waiting import Wanted, count_by_node, count_done, count_inbox, done_steps, inbox, runs_at

__all__ = [
    "STATES",
    "FlowSeen",
    "FlowsFound",
    "Origin",
    "RunSeen",
    "TaskSeen",
    "VersionSeen",
    "Wanted",
    "WholeFlow",
    "abouts",
    "category_in_use",
    "count_by_node",
    "count_done",
    "count_inbox",
    "done_steps",
    "flow_of",
    "flows",
    "flows_due",
    "flows_found",
    "flows_to_tell",
    "flows_told",
    "in_use",
    "inbox",
    "open_steps",
    "open_task",
    "overdue_tasks",
    "published_of",
    "run",
    "run_about",
    "runs_at",
    "tasks_to_tell",
    "tasks_told",
    "whole_flow",
]
