"""Drafts people are asked about before they are filed, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sunlit.noticeboard.values.powers import PublicBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDraft:
    """拟公布的职权: a draft that people are asked about before it is filed. Key: the power's id.

    Attributes:
        comments: key of the `comments` record it is asked about under.
    """

    name: str
    type: str
    type_words: str
    unit: str
    unit_name: str
    holder: str = ""
    bases: tuple[PublicBasis, ...] = ()
    comments: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAnswer:
    """An answer to a comment, in the office's words. `power`: key of the draft, empty for the whole."""

    power: str
    gist: str
    adopted: bool
    reason: str = ""
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicComments:
    """征求意见 about drafts of a unit. Key: the period's id. `closes_on`: its last day, unless stopped before."""

    unit: str
    unit_name: str
    opened_on: date
    closes_on: date
    stopped_on: date | None = None
    drafts: int = 0
    received: int = 0
    answers: tuple[PublicAnswer, ...] = ()
