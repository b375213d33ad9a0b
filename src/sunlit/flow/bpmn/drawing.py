"""A chart while it is being read: spots and the ways between them, changed step by step until only a flow is left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sunlit.flow.values import WAITING, EdgeKind, NodeKind, Note, StepTerm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sunlit.flow.bpmn.markup import Element
    from sunlit.flow.values import Node


#: What is without a name, in the words of the drawing.
_NAMELESS = {
    "startEvent": "开始", "endEvent": "结束", "boundaryEvent": "边界事件", "intermediateCatchEvent": "等候事件",
    "intermediateThrowEvent": "发出事件", "subProcess": "子流程", "eventBasedGateway": "事件网关",
    "inclusiveGateway": "包容网关", "exclusiveGateway": "判断", "parallelGateway": "并行网关",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Spot:
    """One element of the chart on its way to become a node.

    Attributes:
        key: its id in the file, or one made from another's.
        tag: what it is in BPMN (`userTask`); `relay` is what only leads on and vanishes in the end.
        kind: what it becomes; None as long as that is not decided.
        scope: key of the process or sub-process it stands in.
        trigger: what kind of event it is (`message`, `timer`, …; empty: none, `several`: more than one).
        host: key of the activity a boundary event is attached to.
        aside: why it is left out, with whatever is reached through it alone; empty: it is not.
        ours: the node we once wrote as this element.
    """

    key: str
    tag: str
    scope: str = ""
    kind: NodeKind | None = None
    name: str = ""
    notes: list[str] = field(default_factory=list)
    post: str = ""
    office: str = ""
    term: StepTerm | None = None
    silence: str = ""
    trigger: str = ""
    element: Element | None = None
    host: str = ""
    aside: str = ""
    ends_all: bool = False
    ours: Node | None = None

    @property
    def called(self) -> str:
        """As a person finds it: its name, or its id."""
        return self.titled("") if self.name else self.titled(_NAMELESS.get(self.tag, ""))

    def titled(self, what: str) -> str:
        """The same, with what it is before it."""
        return f"{what}“{self.name}”" if self.name else f"{what}（编号 {self.key}）"


@dataclass(slots=True, eq=False)
class Way:
    """A sequence flow on its way to become an edge."""

    key: str
    source: str
    target: str
    kind: EdgeKind = EdgeKind.FLOW
    label: str = ""
    condition: str | None = None
    default: bool = False
    element: Element | None = None  # our own facts of it


class Drawing:
    """The spots and ways, in the order of the file, and what was lost so far."""

    def __init__(self) -> None:
        self.spots: dict[str, Spot] = {}
        self._out: dict[str, list[Way]] = {}
        self._into: dict[str, list[Way]] = {}
        self._places: dict[str, int] = {}  # of the ways of the file
        self._notes: dict[tuple[str, str], None] = {}

    def note(self, element: str, what: str) -> None:
        """Keep in mind a loss, once."""
        self._notes.setdefault((element, what))

    @property
    def notes(self) -> tuple[Note, ...]:
        """The losses, in the order they were met."""
        return tuple(Note(element, what) for element, what in self._notes)

    def put(self, spot: Spot) -> Spot:
        """Add a spot."""
        self.spots[spot.key] = spot
        self._out.setdefault(spot.key, [])
        self._into.setdefault(spot.key, [])
        return spot

    def made(self, beside: Spot, what: str, kind: NodeKind | None, *, tag: str = "made") -> Spot:
        """A spot the file does not have, in the same place as another."""
        key = f"{beside.key}_{what}"
        while key in self.spots:
            key += "_"
        return self.put(Spot(key, tag, beside.scope, kind, post=beside.post, office=beside.office))

    def draw(self, way: Way) -> Way:
        """Add a way between two spots that are there."""
        if way.key:
            self._places.setdefault(way.key, len(self._places))
        self._out[way.source].append(way)
        self._into[way.target].append(way)
        return way

    def lead(self, source: str, target: str, label: str = "", kind: EdgeKind = EdgeKind.FLOW) -> Way:
        """A way the file does not have."""
        return self.draw(Way("", source, target, kind, label))

    def out(self, key: str) -> list[Way]:
        """The ways out of a spot, in order."""
        return list(self._out[key])

    def in_order(self, key: str) -> list[Way]:
        """The ways out of a spot in the order of the file; what is new comes last, but for the only way on."""
        last = len(self._places)
        first = -1 if sum(way.kind is EdgeKind.FLOW for way in self._out[key]) == 1 else last
        return sorted(
            self._out[key],
            key=lambda way: self._places.get(way.key, first if way.kind is EdgeKind.FLOW else last),
        )

    def into(self, key: str) -> list[Way]:
        """The ways into a spot, in order."""
        return list(self._into[key])

    def ways(self) -> Iterator[Way]:
        """All ways."""
        for ways in self._out.values():
            yield from ways

    def erase(self, way: Way) -> None:
        """Take a way off."""
        self._out[way.source].remove(way)
        self._into[way.target].remove(way)

    def remove(self, key: str) -> None:
        """Take a spot off, with its ways."""
        for way in {*self._out[key], *self._into[key]}:
            self.erase(way)
        del self.spots[key], self._out[key], self._into[key]

    def turn_to(self, way: Way, target: str) -> None:
        """Let a way lead elsewhere."""
        self._into[way.target].remove(way)
        way.target = target
        self._into[target].append(way)

    def turn_from(self, way: Way, source: str) -> None:
        """Let a way come from elsewhere."""
        self._out[way.source].remove(way)
        way.source = source
        self._out[source].append(way)

    def bypass(self, key: str) -> None:
        """Take a spot with one way out off; what led to it leads on."""
        (out,) = self._out[key]
        for way in self.into(key):
            if way.source != key:
                self.turn_to(way, out.target)
                way.label, way.key = way.label or out.label, way.key or out.key
                way.element = way.element or out.element
        self.remove(key)

    def within(self, scope: str) -> list[Spot]:
        """The spots that stand directly in a process or sub-process."""
        return [spot for spot in self.spots.values() if spot.scope == scope]

    def reached(self, keys: Iterable[str], *, stopping: frozenset[str] = frozenset()) -> set[str]:
        """Whatever can be reached from `keys` (themselves included), going on from none of `stopping`."""
        found: set[str] = set()
        waiting = list(keys)
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                if key not in stopping:
                    waiting += [way.target for way in self._out[key]]
        return found

    def waiting(self, keys: Iterable[str]) -> list[Spot]:
        """Those of `keys` at which a run would wait."""
        return [self.spots[key] for key in keys if self.spots[key].kind in WAITING]
