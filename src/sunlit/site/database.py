"""Makes the database ready before it is used, and says what to do about a machine that will not let it."""

from __future__ import annotations

import errno
import fcntl
import os
import pkgutil
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sunlit.site.env import current
from sunlit.site.outward import Misconfigured

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Names our migrations on PostgreSQL, where several machines may start at once (any fixed number will do).
_ADVISORY_LOCK = 20080410


def set_up() -> None:
    """Load Django with the site's settings, the data folder made where there is none.

    Raises:
        Misconfigured: a setting that cannot work, or a data folder that is none.
    """
    home = current().home
    try:
        home.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        message = f"SUNLIT_HOME 指的 {home} 不是目录：请改为一个目录的路径。"
        raise Misconfigured(message) from error
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunlit.site.settings")
    import django

    django.setup()


def ready() -> None:
    """Load Django and bring the database to what the code needs. Up to date, this is one query and no work.

    Raises:
        Misconfigured: a setting that cannot work, or data that a newer version of the program has written.
    """
    set_up()
    if unknown := _difference()[1]:
        message = f"数据目录由较新的版本建立（本程序没有 {unknown[0]}）：请升级程序，或把 SUNLIT_HOME 指向别的目录。"
        raise Misconfigured(message)
    if pending():
        with _alone():
            if pending():
                _migrate()


def pending() -> list[str]:
    """Migrations that the code has and the database has not, as `app.name`."""
    return _difference()[0]


def _difference() -> tuple[list[str], list[str]]:
    """What the code has and the databases have not, and the other way round (of our own apps)."""
    missing: set[str] = set()
    unknown: set[str] = set()
    for alias in aliases():
        lacking, more = _difference_of(alias)
        missing |= lacking
        unknown |= more
    return sorted(missing), sorted(unknown)


def aliases() -> list[str]:
    """The databases of this process: both of the inner side; the portal has the noticeboard alone."""
    from django.db import connections

    return [alias for alias in connections if alias != "default" or not current().portal]


def _difference_of(alias: str) -> tuple[set[str], set[str]]:
    from django.apps import apps
    from django.db import connections
    from django.db.migrations.recorder import MigrationRecorder

    mine = [a for a in apps.get_app_configs() if alias in ("default", a.label)]
    ours = {a.label for a in mine if a.name.startswith("sunlit.")}
    applied = set(MigrationRecorder(connections[alias]).applied_migrations())
    known = {
        (app.label, module.name)
        for app in mine
        for module in pkgutil.iter_modules([str(Path(app.path) / "migrations")])
        if module.name[0] not in "_~"
    }
    return {".".join(key) for key in known - applied}, {".".join(key) for key in applied - known if key[0] in ours}


def _migrate() -> None:
    from django.core.management import call_command

    from sunlit.noticeboard.store import triggers as noticeboard

    for alias in aliases():
        only = () if alias == "default" else (alias,)
        call_command("migrate", *only, interactive=False, verbosity=0, database=alias)
    noticeboard.install()  # a migration that rebuilds a table on SQLite takes its triggers away
    if not current().portal:
        from sunlit.ledger import triggers as ledger

        ledger.install()


@contextmanager
def _alone() -> Iterator[None]:
    """Two that start at once migrate one after the other."""
    from django.db import connections

    with (current().home / "migrate.lock").open("a") as file, ExitStack() as held:
        fcntl.flock(file, fcntl.LOCK_EX)
        for alias in aliases():  # in one order, so that no two wait for each other
            if connections[alias].vendor == "postgresql":
                cursor = held.enter_context(connections[alias].cursor())
                cursor.execute("SELECT pg_advisory_lock(%s)", [_ADVISORY_LOCK])
                held.callback(cursor.execute, "SELECT pg_advisory_unlock(%s)", [_ADVISORY_LOCK])
        yield


def remedy(error: BaseException) -> str:
    """One sentence that says what to do about a machine that is not ready; empty for a fault of the program."""
    if isinstance(error, Misconfigured):
        return str(error)
    if isinstance(error, OSError):
        return _of_the_system(error)
    if type(error).__module__.split(".")[0] in ("django", "sqlite3", "psycopg"):
        return _of_the_database(str(error))
    return ""


def _of_the_system(error: OSError) -> str:
    name = error.filename or "数据目录"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "磁盘已满，没有办完：请腾出空间，或把 SUNLIT_HOME 指向别的磁盘，再运行一次。"
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return f"不能访问 {name}（{error.strerror}）：请检查权限，或把 SUNLIT_HOME 指向可写的目录。"
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return "打开的文件太多：请提高 ulimit -n 后再运行一次。"
    return ""


_SQLITE = (
    ("disk is full", "磁盘已满，没有办完：请腾出空间，或把 SUNLIT_HOME 指向别的磁盘，再运行一次。"),
    ("readonly database", "不能写入数据目录 {home}：请检查权限，或把 SUNLIT_HOME 指向可写的目录。"),
    ("unable to open database", "不能写入数据目录 {home}：请检查权限，或把 SUNLIT_HOME 指向可写的目录。"),
    ("database is locked", "数据库正被另一个进程长时间占用：请稍后再试，或停下那个进程。"),
    ("disk I/O error", "读写数据目录 {home} 出错：请检查磁盘是否已满或已损坏。"),
    ("file is not a database", "数据目录 {home} 里的数据库文件已损坏：请用备份恢复，或把 SUNLIT_HOME 指向别的目录。"),
    ("malformed", "数据目录 {home} 里的数据库文件已损坏：请用备份恢复，或把 SUNLIT_HOME 指向别的目录。"),
)
_POSTGRESQL = (
    ("password authentication failed", "PostgreSQL 拒绝了用户名或口令：请检查 {setting}。"),
    ("no password supplied", "PostgreSQL 要求口令：请在 {setting} 里写上。"),
    ("does not exist", "PostgreSQL 里没有 {setting} 指的数据库或用户：请先建立，见 docs/howto/deploy.md。"),
    ("permission denied", "{setting} 的用户权限不足：请让它成为该数据库的所有者，见 docs/howto/deploy.md。"),
    ("connection", "PostgreSQL 没有应答：请检查数据库服务是否在运行、{setting} 的主机和端口。"),
)


def _of_the_database(message: str) -> str:
    env = current()
    where = env.noticeboard if env.portal else env.database
    setting = "SUNLIT_NOTICEBOARD_URL" if env.portal else "SUNLIT_DATABASE_URL"
    known = _SQLITE if str(where["ENGINE"]).endswith("sqlite3") else _POSTGRESQL
    return next((words.format(home=env.home, setting=setting) for mark, words in known if mark in message), "")
