"""The words of a power: how it is held, by whom, and where an edition of it stands."""

from __future__ import annotations

from enum import StrEnum


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
