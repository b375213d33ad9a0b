"""What the public handed in: taken in, merged, and worked on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.rules.powers import NoSuchPower
from sunlit.kernel import clock
from sunlit.kernel.canonical import salted
from sunlit.ledger import Unchanged, command, emit
from sunlit.noticeboard.store import receipts
from sunlit.noticeboard.store.sought import folded
from sunlit.organs.policies import require_administration, standing
from sunlit.organs.rules import Administration
from sunlit.publication import policies
from sunlit.publication.acts import AliasProposed, LettersTakenIn, ReportHandled, WordsSetAside
from sunlit.publication.models import Box, MissingWords, Report
from sunlit.publication.rules import inbox as rules
from sunlit.review import commands as review

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sunlit.kernel.actor import Actor
    from sunlit.publication.rules.inbox import Told
    from sunlit.publication.values import Letter
    from sunlit.review.values.commenting import Handed

#: After which a box cannot come a second time, and is forgotten.
_REMEMBERED = timedelta(days=30)
#: Words that were typed once and by nobody since are forgotten after this.
_ONCE = timedelta(days=90)


@dataclass(slots=True)
class _Sorted:
    """New letters by what they told."""

    boxes: list[Box] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)
    days: dict[str, list[date]] = field(default_factory=dict)
    reports: list[tuple[date, Told]] = field(default_factory=list)
    comments: list[Handed] = field(default_factory=list)
    unopened: int = 0
    refused: int = 0


@command
def take_in(letters: Sequence[Letter], *, by: Actor) -> Unchanged | None:
    """收取来件: keep what the public handed in, each box once; equal words are counted together. Eight statements.

    What bears a classification mark, or says nothing, is not kept. A box that no key opened is kept as it is.

    Raises:
        NotAllowed: anybody but a part of the system.
    """
    policies.require_system(by)
    known = dict(Box.objects.filter(pk__in=[one.digest for one in letters]).values_list("digest", "sealed"))
    shut = {key for key, sealed in known.items() if sealed is not None}
    new = [one for one in letters if one.digest not in known or (one.digest in shut and one.told is not None)]
    if not new:
        return Unchanged("all of them were taken in")
    found = _sorted(new)
    Box.objects.filter(pk__in=[box.pk for box in found.boxes]).delete()
    Box.objects.bulk_create(found.boxes)
    _count(found)
    Report.objects.bulk_create(
        Report(
            on=on, organ=t.organ, demanded=t.demanded, when=t.when, contact=t.contact, receipt=t.receipt, lock=t.lock
        )
        for on, t in found.reports
    )
    if found.comments:
        kept = review.receive_comments(found.comments, by=by)
        found.refused += len(found.comments) - (kept if isinstance(kept, int) else 0)
    today = clock.today()
    Box.objects.filter(on__lt=today - _REMEMBERED, sealed=None).delete()
    MissingWords.objects.filter(state=MissingWords.State.WAITING, times=1, last_on__lt=today - _ONCE).delete()
    emit(
        LettersTakenIn(
            words=found.words.total(), reports=len(found.reports), unopened=found.unopened, refused=found.refused
        )
    )
    return None


def _sorted(letters: Sequence[Letter]) -> _Sorted:
    found = _Sorted()
    for one in letters:
        shut = one.told is None
        found.boxes.append(Box(digest=one.digest, kind=one.kind, on=one.on, sealed=one.sealed if shut else None))
        if one.told is None:
            found.unopened += 1
        elif one.kind == rules.MISSING_WORDS and (words := rules.words_told(one.told)):
            merged = " ".join(folded(words).split())[: rules.LONGEST_WORDS]
            found.words[merged] += 1
            found.days.setdefault(merged, []).append(one.on)
        elif one.kind == rules.OUTSIDE_LIST and (told := rules.report_told(one.told)):
            found.reports.append((one.on, told))
        elif one.kind == rules.DRAFT_COMMENT and (comment := rules.comment_told(one.told, one.on)):
            found.comments.append(comment)
        else:
            found.refused += 1
    return found


def _count(found: _Sorted) -> None:
    held = {row.words: row for row in MissingWords.objects.select_for_update().filter(words__in=list(found.words))}
    for words, row in held.items():
        row.times += found.words[words]
        row.last_on = max(row.last_on, *found.days[words])
    MissingWords.objects.bulk_update(held.values(), ["times", "last_on"])
    MissingWords.objects.bulk_create(
        MissingWords(words=words, times=times, first_on=min(found.days[words]), last_on=max(found.days[words]))
        for words, times in found.words.items()
        if words not in held
    )


@command
def propose_alias(words_id: UUID, power_id: UUID, *, by: Actor) -> UUID:
    """补充俗称: write words that found nothing into the draft of a power; where it has none, one is begun.

    Returns the draft's key. What is said of the power elsewhere is left as it is.

    Raises:
        NotAllowed, NoSuchLetter, LetterHandled, NoSuchPower, SecretPlaceholder, NotOnRecord.
    """
    policies.require_answering(by)
    row = _waiting(words_id)
    power = powers.power(standing(by), power_id)
    if power is None:
        raise NoSuchPower
    edition = power.draft.id if power.draft else catalogue.start_edition(power_id, by=by)
    draft = powers.edition(standing(by), edition)
    assert draft is not None
    if row.words not in map(folded, (draft.content.name, *draft.content.aliases)):
        content = replace(draft.content, aliases=(*draft.content.aliases, row.words))
        catalogue.save_draft(edition, content, revision=draft.revision, by=by)
    row.state, row.power, row.handled_at = MissingWords.State.ADDED, power_id, clock.now()
    row.save(update_fields=["state", "power", "handled_at"])
    emit(AliasProposed(words=row.pk, power=power_id, edition=edition))
    return edition


@command
def set_words_aside(words_id: UUID, *, reason: str, by: Actor) -> None:
    """搁置说法: words that found nothing become no everyday name, for a reason.

    Raises:
        NotAllowed, NoSuchLetter, LetterHandled, NothingSaid.
    """
    policies.require_answering(by)
    row = _waiting(words_id)
    row.said = _said(reason)
    row.state, row.handled_at = MissingWords.State.SET_ASIDE, clock.now()
    row.save(update_fields=["state", "said", "handled_at"])
    emit(WordsSetAside(words=row.pk, reason=salted(row.salt, row.said)))


@command
def handle_report(report_id: UUID, *, said: str, answer: str = "", by: Actor) -> None:
    """办结反映: note what was done about a report. How to reach who reported is blanked with it.

    `said` stays inside. `answer` is what whoever has the number of the receipt is told: where it is empty, nothing but
    that it is done.

    Raises:
        NotAllowed, NoSuchLetter, LetterHandled, NothingSaid, MarkedSecret.
    """
    policies.require_answering(by)
    row = Report.objects.select_for_update().filter(pk=report_id).first()
    if row is None:
        raise rules.NoSuchLetter
    if row.handled_at is not None:
        raise rules.LetterHandled
    catalogue.screen_text(said, answer, door="inbox")
    row.said, row.answer = _said(said), _plain(answer) if row.receipt else ""
    row.contact, row.handled_at = "", clock.now()
    row.save(update_fields=["said", "answer", "contact", "handled_at"])
    answered = salted(row.salt, row.answer) if row.answer else ""
    emit(ReportHandled(report=row.pk, said=salted(row.salt, row.said), answer=answered))


def purge_letter(kind: str, key: UUID, *, by: Actor) -> catalogue.Purged:
    """Delete a report (`report`) or words that found nothing (`missing-words`); what it became part of is named.

    Raises:
        NotAllowed: anybody but the security administrator.
    """
    require_administration(by, Administration.SECURITY)
    purged = catalogue.Purged()
    rows = (Report if kind == "report" else MissingWords).objects.filter(pk=key)
    for row in rows:
        on = row.on if isinstance(row, Report) else row.first_on
        purged.came(datetime.combine(on, time(), clock.BEIJING))
        if isinstance(row, Report):
            receipts.forget([row.receipt])
        elif row.power is not None:
            purged.beside.add(f"power:{row.power}")
    purged.delete(rows)
    return purged


def _waiting(words_id: UUID) -> MissingWords:
    row = MissingWords.objects.select_for_update().filter(pk=words_id).first()
    if row is None:
        raise rules.NoSuchLetter
    if row.state != MissingWords.State.WAITING:
        raise rules.LetterHandled
    return row


def _said(words: str) -> str:
    said = _plain(words)
    if not said:
        raise rules.NothingSaid
    return said


def _plain(words: str) -> str:
    return words.replace("\0", "").strip()[: rules.LONGEST_SAID]
