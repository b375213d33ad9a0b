"""Refusals every app shares about who may do what, and what an account may be called."""

from __future__ import annotations

import re
from typing import ClassVar

from sunlit.kernel.refusal import Refusal


class NotAllowed(Refusal):
    """The post, or the lack of one, does not allow it. A secret thing and a missing one answer alike."""

    code: ClassVar[str] = "not-allowed"
    words: ClassVar[str] = "您的岗位无权办理此事。"


class NotAUserName(Refusal):
    """A name that could be typed or read wrongly."""

    code: ClassVar[str] = "not-a-user-name"
    words: ClassVar[str] = "用户名“{name}”不合规：须以字母或数字开头，由字母、数字和 . _ - 组成，2 至 64 个字符。"


class UserNameTaken(Refusal):
    """Names are unique whatever the case they are typed in."""

    code: ClassVar[str] = "user-name-taken"
    words: ClassVar[str] = "用户名“{name}”已经有人使用，请换一个。"


class NoSuchAccount(Refusal):
    """Nobody has this user name."""

    code: ClassVar[str] = "no-such-account"
    words: ClassVar[str] = "没有用户名为“{name}”的账户。"


class NoSuchOfficer(Refusal):
    """Nobody on record has this number."""

    code: ClassVar[str] = "no-such-officer"
    words: ClassVar[str] = "没有编号为“{number}”的人员，请先载入机关工作簿。"


class OfficerHasAccount(Refusal):
    """One officer, one account."""

    code: ClassVar[str] = "officer-has-account"
    words: ClassVar[str] = "该人员或该账户已经有关联，一人只用一个账户。"


class AdministratorHoldsNoPost(Refusal):
    """Whoever administers the system does no business in it (三员分立)."""

    code: ClassVar[str] = "administrator-holds-no-post"
    words: ClassVar[str] = "“{name}”是管理员账户，不能兼任业务岗位，请另开账户。"


_USER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,63}")


def user_name(name: str) -> str:
    """`name`, trimmed, if an account may be called so.

    Raises:
        NotAUserName: it may not.
    """
    trimmed = name.strip()
    if not _USER_NAME.fullmatch(trimmed):
        raise NotAUserName(name=trimmed)
    return trimmed
