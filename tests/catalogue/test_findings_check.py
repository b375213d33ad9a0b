from __future__ import annotations

from dataclasses import replace

from sunlit.catalogue.findings import CODES, check
from sunlit.catalogue.values import ReadLists
from sunlit.law.shelf import Shelf
from tests.support.invented import LAWS, NIGHT, ON, listed

NINE = f"《中华人民共和国夜市法》第九条：{NIGHT.versions[1].articles[(9, 0)]}"


def test_every_code_is_found_by_one_function_and_says_what_it_rests_on() -> None:
    assert len(CODES) == 24
    for name, code in CODES.items():
        assert code.code == name
        assert (code.rule is None) != (code.across is None)
        assert (code.rule or code.across).__name__ == name.replace("-", "_")  # type: ignore[union-attr]
        assert code.title
        assert code.title_en
        assert code.source


def test_findings_come_in_the_order_of_files_sheets_rows_and_codes() -> None:
    items = [
        listed("", file="乙.xlsx", sheet="二", row=4, type=""), listed("", file="乙.xlsx", sheet="一", row=3, name="对夜市摊位违法行为的处罚"),
        listed("", file="甲.xlsx", row=9, name="夜市管理"), listed("", file="甲.xlsx", row=3, name="夜市规划"),
    ]  # fmt: skip
    report = check(ReadLists(tuple(items), (), ()), Shelf(LAWS), as_of=ON)

    assert [(f.file, f.sheet, f.row, f.code) for f in report.findings] == [
        ("乙.xlsx", "二", 4, "basis-none"), ("乙.xlsx", "二", 4, "incomplete"), ("乙.xlsx", "一", 3, "basis-none"),
        ("甲.xlsx", "职权", 3, "basis-none"), ("甲.xlsx", "职权", 9, "basis-none"),
    ]  # fmt: skip
    assert dict(report.counts) == {"basis-none": 4, "incomplete": 1}
    assert (report.as_of, report.items) == (ON, 4)


def test_progress_is_told_item_by_item() -> None:
    told: list[tuple[int, int]] = []
    check([listed(NINE), listed(NINE, row=4)], Shelf(LAWS), as_of=ON, progress=lambda done, of: told.append((done, of)))

    assert told == [(1, 2), (2, 2)]


def test_an_empty_library_still_finds_what_needs_no_law() -> None:
    report = check([listed(NINE), replace(listed(NINE, row=4), office="")], Shelf(()), as_of=ON)

    assert dict(report.counts) == {"title-unknown": 2, "duplicate": 1, "incomplete": 1}


def test_a_check_is_pure() -> None:
    items, shelf = [listed(NINE.replace("二万元", "三万元")), listed("", row=5)], Shelf(LAWS)

    assert check(items, shelf, as_of=ON) == check(items, shelf, as_of=ON)


def test_no_lists_no_findings() -> None:
    report = check([], Shelf(LAWS), as_of=ON)

    assert (report.items, report.findings, dict(report.counts)) == (0, (), {})
