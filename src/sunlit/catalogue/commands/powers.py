"""Drafting powers: a new one, the next edition of one, field by field, one draft at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Max

from sunlit.catalogue import policies
from sunlit.catalogue.acts.powers import (
    CodeGiven,
    CodeRetired,
    DraftDropped,
    DraftSaved,
    PlaceholderEnded,
    PowerDrafted,
    SecretRegistered,
)
from sunlit.catalogue.commands.secrecy import require_not_secret, screen_text
from sunlit.catalogue.drafting.fileable import known_by
from sunlit.catalogue.models import Power, PowerCode, PowerEdition, PowerState
from sunlit.catalogue.models.editing import content_of, new_draft, put_content, rest_on
from sunlit.catalogue.rules import codes, staging
from sunlit.catalogue.rules import powers as rules
from sunlit.catalogue.rules.powers import EditionState, PowerStanding
from sunlit.catalogue.rules.provenance import typed
from sunlit.kernel import clock
from sunlit.kernel.canonical import digest, salted
from sunlit.kernel.plain import to_plain
from sunlit.law import queries as law
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sunlit.catalogue.commands.secrecy import Answer
    from sunlit.catalogue.values import PowerContent
    from sunlit.kernel.actor import Actor

LOCAL_SCHEME = codes.LOCAL
_EYES = Viewer.system("catalogue")


@command
def draft_power(
    unit_id: UUID,
    content: PowerContent,
    *,
    parent: UUID | None = None,
    ordinal: int | None = None,
    code: str = "",
    scheme: str = LOCAL_SCHEME,
    secret_answer: Answer = "",
    post: UUID | None = None,
    copied_from: UUID | None = None,
    by: Actor,
) -> UUID:
    """登记职权: begin a power of a unit with its first draft. Returns the draft's key.

    `post`: by which it is registered, where registering is open to posts. `copied_from`: the power whose words it took.

    Raises:
        NotAllowed, SecrecyNotAnswered, MarkedSecret, NoName, NoSuchScheme, MisshapenCode, CodeTaken, NoSuchPower
        (of `parent`).
    """
    policies.require_drafter(by, unit_id, post)
    require_not_secret(secret_answer)
    screen_text(content, code, door="power")
    if not content.name.strip():
        raise rules.NoName
    if parent is not None and not Power.objects.filter(pk=parent, unit=unit_id, secret=False, parent=None).exists():
        raise rules.NoSuchPower
    if ordinal is None:
        ordinal = (Power.objects.filter(unit=unit_id).aggregate(last=Max("ordinal"))["last"] or 0) + 1
    power = Power.objects.create(
        unit_id=unit_id,
        parent_id=parent,
        ordinal=ordinal,
        made_at=clock.now(),
        post_id=post,
        copied_from_id=copied_from,
    )
    edition = new_draft(power.pk, _tied(content), by=by.name)
    edition.provenance = typed({}, {}, edition.content, by=by.name, at=edition.made_at)
    edition.save(force_insert=True)
    rest_on([edition])
    emit(PowerDrafted(power=power.pk, edition=edition.pk, digest=salted(power.salt, edition.digest)))
    if code:
        _give(power, scheme, code)
    return edition.pk


def _tied(content: PowerContent) -> PowerContent:
    """The content with its bases tied to the laws they name, as far as those are held. No statement if all are tied."""
    titles = {basis.title for basis in content.bases if not basis.law}
    return known_by(content, law.shelf(_EYES, titles), clock.today()) if titles else content


@command
def start_edition(power_id: UUID, *, post: UUID | None = None, by: Actor) -> UUID:
    """起草新版: begin the next edition of a power with the words of the one on record. Returns the draft's key.

    `post`: by which it is registered, where registering is open to posts; its holders draft the power from then on.

    Raises:
        NotAllowed, NoSuchPower, SecretPlaceholder, NotOnRecord, DraftExists, OfAnotherPost.
    """
    power = locked_power(power_id)
    policies.require_drafter(by, power.unit_id, post)
    if post is not None and power.post_id not in (None, post):
        raise staging.OfAnotherPost(name=_called(power))
    if power.secret:
        raise rules.SecretPlaceholder
    present = power.editions.filter(state=EditionState.ON_RECORD).first()
    if present is None:
        raise rules.NotOnRecord
    if power.editions.filter(state=EditionState.DRAFT).exists():
        raise rules.DraftExists
    edition = new_draft(power.pk, content_of(present), by=by.name)
    edition.provenance = present.provenance
    edition.save(force_insert=True)
    if post is not None:
        Power.objects.filter(pk=power.pk).update(post=post)
    rest_on([edition])
    emit(PowerDrafted(power=power.pk, edition=edition.pk, digest=salted(power.salt, edition.digest)))
    return edition.pk


def _called(power: Power) -> str:
    return power.editions.filter(state=EditionState.ON_RECORD).values_list("name", flat=True).first() or ""


@command
def save_draft(edition_id: UUID, content: PowerContent, *, revision: int, by: Actor) -> Unchanged | int:
    """保存草稿: let a draft say this, if nobody saved it since `revision`. Returns the new revision.

    Raises:
        NotAllowed, NoSuchPower, NotADraft, MarkedSecret, EditedMeanwhile, NoName.
    """
    edition = locked_draft(edition_id, by)
    screen_text(content, door="power")
    if edition.revision != revision:
        raise rules.EditedMeanwhile(at=f"{edition.saved_at.astimezone(clock.BEIJING):%Y-%m-%d %H:%M}")
    if not content.name.strip():
        raise rules.NoName
    content = _tied(content)
    if digest(to_plain(content)) == edition.digest:
        return Unchanged("the draft says so already")
    before = edition.content
    put_content(edition, content, by=by.name)
    edition.provenance = typed(edition.provenance, before, edition.content, by=by.name, at=edition.saved_at)
    edition.revision += 1
    edition.save(force_update=True)
    rest_on([edition])
    sealed = salted(edition.power.salt, edition.digest)
    emit(DraftSaved(power=edition.power_id, edition=edition.pk, revision=edition.revision, digest=sealed))
    return edition.revision


@command
def drop_draft(edition_id: UUID, *, by: Actor) -> None:
    """撤回草稿: give a draft up. It stays where it was, out of the way; its words can still be read by the unit.

    Raises:
        NotAllowed, NoSuchPower, NotADraft.
    """
    edition = locked_draft(edition_id, by)
    edition.state = EditionState.DROPPED.value
    edition.save(update_fields=["state"])
    emit(DraftDropped(power=edition.power_id, edition=edition.pk))


@command
def register_secret(unit_id: UUID, *, post: UUID | None = None, by: Actor) -> UUID:
    """登记涉密占位: note that a unit has one more matter that is, or may be, secret: a place without any words.

    Raises:
        NotAllowed.
    """
    policies.require_drafter(by, unit_id, post)
    last = Power.objects.filter(unit=unit_id).aggregate(last=Max("ordinal"))["last"] or 0
    power = Power.objects.create(unit_id=unit_id, ordinal=last + 1, secret=True, made_at=clock.now(), post_id=post)
    emit(SecretRegistered(power=power.pk, unit=unit_id))
    return power.pk


@command
def end_placeholder(power_id: UUID, *, by: Actor) -> Unchanged | None:
    """解除占位: a placeholder stands for nothing any more and stays, without words. What it stood for is new again.

    Raises:
        NotAllowed, NoSuchPower.
    """
    power = locked_power(power_id)
    policies.require_holder(by, power.unit_id)
    if not power.secret or power.states.exists():
        return Unchanged("it is no placeholder, or has ended")
    PowerState.objects.create(
        power=power, standing=PowerStanding.CANCELLED, effective=clock.today(), recorded_at=clock.now(),
        recorded_by=by.name,
    )  # fmt: skip
    emit(PlaceholderEnded(power=power.pk))
    return None


@command
def give_code(power_id: UUID, scheme: str, value: str, *, by: Actor) -> None:
    """赋码: give a power a code in a scheme of `rules.codes`.

    Raises:
        NotAllowed, NoSuchPower, SecretPlaceholder, NoSuchScheme, MisshapenCode, CodeTaken.
    """
    power = locked_power(power_id)
    policies.require_determiner(by, [power.unit_id])
    if power.secret:
        raise rules.SecretPlaceholder
    _give(power, scheme, value)


@command
def retire_code(power_id: UUID, scheme: str, value: str, *, by: Actor) -> Unchanged | None:
    """停用编码: take a code out of use. It still finds the power, and is never given again.

    Raises:
        NotAllowed, NoSuchPower.
    """
    power = locked_power(power_id)
    policies.require_determiner(by, [power.unit_id])
    code = power.codes.filter(scheme=scheme, value=value).first()
    if code is None:
        raise rules.NoSuchPower
    if code.until is not None:
        return Unchanged("the code is retired")
    code.until = clock.today()
    code.save(update_fields=["until"])
    emit(CodeRetired(power=power_id, scheme=scheme, value=value))
    return None


def _give(power: Power, scheme: str, given: str) -> None:
    value = codes.proper(scheme, given, sub_item=power.parent_id is not None)
    if PowerCode.objects.filter(scheme=scheme, value=value).exists():
        raise rules.CodeTaken(value=value)
    try:
        with transaction.atomic():
            PowerCode.objects.create(power=power, scheme=scheme, value=value, since=clock.today())
    except IntegrityError as error:  # somebody else gave it at the same moment
        raise rules.CodeTaken(value=value) from error
    emit(CodeGiven(power=power.pk, scheme=scheme, value=value))


def locked_power(power_id: UUID) -> Power:
    """A power, its row locked.

    Raises:
        NoSuchPower.
    """
    power = Power.objects.select_for_update().filter(pk=power_id).first()
    if power is None:
        raise rules.NoSuchPower
    return power


def locked_powers(edition_ids: Sequence[UUID]) -> dict[UUID, Power]:
    """The powers whose editions these are, their rows locked, always in the same order.

    Whoever edits or files a draft holds its power, so read drafts after this: what is read before may be old by then.
    """
    of = PowerEdition.objects.filter(pk__in=edition_ids).values("power")
    return {power.pk: power for power in Power.objects.select_for_update().filter(pk__in=of).order_by("pk")}


def locked_draft(edition_id: UUID, by: Actor) -> PowerEdition:
    """A draft that `by` may edit, its power's row locked.

    Raises:
        NoSuchPower, NotAllowed, NotADraft, UnderReview.
    """
    held = PowerEdition.objects.filter(pk=edition_id).values_list("power", "power__unit", "power__post").first()
    if held is None:
        raise rules.NoSuchPower
    policies.require_drafter(by, *held[1:])
    locked_power(held[0])
    edition = PowerEdition.objects.select_related("power").get(pk=edition_id)
    if edition.state != EditionState.DRAFT:
        raise rules.NotADraft
    if edition.held_for:
        raise rules.UnderReview(name=edition.name)
    return edition
