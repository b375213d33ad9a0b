"""Which drafts may be put on record together, and what keeps the others: the same for who looks and for who does it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.catalogue.drafting.fileable import linked, require_fileable
from sunlit.catalogue.findings import check
from sunlit.catalogue.models.editing import content_of
from sunlit.catalogue.models.powers import PowerEdition
from sunlit.catalogue.models.staging import StagedItem
from sunlit.catalogue.models.standing import standing_on
from sunlit.catalogue.rules import powers as rules
from sunlit.catalogue.rules.powers import EditionState, PowerStanding
from sunlit.catalogue.sheets.form.telling import as_listed
from sunlit.kernel.refusal import Refusal
from sunlit.law.citations import read_basis

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from sunlit.catalogue.values import PowerContent
    from sunlit.law.shelf import Shelf

_OPEN = (EditionState.DRAFT.value, EditionState.ON_RECORD.value)


def titles_of(drafts: Sequence[PowerEdition]) -> set[str]:
    """The laws drafts name, for the shelf they are judged by."""
    return {basis.title for draft in drafts for basis in content_of(draft).bases}


def why_left(drafts: Sequence[PowerEdition], shelf: Shelf, day: date) -> Mapping[UUID, Refusal | str]:
    """Drafts (with their `power`) that cannot go on record with others on a day: by its key, what keeps each.

    A finding that must be mended keeps a draft: that of the list it was loaded from, as long as it says what the list
    said, else that of a check of what it says now. Five statements.
    """
    contents = {draft.pk: content_of(draft) for draft in drafts}
    found = _findings(drafts, contents, shelf, day)
    standings = standing_on([draft.power_id for draft in drafts], day)
    before = dict(
        PowerEdition.objects.filter(power__in=list(standings), state=EditionState.ON_RECORD).values_list(
            "power", "valid_from"
        )
    )
    out: dict[UUID, Refusal | str] = {}
    for draft in drafts:
        try:
            now = standings[draft.power_id]
            if now not in (PowerStanding.NEW, PowerStanding.IN_USE):
                raise rules.WrongStanding(now=now.words)
            rules.require_later(day, before.get(draft.power_id), corrects=False)
            require_fileable(linked(contents[draft.pk], shelf, day))
        except Refusal as refusal:
            out[draft.pk] = refusal
        else:
            if draft.pk in found:
                out[draft.pk] = found[draft.pk]
    return out


def _findings(
    drafts: Sequence[PowerEdition], contents: Mapping[UUID, PowerContent], shelf: Shelf, day: date
) -> Mapping[UUID, str]:
    """Why drafts must be mended, by their keys."""
    digests = {draft.pk: draft.digest for draft in drafts}
    loaded = StagedItem.objects.filter(edition__in=list(digests)).values_list("edition", "edition_digest", "findings")
    as_it_was = {key: findings for key, digest, findings in loaded if key is not None and digests[key] == digest}
    out = {key: why for key, findings in as_it_was.items() if (why := _worst(findings))}
    own = [draft for draft in drafts if draft.pk not in as_it_was]
    above = [draft.power.parent_id for draft in own if draft.power.parent_id is not None]
    parents = dict(
        PowerEdition.objects.filter(power__in=above, state__in=_OPEN).order_by("state").values_list("power", "name")
    )
    items = [
        replace(
            as_listed(
                contents[draft.pk], parents.get(draft.power.parent_id, "") if draft.power.parent_id else "", read_basis
            ),
            row=n,
        )
        for n, draft in enumerate(own, 1)
    ]
    for finding in check(items, shelf, as_of=day).findings:
        if finding.severity == "error":
            out.setdefault(own[finding.row - 1].pk, finding.why)
    return out


def _worst(findings: Sequence[Mapping[str, str]]) -> str:
    return next((one["why"] for one in findings if one["severity"] == "error"), "")
