"""What stands inside, as the bodies of public records. Plain values in, plain values out; the day is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue.rules.powers import PowerStanding
from sunlit.catalogue.rules.types import kind_of
from sunlit.kernel.clock import BEIJING
from sunlit.law.rules.naming import KIND_NAMES
from sunlit.noticeboard.values import (
    PublicArticle,
    PublicChange,
    PublicLaw,
    PublicPostName,
    PublicPower,
    PublicSite,
    PublicUnit,
)
from sunlit.publication.rules.whitelist import public_content

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from sunlit.catalogue.values.seen import EditionSeen, PowerSeen, StateSeen
    from sunlit.law.queries import LawAtVersion
    from sunlit.organs.values import PublicPost, SiteFacts, UnitSeen

#: Standings whose day and reason the public is told.
_TOLD = (PowerStanding.SUSPENDED, PowerStanding.CANCELLED, PowerStanding.ABOLISHED)


def open_editions(power: PowerSeen, day: date) -> tuple[EditionSeen, ...]:
    """The editions published and not taken back that hold on a day or did before, oldest first."""
    return tuple(
        e
        for e in reversed(power.editions)
        if e.published_at is not None and e.withdrawn_at is None and e.valid_from is not None and e.valid_from <= day
    )


def public_power(
    power: PowerSeen, edition: EditionSeen, unit: UnitSeen, day: date, *, parent_shown: bool
) -> PublicPower:
    """One open edition of a power as the public sees it from a day on.

    A parent that is not shown is not named. Reasons of standings and of adjustments are written for the public;
    opinions are not, and stay.
    """
    opened = [e for e in open_editions(power, day) if e.number <= edition.number]
    before = opened[-2] if len(opened) > 1 else None
    state = _state(power.states, day)
    standing = state.standing if state else edition.standing
    told = state if state and standing in _TOLD else None
    kind = kind_of(edition.content.type)
    content = public_content(edition.content)
    return PublicPower(
        **content,
        edition=edition.number,
        standing=standing.value,
        standing_since=told.effective if told else None,
        standing_reason=told.reason if told else "",
        unit=str(unit.id),
        unit_name=unit.name,
        region=unit.region.code,
        tier=int(unit.region.tier),
        parent=str(power.parent) if power.parent and parent_shown else "",
        ordinal=power.ordinal,
        code=edition.code,
        codes=tuple(dict.fromkeys(c.value for c in power.codes)),
        type_words=kind.words if kind else edition.content.type,
        valid_from=edition.valid_from,
        valid_to=edition.valid_to,
        recorded_on=edition.recorded_at.astimezone(BEIJING).date() if edition.recorded_at else None,
        changed=_changed(before, edition),
        history=_history(opened, power.states, day),
    )


def _state(states: Sequence[StateSeen], day: date) -> StateSeen | None:
    return next((s for s in reversed(states) if s.effective <= day), None)


def _changed(before: EditionSeen | None, edition: EditionSeen) -> tuple[str, ...]:
    if before is None:
        return ()
    old, new = public_content(before.content), public_content(edition.content)
    return tuple(field for field, value in new.items() if old[field] != value)


def _history(opened: Sequence[EditionSeen], states: Sequence[StateSeen], day: date) -> tuple[PublicChange, ...]:
    out = []
    for i, edition in enumerate(opened):
        assert edition.valid_from is not None
        what = "filed" if i == 0 else "corrected" if edition.corrects else "adjusted"
        out.append(PublicChange(on=edition.valid_from, what=what, reason=edition.change_reason if i else ""))
    for state in [s for s in states if s.effective <= day][1:]:  # the first says that it was put on record
        what = "resumed" if state.standing is PowerStanding.IN_USE else state.standing.value
        out.append(PublicChange(on=state.effective, what=what, reason=state.reason))
    return tuple(sorted(out, key=lambda change: change.on))


def public_unit(unit: UnitSeen, shown: Collection[str]) -> PublicUnit:
    """A unit as the public sees it. Units that are not shown are named and not led to."""
    superior = str(unit.superior) if unit.superior else ""
    return PublicUnit(
        code=unit.code,
        name=unit.name,
        short=unit.short,
        kind=unit.kind.value,
        kind_words=unit.kind.words,
        nature=unit.nature.value,
        region=unit.region.code,
        region_name=unit.region.name,
        region_above=tuple(reversed(unit.region.codes_above)),
        tier=int(unit.region.tier),
        superior=superior if superior in shown else "",
        superior_name=unit.superior_name,
        instrument=unit.instrument,
        scope=unit.scope,
        entrusted_until=unit.entrusted_until,
        address=unit.address,
        hours=unit.hours,
        phone=unit.phone,
        complaint_phone=unit.complaint_phone,
        website=unit.website,
        former=unit.former,
        ended=None if unit.living else unit.until,
        successor=str(unit.merged_into) if unit.merged_into and not unit.living else "",
    )


def public_post(post: PublicPost) -> PublicPostName:
    """How whoever is in a post is named."""
    return PublicPostName(
        unit_name=post.unit_name,
        office=post.office,
        post=post.post,
        number=post.number,
        names=post.names,
        phone=post.phone,
        until=post.until,
    )


def public_law(held: LawAtVersion) -> PublicLaw:
    """One version of a law, whole."""
    law, version = held.law, held.version
    return PublicLaw(
        law=str(law.id),
        title=version.title or law.title,
        kind=KIND_NAMES[law.kind],
        issuer=law.issuer,
        dated=version.dated,
        effective=version.effective,
        until=version.until,
        ended_by=law.ended_by if law.ended and version.until == law.ended else "",
        articles=tuple(
            PublicArticle(level=p.level, label=p.label, heading=p.heading, text=p.text) for p in held.provisions
        ),
    )


def public_site(facts: SiteFacts, *, city: str) -> PublicSite:
    """Whose site this is; `city` where nothing was told yet."""
    name = facts.city or city
    return PublicSite(
        city=name,
        title=f"{name}行政职权公开运行平台",
        title_en="Open Operation of Administrative Powers",
        sponsor=facts.sponsor,
        undertaker=facts.undertaker,
        record_number=facts.record_number,
        site_code=facts.site_code,
        contact=facts.contact,
        emblem=bool(facts.emblem),
    )
