"""`sunlit test`: the suite, quietly; `--all` with everything this machine allows, and what it does not said aloud."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sunlit.site.env import PROJECT_ROOT

if TYPE_CHECKING:
    import argparse

#: Words the parser does not know are kept in `rest`, for pytest.
PASSES_ON = True

_EXAMPLE = """示例：
  ./sunlit test                     日常：两核约八分钟
  ./sunlit test --all               全部：加上最费时的、浏览器逐页、故障注入、覆盖率下限，有 PostgreSQL 时再跑一遍
  ./sunlit test -k citation         其余参数原样交给 pytest
  ./sunlit test tests/law -x

退出码：0 全部通过；1 有不通过的；2 用法错误。"""
_QUICK = "not sweep and not faults and not tools and not long"
#: What coverage is measured by. What the others take has been taken by these, and tracing doubles the time.
_TRACED = "not browser and not sweep and not faults and not tools"
_UNTRACED = "browser or sweep or faults or tools"
#: What PostgreSQL is asked again: whatever asks a database and may come out otherwise there.
_AGAIN = "not browser and not sweep and not tools and not once"
#: Properties are tried with fewer examples where all of them are tried elsewhere.
_FEW = "--hypothesis-profile=few"
#: What is the same whatever the database is.
_MACHINE = tuple(
    f"--ignore-glob=tests/{part}"
    for part in ("architecture", "faults/test_launcher.py", "faults/test_disks.py", "doors/test_cli_[adft]*")
)
#: What is written otherwise there, by its folders in `tests` and in `src/sunlit`: the rest was traced already.
_OTHERWISE = ("ledger", "noticeboard", "site")
#: Where a PostgreSQL for tests may answer without being told: the local socket, then the loopback address.
_POSTGRESQL = ("postgresql:///postgres", "postgresql://postgres@127.0.0.1:5432/postgres")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known. Whatever it does not know goes to pytest."""
    parser = subparsers.add_parser(
        "test", help="运行测试", description="运行测试。其余参数原样交给 pytest。", epilog=_EXAMPLE
    )
    parser.add_argument(
        "--all", action="store_true", help="加上最费时的、浏览器逐页、故障注入、覆盖率下限和 PostgreSQL"
    )


def run(args: argparse.Namespace) -> int:
    """Run it; 1 if anything failed."""
    if not (PROJECT_ROOT / "tests").is_dir():
        print("这里没有测试：请在完整的源码目录里运行。", file=sys.stderr)
        return 2
    given = [word for word in args.rest if word != "--"]
    return _everything(given) if args.all else _pytest([*_fewer(given), "-m", _QUICK, *_spread(given), *given])


def _everything(given: list[str]) -> int:
    """SQLite, then PostgreSQL, then the floors of coverage; what this machine lacks is said at the end."""
    from sunlit.cli.machine import find_chromium

    lacking = []
    if not find_chromium():
        lacking.append("没有 Chromium：浏览器测试没有运行（Debian：apt install chromium fonts-noto-cjk）。")
    shared = Path(os.environ.get("SUNLIT_SHARED_DATA", PROJECT_ROOT.parent / "shared" / "data"))
    if not shared.is_dir():
        lacking.append(f"没有真实数据（{shared}）：对真实法规和清单的测试没有运行（用 SUNLIT_SHARED_DATA 指明）。")
    postgresql = find_postgresql()
    for old in () if given else PROJECT_ROOT.glob(".coverage*"):
        old.unlink()

    failed = [_pytest(words) for words in _passes(given)]
    if postgresql:
        print("\n在 PostgreSQL 上再运行一遍：", flush=True)
        failed += [_pytest(words, postgresql) for words in _passes_again(given)]
    else:
        lacking.append("没有 PostgreSQL 应答：没有在它上面运行（用 SUNLIT_TEST_DATABASE_URL 指明一个可以建库的用户）。")
    if not given:
        failed.append(_floors(lacking, everything=not lacking))
    for words in lacking:
        print(f"缺：{words}")
    return int(any(failed))


def _passes(given: list[str]) -> list[list[str]]:
    """What pytest is told, pass by pass: all of it, traced where that may tell something."""
    if given:
        return [given]
    spread = _spread(given)
    return [["-m", _TRACED, *spread, "--cov", "--cov-report="], ["-m", _UNTRACED, *spread]]


def _passes_again(given: list[str]) -> list[list[str]]:
    """The same for PostgreSQL."""
    again = [*_fewer(given), "-m", _AGAIN, *_MACHINE]
    if given:
        return [[*again, *given]]
    again += _spread(given)
    traced = [f"--cov=src/sunlit/{app}" for app in _OTHERWISE]
    return [
        [*again, *traced, "--cov-append", "--cov-report=", *(f"tests/{app}" for app in _OTHERWISE)],
        [*again, *(f"--ignore=tests/{app}" for app in _OTHERWISE)],
    ]


def _pytest(words: list[str], database: str = "") -> int:
    environment = os.environ | ({"SUNLIT_TEST_DATABASE_URL": database} if database else {})
    if not database:
        environment.pop("SUNLIT_TEST_DATABASE_URL", None)
    return subprocess.call(  # noqa: S603 - our own pytest, with the words of who runs it
        [sys.executable, "-m", "pytest", "-rfEs", *words], cwd=PROJECT_ROOT, env=environment
    )


def _spread(given: list[str]) -> list[str]:
    """Two processes where there are two cores; one where somebody looks at few tests closely.

    Each is given half of the modules and takes from the other what is left, so that what a module makes for all its
    tests (a city, a desk and its browser) is seldom made twice, and neither waits for the other at the end.
    """
    if given or (os.cpu_count() or 1) < 2:  # noqa: PLR2004 - more than two wait for the disk
        return []
    return ["-n", "2", "--dist", "worksteal"]


def _fewer(given: list[str]) -> list[str]:
    """Few examples where everything is run; all where somebody looks at few tests closely."""
    return [] if given else [_FEW]


def _floors(lacking: list[str], *, everything: bool) -> int:
    """The least share of branches that must have been taken, app by app."""
    print("\n覆盖率下限：", flush=True)
    script = PROJECT_ROOT / "tests" / "support" / "coverage_floor.py"
    code = subprocess.call([sys.executable, str(script)], cwd=PROJECT_ROOT)  # noqa: S603 - our own script
    if code and not everything:
        lacking.append("覆盖率低于下限，但上面所缺的没有运行，不作数。")
        return 0
    return code


def find_postgresql() -> str:
    """Where a PostgreSQL answers in which databases may be made; empty where none does."""
    import psycopg

    given = os.environ.get("SUNLIT_TEST_DATABASE_URL")
    for url in (given,) if given else _POSTGRESQL:
        try:
            with psycopg.connect(url, connect_timeout=3) as connection:
                row = connection.execute(
                    "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
                ).fetchone()
                if row and row[0]:
                    return url
        except psycopg.Error as error:
            if given:
                print(f"SUNLIT_TEST_DATABASE_URL 没有应答：{error}", file=sys.stderr)
    return ""
