"""The words of a power: how it is held, by whom, and where an edition of it stands."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date


class Tenure(StrEnum):
    """专门职权 or 共有职权 (plan, chapter two)."""

    EXCLUSIVE = "exclusive"
    COMMON = "common"

    @property
    def words(self) -> str:
        """As printed."""
        return {"exclusive": "专门职权", "common": "共有职权"}[self.value]


class Share(StrEnum):
    """主要执法主体 or 协助、配合 (plan, chapter two)."""

    LEAD = "lead"
    ASSIST = "assist"

    @property
    def words(self) -> str:
        """As printed."""
        return {"lead": "主要行使", "assist": "协助配合"}[self.value]


class EditionState(StrEnum):
    """Where an edition stands. `ON_RECORD` is 已备案; at most one of a power is."""

    DRAFT = "draft"
    ON_RECORD = "on-record"
    SUPERSEDED = "superseded"
    DROPPED = "dropped"

    @property
    def words(self) -> str:
        """As printed."""
        return {"draft": "草稿", "on-record": "已备案", "superseded": "已被替代", "dropped": "已撤回"}[self.value]


class PowerStanding(StrEnum):
    """What has become of a power: A 在用, T 挂起, X 废止 of the real systems, and cancelled apart from abolished."""

    NEW = "new"
    IN_USE = "in-use"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    ABOLISHED = "abolished"

    @property
    def words(self) -> str:
        """As printed."""
        return _STANDINGS[self]


_STANDINGS = {
    PowerStanding.NEW: "尚未备案",
    PowerStanding.IN_USE: "在用",
    PowerStanding.SUSPENDED: "挂起",
    PowerStanding.CANCELLED: "取消",
    PowerStanding.ABOLISHED: "废止",
}


class NoSuchPower(Refusal):
    """There is none, or none that one may know of."""

    code: ClassVar[str] = "no-such-power"
    words: ClassVar[str] = "没有这项职权，或者您的岗位不能办理。"


class SecretPlaceholder(Refusal):
    """A neutral placeholder has no words and never gets any."""

    code: ClassVar[str] = "secret-placeholder"
    words: ClassVar[str] = "这是涉密事项的占位记录，不能在本系统填写内容，请走本单位的涉密渠道。"


class SecrecyNotAnswered(Refusal):
    """先审后录: text is taken in only after somebody has answered that it is not secret."""

    code: ClassVar[str] = "secrecy-not-answered"
    words: ClassVar[str] = "请先回答是否涉密。涉密或者拿不准的，不得在本系统填写，只登记占位记录。"


class EditedMeanwhile(Refusal):
    """Two edited the same draft; the first to save won."""

    code: ClassVar[str] = "edited-meanwhile"
    words: ClassVar[str] = "您编辑期间，这份草稿已于{at}由他人保存。您的内容没有写入，请对照后再保存。"


class DraftExists(Refusal):
    """One draft of a power at a time."""

    code: ClassVar[str] = "draft-exists"
    words: ClassVar[str] = "这项职权已有一份草稿，请接着编辑它。"


class NotADraft(Refusal):
    """What is on record does not change; a new edition is drafted instead."""

    code: ClassVar[str] = "not-a-draft"
    words: ClassVar[str] = "这一版已经备案，不再更改；需要调整的，请起草新的一版。"


class UnderReview(Refusal):
    """A draft that is being judged: what was judged must be what is filed."""

    code: ClassVar[str] = "under-review"
    words: ClassVar[str] = "“{name}”正在审核，退回修改之后才能更改。"


class NoName(Refusal):
    """A power has the name that the law gives it."""

    code: ClassVar[str] = "no-power-name"
    words: ClassVar[str] = "请填写职权名称，依据法律、法规、规章的表述。"


class UnknownType(Refusal):
    """A type that neither the standard nor the city knows."""

    code: ClassVar[str] = "unknown-power-type"
    words: ClassVar[str] = "“{type}”不是职权类别。"


class NoLegalBasis(Refusal):
    """凡无合法依据的，予以废止: without a basis nothing is put on record."""

    code: ClassVar[str] = "no-legal-basis"
    words: ClassVar[str] = "没有实施依据，不能备案。"


class BasisRepealed(Refusal):
    """All that a power rests on must be in force on the day it is put on record."""

    code: ClassVar[str] = "basis-not-in-force"
    words: ClassVar[str] = "依据《{title}》在{on}不是现行有效的，不能据以备案。"


class NoHolder(Refusal):
    """行使主体是否明确."""

    code: ClassVar[str] = "no-holder"
    words: ClassVar[str] = "没有写明行使主体，不能备案。"


class NoLead(Refusal):
    """Whoever assists, assists somebody (plan, chapter two)."""

    code: ClassVar[str] = "no-lead"
    words: ClassVar[str] = "协助配合的职权没有写明主办单位，不能备案。"


class NoEntruster(Refusal):
    """Whoever exercises an entrusted power does so in the name of another."""

    code: ClassVar[str] = "no-entruster"
    words: ClassVar[str] = "受委托行使的职权没有写明委托机关，不能备案。"


class NoOpinion(Refusal):
    """Whoever files or changes a power says why."""

    code: ClassVar[str] = "no-filing-opinion"
    words: ClassVar[str] = "请写明意见或者理由（{shortest} 至 {longest} 字）。"


class BeforeThePredecessor(Refusal):
    """An edition cannot begin to hold before, or on the day of, the one it follows."""

    code: ClassVar[str] = "before-the-predecessor"
    words: ClassVar[str] = "生效日期须晚于现行版的生效日期 {after}；更正错误请勾选“更正”。"


class NotOnRecord(Refusal):
    """Only what is on record can be published, suspended or ended."""

    code: ClassVar[str] = "not-on-record"
    words: ClassVar[str] = "这项职权还没有备案。"


class WrongStanding(Refusal):
    """What is asked does not follow from where the power stands."""

    code: ClassVar[str] = "wrong-standing"
    words: ClassVar[str] = "这项职权现在是“{now}”，不能这样办理。"


class NothingDrafted(Refusal):
    """There is no draft to put on record."""

    code: ClassVar[str] = "nothing-drafted"
    words: ClassVar[str] = "没有待备案的草稿。"


class PublishedAlready(Refusal):
    """The edition on record is published."""

    code: ClassVar[str] = "published-already"
    words: ClassVar[str] = "在案的这一版早已公布。"


#: What a draft is held for that holds a secret, before the key of what withholds it: no page shows a word of it.
SEALED = "withheld:"


class NotForSociety(Refusal):
    """Only what is to be open to society goes to the noticeboard."""

    code: ClassVar[str] = "not-for-society"
    words: ClassVar[str] = "这项职权的公开范围不是“社会”，不能向社会公布。"


class DeterminedElsewhere(Refusal):
    """Each tier files and publishes what it determines: a county government's powers are the city's office's to."""

    code: ClassVar[str] = "determined-elsewhere"
    words: ClassVar[str] = "这项职权由市政务公开办审查确定，备案和公布也由市政务公开办办理。"


class CodeTaken(Refusal):
    """A code is never given twice, retired or not."""

    code: ClassVar[str] = "code-taken"
    words: ClassVar[str] = "编码 {value} 已经用过，不能再用。"


#: The nature of a holder that exercises a power in the name of another (`rules.fieldwords.NATURES`).
ENTRUSTED = "entrusted"
_SHORTEST, _LONGEST = 2, 2000
#: What may follow on what.
_NEXT: dict[PowerStanding, frozenset[PowerStanding]] = {
    PowerStanding.NEW: frozenset({PowerStanding.IN_USE}),
    PowerStanding.IN_USE: frozenset({PowerStanding.SUSPENDED, PowerStanding.CANCELLED, PowerStanding.ABOLISHED}),
    PowerStanding.SUSPENDED: frozenset({PowerStanding.IN_USE, PowerStanding.CANCELLED, PowerStanding.ABOLISHED}),
    PowerStanding.CANCELLED: frozenset(),
    PowerStanding.ABOLISHED: frozenset(),
}


def opinion_given(words: str) -> str:
    """An opinion or a reason, trimmed.

    Raises:
        NoOpinion: too short to mean anything, or too long to read.
    """
    said = words.strip()
    if not _SHORTEST <= len(said) <= _LONGEST:
        raise NoOpinion(shortest=_SHORTEST, longest=_LONGEST)
    return said


def require_next(now: PowerStanding, then: PowerStanding) -> None:
    """Let pass a change of standing that follows.

    Raises:
        WrongStanding: it does not.
    """
    if then not in _NEXT[now]:
        raise WrongStanding(now=now.words)


def require_later(valid_from: date, predecessor: date | None, *, corrects: bool) -> None:
    """Let pass a first day later than the predecessor's; a correction may begin where what it corrects begins.

    Raises:
        BeforeThePredecessor.
    """
    if predecessor is None:
        return
    if valid_from < predecessor or (valid_from == predecessor and not corrects):
        raise BeforeThePredecessor(after=predecessor.isoformat())
