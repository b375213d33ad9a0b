"""What is published of powers, and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicBasis:
    """实施依据 with its text as of the version cited. `law`: key of a `law` record, empty where none is published."""

    title: str
    article: str = ""
    text: str = ""
    kind: str = ""
    law: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicStep:
    """责任人 of one step. `post`: key of a `post` record, which alone says how the officer is named, today."""

    number: int
    name: str
    unit: str = ""
    office: str = ""
    post_name: str = ""
    post: str = ""
    term: str = ""
    duty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFee:
    """收费."""

    name: str
    basis: str = ""
    standard: str = ""
    waiver: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTerm:
    """时限: amount and unit (workday, day, month, year), or the words the list has."""

    amount: int | None = None
    unit: str = ""
    source: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicMaterial:
    """申请材料. `sample`: name of a file among those kept of the power (`store.keeping`); empty where there is none."""

    name: str
    form: str = ""
    copies: int | None = None
    issuer: str = ""
    note: str = ""
    sample: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDiscretion:
    """裁量基准."""

    circumstance: str
    range: str
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRemedies:
    """救济."""

    review_body: str = ""
    review_term: str = ""
    court: str = ""
    suit_term: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicForm:
    """公开形式 and where."""

    kind: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicChannel:
    """投诉 (complaint) or 咨询 (consult)."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicChange:
    """One thing that became of a power: filed, adjusted, corrected, suspended, resumed, cancelled, abolished."""

    on: date
    what: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPower:
    """One public edition of one power. The record's key is the power's id, its version the order of publication.

    Attributes:
        edition: number of the edition. standing: in-use, suspended, cancelled, abolished.
        standing_since, standing_reason: since when no organ may exercise it, and why; for the two last and 挂起.
        unit: key of the `unit` record. region, tier: of the unit, for who-does-this-for-my-address.
        code, codes: the current code, and every code it ever had.
        valid_from, valid_to: between which days this edition holds; the portal shows it as of a day by them.
        changed: what differs from the edition before, as names of fields.
    """

    name: str
    edition: int
    standing: str
    standing_since: date | None = None
    standing_reason: str = ""
    unit: str
    unit_name: str
    region: str = ""
    tier: int = 0
    parent: str = ""
    ordinal: int = 0
    code: str = ""
    codes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    type: str
    type_words: str
    tenure: str = ""
    part: str = ""
    lead: str = ""
    holder: str = ""
    preparer: str = ""
    nature: str = ""
    entrusted_by: str = ""
    levels: tuple[int, ...] = ()
    bases: tuple[PublicBasis, ...] = ()
    steps: tuple[PublicStep, ...] = ()
    disclosure_forms: tuple[PublicForm, ...] = ()
    disclosure_scope: str = ""
    disclosure_time: str = ""
    charged: bool | None = None
    fees: tuple[PublicFee, ...] = ()
    statutory_term: PublicTerm | None = None
    promised_term: PublicTerm | None = None
    quantity_limit: str = ""
    conditions: tuple[str, ...] = ()
    materials: tuple[PublicMaterial, ...] = ()
    result: str = ""
    discretion: tuple[PublicDiscretion, ...] = ()
    rights: tuple[str, ...] = ()
    remedies: PublicRemedies | None = None
    channels: tuple[PublicChannel, ...] = ()
    place: str = ""
    hours: str = ""
    served: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    accountability: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    recorded_on: date | None = None
    changed: tuple[str, ...] = ()
    history: tuple[PublicChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicUnit:
    """A unit whose directory is published. Key: its id. `ended`: since when it is no more; `successor` its key."""

    code: str
    name: str
    short: str = ""
    kind: str
    kind_words: str
    nature: str = ""
    region: str
    region_name: str
    region_above: tuple[str, ...] = ()
    tier: int
    superior: str = ""
    superior_name: str = ""
    instrument: str = ""
    scope: str = ""
    entrusted_until: date | None = None
    address: str = ""
    hours: str = ""
    phone: str = ""
    complaint_phone: str = ""
    website: str = ""
    former: tuple[str, ...] = ()
    ended: date | None = None
    successor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPostName:
    """How the officer in a post is named. Key: the post's id. `until`: first day this no longer holds, if known."""

    unit_name: str
    office: str
    post: str
    number: str = ""
    names: tuple[str, ...] = ()
    phone: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicArticle:
    """One article, or the heading of a part, of a law's text, in written order. `level` is 编 … 条."""

    level: str
    label: str
    heading: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicLaw:
    """One version of a law some public power rests on. Key: the law's id, `/`, the version's id."""

    law: str
    title: str
    kind: str
    issuer: str = ""
    dated: date | None = None
    effective: date | None = None
    until: date | None = None
    ended_by: str = ""
    articles: tuple[PublicArticle, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicResultRow:
    """清理结果 of one power: kept, renamed, adjusted, cancelled, abolished or new, and why."""

    power: str
    name: str
    outcome: str
    reason: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicResult:
    """清理结果公告 of a unit. Key: the loading's or notice's id."""

    unit: str
    unit_name: str
    on: date
    rows: tuple[PublicResultRow, ...] = ()
