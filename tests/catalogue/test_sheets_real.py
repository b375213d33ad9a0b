"""Workbooks as departments published them, against what a person read in them. The data are no part of the project."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import pytest

from sunlit.catalogue.sheets import HeaderMapping, read_files, read_lists, render_csv
from tests.support.shared import shared_data

pytestmark = pytest.mark.shared

EXPECTED = Path(__file__).parent / "expected"


@pytest.fixture(scope="module")
def karamay():
    return read_files([shared_data("power-lists/karamay")], mapping=HeaderMapping())


def test_the_hand_read_sample_row_by_row_and_column_by_column(karamay):
    with (shared_data("power-lists") / "karamay-entries-sample.csv").open(encoding="utf-8", newline="") as file:
        want = list(csv.reader(file))
    covered = {line[0] for line in want[1:]}
    got = [line[:14] for line in csv.reader(io.StringIO(render_csv(karamay)))]

    assert [got[0], *(line for line in got[1:] if line[0] in covered)] == want


def test_the_six_tame_workbooks_are_read_to_the_last_row(karamay):
    wild = ("克拉玛依市应急管理局2024年权责清单.xls", "附件：克拉玛依市财政局2025年权责清单 (1).xlsx")

    assert [entry for entry in karamay.unread if entry.file not in wild] == []
    assert sum(item.file not in wild for item in karamay.items) == 64


def test_the_two_wilder_workbooks_item_by_item(karamay):
    """What was read in them by eye: rows, serials, types; names, offices and bases as length or digest."""
    with (EXPECTED / "karamay-wilder.csv").open(encoding="utf-8", newline="") as file:
        want = list(csv.DictReader(file))
    files = {line["department_file"] for line in want}
    got = [
        {
            "department_file": item.file, "sheet": item.sheet, "row": str(item.row), "last_row": str(item.rows[1]),
            "serial": item.serial, "name_length": str(len(item.name)), "name_digest": digest(item.name),
            "sub_item_length": str(len(item.sub_item)), "sub_item_digest": digest(item.sub_item), "type": item.type,
            "body": item.body, "office_digest": digest(item.office), "basis_digest": digest("".join(item.basis.split())),
        }
        for item in karamay.items if item.file in files
    ]  # fmt: skip

    assert len(want) == 168
    assert got == want
    assert len({line["serial"] for line in want if "应急" in line["department_file"]}) == 137


@pytest.mark.parametrize(("department", "expected"), [("应急管理局", "emergency-management"), ("财政局", "finance")])
def test_the_citations_of_the_two_wilder_workbooks(karamay, department, expected):
    """What another pair of eyes read in the basis cells, at the rows where this one found the items."""
    with (EXPECTED.parents[1] / "law" / "expected" / f"{expected}.csv").open(encoding="utf-8", newline="") as file:
        want = [(line["sheet"], line["row"], line["citations"]) for line in csv.DictReader(file)]
    got = csv.DictReader(io.StringIO(render_csv(karamay)))

    assert [
        (line["sheet"], line["row"], line["citations"]) for line in got if department in line["department_file"]
    ] == want


def test_what_is_no_item_in_the_wilder_workbooks(karamay):
    assert [(u.row, u.reason) for u in karamay.unread] == [(23, "表中的注释，不是事项")]
    headings = {h.file: h.rows for h in karamay.headings}
    assert headings["克拉玛依市应急管理局2024年权责清单.xls"] == (1, 2)
    assert headings["附件：克拉玛依市财政局2025年权责清单 (1).xlsx"] == (1, 3)


def test_a_level_and_an_authority_under_one_header(karamay):
    levels = {item.further["level"] for item in karamay.items if "应急" in item.file}

    assert levels == {"地州市级"}
    assert all(item.further["authority"] for item in karamay.items if "应急" in item.file)


def test_a_dropdown_s_source_beside_the_list_stays_under_its_letter(karamay):
    finance = [item for item in karamay.items if "财政" in item.file]

    assert [len(item.further.get("N列（无表头）", "")) > 0 for item in finance] == [True] * 10 + [False] * 9


def test_service_items_of_a_district_as_csv():
    file = shared_data("power-lists/guangan") / "guangan-service-items.csv"

    lists = read_files([file], mapping=HeaderMapping(), citations=False)

    assert len(lists.items) == 120
    assert not lists.unread
    assert all(item.name and item.code for item in lists.items)
    assert {"main_item", "source_url"} <= set(lists.items[0].further)
    assert {(item.body, item.type) for item in lists.items} >= {("区教科体局", "1"), ("区民政局", "20")}


def test_nobody_is_named(karamay):
    assert not any(item.personal for item in karamay.items)


def test_the_same_by_bytes(karamay):
    files = [(f.name, f.read_bytes()) for f in sorted(shared_data("power-lists/karamay").iterdir())]

    assert read_lists(files).items == karamay.items


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else ""
