"""Versions made ready to run, kept while the process lives: a published version never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow.engine import Program, compiled
from sunlit.flow.values import read_definition

if TYPE_CHECKING:
    from sunlit.flow.models.flows import FlowVersion

_kept: dict[object, Program] = {}
_MOST = 512


def program_of(version: FlowVersion) -> Program:
    """The program of a version."""
    found = _kept.get((version.pk, version.digest))
    if found is None:
        if len(_kept) >= _MOST:
            _kept.clear()
        found = _kept[version.pk, version.digest] = compiled(read_definition(version.definition))
    return found
