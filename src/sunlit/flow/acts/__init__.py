"""What commands of flows record: keys, numbers, codes, days, salted digests."""

from sunlit.flow.acts.authoring import (
    FlowDraftDropped,
    FlowDraftSaved,
    FlowDue,
    FlowPublished,
    FlowReminded,
    FlowTakenOver,
    MarkedFlowRefused,
)
from sunlit.flow.acts.running import (
    RunBegun,
    RunEnded,
    RunHandedOver,
    RunMoved,
    RunResumed,
    RunSuspended,
    StoodIn,
    TaskClosed,
    TaskDone,
    TaskGiven,
    TaskOpened,
    TaskReminded,
    TermCounted,
)

__all__ = [
    "FlowDraftDropped",
    "FlowDraftSaved",
    "FlowDue",
    "FlowPublished",
    "FlowReminded",
    "FlowTakenOver",
    "MarkedFlowRefused",
    "RunBegun",
    "RunEnded",
    "RunHandedOver",
    "RunMoved",
    "RunResumed",
    "RunSuspended",
    "StoodIn",
    "TaskClosed",
    "TaskDone",
    "TaskGiven",
    "TaskOpened",
    "TaskReminded",
    "TermCounted",
]
