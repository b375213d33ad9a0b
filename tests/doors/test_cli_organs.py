"""Organs at the command line: the workbook and the tables of divisions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sunlit.demo.organs import workbook
from tests.support.program import sunlit

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("founded")


def test_divisions_are_previewed_loaded_once_and_refused_whole(tmp_path: Path) -> None:
    file, lost = tmp_path / "区划.csv", tmp_path / "lost.csv"
    file.write_text("code,name\n99,示范省\n9901,示范市\n990102,城东区\n", encoding="utf-8")
    lost.write_text("code,name\n980102,无主区\n", encoding="utf-8")

    seen = sunlit(tmp_path, "organs", "divisions", file, "--dry-run")
    assert seen.stdout.endswith("没有写入：新增 3 行、改动 0 行，共读 3 行。\n")
    told = [json.loads(sunlit(tmp_path, "organs", "divisions", file, "--json").stdout)["loaded"] for _ in range(2)]
    assert told == [True, False]

    refused = sunlit(tmp_path, "organs", "divisions", file, lost)
    assert (refused.returncode, refused.stdout.splitlines()[-1]) == (1, "共 1 处不对，什么也没有载入。")
    assert "“lost.csv”第 2 行“上级区划代码”" in refused.stdout
    assert sunlit(tmp_path, "organs", "divisions", tmp_path / "none.csv").returncode == 2


def test_the_workbook_is_written_loaded_and_written_out_again(tmp_path: Path) -> None:
    book, out = tmp_path / "机关.xlsx", tmp_path / "现状.xlsx"
    book.write_bytes(workbook())

    assert sunlit(tmp_path, "organs", "list").stdout == ""
    assert json.loads(sunlit(tmp_path, "organs", "load", book, "--json").stdout)["loaded"] is True
    assert sunlit(tmp_path, "organs", "export", out).returncode == 0
    again = sunlit(tmp_path, "organs", "load", out)
    assert again.stdout.startswith("没有写入：新增 0 行、改动 0 行")
    units = json.loads(sunlit(tmp_path, "organs", "list", "--json").stdout)["units"]
    assert {"code", "name", "living"} <= units[0].keys()
    assert "示范市集市管理局" in sunlit(tmp_path, "organs", "list").stdout
    assert sunlit(tmp_path, "organs", "template", tmp_path / "空表.xlsx").returncode == 0
    assert sunlit(tmp_path, "organs", "template", tmp_path).returncode == 2
