"""What is refused about backups, and what to do instead."""

from __future__ import annotations

from sunlit.kernel.refusal import Refusal


class NotEmpty(Refusal):
    """A backup goes into a folder of its own."""

    code = "backup-folder-not-empty"
    words = "{folder} 里已有东西（{what}），没有备份：请给一个空的或还不存在的目录。"


class InsideFiles(Refusal):
    """A backup of the files among the files would hold itself."""

    code = "backup-inside-files"
    words = "{folder} 在附件目录里面，没有备份：请换一个目录。"


class NothingThere(Refusal):
    """There is no database yet."""

    code = "nothing-to-back-up"
    words = "{where} 还没有数据，没有可备份的。"


class FilesGone(Refusal):
    """A file that the copied database names went away while the backup was being taken."""

    code = "files-gone"
    words = "备份时有附件不见了（{digest}），没有备份：若刚清除过涉密内容，请再备份一次；否则请运行 ./sunlit doctor。"


class Damaged(Refusal):
    """A folder that is no backup, or no longer the one that was taken."""

    code = "damaged-backup"
    words = "{folder} 不是完好的备份，什么也没有恢复：{what}。"


class HomeNotEmpty(Refusal):
    """A restore never writes over anything."""

    code = "home-not-empty"
    words = "{home} 里已有东西（{what}），没有恢复：请把 SUNLIT_HOME 指向一个空目录，或先移走。"


class DatabaseNotEmpty(Refusal):
    """A restore never writes over anything, in PostgreSQL neither."""

    code = "database-not-empty"
    words = "{setting} 指的数据库里已有表，没有恢复：请给一个空的数据库。"


class OtherEngine(Refusal):
    """What was copied from one kind of database is put back into that kind."""

    code = "other-engine"
    words = "备份取自 {there}，现在设置的是 {here}（{setting}），没有恢复：请改为同一种数据库。"


class OtherVersion(Refusal):
    """The backup was taken by a program whose tables this one does not know."""

    code = "other-version"
    words = "备份由另一版本的程序建立（{what}），没有恢复：请用当时的版本恢复，再升级。"
