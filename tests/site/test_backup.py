"""Backing up and restoring: what comes back is what was there, and nothing damaged or half done passes for a backup."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from sunlit.kernel.canonical import digest
from sunlit.site.backup import read_manifest, restore, take, verify
from sunlit.site.backup.refusals import (
    Damaged,
    FilesGone,
    HomeNotEmpty,
    InsideFiles,
    NotEmpty,
    NothingThere,
    OtherEngine,
    OtherVersion,
)
from sunlit.site.env import Env
from tests.support.program import found, sunlit, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sunlit.kernel.refusal import Refusal

CONTENT = "一份随件附上的材料".encode()
OWN = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with accounts, a calendar, acts and an attachment. Nobody writes to it; a test that does takes a copy."""
    home = tmp_path_factory.mktemp("city") / "home"
    found(home)
    assert sunlit(home, "workdays", "seed").returncode == 0
    assert sunlit(home, "account", "add", "zhang", "--name", "张法制").returncode == 0
    place = home / "files" / OWN[:2] / OWN
    place.parent.mkdir(parents=True)
    place.write_bytes(CONTENT)
    (place.parent / f".{OWN}.aside").write_bytes(b"half")
    with closing(sqlite3.connect(home / "sunlit.sqlite3")) as database:
        database.execute("INSERT INTO files_attachment VALUES (?, ?, '2026-11-24')", (OWN, len(CONTENT)))
        database.commit()
    return home


def env_of(home: Path, **more: str) -> Env:
    return Env.read({"SUNLIT_HOME": str(home), **more})


@pytest.fixture(scope="module")
def kept(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the city."""
    folder = tmp_path_factory.mktemp("kept") / "backup"
    take(env_of(city), folder)
    return folder


@pytest.fixture
def backup(kept: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return shutil.copytree(kept, tmp_path / "backup")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def rows(home: Path) -> dict[str, list[Any]]:
    """Every row of both databases."""
    out = {}
    for name in ("sunlit.sqlite3", "noticeboard.sqlite3"):
        with closing(sqlite3.connect(home / name)) as database:
            tables = database.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'").fetchall()
            out |= {f"{name} {t}": database.execute(f'SELECT * FROM "{t}" ORDER BY 1').fetchall() for (t,) in tables}
            out[f"{name} laid out"] = database.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
    return out


def test_what_is_restored_equals_what_was_there(city: Path, kept: Path, tmp_path: Path) -> None:
    home = tmp_path / "new"
    restore(env_of(home), kept)

    assert rows(home) == rows(city)
    assert (home / "files" / OWN[:2] / OWN).read_bytes() == CONTENT
    assert (home / "secret.key").read_bytes() == (city / "secret.key").read_bytes()
    assert (home / "secret.key").stat().st_mode & 0o777 == 0o600
    assert names(home) == ["files", "noticeboard.sqlite3", "secret.key", "sunlit.sqlite3"]
    assert sunlit(home, "ledger", "verify").returncode == 0
    assert sunlit(home, "account", "close", "zhang").returncode == 0


def test_the_city_s_own_layouts_of_forms_come_back(city: Path, tmp_path: Path) -> None:
    own, folder, there = tmp_path / "own", tmp_path / "backup", tmp_path / "there"
    shutil.copytree(city, own)
    (own / "forms").mkdir()
    for name, words in (("withheld.docx", b"PK withheld"), ("registration.XLSX", b"PK form"), ("~$withheld.docx", b"lock"), ("note.txt", b"x")):
        (own / "forms" / name).write_bytes(words)
    (own / "forms" / "old.docx").mkdir()

    take(env_of(own), folder)
    restore(env_of(there), folder)

    assert {p.name: p.read_bytes() for p in (there / "forms").iterdir()} == {"withheld.docx": b"PK withheld", "registration.XLSX": b"PK form"}
    assert verify(env_of(own), folder).wrong == ()
    altered(folder / "forms" / "withheld.docx")
    with pytest.raises(Damaged, match=r"withheld\.docx"):
        read_manifest(folder)


def test_a_backup_is_for_its_keeper_alone(kept: Path) -> None:
    assert [p for p in (kept, *kept.rglob("*")) if p.stat().st_mode & 0o077] == []


def test_a_good_backup_is_proved(city: Path, kept: Path) -> None:
    seen = verify(env_of(city), kept)

    assert seen.wrong == ()
    assert seen.rows["inner"]["organs_account"] == 1
    assert seen.acts == seen.rows["inner"]["ledger_act"] > 1


def altered(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def truncated(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 1)


def a_link(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.symlink_to(file.with_name("elsewhere"))


@pytest.mark.parametrize("spoil", [altered, truncated, os.unlink, a_link])
@pytest.mark.parametrize(
    "way",
    ["manifest.json", "inner/data.sqlite3", "noticeboard/data.sqlite3", "keys/secret.key", f"files/{OWN[:2]}/{OWN}"],
)
def test_a_backup_with_any_file_not_as_it_was_is_refused_before_anything_is_touched(
    backup: Path, way: str, spoil: Callable[[Path], None], tmp_path: Path
) -> None:
    spoil(backup / way)
    home = tmp_path / "new"

    with pytest.raises(Damaged):
        restore(env_of(home), backup)
    assert not home.exists()
    assert len(verify(env_of(home), backup).wrong) == 1


def test_a_file_too_many_is_refused(backup: Path) -> None:
    (backup / "files" / "more").write_bytes(b"")

    with pytest.raises(Damaged, match="多出 files/more"):
        read_manifest(backup)


def resealed(backup: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the manifest as somebody would who knows how it is sealed."""
    told = json.loads((backup / "manifest.json").read_bytes())
    change(told["manifest"])
    (backup / "manifest.json").write_text(json.dumps({"manifest": told["manifest"], "sha256": digest(told["manifest"])}))


def renumber(told: dict[str, Any]) -> None:
    told["format"] = 2


def newer(told: dict[str, Any]) -> None:
    told["databases"][0]["migrations"].append("organs.9999_later")


def postgresql(told: dict[str, Any]) -> None:
    told["databases"][1]["engine"] = "postgresql"


def unknown(told: dict[str, Any]) -> None:
    told["more"] = 1


@pytest.mark.parametrize(
    ("change", "refusal"),
    [(renumber, Damaged), (newer, OtherVersion), (postgresql, OtherEngine), (unknown, Damaged)],
)
def test_a_backup_this_program_cannot_read_is_refused(
    backup: Path, change: Callable[[dict[str, Any]], None], refusal: type[Refusal], tmp_path: Path
) -> None:
    resealed(backup, change)

    with pytest.raises(refusal):
        restore(env_of(tmp_path / "new"), backup)
    assert not (tmp_path / "new").exists()


def test_a_restore_never_writes_over_anything(city: Path, kept: Path) -> None:
    before = rows(city)

    with pytest.raises(HomeNotEmpty):
        restore(env_of(city), kept)
    assert rows(city) == before


def test_a_count_that_does_not_agree_and_a_ledger_that_was_altered_are_found(city: Path, backup: Path) -> None:
    with closing(sqlite3.connect(backup / "inner" / "data.sqlite3")) as database:
        database.execute("DROP TRIGGER ledger_act_no_update")
        database.execute("UPDATE ledger_act SET actor = 'system:nobody' WHERE subject_seq = 1")
        database.execute("DELETE FROM organs_calendarday WHERE day = '2024-05-01'")
        database.commit()
    data = (backup / "inner" / "data.sqlite3").read_bytes()

    def seal(told: dict[str, Any]) -> None:
        (file,) = (f for f in told["files"] if f["path"] == "inner/data.sqlite3")
        file |= {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}

    resealed(backup, seal)
    wrong = " ".join(verify(env_of(city), backup).wrong)

    assert "organs_calendarday" in wrong
    assert "与摘要不符" in wrong
    assert "触发器" in wrong


def test_an_attachment_damaged_on_disk_is_copied_as_it_is_and_named(city: Path, tmp_path: Path) -> None:
    home = shutil.copytree(city, tmp_path / "home")
    (home / "files" / OWN[:2] / OWN).write_bytes(b"rot")

    assert take(env_of(home), tmp_path / "backup").damaged == (OWN,)
    assert verify(env_of(home), tmp_path / "backup").wrong == (f"附件 {OWN} 在备份之前已经损坏。",)
    done = sunlit(home, "backup", tmp_path / "again", "--json")
    assert (done.returncode, json.loads(done.stdout)["damaged"]) == (1, [OWN])


def test_what_must_not_be_taken_is_refused_and_leaves_nothing(city: Path, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "a").touch()
    with pytest.raises(NotEmpty):
        take(env_of(city), full)
    assert names(full) == ["a"]
    with pytest.raises(InsideFiles):
        take(env_of(city), city / "files" / "backup")
    with pytest.raises(NothingThere):
        take(env_of(tmp_path / "empty"), tmp_path / "one")
    sqlite3.connect(tmp_path / "sunlit.sqlite3").close()
    with pytest.raises(NothingThere):
        take(env_of(tmp_path), tmp_path / "two")
    gone = shutil.copytree(city, tmp_path / "gone")
    (gone / "files" / OWN[:2] / OWN).unlink()
    with pytest.raises(FilesGone):
        take(env_of(gone), tmp_path / "three")
    assert [names(tmp_path / name) for name in ("one", "two", "three")] == [[], [], []]


def test_a_backup_that_was_killed_passes_for_none(city: Path, tmp_path: Path) -> None:
    for at in ("公示栏", "附件"):
        folder = tmp_path / at
        killed = (
            "import os, pathlib; from sunlit.site.backup import take; from sunlit.site.env import current; "
            f"take(current(), pathlib.Path({str(folder)!r}), "
            f"progress=lambda words: words.startswith({at!r}) and os.kill(os.getpid(), 9))"
        )
        done = subprocess.run([sys.executable, "-P", "-c", killed], env=surroundings(city), check=False, timeout=60)

        assert done.returncode == -9
        assert names(folder)
        assert sunlit(city, "backup", "verify", folder).returncode == 1
        with pytest.raises(Damaged):
            restore(env_of(tmp_path / "new"), folder)
        with pytest.raises(NotEmpty):
            take(env_of(city), folder)


@pytest.fixture
def busy(city: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the city where somebody opens accounts and hands in files all the while."""
    home = shutil.copytree(city, tmp_path / "busy")
    writing = (
        "from sunlit.site import database; database.ready()\n"
        "from sunlit.files import store; from sunlit.kernel.actor import Actor; from sunlit.organs import commands\n"
        "for n in range(100_000):\n"
        "    store.keep(b'%d' % n); commands.open_account(f'u{n}', password='x', by=Actor.system('city')); print(n, flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-P", "-c", writing], env=surroundings(home), stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout
        writer.stdout.readline()
        try:
            yield home
            assert writer.poll() is None, "the writer was held up"
        finally:
            writer.kill()


def test_a_backup_taken_while_others_write_is_of_one_moment(busy: Path, tmp_path: Path) -> None:
    for n in range(3):
        folder = tmp_path / f"backup{n}"
        take(env_of(busy), folder)
        seen = verify(env_of(busy), folder)

        assert seen.wrong == ()
        inner = seen.rows["inner"]
        assert inner["ledger_act"] == inner["ledger_outbox"] + inner["ledger_entry"]
        assert inner["files_attachment"] - 1 >= inner["organs_account"] - 1 >= n


def test_the_command_line_takes_proves_and_restores(city: Path, tmp_path: Path) -> None:
    folder, home = tmp_path / "backup", tmp_path / "new"
    taken = sunlit(city, "backup", folder)
    assert taken.returncode == 0, taken.stderr
    assert taken.stdout.startswith(f"已备份到 {folder}：")
    assert sunlit(city, "backup", folder).returncode == 1

    assert sunlit(city, "backup", "verify", folder).stdout.startswith("完好：")
    assert json.loads(sunlit(city, "backup", "verify", folder, "--json").stdout)["wrong"] == []
    assert json.loads(sunlit(home, "restore", folder, "--json").stdout)["home"] == str(home)
    again = sunlit(home, "restore", folder)
    assert (again.returncode, again.stdout) == (1, "")
    assert sunlit(tmp_path / "other", "restore", folder).stdout.startswith("已恢复到 ")

    altered(folder / "keys" / "secret.key")
    assert sunlit(city, "backup", "verify", folder).stdout == "不对：keys/secret.key 与备份时不同。\n"
    for words in (["backup", "verify"], ["backup", "a", "b"], ["backup", "verify", "/none"], ["restore", "/none"]):
        assert sunlit(city, *words).returncode == 2
