"""Lists into the catalogue from the command line."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

from sunlit.demo import shelf
from sunlit.demo.organs import workbook
from tests.support.program import found, sunlit

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "序号,职权名称,职权类别,实施依据,行使主体,承办机构,承诺时限,公开范围\n"
ROW = "1,夜间集市开办许可,行政许可,《夜间集市法》第九条,示范市集市管理局,市场准入科,8个工作日,社会\n"
BAD = "2,=1+1,行政杂项,无,不在册的局,稽查科,,\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("city")
    found(home)
    organs = home / "机关.xlsx"
    organs.write_bytes(workbook())
    assert sunlit(home, "organs", "load", str(organs)).returncode == 0
    assert sunlit(home, "laws", "load", str(shelf.FOLDER)).returncode == 0
    return home


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    (tmp_path / "清单.csv").write_text(HEAD + ROW, encoding="utf-8")
    return tmp_path


def test_a_list_goes_from_file_to_directory_and_back(home: Path, lists: Path) -> None:
    seen = sunlit(home, "powers", "load", str(lists), "--not-secret", "--dry-run", "--json")
    assert seen.returncode == 0, seen.stderr
    told = json.loads(seen.stdout)
    assert (told["counts"]["new"], told["committed"], told["rows"][0]["unit"]) == (1, False, "示范市集市管理局")

    done = sunlit(home, "powers", "load", str(lists), "--not-secret")
    assert done.returncode == 0
    key = done.stdout.split("powers undo ")[1].split()[0]
    assert "＋ 新增" in done.stdout

    assert sunlit(home, "powers", "undo", key).returncode == 0
    assert "已经“已撤销”" in sunlit(home, "powers", "undo", key).stderr

    filed = json.loads(sunlit(home, "powers", "load", str(lists), "--not-secret", "--file", "准予备案", "--publish", "--json").stdout)
    assert (filed["committed"], filed["filed"], filed["published"]) == (True, 1, 1)
    again = sunlit(home, "powers", "load", str(lists), "--not-secret")
    assert (again.returncode, "没有可导入的" in again.stdout) == (0, True)

    form = lists.parent / f"{lists.name}-在案.xlsx"
    assert sunlit(home, "powers", "export", form, "--unit", "示范市集市管理局").returncode == 0
    back = json.loads(sunlit(home, "powers", "load", str(form), "--not-secret", "--json").stdout)
    assert (back["counts"]["same"], back["counts"]["changed"], back["counts"]["new"]) == (1, 0, 0)
    assert sunlit(home, "powers", "export", lists / "无此文件夹" / "x.xlsx").returncode == 2


def test_one_bad_row_stops_all_and_is_sent_back(home: Path, lists: Path) -> None:
    (lists / "另一份.csv").write_text(HEAD + ROW.replace("开办许可", "另一许可") + BAD, encoding="utf-8")
    back = lists.parent / f"{lists.name}-退回.xlsx"

    done = sunlit(home, "powers", "load", str(lists / "另一份.csv"), "--not-secret", "--errors", str(back))

    assert done.returncode == 1
    assert "没有导入" in done.stdout
    cells = [[c.value for c in row] for row in openpyxl.load_workbook(back).active.iter_rows()]
    assert cells[0][3] == "职权名称"
    assert any(row[3] == "=1+1" and "不是在册的单位" in row[5] for row in cells)
    assert all(c.data_type != "f" for row in openpyxl.load_workbook(back).active.iter_rows() for c in row)


def test_secrecy_is_asked_first_and_misuse_is_told(home: Path, lists: Path) -> None:
    unasked = sunlit(home, "powers", "load", str(lists))
    assert (unasked.returncode, unasked.stdout) == (1, "")
    assert "--not-secret" in unasked.stderr
    (lists / "清单.csv").write_text(HEAD + ROW.replace("市场准入科", "机密★20年"), encoding="utf-8")
    marked = sunlit(home, "powers", "load", str(lists), "--not-secret")
    assert marked.returncode == 1
    assert "mark-star" in marked.stderr
    assert "20年" not in marked.stderr
    for words in (["无此文件.xlsx"], [str(lists), "--publish"], [str(lists), "--unit", "无此单位"], [str(lists), "--errors", str(lists)]):
        assert sunlit(home, "powers", "load", *words, "--not-secret").returncode == 2


def test_what_the_list_lacks_is_cancelled_for_a_reason(home: Path, lists: Path) -> None:
    home = shutil.copytree(home, lists.parent / f"{lists.name}-own")  # what it files is in nobody else's way
    more = lists / "两项.csv"
    more.write_text(HEAD + ROW + ROW.replace("1,夜间集市开办许可", "2,流动摊位登记"), encoding="utf-8")
    done = json.loads(sunlit(home, "powers", "load", str(more), "--not-secret", "--file", "准予备案", "--json").stdout)
    assert done["committed"]
    less = ["powers", "load", str(lists / "清单.csv"), "--not-secret", "--unit", "示范市集市管理局"]
    assert sunlit(home, *less, "--gone", "cancel").returncode == 2

    seen = sunlit(home, *less, "--gone", "cancel", "--gone-reason", "依据已经废止", "--file", "准予备案")

    assert seen.returncode == 0, seen.stderr
    assert "取消：依据已经废止" in seen.stdout
    assert "清单中没有的，已取消或者废止" in seen.stdout
    again = json.loads(sunlit(home, *less, "--dry-run", "--json").stdout)
    assert again["counts"]["gone"] == 0
