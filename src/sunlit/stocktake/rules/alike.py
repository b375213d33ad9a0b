"""Which items of a list are likely one and the same, what one takes over from the other, whose words may be claimed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sunlit.kernel.text import words_only
from sunlit.stocktake.rules.refusals import LONGEST_STEP, MOST_STEPS, NoSteps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from sunlit.catalogue.values import PowerContent

#: What a name may say or leave out without meaning another power.
_FILLING = re.compile(
    r"行政(?=许可|处罚|强制|检查|确认|奖励|给付|裁决|征收)|(?:核发|审批|审核|办理|工作|的|对|和|与|及)"
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two items that may be one: because their names say the same, or because they rest on the same articles."""

    one: UUID
    other: UUID
    why: str  # name or basis


def plain_name(name: str) -> str:
    """A name without what may be said or left out: brackets, spaces, 行政, 审批."""
    return _FILLING.sub("", words_only(name)) or words_only(name)


def likenesses(items: Sequence[tuple[UUID, PowerContent]]) -> tuple[Likeness, ...]:
    """The pairs that may be one, in the order of the list; those with one name first."""
    names: dict[str, list[UUID]] = {}
    rests: dict[tuple[str, frozenset[tuple[str, str]]], list[UUID]] = {}
    for key, content in items:
        names.setdefault(plain_name(content.name), []).append(key)
        if content.bases:
            places = frozenset((words_only(basis.title), basis.article) for basis in content.bases)
            rests.setdefault((content.type, places), []).append(key)
    found: dict[tuple[UUID, UUID], Likeness] = {}
    for why, groups in (("name", names.values()), ("basis", rests.values())):
        for group in groups:
            for one, other in pairwise(group):
                found.setdefault((one, other), Likeness(one, other, why))
    return tuple(found.values())


def taken_over(kept: PowerContent, other: PowerContent) -> PowerContent:
    """What an item says after another was merged into it: its own words, and the bases and steps it lacked."""
    places = {(words_only(basis.title), basis.article) for basis in kept.bases}
    bases = tuple(basis for basis in other.bases if (words_only(basis.title), basis.article) not in places)
    steps = {(step.name, step.post, step.post_name) for step in kept.steps}
    more = [step for step in other.steps if (step.name, step.post, step.post_name) not in steps]
    numbered = tuple(replace(step, number=len(kept.steps) + n) for n, step in enumerate(more, 1))
    return replace(kept, bases=kept.bases + bases, steps=kept.steps + numbered)


def calling(name: str, regions: Iterable[str]) -> str:
    """What a unit is called apart from where it is: 甲县河灯局 and 测试市河灯局 are both 河灯局."""
    left = words_only(name)
    for region in sorted({words_only(one) for one in regions}, key=len, reverse=True):
        if region and left.startswith(region) and left != region:
            left = left.removeprefix(region)
    left = re.sub(r"^(?:省|市|县|区|州|旗|盟)(?=.{2})", "", left)
    return re.sub(r"^(?:人民政府)(?=.{2})", "", left)


def steps_told(steps: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Steps (what is done, the power it exercises) by power, in their order. A step of no power is left out.

    Raises:
        NoSteps: nothing is left, a step is too long, or there are too many.
    """
    out: dict[str, list[str]] = {}
    for said, power in steps:
        if said.strip() and power.strip():
            out.setdefault(power.strip(), []).append(said.strip())
    if not out or len(steps) > MOST_STEPS or any(len(said) > LONGEST_STEP for told in out.values() for said in told):
        raise NoSteps(longest=LONGEST_STEP, most=MOST_STEPS)
    return {power: tuple(told) for power, told in out.items()}
