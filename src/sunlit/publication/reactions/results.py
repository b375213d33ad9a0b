"""Putting out notices of results, and taking them back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.files import store as files
from sunlit.kernel import clock
from sunlit.kernel.plain import from_plain
from sunlit.noticeboard.store import referring, writing
from sunlit.noticeboard.values import PublicResult

if TYPE_CHECKING:
    from sunlit.publication.acts import ResultAnnounced, ResultWithdrawn


def copy_result(act: ResultAnnounced, place: int) -> None:
    """Put out the notice that was kept; a power that does not stand is named and not led to."""
    notice = from_plain(PublicResult, json.loads(files.read(act.told)))
    there = referring.standing("power")
    rows = tuple(row if row.power in there else replace(row, power="") for row in notice.rows)
    writing.put("result", str(act.result), replace(notice, rows=rows), place=place, at=clock.now())


def take_back_result(act: ResultWithdrawn, place: int) -> None:
    """Leave the reason where the notice stood."""
    reason = files.read(act.reason).decode()
    writing.withdraw("result", str(act.result), place=place, at=clock.now(), reason=reason)
