"""What an edition of a power says: the four contents the plan orders, and what people need besides.

`PowerContent` is kept whole in the edition as JSON (`kernel.plain`), digested, compared field by field, and copied to
the noticeboard through the whitelist of `publication`. A field nobody filled in is empty or None, never a placeholder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sunlit.catalogue.rules.powers import Share, Tenure


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """职权来源依据: full title, provision and text as of the version cited (plan, chapter two (四) 2).

    Attributes:
        kind: the class as printed: 法律, 行政法规, 地方性法规, 部门规章, 地方政府规章, 规范性文件; empty if unknown.
        article: canonical, 第十二条第一款; empty where the whole text is the basis.
        law, version: keys of the held law and version (`law.queries`); empty where the library does not hold it.
        dated: day of the version cited.
    """

    title: str
    article: str = ""
    text: str = ""
    kind: str = ""
    law: str = ""
    version: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPost:
    """职权行使责任人: who answers for one step. Here a step is a number and a name.

    Attributes:
        post: key of the post in `organs`; None where only words are known.
        office, post_name: as words, kept beside the key so that an old edition still reads.
    """

    number: int
    name: str
    unit: UUID | None = None
    unit_name: str = ""
    office: str = ""
    post: UUID | None = None
    post_name: str = ""
    term: str = ""
    duty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """One form of making public.

    Attributes:
        kind: website, notice-board, broadcast, newspaper, hall, other.
        proof: SHA-256 of a kept file that proves an offline one; internal.
    """

    kind: str
    where: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """公开的形式、范围、时间. `scope`: society (社会), party (当事人), internal (机关内部); empty if not decided."""

    forms: tuple[Showing, ...] = ()
    scope: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeItem:
    """收费: what for, on what basis, at what standard, waived for whom."""

    name: str
    basis: str = ""
    standard: str = ""
    waiver: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """时限 with unit (workday, day, month, year) and legal source. 0 workdays is 即办; `words` as the list has it."""

    amount: int | None = None
    unit: str = ""
    source: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """申请材料. `form`: original, copy, electronic, or words; `sample` names a kept file shown to the public."""

    name: str
    form: str = ""
    copies: int | None = None
    issuer: str = ""
    sample: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscretionStep:
    """裁量基准: one step of the scale: under what circumstances, within what range, on what basis."""

    circumstance: str
    range: str
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedies:
    """救济: where to ask for review and where to sue, and until when, as the law now says."""

    review_body: str = ""
    review_term: str = ""
    court: str = ""
    suit_term: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """投诉举报、咨询途径: `kind` is complaint or consult."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """A column of a list that has no field of its own: its header and its words. Internal."""

    header: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerContent:
    """One edition of one power, whole.

    Attributes:
        name: the official name as laws, regulations and rules word it; `aliases` everyday words for it.
        type: a code of `catalogue.powers_types` (licensing … other, requisition, or an extension type).
        type_as_listed: the type as the department's list prints it.
        part, lead: 主要 or 协助; assisting, `lead` names the unit that leads.
        holder: 行使主体 as printed; the unit itself is the power's. `preparer`: 承担初审或具体承办的部门.
        nature, entrusted_by: 法定, 授权, 委托 (statutory, authorised, entrusted), and by whom.
        levels: 行使层级 as codes of GB/T 39046: 1 国 2 省 3 市 4 县 5 镇街.
        duties, accountability: 责任事项, 追责情形.
        remarks: for the office alone, never published. `further`: columns of a list that have no field, internal too.
    """

    name: str
    aliases: tuple[str, ...] = ()
    type: str = "other"
    type_as_listed: str = ""
    tenure: Tenure | None = None
    part: Share | None = None
    lead: str = ""
    holder: str = ""
    preparer: str = ""
    nature: str = ""
    entrusted_by: str = ""
    levels: tuple[int, ...] = ()
    bases: tuple[Basis, ...] = ()
    steps: tuple[StepPost, ...] = ()
    disclosure: Disclosure = Disclosure()
    charged: bool | None = None
    fees: tuple[FeeItem, ...] = ()
    statutory_term: Term | None = None
    promised_term: Term | None = None
    quantity_limit: str = ""
    conditions: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    result: str = ""
    discretion: tuple[DiscretionStep, ...] = ()
    rights: tuple[str, ...] = ()
    remedies: Remedies | None = None
    channels: tuple[Channel, ...] = ()
    place: str = ""
    hours: str = ""
    served: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    accountability: tuple[str, ...] = ()
    remarks: str = ""
    further: tuple[Further, ...] = ()
