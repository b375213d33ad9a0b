from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from python_calamine import CalamineWorkbook

from sunlit.catalogue.findings import check, render_html, render_json, write_workbook
from sunlit.catalogue.findings.reports.marks import side_by_side
from sunlit.catalogue.values import ListedItem, ReadLists, Unread
from sunlit.law.shelf import Shelf
from tests.support.invented import LAWS, NIGHT, ON, listed

NINE, TEN = (NIGHT.versions[1].articles[(n, 0)] for n in (9, 10))
RIGHT = f"《中华人民共和国夜市法》第九条：{NINE}"
ITEMS = (
    listed(RIGHT, serial="1"),
    listed(
        RIGHT.replace("二万元", "三万元"),
        row=5,
        serial="2",
        name="对未取得夜市经营许可证设置摊位的处罚",
        sub_item="初次",
    ),
    listed("", row=7, serial="3", name="=cmd|' /C calc'!A0", type="行政处罚", office=""),
    listed("《港口条例》第三条", row=8, name="<script>alert(1)</script>\u202e", body="示范市水利局", type="其他"),
    listed(RIGHT.split("：", maxsplit=1)[0], sheet="补充", row=4, name="夜市摊位检查", type="行政检查", body=""),
    listed(
        f"《中华人民共和国夜市法》第十条：{TEN}",
        sheet="干净",
        row=4,
        name="对超出划定区域摆设摊位的处罚",
        body="示范市园林局",
    ),
)
LISTS = ReadLists(ITEMS, (), (Unread("甲.xlsx", "", 0, "这不是表格"), Unread("乙.xlsx", "表", 9, "读不出")))
REPORT = check(LISTS, Shelf(LAWS), as_of=ON)


def test_json_is_the_shape_other_programs_read() -> None:
    read = json.loads(render_json(REPORT))

    assert list(read) == ["as_of", "items", "counts", "findings"]
    assert read["as_of"] == "2026-06-01"
    assert read["items"] == 6
    assert read["counts"] == dict(REPORT.counts)
    assert list(read["findings"][0]) == [
        "code", "severity", "file", "sheet", "row", "name", "cited", "law", "article", "held", "why", "mend",
    ]  # fmt: skip
    assert {f["severity"] for f in read["findings"]} == {"error", "warning", "advice"}


def workbook(lists: ReadLists | tuple[ListedItem, ...] = LISTS) -> CalamineWorkbook:
    out = io.BytesIO()
    write_workbook(REPORT, lists, out)
    return CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue()))


def test_the_workbook_has_each_finding_beside_its_item() -> None:
    book = workbook()
    assert book.sheet_names == ["汇总", "职权", "补充", "干净", "未读的行"]
    rows = book.get_sheet_by_name("职权").to_python()

    assert rows[0][:4] == ["原表行号", "序号", "职权名称", "子项"]
    assert rows[1][7] == "未发现问题"
    changed = rows[2]
    assert (changed[0], changed[2], changed[7], changed[8]) == (
        "5",
        "对未取得夜市经营许可证设置摊位的处罚",
        "错误",
        "所载文字不是该条原文",
    )
    assert "三万元" in changed[12]
    assert changed[13] == NINE
    beside = [row[8] for row in rows if row[0] == "7"]
    assert beside == ["没有实施依据", "登记不完整"]
    assert len(book.get_sheet_by_name("未读的行").to_python()) == 3
    assert "未读的行" not in workbook(ITEMS).sheet_names


def test_nothing_in_a_list_becomes_a_formula_or_a_link() -> None:
    out = io.BytesIO()
    links = (*ITEMS, listed("", row=12, name="http://example.org/夜市", office="1e9"))
    write_workbook(REPORT, links, out)
    import zipfile

    with zipfile.ZipFile(out) as parts:
        sheets = "".join(parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/worksheets/"))
    assert "<f>" not in sheets
    assert "<hyperlink" not in sheets


def test_sheets_get_names_a_workbook_allows() -> None:
    names = ["Sheet1", "1", "[坏]:名*称?/\\", "汇总", "x" * 60, "x" * 60 + "y", "History", " ' "]
    lists = tuple(listed("", file=f"单位{i}权责清单.xls", sheet=name, row=3) for i, name in enumerate(names))
    out = io.BytesIO()
    write_workbook(check(lists, Shelf(LAWS), as_of=ON), lists, out)
    got = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue())).sheet_names

    assert got[1:] == [
        "单位0权责清单", "单位1权责清单", "_坏__名_称___", "汇总 (4)", "x" * 31, "x" * 27 + " (6)", "History (7)", "_",
    ]  # fmt: skip
    twice = tuple(listed("", file=f"单位{i}.xls", sheet="职权", row=3) for i in range(3))
    out = io.BytesIO()
    write_workbook(check(twice, Shelf(LAWS), as_of=ON), twice, out)
    assert CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue())).sheet_names[1:] == [
        "职权",
        "职权 (2)",
        "职权 (3)",
    ]


def test_long_texts_fit_a_cell() -> None:
    long = listed("《中华人民共和国夜市法》第九条：" + "市容" * 20_000)
    out = io.BytesIO()
    report = check((long,), Shelf(LAWS), as_of=ON)
    write_workbook(report, (long,), out)
    row = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue())).get_sheet_by_name("职权").to_python()[1]

    assert row[12].endswith("……（以下略）")
    assert len(row[12]) == 32_767


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "rect"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


PAGE = render_html(REPORT, LISTS)


def test_the_page_stands_alone() -> None:
    page = _Page(PAGE)

    assert not page.open, "every element is closed"
    assert "script" not in page.tags
    assert {name for name, _ in page.attributes}.isdisjoint({"style", "onclick", "src"})
    assert not re.search(r"url\(|@import|https?://", PAGE.replace("&lt;", ""))
    assert ("lang", "zh-CN") in page.attributes
    assert ("lang", "en") in page.attributes


def test_the_page_tells_what_was_checked_and_what_was_found() -> None:
    words = _Page(PAGE).words

    for expected in (
        "权责清单核查报告",
        "2026年6月1日",
        "示范市市容管理局、示范市水利局",
        "核查范围",
        "各单位",
        "单位与问题",
        "法规库未收录的依据",
        "《港口条例》第三条",
        "未能读取的行",
        "这不是表格",
    ):
        assert expected in words, expected
    assert "对未取得夜市经营许可证设置摊位的处罚 初次" in words
    assert "示范市市容管理局权责清单.xlsx" in words, "a unit without a name goes by its file"


def test_differing_words_are_marked_side_by_side() -> None:
    assert "<del>三</del>" in PAGE
    assert "<ins>二</ins>" in PAGE
    assert "<details><summary>库存条文" in PAGE, "words the list lacks are folded away"


def test_what_a_list_holds_is_text_and_nothing_else() -> None:
    assert "<script>" not in PAGE
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in PAGE
    assert "\u202e" not in PAGE


def test_a_clean_list_gives_a_short_page() -> None:
    report = check(ITEMS[:1], Shelf(LAWS), as_of=ON)
    page = _Page(render_html(report, ITEMS[:1]))

    assert "没有发现问题" in page.words
    assert not page.open
    assert "没有读到职权" in render_html(check((), Shelf(LAWS), as_of=ON), ())
    many = tuple(listed("", body=f"第{i}局", row=i) for i in range(3, 8))
    assert "等 5 个单位" in render_html(check(many, Shelf(LAWS), as_of=ON), many)
    unknown = (listed("《港口条例》第三条：拖轮应当慢行。", name="夜市管理", type="其他"),)
    assert "没有发现问题" in render_html(check(unknown, Shelf(LAWS), as_of=ON), unknown)
    unnamed = (replace(ITEMS[0], name=""),)
    assert "（未填写名称）" in render_html(check(unnamed, Shelf(LAWS), as_of=ON), unnamed)


@pytest.mark.parametrize(
    ("quoted", "held", "left", "right"),
    [
        ("甲乙丙丁戊", "甲乙丙丁戊", [("same", "甲乙丙丁戊")], [("same", "甲乙丙丁戊")]),
        ("甲乙，丙丁戊", "甲乙丙丁、戊", [("same", "甲乙，丙丁戊")], [("same", "甲乙丙丁、戊")]),
        ("", "甲", [], [("same", "甲")]),
        ("甲", "", [("same", "甲")], []),
    ],
)
def test_runs_spell_both_texts(
    quoted: str, held: str, left: list[tuple[str, str]], right: list[tuple[str, str]]
) -> None:
    runs = side_by_side(quoted, held)

    assert [(r.kind, r.text) for r in runs[0]] == left
    assert [(r.kind, r.text) for r in runs[1]] == right


def test_what_is_left_out_is_told_from_what_is_changed() -> None:
    middle = "由县级以上地方人民政府市容主管部门责令其限期改正并且处以相应的罚款，"
    left, right = side_by_side("夜市经营者无证的，依法处理", f"夜市经营者无证的，{middle}依法处罚")

    assert [r.kind for r in right if middle.rstrip("，") in r.text] == ["left-out"]
    assert ("only-here", "理") in [(r.kind, r.text) for r in left]
    assert side_by_side("市" * 3000, "夜" * 3000)[0][0].kind == "same"
