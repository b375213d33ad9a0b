"""Files a power carries: samples of materials, which the public will have, and proofs of offline disclosure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.catalogue.commands.powers import locked_draft, save_draft
from sunlit.catalogue.commands.secrecy import require_not_secret, screen
from sunlit.catalogue.models import PowerEdition, PowerFile
from sunlit.catalogue.models.editing import content_of
from sunlit.catalogue.policies import require_drafter
from sunlit.catalogue.rules import attachments as rules
from sunlit.catalogue.rules import powers as powers_rules
from sunlit.catalogue.rules.attachments import Purpose
from sunlit.files import store
from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.catalogue.commands.secrecy import Answer
    from sunlit.catalogue.values import PowerContent
    from sunlit.kernel.actor import Actor

_LONGEST_NAME = 255


def attach(
    edition_id: UUID, purpose: Purpose, number: int, file: tuple[str, bytes], *, revision: int,
    secret_answer: Answer = "", by: Actor,
) -> Unchanged | int:  # fmt: skip
    """上传样表、存证: let a draft's material (its sample) or form of disclosure (its proof) carry a file (name, bytes).

    `number` counts the materials, or the forms, from 0. A sample is kept without what tells of persons; a proof as it
    is, since it proves something. Returns the new revision.

    Raises:
        NotAllowed, NoSuchPower, NotADraft, SecrecyNotAnswered, TooLarge, NotAttachable, NamesSomebody, MarkedSecret,
        EditedMeanwhile, NothingToAttachTo: nothing is stored then.
    """
    of = PowerEdition.objects.filter(pk=edition_id).values_list("power__unit", "power__post").first()
    if of is None:
        raise powers_rules.NoSuchPower
    require_drafter(by, *of)
    require_not_secret(secret_answer)
    name, data = file
    rules.form_of(data)
    screen([file], door="attachment", by=by)
    kept = rules.shown(data) if purpose is Purpose.SAMPLE else data
    return _attach(edition_id, purpose, number, (name, kept), revision=revision, by=by)


@command
def _attach(
    edition_id: UUID, purpose: Purpose, number: int, file: tuple[str, bytes], *, revision: int, by: Actor
) -> Unchanged | int:
    """登记附件: keep the file, and let the draft name it."""
    edition = locked_draft(edition_id, by)
    name, data = file
    sha = store.keep(data)
    PowerFile.objects.get_or_create(
        power=edition.power, purpose=purpose.value, sha256=sha,
        defaults={
            "form": rules.form_of(data), "size": len(data), "name": name[:_LONGEST_NAME].replace("\0", ""),
            "kept_at": clock.now(), "kept_by": by.name,
        },
    )  # fmt: skip
    return save_draft(edition_id, _carrying(content_of(edition), purpose, number, sha), revision=revision, by=by)


@command
def detach(edition_id: UUID, purpose: Purpose, number: int, *, revision: int, by: Actor) -> Unchanged | int:
    """撤下附件: let a draft's material or form of disclosure carry no file. Returns the new revision.

    Raises:
        NotAllowed, NoSuchPower, NotADraft, EditedMeanwhile, NothingToAttachTo.
    """
    edition = locked_draft(edition_id, by)
    return save_draft(edition_id, _carrying(content_of(edition), purpose, number, ""), revision=revision, by=by)


def _carrying(content: PowerContent, purpose: Purpose, number: int, sha: str) -> PowerContent:
    rows = content.materials if purpose is Purpose.SAMPLE else content.disclosure.forms
    if not 0 <= number < len(rows):
        raise rules.NothingToAttachTo
    if purpose is Purpose.SAMPLE:
        materials = content.materials
        changed = replace(materials[number], sample=sha)
        return replace(content, materials=(*materials[:number], changed, *materials[number + 1 :]))
    forms = content.disclosure.forms
    proven = replace(forms[number], proof=sha)
    shown = replace(content.disclosure, forms=(*forms[:number], proven, *forms[number + 1 :]))
    return replace(content, disclosure=shown)
