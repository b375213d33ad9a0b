"""Flows from the command line: what comes of each file, for people and programs, converted and compared."""

from __future__ import annotations

import dataclasses
import json
import time
from typing import TYPE_CHECKING

import pytest

from sunlit.cli import frame
from sunlit.flow.bpmn import read_bpmn, write_bpmn
from sunlit.flow.tables import read_table
from sunlit.flow.templates import category_flows, item_flow
from sunlit.flow.values import Edge, FlowDefinition, Node, StepBasis, StepTerm, TermUnit, Warrant, written
from tests.support.flow_lines import FLOW
from tests.support.foreign_charts import chart
from tests.support.program import sunlit
from tests.support.sample_flow import SAMPLE

if TYPE_CHECKING:
    from pathlib import Path

FOREIGN = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" name="立案">
<startEvent id="s"/><scriptTask id="t" name="登记"><script>delete()</script></scriptTask><endEvent id="e" name="完毕"/>
<sequenceFlow id="f" sourceRef="s" targetRef="t"/><sequenceFlow id="g" sourceRef="t" targetRef="e"/>
</process></definitions>"""


@pytest.fixture
def say(capsys):
    """Runs `./sunlit flow …`; returns the exit code and what was printed to either stream."""

    def run(*words: object) -> tuple[int, str, str]:
        code = frame.main(["flow", *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ours.bpmn").write_bytes(write_bpmn(FLOW))
    (tmp_path / "theirs.xml").write_text(FOREIGN, encoding="utf-8")
    (tmp_path / "plain.json").write_bytes(written(FLOW))
    (tmp_path / "说明.txt").write_text("不是流程", encoding="utf-8")
    (tmp_path / "~$锁.bpmn").write_bytes(b"x")
    (tmp_path / "旧").mkdir()
    (tmp_path / "旧" / "cut.bpmn").write_bytes(write_bpmn(FLOW)[:300])
    return tmp_path


# --- check -----------------------------------------------------------------------------------------------------------


def test_each_file_of_a_folder_is_answered_in_the_order_of_names(say, folder) -> None:
    code, out, err = say("check", folder, "--json")

    files = json.loads(out)["files"]
    assert code == 1
    assert [(f["file"].removeprefix(f"{folder}/"), f["imported"], f["exact"], f["steps"]) for f in files] == [
        ("ours.bpmn", True, True, 2),
        ("plain.json", True, True, 2),
        ("theirs.xml", True, False, 1),
        ("旧/cut.bpmn", False, False, 0),
    ]
    assert all(set(f) == {"file", "imported", "exact", "notes", "refused", "steps"} for f in files)
    assert [n["element"] for n in files[2]["notes"]] == ["t"]
    assert "脚本任务“登记”" in files[2]["notes"][0]["what"]
    assert set(files[3]["refused"][0]) == {"element", "id", "why"}
    assert "说明.txt" in err


def test_a_person_reads_what_was_lost_and_what_has_still_to_be_done(say, folder) -> None:
    code, out, _ = say("check", folder / "ours.bpmn", folder / "theirs.xml", folder / "旧" / "cut.bpmn")

    assert code == 1
    assert "ours.bpmn：完全一致，2 个环节" in out
    assert "theirs.xml：导入，有 1 项说明，1 个环节" in out
    assert "〔t〕" in out
    assert "cut.bpmn：不能导入" in out
    assert "不是完整的 XML" in out


def test_what_keeps_a_flow_from_being_published_is_told_but_has_no_part_in_the_answer(say, tmp_path) -> None:
    draft = tmp_path / "draft.json"
    draft.write_bytes(written(FlowDefinition(name="草稿", nodes=FLOW.nodes, edges=FLOW.edges[:2])))

    code, out, _ = say("check", draft)

    assert code == 0
    assert "发布前还须：" in out
    assert "送达" in out


def test_a_flow_too_wide_to_look_at_every_course_is_answered_at_once(say, tmp_path) -> None:
    parts = ["startEvent s", "parallelGateway g", "parallelGateway j", "endEvent e", "s > g", "j > e"]
    for n in range(300):
        parts += [f"task t{n}", f"g > t{n}", f"t{n} > j"]
    (tmp_path / "wide.bpmn").write_bytes(chart(*parts))
    begun = time.monotonic()

    code, out, _ = say("check", tmp_path / "wide.bpmn")

    assert code == 0
    assert "并行过多" in out
    assert time.monotonic() - begun < 10


def test_all_that_can_come_in_ends_with_0(say, folder) -> None:
    code, out, _ = say("check", folder / "ours.bpmn", "--json")

    assert code == 0
    assert json.loads(out)["files"][0]["file"] == str(folder / "ours.bpmn")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"{",
        b'{"name": 1}',
        b'{"colour": "red"}',
        b'{"name": "\\ud800"}',
        b"[" * 9,
        b"{" + b'"a":[' * 99999,
    ],
)
def test_what_is_no_flow_is_refused_with_a_reason(say, tmp_path, content) -> None:
    (tmp_path / "x.bpmn").write_bytes(content)

    code, out, _ = say("check", tmp_path / "x.bpmn", "--json")

    (answer,) = json.loads(out)["files"]
    assert code == 1
    assert answer["imported"] is False
    assert answer["refused"][0]["why"]


def test_a_file_too_large_is_not_even_read(say, tmp_path) -> None:
    with (tmp_path / "huge.bpmn").open("wb") as out:
        out.truncate(50 * 1024 * 1024)

    code, out, _ = say("check", tmp_path / "huge.bpmn", "--json")

    assert code == 1
    assert "50 MB" in json.loads(out)["files"][0]["refused"][0]["why"]


def test_a_file_that_cannot_be_read_is_answered_too(say, tmp_path, monkeypatch) -> None:
    path = tmp_path / "closed.bpmn"
    path.write_bytes(b"<x/>")

    def denied(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", denied)
    code, out, _ = say("check", path, "--json")

    assert code == 1
    assert "无法读取" in json.loads(out)["files"][0]["refused"][0]["why"]


def test_a_file_that_is_not_there_is_wrong_use(say, tmp_path) -> None:
    code, out, err = say("check", tmp_path / "none.bpmn", "--json")

    assert (code, out) == (2, "")
    assert "没有这个文件" in err


def test_checking_needs_no_database_and_leaves_nothing_behind(tmp_path, folder) -> None:
    ended = sunlit(tmp_path / "home", "flow", "check", folder / "ours.bpmn")

    assert ended.returncode == 0, ended.stderr
    assert not (tmp_path / "home").exists()


# --- convert and diff ------------------------------------------------------------------------------------------------


def test_a_flow_goes_from_chart_to_canonical_form_and_back(say, folder) -> None:
    assert say("convert", folder / "ours.bpmn", "-o", folder / "out.json")[0] == 0
    assert (folder / "out.json").read_bytes() == written(FLOW) + b"\n"
    assert say("convert", folder / "out.json", "-o", folder / "out.xml")[0] == 0
    assert read_bpmn((folder / "out.xml").read_bytes()).definition == FLOW


def test_what_is_lost_on_the_way_in_is_said(say, folder) -> None:
    code, out, err = say("convert", folder / "theirs.xml", "-o", folder / "out.bpmn")

    assert (code, out) == (0, "")
    assert "脚本任务“登记”" in err
    assert "已写出" in err


def test_what_cannot_be_converted_is_not(say, folder) -> None:
    for source, target, expected in (
        (folder / "旧" / "cut.bpmn", folder / "out.json", 1),
        (folder / "ours.bpmn", folder / "out.doc", 2),
        (folder / "ours.bpmn", folder / "ours.bpmn", 2),
        (folder / "none.bpmn", folder / "out.json", 2),
        (folder / "旧", folder / "out.json", 2),
        (folder / "ours.bpmn", folder / "nowhere" / "out.json", 2),
    ):
        code, out, err = say("convert", source, "-o", target)

        assert (code, out) == (expected, "")
        assert err
    assert not (folder / "out.json").exists()


def test_two_files_of_one_flow_are_the_same_whatever_their_kind_and_ids(say, folder) -> None:
    other = FlowDefinition(
        name=FLOW.name,
        nodes=tuple(Node(id=f"x{n.id}", kind=n.kind, name=n.name, post=n.post, outcome=n.outcome) for n in FLOW.nodes),
        edges=tuple(Edge(source=f"x{e.source}", target=f"x{e.target}") for e in FLOW.edges),
    )
    (folder / "other.bpmn").write_bytes(write_bpmn(other))

    assert say("diff", folder / "plain.json", folder / "other.bpmn")[:2] == (0, "两个流程相同（环节编号不算）。\n")
    code, out, _ = say("diff", folder / "plain.json", folder / "other.bpmn", "--json")
    assert (code, json.loads(out)) == (0, {"same": True, "differences": []})


def test_terms_provisions_and_marks_are_told_in_words(say, folder) -> None:
    def with_(**fields: object) -> bytes:
        nodes = tuple(dataclasses.replace(n, **fields) if n.id == "decide" else n for n in SAMPLE.nodes)
        return written(dataclasses.replace(SAMPLE, nodes=nodes))

    was, now = StepTerm(amount=3, source="条例第三条"), StepTerm(amount=1, unit=TermUnit.MONTH)
    law = StepBasis(title="示范市夜市管理办法", article="第二条")
    (folder / "was.json").write_bytes(with_(term=was, inner=False, bases=(), warrant=Warrant.PRACTICE))
    (folder / "now.json").write_bytes(with_(term=now, inner=True, bases=(law,), warrant=Warrant.LAW))

    out = say("diff", folder / "was.json", folder / "now.json")[1]

    for line in (
        "时限：3 个工作日（条例第三条） → 1 个月", "内部环节：否 → 是", "依据：（空） → 《示范市夜市管理办法》第二条",
        "法定或工作程序：工作程序 → 法定",
    ):  # fmt: skip
        assert line in out
    assert "{" not in out


def test_what_differs_is_told_step_by_step(say, folder) -> None:
    code, out, _ = say("diff", folder / "ours.bpmn", folder / "theirs.xml")

    assert code == 1
    assert "名称：夜市经营许可 → 立案" in out
    assert "少了环节：送达" in out
    code, out, _ = say("diff", folder / "ours.bpmn", folder / "theirs.xml", "--json")
    assert code == 1
    assert {"where": "", "field": "name", "before": "夜市经营许可", "after": "立案"} in json.loads(out)["differences"]


def test_what_cannot_be_compared_is_said(say, folder) -> None:
    assert say("diff", folder / "ours.bpmn", folder / "旧" / "cut.bpmn")[0] == 1
    assert say("diff", folder / "ours.bpmn", folder / "none.bpmn")[0] == 2


# --- template --------------------------------------------------------------------------------------------------------


def test_the_empty_table_is_written(say, tmp_path):
    target = tmp_path / "空白.xlsx"
    code, out, err = say("template", "-o", target)

    assert (code, out) == (0, "")
    assert str(target) in err
    assert read_table(target.read_bytes(), "空白.xlsx").refused[0].why == "环节表里一行也没有填。"


@pytest.mark.parametrize("ending", [".xlsx", ".bpmn", ".json"])
def test_a_category_flow_is_written_in_any_kind(say, tmp_path, ending):
    target = tmp_path / f"许可{ending}"
    assert say("template", "--category", "licensing", "-o", target)[0] == 0

    code, out, _ = say("check", "--json", target)
    assert code == 0
    (told,) = json.loads(out)["files"]
    assert told["exact"]
    assert told["steps"] == len(category_flows()["licensing"].numbers)


def test_an_items_flow_to_begin_from(say, tmp_path):
    target = tmp_path / "夜市.xlsx"
    assert say("template", "--category", "licensing", "--item", "夜市摆摊经营许可流程", "-o", target)[0] == 0

    found = read_table(target.read_bytes(), "夜市.xlsx")
    assert written(found.definition) == written(item_flow("licensing", "夜市摆摊经营许可流程"))


def test_the_category_flows_are_listed(say):
    code, out, _ = say("template", "--list", "--json")
    assert code == 0
    assert [one["key"] for one in json.loads(out)["templates"]] == list(category_flows())
    assert "行政许可类流程" in say("template", "--list")[1]


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("template",), 2, "-o"),
        (("template", "-o", "a.bpmn"), 2, ".xlsx"),
        (("template", "-o", "a.txt", "--category", "licensing"), 2, ".json"),
        (("template", "-o", "a.xlsx", "--item", "甲"), 2, "--category"),
        (("template", "-o", "a.xlsx", "--category", "licensing", "--item", " "), 2, "没有写名称"),
        (("template", "-o", "a.xlsx", "--category", "tea"), 1, "licensing"),
        (("template", "-o", "nowhere/a.xlsx"), 2, "写不了"),
    ],
)
def test_templates_that_cannot_be_written(say, monkeypatch, words, code, why):
    monkeypatch.chdir("/")
    ended, _, err = say(*words)

    assert ended == code
    assert why in err


def test_a_flow_no_table_can_tell_is_refused(say, tmp_path):
    long = tmp_path / "长.json"
    nodes = (FLOW.nodes[0], dataclasses.replace(FLOW.nodes[1], duty="长" * 40_000), *FLOW.nodes[2:])
    long.write_bytes(written(dataclasses.replace(FLOW, nodes=nodes)))

    code, _, err = say("convert", long, "-o", tmp_path / "长.xlsx")
    assert code == 1
    assert "超过一个单元格" in err
    assert not (tmp_path / "长.xlsx").exists()
