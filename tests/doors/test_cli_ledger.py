"""The ledger as the operator sees it: what was done, whether it agrees, how far its followers are."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest

from sunlit.cli.frame import main
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import reaction, run_reactions, sequence_once
from sunlit.ledger.models import Act
from tests.ledger.acts import LampLit, light
from tests.ledger.test_verifying import tamper

ME = Actor.system("test")
pytestmark = pytest.mark.usefixtures("committing_db", "no_other_reactions")


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]):
    def say(*words: str) -> tuple[int, str, str]:
        code = main(words)
        out, err = capsys.readouterr()
        return code, out, err

    return say


def test_a_ledger_that_agrees(said) -> None:
    light("a", times=2, by=ME)
    sequence_once()
    light("b", by=ME)

    assert said("ledger", "verify") == (0, "共 3 笔，已入日志 2 笔，待入 1 笔。\n逐笔相符。\n", "")
    code, out, _ = said("ledger", "verify", "--json")
    assert (code, json.loads(out)) == (0, {"acts": 3, "entries": 2, "waiting": 1, "faults": [], "more": 0})


def test_a_ledger_that_somebody_has_altered(said) -> None:
    light("a", times=120, by=ME)
    tamper("UPDATE ledger_act SET actor = 'system:other'")

    code, out, _ = said("ledger", "verify")
    assert code == 1
    assert "不符：lamp:a#1 test.lamp-lit：内容与摘要不符" in out
    assert "……另有 20 处。" in out
    assert out.endswith("有不符之处：请停止写入，保全数据库和备份，查明是谁、何时改动。\n")
    code, out, _ = said("ledger", "verify", "--json")
    told = json.loads(out)
    assert (code, told["faults"][0], told["more"]) == (1, {"code": "digest", "about": "lamp:a#1 test.lamp-lit"}, 20)


def test_the_latest_acts(said) -> None:
    with clock.frozen(datetime(2026, 4, 25, 9, 30, tzinfo=UTC)):
        light("a", times=2, by=ME)
        sequence_once()
        light("b", by=ME)

    assert said("ledger", "show", "--last", "2")[1].splitlines() == [
        "   1  2026-04-25T09:30:00Z  test.lamp-lit  lamp:a#2  system:test",
        "待入  2026-04-25T09:30:00Z  test.lamp-lit  lamp:b#1  system:test",
    ]
    assert len(said("ledger", "show", "--subject", "lamp:a")[1].splitlines()) == 2
    assert said("ledger", "show", "--subject", "lamp:none") == (1, "", "台账里没有这个主体：lamp:none\n")
    (told,) = json.loads(said("ledger", "show", "--last", "1", "--json")[1])["acts"]
    act = Act.objects.get(subject="lamp:b")
    assert (told["idx"], told["id"], told["digest"]) == (None, str(act.pk), act.digest)


def test_how_far_the_followers_are(said) -> None:
    @reaction("test.stumbling", LampLit)
    def stumble(act: LampLit) -> None:
        if act.times == 2:
            raise ConnectionError("not told to anybody")

    light("a", times=3, by=ME)
    sequence_once()
    run_reactions()

    code, out, _ = said("ledger", "readers")
    assert code == 1
    assert re.fullmatch(r"test\.stumbling  读到 1，还差 2\n  连续失败 1 次（ConnectionError），\d\d:\d\d:\d\dZ 后再试\n", out)
    (told,) = json.loads(said("ledger", "readers", "--json")[1])["readers"]
    assert (told["name"], told["following"], told["behind"], told["failures"]) == ("test.stumbling", 1, 2, 1)


def test_followers_that_are_well(said) -> None:
    reaction("test.see", LampLit)(lambda _: None)
    light("a", by=ME)

    assert said("worker", "--once") == (0, "", "")

    assert said("ledger", "readers") == (0, "test.see  读到 1，还差 0\n", "")
