"""`sunlit doctor`: every setting with its value and where it came from, and what is wrong with this machine."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import sqlite3
import sys
import tempfile
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Literal

from sunlit.site.env import PROJECT_ROOT, SETTINGS, Env, current
from sunlit.site.outward import Misconfigured

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_EXAMPLE = """示例：
  ./sunlit doctor               在屏幕上列出
  ./sunlit doctor --json        供程序读取

退出码：0 都好；1 有不好的。"""
_ROOM = 500 * 1024 * 1024  # bytes free below which a night's imports may fail
_SQLITE = (3, 37)  # STRICT tables, RETURNING
_MARKS = {"good": "✓", "wrong": "✗", "absent": "–"}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing looked at. `absent` is worth knowing and not wrong."""

    name: str
    state: Literal["good", "wrong", "absent"]
    detail: str


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "doctor",
        help="体检",
        description="逐项列出设置（值、来源）和这台机器的状况，指出哪里不对、怎么办。不改动任何数据。",
        epilog=_EXAMPLE,
    )
    parser.add_argument("--json", action="store_true", help="打印一份 JSON")


def run(args: argparse.Namespace) -> int:
    """Look, tell, and return 1 if anything is wrong."""
    settings: list[dict[str, str]] = []
    told = []
    try:
        env = current()
    except Misconfigured as error:
        told.append(Told("设置", "wrong", str(error)))
        told += _machine()
    else:
        settings = _settings(env)
        told += [*_machine(), _fonts(env), *_home(env), *_database(env)]
    wrong = sum(t.state == "wrong" for t in told)
    if args.json:
        print(
            json.dumps({"settings": settings, "checks": [asdict(t) for t in told], "wrong": wrong}, ensure_ascii=False)
        )
    else:
        for setting in settings:
            print(f"{setting['name']} = {setting['value']}\n    {setting['meaning']}（{setting['source']}）")
        print()
        for t in told:
            print(f"{_MARKS[t.state]} {t.name}：{t.detail}")
        print(f"\n{'都好。' if not wrong else f'有 {wrong} 处不对。'}")
    return int(wrong > 0)


def _settings(env: Env) -> list[dict[str, str]]:
    values = {
        "SUNLIT_HOME": str(env.home),
        "SUNLIT_DATABASE_URL": _where(env.database),
        "SUNLIT_NOTICEBOARD_URL": _where(env.noticeboard),
        "SUNLIT_PROCESS": env.process,
        "SUNLIT_FONTS": ":".join(map(str, env.fonts)) or "（随程序安装的字体）",
        "SUNLIT_SECRET_KEY": "（已设，不显示）" if env.secret_key else f"（在 {env.key_file.name} 里，不显示）",
        "SUNLIT_MODE": env.mode,
        "SUNLIT_ALLOWED_HOSTS": ", ".join(env.allowed_hosts),
        "SUNLIT_HTTPS": str(int(env.https)),
        "SUNLIT_SYNCHRONOUS": env.synchronous,
        "SUNLIT_CITY": env.city,
        "SUNLIT_PROXIES": str(env.proxies),
        "SUNLIT_MAIL_URL": _server(env.mail),
        "SUNLIT_MAIL_FROM": env.mail_from or "（无）",
        "SUNLIT_SMS_URL": env.sms_url or "（不发短信）",
        "SUNLIT_SMS_TOKEN": "（已设，不显示）" if env.sms_token else "（无）",
        "SUNLIT_QUIET_HOURS": "-".join(f"{at:%H:%M}" for at in env.quiet),
    }
    return [
        {"name": s.name, "value": values[s.name], "source": env.sources[s.name], "meaning": s.meaning} for s in SETTINGS
    ]


def _server(mail: Mapping[str, object]) -> str:
    return "{EMAIL_HOST}:{EMAIL_PORT}（口令不显示）".format_map(mail) if mail else "（不发邮件）"


def _where(database: Mapping[str, object]) -> str:
    if not database:
        return "（门户不连内网数据库）"
    return "{ENGINE}：{NAME}".format_map(database).removeprefix("django.db.backends.")


def _machine() -> Iterator[Told]:
    from sunlit.cli.machine import find_chromium, has_chinese_font

    yield Told("Python", "good", f"{platform.python_version()}（{sys.executable}）")
    yield _requirements()
    yield _sqlite()
    found = find_chromium()
    yield Told("Chromium", "good" if found else "absent", found or "没有，只影响浏览器测试（apt install chromium）")
    font = has_chinese_font()
    yield Told(
        "中文字体", "good" if font else "absent", "有" if font else "没有，只影响本机截图（apt install fonts-noto-cjk）"
    )
    yield _postgresql()


def _fonts(env: Env) -> Told:
    from sunlit.publication.exports import NoChineseFont, find

    try:
        faces = find(env.fonts)
    except NoChineseFont as none:
        return Told("PDF 字体", "wrong", str(none))
    return Told("PDF 字体", "good", "、".join(dict.fromkeys((faces.serif, faces.sans))))


def _postgresql() -> Told:
    from sunlit.cli.test import find_postgresql

    if find_postgresql():
        return Told("测试用 PostgreSQL", "good", "有应答")
    return Told("测试用 PostgreSQL", "absent", "没有，只影响 ./sunlit test --all 的第二遍")


def _requirements() -> Told:
    lock = (PROJECT_ROOT / "locks" / "run.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.-]+)(?:\[.*?\])?==(\S+)", lock, re.MULTILINE)
    here = {re.sub(r"[-_.]+", "-", d.name).lower(): d.version for d in metadata.distributions()}
    differ = [f"{name} {here.get(name, '没有')}（应为 {wanted}）" for name, wanted in pins if here.get(name) != wanted]
    if differ:
        return Told("依赖", "wrong", f"与 locks/run.txt 不符：{'、'.join(differ[:5])}；删除 .venv 后再启动会重装")
    return Told("依赖", "good", f"{len(pins)} 个，与 locks/run.txt 一致")


def _sqlite() -> Told:
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < _SQLITE:
        return Told("SQLite", "wrong", f"{version} 太旧，须 {'.'.join(map(str, _SQLITE))} 以上：请换较新的 Python")
    try:
        sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    except sqlite3.Error:
        return Told("SQLite", "wrong", f"{version} 没有 FTS5，不能检索法规：请换带 FTS5 的 Python")
    return Told("SQLite", "good", f"{version}，有 FTS5")


def _home(env: Env) -> Iterator[Told]:
    home = env.home
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=home) as probe:
            probe.write(b"0" * 4096)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        yield Told("数据目录", "wrong", f"{home} 写不进去（{error.strerror}）：请设 SUNLIT_HOME 为可写且有空间的目录")
        return
    free = shutil.disk_usage(home).free
    yield Told("数据目录", "good", f"{home} 可以写入")
    state: Literal["good", "wrong"] = "good" if free >= _ROOM else "wrong"
    yield Told("磁盘", state, f"剩余 {free // 1024**2:,} MB" + ("" if state == "good" else "，请腾出空间"))
    if not env.secret_key:
        yield from _key("签名密钥", env.key_file)
    if not env.portal:
        yield from _key("来件密钥", env.home / "noticeboard.key")


def _key(name: str, file: Path) -> Iterator[Told]:
    if file.exists() and file.stat().st_mode & 0o077:
        yield Told(name, "wrong", f"{file} 别人也能读：请运行 chmod 600 {file}")


def _database(env: Env) -> Iterator[Told]:
    where = env.noticeboard if env.portal else env.database
    if str(where["ENGINE"]).endswith("sqlite3") and not os.path.exists(str(where["NAME"])):  # noqa: PTH110
        yield Told("数据库", "absent", "还没有建立，第一次用到时会自动建立")
        return
    from sunlit.site import database

    try:
        database.set_up()
        for alias in database.aliases():
            yield _engine("数据库" if alias == "default" else "公示栏数据库", alias)
        missing = database.pending()
        if missing:
            yield Told(
                "数据库结构", "wrong", f"还差 {len(missing)} 步（{missing[0]}……）：运行任何一个用到数据库的命令即可补上"
            )
            return
        yield Told("数据库结构", "good", "是最新的")
        yield _noticeboard()
        if not env.portal:
            yield from _ledger()
            yield from _messages(env)
        if env.production:
            yield from _deployment()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what the doctor is asked for
        yield Told("数据库", "wrong", database.remedy(error) or f"{type(error).__name__}：{error}")


def _engine(name: str, alias: str) -> Told:
    from django.db import connections

    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            return Told(name, "good", f"PostgreSQL {cursor.fetchone()[0]}")
        wanted = {"journal_mode": "wal", "recursive_triggers": 1, "foreign_keys": 1}
        differ = []
        for pragma, value in wanted.items():
            cursor.execute(f"PRAGMA {pragma}")
            if cursor.fetchone()[0] != value:
                differ.append(pragma)
        cursor.execute("PRAGMA synchronous")
        synchronous = {1: "NORMAL", 2: "FULL"}.get(cursor.fetchone()[0], "?")
    if differ:
        return Told(name, "wrong", f"SQLite 的 {'、'.join(differ)} 不对：请检查数据目录所在的文件系统")
    return Told(name, "good", f"SQLite，WAL，落盘方式 {synchronous}")


def _noticeboard() -> Told:
    from sunlit.noticeboard.store import triggers

    if missing := sorted(triggers.missing()):
        return Told("公示栏触发器", "wrong", f"缺 {'、'.join(missing)}：有人动过数据库，请保全现场、查明原因")
    return Told("公示栏触发器", "good", "齐全，公布的记录不能改、不能删")


def _ledger() -> Iterator[Told]:
    from sunlit.ledger import triggers
    from sunlit.ledger.cursors import readers
    from sunlit.ledger.verifying import verify

    if missing := sorted(triggers.missing()):
        yield Told("台账触发器", "wrong", f"缺 {'、'.join(missing)}：有人动过数据库，请保全现场、查明原因")
    else:
        yield Told("台账触发器", "good", "齐全，台账和备案的职权不能改、不能删")
    seen = verify()
    told = f"共 {seen.acts} 笔，已入日志 {seen.entries} 笔，待入 {seen.waiting} 笔"
    if seen.faults:
        words = f"{told}，不符 {len(seen.faults)} 处：{seen.faults[0]}（全部见 ./sunlit ledger verify）"
        yield Told("台账", "wrong", words)
    else:
        yield Told("台账", "good", f"{told}，逐条相符")
    for reader in readers():
        if reader.failures:
            words = f"{reader.name} 连续失败 {reader.failures} 次（{reader.failed_with}），见 ./sunlit ledger readers"
            yield Told("后续处理", "wrong", words)


def _messages(env: Env) -> Iterator[Told]:
    from datetime import timedelta

    from sunlit.courier.queries import on_the_way
    from sunlit.courier.rules import State
    from sunlit.kernel import clock
    from sunlit.organs.values import Viewer

    there = [name for name, is_there in (("邮件", env.mail), ("短信", env.sms_url)) if is_there]
    told = f"工作台内，{'、'.join(there)}" if there else "只在工作台内，没有设置邮件和短信"
    yield Told("消息提醒", "good" if there else "absent", told)
    names = {"mail": "邮件", "sms": "短信"}
    for one in on_the_way(Viewer.system("cli"), given_up_since=clock.now() - timedelta(days=7)):
        name, errors = names[one.channel.value], "、".join(one.errors)
        if one.state == State.GIVEN_UP.value:
            yield Told("消息提醒", "wrong", f"近 7 日有 {one.count} 条{name}未能发出（{errors}），工作台内仍可看到")
        elif one.state == State.FAILED.value:
            yield Told("消息提醒", "wrong", f"有 {one.count} 条{name}未发出、稍后再试（{errors}）：请检查该渠道的设置")


def _deployment() -> Iterator[Told]:
    from django.core.checks import run_checks

    for message in run_checks(include_deployment_checks=True):
        if not message.is_silenced():
            yield Told("部署", "wrong", f"{message.msg}（{message.id}）")
