"""The working calendar at the command line."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.support.program import COMMAND, sunlit, surroundings
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("founded")

NOTICE = """{"year": 2027, "papers": ["https://city.example/2027"], "invented": true, "days": [
{"name": "灯节", "date": "2027-03-03", "isOffDay": true}, {"name": "灯节", "date": "2027-03-06", "isOffDay": false}]}"""


def told(home: Path, lines: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "workdays", "add", "-", *words],
        input=lines, env=surroundings(home), cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def test_a_notice_is_loaded_listed_and_counted_with(tmp_path: Path) -> None:
    file = tmp_path / "2027.json"
    file.write_text(NOTICE, encoding="utf-8")

    assert sunlit(tmp_path, "workdays", "load", file).stdout == "2027（虚构）  新装入：放假 1 天，调休上班 1 天\n"
    assert json.loads(sunlit(tmp_path, "workdays", "load", file, "--json").stdout)["years"][0]["outcome"] == "held"
    assert json.loads(sunlit(tmp_path, "workdays", "list", "--json").stdout)["years"][0]["invented"] is True
    assert "2027（虚构）" in sunlit(tmp_path, "workdays", "list").stdout

    one = sunlit(tmp_path, "workdays", "add", "2027-03-04", "2", "--json")
    assert json.loads(one.stdout) == [
        {
            "start": "2027-03-04", "n": 2, "due": "2027-03-06", "provisional": False,
            "days": [
                {"date": "2027-03-05", "counted": True, "why": "工作日"},
                {"date": "2027-03-06", "counted": True, "why": "调休上班（灯节）"},
            ],
        }
    ]  # fmt: skip
    many = told(tmp_path, "\ufeff2027-03-04,2\n\n 2030-01-01 , 0 \n2029-12-31,1\n", "--json")
    assert [(d["due"], d["provisional"]) for d in json.loads(many.stdout)] == [
        ("2027-03-06", False), ("2030-01-01", False), ("2030-01-01", True),
    ]  # fmt: skip
    assert "暂定" in told(tmp_path, "2029-12-31,1\n").stdout


def test_seeding_leaves_what_a_notice_told(tmp_path: Path) -> None:
    assert "2024  新装入" in sunlit(tmp_path, "workdays", "seed").stdout
    again = json.loads(sunlit(tmp_path, "workdays", "seed", "--json").stdout)
    assert {year["outcome"] for year in again["years"]} == {"held"}
    assert "2024-05-01  不计  劳动节" in sunlit(tmp_path, "workdays", "add", "2024-04-30", "1").stdout


def test_what_cannot_be_counted_or_loaded_says_so_and_ends_with_its_code(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"year": 2027, "days": []}')
    answers = {
        ("add", "2027-03-01", "-1"): 1,
        ("add", "2027-03-01", "5001"): 1,
        ("add", "2027-02-30", "1"): 2,
        ("add", "2027-03-01", "one"): 2,
        ("add", "2027-03-01"): 2,
        ("add", "-", "3"): 2,
        ("load", str(tmp_path / "none.json")): 2,
        ("load", str(broken)): 1,
    }
    for words, code in answers.items():
        done = sunlit(tmp_path, "workdays", *words)
        assert (done.returncode, done.stdout) == (code, ""), words
        assert done.stderr.endswith("。\n"), words

    unread = told(tmp_path, "2027-03-01,2\n2027-03-01;2\n", "--json")
    assert (unread.returncode, unread.stdout) == (1, "")
    assert unread.stderr.startswith("第 2 行")
