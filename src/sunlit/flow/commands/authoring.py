"""Drawing flows and publishing versions of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow import policies, rules
from sunlit.flow.acts import (
    FlowDraftDropped,
    FlowDraftSaved,
    FlowDue,
    FlowPublished,
    FlowTakenOver,
    MarkedFlowRefused,
)
from sunlit.flow.checks import publishable
from sunlit.flow.models import Flow, FlowDraft, FlowVersion
from sunlit.flow.models.checked import followed, posts_there
from sunlit.flow.rules.authoring import MOST_EDGES, MOST_NODES
from sunlit.flow.values import FlowDefinition, FlowKind, digest_of, normal, read_definition
from sunlit.kernel import clock
from sunlit.kernel.canonical import salted
from sunlit.kernel.marks import classification_marks
from sunlit.kernel.plain import to_plain
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from uuid import UUID

    from sunlit.kernel.actor import Actor

_EYES = Viewer.system("flow")
#: Working days for the revision of a chart after what it shows changed: as many as a unit has for its powers.
REVISION_DAYS = 20


@command
def save_flow(
    key: str, definition: FlowDefinition, *, revision: int = 0, unit: UUID | None = None, source: UUID | None = None,
    by: Actor,
) -> Unchanged | int:  # fmt: skip
    """绘制流程: let the draft say this, if nobody saved it since `revision` (0: there was none). Returns the new.

    A flow that is not there yet is begun; of an item's `unit` is the power's. `source`: the version of another flow
    that it is begun with, which stays with it.

    Raises:
        NotAllowed, MarkedFlow, TooLarge, FlowEditedMeanwhile.
    """
    flow = Flow.objects.select_for_update().filter(key=key).first()
    policies.require_drawer(by, definition.kind, flow.unit_id if flow else unit)
    _screen(definition)
    if len(definition.nodes) > MOST_NODES or len(definition.edges) > MOST_EDGES:
        raise rules.TooLarge(nodes=MOST_NODES, edges=MOST_EDGES)
    now = clock.now()
    if flow is None:
        flow = Flow.objects.create(
            key=key, kind=definition.kind.value, category=definition.category, unit_id=unit, name=definition.name,
            made_at=now,
        )  # fmt: skip
    draft = FlowDraft.objects.filter(flow=flow).first()
    if (draft.revision if draft else 0) != revision:
        at = draft.saved_at.astimezone(clock.BEIJING) if draft else now
        raise rules.FlowEditedMeanwhile(at=f"{at:%Y-%m-%d %H:%M}")
    plain = to_plain(normal(definition))
    if draft is not None and draft.definition == plain:
        return Unchanged("the draft says so already")
    before = draft.definition if draft is not None else None
    saved = {
        "definition": plain, "before": before, "revision": revision + 1, "saved_at": now, "saved_by": by.name,
        "source": source or (draft.source if draft is not None else _origin(flow)),
    }  # fmt: skip
    FlowDraft.objects.update_or_create(flow=flow, defaults=saved)
    emit(FlowDraftSaved(flow=flow.pk, revision=revision + 1, digest=salted(flow.salt, digest_of(definition))))
    if source is not None:
        emit(FlowTakenOver(flow=flow.pk, origin=source))
    return revision + 1


@command
def drop_flow_draft(flow_id: UUID, *, by: Actor) -> None:
    """放弃流程草稿: what was published stays.

    Raises:
        NotAllowed, NoSuchFlow, NoDraft.
    """
    flow = _locked(flow_id)
    policies.require_drawer(by, FlowKind(flow.kind), flow.unit_id)
    deleted, _ = FlowDraft.objects.filter(flow=flow).delete()
    if not deleted:
        raise rules.NoDraft
    emit(FlowDraftDropped(flow=flow.pk))


@command
def publish_flow(flow_id: UUID, *, revision: int, by: Actor) -> UUID:
    """发布流程: make the draft the next version, if every check lets it pass. Returns the version's key.

    Cases that run keep the version they began with.

    Raises:
        NotAllowed, NoSuchFlow, NoDraft, FlowEditedMeanwhile, NotPublishable.
    """
    flow = _locked(flow_id)
    policies.require_publisher(by, FlowKind(flow.kind))
    draft = FlowDraft.objects.filter(flow=flow).first()
    if draft is None:
        raise rules.NoDraft
    if draft.revision != revision:
        raise rules.FlowEditedMeanwhile(at=f"{draft.saved_at.astimezone(clock.BEIJING):%Y-%m-%d %H:%M}")
    definition = read_definition(draft.definition)
    against = followed(definition)
    category = read_definition(against.definition) if against else None
    problems = publishable(definition, category=category, posts=posts_there(definition))
    if problems:
        raise rules.NotPublishable(first=problems[0].words, count=len(problems))
    version = _put(flow, definition, against=against, source=draft.source, by=by)
    draft.delete()
    return version


@command
def adopt_templates(definitions: Mapping[str, FlowDefinition], *, by: Actor) -> Unchanged | int:
    """采用通用流程: publish flows the program comes with, where none of that key has been published. Returns how many.

    Raises:
        NotAllowed, NotPublishable.
    """
    for kind in {definition.kind for definition in definitions.values()}:
        policies.require_publisher(by, kind)
    there = set(FlowVersion.objects.filter(flow__key__in=definitions).values_list("flow__key", flat=True))
    missing = {key: one for key, one in definitions.items() if key not in there}
    for key, definition in missing.items():
        if problems := publishable(definition):
            raise rules.NotPublishable(first=f"{definition.name}：{problems[0].words}", count=len(problems))
        flow, _ = Flow.objects.get_or_create(
            key=key,
            defaults={
                "kind": definition.kind.value, "category": definition.category, "name": definition.name,
                "made_at": clock.now(),
            },
        )  # fmt: skip
        _put(flow, definition, against=None, by=by)
    return len(missing) if missing else Unchanged("all of them are in use")


@command
def mark_due(keys: Iterable[str], *, why: str, by: Actor) -> Unchanged | int:
    """标记流程图待修订: say of published flows that they are due for revision, and why. Returns how many.

    Raises:
        NotAllowed.
    """
    policies.require_watch(by)
    flows = list(
        Flow.objects.select_for_update().filter(key__in=list(keys), due_on=None, purged=False).order_by("pk")
    )  # one that is due already keeps its day
    published = set(FlowVersion.objects.filter(flow__in=flows).values_list("flow", flat=True))
    return _mark([flow for flow in flows if flow.pk in published], why)


@command
def mark_category_due(category: str, *, by: Actor) -> Unchanged | int:
    """标记同类流程图待修订: the same of every item's flow that follows a category flow.

    Raises:
        NotAllowed.
    """
    policies.require_watch(by)
    flows = Flow.objects.select_for_update().filter(kind=FlowKind.ITEM.value, category=category, due_on=None)
    held = list(flows.filter(purged=False).order_by("pk"))
    published = set(FlowVersion.objects.filter(flow__in=held).values_list("flow", flat=True))
    return _mark([flow for flow in held if flow.pk in published], "category-changed")


def _mark(flows: list[Flow], why: str) -> Unchanged | int:
    if not flows:
        return Unchanged("none is published, or all are due already")
    now = clock.now()
    on = organs.due_in(organs.calendar(_EYES), clock.today(), REVISION_DAYS).due
    Flow.objects.filter(pk__in=[flow.pk for flow in flows]).update(
        due_on=on, due_why=why, due_since=now, told_soon=None, told_late=None
    )
    for flow in flows:
        emit(FlowDue(flow=flow.pk, about=flow.key, why=why, on=on))
    return len(flows)


def _put(
    flow: Flow, definition: FlowDefinition, *, against: FlowVersion | None, source: UUID | None = None, by: Actor
) -> UUID:
    last = flow.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = FlowVersion.objects.create(
        flow=flow, number=last + 1, definition=to_plain(normal(definition)), digest=digest_of(definition),
        against=against, source=source, published_at=clock.now(), published_by=by.name,
    )  # fmt: skip
    Flow.objects.filter(pk=flow.pk).update(
        name=definition.name, category=definition.category, due_on=None, due_why="", due_since=None, told_soon=None,
        told_late=None,
    )  # fmt: skip
    emit(
        FlowPublished(
            flow=flow.pk, of=flow.kind, about=flow.key, version_id=version.pk, number=version.number,
            digest=salted(flow.salt, version.digest), against=against.pk if against else None,
        )
    )  # fmt: skip
    return version.pk


def _origin(flow: Flow) -> UUID | None:
    """借鉴: what the newest version was begun with, which the next keeps."""
    return flow.versions.order_by("-number").values_list("source", flat=True).first()


def _locked(flow_id: UUID) -> Flow:
    flow = Flow.objects.select_for_update().filter(pk=flow_id, purged=False).first()
    if flow is None:
        raise rules.NoSuchFlow
    return flow


def _screen(definition: FlowDefinition) -> None:
    if marks := sorted({mark for text in _texts(to_plain(definition)) for mark in classification_marks(text)}):
        refusal = rules.MarkedFlow(rules="、".join(marks))
        refusal.noted = MarkedFlowRefused(rules=tuple(marks))
        raise refusal


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
