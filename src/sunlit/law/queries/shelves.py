"""The shelf on which citations are looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from sunlit.kernel.text import title_key
from sunlit.law import policies
from sunlit.law.models import Instrument
from sunlit.law.models.held import held_laws
from sunlit.law.rules.naming import law_key
from sunlit.law.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sunlit.organs.values import Viewer


def shelf(viewer: Viewer, titles: Iterable[str] | None = None) -> Shelf:
    """The held laws, or those of full or short `titles` alone, as a shelf; articles are read when first asked for.

    Those of the whole library are read version by version, those of `titles` all at once, by one statement.

    Raises:
        NotAllowed.
    """
    policies.require_reader(viewer)
    laws = Instrument.objects.all()
    if titles is not None:
        keys = {key for title in titles for key in (title_key(title), law_key(title))}
        named = Instrument.objects.filter(Q(key__in=keys) | Q(called__key__in=keys))
        laws = laws.filter(pk__in=named.values("pk"))
    return Shelf(held_laws(laws, together=titles is not None))
