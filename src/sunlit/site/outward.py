"""What the operator sets for messages that leave the house: SMTP, an SMS gateway, quiet hours."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*", re.ASCII)
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


class Misconfigured(Exception):  # noqa: N818 - says what to do, is not a bug
    """A setting that cannot work, in one sentence that names the variable and the remedy."""


def mail(url: str, sender: str, *, production: bool) -> Mapping[str, object]:
    """Django's settings for `SUNLIT_MAIL_URL`; empty where there is none.

    Raises:
        Misconfigured: no such address; no sender; in production, a way without encryption to another machine.
    """
    if not url:
        return {}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        message = "SUNLIT_MAIL_URL 的端口不是数字。"
        raise Misconfigured(message) from error
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        message = "SUNLIT_MAIL_URL 须写作 smtp+starttls://用户:口令@主机:端口，或 smtps://用户:口令@主机:端口。"
        raise Misconfigured(message)
    if not _ADDRESS.fullmatch(sender):
        message = "设了 SUNLIT_MAIL_URL，须同时设置 SUNLIT_MAIL_FROM（发件地址，如 sunlit@example.gov.cn）。"
        raise Misconfigured(message)
    if production and parts.scheme == "smtp" and parts.hostname not in _HERE:
        message = "正式运行时邮件须加密发送：SUNLIT_MAIL_URL 请用 smtp+starttls:// 或 smtps://。"
        raise Misconfigured(message)
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def sms(url: str, token: str, *, production: bool) -> str:
    """`SUNLIT_SMS_URL`, if it may be used; empty where there is none.

    Raises:
        Misconfigured: it is not https (plain http only on this machine, and not in production), or has no token.
    """
    if not url:
        return ""
    parts = urlsplit(url)
    here = parts.scheme == "http" and parts.hostname in _HERE and not production
    if not ((parts.scheme == "https" and parts.hostname) or here) or parts.username or parts.fragment:
        message = "SUNLIT_SMS_URL 须是 https:// 地址，且不带用户名、口令。"
        raise Misconfigured(message)
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        message = "设了 SUNLIT_SMS_URL，须同时设置 SUNLIT_SMS_TOKEN（网关发给的令牌，不含空格和汉字）。"
        raise Misconfigured(message)
    return url


def quiet_hours(told: str) -> tuple[time, time]:
    """From when to when nothing is sent; twice the same for `none`.

    Raises:
        Misconfigured.
    """
    if told == "none":
        return time(0), time(0)
    found = _HOURS.fullmatch(told)
    if found is None:
        message = f"SUNLIT_QUIET_HOURS 须写作 21:00-08:00 或 none，现为“{told}”。"
        raise Misconfigured(message)
    from_hour, from_minute, to_hour, to_minute = map(int, found.groups())
    return time(from_hour, from_minute), time(to_hour, to_minute)
