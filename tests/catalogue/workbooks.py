"""Made-up workbooks: what departments do to a list, one thing at a time. The city and its powers are invented."""

from __future__ import annotations

import datetime as dt
import io
import struct
from dataclasses import dataclass, field

import xlsxwriter

from sunlit.catalogue.sheets import HeaderMapping, read_lists

HEADER = ("序号", "事项名称", "子项名称", "权力类型", "实施依据", "行使主体", "承办机构")
LAW = "【法律】《示范市夜市条例》第三条 设立夜市应当经许可。"


_ROW = ("1", "夜市设摊许可", "", "行政许可", LAW, "市夜市局", "市场科")


def row(*cells, **named):
    """A row below `HEADER`: the first cells as given, the others as usual or by name, any more at the end."""
    usual = dict(zip(("serial", "name", "sub", "kind", "basis", "body", "office"), _ROW, strict=True))
    usual |= dict(zip(usual, cells, strict=False)) | named
    return [*usual.values(), *cells[len(_ROW) :]]


@dataclass
class Sheet:
    rows: list
    merges: list = field(default_factory=list)
    name: str = "清单"
    hidden: bool = False
    hidden_rows: tuple = ()


def xlsx(*sheets):
    """Bytes of a workbook. Merges are (first row, first column, last row, last column) from 0; None is no cell."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": dt.datetime(2024, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)})
    for made in sheets:
        sheet = book.add_worksheet(made.name)
        for top, left, bottom, right in made.merges:
            sheet.merge_range(top, left, bottom, right, "")
        for r, cells in enumerate(made.rows):
            for c, value in enumerate(cells):
                if isinstance(value, str) and value.startswith("=A"):
                    sheet.write_formula(r, c, value, None, 7)
                elif isinstance(value, str) and value:
                    sheet.write_string(r, c, value)
                elif value not in ("", None):
                    sheet.write(r, c, value)
        for r in made.hidden_rows:
            sheet.set_row(r, None, None, {"hidden": True})
        if made.hidden:
            sheet.hide()
    book.close()
    return out.getvalue()


def read(rows, merges=(), *, name="清单", mapping=None, **options):
    """What is read from a workbook of one sheet."""
    options.setdefault("citations", False)
    data = xlsx(Sheet(list(rows), list(merges), name))
    decided = HeaderMapping.of(mapping.items()) if mapping else None
    return read_lists([("某局.xlsx", data)], mapping=decided, **options)


def names(lists):
    return [(item.serial, item.name, item.sub_item) for item in lists.items]


def unread_rows(lists):
    return {entry.row: entry.reason for entry in lists.unread}


def heading_rows(lists):
    return [heading.rows for heading in lists.headings]


# --- .xls by hand: no library writes them ---------------------------------------------------------------------------


def record(kind, body=b""):
    return struct.pack("<HH", kind, len(body)) + body


def bof(kind):
    return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def label(r, c, text):
    raw = text.encode("utf-16-le")
    return record(0x204, struct.pack("<HHHHB", r, c, 0, len(text), 1) + raw)


def number(r, c, value):
    return record(0x203, struct.pack("<HHHd", r, c, 0, value))


def shared(r, c, index):
    return record(0xFD, struct.pack("<HHHI", r, c, 0, index))


def merged(*areas):
    return record(0xE5, struct.pack("<H", len(areas)) + b"".join(struct.pack("<HHHH", *area) for area in areas))


def text_table(*texts):
    """An SST record of wide texts."""
    body = struct.pack("<II", len(texts), len(texts))
    body += b"".join(struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts)
    return record(0xFC, body)


END = record(0x0A)


def biff(*sheets, table=b"", before=b""):
    """A Workbook stream; each sheet is (name, records)."""
    heads = [(name.encode("utf-16-le"), body) for name, body in sheets]
    globals_size = len(bof(5)) + len(before) + len(table) + len(END) + sum(4 + 8 + len(raw) for raw, _ in heads)
    bounds, bodies, at = b"", b"", globals_size
    for raw, body in heads:
        bounds += record(0x85, struct.pack("<IBBBB", at, 0, 0, len(raw) // 2, 1) + raw)
        bodies += bof(0x10) + body + END
        at += len(bof(0x10)) + len(body) + len(END)
    return bof(5) + before + bounds + table + END + bodies


def ole(streams, *, sector=512):
    """A compound file (MS-CFB) with the given streams; those below 4,096 bytes lie in the mini stream."""
    sectors: list[bytes] = []
    fat: list[int] = []

    def put(data):
        if not data:
            return 0xFFFFFFFE
        start = len(sectors)
        count = -(-len(data) // sector)
        for i in range(count):
            sectors.append(data[i * sector : (i + 1) * sector].ljust(sector, b"\0"))
            fat.append(start + i + 1 if i + 1 < count else 0xFFFFFFFE)
        return start

    mini, mini_fat, entries = b"", [], []
    for name, data in streams.items():
        if len(data) < 4096:
            start, count = len(mini) // 64, -(-len(data) // 64)
            mini += data.ljust(count * 64, b"\0")
            mini_fat += [start + i + 1 if i + 1 < count else 0xFFFFFFFE for i in range(count)]
        else:
            start = put(data)
        entries.append((name, 2, start, len(data)))
    root = put(mini)
    mini_start = put(struct.pack(f"<{len(mini_fat)}I", *mini_fat))
    listing = [("Root Entry", 5, root, len(mini)), *entries]
    raw = b"".join(_entry(*entry, child=0xFFFFFFFF if n else 1) for n, entry in enumerate(listing))
    directory = put(raw)
    per = sector // 4
    count = 1
    while len(fat) + count > count * per:
        count += 1
    first = len(sectors)
    fat += [0xFFFFFFFD] * count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(count * sector, b"\xff")
    sectors += [table[i * sector : (i + 1) * sector] for i in range(count)]
    places = [first + i for i in range(count)] + [0xFFFFFFFF] * (109 - count)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, sector.bit_length() - 1, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIII", 0, count, directory, 0, 4096, mini_start, 1 if mini_fat else 0, 0xFFFFFFFE)
    head += struct.pack("<I", 0) + struct.pack("<109I", *places)
    return head.ljust(sector, b"\0") + b"".join(sectors)


def _entry(name, kind, start, size, *, child):
    raw = name.encode("utf-16-le")
    out = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
    out += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + b"\0" * 36
    return out + struct.pack("<IQ", start, size)


def xls(*sheets, **options):
    """Bytes of an .xls workbook; each sheet is (name, records)."""
    return ole({"Workbook": biff(*sheets, **options).ljust(4096, b"\0")})
