"""Puts the locked requirements into a virtual environment. Run by the launcher, before anything is installed.

Standard library only. It either succeeds or says in one sentence what to do. A copy of the lock, kept in the
environment, is written last: an installation that was interrupted has none and is done anew.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
import subprocess
import sys
import venv
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Says that this environment was made here, so it may be emptied.
_OURS = "made-by-sunlit"


class _Cause(NamedTuple):
    """What pip or the system printed, and what a person should do about it."""

    pattern: str
    chinese: str
    english: str


_CAUSES = (
    _Cause(
        r"No space left on device|Disk quota exceeded|Errno 28\b|Errno 122\b",
        "磁盘已满，装不下依赖（连同临时文件约需 400 MB）：请腾出空间，或用 SUNLIT_VENV 指向别的磁盘，再运行一次。",
        "The disk is full (400 MB are needed): free some space or let SUNLIT_VENV point elsewhere, then run again.",
    ),
    _Cause(
        r"Read-only file system|Permission denied|Errno 13\b|Errno 30\b|Operation not permitted",
        "不能写入 {venv}：请换一个有写权限的目录，或用 SUNLIT_VENV 指向一个。",
        "{venv} cannot be written: use a directory you may write to, or let SUNLIT_VENV point to one.",
    ),
    _Cause(
        r"DO NOT MATCH THE HASHES",
        "软件源给的文件与锁定的校验值不符，没有安装：请换一个可信的软件源（PIP_INDEX_URL），再运行一次。",
        "A file from the package index is not the locked one: use an index you trust (PIP_INDEX_URL), then run again.",
    ),
    _Cause(
        r"Could not fetch|[Cc]onnection|resol|timed out|Proxy|SSLError|from versions: none|No matching|unreachable",
        "连不上软件源，依赖没有装上：首次启动需要网络，请接通后再运行一次（内网可用 PIP_INDEX_URL 指向镜像）。",
        "The package index does not answer: connect the network, or let PIP_INDEX_URL name a mirror, then run again.",
    ),
)


class Stopped(Exception):  # noqa: N818 - a reason, in words
    """Why nothing could be installed: the sentence a person reads."""


def main(locks: Path, target: Path, wanted: str) -> int:
    """Bring `target` to what `locks` says; `wanted` is `run`, or `dev` for what tests need on top. Returns 0 or 2."""
    try:
        with _alone(target):
            if not _holds(target, locks, "run"):
                _prepare(target)
                _say(f"首次使用：正在安装依赖到 {target}，约需一分钟……")
                _install(target, locks, "run")
            if wanted == "dev" and not _holds(target, locks, "dev"):
                _say("正在安装测试所需的依赖，约需一分钟……")
                _install(target, locks, "dev")
    except Stopped as stopped:
        _say(str(stopped))
        return 2
    except OSError as error:
        _say(_cause(target, f"{error.strerror} Errno {error.errno}"))
        return 2
    except KeyboardInterrupt:
        _say("已中断：下次启动会重新安装。 / Interrupted: the next start installs anew.")
        return 130
    return 0


def _holds(target: Path, locks: Path, name: str) -> bool:
    try:
        stamp = (target / f"installed-{name}.txt").read_bytes()
    except FileNotFoundError:
        return False
    return stamp == (locks / f"{name}.txt").read_bytes() and os.access(target / "bin" / "python", os.X_OK)


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold the directory itself as a lock: it falls with the process, and pip inherits it."""
    target.mkdir(parents=True, exist_ok=True)
    handle = os.open(target, os.O_RDONLY)
    os.set_inheritable(handle, True)  # noqa: FBT003 - the name says it
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("另一处启动正在安装依赖，等它完成……")
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError as error:  # a file system without locks: two first starts at once are then the user's care
            if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.EBADF, errno.EINVAL):
                raise
        yield
    finally:
        os.close(handle)


def _prepare(target: Path) -> None:
    """An empty environment with pip. One that was not made here is used as it is, a folder of other things refused."""
    if os.pathsep in str(target):
        message = (
            f"路径 {target} 含有冒号，Python 无法在此建立环境：请用 SUNLIT_VENV 指向不含冒号的目录。"
            " / The path holds a colon, where Python makes no environment: let SUNLIT_VENV point to one without."
        )
        raise Stopped(message)
    ours = (target / _OURS).exists()
    if not ours and (target / "pyvenv.cfg").exists() and os.access(target / "bin" / "python", os.X_OK):
        return
    if not ours and any(target.iterdir()):
        message = (
            f"{target} 里有别的东西，不敢清空：请用 SUNLIT_VENV 指向一个空目录。"
            " / It holds other things and is left alone: let SUNLIT_VENV point to an empty directory."
        )
        raise Stopped(message)
    (target / _OURS).touch()
    for entry in sorted(target.iterdir(), key=Path.is_dir):  # stamps first: they vouch for the rest
        if entry.name != _OURS:
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    try:
        venv.EnvBuilder(with_pip=True, symlinks=True).create(target)
    except subprocess.CalledProcessError as error:
        raise Stopped(_cause(target, str(error.output))) from error


def _install(target: Path, locks: Path, name: str) -> None:
    lock = locks / f"{name}.txt"
    pinned = lock.read_bytes()
    done = subprocess.run(  # noqa: S603 - our own environment's pip
        [
            *(str(target / "bin" / "python"), "-I", "-X", "utf8", "-m", "pip", "install", "--quiet", "--no-input"),
            *("--disable-pip-version-check", "--no-user", "--retries", "2", "--require-hashes", "-r", str(lock)),
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        close_fds=False,
    )
    if done.returncode:
        raise Stopped(_cause(target, done.stderr + done.stdout))
    stamp = target / f"installed-{name}.txt"
    aside = stamp.with_suffix(".new")
    aside.write_bytes(pinned)
    aside.replace(stamp)


def _cause(target: Path, output: str) -> str:
    for cause in _CAUSES:
        if re.search(cause.pattern, output):
            return f"{cause.chinese} / {cause.english}".replace("{venv}", str(target))
    last = next((line.strip() for line in reversed(output.splitlines()) if line.strip()), "?")
    return f"依赖没有装上，改正后再运行一次；pip 说： / Not installed, mend this and run again; pip says: {last}"


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
