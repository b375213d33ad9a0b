"""The launcher on machines that are not as they should be: it works, or one sentence says what to do."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.faults

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
#: What a launcher may call beside Python, so that a PATH can be made that has these and no Python.
TOOLS = ("sh", "dirname", "readlink", "cmp", "env", "cat")


class Clone:
    """A copy of what a first start needs, in a folder whose name has spaces and Chinese in it."""

    def __init__(self, base: Path) -> None:
        self.folder = base / "示范 市（副本）"
        self.venv = self.folder / ".venv"
        for part in (
            "sunlit",
            "locks",
            "src/sunlit/__init__.py",
            "src/sunlit/cli",
            "src/sunlit/kernel",
            "src/sunlit/site",
        ):
            source, target = ROOT / part, self.folder / part
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, target)
        self.lock("run", "# nothing is needed\n")
        self.lock("dev", "# nothing more is needed\n")
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(base),
            "LANG": "C",
            "LC_ALL": "C",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_CACHE_DIR": "1",
            "PIP_INDEX_URL": "http://127.0.0.1:9/simple",  # nobody listens on the discard port
            "SUNLIT_PYTHON": sys.executable,
        }

    def lock(self, name: str, words: str) -> None:
        (self.folder / "locks" / f"{name}.txt").write_text(words, encoding="utf-8")

    def command(self, *words: str) -> list[str]:
        return [str(self.folder / "sunlit"), *(words or ("--version",))]

    def start(
        self, *words: str, prefix: tuple[str, ...] = (), **environment: str | None
    ) -> subprocess.CompletedProcess[str]:
        variables = {k: v for k, v in (self.environment | environment).items() if v is not None}
        return subprocess.run(
            [*prefix, *self.command(*words)],
            env=variables,
            cwd="/",
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )


@pytest.fixture
def clone() -> Iterator[Clone]:
    base = Path(tempfile.mkdtemp(prefix="sunlit-launcher-"))
    base.chmod(0o755)  # others may look in: some tests run as nobody
    yield Clone(base)
    subprocess.run(["chmod", "-R", "u+w", str(base)], check=False)
    shutil.rmtree(base)


def told(result: subprocess.CompletedProcess[str], *words: str) -> None:
    """It ended with 2 and one sentence, in Chinese and English, that holds these words."""
    last = result.stderr.strip().splitlines()[-1]
    assert result.returncode == 2, result
    assert " / " in last
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in last


def start_as_nobody(clone: Clone, **environment: str | None) -> subprocess.CompletedProcess[str]:
    """As somebody without rights, with a Python that such a one may run."""
    if os.geteuid() != 0:
        return clone.start(**environment)
    if not shutil.which("setpriv"):
        pytest.skip("no setpriv here to run as somebody without rights")
    prefix = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    for python in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        question = "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"
        asked = [*prefix, "sh", "-c", '"$0" -I -c "$1"', python, question]  # setpriv itself may still reach it
        if subprocess.run(asked, capture_output=True, check=False).returncode == 0:
            return clone.start(prefix=prefix, **({"SUNLIT_PYTHON": python} | environment))
    pytest.skip("no Python here that somebody without rights may run")


def make_shim(folder: Path, name: str, pretending: str) -> None:
    """A Python that pretends: the launcher's own question is put to a real one in which `pretending` was run first."""
    folder.mkdir(exist_ok=True)
    shim = folder / name
    shim.write_text(f"#!/bin/sh\nexec '{sys.executable}' -I -c '{pretending}; import sys; exec(sys.argv[1])' \"$3\"\n")
    shim.chmod(0o755)


def path_with(folder: Path) -> str:
    """A PATH with the shell's tools and what is in `folder`, no other Python."""
    folder.mkdir(exist_ok=True)
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found
        if not (folder / tool).exists():
            (folder / tool).symlink_to(found)
    return str(folder)


def test_the_first_start_installs_and_says_so_once(clone: Clone) -> None:
    first, second = clone.start(), clone.start()

    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout
    assert first.stdout.startswith("sunlit ")
    assert len(first.stderr.splitlines()) == 1
    assert second.stderr == ""


def test_a_later_start_looks_for_nothing(clone: Clone) -> None:
    clone.start()

    again = clone.start(SUNLIT_PYTHON=None, PATH=path_with(clone.folder.parent / "tools"))

    assert (again.returncode, again.stderr) == (0, "")


def test_chinese_is_chinese_whatever_the_locale_says(clone: Clone) -> None:
    said = clone.start("--help")

    assert "阳光职权" in said.stdout


def test_it_is_found_through_a_link_and_after_a_move(clone: Clone, tmp_path: Path) -> None:
    clone.start()
    link = tmp_path / "sunlit"
    link.symlink_to(clone.folder / "sunlit")

    assert subprocess.run([link, "--version"], env=clone.environment, capture_output=True, check=True).stdout
    clone.folder = clone.folder.rename(clone.folder.with_name("搬 家"))
    assert clone.start().stderr == ""


def test_a_changed_lock_is_installed_anew(clone: Clone) -> None:
    clone.start()
    (clone.venv / "left-over").touch()
    clone.lock("run", "# something else is needed\n")

    assert clone.start().returncode == 0
    assert not (clone.venv / "left-over").exists()
    assert (clone.venv / "installed-run.txt").read_text() == "# something else is needed\n"


def test_what_tests_need_is_installed_when_tests_are_asked_for(clone: Clone) -> None:
    clone.start()
    assert not (clone.venv / "installed-dev.txt").exists()

    clone.start("test", "--help")

    assert (clone.venv / "installed-dev.txt").exists()


def test_an_interrupted_installation_is_done_anew(clone: Clone) -> None:
    process = subprocess.Popen(
        clone.command(), env=clone.environment, stderr=subprocess.DEVNULL, start_new_session=True
    )
    while not (clone.venv / "bin").exists() and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert not (clone.venv / "installed-run.txt").exists()

    assert clone.start().returncode == 0


def test_two_first_starts_at_once_install_once(clone: Clone) -> None:
    both = [
        subprocess.Popen(clone.command(), env=clone.environment, stdout=-1, stderr=-1, encoding="utf-8")
        for _ in range(3)
    ]
    ended = [process.communicate(timeout=300) for process in both]

    assert [process.returncode for process in both] == [0, 0, 0]
    assert sum("正在安装依赖到" in stderr for _, stderr in ended) == 1


def test_an_environment_whose_python_is_gone_is_made_anew(clone: Clone) -> None:
    clone.start()
    for name in ("python", "python3"):
        (clone.venv / "bin" / name).unlink()
        (clone.venv / "bin" / name).symlink_to("/nowhere/python3")

    assert clone.start().returncode == 0


def test_an_environment_made_by_hand_is_used_as_it_is(clone: Clone) -> None:
    subprocess.run([sys.executable, "-m", "venv", clone.venv], check=True)
    (clone.venv / "mine").touch()

    assert clone.start().returncode == 0
    assert (clone.venv / "mine").exists()


def test_a_folder_of_other_things_is_left_alone(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").touch()

    told(clone.start(SUNLIT_VENV=str(tmp_path)), "SUNLIT_VENV", "left alone")
    assert (tmp_path / "diary.txt").exists()


def test_too_old_a_python(clone: Clone) -> None:
    shims = clone.folder.parent / "shims"
    make_shim(shims, "python3", "import sys; sys.version_info = (3, 9, 2)")

    told(clone.start(SUNLIT_PYTHON=None, PATH=path_with(shims)), "3.11", "SUNLIT_PYTHON")


def test_a_newer_python_beside_too_old_a_one_is_found(clone: Clone) -> None:
    shims = clone.folder.parent / "shims"
    make_shim(shims, "python3", "import sys; sys.version_info = (3, 9, 2)")
    (shims / "python3.11").symlink_to(Path(sys.executable).resolve())

    assert clone.start(SUNLIT_PYTHON=None, PATH=path_with(shims)).returncode == 0


def test_no_venv_module(clone: Clone) -> None:
    shims = clone.folder.parent / "shims"
    make_shim(shims, "python3", 'import sys; sys.modules["ensurepip"] = None')

    told(clone.start(SUNLIT_PYTHON=None, PATH=path_with(shims)), "apt install python3-venv")


def test_no_python_at_all(clone: Clone) -> None:
    told(clone.start(SUNLIT_PYTHON=None, PATH=path_with(clone.folder.parent / "shims")), "没有找到 Python")
    told(clone.start(SUNLIT_PYTHON="/nowhere/python"), "SUNLIT_PYTHON", "/nowhere/python")


def test_no_network(clone: Clone) -> None:
    clone.lock("run", f"not-to-be-had==1.0 --hash=sha256:{'0' * 64}\n")

    told(clone.start(), "网络", "PIP_INDEX_URL")


def test_no_network_at_a_later_start(clone: Clone) -> None:
    clone.start()
    if not _may("unshare", "-n"):
        pytest.skip("no right to cut the network here")

    assert clone.start(prefix=("unshare", "-n")).returncode == 0


def test_a_package_that_is_not_the_locked_one(clone: Clone, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "swapped-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("swapped-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: swapped\nVersion: 1.0\n")
        wheel.writestr("swapped-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("swapped-1.0.dist-info/RECORD", "")
    clone.lock("run", f"swapped==1.0 --hash=sha256:{'0' * 64}\n")

    told(clone.start(PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path)), "校验值", "locked")


def test_somebody_without_rights(clone: Clone) -> None:
    if os.geteuid() == 0:
        for path in (clone.folder, *clone.folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)

    assert start_as_nobody(clone).returncode == 0


def test_a_folder_that_may_not_be_written(clone: Clone) -> None:
    clone.folder.chmod(0o555)

    told(start_as_nobody(clone), "不能写入", "SUNLIT_VENV")


def test_a_place_for_the_environment_elsewhere(clone: Clone) -> None:
    elsewhere = clone.folder.parent / "别 处"
    elsewhere.mkdir()
    if os.geteuid() == 0:
        os.chown(elsewhere, NOBODY, NOBODY)
    clone.folder.chmod(0o555)

    assert start_as_nobody(clone, SUNLIT_VENV=str(elsewhere / "venv")).returncode == 0


def test_a_full_disk(clone: Clone) -> None:
    if not _may("unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"):
        pytest.skip("no right to mount a small disk here")
    small = clone.folder.parent / "small"
    small.mkdir()
    mount = 'mount -t tmpfs -o size=3m none "$0" && exec "$@"'

    told(
        clone.start(prefix=("unshare", "-m", "sh", "-c", mount, str(small)), SUNLIT_VENV=str(small / "venv")),
        "磁盘已满",
    )


def test_a_colon_in_the_path(clone: Clone, tmp_path: Path) -> None:
    told(clone.start(SUNLIT_VENV=str(tmp_path / "a:b")), "冒号", "colon")


def _may(*command: str) -> bool:
    """Whether this machine lets us do such a thing."""
    if not shutil.which(command[0]):
        return False
    words = [*command, "true"] if command[-1].startswith("-") else list(command)
    return subprocess.run(words, capture_output=True, check=False).returncode == 0
