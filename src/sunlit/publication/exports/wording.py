"""What only a public power says: its standing, its levels, who answers for a step, what to hand in.

All the rest is worded as on every other form: `catalogue.values.printed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue.rules.fieldwords import FORMS
from sunlit.catalogue.rules.powers import PowerStanding
from sunlit.catalogue.values import printed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.noticeboard.values import PublicPostName, PublicPower, PublicStep

_STANDINGS = {one.value: one.words for one in PowerStanding}
_LEVELS = {1: "国家", 2: "省级", 3: "市级", 4: "县级", 5: "乡镇（街道）"}


def standing(power: PublicPower) -> str:
    """在用, 挂起, 取消 or 废止, with since when and why where it is not in use."""
    words = _STANDINGS.get(power.standing, power.standing)
    if power.standing == PowerStanding.IN_USE or power.standing_since is None:
        return words
    reason = f"，{power.standing_reason}" if power.standing_reason else ""
    return f"{words}（自{power.standing_since.isoformat()}起{reason}）"


def levels(power: PublicPower) -> str:
    """行使层级."""
    return "、".join(_LEVELS.get(n, str(n)) for n in power.levels)


def steps(power: PublicPower, posts: Mapping[str, PublicPostName]) -> str:
    """环节责任, a line a step, each with the officer as far as the post lets one be named."""
    return printed.steps(power.steps, lambda step: _who(step, posts))


def _who(step: PublicStep, posts: Mapping[str, PublicPostName]) -> str:
    shown = posts.get(step.post)
    if shown is None:
        return " ".join(w for w in (step.unit, step.office, step.post_name) if w)
    named = "、".join(shown.names) or shown.number
    return " ".join(w for w in (shown.office, shown.post, named, shown.phone) if w)


def disclosed(power: PublicPower) -> tuple[str, str, str]:
    """公开形式、范围、时间."""
    forms, scope = printed.disclosure_forms(power.disclosure_forms), printed.disclosure_scope(power.disclosure_scope)
    return forms, scope, power.disclosure_time


def materials(power: PublicPower) -> str:
    """申请材料, a line each."""
    return "\n".join(
        f"{n}.{m.name}"
        + "".join(
            f"，{w}"
            for w in (
                FORMS.get(m.form, m.form),
                f"{m.copies}份" if m.copies is not None else "",
                f"由{m.issuer}出具" if m.issuer else "",
                m.note,
            )
            if w
        )
        for n, m in enumerate(power.materials, 1)
    )
