"""What follows on a loading that was taken in: its drafts put on record at once, those left that need a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.catalogue import policies
from sunlit.catalogue.commands.filing import file_editions
from sunlit.catalogue.commands.gone import carry_out
from sunlit.catalogue.commands.powers import locked_powers
from sunlit.catalogue.commands.publishing import publish
from sunlit.catalogue.models import Loading, StagedItem
from sunlit.catalogue.models.editing import content_of
from sunlit.catalogue.models.judging import titles_of, why_left
from sunlit.catalogue.rules import staging as rules
from sunlit.catalogue.rules.powers import EditionState, opinion_given
from sunlit.catalogue.rules.staging import LoadingState
from sunlit.kernel import clock
from sunlit.law import queries as law
from sunlit.ledger import Unchanged, command
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from uuid import UUID

    from sunlit.kernel.actor import Actor

_EYES = Viewer.system("filing")
_SOCIETY = "society"


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of the drafts of a loading.

    Attributes:
        filed: the powers put on record. published: how many of them were published.
        ended: the powers the list lacks that were cancelled or abolished, as it was decided.
        left: powers whose drafts, or whose endings, were left, each with its name and why.
        not_open: how many were put on record and are not for society, so that they are not published.
    """

    filed: tuple[UUID, ...]
    published: int
    ended: tuple[UUID, ...]
    left: Mapping[UUID, tuple[str, str]]
    not_open: int


@command
def file_loading(loading_id: UUID, *, opinion: str, and_publish: bool = False, by: Actor) -> Filed:
    """批量备案导入的草稿: put the drafts of a loading on record with one opinion, and publish those for society.

    What was decided of powers the list lacks is done with them. Left are drafts with a finding that must be mended, and
    what cannot be put on record, or ended, as it is.

    Raises:
        NotAllowed, NoSuchLoading, LoadingEnded, NothingFileable, NoOpinion.
    """
    policies.require_determiner(by, _units_of(loading_id))
    loading = Loading.objects.select_for_update().filter(pk=loading_id).first()
    if loading is None:
        raise rules.NoSuchLoading
    if loading.state != LoadingState.COMMITTED.value:
        raise rules.LoadingEnded(state=LoadingState(loading.state).words)
    locked_powers(list(loading.items.filter(edition__isnull=False).values_list("edition", flat=True)))
    rows = loading.items.filter(edition__state=EditionState.DRAFT.value).order_by("ordinal")
    waiting = [row.edition for row in rows.select_related("edition__power") if row.edition is not None]
    why = why_left(waiting, law.shelf(_EYES, titles_of(waiting)), clock.today())
    left = {draft.power_id: (draft.name, str(why[draft.pk])) for draft in waiting if draft.pk in why}
    drafts = [draft for draft in waiting if draft.pk not in why]
    ended, stay = carry_out(loading, by=by)
    left |= stay
    if not drafts and not ended:
        raise rules.NothingFileable(left=len(left))
    opinion_given(opinion)
    if drafts:
        file_editions([draft.pk for draft in drafts], opinion=opinion, by=by)
    open_ones = [d.power_id for d in drafts if content_of(d).disclosure.scope == _SOCIETY]
    done = publish(open_ones, by=by) if and_publish and open_ones else 0
    published = 0 if isinstance(done, Unchanged) else done
    return Filed(tuple(d.power_id for d in drafts), published, ended, left, len(drafts) - len(open_ones))


def _units_of(loading_id: UUID) -> Iterator[UUID | None]:
    """Whose powers a loading is about: the unit it was loaded for, None for the whole city, and whose each row is.

    Asked only of a county's office.
    """
    yield from Loading.objects.filter(pk=loading_id).values_list("unit", flat=True)
    held = StagedItem.objects.filter(loading=loading_id, power__isnull=False)
    yield from held.values_list("power__unit", flat=True)
