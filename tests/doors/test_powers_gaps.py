"""`./sunlit powers gaps`: what is printed, for a person and for another program, and the exit codes."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from sunlit.catalogue import commands, queries
from sunlit.cli import frame, powers_gaps
from tests.support import city
from tests.support.law_files import LAMPS, law_file
from tests.support.law_library import load
from tests.support.people import make_unit

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
UNIT = "测试市河灯管理局"
FINE = "在河灯放流区停泊的，由河灯管理部门处二百元以下的罚款。"
NOBODY = "在河灯放流区垂钓的，处一百元以下的罚款。"


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*words: str) -> tuple[int, str, str]:
        verb = next(v for v in frame.VERBS if v.words == ("powers", "gaps"))
        code = powers_gaps.run(frame.parser_of([verb]).parse_args(["powers", "gaps", *words]))
        return code, *capsys.readouterr()

    return run


def test_gaps_are_one_document_for_a_program(say: Callable[..., tuple[int, str, str]]) -> None:
    make_unit()
    load(law_file("示范省河灯条例", LAMPS, FINE))
    code, out, _ = say("--unit", UNIT, "--json")
    told = json.loads(out)

    assert code == 1
    assert told["counts"] == {"conferred": 1, "covered": 0, "answered": 0, "gaps": 1}
    (gap,) = told["gaps"]
    assert (gap["law"], gap["version"], gap["article"], gap["paragraph"]) == (
        "示范省河灯条例",
        "2015-03-01",
        "第二条",
        1,
    )
    assert (gap["type"], gap["body"], gap["answered_before"]) == ("penalty", "河灯管理部门", None)
    assert say("--unit", UNIT, "--type", "levy", "--json")[0] == 0


def test_gaps_are_told_a_person_with_what_was_answered_before(say: Callable[..., tuple[int, str, str]]) -> None:
    unit = make_unit()
    load(law_file("示范省河灯条例", LAMPS, FINE, NOBODY))
    commands.answer_gap(unit, queries.gaps(city.EYES, unit).gaps[0].key, reason="已划转综合执法部门", by=city.OFFICER)
    load(law_file("示范省河灯条例", LAMPS, FINE, NOBODY + "可以没收渔具。", amended=(date(2020, 1, 1),)))
    code, out, _ = say("--unit", UNIT)

    assert code == 1
    assert "《示范省河灯条例》第二条第一款　行政处罚　河灯管理部门" in out
    assert "（条文未写明机关）" in out
    assert "以前的文本答复过：已划转综合执法部门" in out
    assert out.rstrip().endswith("测试市河灯管理局：法规授予 2 处，已登记 0，已答复 0，遗漏 2。")
    assert "遗漏 2，列出 0。" in say("--unit", UNIT, "--type", "award")[1]


def test_a_unit_nobody_knows_is_said(say: Callable[..., tuple[int, str, str]]) -> None:
    code, _, err = say("--unit", "没有这个局")

    assert code == 2
    assert "没有叫“没有这个局”的单位" in err
