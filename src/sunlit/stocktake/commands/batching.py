"""清理结果的整体审核: what a stocktake came to in a county is judged by the city as one batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.ledger import command, emit
from sunlit.review import commands as review
from sunlit.review.rules.directories import LEAST, LIMIT, SHARE
from sunlit.stocktake import policies, rules
from sunlit.stocktake.acts import ResultsBatched
from sunlit.stocktake.models import Stocktake
from sunlit.stocktake.models.current import answered

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor


@command
def batch_results(
    stocktake_id: UUID,
    county_id: UUID,
    *,
    share: int = SHARE,
    least: int = LEAST,
    limit: int = LIMIT,
    by: Actor,
) -> UUID:
    """整体审核清理结果: freeze what was registered or confirmed in a stocktake and is on record in a county.

    Returns the key of the review of that list. A stocktake that is closed may be judged as well.

    Raises:
        NotAllowed, NoSuchStocktake. Those of `review.open_directory_review`.
    """
    policies.require_batching(by)
    if not Stocktake.objects.filter(pk=stocktake_id).exists():
        raise rules.NoSuchStocktake
    among = set(answered(stocktake_id).values_list("power", flat=True))
    made = review.open_directory_review(
        county_id, among=among, of=f"stocktake:{stocktake_id}", share=share, least=least, limit=limit, by=by
    )
    emit(ResultsBatched(stocktake=stocktake_id, county=county_id, review=made))
    return made
