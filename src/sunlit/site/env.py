"""What the operator may set, read once: every `SUNLIT_*` variable, where its value came from, what is wrong with it.

`settings.py` is fed by one frozen `Env`; `./sunlit doctor` prints it.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sunlit.site import outward
from sunlit.site.outward import Misconfigured

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import time

PROJECT_ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable: its meaning, its default in words, and whether its value must be kept out of sight."""

    name: str
    meaning: str
    default: str
    secret: bool = False


SETTINGS = (
    Setting("SUNLIT_HOME", "数据目录：数据库、文件、密钥都在其下", "项目目录下的 var/"),
    Setting(
        "SUNLIT_DATABASE_URL",
        "内网数据库：postgresql://用户:口令@主机:端口/库名，或 sqlite:///绝对路径",
        "SUNLIT_HOME/sunlit.sqlite3",
        secret=True,
    ),
    Setting(
        "SUNLIT_NOTICEBOARD_URL",
        "公示栏数据库（与内网数据库分开）：postgresql://用户:口令@主机:端口/库名，或 sqlite:///绝对路径",
        "SUNLIT_HOME/noticeboard.sqlite3",
        secret=True,
    ),
    Setting("SUNLIT_PROCESS", "inner（内网：工作台和后台）或 portal（门户，只连公示栏数据库）", "inner"),
    Setting("SUNLIT_FONTS", "含中文字体的目录，生成 PDF 用；多个以冒号分隔", "随程序安装的字体，其次系统字体"),
    Setting(
        "SUNLIT_SECRET_KEY",
        "签名密钥，至少 50 个字符；门户与内网各用各的",
        "首次使用时生成于 SUNLIT_HOME/secret.key（门户为 portal.key）",
        secret=True,
    ),
    Setting("SUNLIT_MODE", "embedded（单机）或 production（正式运行，缺项即拒绝启动）", "embedded"),
    Setting("SUNLIT_ALLOWED_HOSTS", "允许访问的主机名，逗号分隔", "embedded 时为本机地址；production 必填"),
    Setting("SUNLIT_HTTPS", "1 表示只经 HTTPS 访问（安全 Cookie、HSTS）", "production 为 1，embedded 为 0"),
    Setting("SUNLIT_SYNCHRONOUS", "SQLite 落盘方式：FULL 或 NORMAL（断电可能丢失最后几笔）", "FULL"),
    Setting("SUNLIT_CITY", "城市名称，显示在页眉", "示范市"),
    Setting("SUNLIT_PROXIES", "可信的反向代理层数，用于登录锁定识别来源地址", "0"),
    Setting(
        "SUNLIT_MAIL_URL",
        "发提醒邮件的服务器：smtp+starttls://用户:口令@主机:587，或 smtps://用户:口令@主机:465",
        "不发邮件",
        secret=True,
    ),
    Setting("SUNLIT_MAIL_FROM", "提醒邮件的发件地址；设了 SUNLIT_MAIL_URL 就必填", "无"),
    Setting("SUNLIT_SMS_URL", "短信网关接口的 https 地址，程序向它 POST 一份 JSON", "不发短信"),
    Setting("SUNLIT_SMS_TOKEN", "短信网关的令牌；设了 SUNLIT_SMS_URL 就必填", "无", secret=True),
    Setting("SUNLIT_QUIET_HOURS", "不发邮件和短信的时段（北京时间）：起-止，或 none", "21:00-08:00"),
)  # fmt: skip
#: What the portal, outside the wall, must not even be told.
INNER_ALONE = ("SUNLIT_DATABASE_URL", "SUNLIT_MAIL_URL", "SUNLIT_SMS_URL", "SUNLIT_SMS_TOKEN")
_SYNCHRONOUS = ("FULL", "NORMAL")
_MODES = ("embedded", "production")
_PROCESSES = ("inner", "portal")
_KEY_LENGTH = 50


@dataclass(frozen=True, slots=True)
class Env:
    """The operator's settings, checked and complete.

    Attributes:
        database: the inner one; empty for the portal, which knows of none.
        mail: Django's settings for SMTP; empty where no e-mail is sent, as in the portal.
        sms_url, sms_token: empty where no SMS is sent.
        quiet: from when to when nothing leaves the house; twice the same where there is no such time.
        sources: for each name in `SETTINGS`, 环境变量, 文件 or 默认.
    """

    home: Path
    database: Mapping[str, object]
    noticeboard: Mapping[str, object]
    process: str
    fonts: tuple[Path, ...]
    secret_key: str
    mode: str
    allowed_hosts: tuple[str, ...]
    https: bool
    synchronous: str
    city: str
    proxies: int
    mail: Mapping[str, object]
    mail_from: str
    sms_url: str
    sms_token: str
    quiet: tuple[time, time]
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def portal(self) -> bool:
        """Whether this is the portal's process, outside the wall."""
        return self.process == "portal"

    @property
    def production(self) -> bool:
        """Whether anything left open must refuse to start."""
        return self.mode == "production"

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> Env:
        """Check and complete `variables`.

        Raises:
            Misconfigured: a value that cannot work, or one that production must have and lacks.
        """
        given = {s.name: variables.get(s.name, "").strip() for s in SETTINGS}
        unknown = sorted(n for n in variables if n.startswith("SUNLIT_") and n not in given and n not in ELSEWHERE)
        if unknown:
            message = f"不认识的设置 {unknown[0]}；全部设置见 docs/reference/settings.md。"
            raise Misconfigured(message)
        sources = {name: "环境变量" if value else "默认" for name, value in given.items()}
        home = Path(given["SUNLIT_HOME"] or PROJECT_ROOT / "var").expanduser().absolute()
        mode = _one_of("SUNLIT_MODE", given["SUNLIT_MODE"] or "embedded", _MODES)
        production = mode == "production"
        if production and not given["SUNLIT_ALLOWED_HOSTS"]:
            message = "正式运行须设置 SUNLIT_ALLOWED_HOSTS（允许访问的主机名，逗号分隔）。"
            raise Misconfigured(message)
        if production and not given["SUNLIT_SECRET_KEY"]:
            message = "正式运行须设置 SUNLIT_SECRET_KEY（至少 50 个字符的随机串），并妥为保管。"
            raise Misconfigured(message)
        if given["SUNLIT_SECRET_KEY"] and len(given["SUNLIT_SECRET_KEY"]) < _KEY_LENGTH:
            message = "SUNLIT_SECRET_KEY 太短：至少 50 个字符。"
            raise Misconfigured(message)
        process = _one_of("SUNLIT_PROCESS", given["SUNLIT_PROCESS"] or "inner", _PROCESSES)
        portal = process == "portal"
        inner_alone = [name for name in INNER_ALONE if portal and given[name]]
        if inner_alone:
            message = f"门户进程不得知道内网的数据库和令牌：请从它的设置里去掉 {inner_alone[0]}。"
            raise Misconfigured(message)
        hosts = tuple(h.strip() for h in given["SUNLIT_ALLOWED_HOSTS"].split(",") if h.strip())
        return cls(
            home=home,
            database={}
            if portal
            else _database("SUNLIT_DATABASE_URL", given["SUNLIT_DATABASE_URL"], home / "sunlit.sqlite3"),
            noticeboard=_database(
                "SUNLIT_NOTICEBOARD_URL", given["SUNLIT_NOTICEBOARD_URL"], home / "noticeboard.sqlite3"
            ),
            process=process,
            fonts=tuple(Path(f).expanduser().absolute() for f in given["SUNLIT_FONTS"].split(":") if f),
            secret_key=given["SUNLIT_SECRET_KEY"],
            mode=mode,
            allowed_hosts=hosts or ("127.0.0.1", "localhost", "[::1]"),
            https=_flag("SUNLIT_HTTPS", given["SUNLIT_HTTPS"], default=production),
            synchronous=_one_of("SUNLIT_SYNCHRONOUS", given["SUNLIT_SYNCHRONOUS"].upper() or "FULL", _SYNCHRONOUS),
            city=given["SUNLIT_CITY"] or "示范市",
            proxies=_count("SUNLIT_PROXIES", given["SUNLIT_PROXIES"]),
            mail=outward.mail(given["SUNLIT_MAIL_URL"], given["SUNLIT_MAIL_FROM"], production=production),
            mail_from=given["SUNLIT_MAIL_FROM"],
            sms_url=outward.sms(given["SUNLIT_SMS_URL"], given["SUNLIT_SMS_TOKEN"], production=production),
            sms_token=given["SUNLIT_SMS_TOKEN"],
            quiet=outward.quiet_hours(given["SUNLIT_QUIET_HOURS"] or "21:00-08:00"),
            sources=sources,
        )

    @property
    def key_file(self) -> Path:
        """Where the key lies if none is given: each side of the wall has its own."""
        return self.home / ("portal.key" if self.portal else "secret.key")

    def signing_key(self) -> str:
        """The key given, or the one kept under `home`, made on first use.

        Raises:
            Misconfigured: it is neither there nor can it be written.
        """
        if self.secret_key:
            return self.secret_key
        file = self.key_file
        try:
            if not file.exists():
                self.home.mkdir(parents=True, exist_ok=True)
                self._write_key(file)
            return file.read_text(encoding="ascii").strip()
        except OSError as error:
            message = f"无法写入数据目录 {self.home}（{error.strerror}）：请设 SUNLIT_HOME 为可写且有空间的目录。"
            raise Misconfigured(message) from error

    @staticmethod
    def _write_key(file: Path) -> None:
        made = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        made.write_text(secrets.token_urlsafe(64), encoding="ascii")
        made.chmod(0o600)
        try:
            os.link(made, file)  # the first of two processes wins, the other reads what it wrote
        except FileExistsError:
            pass
        finally:
            made.unlink()


#: Variables of the launcher and the tests; they set nothing inside the site.
ELSEWHERE = frozenset(
    {"SUNLIT_VENV", "SUNLIT_PYTHON", "SUNLIT_DEBUG", "SUNLIT_SHARED_DATA", "SUNLIT_TEST_DATABASE_URL"}
)


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        message = f"{name} 只能是 {' 或 '.join(choices)}，现为“{value}”。"
        raise Misconfigured(message)
    return value


def _flag(name: str, value: str, *, default: bool) -> bool:
    return default if not value else _one_of(name, value, ("0", "1")) == "1"


def _count(name: str, value: str) -> int:
    if value and not value.isdecimal():
        message = f"{name} 须是整数，现为“{value}”。"
        raise Misconfigured(message)
    return int(value or 0)


def _database(setting: str, url: str, file: Path) -> Mapping[str, object]:
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        message = f"{setting} 的端口不是数字。"
        raise Misconfigured(message) from error
    if parts.scheme == "sqlite" and not parts.netloc and parts.path.startswith("/") and len(parts.path) > 1:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": unquote(parts.path)}
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name:
        message = f"{setting} 须写作 postgresql://用户:口令@主机:端口/库名，或 sqlite:///绝对路径。"
        raise Misconfigured(message)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or ""),
    }


@cache
def current() -> Env:
    """The settings of this process."""
    return Env.read(os.environ)
