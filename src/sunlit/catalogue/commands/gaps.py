"""逐条查阅有无遗漏: a gap becomes a draft, or is answered with a reason, and the answer can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sunlit.catalogue import policies
from sunlit.catalogue.acts.gaps import GapAnswered, GapAnswerWithdrawn
from sunlit.catalogue.commands.answering import keep, take_back
from sunlit.catalogue.commands.powers import draft_power
from sunlit.catalogue.commands.secrecy import screen_text
from sunlit.catalogue.drafting.gaps import draft_from
from sunlit.catalogue.models import GapAnswer
from sunlit.catalogue.models.resting import articles_rested_on
from sunlit.catalogue.rules import gaps as rules
from sunlit.catalogue.rules import reason_given
from sunlit.kernel import clock
from sunlit.law import queries as law
from sunlit.ledger import command, emit
from sunlit.organs import queries as organs
from sunlit.organs.policies import standing

if TYPE_CHECKING:
    from sunlit.catalogue.commands.secrecy import Answer
    from sunlit.catalogue.rules.gaps import Provided
    from sunlit.kernel.actor import Actor
    from sunlit.law.conferring import Conferral
    from sunlit.law.queries import LawConferring
    from sunlit.organs.values import UnitSeen


@dataclass(frozen=True, slots=True)
class _Gap:
    unit: UnitSeen
    law: LawConferring
    power: Conferral


@command
def answer_gap(unit_id: UUID, provided: Provided, *, reason: str, by: Actor) -> UUID:
    """答复遗漏: say why a unit registers no power by a provision that confers one. Returns the answer.

    Raises:
        NotAllowed, NoReasonGiven, MarkedSecret, NoSuchGap, GapClosed, GapAnswered.
    """
    policies.require_drafter(by, unit_id)
    words = reason_given(reason)
    screen_text(words, door="power")
    _open_gap(unit_id, provided, by)
    answer = GapAnswer(
        unit_id=unit_id, law=provided.law, version=provided.version, article=provided.article, insert=provided.insert,
        paragraph=provided.paragraph, type=provided.type, reason=words,
    )  # fmt: skip
    key = keep(answer, taken=rules.GapAnswered, by=by)
    emit(
        GapAnswered(
            answer=key, unit=unit_id, law=provided.law, law_version=provided.version, article=provided.article,
            insert=provided.insert, paragraph=provided.paragraph, type=provided.type,
        )
    )  # fmt: skip
    return key


@command
def withdraw_gap_answer(answer_id: UUID, *, by: Actor) -> None:
    """撤回答复: open a gap again.

    Raises:
        NotAllowed, GapNotAnswered.
    """
    take_back(GapAnswer.objects.filter(pk=answer_id), lacking=rules.GapNotAnswered, by=by)
    emit(GapAnswerWithdrawn(answer=answer_id))


@command
def draft_from_gap(
    unit_id: UUID, provided: Provided, *, secret_answer: Answer = "", post: UUID | None = None, by: Actor
) -> UUID:
    """补登职权: begin the power that a provision confers, with what the law says of it. Returns the draft's key.

    Raises:
        NotAllowed, SecrecyNotAnswered, NoSuchGap, GapClosed, and what `draft_power` raises.
    """
    policies.require_drafter(by, unit_id, post)
    gap = _open_gap(unit_id, provided, by)
    version = gap.law.version
    article = law.articles_of(standing(by), version.id)[provided.article, provided.insert]
    content = draft_from(
        gap.power, title=gap.law.law.title, kind=gap.law.law.kind, law=provided.law, version=provided.version,
        dated=version.dated, article=article, holder=gap.unit.name,
    )  # fmt: skip
    return draft_power(unit_id, content, secret_answer=secret_answer, post=post, by=by)


def _open_gap(unit_id: UUID, provided: Provided, by: Actor) -> _Gap:
    """The provision, if it confers a power on the unit by the law as it stands and no power rests on it.

    Raises:
        NoSuchGap, GapClosed.
    """
    seen = standing(by)
    unit = organs.unit(seen, unit_id)
    read = law.conferring(seen, [UUID(provided.law)]) if unit is not None else ()
    for one in read:
        others = [power.body for power in one.powers]
        for power in one.powers:
            if (
                str(one.version.id) == provided.version
                and power.place.of_article == (provided.article, provided.insert)
                and (power.place.paragraph, power.type) == (provided.paragraph, provided.type)
                and unit is not None
                and rules.concerns((unit.name, *unit.former), power.body, others)
            ):
                if provided.of_article in articles_rested_on(unit_id, clock.today()):
                    raise rules.GapClosed
                return _Gap(unit, one, power)
    raise rules.NoSuchGap
