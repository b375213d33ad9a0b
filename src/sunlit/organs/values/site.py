"""The installation's own facts, as every page and export may show them."""

from __future__ import annotations

from dataclasses import dataclass

from sunlit.organs.rules.bodies import RegionTier


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """Whose site this is, and what its footer says. Empty where nothing was told yet.

    Attributes:
        sponsor, undertaker: 主办单位, 承办单位.
        record_number: 备案号; site_code: 网站标识码, ten characters; contact: how to reach whoever keeps the site.
        emblem: digest of the picture (`organs.queries.emblem` has its bytes); emblem_type its media type.
        revision: to be handed back with a change.
    """

    city: str = ""
    tier: RegionTier = RegionTier.CITY
    region: str = ""
    sponsor: str = ""
    undertaker: str = ""
    record_number: str = ""
    site_code: str = ""
    contact: str = ""
    emblem: str = ""
    emblem_type: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class BodiesReady:
    """How far accounts and organs are set up on a day.

    Attributes:
        administrators: of each of the three, the names its active accounts go by.
        unprotected: user names of administrators without a second factor.
        units: how many there are on the day.
        unregistered: those without a registrar in office.
        unstaffed: those without a registrar, a legal officer or a leader in office, and which of them are lacking.
        unreachable: functions of the city's own offices that nobody with an account has.
        unreasoned: posts whose naming to the public has no reason.
    """

    administrators: tuple[tuple[str, tuple[str, ...]], ...]
    unprotected: tuple[str, ...]
    units: int
    unregistered: tuple[str, ...]
    unstaffed: tuple[str, ...]
    unreachable: tuple[str, ...]
    unreasoned: tuple[str, ...]
