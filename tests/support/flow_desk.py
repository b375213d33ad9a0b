"""The desk of flows in tests: a unit with a power on record, category flows in use, and what its form is sent."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from django.test import Client

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.values import Basis, Disclosure, PowerContent, StepPost
from sunlit.desk.flow_form import Sheet
from sunlit.flow import commands as flow
from sunlit.flow import queries
from sunlit.flow.models import Flow, FlowDraft
from sunlit.flow.templates import category_flows
from sunlit.flow.values import read_definition
from sunlit.kernel.actor import Actor
from sunlit.organs.models import Account, Post
from sunlit.organs.values import Viewer
from tests.flow.test_publishing import PLAIN
from tests.support.people import appoint, make_account, make_post, make_unit

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.flow.values import FlowDefinition
    from sunlit.organs.rules import Function

BY, EYES = Actor.system("test"), Viewer.system("test")
UNIT = "测试市河灯管理局"


def officer(name: str, *functions: Function, unit: str = UNIT) -> Client:
    """Somebody signed in who holds a post with these functions in a unit."""
    account: Account = make_account(name, display_name=name, functions=())
    appoint(account, *functions, unit=unit)
    client = Client()
    client.force_login(account)
    return client


def adopt(*keys: str) -> None:
    """These category flows are in use."""
    flow.adopt_templates({f"category:{k}": d for k, d in category_flows().items() if k in keys}, by=BY)


def power(name: str = "放河灯许可", kind: str = "licensing") -> UUID:
    """A power on record, with two steps registered, one of them with its post."""
    post = Post.objects.get(pk=make_post())
    content = PowerContent(
        name=name, type=kind, holder=UNIT, bases=(Basis(title="示范省河灯管理条例", article="第二条"),),
        steps=(
            StepPost(number=2, name="作出决定", post_name="局长", term="3个工作日"),
            StepPost(number=1, name="审查申请材料", office="许可科", post=post.pk, post_name="受理岗", duty="查收"),
        ),
        disclosure=Disclosure(scope="society"),
    )  # fmt: skip
    draft = catalogue.draft_power(make_unit(), content, secret_answer="no", by=BY)
    catalogue.file_edition(draft, opinion="准予备案", by=BY)
    return PowerEdition.objects.get(pk=draft).power_id


def flow_of(power_id: UUID) -> Flow:
    """The flow of a power."""
    return Flow.objects.get(key=f"power:{power_id}")


def drawn(power_id: UUID) -> FlowDefinition:
    """What the draft of a power's flow says."""
    return read_definition(FlowDraft.objects.get(flow__key=f"power:{power_id}").definition)


def published(power_id: UUID, definition: FlowDefinition) -> Flow:
    """A power's flow with one version of it in use."""
    catalogue.draw_flow(power_id, definition, revision=0, by=BY)
    made = flow_of(power_id)
    flow.publish_flow(made.pk, revision=1, by=BY)
    return made


def sent(key: UUID, at: str = "", do: str = "save", *, revision: int | None = None, **typed: Any) -> dict[str, Any]:
    """What the form of a node (of the flow itself, if `at` is empty) sends, with these fields typed anew."""
    whole = queries.whole_flow(EYES, key)
    assert whole is not None
    assert whole.draft is not None
    followed = queries.category_in_use(EYES, whole.draft.category)
    sheet = Sheet(whole.draft, at, category=followed.definition if followed else None)
    out: dict[str, Any] = {"at": at, "do": do, "revision": whole.revision if revision is None else revision}
    for part in [*sheet.parts, *(s.management_form for s in (sheet.ways, sheet.facts) if s is not None)]:
        for field in part:
            value = field.value()
            if value is not None and value is not False:
                out[field.html_name] = "on" if value is True else "\n".join(value) if isinstance(value, tuple) else value
    return {name: value for name, value in {**out, **typed}.items() if value is not None}


def plain(name: str = "放河灯许可") -> FlowDefinition:
    """A flow of two steps that may be published."""
    return dataclasses.replace(PLAIN, name=name)
