"""Reading published lists: files in, items out, and for every row that is none, the reason."""

from __future__ import annotations

import gc
import hashlib
import os
from collections import Counter
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sunlit.catalogue.sheets.fields import ItemMaker
from sunlit.catalogue.sheets.form import is_form, read_form
from sunlit.catalogue.sheets.grid import Grid
from sunlit.catalogue.sheets.mapping import HeaderMapping
from sunlit.catalogue.sheets.opening import MOST_BYTES, open_sheets
from sunlit.catalogue.sheets.plan import make_plan
from sunlit.catalogue.sheets.rows import sort_rows
from sunlit.catalogue.sheets.tables import cut
from sunlit.catalogue.values import Heading, ListedItem, ReadLists, Remark, Unread
from sunlit.kernel.workbooks.unreadable import REASONS, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sunlit.catalogue.sheets.plan import Plan
    from sunlit.catalogue.sheets.tables import Table
    from sunlit.law.values import Citation

#: Characters of a basis beyond which nobody wrote it. A cell of a workbook holds 32,767; an item may have several.
LONGEST_BASIS = 500_000

#: Files that office programs and systems leave in folders.
_LEFT_BEHIND = frozenset(("thumbs.db", "desktop.ini"))


def read_lists(
    files: Sequence[tuple[str, bytes]],
    *,
    mapping: HeaderMapping | None = None,
    with_personal: bool = False,
    progress: Callable[[int, int], None] | None = None,
    citations: bool = True,
) -> ReadLists:
    """Read lists from (name, bytes), in the order given.

    Args:
        files: names without folders, and what the files hold.
        mapping: what a person decided about headers.
        with_personal: show columns with clerks' names instead of leaving them out.
        progress: called with the number of files read and of all.
        citations: read what the basis cells cite; without it `citations` of every item is empty.
    """
    reader = _Reader(mapping or HeaderMapping(), with_personal=with_personal, citations=citations)
    for n, (name, data) in enumerate(files):
        if progress:
            progress(n, len(files))
        with _uncollected():
            reader.read(name, data)
    if progress:
        progress(len(files), len(files))
    return reader.lists()


def read_files(
    paths: Iterable[Path],
    *,
    mapping: HeaderMapping | Path | str | None = None,
    with_personal: bool = False,
    progress: Callable[[int, int], None] | None = None,
    citations: bool = True,
) -> ReadLists:
    """Read lists from disk: files in the order given, of a folder all files in it and below, by code point of the path.

    Without a `mapping` the one kept in `<SUNLIT_HOME>/header-mapping.json` is used, if there is one.

    Raises:
        NoMapping, UnknownMeaning: the mapping file is of no use.
    """
    if mapping is None:
        mapping = HeaderMapping.kept()
    elif not isinstance(mapping, HeaderMapping):
        mapping = HeaderMapping.load(Path(mapping))
    reader = _Reader(mapping, with_personal=with_personal, citations=citations)
    found = [file for path in paths for file in _files(path, reader)]
    for n, file in enumerate(found):
        if progress:
            progress(n, len(found))
        name = _name(file)
        try:
            if file.stat().st_size > MOST_BYTES:
                reader.refuse(name, REASONS["large"])
                continue
            data = file.read_bytes()
        except OSError as error:
            reader.refuse(name, f"读不出（{error.strerror}）：请检查文件和权限。")
            continue
        with _uncollected():
            reader.read(name, data)
    if progress:
        progress(len(found), len(found))
    return reader.lists()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Items are a hundred thousand small objects, none in a circle: the collector would look at all, time and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _files(path: Path, reader: _Reader) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*"), key=lambda found: found.relative_to(path).parts):
        if not file.is_file():
            continue
        inside = file.relative_to(path).parts
        if any(part.startswith((".", "~$")) for part in inside) or file.name.lower() in _LEFT_BEHIND:
            reader.remark(_name(file), "", 0, "隐藏文件或锁定文件（~$…），不是清单，跳过")
        else:
            yield file


def _name(file: Path) -> str:
    """A file's name as text. One that is no UTF-8 was most likely unpacked from an archive made under GB 18030."""
    raw = os.fsencode(file.name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


class _Reader:
    """Collects what is read, file by file."""

    def __init__(self, mapping: HeaderMapping, *, with_personal: bool, citations: bool) -> None:
        self._mapping = mapping
        self._with_personal = with_personal
        self._cites = _cites() if citations else _cites_nothing
        self._seen: dict[bytes, str] = {}
        self._items: list[ListedItem] = []
        self._headings: list[Heading] = []
        self._unread: list[Unread] = []
        self._remarks: list[Remark] = []

    def lists(self) -> ReadLists:
        """What has been read so far."""
        return ReadLists(tuple(self._items), tuple(self._headings), tuple(self._unread), tuple(self._remarks))

    def refuse(self, file: str, reason: str) -> None:
        """Note a file that is not read, and why."""
        self._unread.append(Unread(file, "", 0, reason))

    def remark(self, file: str, sheet: str, row: int, words: str) -> None:
        """Note what a person should know though nothing was left out."""
        self._remarks.append(Remark(file, sheet, row, words))

    def read(self, file: str, data: bytes) -> None:
        """Read one file; the same content a second time is said, not read."""
        key = hashlib.blake2b(data, digest_size=32).digest()
        if data and key in self._seen:
            self.refuse(file, f"与已读的“{self._seen[key]}”内容完全相同，没有再读一遍。")
            return
        self._seen[key] = file
        form: list[Grid] = []
        try:
            for sheet in open_sheets(data):
                if not isinstance(sheet, Grid):
                    self._unread.append(Unread(file, sheet[0], 0, sheet[1]))
                elif is_form(sheet):
                    form.append(sheet)
                else:
                    self._read_sheet(file, sheet)
        except Unreadable as refusal:
            self.refuse(file, str(refusal))
        if form:
            self._take_form(file, form)

    def _take_form(self, file: str, sheets: list[Grid]) -> None:
        found = read_form(file, sheets, self._cites)
        self._items += found.items
        self._headings += found.headings
        self._unread += found.unread
        self._remarks += found.remarks

    def _read_sheet(self, file: str, grid: Grid) -> None:
        parts = cut(grid, self._mapping)
        if not parts.tables and not grid.name and parts.unread:
            self.refuse(file, REASONS["not-a-list"])
            return
        headings, unread = set(parts.headings), dict(parts.unread)
        for table in parts.tables:
            plan = make_plan(table.block.columns, lambda c, rows=table.rows: (grid.rows[r][c] for r in rows))  # type: ignore[misc]
            if not plan.core.get("name") and not plan.core.get("sub_item"):
                known = "、".join(dict.fromkeys(header for c, header in sorted(plan.headers.items())))
                reason = f"表头里没有事项名称一列（现有：{known}）；请用 --map '表头=name' 指明后再读"
                unread |= {r: reason for r in table.rows if any(grid.rows[r])}
                continue
            found = sort_rows(grid, table, plan)
            maker = ItemMaker(file, grid, plan, self._cites, with_personal=self._with_personal)
            items = [maker.make(draft) for draft in found.drafts]
            self._items += items
            headings |= found.headings
            unread |= found.unread
            self._remark_on(file, grid.name, table, plan)
            self._remark_on_cells(file, grid.name, items, {header for header, _ in plan.left_out})
        self._headings += [Heading(file, grid.name, rows) for rows in _runs(headings)]
        self._unread += [Unread(file, grid.name, r + 1, reason) for r, reason in sorted(unread.items())]
        self._remark_on_sheet(file, grid)

    def _remark_on(self, file: str, sheet: str, table: Table, plan: Plan) -> None:
        row = table.block.first + 1
        for header in plan.asked:
            words = f"不认识的表头“{header}”，内容原样保留；要指明含义：--map '{header}=含义'"
            self.remark(file, sheet, row, words)
        for header, taken in plan.same:
            self.remark(file, sheet, row, f"“{header}”与“{taken}”含义相同，以“{taken}”为准，“{header}”原样保留")
        for header in plan.again:
            words = f"表头“{header}”不止一列，取第一列有内容的，其余原样保留；并排的两份清单请先分开"
            self.remark(file, sheet, row, words)
        for header, _ in plan.left_out:
            if not self._with_personal:
                self.remark(file, sheet, row, f"“{header}”列有个人姓名或手机号码，已略去；确需查看，用 --with-personal")
        kind, place = table.told
        if kind and "type" not in plan.core:
            where = f"第 {place[0]} 行的标题" if place[0] else "工作表名"
            self.remark(file, sheet, row, f"没有权力类型列，按{where}记为“{kind}”")

    def _remark_on_cells(self, file: str, sheet: str, items: list[ListedItem], said: set[str]) -> None:
        for item in items:
            if len(item.basis) > LONGEST_BASIS:
                self.remark(file, sheet, item.row, f"依据超过 {LONGEST_BASIS:,} 字，不像是一项的依据，未解析其中的引用")
        for header, times in Counter(h for item in items for h in item.personal if h not in said).items():
            words = f"“{header}”列有 {times} 个单元格有手机或身份证号码，已略去；确需查看，用 --with-personal"
            self.remark(file, sheet, 0, words)

    def _remark_on_sheet(self, file: str, grid: Grid) -> None:
        for true, words in (
            (grid.hidden and grid.rows, "工作表是隐藏的，已照读"),
            (grid.hidden_rows, f"有 {grid.hidden_rows} 行是隐藏的，已照读"),
            (grid.faults, f"有 {grid.faults} 个单元格的公式出错（如 #REF!），读作空白"),
            (grid.covered, f"有 {grid.covered} 个单元格的文字被合并单元格遮住，看不见，未读"),
        ):
            if true:
                self.remark(file, grid.name, 0, words)


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Rows counted from 0 as ranges counted from 1."""
    first = last = -2
    for row in sorted(rows):
        if row != last + 1:
            if first >= 0:
                yield first + 1, last + 1
            first = row
        last = row
    if first >= 0:
        yield first + 1, last + 1


def _cites() -> Callable[[str], tuple[Citation, ...]]:
    from sunlit.law.citations import read_basis

    @lru_cache(maxsize=1024)  # sub-items share the cell of their parent
    def cites(cell: str) -> tuple[Citation, ...]:
        return read_basis(cell) if len(cell) <= LONGEST_BASIS else ()

    return cites


def _cites_nothing(_cell: str) -> tuple[Citation, ...]:
    return ()
