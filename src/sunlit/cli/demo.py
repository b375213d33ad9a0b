"""`sunlit demo`: the invented city, running on this machine."""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import shutil
import signal
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunlit.site.env import PROJECT_ROOT

if TYPE_CHECKING:
    import argparse
    from types import FrameType
    from typing import TextIO

    from sunlit.cli.children import Children

_EXAMPLE = """示例：
  ./sunlit demo                 启动，按 Ctrl-C 停止；再次运行接着上次的数据
  ./sunlit demo --port 9000     指定端口
  ./sunlit demo --fresh         丢弃上次的数据，从头开始
  ./sunlit demo code            打印演示账户当前的动态码（登录第二步要用）"""
_HOST = "127.0.0.1"
_FIRST_PORT = 8000
_PORTS_TRIED = 20
_READY_WITHIN = 60.0  # seconds


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "demo",
        help="启动演示",
        description="用虚构的示范市启动网站和后台进程，只在本机可以访问；打印地址和账户，也写入 var/demo/demo.json。",
        epilog=_EXAMPLE,
    )
    parser.add_argument("action", nargs="?", choices=["code"], metavar="code", help="打印当前动态码后退出")
    parser.add_argument("--port", type=int, metavar="N", help=f"端口，默认从 {_FIRST_PORT} 起找一个空闲的")
    parser.add_argument("--fresh", action="store_true", help="丢弃上次的数据，从头开始")


def run(args: argparse.Namespace) -> int:
    """Run until told to stop."""
    home = Path(os.environ.get("SUNLIT_HOME", "").strip() or PROJECT_ROOT / "var").expanduser().absolute()
    folder = home / "demo"
    if args.action == "code":
        return _print_codes(folder)
    listening = _listen(args.port)
    public = _listen(args.port and args.port + 1) if listening else None
    if listening is None or public is None:
        return 2
    home.mkdir(parents=True, exist_ok=True)
    with listening, public, (home / "demo.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            known = _read(folder).get("desk", "")
            print(f"演示已经在运行{f'：{known}' if known else ''}。请先在那里按 Ctrl-C 停止。", file=sys.stderr)
            return 1
        if args.fresh or not (folder / "seeded").exists():  # one that was interrupted while it was made is made anew
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        return _serve(folder, listening, public)


def _listen(port: int | None) -> socket.socket | None:
    """A listening socket, so that the port stays ours from here on; None, said aloud, if it is taken."""
    if port is not None and not 0 <= port < 2**16:
        print("--port 须在 0 至 65535 之间。", file=sys.stderr)
        return None
    for candidate in [port] if port is not None else range(_FIRST_PORT, _FIRST_PORT + _PORTS_TRIED):
        try:
            return socket.create_server((_HOST, candidate), backlog=512)
        except PermissionError:
            print(f"没有权限使用端口 {candidate}：请用 --port 指定 1024 以上的一个。", file=sys.stderr)
            return None
        except OSError:
            continue
    tried = f"端口 {port} 已被占用" if port is not None else f"端口 {_FIRST_PORT} 至 {candidate} 都已被占用"
    print(f"{tried}：请用 --port 另指定一个，如 ./sunlit demo --port 9000。", file=sys.stderr)
    return None


def _serve(folder: Path, listening: socket.socket, public: socket.socket) -> int:
    from sunlit.cli.children import Children

    _use(folder)
    (folder / "demo.json").unlink(missing_ok=True)  # what it told was true of the last run
    print("正在准备示范市……", flush=True)
    accounts = _seed(folder)
    desk, portal = (f"http://{_HOST}:{at.getsockname()[1]}/" for at in (listening, public))
    told: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup means what it says
            signal.signal(number, stop)
    children = Children(environment=os.environ, folder=folder)
    try:
        _start_web(children, "web", listening, SUNLIT_PROCESS="inner")
        _start_web(children, "portal", public, SUNLIT_PROCESS="portal")
        children.start("worker", [sys.executable, "-P", "-m", "sunlit.cli", "worker"])
        if not all(_answers(address, children, told) for address in (desk, portal)):
            return _say_why(children, folder) if not told else 0
        _write(folder / "demo.json", {"portal": portal, "desk": desk, "accounts": accounts})
        _print_welcome(folder, desk, portal, accounts)
        while not told:
            if children.ended():
                return _say_why(children, folder)
            time.sleep(0.2)
    finally:
        children.stop()
    print(f"\n已停止。数据保留在 {folder}，再次运行 ./sunlit demo 接着用。")
    return 0


def _start_web(children: Children, name: str, listening: socket.socket, **environment: str) -> None:
    """A web server on a socket that is ours already."""
    here = listening.fileno()
    children.start(
        name,
        [
            *(sys.executable, "-P", "-m", "gunicorn", "sunlit.site.wsgi:application"),
            *("--bind", f"fd://{here}", "--workers", str(os.cpu_count() or 1), "--preload", "--no-control-socket"),
            *("--graceful-timeout", "5", "--timeout", "120"),
        ],
        keep_open=[here],
        **environment,
    )


def _use(folder: Path) -> None:
    """Let this process and its children see the city's own data, whatever is set for the real one."""
    for name in [n for n in os.environ if n.startswith("SUNLIT_") and n not in ("SUNLIT_VENV", "SUNLIT_DEBUG")]:
        del os.environ[name]
    os.environ.pop("GUNICORN_CMD_ARGS", None)
    os.environ["SUNLIT_HOME"] = str(folder)


def _seed(folder: Path) -> list[dict[str, str]]:
    """The city's data and accounts, made where they are not there yet."""
    from sunlit.site import database

    database.ready()
    from django.db import connections

    from sunlit.demo import city, lists

    accounts: list[dict[str, str]] = city.open_accounts(_read(folder, "accounts.json").get("accounts", []))
    _write(folder / "accounts.json", {"accounts": accounts})
    if not (folder / "seeded").exists():
        (folder / "lists").mkdir(exist_ok=True)
        for name, data in lists.workbooks():  # for trying the command line on
            (folder / "lists" / name).write_bytes(data)
        (folder / "lists" / lists.NEW_FILE).write_bytes(lists.new_powers())
        city.seed()
        city.live()
        (folder / "seeded").touch()
    connections.close_all()
    return accounts


def _answers(address: str, children: Children, told: list[int]) -> bool:
    """Wait until the front page is served."""
    host = address.removeprefix("http://").rstrip("/")
    until = time.monotonic() + _READY_WITHIN
    while time.monotonic() < until and not told and not children.ended():
        connection = http.client.HTTPConnection(host, timeout=10)
        try:
            connection.request("GET", "/")
            if connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR:
                return True
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.2)
    return False


def _say_why(children: Children, folder: Path) -> int:
    ended = children.ended()
    name = ended[0] if ended else "web"
    log = folder / f"{name}.log"
    last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-5:] if log.exists() else []
    what = {"web": "工作台", "portal": "门户", "worker": "后台进程"}[name]
    how = f"意外停止（{ended[1]}）" if ended else f"在 {_READY_WITHIN:.0f} 秒内没有应答"
    print("\n".join([f"{what}{how}，日志在 {log}，最后几行：", *(f"  {line}" for line in last)]), file=sys.stderr)
    return 3


def _print_welcome(folder: Path, desk: str, portal: str, accounts: list[dict[str, str]]) -> None:
    print(f"\n示范市已就绪。\n\n  门户（市民）    {portal}\n  工作台（机关）  {desk}\n")
    for account in accounts:
        print(f"  {_ROLES[account['role']]}  用户名 {account['user']}  口令 {account['password']}")
    print("\n  登录第二步的动态码：另开一个终端运行 ./sunlit demo code")
    print(f"  以上也写在 {folder / 'demo.json'}\n\n按 Ctrl-C 停止。", flush=True)


_ROLES = {
    "administrator": "系统管理员",
    "security-administrator": "安全管理员",
    "audit-administrator": "审计管理员",
    "open-government": "政务公开办",
    "city-legal": "政府法制",
    "staffing": "机构编制",
    "secrecy": "保密审查",
    "supervisor": "监察",
    "registrar": "市集市局登记岗",
    "unit-legal": "市集市局法规科",
    "leader": "市集市局局长",
    "office-head": "市集市局市场准入科科长",
    "officer": "市集市局经办人",
    "county-open-government": "城东区政务公开办",
    "county-legal": "城东区法制办",
    "county-leader": "城东区集市局局长",
    "county-registrar": "城东区集市局登记岗",
    "township-registrar": "灯塔镇登记岗",
}


def _print_codes(folder: Path) -> int:
    from sunlit.demo.codes import seconds_left, totp

    accounts = _read(folder, "accounts.json").get("accounts", [])
    if not accounts:
        print("还没有演示数据：请先运行 ./sunlit demo。", file=sys.stderr)
        return 2
    for account in accounts:
        print(f"{account['user']}  {totp(account['totp_secret'])}（{seconds_left()} 秒内有效）")
    return 0


def _read(folder: Path, name: str = "demo.json") -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found


def _write(file: Path, value: object) -> None:
    """Whole or not at all, and for the owner's eyes: it holds passwords."""
    aside = file.with_suffix(".new")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        _dump(value, out)
    aside.replace(file)


def _dump(value: object, out: TextIO) -> None:
    json.dump(value, out, ensure_ascii=False, indent=2)
    out.write("\n")
