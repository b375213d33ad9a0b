"""What stands around every page, and a record as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

#: What a record can be about. Keys: a power's, unit's, post's and law's id; for others see the class.
Kind = Literal["power", "unit", "post", "law", "result", "site", "flow", "comments", "draft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSite:
    """What stands around every page. Key: `site`. The emblem's bytes are an export named `emblem`."""

    city: str
    title: str
    title_en: str = ""
    sponsor: str = ""
    undertaker: str = ""
    record_number: str = ""
    site_code: str = ""
    contact: str = ""
    emblem: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A record of the noticeboard as it is read.

    Attributes:
        place: of the act that put it out, in the log. version: counts the records of one key, from 1.
        body: None where it was erased: then `reason` says why.
        withdrawn: whether this record is the notice that takes the ones before it back; `reason` says why.
    """

    kind: Kind
    key: str
    version: int
    place: int
    at: datetime
    digest: str
    body: object | None
    withdrawn: bool
    reason: str
