"""`powers read` as a clerk uses it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import openpyxl
import pytest

from sunlit.cli import powers_read
from sunlit.cli.frame import main
from tests.catalogue.workbooks import HEADER, LAW, Sheet, row, xlsx
from tests.support.program import COMMAND, surroundings
from tests.support.shared import ROOT, shared_data


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("SUNLIT_HOME", str(tmp_path / "home"))


@pytest.fixture
def lists(tmp_path):
    """A folder with a list and what is none."""
    folder = tmp_path / "清单"
    folder.mkdir()
    (folder / "甲局.xlsx").write_bytes(xlsx(Sheet([["甲局清单"], HEADER, row("1", "甲"), row("2", "乙", kind="")]), Sheet([], name="空")))
    return folder


def test_a_summary_for_people(lists, capsys):
    assert main(["powers", "read", str(lists)]) == 0

    out, err = capsys.readouterr()
    assert out.splitlines() == ["甲局.xlsx", "  清单：2 项（行政许可 1、类型空白 1），引用依据 2 处", "共 1 个文件，2 项，未读 0 处。"]
    assert err == ""


def test_what_is_unread_is_said_and_told_by_the_exit_code(lists, capsys):
    (lists / "乙局.pdf").write_bytes(b"%PDF-1.4")
    (lists / "丙局.xlsx").write_bytes(xlsx(Sheet([HEADER, row("1", "丙"), ["备注：完"]])))

    assert main(["powers", "read", str(lists)]) == 1

    out, err = capsys.readouterr()
    assert "  没有事项；未读 1 处" in out
    assert "共 3 个文件，3 项，未读 2 处。" in out
    assert "未读：乙局.pdf：这是 PDF" in err
    assert "未读：丙局.xlsx · 清单 · 第 3 行：表中的注释，不是事项" in err


def test_csv_on_standard_output(lists, capfdbinary):
    assert main(["powers", "read", str(lists), "--csv"]) == 0

    out = capfdbinary.readouterr().out
    assert not out.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in out
    rows = list(csv.DictReader(io.StringIO(out.decode())))
    assert [(line["row"], line["name"], line["citations"]) for line in rows] == [
        ("3", "甲", "法律|示范市夜市条例|第三条"), ("4", "乙", "法律|示范市夜市条例|第三条")
    ]  # fmt: skip


def test_json_is_the_only_thing_on_standard_output(lists, capfd):
    (lists / "坏.xlsx").write_bytes(b"")

    assert main(["powers", "read", str(lists), "--json"]) == 1

    out, err = capfd.readouterr()
    held = json.loads(out)
    assert list(held) == ["items", "headings", "unread"]
    assert len(held["items"]) == 2
    assert held["unread"][0]["file"] == "坏.xlsx"
    assert "坏.xlsx" in err


def test_one_form_at_a_time(lists, capsys):
    assert main(["powers", "read", str(lists), "--csv", "--json"]) == 2


def test_no_such_file(capsys):
    assert main(["powers", "read", "没有.xlsx", "也没有"]) == 2
    assert "没有这个文件：没有.xlsx、也没有" in capsys.readouterr().err


def test_the_report(lists, tmp_path, capsys):
    report = tmp_path / "未读.xlsx"

    assert main(["powers", "read", str(lists), "--report", str(report)]) == 0

    assert openpyxl.load_workbook(report)["标题与表头"]["C2"].value == 1
    assert f"未读的行和标题行已写入 {report}" in capsys.readouterr().err


def test_a_report_never_goes_over_a_list(lists, capsys):
    list_file = lists / "甲局.xlsx"
    before = list_file.read_bytes()

    assert main(["powers", "read", str(list_file), "--report", str(list_file)]) == 2
    assert list_file.read_bytes() == before


def test_a_report_that_cannot_be_written(lists, tmp_path, capsys):
    assert main(["powers", "read", str(lists), "--report", str(tmp_path / "没有" / "报告.xlsx")]) == 2
    assert "报告写不到" in capsys.readouterr().err


def test_personal_columns_are_shown_only_to_who_asks(tmp_path, capfd):
    file = tmp_path / "甲局.xlsx"
    file.write_bytes(xlsx(Sheet([[*HEADER, "承办人"], row("1", "甲", "", "行政许可", LAW, "市夜市局", "市场科", "孙小圣")])))

    assert main(["powers", "read", str(file), "--csv"]) == 0
    out, err = capfd.readouterr()
    assert "孙小圣" not in out + err
    assert "已略去" in err
    assert main(["powers", "read", str(file), "--csv", "--with-personal"]) == 0
    assert "孙小圣" in capfd.readouterr().out


def test_a_mapping_is_given_saved_and_used_again(tmp_path, capfd):
    file, saved = tmp_path / "甲局.xlsx", tmp_path / "表头.json"
    file.write_bytes(xlsx(Sheet([["序号", "办事=名录", "实施依据"], ["1", "甲", LAW]])))

    assert main(["powers", "read", str(file), "--csv"]) == 1
    assert "--map" in capfd.readouterr().err
    assert main(["powers", "read", str(file), "--map", "办事=名录=事项名称", "--save-mapping", str(saved)]) == 0
    assert f"表头对应已存为 {saved}" in capfd.readouterr().err
    assert main(["powers", "read", str(file), "--mapping", str(saved), "--save-mapping", str(saved)]) == 0
    default = tmp_path / "home" / "header-mapping.json"
    assert main(["powers", "read", str(file), "--mapping", str(saved), "--save-mapping", str(default)]) == 0
    assert main(["powers", "read", str(file)]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--map", "办事名录"], "“办事名录”"),
        (["--map", "=name"], "“=name”"),
        (["--map", "甲="], "“甲=”"),
        (["--map", "甲=天气"], "“天气”不是列的含义"),
        (["--mapping", "没有.json"], "没有.json 不是表头对应文件"),
        (["--save-mapping", "{list}"], "不是表头对应文件"),
        (["--save-mapping", "{list}/下/表头.json"], "存不到"),
    ],
)
def test_mappings_that_cannot_be(lists, capsys, words, said):
    file = lists / "甲局.xlsx"
    before = file.read_bytes()

    assert main(["powers", "read", str(file), *(word.replace("{list}", str(file)) for word in words)]) == 2

    assert said in capsys.readouterr().err
    assert file.read_bytes() == before


def test_thousands_of_unread_rows_do_not_flood_the_screen(tmp_path, capsys):
    file = tmp_path / "别的.xlsx"
    file.write_bytes(xlsx(Sheet([["随便"]] * 500)))

    assert main(["powers", "read", str(file)]) == 1

    err = capsys.readouterr().err.splitlines()
    assert len(err) == 61
    assert err[-1] == "……还有 440 条，全部见 --report 的工作簿。"


def test_progress_on_a_terminal(lists, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    say = powers_read._progress()
    say(0, 1)
    say(1, 1)

    assert capsys.readouterr().err == "\r读取 0/1\r读取 1/1\n"


def test_neither_django_nor_a_database_is_touched(lists, tmp_path):
    script = (
        "import sys\nfrom sunlit.cli.frame import main\ncode = main(sys.argv[1:])\n"
        "print(code, sorted(m for m in sys.modules if m.split('.')[0] in ('django', 'openpyxl', 'xlsxwriter')))"
    )

    done = subprocess.run(
        [sys.executable, "-P", "-c", script, "powers", "read", str(lists)],
        env=surroundings(tmp_path / "home"), cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.stdout.splitlines()[-1] == "0 []"
    assert not (tmp_path / "home").exists()


def test_utf8_whatever_the_locale_says(lists, tmp_path):
    env = surroundings(tmp_path / "home", LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii")

    done = subprocess.run([*COMMAND, "powers", "read", str(lists), "--csv"], env=env, cwd=ROOT, capture_output=True, check=False)

    assert "夜市" in done.stdout.decode()


@pytest.mark.shared
def test_the_published_lists(capfd):
    folder = shared_data("power-lists/karamay")

    assert main(["powers", "read", str(folder), "--csv"]) == 1

    out = capfd.readouterr().out
    want = (shared_data("power-lists") / "karamay-entries-sample.csv").read_text(encoding="utf-8")
    got = {tuple(line[:14]) for line in csv.reader(io.StringIO(out))}
    assert {tuple(line) for line in csv.reader(io.StringIO(want))} <= got
