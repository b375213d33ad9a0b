"""What a list's cells say of the power itself: its type, and the level at which it is exercised."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sunlit.kernel.text import squeeze
from sunlit.law.rules import PowerType, Tier, level_of

if TYPE_CHECKING:
    from sunlit.catalogue.values import ListedItem

#: GB/T 39046-2020 附录 A.1.
_CODES = {
    "01": PowerType.LICENSING, "02": PowerType.PENALTY, "03": PowerType.COERCION, "04": PowerType.LEVY,
    "05": PowerType.BENEFIT, "06": PowerType.INSPECTION, "07": PowerType.CERTIFICATION, "08": PowerType.AWARD,
    "09": PowerType.ADJUDICATION, "10": PowerType.OTHER,
}  # fmt: skip
_WORDS = (
    ("其他", PowerType.OTHER), ("其它", PowerType.OTHER), ("许可", PowerType.LICENSING), ("处罚", PowerType.PENALTY),
    ("强制", PowerType.COERCION), ("征收", PowerType.LEVY), ("给付", PowerType.BENEFIT), ("检查", PowerType.INSPECTION),
    ("确认", PowerType.CERTIFICATION), ("奖励", PowerType.AWARD), ("裁决", PowerType.ADJUDICATION),
    ("征用", PowerType.REQUISITION),
)  # fmt: skip


@lru_cache(maxsize=1024)
def type_of(cell: str) -> PowerType | None:
    """The type of power a cell names, by word or by code; None where it names none, or several."""
    words = squeeze(cell)
    if words.isdigit():
        return _CODES.get(words.zfill(2))
    found = {kind for word, kind in _WORDS if word in words}
    if PowerType.OTHER in found:
        return PowerType.OTHER
    return found.pop() if len(found) == 1 else None


_TIERS = (
    (Tier.NATIONAL, re.compile("国家级|中央")),
    (Tier.PROVINCE, re.compile("省级|自治区级|省本级|自治区本级|直辖市级")),
    (Tier.CITY, re.compile("地州市|州市级|地市级|设区的?市|市级|市本级|州级|盟级|地区级")),
    (Tier.COUNTY, re.compile("县市区|县级|区县|县区|区级|县本级|旗县|乡镇|街道|镇级|乡级")),
)


def tiers_of(item: ListedItem) -> frozenset[Tier]:
    """The levels the list's 层级 cell names."""
    words = squeeze(item.further.get("level", ""))[:200]
    return frozenset(tier for tier, pattern in _TIERS if pattern.search(words))


def tier_of(item: ListedItem) -> Tier:
    """The level at which an item is exercised: by its 层级 cell where that names one alone, else by its body's name."""
    named = tiers_of(item)
    if len(named) == 1:
        return next(iter(named))
    return Tier.UNKNOWN if named else level_of(item.body)
