"""Lists against the library from the command line: what is printed, what is written, and the exit codes."""

from __future__ import annotations

import json

import pytest
import xlsxwriter

from sunlit.cli import frame, powers_check
from sunlit.kernel.actor import Actor
from sunlit.law.commands import load_laws

pytestmark = pytest.mark.django_db

LAW = """# 示范市夜市管理条例

2024年3月1日 示范市人民代表大会常务委员会通过

第一条 为了规范夜市经营，制定本条例。

第二条 夜市摊位由市夜市主管部门统一编号，摊主应当在编号范围内经营。

第三条 夜市经营者在夜间使用扩音设备招揽顾客的，由市夜市主管部门责令改正，处二百元以上五百元以下的罚款。

第四条 本条例自2024年5月1日起施行。
"""
RIGHT = "《示范市夜市管理条例》第三条 夜市经营者在夜间使用扩音设备招揽顾客的，由市夜市主管部门责令改正，处二百元以上五百元以下的罚款。"
WRONG = RIGHT.replace("二百元", "三百元")


@pytest.fixture
def say(capsys):
    """Runs `./sunlit powers check …`; returns the exit code and what was printed to either stream."""

    def run(*words: object) -> tuple[int, str, str]:
        verb = next(v for v in frame.VERBS if v.words == ("powers", "check"))
        try:
            code = powers_check.run(frame.parser_of([verb]).parse_args(["powers", "check", *map(str, words)]))
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def listed(tmp_path):
    """Writes a list with one item that rests on the given words; returns its path."""

    def write(basis: str, *, name: str = "清单.xlsx", note: str = ""):
        path = tmp_path / name
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet("清单")
        for c, cell in enumerate(["序号", "事项名称", "权力类型", "实施依据", "行使主体", "承办机构"]):
            sheet.write(0, c, cell)
        for c, cell in enumerate(["1", "对夜间使用扩音设备招揽顾客的处罚", "行政处罚", basis, "市夜市局", "监督科"]):
            sheet.write(1, c, cell)
        sheet.write(2, 0, note)
        book.close()
        return path

    return write


@pytest.fixture
def library():
    load_laws([("夜市条例.md", LAW.encode())], by=Actor.system("cli"))


@pytest.mark.usefixtures("library")
def test_a_right_list_passes_in_silence(say, listed) -> None:
    code, out, err = say(listed(RIGHT), "--as-of", "2026-04-25")

    assert (code, err) == (0, "")
    assert "以 2026-04-25 有效的法规为准，核查 1 项：错误 0，警告 0，建议 0。" in out


@pytest.mark.usefixtures("library")
def test_what_is_wrong_is_told_item_by_item_with_what_to_do(say, listed) -> None:
    code, out, _ = say(listed(WRONG), "--as-of", "2026-04-25")

    assert code == 1
    assert "清单.xlsx · 清单 · 第 2 行 · 对夜间使用扩音设备招揽顾客的处罚" in out
    assert "《示范市夜市管理条例》第三条" in out
    assert "→ " in out


@pytest.mark.usefixtures("library")
def test_other_programs_read_one_document_of_a_fixed_shape(say, listed) -> None:
    code, out, _ = say(listed(WRONG), "--as-of", "2026-04-25", "--json")
    told = json.loads(out)

    assert code == 1
    assert list(told) == ["as_of", "items", "counts", "findings"]
    assert (told["as_of"], told["items"], told["counts"]) == ("2026-04-25", 1, {"text-differs": 1})
    assert list(told["findings"][0]) == [
        "code", "severity", "file", "sheet", "row", "name", "cited", "law", "article", "held", "why", "mend",
    ]  # fmt: skip


@pytest.mark.usefixtures("library")
def test_a_page_and_a_workbook_are_written_side_by_side(say, listed, tmp_path) -> None:
    code, out, err = say(listed(WRONG), "--html", tmp_path / "报告.html", "--xlsx", tmp_path / "退回.xlsx")

    assert (code, out) == (1, "")
    assert "报告已写入" in err
    assert "工作簿已写入" in err
    assert "<title>权责清单核查报告" in (tmp_path / "报告.html").read_text(encoding="utf-8")
    assert (tmp_path / "退回.xlsx").read_bytes()[:2] == b"PK"


def test_an_empty_library_is_said_and_the_rest_is_checked(say, listed) -> None:
    code, out, err = say(listed(RIGHT))

    assert code == 1
    assert "法规库是空的" in err
    assert "法规库中没有" in out


@pytest.mark.usefixtures("library")
def test_what_was_not_read_is_said_and_is_no_success(say, listed, tmp_path) -> None:
    noted = listed(RIGHT, note="备注：本表共一项。")
    (tmp_path / "扫描.xlsx").write_bytes(b"%PDF-1.4")

    code, _, err = say(noted, tmp_path / "扫描.xlsx")

    assert code == 1
    assert "未读：清单.xlsx · 清单 · 第 3 行：" in err
    assert "未读：扫描.xlsx：这是 PDF" in err


@pytest.mark.usefixtures("library")
def test_wrong_use_is_told_before_anything_is_done(say, listed, tmp_path) -> None:
    path = listed(RIGHT)
    (tmp_path / "表头.json").write_text("[", encoding="utf-8")
    for words, told in (
        ((tmp_path / "没有.xlsx",), "没有这个文件"),
        ((path, "--as-of", "2026-02-30"), "--as-of"),
        ((path, "--html", tmp_path / "无此夹" / "a.html"), "没有这个文件夹"),
        ((path, "--html", tmp_path), "是文件夹"),
        ((path, "--xlsx", path), "不能写到要核查的文件上"),
        ((path, "--mapping", tmp_path / "表头.json"), "表头"),
    ):
        code, out, err = say(*words)
        assert (code, out) == (2, ""), words
        assert told in err, words


@pytest.mark.usefixtures("library")
def test_somebody_at_a_terminal_sees_how_far_it_is(say, listed, monkeypatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    _, _, err = say(listed(RIGHT))

    assert "核查 1/1\n" in err
