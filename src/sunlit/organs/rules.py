"""Refusals every app shares about who may do what."""

from __future__ import annotations

from typing import ClassVar

from sunlit.kernel.refusal import Refusal


class NotAllowed(Refusal):
    """The post, or the lack of one, does not allow it. A secret thing and a missing one answer alike."""

    code: ClassVar[str] = "not-allowed"
    words: ClassVar[str] = "您的岗位无权办理此事。"
