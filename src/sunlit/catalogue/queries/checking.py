"""One edition under the checks: where each field came from, and what is wrong with it as the law stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.catalogue.findings import check
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.queries.powers import readable_powers
from sunlit.catalogue.rules import provenance
from sunlit.catalogue.sheets.form.telling import as_listed
from sunlit.catalogue.values.wording import in_words
from sunlit.kernel.plain import to_plain
from sunlit.law import queries as law
from sunlit.law.citations import read_basis

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sunlit.catalogue.rules.provenance import Source
    from sunlit.catalogue.values import Finding
    from sunlit.catalogue.values.seen import EditionSeen
    from sunlit.organs.values import Viewer

#: The field of an edition to which a column of a list belongs; a column that is not here is a field by itself.
_FIELDS = {
    "basis": "bases", "body": "holder", "office": "steps", "fee": "charged", "fee_basis": "fees",
    "fee_standard": "fees", "legal_time_limit": "statutory_term", "promised_time_limit": "promised_term",
    "sub_item": "name", "level": "levels", "duty": "duties", "accountability_grounds": "accountability",
    "office_hours": "hours", "service_object": "served", "subject_nature": "nature", "entrusted": "entrusted_by",
    "disclosure_scope": "disclosure", "consult_phone": "channels", "complaint_phone": "channels",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pointed:
    """A finding with the field of the edition it is about, and the cells of a list that gave that field, if one did."""

    finding: Finding
    field: str
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What is to be known of an edition besides its words.

    Attributes:
        sources: where each field came from.
        must: findings to be put right; `advice` those that are worth a look, warnings first.
    """

    sources: tuple[Source, ...]
    must: tuple[Pointed, ...]
    advice: tuple[Pointed, ...]


def checked(viewer: Viewer, seen: EditionSeen, on: date) -> Checked | None:
    """Sources and findings (each with the field it is about) of an edition; None where it may not be read.

    The checks are those of lists, against the laws it cites, by what was in force on a day. What can only be found
    beside other powers (the same one twice, two units on one provision) is not looked for. Six statements.

    Raises:
        NotAllowed: the viewer may not read the library.
    """
    row = PowerEdition.objects.filter(pk=seen.id, power__in=readable_powers(viewer)).first()
    if row is None:
        return None
    plain = to_plain(seen.content)
    said = tuple(name for name, value in plain.items() if in_words(value) or name == "type")
    shelf = law.shelf(viewer, {basis.title for basis in seen.content.bases})
    found = check([as_listed(seen.content, _parent(seen.parent), read_basis)], shelf, as_of=on)
    sources = provenance.sources(row.provenance, said, by=row.made_by, at=row.made_at)
    told = [_pointed(one, sources) for one in found.findings]
    return Checked(
        sources=sources, must=tuple(one for one in told if one.finding.severity == "error"),
        advice=tuple(one for grade in ("warning", "advice") for one in told if one.finding.severity == grade),
    )  # fmt: skip


def _pointed(finding: Finding, sources: tuple[Source, ...]) -> Pointed:
    field = _FIELDS.get(finding.column, finding.column)
    where = (
        " · ".join(filter(None, (source.file, source.sheet, "、".join(cells))))
        for source in sources
        for name, cells in source.fields
        if name == field and source.file
    )
    return Pointed(finding, field, tuple(where))


def _parent(power: UUID | None) -> str:
    """What the power is called whose sub-item this is."""
    named = PowerEdition.objects.filter(power=power, state__in=("draft", "on-record")).order_by("state")
    return named.values_list("name", flat=True).last() or ""
