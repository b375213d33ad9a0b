"""An officer's own addresses: what is one, and how it is shown to whoever may see that it is there."""

from __future__ import annotations

import re
from typing import ClassVar

from sunlit.kernel.refusal import Refusal
from sunlit.kernel.text import fold, squeeze

#: Plain addresses only: no comments, no quoted parts, nothing that could begin another header line.
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}", re.ASCII)
_LONGEST_MAIL = 254  # RFC 5321 4.5.3.1.3, less the angle brackets
_MOBILE = re.compile(r"1[3-9][0-9]{9}")


class NotAMailAddress(Refusal):
    """What was typed is no plain e-mail address."""

    code: ClassVar[str] = "not-a-mail-address"
    words: ClassVar[str] = "电子邮箱地址不正确，请写成 name@example.cn 的样子。"


class NotAMobileNumber(Refusal):
    """What was typed is no mobile number of the mainland."""

    code: ClassVar[str] = "not-a-mobile-number"
    words: ClassVar[str] = "手机号码不正确，请填写 11 位号码。"


class NoMailAddress(Refusal):
    """E-mail was agreed to, and no address is known."""

    code: ClassVar[str] = "no-mail-address"
    words: ClassVar[str] = "请先填写电子邮箱，再同意用邮件提醒。"


class NoMobileNumber(Refusal):
    """SMS was agreed to, and no number is known."""

    code: ClassVar[str] = "no-mobile-number"
    words: ClassVar[str] = "请先填写手机号码，再同意用短信提醒。"


def mail_address(typed: str) -> str:
    """The e-mail address that was typed, without blanks; empty where nothing was.

    Raises:
        NotAMailAddress.
    """
    plain = squeeze(fold(typed)).replace("＠", "@").replace("．", ".")
    if plain and (len(plain) > _LONGEST_MAIL or not _MAIL.fullmatch(plain)):
        raise NotAMailAddress
    return plain


def mobile_number(typed: str) -> str:
    """The mobile number that was typed, eleven digits; empty where nothing was.

    Raises:
        NotAMobileNumber.
    """
    plain = squeeze(fold(typed)).replace("-", "").removeprefix("+86").removeprefix("0086")
    if plain and not _MOBILE.fullmatch(plain):
        raise NotAMobileNumber
    return plain


def masked_mail(address: str) -> str:
    """An e-mail address as it is shown: `z***@example.cn`; empty for none."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}***{at}{domain}" if address else ""


def masked_mobile(number: str) -> str:
    """A mobile number as it is shown: `138****5678`; empty for none."""
    return f"{number[:3]}****{number[-4:]}" if number else ""
