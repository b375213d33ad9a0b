"""Where each node stands on the grid of ranks and rows: what comes first, what comes after, in whose lane."""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sunlit.flow.charts.words import own_words
from sunlit.flow.values import WAITING, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sunlit.flow.values import FlowDefinition, Node


@dataclass(frozen=True, slots=True)
class Cell:
    """A place: `rank` along the flow, `row` across it. Rows of one lane lie together."""

    rank: int
    row: int


@dataclass(frozen=True, slots=True)
class Placed:
    """Every node in a cell of its own.

    Attributes:
        lanes: names in order. rows: for each row the number of its lane.
        back: numbers of the edges that lead back, in the order of the definition's edges.
        edges: numbers of the edges that can be drawn: both their ends exist.
    """

    cells: Mapping[str, Cell]
    lanes: tuple[str, ...]
    rows: tuple[int, ...]
    ranks: int
    edges: tuple[int, ...]
    back: frozenset[int]


def placed(definition: FlowDefinition, *, lanes: str, language: str, down: bool = False, most: int = 0) -> Placed:
    """The cells of a definition's nodes; where the flow runs `down` the page, rather below than beside each other.

    `most`: if there are more lanes, neighbours with few steps share one (each box says whose it is all the same).

    An edge leads back if it closes a circle and its end stands before its beginning in the table. Along all others
    ranks never fall; they rise, but for a step that hands over to another lane and can stand right beside.
    """
    edges = tuple(
        n for n, e in enumerate(definition.edges) if e.source in definition.by_id and e.target in definition.by_id
    )
    order = {node.id: number for number, node in enumerate(definition.nodes)}
    circle = _circles(definition, edges)
    back = frozenset(
        n
        for n in edges
        if circle[(e := definition.edges[n]).source] == circle[e.target] and order[e.target] <= order[e.source]
    )
    forward = [definition.edges[n] for n in edges if n not in back]
    before: dict[str, list[str]] = {key: [] for key in order}
    after: dict[str, list[str]] = {key: [] for key in order}
    for edge in forward:
        before[edge.target].append(edge.source)
        after[edge.source].append(edge.target)
    ends = {node.id for node in definition.nodes if node.kind is NodeKind.END}
    sequence = _in_sequence(order, before, after, ends)
    own = own_words(language)
    said = {node.id: _own_lane(node, lanes, own) for node in definition.nodes}
    named = _lanes(said, sequence, before, after, own["unnamed"])
    names = _lane_order(definition, named)
    if most and len(names) > most:
        named, names = _shared(definition, named, names, most, own)
    grid = _Grid(names, {key: names.index(named[key]) for key in sequence})
    for key in sequence:
        together = any(definition.by_id[one].kind is NodeKind.PARALLEL for one in before[key])
        ways = len(after[before[key][0]]) if before[key] else 0
        grid.rank(key, before[key], ways=ways, below=_BELOW if down and not together else 0)
    grid.fill(sequence, before)
    return grid.placed(edges, back)


def _circles(definition: FlowDefinition, edges: Sequence[int]) -> Mapping[str, int]:
    """For each node the number of the set of nodes that lead to each other (Kosaraju, without recursion)."""
    following: dict[str, list[str]] = {node.id: [] for node in definition.nodes}
    leading: dict[str, list[str]] = {node.id: [] for node in definition.nodes}
    for n in edges:
        edge = definition.edges[n]
        following[edge.source].append(edge.target)
        leading[edge.target].append(edge.source)
    done: dict[str, int] = {}
    for root in following:
        _walk(root, following, done, len(done))
    found: dict[str, int] = {}
    for root in reversed(done):
        _walk(root, leading, found, len(found))
    return found


def _walk(root: str, following: Mapping[str, Sequence[str]], done: dict[str, int], mark: int) -> None:
    """Mark what can be reached from `root` through what is not done yet, in the order in which it is left."""
    if root in done:
        return
    seen = {root}
    work: list[tuple[str, Iterator[str]]] = [(root, iter(following[root]))]
    while work:
        key, rest = work[-1]
        one = next((one for one in rest if one not in seen and one not in done), None)
        if one is None:
            done[key] = mark
            work.pop()
        else:
            seen.add(one)
            work.append((one, iter(following[one])))


def _in_sequence(
    order: Mapping[str, int],
    before: Mapping[str, Sequence[str]],
    after: Mapping[str, Sequence[str]],
    ends: set[str],
) -> list[str]:
    """Every node after all that lead to it, else by the order of the table; an end at once after what it ends."""
    open_ends = {key: len(some) for key, some in before.items()}
    ready = [(order[key], 0, key) for key, count in open_ends.items() if not count]
    heapq.heapify(ready)
    sequence = []
    while ready:
        _, _, key = heapq.heappop(ready)
        sequence.append(key)
        for one in after[key]:
            open_ends[one] -= 1
            if not open_ends[one]:
                heapq.heappush(ready, (order[key], -1, one) if one in ends else (order[one], 0, one))
    return sequence


def _lanes(
    said: Mapping[str, str],
    sequence: Sequence[str],
    before: Mapping[str, Sequence[str]],
    after: Mapping[str, Sequence[str]],
    unnamed: str,
) -> Mapping[str, str]:
    """The lane of each node: a step's own; of what leads on only, that of what comes before, else of what follows."""
    named = dict(said)
    for key in sequence:
        named[key] = named[key] or next((named[one] for one in before[key] if named[one]), "")
    for key in reversed(sequence):
        named[key] = named[key] or next((named[one] for one in after[key]), unnamed)
    return named


def _own_lane(node: Node, lanes: str, own: Mapping[str, str]) -> str:
    said = (node.office.strip() or node.post.strip()) if lanes == "office" else node.post.strip()
    if node.kind not in WAITING:
        return said if node.kind is NodeKind.CHOICE else ""
    return said or own["party" if node.kind is NodeKind.PARTY else "unnamed"]


def _lane_order(definition: FlowDefinition, named: Mapping[str, str]) -> tuple[str, ...]:
    """As they come in the table, but first those in which only the counterpart acts."""
    acting: dict[str, set[bool]] = {}
    for node in definition.nodes:
        kinds = acting.setdefault(named[node.id], set())
        if node.kind in WAITING:
            kinds.add(node.kind is NodeKind.PARTY)
    return tuple(sorted(acting, key=lambda lane: acting[lane] != {True}))


#: Lanes that are never shared: of whoever presides at a hearing, who is nobody that handled the case; of other bodies.
_APART = re.compile("听证|(机构|部门|医院|法院|公司|事务所)$")
#: Steps in a lane that is shared.
_MOST_TOGETHER = 9


def _shared(
    definition: FlowDefinition, named: Mapping[str, str], names: tuple[str, ...], most: int, own: Mapping[str, str]
) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Fewer lanes: of neighbours those with the fewest steps share one, rather late than early ones.

    The counterpart shares with nobody but itself (申请人 and 申请人、利害关系人), what has no post yet stands apart, so
    that more than `most` may be left.
    """
    steps, party = dict.fromkeys(names, 0), set(names)
    for node in definition.nodes:
        if node.kind in WAITING:
            steps[named[node.id]] += 1
            if node.kind is not NodeKind.PARTY:
                party.discard(named[node.id])
    groups: list[tuple[str, ...]] = [(name,) for name in names]
    while len(groups) > most:
        pairs = [
            (many, -at)
            for at, (one, other) in enumerate(pairwise(groups))
            if (many := sum(steps[name] for name in (*one, *other))) <= _MOST_TOGETHER
            and own["unnamed"] not in (*one, *other)
            and _may_share(one, other, party)
        ]
        if not pairs:
            break
        at = -min(pairs)[1]
        groups[at : at + 2] = [groups[at] + groups[at + 1]]
    heads = {name: own["stop"].join(_people(group)) if len(group) > 1 else name for group in groups for name in group}
    return {key: heads[name] for key, name in named.items()}, tuple(dict.fromkeys(heads.values()))


def _may_share(one: tuple[str, ...], other: tuple[str, ...], party: set[str]) -> bool:
    if one[0] in party or other[0] in party:
        return {one[0], other[0]} <= party and not set(_people(one)).isdisjoint(_people(other))
    return not any(_APART.search(name) for name in (*one, *other))


def _people(names: Iterable[str]) -> list[str]:
    """Whom the names of lanes name, each once."""
    return list(dict.fromkeys(one for name in names for one in name.split("、")))


#: How many lanes a hand-over may cross and still be drawn to the box right beside.
_NEAR = 2
#: How far below its place a box may stand, where it would be beside another in the same lane.
_BELOW = 3


class _Grid:
    """Cells as they fill up: first the rank of each node, then its row within its lane."""

    def __init__(self, names: tuple[str, ...], lane_of: Mapping[str, int]) -> None:
        self.names = names
        self.lane_of = lane_of
        self.rank_of: dict[str, int] = {}
        self.row_of: dict[str, int] = {}
        self.there: dict[tuple[int, int], list[str]] = {}  # nodes by rank and lane
        self.tall = [1] * len(names)

    def rank(self, key: str, before: Sequence[str], *, ways: int, below: int) -> None:
        """Behind all that leads to it, or beside what hands over to it; up to `below` further where others stand."""
        lane = self.lane_of[key]
        if before and len(set(before)) == 1 and self._beside(before[0], lane, ways=ways):
            rank = self.rank_of[before[0]]
        else:
            first = max((self.rank_of[one] + 1 for one in before), default=0)
            tried = range(first, first + below + 1)
            rank = next((rank for rank in tried if not self.there.get((rank, lane))), first)
        self.rank_of[key] = rank
        self.there.setdefault((rank, lane), []).append(key)

    def _beside(self, before: str, lane: int, *, ways: int) -> bool:
        """Whether the one node before hands over to a near lane with nothing in between."""
        rank, its_lane = self.rank_of[before], self.lane_of[before]
        if lane == its_lane or abs(lane - its_lane) > _NEAR or ways > _NEAR:
            return False
        between = range(min(lane, its_lane), max(lane, its_lane) + 1)
        return sum(len(self.there.get((rank, one), ())) for one in between) == 1

    def fill(self, sequence: Sequence[str], before: Mapping[str, Sequence[str]]) -> None:
        """Give rows, rank by rank: first to what goes straight on from the row of one before it, then to the rest."""
        last: dict[tuple[int, int], str] = {}  # the box furthest along in a row of a lane
        places = {key: number for number, key in enumerate(sequence)}
        for rank in sorted({rank for rank, _ in self.there}):
            for lane in range(len(self.names)):
                keys = sorted(self.there.get((rank, lane), ()), key=places.__getitem__)
                straight: dict[str, int] = {}
                for key in keys:
                    rows = (
                        self.row_of[one] for one in before[key] if self.lane_of[one] == lane and one in last.values()
                    )
                    if (row := next((row for row in rows if row not in straight.values()), None)) is not None:
                        straight[key] = row
                free = (
                    row for row in range(len(keys) + max(straight.values(), default=0)) if row not in straight.values()
                )
                for key in keys:
                    row = straight[key] if key in straight else next(free)
                    self.row_of[key] = row
                    last[lane, row] = key
                    self.tall[lane] = max(self.tall[lane], row + 1)

    def placed(self, edges: tuple[int, ...], back: frozenset[int]) -> Placed:
        """All cells, rows numbered through the lanes."""
        first = [sum(self.tall[:lane]) for lane in range(len(self.tall))]
        return Placed(
            cells={key: Cell(rank, first[self.lane_of[key]] + self.row_of[key]) for key, rank in self.rank_of.items()},
            lanes=self.names,
            rows=tuple(lane for lane, tall in enumerate(self.tall) for _ in range(tall)),
            ranks=max(self.rank_of.values(), default=-1) + 1,
            edges=edges,
            back=back,
        )
