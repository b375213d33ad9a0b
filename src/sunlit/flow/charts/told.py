"""The chart in words: the same steps as a numbered list, each with what follows, and a card of all that is known of it.

Plain values, so that a page can be made of them where no definition is at hand. Whoever cannot see the chart, or prints
the page, learns from the list what the chart shows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sunlit.flow.charts.following import Following, follow
from sunlit.flow.charts.gathered import Gathered, Simplified
from sunlit.flow.charts.words import own_words, term_words
from sunlit.flow.values import SIX_FACTS, WAITING, NodeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.flow.charts.gathered import Place
    from sunlit.flow.values import FlowDefinition, Node


@dataclass(frozen=True, slots=True)
class Told:
    """A step of the list.

    Attributes:
        number: as on the chart; of a step inside another its number there.
        kind: `step`, `party` or `notice`; kind_words as printed.
        term: in words, with 不计入时限 where it applies; empty where there is none.
        question: what decides how it goes on; empty where nothing or more than one thing does.
        following: what comes next, one way after the other.
        rule, duty, control, rights, complaint: the plan's six facts, with `post`; empty where nothing is said.
        bases: provisions in words. warrant: 法定 or 工作程序, in words.
        inside: the steps that the box of this number stands for, with all that is said of each, and then nothing is
            said here but name and posts.
    """

    number: int
    kind: str
    kind_words: str
    name: str
    post: str
    office: str
    term: str
    question: str
    following: tuple[Following, ...]
    rule: str
    duty: str
    control: str
    rights: str
    complaint: str
    silence: str
    bases: tuple[str, ...]
    warrant: str
    note: str
    inside: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class ListTwin:
    """The chart in words.

    Attributes:
        name: of the flow. begins: where it begins, in the same form as what follows a step.
        steps: in order. term: of the whole, in words; stops: what stops it, in words.
        loops: whether something leads back.
    """

    name: str
    begins: tuple[Following, ...]
    steps: tuple[Told, ...]
    term: str
    stops: tuple[str, ...]
    loops: bool


def told(definition: FlowDefinition, *, language: str = "zh") -> ListTwin:
    """A definition's chart in words; the authors' texts stay as they are, our own are in `language`.

    Of a chart with boxes gathered it says what the whole of it says: every step, every question and every way.
    """
    whole = definition.whole if isinstance(definition, Simplified) else definition
    places = definition.places if isinstance(definition, Simplified) else None
    starts = [node.id for node in whole.nodes if node.kind is NodeKind.START]
    begins = tuple(way for key in starts for way in follow(whole, key, language, places)[1])
    shown = [node for node in definition.nodes if node.kind in WAITING]
    steps = tuple(_box(whole, node, language, places, number) for number, node in enumerate(shown, 1))
    loops = any(way.back for step in steps for one in (step, *step.inside) for way in one.following)
    term = term_words(whole.term, language) if whole.term else ""
    return ListTwin(whole.name, begins, steps, term, whole.stops, loops)


def _box(whole: FlowDefinition, node: Node, language: str, places: Mapping[str, Place] | None, number: int) -> Told:
    """A box of the chart: one step, or several with each of them told inside."""
    if not isinstance(node, Gathered) or not node.inside:
        return _told(whole, whole.by_id[node.id], language, places, number)
    own = own_words(language)
    inside = tuple(_told(whole, one, language, places, part) for part, one in enumerate(node.inside, 1))
    first = replace(inside[0], name=node.name, post=own["stop"].join(node.posts), number=number, kind="step")
    nothing: Any = dict.fromkeys(("term", "question", *SIX_FACTS[1:], "silence", "warrant", "note"), "")
    return replace(first, kind_words=own["done"], following=(), bases=(), inside=inside, **nothing)


def _told(
    definition: FlowDefinition, node: Node, language: str, places: Mapping[str, Place] | None, number: int
) -> Told:
    own = own_words(language)
    question, following = follow(definition, node.id, language, places)
    term = term_words(node.term, language) if node.term else ""
    if node.outside_term:
        term = f"{term}（{own['outside']}）" if term else own["outside"]
    kind = {NodeKind.STEP: "done", NodeKind.PARTY: "party step", NodeKind.NOTICE: "notice"}[node.kind]
    return Told(
        number=number,
        kind=node.kind.value,
        kind_words=own[kind],
        name=node.name.strip() or own["done"],
        post=node.post or own["party" if node.kind is NodeKind.PARTY else "unnamed"],
        office=node.office,
        term=term,
        question=question,
        following=following,
        rule=node.rule,
        duty=node.duty,
        control=node.control,
        rights=node.rights,
        complaint=node.complaint,
        silence=node.silence,
        bases=tuple(f"《{basis.title.strip('《》')}》{basis.article}" for basis in node.bases),
        warrant=own[node.warrant.value + " warrant"],
        note=node.note,
    )
