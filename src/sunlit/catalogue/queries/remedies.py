"""What the law now says of the remedies against a unit's acts, for whoever drafts its powers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.catalogue.rules.remedies import Respondent, proposed
from sunlit.catalogue.values import Remedies
from sunlit.organs import queries as organs
from sunlit.organs.rules import UnitKind

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.catalogue.rules.remedies import Proposal
    from sunlit.catalogue.values import PowerContent
    from sunlit.organs.values import UnitSeen, Viewer


def remedies_proposed(viewer: Viewer, unit_id: UUID, power_type: str) -> tuple[Proposal, ...]:
    """The remedies against what a unit does by a power of a type, each sentence with its source; none if unknown."""
    unit = organs.unit(viewer, unit_id)
    return proposed(_respondent(viewer, unit), power_type) if unit is not None else ()


def with_remedies(content: PowerContent, proposals: tuple[Proposal, ...]) -> PowerContent:
    """The content with what is proposed in every field of the remedies that says nothing yet. No other is touched."""
    held = content.remedies or Remedies()
    told = {one.field: one.words for one in proposals if not getattr(held, one.field)}
    return replace(content, remedies=replace(held, **told)) if told else content


def _respondent(viewer: Viewer, unit: UnitSeen) -> Respondent:
    entruster = None
    if unit.kind is UnitKind.ENTRUSTED and unit.superior is not None:
        above = organs.unit(viewer, unit.superior)
        entruster = _respondent(viewer, above) if above is not None and above.kind is not UnitKind.ENTRUSTED else None
    return Respondent(
        name=unit.name, kind=unit.kind, tier=unit.region.tier, region=unit.region.name,
        above=unit.region.above[0] if unit.region.above else "", superior=unit.superior_name,
        review_body=unit.review_body, court=unit.court, entruster=entruster,
    )  # fmt: skip
