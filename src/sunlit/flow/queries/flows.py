"""Flows as one may see them: what is in use, what is being drawn, what is due for revision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, OuterRef, Q, Subquery, When

from sunlit.flow import policies
from sunlit.flow.checks import Problem, publishable
from sunlit.flow.models import Flow, FlowDraft, FlowVersion
from sunlit.flow.models.checked import followed, posts_there
from sunlit.flow.templates import category_flows
from sunlit.flow.values import FlowDefinition, FlowKind, read_definition
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

_EYES = Viewer.system("flow")


@dataclass(frozen=True, slots=True)
class FlowSeen:
    """A flow in a list. `version`: number of the one in use, 0 for none. `drafted`: something is being drawn."""

    id: UUID
    key: str
    kind: FlowKind
    name: str
    category: str
    unit: UUID | None
    version: int
    drafted: bool
    due_on: date | None
    due_why: str
    due_since: datetime | None

    @property
    def power(self) -> str:
        """Key of the power an item's flow is of; empty for others."""
        return self.key.removeprefix("power:") if self.kind is FlowKind.ITEM else ""


@dataclass(frozen=True, slots=True)
class VersionSeen:
    """A published version."""

    id: UUID
    number: int
    definition: FlowDefinition
    digest: str
    published_at: datetime
    published_by: str


@dataclass(frozen=True, slots=True)
class Origin:
    """借鉴: the published version of another flow that one was begun with."""

    name: str
    unit_name: str
    number: int


@dataclass(frozen=True, slots=True)
class WholeFlow:
    """A flow with everything one may do about it.

    Attributes:
        draft, revision: what is being drawn; None and 0 if nothing is. before: what the draft said before its last
            saving, None if it was the first. problems: what stands in its way.
        may_draw, may_publish: what the page may offer.
        origin: whose flow the draft, or else the version in use, was begun with; None for none, or one that is gone.
    """

    seen: FlowSeen
    versions: tuple[VersionSeen, ...]
    draft: FlowDefinition | None
    before: FlowDefinition | None
    revision: int
    drawn_at: datetime | None
    drawn_by: str
    problems: tuple[Problem, ...]
    may_draw: bool
    may_publish: bool
    origin: Origin | None = None

    @property
    def in_use(self) -> VersionSeen | None:
        """The newest version."""
        return self.versions[-1] if self.versions else None


def flows(viewer: Viewer, *, kind: FlowKind | None = None, category: str = "") -> tuple[FlowSeen, ...]:
    """The flows one may see, in the order of their categories. One statement."""
    rows = _visible(viewer)
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    if category:
        rows = rows.filter(category=category)
    return tuple(flow_seen(row) for row in rows)


def flow_of(viewer: Viewer, key: str) -> FlowSeen | None:
    """The flow of this key, if one may see it."""
    row = _visible(viewer).filter(key=key).first()
    return flow_seen(row) if row is not None else None


def in_use(viewer: Viewer, key: str) -> VersionSeen | None:
    """The version in use of the flow of this key, if one may see it."""
    row = _visible(viewer).filter(key=key).first()
    version = FlowVersion.objects.filter(flow=row).order_by("-number").first() if row is not None else None
    return _version(version) if version is not None else None


def published_of(keys: Iterable[str], *, category: str = "") -> Mapping[str, str]:
    """Of these flows those that are published, of one category if it is told: their names, by key. One statement."""
    rows = Flow.objects.filter(key__in=list(keys), purged=False, versions__isnull=False)
    if category:
        rows = rows.filter(category=category)
    return dict(rows.distinct().order_by("key").values_list("key", "name"))


def category_in_use(viewer: Viewer, category: str) -> VersionSeen | None:
    """The version in use of a category flow."""
    return in_use(viewer, f"category:{category}")


def whole_flow(viewer: Viewer, flow_id: UUID) -> WholeFlow | None:
    """A flow with its versions, its draft and what stands in the draft's way; None if one may not see it."""
    row = _visible(viewer).filter(pk=flow_id).first()
    if row is None:
        return None
    kind = FlowKind(row.kind)
    rows = list(FlowVersion.objects.filter(flow=row).order_by("number"))
    versions = tuple(_version(version) for version in rows)
    may_draw = policies.may_draw(viewer, kind, row.unit_id)
    drawn = FlowDraft.objects.filter(flow=row).first()
    draft = read_definition(drawn.definition) if drawn is not None else None
    return WholeFlow(
        seen=flow_seen(row), versions=versions, draft=draft, before=_before(drawn),
        revision=drawn.revision if drawn else 0, drawn_at=drawn.saved_at if drawn else None,
        drawn_by=drawn.saved_by if drawn else "",
        problems=_problems(draft) if draft else (), may_draw=may_draw, may_publish=policies.may_publish(viewer, kind),
        origin=_origin(drawn.source if drawn is not None else rows[-1].source if rows else None),
    )  # fmt: skip


def _origin(source: UUID | None) -> Origin | None:
    found = FlowVersion.objects.filter(pk=source).select_related("flow").first() if source is not None else None
    if found is None:
        return None
    unit = organs.unit(_EYES, found.flow.unit_id) if found.flow.unit_id else None
    return Origin(found.flow.name, unit.name if unit else "", found.number)


def _before(drawn: FlowDraft | None) -> FlowDefinition | None:
    return read_definition(drawn.before) if drawn is not None and drawn.before is not None else None


def _problems(draft: FlowDefinition) -> tuple[Problem, ...]:
    against = followed(draft)
    category = read_definition(against.definition) if against else None
    return publishable(draft, category=category, posts=posts_there(draft))


#: In the order in which the field counts the types of powers, not of the letters their keys are written with.
IN_ORDER = (
    "kind",
    Case(*(When(category=one, then=at) for at, one in enumerate(category_flows())), default=len(category_flows())),
    "key",
)


def _visible(viewer: Viewer) -> QuerySet[Flow]:
    return numbered(visible(viewer))


def numbered(rows: QuerySet[Flow]) -> QuerySet[Flow]:
    """Flows, each with the number of its last version and the revision of its draft."""
    last = FlowVersion.objects.filter(flow=OuterRef("pk")).order_by("-number").values("number")[:1]
    drawn = FlowDraft.objects.filter(flow=OuterRef("pk")).values("revision")[:1]
    return rows.annotate(last=Subquery(last), drawn=Subquery(drawn))


def visible(viewer: Viewer) -> QuerySet[Flow]:
    """The flows one may see, those of categories first, in the order of the categories that ship."""
    rows = Flow.objects.filter(purged=False).order_by(*IN_ORDER)
    if viewer.may(*policies.CITY_READING):
        return rows
    mine = Q(kind=FlowKind.ITEM.value, unit__in=[u for u in viewer.reached if viewer.may(*policies.READING, unit=u)])
    return rows.filter(mine | ~Q(kind=FlowKind.ITEM.value)) if viewer.known else rows.none()


def flow_seen(row: Flow) -> FlowSeen:
    """A flow as others see it; one that is `numbered`."""
    return FlowSeen(
        id=row.pk, key=row.key, kind=FlowKind(row.kind), name=row.name, category=row.category, unit=row.unit_id,
        version=getattr(row, "last", None) or 0,
        drafted=getattr(row, "drawn", None) is not None,
        due_on=row.due_on, due_why=row.due_why, due_since=row.due_since,
    )  # fmt: skip


def _version(row: FlowVersion) -> VersionSeen:
    return VersionSeen(
        id=row.pk, number=row.number, definition=read_definition(row.definition), digest=row.digest,
        published_at=row.published_at, published_by=row.published_by,
    )  # fmt: skip
