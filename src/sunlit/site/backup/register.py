"""Which backups were taken, and where they were put: who purges a spill has to find every one that still holds it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sunlit.site.env import Env

#: Beside the databases: one line of JSON a backup.
NAME = "backups.jsonl"


@dataclass(frozen=True, slots=True)
class Taken:
    """One backup as it was noted when it was taken; the folder may be elsewhere by now."""

    folder: Path
    taken_at: datetime

    @property
    def there(self) -> bool:
        """Whether it still lies where it was put."""
        return (self.folder / "manifest.json").is_file()


def note(env: Env, folder: Path, taken_at: str) -> None:
    """Write down that a backup was taken, flushed."""
    told = json.dumps({"folder": str(folder), "taken_at": taken_at}, ensure_ascii=False)
    with os.fdopen(os.open(env.home / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
        file.write(told + "\n")
        file.flush()
        os.fsync(file.fileno())


def since(env: Env, day: datetime) -> tuple[Taken, ...]:
    """The backups taken at or after a moment, oldest first. A line that was cut short tells nothing."""
    try:
        lines = (env.home / NAME).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()
    found = []
    for line in lines:
        try:
            told = json.loads(line)
            taken = Taken(Path(told["folder"]), datetime.fromisoformat(told["taken_at"]))
        except (ValueError, KeyError, TypeError):
            continue
        if taken.taken_at >= day.replace(microsecond=0):
            found.append(taken)
    return tuple(sorted(found, key=lambda one: one.taken_at))
