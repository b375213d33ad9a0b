"""Drafts people are asked about, as bodies of public records: a name, a class, whose it is, and what it rests on.

What an edition says besides stays inside until it is filed and published. The public's own words never leave: an
answer says in the office's words what a comment was about.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.catalogue.rules.types import words_of
from sunlit.noticeboard.values import PublicAnswer, PublicComments, PublicDraft
from sunlit.publication.rules.whitelist import public_content

if TYPE_CHECKING:
    from sunlit.catalogue.values import PowerContent
    from sunlit.organs.values import UnitSeen
    from sunlit.review.values.commenting import ShownPeriod

#: Fields of a draft that go out, each in the form in which a published power has it.
DRAFT = ("name", "type", "holder", "bases")


def public_draft(content: PowerContent, unit: UnitSeen, period: ShownPeriod) -> PublicDraft:
    """A draft as people are asked about it. Its bases name their laws and lead to none: those stand with powers."""
    whole = public_content(content)
    said = {field: whole[field] for field in DRAFT}
    said["bases"] = tuple(replace(basis, law="") for basis in said["bases"])
    return PublicDraft(
        **said, type_words=words_of(content.type), unit=str(unit.id), unit_name=unit.name, comments=str(period.id)
    )


def public_comments(period: ShownPeriod, unit: UnitSeen) -> PublicComments:
    """A period, what came of it so far."""
    return PublicComments(
        unit=str(unit.id), unit_name=unit.name, opened_on=period.opened_on, closes_on=period.closes_on,
        stopped_on=period.stopped_on, drafts=len(period.drafts), received=period.received,
        answers=tuple(
            PublicAnswer(
                power=str(one.power or ""), gist=one.gist, adopted=one.adopted, reason=one.reason, on=one.on
            )
            for one in period.answers
        ),
    )  # fmt: skip
