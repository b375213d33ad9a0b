"""The one spelling of a definition, its digest, and in what two differ."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.flow.values.definition import FlowDefinition, Node
from sunlit.kernel.canonical import canonical_json, digest
from sunlit.kernel.plain import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterator


def normal(definition: FlowDefinition) -> FlowDefinition:
    """The same flow with its edges in the order of their sources, each source's edges in the order they had."""
    place = {node.id: number for number, node in enumerate(definition.nodes)}
    edges = sorted(definition.edges, key=lambda edge: place.get(edge.source, len(place)))
    return dataclasses.replace(definition, edges=tuple(edges))


def written(definition: FlowDefinition) -> bytes:
    """The canonical form: the same flow gives the same bytes."""
    return canonical_json(to_plain(normal(definition)))


def digest_of(definition: FlowDefinition) -> str:
    """SHA-256 of the canonical form: the content hash of a version."""
    return digest(to_plain(normal(definition)))


def read_definition(data: bytes | str | object) -> FlowDefinition:
    """The definition that canonical JSON, or its parsed value, tells.

    Raises:
        NotPlain: a field is unknown, missing or not of its type. ValueError: it is not JSON.
    """
    return from_plain(FlowDefinition, json.loads(data) if isinstance(data, bytes | str) else data)


@dataclass(frozen=True, slots=True)
class Difference:
    """One point in which two flows differ: where (a step's name, a line; empty: the flow), which field, both values."""

    where: str
    field: str
    before: str
    after: str


def differences(before: FlowDefinition, after: FlowDefinition) -> tuple[Difference, ...]:
    """In what two flows differ, up to the ids of nodes; empty if they are the same flow.

    Nodes are matched by id where both flows have it and it is of one kind there, then by kind and name, then by kind
    in the order of the table.
    """
    if written(_renamed(before)) == written(_renamed(after)):
        return ()
    return tuple(_differing(before, after))


def _renamed(definition: FlowDefinition) -> FlowDefinition:
    """With ids that follow from the order of the table alone."""
    new = {node.id: f"n{number}" for number, node in enumerate(definition.nodes)}
    facts = {fact.id: f"f{number}" for number, fact in enumerate(definition.facts)}
    return dataclasses.replace(
        definition,
        facts=tuple(dataclasses.replace(fact, id=facts[fact.id]) for fact in definition.facts),
        nodes=tuple(dataclasses.replace(node, id=new[node.id]) for node in definition.nodes),
        edges=tuple(
            dataclasses.replace(
                edge,
                source=new.get(edge.source, edge.source),
                target=new.get(edge.target, edge.target),
                when=tuple(
                    tuple(dataclasses.replace(test, fact=facts.get(test.fact, test.fact)) for test in row)
                    for row in edge.when
                ),
            )
            for edge in definition.edges
        ),
    )


def _differing(before: FlowDefinition, after: FlowDefinition) -> Iterator[Difference]:
    for name in ("name", "kind", "category", "term", "stops", "specials", "withdrawal"):
        was, now = _said(getattr(before, name)), _said(getattr(after, name))
        if was != now:
            yield Difference("", name, was, now)
    if _facts(before) != _facts(after):
        yield Difference("", "facts", _facts(before), _facts(after))
    pairs = _paired(before, after)
    kept = set(pairs.values())
    for node in before.nodes:
        if node.id in pairs:
            yield from _fields(node, after.by_id[pairs[node.id]])
        else:
            yield Difference(_called(node), "node", _called(node), "")
    for node in after.nodes:
        if node.id not in kept:
            yield Difference(_called(node), "node", "", _called(node))
    yield from _edges(before, after, pairs)
    order = [pairs[node.id] for node in before.nodes if node.id in pairs]
    now_order = [node.id for node in after.nodes if node.id in kept]
    if order != now_order:
        yield Difference("", "order", _names(after, order), _names(after, now_order))


def _fields(node: Node, other: Node) -> Iterator[Difference]:
    for field in dataclasses.fields(Node):
        was, now = _said(getattr(node, field.name)), _said(getattr(other, field.name))
        if field.name != "id" and was != now:
            yield Difference(_called(node), field.name, was, now)


def _edges(before: FlowDefinition, after: FlowDefinition, pairs: dict[str, str]) -> Iterator[Difference]:
    old = [_line(before, edge.source, edge.target, edge) for edge in normal(before).edges]
    new = [_line(after, edge.source, edge.target, edge) for edge in normal(after).edges]
    keyed_old = [
        (pairs.get(edge.source, f"-{edge.source}"), pairs.get(edge.target, f"-{edge.target}"), _how(edge))
        for edge in normal(before).edges
    ]
    keyed_new = [(edge.source, edge.target, _how(edge)) for edge in normal(after).edges]
    for words, key in zip(old, keyed_old, strict=True):
        if keyed_old.count(key) > keyed_new.count(key):
            yield Difference(words, "edge", words, "")
    for words, key in zip(new, keyed_new, strict=True):
        if keyed_new.count(key) > keyed_old.count(key):
            yield Difference(words, "edge", "", words)


def _how(edge: object) -> str:
    plain = to_plain(edge)
    return json.dumps({name: plain[name] for name in ("kind", "label", "when")}, ensure_ascii=False)


def _line(definition: FlowDefinition, source: str, target: str, edge: object) -> str:
    ends = [_called(definition.by_id[key]) if key in definition.by_id else key for key in (source, target)]
    label = getattr(edge, "label", "")
    return f"{ends[0]} →{f'（{label}）' if label else ''} {ends[1]}"


def _paired(before: FlowDefinition, after: FlowDefinition) -> dict[str, str]:
    pairs = {
        node.id: node.id for node in before.nodes if node.id in after.by_id and after.by_id[node.id].kind is node.kind
    }
    for alike in (lambda a, b: a.name and a.name == b.name, lambda _a, _b: True):
        taken = set(pairs.values())
        for node in before.nodes:
            if node.id in pairs:
                continue
            found = next((o for o in after.nodes if o.id not in taken and o.kind is node.kind and alike(node, o)), None)
            if found is not None:
                pairs[node.id] = found.id
                taken.add(found.id)
    return pairs


def _called(node: Node) -> str:
    return node.name or node.outcome or node.kind.words


def _names(definition: FlowDefinition, keys: list[str]) -> str:
    return "、".join(_called(definition.by_id[key]) for key in keys)


def _facts(definition: FlowDefinition) -> str:
    return _said([to_plain(fact) for fact in definition.facts])


def _said(value: object) -> str:
    plain = to_plain(value)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
