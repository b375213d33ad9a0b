"""From an item of the official form to a draft: what it says whole, its new bases tied to the library."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, TypeVar

from sunlit.catalogue.drafting.bases import bases_of, tied, untold
from sunlit.catalogue.values import Disclosure, Further, PowerContent, Remedies, Term

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sunlit.catalogue.values import ListedItem, Told
    from sunlit.law.shelf import Shelf

_D = TypeVar("_D", Disclosure, Remedies)
#: Fields of which the form may speak of a part alone.
_IN_PARTS = ("disclosure", "remedies")


def content_told(item: ListedItem, told: Told, shelf: Shelf | None, on: date | None) -> PowerContent:
    """The content of an item of the form, as of a day where a shelf is given."""
    content = told.row.content
    if content.bases or not item.basis:
        return replace(content, bases=tied(content.bases, told.settled, shelf, on))
    kept = (Further(header="实施依据", words=item.basis),) if untold(item.basis, item.citations) else ()
    return replace(content, bases=bases_of(item.citations, shelf, on), further=(*content.further, *kept))


def laid_over(record: PowerContent, listed: PowerContent, spoken_of: Iterable[str]) -> PowerContent:
    """The record with the fields the form speaks of as the form has them, those left empty emptied."""
    wanted = set(spoken_of)
    changed = {f.name: getattr(listed, f.name) for f in fields(PowerContent) if f.name in wanted}
    for name in ("statutory_term", "promised_term"):
        if changed.get(name, record) is None and getattr(record, name) == Term():
            del changed[name]  # neither says anything
    parts = {outer: {name.partition(".")[2] for name in wanted if name.startswith(f"{outer}.")} for outer in _IN_PARTS}
    if told := parts["disclosure"]:
        changed["disclosure"] = _with(record.disclosure, listed.disclosure, told)
    if told := parts["remedies"]:
        now = _with(record.remedies or Remedies(), listed.remedies or Remedies(), told)
        if now != Remedies():
            changed["remedies"] = now
        elif record.remedies != Remedies():
            changed["remedies"] = None
    return replace(record, **changed)


def _with(record: _D, listed: _D, names: Iterable[str]) -> _D:
    return replace(record, **{name: getattr(listed, name) for name in names})
