"""Flowcharts, drawn and told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicWay:
    """去向 out of a step. `kind`: flow, timeout or reminder; `to`: number of the step it leads to, 0 for an end."""

    kind: str
    words: str
    condition: str = ""
    to: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFlowStep:
    """环节 of a flowchart as its list and cards say it, all in words. `kind`: step, party or notice.

    `inside`: the steps a box stands for where several are drawn as one, numbered from 1.
    """

    number: int
    kind: str
    kind_words: str
    name: str
    post: str
    office: str = ""
    term: str = ""
    question: str = ""
    following: tuple[PublicWay, ...] = ()
    rule: str = ""
    duty: str = ""
    control: str = ""
    rights: str = ""
    complaint: str = ""
    silence: str = ""
    bases: tuple[str, ...] = ()
    warrant: str = ""
    inside: tuple[PublicFlowStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicChart:
    """A citizen's chart in one language: the picture (its steps link to `#step-<number>`), and the same in words.

    Attributes:
        svg: the `<svg>` element, `width` by `height` pixels. begins: where it begins. term: of the whole.
        stops: what the term does not count.
    """

    svg: str
    width: int
    height: int
    begins: tuple[PublicWay, ...] = ()
    steps: tuple[PublicFlowStep, ...] = ()
    term: str = ""
    stops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFlow:
    """项目流程图 of a power, or a route by which powers are judged (审核路线), as drawn for citizens.

    Key: the power's id; of a route `review/` and which. `zh`, `en`: our own words in that language.
    """

    name: str
    number: int
    published_on: date
    zh: PublicChart
    en: PublicChart
