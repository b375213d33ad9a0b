"""The library from the command line: what is printed, for a person and for another program, and the exit codes."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from sunlit.cli import frame, laws
from sunlit.law.models import Version
from tests.support.law_files import LAMPS, MARKET, NOISE, OPENING, law_file
from tests.support.law_library import held, load

pytestmark = pytest.mark.django_db

MADE, AMENDED, AGAIN = date(2015, 3, 1), date(2019, 1, 1), date(2022, 6, 1)
OLD = "示范市夜市管理暂行办法"


@pytest.fixture
def say(capsys):
    """Runs `./sunlit laws …`; returns the exit code and what was printed to either stream."""

    def run(*words: object) -> tuple[int, str, str]:
        verb = next(v for v in frame.VERBS if v.words == ("laws",))
        try:
            code = laws.run(frame.parser_of([verb]).parse_args(["laws", *map(str, words)]))
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def put(tmp_path):
    """Writes law files under a folder; returns it."""

    def write(*files: tuple[str, bytes]):
        for name, data in files:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return tmp_path

    return write


# --- load ----------------------------------------------------------------------------------------------------------


def test_a_folder_is_loaded_with_all_below_it_in_the_order_of_names(say, put) -> None:
    folder = put(
        ("乙/夜市.md", law_file(MARKET)[1]), ("甲/灯光.txt", law_file("示范市灯光办法")[1]),
        ("甲/丙/噪声.md", law_file("示范市噪声办法")[1]), ("甲/.隐藏.md", b"x"), ("甲/~$锁.docx", b"x"),
    )  # fmt: skip
    code, out, err = say("load", folder, "--json")

    told = json.loads(out)
    assert (code, err) == (0, "")
    assert list(told) == ["files", "instruments", "versions", "provisions", "added", "warnings"]
    assert (told["files"], told["instruments"], told["versions"]) == (3, 3, 3)
    assert list(told["provisions"]) == ["编", "分编", "章", "节", "条", "款", "项", "目"]
    assert told["provisions"]["条"] == 9
    assert told["added"] == {"instruments": 3, "versions": 3}
    assert [os.path.relpath(w["file"], folder) for w in told["warnings"]] == sorted(
        os.path.relpath(w["file"], folder) for w in told["warnings"]
    )
    assert all(w.keys() == {"file", "kind", "detail"} for w in told["warnings"])


def test_loading_again_adds_nothing_and_still_counts_the_files(say, put) -> None:
    folder = put(law_file(MARKET), law_file("示范市灯光办法"))
    first = json.loads(say("load", folder, "--json")[1])
    code, out, _ = say("load", folder, "--json")
    again = json.loads(out)

    assert code == 0
    assert again == first | {"added": {"instruments": 0, "versions": 0}}
    assert "早已在库，未变" in say("load", folder)[1]


def test_what_is_no_document_is_left_alone_and_named(say, put) -> None:
    folder = put(law_file(MARKET), ("清单.csv", b"a,b"), *((f"图{n}.png", b"x") for n in range(6)))
    code, out, err = say("load", folder)

    assert code == 0
    assert "不是文书，未读 7 个文件：图0.png" in err.replace(f"{folder}/", "")
    assert "等" in err
    assert "读取 1 个文件" in out


def test_a_file_that_is_no_law_is_refused_by_name_and_the_others_are_loaded(say, put) -> None:
    folder = put(law_file(MARKET), ("照片.docx", b"\x89PNG\r\n\x1a\n\x00"))
    code, out, err = say("load", folder)

    assert code == 1
    assert "没有装入" in err
    assert "照片.docx：" in err
    assert "新增 1 部法规" in out
    assert "1 个文件没有装入" in out


def test_a_file_given_by_name_is_read_by_its_content(say, put) -> None:
    put(("夜市.bak", law_file(MARKET)[1]))

    assert say("load", put() / "夜市.bak")[0] == 0


def test_a_file_that_is_not_there_is_wrong_use(say, put) -> None:
    code, out, err = say("load", put(law_file(MARKET)), put() / "没有.md")

    assert (code, out) == (2, "")
    assert "没有这个文件" in err
    assert not Version.objects.exists()


def test_a_file_that_may_not_be_read_is_named(say, put, monkeypatch) -> None:
    folder = put(law_file(MARKET), law_file("示范市灯光办法"))
    real = Path.read_bytes

    def denied(path):
        if "灯光" in path.name:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    code, out, err = say("load", folder, "--json")

    assert (code, json.loads(out)["files"]) == (1, 2)
    assert "示范市灯光办法.md：无法读取" in err


def test_a_newer_version_is_told_with_what_changed(say, put) -> None:
    load(law_file(MARKET, OPENING, LAMPS, NOISE))
    folder = put(
        law_file(MARKET, OPENING, "夜市由市人民政府规划。", LAMPS.replace("居民", "住户"), NOISE, amended=(AMENDED,))
    )
    _, out, _ = say("load", folder)

    assert f"新增版本　《{MARKET}》　2019-01-01" in out
    assert "与 2015-03-01 的文本相比：相同 2 条，修改 1 条，增加 1 条，删去 0 条；其中 2 条条号有变" in out


def test_another_text_of_a_held_version_is_refused_until_it_is_asked_for(say, put) -> None:
    load(law_file(MARKET, OPENING, LAMPS))
    folder = put(law_file(MARKET, OPENING, NOISE))
    code, _, err = say("load", folder)
    assert code == 1
    assert "第二条 1 条文字不同" in err
    assert "--replace" in err

    code, out, _ = say("load", folder, "--replace")
    assert code == 0
    assert f"替换文字　《{MARKET}》" in out


def test_a_law_that_ends_is_told_with_the_text_that_ends_it(say, put) -> None:
    load(law_file(OLD, made=date(2008, 1, 1)))
    ending = law_file(made=AGAIN, effective=date(2022, 9, 1), last=f"《{OLD}》同时废止。")
    _, out, _ = say("load", put(ending))
    assert f"失效　《{OLD}》自 2022-09-01 起（《{MARKET}》第四条）" in out

    _, out, _ = say("load", put(law_file(made=AGAIN, effective=date(2022, 9, 1))), "--replace")
    assert f"恢复有效　《{OLD}》" in out


def test_what_to_look_at_is_told_in_words(say, put) -> None:
    name, data = law_file("夜市事项", OPENING, LAMPS, NOISE, made=None)
    _, out, _ = say("load", put((name, data.replace("第二条".encode(), "第五条".encode()))))

    assert "需要注意：" in out
    assert "夜市事项.md：条文缺号：" in out
    assert "日期不明" in out


# --- show ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def library() -> None:
    load(
        law_file(MARKET, OPENING, LAMPS, chapters=("总则", "灯光"), effective=date(2015, 5, 1)),
        law_file(MARKET, OPENING, LAMPS.replace("居民", "住户"), NOISE, amended=(AMENDED,)),
    )


@pytest.mark.usefixtures("library")
def test_an_article_is_shown_with_the_version_and_whether_it_is_in_force(say) -> None:
    code, out, _ = say("show", MARKET, "2", "--on", "2016-01-01")

    assert code == 0
    assert f"《{MARKET}》　地方政府规章　示范市人民政府" in out
    assert (
        "所用文本：2015-03-01 公布的文本，自 2015-05-01 起施行，2019-01-01 起不再有效（推定）；以 2016-01-01 为准：有效" in out
    )
    assert f"第二条　{LAMPS}" in out
    assert "库内版本：" in out
    assert "住户" in say("show", f"《{MARKET}》", "第二条")[1]
    assert say("show", MARKET, "第二条第一款")[1].rstrip().endswith("第二条第一款　" + LAMPS.replace("居民", "住户"))
    assert "以 2010-01-01 为准：尚未施行" in say("show", MARKET, "2", "--on", "2010-01-01")[1]


@pytest.mark.usefixtures("library")
def test_a_law_is_shown_from_title_to_last_article(say) -> None:
    code, out, _ = say("show", MARKET, "--on", "2016-01-01")

    assert code == 0
    assert "第一章　总则" in out
    assert out.index("第一条") < out.index("第二章　灯光") < out.index(LAMPS)


@pytest.mark.usefixtures("library")
def test_a_law_is_shown_to_another_program(say) -> None:
    told = json.loads(say("show", MARKET, "--json")[1])
    assert (told["title"], told["kind"], told["version"]["standing"]) == (MARKET, "local-rule", "in-force")
    assert [p["label"] for p in told["provisions"]] == ["第一条", "第二条", "第三条"]
    assert len(told["versions"]) == 2
    told = json.loads(say("show", MARKET, "3", "--json")[1])
    assert (told["article"], told["text"]) == ("第三条", NOISE)


@pytest.mark.usefixtures("library")
def test_what_is_not_there_is_said_and_the_nearest_named(say) -> None:
    code, out, err = say("show", MARKET, "99")
    assert (code, out) == (1, "")
    assert "没有第九十九条" in err
    code, _, err = say("show", MARKET, "第二条第三款")
    assert code == 1
    assert "有这一条，但没有第二条第三款" in err
    code, _, err = say("show", MARKET, "随便")
    assert code == 1
    assert "看不懂条号“随便”" in err
    code, _, err = say("show", "示范市夜市管理规定")
    assert code == 1
    assert MARKET in err


def test_an_empty_library_says_how_to_fill_it(say) -> None:
    code, _, err = say("show", "夜市法")

    assert code == 1
    assert "./sunlit laws load" in err


def test_a_text_that_is_not_whole_proves_nothing_missing(say) -> None:
    load(law_file(MARKET, OPENING, LAMPS))
    _, out, err = say("show", MARKET, "9")

    assert "不能断定" in err
    assert "注意：" in say("show", MARKET)[1] + out


def test_laws_of_one_title_are_told_apart_by_their_maker(say) -> None:
    load(law_file("夜市管理办法"), law_file("夜市管理办法", issuer="国务院", order="令第9号", made=AMENDED))
    code, _, err = say("show", "夜市管理办法")
    assert code == 1
    assert "不止一部" in err
    assert "国务院" in err

    assert "行政法规" in say("show", "夜市管理办法", "--issuer", "国务院")[1]


def test_where_only_a_later_text_is_held_the_law_is_not_said_to_be_not_yet_in_force(say) -> None:
    load(law_file(MARKET, OPENING, LAMPS, amended=(AMENDED,)))
    _, out, _ = say("show", MARKET, "2", "--on", "2016-01-01")
    assert "以 2016-01-01 为准：此后的文本，法规已经公布，库内没有当日的文本" in out

    load(law_file(MARKET, OPENING, NOISE))
    assert "2019-01-01 起不再有效（推定）" in say("show", MARKET)[1]


def test_a_law_that_has_ended_says_so(say) -> None:
    load(law_file(OLD, made=date(2008, 1, 1)), law_file(made=AGAIN, effective=AGAIN, last=f"《{OLD}》同时废止。"))

    assert "本法规自 2022-06-01 起失效（《示范市夜市管理办法》第四条）" in say("show", OLD)[1]


# --- search --------------------------------------------------------------------------------------------------------


def test_what_is_found_is_listed_by_law_and_article(say) -> None:
    load(
        law_file(MARKET, OPENING, LAMPS),
        law_file(MARKET, OPENING, NOISE, amended=(AMENDED,)),
        law_file("示范市灯光办法"),
    )
    code, out, _ = say("search", "灯光")

    assert code == 0
    assert out.startswith("找到 2 部法规，其中条文 2 处。")
    assert out.index("《示范市灯光办法》") < out.index(f"《{MARKET}》")
    assert "  第二条（2015-03-01 的文本）　" in out
    assert "\033" not in out
    assert f"《{held().title}》" in say("search", "扩音", "经营者")[1]


def test_more_than_is_shown_is_said(say) -> None:
    load(*(law_file(f"示范市第{n}号办法", *[LAMPS] * 7) for n in range(3)))
    _, out, _ = say("search", "照明", "--limit", "2")

    assert "另有 2 处" in out
    assert "只列出前 2 部，要看更多请加 --limit 3。" in out


def test_nothing_found_is_said_and_is_the_exit_code(say) -> None:
    code, out, _ = say("search", "没有", "--json")
    assert (code, json.loads(out)["laws"]) == (1, [])
    assert "没有找到含有“没有”的法规" in say("search", "没有")[1]


def test_what_is_found_is_told_to_another_program(say) -> None:
    load(law_file(MARKET))
    told = json.loads(say("search", "照明", "--json")[1])

    assert (told["total"], told["provisions"]) == (1, 1)
    assert told["laws"][0]["provisions"][0] == {"label": "第二条", "version": "2015-03-01", "excerpt": LAMPS}


def test_words_stand_out_on_a_terminal(monkeypatch, say) -> None:
    load(law_file(MARKET))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    assert "\033[1m照明\033[0m" in say("search", "照明")[1]


@pytest.mark.parametrize(
    "words", [("show", "夜市法", "--on", "2020-13-01"), ("search", "夜市", "--limit", "0"), ("search",), ()]
)
def test_wrong_use_is_2(say, words) -> None:
    code, out, err = say(*words)

    assert (code, out) == (2, "")
    assert "用法见" in err


def test_progress_is_shown_where_somebody_looks(monkeypatch, say, put) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    _, _, err = say("load", put(law_file(MARKET), law_file("示范市灯光办法")))

    assert "读取 1/2" in err
    assert "读取 2/2，入库" in err
