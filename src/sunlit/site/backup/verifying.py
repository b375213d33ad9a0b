"""Proves a backup: restores it aside, counts its rows, replays its ledger, compares its files with their digests."""

from __future__ import annotations

import json
import secrets
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunlit.site.backup import beside
from sunlit.site.backup.databases import connected, count_postgresql, count_sqlite, engine_of, sound
from sunlit.site.backup.manifest import CopiedDatabase, Manifest, read_manifest
from sunlit.site.backup.refusals import Damaged
from sunlit.site.backup.restoring import restore

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sunlit.site.env import Env

#: Names of the databases of PostgreSQL that a verification makes and drops.
_SCRATCH = "sunlit_verify_"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a backup was found to be.

    Attributes:
        wrong: what is wrong with it, in sentences; empty for a good one.
        rows: how many rows the restored databases have, by side and table.
        acts, entries: how far its ledger reaches; to be written down beside the backup.
    """

    taken_at: str
    program: str
    files: int
    rows: Mapping[str, Mapping[str, int]]
    acts: int
    entries: int
    wrong: tuple[str, ...]


def verify(env: Env, folder: Path) -> Verification:
    """Restore the backup aside, as a new program would, and look at it. The home and its databases are not touched."""
    try:
        manifest = read_manifest(folder)
    except Damaged as damaged:
        return Verification("", "", 0, {}, 0, 0, (str(damaged.facts["what"]) + "。",))
    wrong = [f"附件 {own} 在备份之前已经损坏。" for own in manifest.damaged]
    with _aside(env, manifest) as there:
        restore(there, folder)
        found = _counted(there)
        for told, counted in zip(manifest.databases, found, strict=True):
            wrong += _compared(told, counted)
        for file in (f for f in (there.home / "files").glob("*/*") if f.name not in manifest.damaged):
            if _digest(file) != file.name:
                wrong.append(f"附件 {file.name} 与自己的摘要不符。")
        replayed = _replay(there)
    wrong += [f"台账：{fault}。" for fault in replayed["faults"]]
    rows = {d.side: {t.name: t.rows for t in d.tables} for d in found}
    return Verification(
        taken_at=manifest.taken_at, program=manifest.program, files=len(manifest.files), rows=rows,
        acts=replayed["acts"], entries=replayed["entries"], wrong=tuple(wrong),
    )  # fmt: skip


@contextmanager
def _aside(env: Env, manifest: Manifest) -> Iterator[Env]:
    """Settings of an empty place: a folder that goes away, and on PostgreSQL databases that do."""
    with tempfile.TemporaryDirectory(prefix="sunlit-verify-") as folder:
        home = Path(folder) / "home"
        there = replace(
            env, home=home,
            database={"ENGINE": "django.db.backends.sqlite3", "NAME": str(home / "sunlit.sqlite3")},
            noticeboard={"ENGINE": "django.db.backends.sqlite3", "NAME": str(home / "noticeboard.sqlite3")},
        )  # fmt: skip
        made: list[tuple[Mapping[str, object], str]] = []
        try:
            if manifest.database("inner").engine == "postgresql":
                there = replace(there, database=_scratch(env.database, made))
            if manifest.database("noticeboard").engine == "postgresql":
                there = replace(there, noticeboard=_scratch(env.noticeboard, made))
            yield there
        finally:
            for where, name in made:
                with connected(where) as connection:
                    statement: Any = f'DROP DATABASE "{name}" WITH (FORCE)'
                    connection.execute(statement)


def _scratch(where: Mapping[str, object], made: list[tuple[Mapping[str, object], str]]) -> Mapping[str, object]:
    name = f"{_SCRATCH}{secrets.token_hex(6)}"
    with connected(where) as connection:
        statement: Any = f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0"
        connection.execute(statement)
    made.append((where, name))
    return {**where, "NAME": name}


def _counted(there: Env) -> tuple[CopiedDatabase, ...]:
    sides = (("inner", there.database), ("noticeboard", there.noticeboard))
    return tuple(
        count_sqlite(side, Path(str(where["NAME"]))) if engine_of(where) == "sqlite" else count_postgresql(side, where)
        for side, where in sides
    )


def _compared(told: CopiedDatabase, counted: CopiedDatabase) -> list[str]:
    there = {table.name: table.rows for table in counted.tables}
    return [
        f"{told.side} 的表 {table.name} 应有 {table.rows} 行，恢复出 {there.get(table.name, 0)} 行。"
        for table in told.tables
        if there.get(table.name) != table.rows
    ]


def _digest(file: Path) -> str:
    import hashlib

    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _replay(there: Env) -> dict[str, Any]:
    """Replay the restored ledger in a process of its own: this one may have the running database open."""
    for where in (there.database, there.noticeboard):
        if engine_of(where) == "sqlite" and (said := sound(Path(str(where["NAME"])))):
            return {"acts": 0, "entries": 0, "faults": [f"数据库文件已损坏（{said}）"]}
    try:
        replayed: dict[str, Any] = json.loads(beside.run(there, "replay"))
    except beside.Failed as failed:
        return {"acts": 0, "entries": 0, "faults": [f"不能重放（{failed}）"]}
    return replayed
