"""Acts of an invented trade, so that the ledger is tested without any app."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act
from sunlit.ledger import Unchanged, command, emit


@dataclass(frozen=True, slots=True, kw_only=True)
class LampLit(Act):
    kind: ClassVar[str] = "test.lamp-lit"
    lamp: str
    times: int = 1
    on: date | None = None
    owner: UUID | None = None
    with_: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        return f"lamp:{self.lamp}"


@command
def light(lamp: str, *, times: int = 1, by) -> int | Unchanged:
    """点灯: light a lamp a number of times."""
    if times == 0:
        return Unchanged("it is as it was")
    for n in range(1, times + 1):
        emit(LampLit(lamp=lamp, times=n))
    return times


@command
def light_all(*lamps: str, but: str = "", by) -> None:
    """全部点灯: light several lamps; if one is missing, none."""
    for lamp in lamps:
        light(lamp, by=by)
    if but:
        raise RuntimeError(but)


@command
def light_what_burns(*lamps: str, by) -> None:
    """尽量点灯: light those that burn, leave those that do not."""
    for lamp in lamps:
        try:
            light_all(lamp, but="broken" if lamp.startswith("x") else "", by=by)
        except RuntimeError:
            continue


@command
def forget(*, by) -> None:
    """漏记: a command that forgets to say what it did."""
