"""Reads divisions (区划) as they are commonly published: CSV with a code and a name, a file a tier or all in one.

The official code of a division says where it belongs (GB/T 2260, GB/T 10114): two digits for the province, two for the
city, two for the county, three for the township. Codes cut short at their tier are given their full length.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from sunlit.kernel.text import fold, squeeze, without_direction_marks
from sunlit.organs.rules.bodies import RegionTier
from sunlit.organs.workbook.book import Line, Wrong
from sunlit.organs.workbook.reading import MOST_BYTES, MOST_ROWS, NotOurWorkbook

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_CODE = ("code", "区划代码", "代码")
_NAME = ("name", "名称", "区划名称")
_ABOVE = ("parent", "parentcode", "上级区划代码", "上级代码")
_MOST_NAME = 100
_TOWNSHIP = 12
_COUNTY = 6
_DIGITS = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}")


def read_divisions(
    files: Sequence[tuple[str, bytes]], held: Collection[str]
) -> tuple[tuple[Line, ...], tuple[Wrong, ...]]:
    """The rows of the sheet 区划 that these files make, the higher tiers first, and everything wrong with them.

    `held`: codes that are on record; what a file belongs to must be there or in one of the files. `Wrong.sheet` is the
    file's name.

    Raises:
        NotOurWorkbook: a file that is no such table at all.
    """
    read = [row for name, data in files for row in _rows(name, data)]
    wrong: list[Wrong] = []
    seen: dict[str, str] = {}
    kept: list[tuple[str, Line]] = []
    for name, at, row in read:
        try:
            line = _line(at, row)
        except ValueError as error:
            wrong.append(Wrong(name, at, "区划代码", str(error)))
            continue
        code, called = str(line.values["code"]), str(line.values["name"])
        if not called or len(called) > _MOST_NAME:
            wrong.append(Wrong(name, at, "名称", f"没有填或超过 {_MOST_NAME} 字"))
        elif seen.setdefault(code, called) != called:
            wrong.append(Wrong(name, at, "区划代码", f"“{code}”另有一行叫“{seen[code]}”"))
        else:
            kept.append((name, line))
    known = seen.keys() | set(held)
    for name, line in kept:
        above = line.values["parent"]
        if above and above not in known:
            wrong.append(Wrong(name, line.row, "上级区划代码", f"“{above}”不在这些文件里，也没有载入过"))
    lines = {str(line.values["code"]): line for _, line in kept}
    in_order = sorted(lines.values(), key=lambda one: (str(one.values["tier"]), str(one.values["code"])))
    return tuple(in_order), tuple(wrong)


def _rows(name: str, data: bytes) -> Iterable[tuple[str, int, dict[str, str]]]:
    if len(data) > MOST_BYTES:
        raise NotOurWorkbook(f"文件超过 {MOST_BYTES // 1024 // 1024} MB。")
    lines = csv.reader(io.StringIO(_text(data), newline=""))
    try:
        header = [squeeze(cell).lower() for cell in next(lines, [])]
        places = {what: _place(header, names) for what, names in (("code", _CODE), ("name", _NAME), ("parent", _ABOVE))}
        if places["code"] is None or places["name"] is None:
            raise NotOurWorkbook("第一行须有“code,name”（或“区划代码,名称”）两列。")
        out = [
            (name, number, {what: _cell(row, at) for what, at in places.items()})
            for number, row in enumerate(lines, 2)
            if any(cell.strip() for cell in row)
        ]
    except csv.Error as error:
        raise NotOurWorkbook("不是可读的 CSV 文件。") from error
    if len(out) > MOST_ROWS:
        raise NotOurWorkbook(f"超过 {MOST_ROWS} 行。")
    return out


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotOurWorkbook("不是 UTF-8 或 GB 18030 编码的 CSV 文件。")


def _place(header: Sequence[str], names: Sequence[str]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _line(at: int, row: dict[str, str]) -> Line:
    code, tier = full_code(row["code"])
    above = full_code(row["parent"])[0] if row["parent"] else _above(code, tier)
    called = squeeze(without_direction_marks(row["name"]))
    return Line(at, {"code": code, "name": called, "tier": int(tier), "parent": above})


def full_code(told: str) -> tuple[str, RegionTier]:
    """A division's code in its full length, and its tier.

    Raises:
        ValueError: it is no such code.
    """
    code = fold(squeeze(told))
    if not code.isascii() or not _DIGITS.fullmatch(code) or code[:2] == "00":
        raise ValueError(f"“{told[:20]}”不是区划代码：须是 2、4、6、9 或 12 位数字")
    if len(code) == _TOWNSHIP and not code.endswith("000"):
        raise ValueError(f"“{told[:20]}”是村级代码，只载到乡镇（街道）")
    code = code[:9] if len(code) == _TOWNSHIP else code
    if len(code) == 9 and code.endswith("000"):  # noqa: PLR2004 - a county written in nine digits
        code = code[:_COUNTY]
    if len(code) > _COUNTY:
        return code, RegionTier.TOWNSHIP
    code = code.ljust(_COUNTY, "0")
    if code.endswith("0000"):
        return code, RegionTier.PROVINCE
    return code, RegionTier.CITY if code.endswith("00") else RegionTier.COUNTY


def _above(code: str, tier: RegionTier) -> str:
    """The division one tier up, as the code says it."""
    digits = {RegionTier.PROVINCE: 0, RegionTier.CITY: 2, RegionTier.COUNTY: 4, RegionTier.TOWNSHIP: 6}[tier]
    return code[:digits].ljust(_COUNTY, "0") if digits else ""
