"""Rules of the law about laws: what ranks where, which may set which power, and to whom a power may be entrusted."""

from __future__ import annotations

from sunlit.law.rules.bodies import Nature, Region, Tier, level_of, nature_of, region_of
from sunlit.law.rules.entrusting import may_entrust
from sunlit.law.rules.kinds import Band, Kind, band_of
from sunlit.law.rules.order import Basis, Order, in_order, needs_ruling, order_key, precedes
from sunlit.law.rules.powers import PowerType, Verdict, coercion_form
from sunlit.law.rules.setting import may_set

__all__ = [
    "Band", "Basis", "Kind", "Nature", "Order", "PowerType", "Region", "Tier", "Verdict", "band_of", "coercion_form",
    "in_order", "level_of", "may_entrust", "may_set", "nature_of", "needs_ruling", "order_key", "precedes",
    "region_of",
]  # fmt: skip
