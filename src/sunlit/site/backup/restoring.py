"""Puts a backup back into an empty home, or refuses before anything is touched."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.site.backup import beside
from sunlit.site.backup.databases import SETTINGS, columns_of, connected, engine_of, fill_postgresql
from sunlit.site.backup.manifest import Manifest, flush_folder, read_manifest
from sunlit.site.backup.refusals import DatabaseNotEmpty, HomeNotEmpty, OtherEngine, OtherVersion
from sunlit.site.backup.taking import FORMS, KEYS
from sunlit.site.env import PROJECT_ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sunlit.site.backup.manifest import CopiedDatabase
    from sunlit.site.env import Env


def restore(env: Env, folder: Path) -> Manifest:
    """Put the backup in `folder` into the home and the databases that are set.

    Files are copied aside and moved in when all of them are on disk, the inner database last: a home without one holds
    nothing that runs.

    Raises:
        Damaged, HomeNotEmpty, DatabaseNotEmpty, OtherEngine, OtherVersion.
    """
    manifest = read_manifest(folder)
    sides: dict[str, Mapping[str, object]] = {"inner": env.database, "noticeboard": env.noticeboard}
    for side, where in sides.items():
        _check_side(manifest.database(side), where, SETTINGS[side])
    if env.home.exists() and (there := sorted(env.home.iterdir())):
        raise HomeNotEmpty(home=env.home, what=there[0].name)
    env.home.mkdir(parents=True, exist_ok=True)
    aside = env.home / f".restoring-{secrets.token_hex(4)}"
    try:
        _lay_out(manifest, folder, aside, sides)
        for side in ("noticeboard", "inner"):
            if engine_of(sides[side]) == "postgresql":
                _fill(side, manifest, folder, replace(env, home=aside))
        _move_in(aside, env, sides)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return manifest


def _check_side(told: CopiedDatabase, where: Mapping[str, object], setting: str) -> None:
    if told.engine != engine_of(where):
        raise OtherEngine(there=told.engine, here=engine_of(where), setting=setting)
    for name in told.migrations:
        app, _, migration = name.partition(".")
        ours = PROJECT_ROOT / "src" / "sunlit" / app
        if ours.is_dir() and not (ours / "migrations" / f"{migration}.py").is_file():
            raise OtherVersion(what=name)
    if engine_of(where) == "postgresql":
        with connected(where) as connection:
            if columns_of(connection):
                raise DatabaseNotEmpty(setting=setting)


def _lay_out(manifest: Manifest, folder: Path, aside: Path, sides: Mapping[str, Mapping[str, object]]) -> None:
    aside.mkdir(mode=0o700)
    for file in manifest.files:
        side = file.path.partition("/")[0]
        if side in sides and engine_of(sides[side]) == "postgresql":
            continue
        target = aside / file.path
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(folder / file.path, target)
        target.chmod(0o600)
        with target.open("rb") as written:
            os.fsync(written.fileno())
    (aside / "files").mkdir(exist_ok=True)


def _move_in(aside: Path, env: Env, sides: Mapping[str, Mapping[str, object]]) -> None:
    (aside / "files").rename(env.home / "files")
    for name in KEYS:
        with suppress(FileNotFoundError):
            (aside / "keys" / name).rename(env.home / name)
    with suppress(FileNotFoundError):
        (aside / FORMS).rename(env.home / FORMS)
    for side in ("noticeboard", "inner"):
        if engine_of(sides[side]) == "sqlite":
            (aside / side / "data.sqlite3").rename(str(sides[side]["NAME"]))
    shutil.rmtree(aside)
    flush_folder(env.home)


def _fill(side: str, manifest: Manifest, folder: Path, there: Env) -> None:
    """Make the tables by our own migrations, then fill them."""
    beside.run(there, "migrate", side)
    told = manifest.database(side)
    where = there.database if side == "inner" else there.noticeboard
    with connected(where) as connection:
        made = connection.execute("SELECT app || '.' || name FROM django_migrations").fetchall()
        if other := {row[0] for row in made} ^ set(told.migrations):
            raise OtherVersion(what=min(other))
        fill_postgresql(connection, told, folder / side)
