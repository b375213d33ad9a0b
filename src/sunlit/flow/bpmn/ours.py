"""Our facts as elements and attributes of our own namespace, and back."""

from __future__ import annotations

import dataclasses
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar
from xml.etree.ElementTree import Element as Out  # only to write; what is read is read by `markup`

from sunlit.flow.bpmn.names import OURS
from sunlit.flow.values import (
    Edge,
    EdgeKind,
    Fact,
    FactKind,
    FlowDefinition,
    FlowKind,
    Node,
    NodeKind,
    Op,
    StepBasis,
    StepTerm,
    TermUnit,
    Test,
    Warrant,
)

if TYPE_CHECKING:
    from sunlit.flow.bpmn.markup import Element

_E = TypeVar("_E", bound=StrEnum)

#: What XML 1.0 cannot hold, not even as a reference.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: White space that other programs write into attributes as it is, where a reader takes it for plain spaces.
_SHORT = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_LONG = {short: long for long, short in _SHORT.items()}
_ESCAPED = re.compile(r"\\(?:[\\ntr]|u([0-9a-f]{4}))")

_TEXTS = (
    "post", "office", "performer", "rule", "duty", "control", "rights", "complaint", "silence", "outcome", "realises",
)  # fmt: skip
_FLAGS = ("outside_term", "ends_all", "inner", "optional")


class NotOurs(ValueError):  # noqa: N818 - says what is the case
    """Something in our namespace that we do not write: the file was changed by hand, or made by a later version."""


def seen(text: str) -> str:
    """A text as other programs see it: what XML cannot hold is replaced by U+FFFD, line ends are one character."""
    return _IMPOSSIBLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def kept(text: str) -> str:
    """A text as our attributes hold it, whole: backslashes doubled, line ends and tabs by letter, others by number."""
    text = re.sub(r"[\\\n\t\r]", lambda found: _SHORT[found[0]], text)
    return _IMPOSSIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def said(text: str) -> str:
    """The text that `kept` wrote."""
    return _ESCAPED.sub(lambda found: _LONG.get(found[0]) or chr(int(found[1], 16)), text)


def _plain(text: str) -> bool:
    """Whether other programs keep a name as it is."""
    return seen(text) == text == " ".join(text.split())


# --- written ---------------------------------------------------------------------------------------------------------


def flow_element(definition: FlowDefinition, digest: str) -> Out:
    """All of the flow but nodes and edges, with the digest of the whole."""
    out = _out("flow", kind=definition.kind.value, category=definition.category, withdrawal=definition.withdrawal)
    if not _plain(definition.name):
        out.set("name", kept(definition.name))
    out.set("digest", digest)
    if definition.term:
        out.append(_term(definition.term))
    out.extend(_out("stop", words=words, always="words") for words in definition.stops)
    out.extend(_out("special", words=words, always="words") for words in definition.specials)
    for fact in definition.facts:
        one = _out("fact", id=fact.id, words=fact.words, kind=fact.kind.value)
        one.extend(_out("choice", words=words, always="words") for words in fact.choices)
        out.append(one)
    return out


def node_element(node: Node) -> Out:
    """All of a node but what its BPMN element says: kind, name and documentation."""
    out = _out("node", id=node.id, always="id", **{name: getattr(node, name) for name in _TEXTS})
    if not _plain(node.name) or (node.kind is NodeKind.END and node.name):
        out.set("name", kept(node.name))
    if seen(node.note) != node.note or node.note != node.note.strip():
        out.set("note", kept(node.note))
    if node.warrant is not Warrant.PRACTICE:
        out.set("warrant", node.warrant.value)
    for flag in _FLAGS:
        if getattr(node, flag):
            out.set(flag, "true")
    out.extend(_out("basis", title=basis.title, article=basis.article, always="title") for basis in node.bases)
    if node.term:
        out.append(_term(node.term))
    return out


def edge_element(edge: Edge) -> Out | None:
    """What a sequence flow cannot say of an edge; None if it says all."""
    out = _out("edge")
    if not _plain(edge.label):
        out.set("label", kept(edge.label))
    for row in edge.when:
        when = _out("when")
        for test in row:
            kind = FactKind.FLAG if test.value is True or test.value is False else None
            kind = kind or (FactKind.NUMBER if isinstance(test.value, int) else FactKind.CHOICE)
            value = str(test.value).lower() if kind is FactKind.FLAG else str(test.value)
            when.append(_out("test", fact=test.fact, op=test.op.value, kind=kind.value, value=value, always="fact"))
            when[-1].set("value", kept(value))
        out.append(when)
    return out if len(out) or out.attrib else None


def _term(term: StepTerm) -> Out:
    return _out("term", amount=str(term.amount), unit=term.unit.value, source=term.source)


def _out(name: str, *, always: str = "", **attributes: str) -> Out:
    """An element of ours; attributes that are empty are left out, but for `always`."""
    return Out(f"sunlit:{name}", {key: kept(value) for key, value in attributes.items() if value or key == always})


# --- read ------------------------------------------------------------------------------------------------------------


def of(element: Element, name: str) -> Element | None:
    """Our element `name` among the extensions of a BPMN element."""
    for one in element.children:
        if one.name == "extensionElements":
            return next((child for child in one.children if (child.space, child.name) == (OURS, name)), None)
    return None


def read_flow(element: Element, name: str) -> FlowDefinition:
    """The flow without its nodes and edges; `name` as the chart shows it.

    Raises:
        NotOurs: nothing we write looks like this.
    """
    held = _text(element, "name")
    return FlowDefinition(
        name=_shown(name, held),
        kind=_one(FlowKind, element.get("kind")),
        category=_text(element, "category"),
        term=_read_term(element),
        stops=tuple(_text(one, "words") for one in _all(element, "stop")),
        specials=tuple(_text(one, "words") for one in _all(element, "special")),
        withdrawal=_text(element, "withdrawal"),
        facts=tuple(
            Fact(
                id=_text(one, "id"),
                words=_text(one, "words"),
                kind=_one(FactKind, one.get("kind")),
                choices=tuple(_text(choice, "words") for choice in _all(one, "choice")),
            )
            for one in _all(element, "fact")
        ),
    )


def read_node(element: Element, kind: NodeKind, name: str, note: str) -> Node:
    """The node; what the chart shows now (`name`, `note`) wins over what we once wrote beside it.

    Raises:
        NotOurs: nothing we write looks like this.
    """
    plain: dict[str, Any] = {key: _text(element, key) for key in _TEXTS}
    plain |= {key: element.get(key) == "true" for key in _FLAGS}
    node = Node(
        id=_text(element, "id"),
        kind=kind,
        name=_text(element, "name"),
        note=_shown(note, _text(element, "note")),
        warrant=_one(Warrant, element.get("warrant") or Warrant.PRACTICE.value),
        bases=tuple(StepBasis(title=_text(b, "title"), article=_text(b, "article")) for b in _all(element, "basis")),
        term=_read_term(element),
        **plain,
    )
    if kind is not NodeKind.END:
        return dataclasses.replace(node, name=_shown(name, node.name))
    if _alike(node.name or node.outcome, name):
        return node
    return dataclasses.replace(node, name=name) if node.name else dataclasses.replace(node, outcome=name)


def read_edge(element: Element | None, source: str, target: str, kind: EdgeKind, name: str) -> Edge:
    """The edge that a sequence flow and what we wrote beside it tell.

    Raises:
        NotOurs: nothing we write looks like this.
    """
    when = tuple(tuple(_test(test) for test in _all(row, "test")) for row in _all(element, "when")) if element else ()
    label = _shown(name, _text(element, "label")) if element else name
    return Edge(source=source, target=target, kind=kind, label=label, when=when)


def _shown(now: str, held: str) -> str:
    """What the chart shows, in the exact spelling we wrote beside it, if it is still that."""
    return held if held and _alike(held, now) else now


def _alike(held: str, now: str) -> bool:
    """Whether a text is what we showed, whatever has become of its white space."""
    return seen(held).split() == now.split()


def _test(element: Element) -> Test:
    kind, text = _one(FactKind, element.get("kind")), _text(element, "value")
    value: bool | int | str = text
    if kind is FactKind.FLAG:
        value = text == "true"
    elif kind is FactKind.NUMBER:
        value = _number(text)
    return Test(fact=_text(element, "fact"), op=_one(Op, element.get("op")), value=value)


def _read_term(element: Element) -> StepTerm | None:
    for one in _all(element, "term"):
        amount, unit = _number(one.get("amount")), _one(TermUnit, one.get("unit"))
        return StepTerm(amount=amount, unit=unit, source=_text(one, "source"))
    return None


def _number(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,4000}", text):
        raise NotOurs(text)
    return int(text)


def _one(kind: type[_E], value: str) -> _E:
    return kind(value)


def _text(element: Element, name: str) -> str:
    return said(element.get(name))


def _all(element: Element, name: str) -> list[Element]:
    return [one for one in element.children if (one.space, one.name) == (OURS, name)]
