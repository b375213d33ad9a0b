"""Taking a spill out of flows for good. Called while it is purged, in its transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.courier import commands as courier
from sunlit.flow.models import Flow, FlowDraft, FlowVersion, Run
from sunlit.organs.policies import require_administration
from sunlit.organs.rules import Administration

if TYPE_CHECKING:
    from sunlit.kernel.actor import Actor


def purge_flow(key: str, *, by: Actor) -> int:
    """清除流程: take the words of a flow out. Versions that runs follow stay. Returns rows taken.

    Raises:
        NotAllowed.
    """
    require_administration(by, Administration.SECURITY)
    flow = Flow.objects.select_for_update().filter(key=key).first()
    if flow is None or flow.purged:
        return 0
    Flow.objects.filter(pk=flow.pk).update(purged=True, name="", salt="", due_on=None, due_why="")
    runs = Run.objects.filter(version__flow=flow).values_list("pk", "about")
    told = {key, *(f"run:{run}" for run, _ in runs), *(about for _, about in runs)}
    messages = courier.purge_messages(told, by=by)
    used = Run.objects.filter(version__flow=flow).values("version")
    drafts, _ = FlowDraft.objects.filter(flow=flow).delete()
    versions, _ = FlowVersion.objects.filter(flow=flow).exclude(pk__in=used).delete()
    return drafts + versions + messages + 1
