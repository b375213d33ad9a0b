"""Charts from the command line: drawn from any kind of file, whole or the citizen's, as SVG or PDF."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from sunlit.cli import frame
from sunlit.flow.bpmn import write_bpmn
from sunlit.flow.charts import citizens, draw
from sunlit.flow.values import written
from tests.support.sample_flow import SAMPLE

if TYPE_CHECKING:
    from pathlib import Path

FOREIGN = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" name="立案">
<startEvent id="s"/><scriptTask id="t" name="登记"><script>delete()</script></scriptTask><endEvent id="e" name="完毕"/>
<sequenceFlow id="f" sourceRef="s" targetRef="t"/><sequenceFlow id="g" sourceRef="t" targetRef="e"/>
</process></definitions>"""


@pytest.fixture
def say(capsys):
    """Runs `./sunlit flow draw …`; returns the exit code and what was printed to standard error."""

    def run(*words: object) -> tuple[int, str]:
        code = frame.main(["flow", "draw", *map(str, words)])
        out, err = capsys.readouterr()
        assert out == ""
        return code, err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "夜市.json"
    path.write_bytes(written(SAMPLE))
    return path


def test_a_chart_as_svg(say, file: Path) -> None:
    target = file.with_suffix(".svg")

    assert say(file, "-o", target) == (0, f"已写出 {target}，8 个环节。\n")
    assert target.read_text(encoding="utf-8") == draw(SAMPLE).svg


def test_the_citizens_chart_with_lanes_by_office_in_english(say, file: Path) -> None:
    target = file.with_suffix(".svg")

    assert say(file, "-o", target, "--citizen", "--lanes", "office", "--language", "en")[0] == 0
    assert target.read_text(encoding="utf-8") == draw(citizens(SAMPLE), lanes="office", language="en").svg
    ET.parse(target)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chart_as_pdf(say, file: Path, language: str) -> None:
    target = file.with_suffix(".pdf")

    assert say(file, "-o", target, "--language", language)[0] == 0
    assert target.read_bytes().startswith(b"%PDF")


def test_what_was_lost_and_what_could_be_simpler_is_said(say, tmp_path: Path) -> None:
    source, target = tmp_path / "theirs.bpmn", tmp_path / "out.svg"
    source.write_text(FOREIGN, encoding="utf-8")

    code, err = say(source, "-o", target)

    assert code == 0
    assert "〔t〕" in err
    assert "可以更简明：公众版流程图没有一个当事人环节" in err


def test_what_cannot_be_drawn(say, tmp_path: Path, file: Path) -> None:
    cut = tmp_path / "cut.bpmn"
    cut.write_bytes(write_bpmn(SAMPLE)[:300])

    assert say(cut, "-o", tmp_path / "a.svg")[0] == 1
    assert not (tmp_path / "a.svg").exists()
    assert say(tmp_path / "missing.bpmn", "-o", tmp_path / "a.svg")[0] == 2
    assert say(tmp_path, "-o", tmp_path / "a.svg") == (2, f"{tmp_path} 是文件夹，请写明一个流程文件。\n")
    assert say(file, "-o", tmp_path / "a.png")[1].endswith("应是 .svg 或 .pdf。\n")
    assert say(file, "-o", tmp_path / "none" / "a.svg")[0] == 2
    same = tmp_path / "same.svg"
    same.write_bytes(file.read_bytes())
    assert say(same, "-o", same) == (2, f"不能写到要读的文件上：{same}\n")


def test_a_file_that_may_not_be_read(say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    from sunlit.cli import flow_files

    def refuse(path: Path) -> None:
        raise flow_files.NotReadable("无法读取（权限不足）")

    monkeypatch.setattr(flow_files, "opened", refuse)

    assert say(file, "-o", tmp_path / "a.svg") == (1, f"{file}：无法读取（权限不足）\n")
