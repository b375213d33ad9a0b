"""登记: 谁行使、谁登记. An officer registers on a post, from whatever is at hand, and signs when it is all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Q

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.values import PowerContent, StepPost
from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.rules import UnitKind
from sunlit.stocktake import policies, rules
from sunlit.stocktake.acts import ItemGivenUp, ItemsRegistered, StandingNoted
from sunlit.stocktake.commands.held import EYES, line_of, open_line, require_open
from sunlit.stocktake.models import Registration, RollLine, UnitList
from sunlit.stocktake.rules import ListState, Origin, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from sunlit.catalogue.commands.secrecy import Answer
    from sunlit.catalogue.rules.gaps import Provided
    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import UnitSeen

_ANSWERS = Q(given_up_at=None, origin__in=rules.ANSWERING)
#: What a draft is called until somebody names it.
UNNAMED = "（未填名称）"


@command
def register_blank(line_id: UUID, *, holder: UUID | None = None, secret_answer: Answer = "", by: Actor) -> UUID:
    """登记职权: begin an item on one's post, to be filled in. Returns the draft.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready, NotHolder, SecrecyNotAnswered.
    """
    line = writing(line_id, by)
    unit, own = holder_of(line, holder)
    content = _of(unit, own, PowerContent(name=UNNAMED))
    edition = catalogue.draft_power(unit.id, content, post=line.post_id, secret_answer=secret_answer, by=by)
    registered(line, [edition], Origin.BLANK, by)
    return edition


@command
def register_secret(line_id: UUID, *, by: Actor) -> UUID:
    """登记涉密占位: note that one's post has one more matter that is, or may be, secret: a place without any words.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready.
    """
    line = writing(line_id, by)
    place = catalogue.register_secret(line.office_list.unit_list.unit_id, post=line.post_id, by=by)
    emit(
        ItemsRegistered(
            stocktake=line.office_list.unit_list.stocktake_id, line=line.pk, origin="secret", powers=(place,)
        )
    )
    return place


@command
def register_steps(
    line_id: UUID, steps: Sequence[tuple[str, str]], *, holder: UUID | None = None, secret_answer: Answer = "",
    by: Actor,
) -> tuple[UUID, ...]:  # fmt: skip
    """按程序登记: from what one does in order (what is done, the power it exercises), an item for each power.

    The steps stand in its draft, each with one's own post. Returns the drafts.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready, NotHolder, NoSteps, SecrecyNotAnswered,
        MarkedSecret.
    """
    line = writing(line_id, by)
    unit, own = holder_of(line, holder)
    told = rules.steps_told(steps)
    office = organs.office_names(EYES, [line.office_list.office_id])[line.office_list.office_id]
    post = next(one.post_name for one in organs.appointed(EYES, [own.id]) if one.post == line.post_id)
    made = []
    for name, said in told.items():
        walked = tuple(
            StepPost(
                number=n, name=words, unit=own.id, unit_name=own.name, office=office, post=line.post_id, post_name=post
            )
            for n, words in enumerate(said, 1)
        )
        content = _of(unit, own, PowerContent(name=name, steps=walked))
        made.append(catalogue.draft_power(unit.id, content, post=line.post_id, secret_answer=secret_answer, by=by))
    registered(line, made, Origin.STEPS, by)
    return tuple(made)


@command
def register_like(
    line_id: UUID, sources: Sequence[UUID], origin: Origin, *, holder: UUID | None = None, secret_answer: Answer = "",
    by: Actor,
) -> tuple[UUID, ...]:  # fmt: skip
    """参照登记: begin items with the words of powers that others have, their origin kept. Returns the drafts.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready, NotHolder, NothingChosen, NotAModel,
        ClaimedAlready, SecrecyNotAnswered.
    """
    line = writing(line_id, by)
    unit, own = holder_of(line, holder)
    if not sources:
        raise rules.NothingChosen
    if origin is Origin.CLAIMED:
        _require_new(line, sources)
    made = []
    for source in dict.fromkeys(sources):
        content = _of(unit, own, _as_model(policies.model_of(own, source, origin)))
        made.append(
            catalogue.draft_power(
                unit.id, content, post=line.post_id, copied_from=source, secret_answer=secret_answer, by=by
            )
        )
    registered(line, made, origin, by)
    return tuple(made)


def _require_new(line: RollLine, sources: Sequence[UUID]) -> None:
    """Let pass sources of which none was claimed on the line.

    Raises:
        ClaimedAlready.
    """
    rows = line.registrations.filter(source__in=sources, given_up_at=None).values_list("source", flat=True)
    if held := {key for key in rows if key is not None}:
        raise rules.ClaimedAlready(names="、".join(powers.last_names(EYES, held).values()))


@command
def register_gap(line_id: UUID, provided: Provided, *, secret_answer: Answer = "", by: Actor) -> UUID:
    """补登遗漏: begin an item on one's post from the provision that confers it. Returns the draft.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready. Those of `catalogue.draft_from_gap`.
    """
    line = writing(line_id, by)
    unit = line.office_list.unit_list.unit_id
    edition = catalogue.draft_from_gap(unit, provided, post=line.post_id, secret_answer=secret_answer, by=by)
    registered(line, [edition], Origin.GAP, by)
    return edition


@command
def give_up_item(registration_id: UUID, *, by: Actor) -> None:
    """撤回登记: take an item back that one registered; its draft is dropped.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready.
    """
    held = Registration.objects.filter(pk=registration_id, given_up_at=None).first()
    if held is None:
        raise rules.NoSuchStocktake
    line = writing(held.line_id, by)
    if powers.drafts(EYES, [held.edition]):
        catalogue.drop_draft(held.edition, by=by)
    Registration.objects.filter(pk=held.pk).update(given_up_at=clock.now())
    emit(ItemGivenUp(stocktake=line.office_list.unit_list.stocktake_id, line=line.pk, power=held.power))


@command
def forget_dropped(edition_id: UUID, *, by: Actor) -> Unchanged | None:
    """清理登记残留: a draft that was given up by another door is no longer registered either.

    Whoever had signed that they registered all signs anew, while their office has not signed.

    Raises:
        NotAllowed.
    """
    policies.require_part(by)
    rows = Registration.objects.filter(edition=edition_id, given_up_at=None)
    held = list(rows.select_related("line__office_list__unit_list"))
    if not held:
        return Unchanged("it is registered nowhere, or was taken back")
    rows.update(given_up_at=clock.now())
    for row in held:
        of = row.line.office_list.unit_list.stocktake_id
        emit(ItemGivenUp(stocktake=of, line=row.line_id, power=row.power))
    signed = {row.line_id: row.line for row in held if row.line.standing == Standing.REGISTERED}
    for line in signed.values():
        if line.office_list.state == ListState.OPEN:
            stand(line, Standing.PENDING, "", 0, by)
    return None


@command
def sign_off(line_id: UUID, standing: Standing, *, by: Actor) -> Unchanged | None:
    """签认登记: 登记完毕 or 声明无职权, by the officer.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready, NothingRegistered, SomethingRegistered.
    """
    line = open_line(line_id, by)
    if line.standing == standing:
        return Unchanged("signed already")
    items = len(powers.drafts(EYES, _editions(line))) + line.registrations.filter(_ANSWERS).count()
    items += sum(powers.count_places(EYES, [line.post_id]).values())
    if standing is Standing.NONE and items:
        raise rules.SomethingRegistered(count=items)
    if standing is not Standing.NONE and not items:
        raise rules.NothingRegistered
    stand(line, Standing.NONE if standing is Standing.NONE else Standing.REGISTERED, "", items, by)
    return None


@command
def take_back(line_id: UUID, *, by: Actor) -> Unchanged | None:
    """撤回签认: the officer registers on, while the office has not signed.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready.
    """
    line = open_line(line_id, by)
    if line.standing == Standing.PENDING:
        return Unchanged("nothing was signed")
    stand(line, Standing.PENDING, "", 0, by)
    return None


@command
def note_absent(line_id: UUID, *, reason: str, by: Actor) -> None:
    """登记缺席: say why an officer has not registered, by the head of the office.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready, ReasonMissing, MarkedSecret.
    """
    line = line_of(line_id)
    policies.require_head(by, line.office_list)
    require_open(line.office_list)
    if line.standing not in (Standing.PENDING, Standing.ABSENT):
        raise rules.SignedAlready
    said = rules.reason_given(reason)
    catalogue.screen_text(said, door="stocktake")
    stand(line, Standing.ABSENT, said, 0, by)


def writing(line_id: UUID, by: Actor) -> RollLine:
    """One's own line, not signed off: who has signed takes that back first.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready.
    """
    line = open_line(line_id, by)
    if line.standing in (Standing.REGISTERED, Standing.NONE):
        raise rules.SignedAlready
    return line


def stand(line: RollLine, standing: Standing, reason: str, items: int, by: Actor) -> None:
    """Note how somebody stands on the roll."""
    RollLine.objects.filter(pk=line.pk).update(standing=standing, reason=reason, at=clock.now(), by=by.name)
    of = line.office_list.unit_list.stocktake_id
    emit(StandingNoted(stocktake=of, line=line.pk, standing=standing.value, items=items))


def _editions(line: RollLine) -> list[UUID]:
    rows = line.registrations.filter(given_up_at=None, merged_from=None)
    return list(rows.values_list("edition", flat=True))


def holder_of(line: RollLine, wanted: UUID | None) -> tuple[UnitSeen, UnitSeen]:
    """行使主体 and the officer's own unit.

    Raises:
        NotHolder: it is neither that nor, of a department, the government it belongs to, where that takes part.
    """
    seen = {one.id: one for one in organs.units(EYES)}
    of = line.office_list.unit_list
    own = seen[of.unit_id]
    if wanted in (None, own.id):
        return own, own
    takes_part = UnitList.objects.filter(stocktake=of.stocktake_id, unit=wanted).exists()
    prepares = wanted == own.superior and own.kind is not UnitKind.TOWNSHIP
    if not prepares or not takes_part or seen[wanted].kind is not UnitKind.GOVERNMENT:
        raise rules.NotHolder
    return seen[wanted], own


def _of(unit: UnitSeen, own: UnitSeen, content: PowerContent) -> PowerContent:
    """The content as one of the holder's; of a government's, with the department that prepares it."""
    preparer = own.name if own.id != unit.id else ""
    return replace(content, holder=unit.name, nature=unit.nature.value, preparer=preparer)


def _as_model(said: PowerContent) -> PowerContent:
    """What may be taken over from another unit's power: what the law says of it, not who does it there and where."""
    return replace(
        said,
        steps=tuple(
            replace(step, unit=None, unit_name="", office="", post=None, post_name="") for step in said.steps
        ),
        materials=tuple(replace(one, sample="") for one in said.materials),
        disclosure=replace(
            said.disclosure, forms=tuple(replace(form, where="", proof="") for form in said.disclosure.forms)
        ),
        remedies=None, channels=(), place="", hours="", levels=(), entrusted_by="", lead="", remarks="", further=(),
        type_as_listed="",
    )  # fmt: skip


def registered(line: RollLine, editions: Iterable[UUID], origin: Origin, by: Actor) -> None:
    """Note on whose post items were registered. Whoever was absent is there after all."""
    made = powers.drafts(EYES, list(editions))
    now = clock.now()
    Registration.objects.bulk_create(
        Registration(
            line=line, holder_id=one.unit, power=one.power, edition=one.id, origin=origin.value,
            source=one.copied_from, at=now, by=by.name,
        )
        for one in made
    )  # fmt: skip
    if line.standing != Standing.PENDING:
        stand(line, Standing.PENDING, "", 0, by)
    of = line.office_list.unit_list.stocktake_id
    emit(ItemsRegistered(stocktake=of, line=line.pk, origin=origin.value, powers=tuple(one.power for one in made)))
