"""From an empty installation to one that is set up, without a programmer."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from sunlit.cli.answers import NotAnswers, read_answers
from sunlit.demo import lists
from sunlit.demo.organs import workbook
from sunlit.organs.rules import Administration, RegionTier
from tests.support.ledger import refused
from tests.support.program import COMMAND, sunlit, surroundings
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("founded")

ANSWERS = """
[city]
name = "示范市"
tier = "市级"
region = 990100
[calendar]
notices = "2027.json"
[administrators]
system = { username = "root", name = "王系统" }
security = { username = "sec", name = "李安全" }
audit = "aud"
[organs]
divisions = ["区划.csv"]
workbook = "机关.xlsx"
[laws]
files = ["法规"]
[lists]
files = ["清单"]
not_secret = true
[footer]
sponsor = "示范市人民政府办公室"
emblem = "徽标.svg"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "told"
    made.mkdir()
    (made / "建站.toml").write_text(ANSWERS, encoding="utf-8")
    (made / "2027.json").write_text('{"year": 2027, "papers": ["x"], "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]}')
    (made / "区划.csv").write_text("code,name\n99,示范省\n9901,示范市\n", encoding="utf-8")
    (made / "机关.xlsx").write_bytes(workbook())
    (made / "法规").mkdir()
    (made / "法规" / "灯会条例.md").write_text("# 灯会条例\n\n（2015年3月1日示范省人民代表大会常务委员会通过）\n\n第一条　为了灯会，制定本条例。\n", encoding="utf-8")
    (made / "清单").mkdir()
    for name, data in lists.workbooks()[:1]:
        (made / "清单" / name).write_bytes(data)
    (made / "徽标.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', encoding="utf-8")
    return made


def told(home: Path, folder: Path, *words: str) -> dict[str, Any]:
    done = sunlit(home, "init", "--answers", folder / "建站.toml", "--json", *words)
    assert done.returncode == 0, done.stderr + done.stdout
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_file_of_answers_takes_an_empty_installation_as_far_as_a_machine_can(tmp_path: Path, folder: Path) -> None:
    would = told(tmp_path, folder, "--dry-run")
    assert {step["outcome"] for step in would["steps"]} == {"would"}
    assert would["accounts"] == []
    assert sunlit(tmp_path, "organs", "list").stdout == ""

    done = told(tmp_path, folder)
    assert {step["step"] for step in done["steps"]} == {
        "city", "calendar", "notices", "administrators", "divisions", "organs", "laws", "lists", "footer", "emblem",
    }
    assert {step["outcome"] for step in done["steps"]} <= {"done", "held"}
    assert [(a["administration"], a["username"], len(a["password"])) for a in done["accounts"]] == [
        ("system", "root", 16), ("security", "sec", 16), ("audit", "aud", 16),
    ]
    states = {need["code"]: need["state"] for need in done["needs"]}
    assert {states[code] for code in ("city", "calendar", "administrators", "organs", "laws", "lists")} == {"done"}
    assert not done["ready"]

    again = told(tmp_path, folder)
    assert {step["outcome"] for step in again["steps"]} == {"held"}
    assert again["accounts"] == []
    printed = sunlit(tmp_path, "init", "--answers", folder / "建站.toml").stdout
    assert "＝ 三员（原来就是这样）  系统管理员 root" in printed


def test_what_is_missing_is_said_with_what_to_do_about_it(tmp_path: Path) -> None:
    seen = sunlit(tmp_path, "init", "--check")
    assert seen.returncode == 1
    assert "✗ 机关\n    ./sunlit organs template" in seen.stdout
    assert json.loads(sunlit(tmp_path, "init", "--check", "--json").stdout)["ready"] is False


def test_a_link_for_the_browser_is_good_for_four_hours(tmp_path: Path) -> None:
    link = json.loads(sunlit(tmp_path, "init", "--web", "--json").stdout)
    assert link["hours"] == 4
    assert link["path"].startswith("/setup/")
    assert "/setup/" in sunlit(tmp_path, "init", "--web").stdout


def asked(home: Path, lines: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "init"],
        input=lines, env=surroundings(home), cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def test_questions_are_asked_once_and_gone_on_with_where_one_stopped(tmp_path: Path, folder: Path) -> None:
    stopped = asked(tmp_path, "示范市\n\n9901\n示范市\n\n990100\n\n")
    assert stopped.returncode == 1
    assert "请重新回答" in stopped.stderr  # four digits are no code of the footer
    assert "再运行 ./sunlit init 接着办" in stopped.stderr

    answers = ["", "王一", "", "王二", "", "王三", "", "", str(folder / "没有.xlsx"), str(folder / "机关.xlsx"), "", "", "", "", "", "", "", "", ""]
    done = asked(tmp_path, "\n".join([*answers, ""]))
    assert "城市名称" not in done.stderr
    assert "没有这个文件" in done.stderr
    assert "✓ 机关（已办）" in done.stdout
    assert "用户名 sysadmin  口令 " in done.stdout
    assert done.stdout.rstrip().splitlines()[-1].startswith("还缺")


def test_a_step_that_is_refused_ends_with_one_and_keeps_what_was_done(tmp_path: Path, folder: Path) -> None:
    (folder / "建站.toml").write_text(ANSWERS.replace("not_secret = true", "not_secret = false"), encoding="utf-8")
    done = sunlit(tmp_path, "init", "--answers", folder / "建站.toml")

    assert done.returncode == 1
    assert "✗ 原有清单送检（没有办成）" in done.stdout
    assert "✓ 城市（已办）" in done.stdout
    assert "口令只显示这一次" in done.stdout


def test_wrong_use_is_said(tmp_path: Path, folder: Path) -> None:
    assert sunlit(tmp_path, "init", "--dry-run").returncode == 2
    assert sunlit(tmp_path, "init", "--json").returncode == 2
    assert sunlit(tmp_path, "init", "--answers", tmp_path / "none.toml").returncode == 2
    (folder / "建站.toml").write_text("[citty]\n", encoding="utf-8")
    assert "不认识“citty”" in sunlit(tmp_path, "init", "--answers", folder / "建站.toml").stderr


# --- the file of answers ----------------------------------------------------------------------------------------------


def test_answers_are_read_from_toml_and_json_alike(tmp_path: Path, folder: Path) -> None:
    toml = read_answers(folder / "建站.toml")
    file = tmp_path / "a.json"
    file.write_text('{"city": {"name": "示范市", "tier": 3}, "administrators": {"audit": "aud"}}', encoding="utf-8")
    plain = read_answers(file)

    assert (toml.city, toml.tier, toml.region) == ("示范市", RegionTier.CITY, "990100")
    assert (plain.city, plain.tier, plain.region) == ("示范市", RegionTier.CITY, None)
    assert plain.administrators[Administration.AUDIT] == toml.administrators[Administration.AUDIT]


@pytest.mark.parametrize(
    "text",
    [
        "[", "city = 1", "[city]\nnom = 1", '[city]\ntier = "区"', "[city]\nname = [1]", "[lists]\nnot_secret = 1",
        "[laws]\nfiles = [1]", '[laws]\nfiles = ["none"]', '[organs]\nworkbook = "none.xlsx"',
        "[administrators]\nsystem = 3", "[administrators]\nsystem = {name = 'a'}",
        '[administrators]\nsystem = "a"\naudit = "A"',
        '[administrators]\nsystem = {username = "a", name = "王"}\naudit = {username = "b", name = "王"}',
    ],
)  # fmt: skip
def test_answers_that_mean_nothing_are_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.toml"
    file.write_text(text, encoding="utf-8")
    with refused(NotAnswers):
        read_answers(file)
    file = tmp_path / "a.json"
    file.write_text("[]")
    with refused(NotAnswers):
        read_answers(file)
