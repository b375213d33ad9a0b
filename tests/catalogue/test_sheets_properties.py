"""Whatever a sheet holds: no row with text is lost, nothing personal gets out, and nothing depends on chance."""

from __future__ import annotations

import contextlib
import io
import zipfile

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sunlit.catalogue.sheets import HeaderMapping, read_lists, render_csv, render_json
from sunlit.catalogue.sheets.grid import Grid, lay_merges, text_rows
from sunlit.catalogue.sheets.meanings import CERTAIN, certain
from sunlit.catalogue.sheets.opening import open_sheets
from sunlit.catalogue.sheets.reading import _Reader
from sunlit.catalogue.values import COLUMNS
from sunlit.kernel.text import squeeze
from sunlit.kernel.workbooks.unreadable import Unreadable
from tests.catalogue.workbooks import HEADER, LAW, Sheet, label, row, xls, xlsx

HEADERS = st.sampled_from(["序号", "事项名称", "子项名称", "权力类型", "实施依据", "行使主体", "承办机构", "备注", "办理时限", "责任人", "特别栏", "实施层级及权限", ""])
CELLS = st.one_of(
    st.sampled_from([
        "", "", "", "1", "2", "2,3", "甲许可", "1.设立", "行政许可", "行政处罚", LAW, "《乙法》", "市夜市局", "市场科", "无", "/", "合计",
        "备注：完", "注：1.名", "填表人：", "一、行政许可（3项）", "续上", "孙小圣", "13912345678", "示范市清单", "  ", "第 1 页", "地州市级", "区县级",
    ]),
    st.text(max_size=6),
)  # fmt: skip
CORNERS = st.tuples(*[st.integers(0, 14), st.integers(0, 7)] * 2)
MERGES = st.lists(
    CORNERS.map(lambda m: (min(m[0], m[2]), min(m[1], m[3]), max(m[0], m[2]), max(m[1], m[3]))), max_size=6
)


@st.composite
def sheets(draw):
    """A grid with a header somewhere in it, or none, or several."""
    width = draw(st.integers(2, 8))
    line = st.lists(CELLS, min_size=width, max_size=width)
    head = st.lists(HEADERS, min_size=width, max_size=width)
    rows = draw(st.lists(st.one_of(line, line, line, head, st.just([*HEADER, ""][:width])), max_size=14))
    texts, airtight = text_rows([list(cells) for cells in rows])
    grid = Grid("行政检查", texts, airtight=airtight)
    lay_merges(grid, draw(MERGES))
    return grid


def read_grid(grid, **options):
    reader = _Reader(HeaderMapping(), with_personal=options.get("with_personal", False), citations=False)
    reader._read_sheet("某局.xlsx", grid)
    return reader.lists()


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
def test_every_row_with_text_is_in_an_item_a_heading_or_unread(grid):
    inked = {r + 1 for r, cells in enumerate(grid.rows) if any(cells)}

    lists = read_grid(grid)

    spans = [item.rows for item in lists.items] + [heading.rows for heading in lists.headings]
    told = {r for first, last in spans for r in range(first, last + 1)} | {entry.row for entry in lists.unread}
    assert inked <= told
    assert all(entry.row in inked and entry.reason for entry in lists.unread)
    assert [item.row for item in lists.items] == sorted({item.row for item in lists.items})
    assert all(item.row == item.rows[0] <= item.rows[1] for item in lists.items)
    items_of = {item.row for item in lists.items}
    assert not items_of & {entry.row for entry in lists.unread}


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
def test_every_cell_of_an_item_s_first_row_is_found_in_it_with_the_personal_ones(grid):
    """With nothing left out, what stands in the row where an item begins stands in the item."""
    lists = read_grid(grid, with_personal=True)

    for item in lists.items:
        core = [getattr(item, field) for field in (*COLUMNS[3:8], "basis", *COLUMNS[9:])]
        held = squeeze("".join([*core, *item.further.values()]))
        assert all(squeeze(text) in held for text in grid.rows[item.row - 1])


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
@example(
    Grid("", [["序号", "特别栏", "事项名称"], ["", "2", ""], ["", "13912345678", "1"], ["1", "1", ""]], airtight={0, 1, 2})
)
def test_nothing_personal_gets_out(grid):
    lists = read_grid(grid)

    # a column is left out whole, or, where few of its cells are personal, cell by cell
    assert all(header not in item.further for item in lists.items for header in item.personal)
    for item in lists.items:
        assert not any("13912345678" in text for key, text in item.further.items() if key not in ("level", "authority", "time_limit"))


@given(sheets())
def test_what_is_written_can_be_read(grid):
    lists = read_grid(grid)

    assert "\r" not in render_csv(lists)
    render_csv(lists).encode()
    render_json(lists).encode()


@given(st.permutations(range(len(HEADER))))
def test_the_order_of_columns_changes_nothing(columns):
    data = [row("1", "甲", "子"), row("2", "乙"), row("", "丙")]
    plain = read_grid(Grid("", text_rows([HEADER, *data])[0]))
    moved = read_grid(Grid("", text_rows([[line[c] for c in columns] for line in [HEADER, *data]])[0]))

    def told(lists):
        return [(i.row, i.serial, i.name, i.sub_item, i.type, i.basis, i.body, i.office) for i in lists.items]

    assert told(plain) == told(moved)


@given(st.sampled_from(sorted(CERTAIN)), st.sampled_from(["", " ", "\n", "　"]))
def test_white_space_in_a_header_means_nothing(header, space):
    assert certain(space.join(header)) == CERTAIN[header]


WHOLE = (
    xlsx(Sheet([HEADER, row("1", "甲")])),
    xls(("表", label(0, 0, "序号") + label(0, 1, "事项名称") + label(0, 2, "类别") + label(1, 1, "甲"))),
)


@settings(max_examples=150)
@given(st.data())
def test_broken_workbooks_are_refused_not_fatal(data):
    whole = WHOLE[data.draw(st.booleans())]
    broken = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for _ in range(data.draw(st.integers(0, 5))):
        if broken:
            broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))

    lists = read_lists([("某局.xlsx", bytes(broken))], citations=False)

    assert lists.items or lists.unread or lists == read_lists([])


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(Unreadable):
        assert list(open_sheets(data))


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"]), st.binary(max_size=200)))
def test_zipped_nonsense_is_refused(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)

    lists = read_lists([("某局.xlsx", out.getvalue())], citations=False)

    assert not lists.items
