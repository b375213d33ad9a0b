"""Hearing triggers: decisions before which a hearing is to be held or offered, with the sums that make them so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.law.conferring.numbers import NUMBER, read_number

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Trigger:
    """A decision that calls for a hearing.

    Attributes:
        decision: as written: 较大数额罚款, 责令停产停业.
        least: from which sum on, in 元; None where the text tells none.
        span: first and last+1 character in the text read.
    """

    decision: str
    least: Decimal | None
    span: tuple[int, int]


_HEARING = re.compile(r"听证")
_OFFERED = re.compile(r"(?:要求|申请|告知|举行|组织)[^。；]{0,12}听证|听证(?:的权利|会)")
_DECISION = re.compile(
    rf"(?P<sum>(?P<least>{NUMBER})\s?元以上(?:\s?[^，。；、]{{0,6}})?(?:的)?罚款)"
    r"|较大数额(?:的)?罚款|没收较大(?:数额|价值)[^，。；、或]{0,12}|责令停产停业|责令(?:停业整顿|关闭)|责令停产停业|限制从业"
    r"|吊销[^，。；、或]{0,12}?(?:证件|许可证|执照|资格|证书)|降低资质等级"
)


def hearing_triggers(text: str) -> tuple[Trigger, ...]:
    """Decisions named in sentences that speak of holding or offering a hearing."""
    if not _HEARING.search(text):
        return ()
    out = []
    for sentence in re.finditer(r"[^。]+", text):
        if _OFFERED.search(sentence[0]):
            for found in _DECISION.finditer(sentence[0]):
                least = read_number(found["least"]) if found["sum"] else None
                span = (sentence.start() + found.start(), sentence.start() + found.end())
                out.append(Trigger(found[0], least, span))
    return tuple(out)
