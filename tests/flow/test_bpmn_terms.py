"""Timers are terms with what follows from their passing; gateways that wait are the party's turn; other events."""

from __future__ import annotations

import pytest

from sunlit.flow.values import EdgeKind, StepTerm, TermUnit
from tests.support.flow_lines import elements, lines, taken


def timer(key: str, host: str, time: str, *, cancel: bool = True) -> str:
    stays = "" if cancel else " cancelActivity='false'"
    return f"<boundaryEvent id='{key}' name='{key}' attachedToRef='{host}'{stays}><timerEventDefinition>{time}</timerEventDefinition></boundaryEvent>"


BASE = (
    "startEvent s",
    "receiveTask 补正",
    "task 催",
    "task 终止",
    "endEvent e",
    "s > 补正",
    "补正 > e",
    "催 > e2",
    "终止 > e",
    "endEvent e2",
)


def test_a_timer_that_ends_the_step_is_its_term_and_what_follows_from_silence() -> None:
    imported = taken(*BASE, timer("逾期", "补正", "<timeDuration>P15D</timeDuration>"), "逾期 > 终止", "逾期 > 催")

    assert imported.exact
    assert imported.definition.by_id["补正"].term == StepTerm(amount=15, unit=TermUnit.DAY)
    assert "party 补正 → e →timeout（逾期）逾期_all" in lines(imported)


def test_a_timer_beside_the_step_is_a_reminder_with_an_end_of_its_own() -> None:
    imported = taken(
        *BASE, timer("提醒", "补正", "<timeDuration>PT48H</timeDuration>", cancel=False), "提醒 > 催", "s > 终止"
    )

    assert imported.definition.by_id["补正"].term == StepTerm(amount=48, unit=TermUnit.HOUR)
    assert any(edge.kind is EdgeKind.REMINDER and edge.target == "催" for edge in imported.definition.edges)
    assert imported.definition.by_id["e2"].outcome == ""
    assert imported.definition.by_id["e2"].name == "e2"
    assert imported.definition.by_id["e"].outcome == "e"


def test_a_step_has_one_term() -> None:
    imported = taken(
        *BASE, timer("提醒", "补正", "<timeCycle>R6/P1D</timeCycle>", cancel=False), timer("逾期", "补正", "<timeDuration>P7D</timeDuration>"),
        timer("又一", "补正", "<timeDuration>P9D</timeDuration>"), "提醒 > 催", "逾期 > 终止", "又一 > 催",
    )  # fmt: skip

    assert imported.definition.by_id["补正"].term == StepTerm(amount=7, unit=TermUnit.DAY)
    assert elements(imported) == ["提醒", "提醒", "又一"]
    assert "原为重复（R6/P1D），改为1日后一次" in imported.notes[0].what
    assert "改为与逾期同为7日" in imported.notes[1].what


@pytest.mark.parametrize(
    "time",
    [
        "",
        "<timeDuration>PT5M</timeDuration>",
        "<timeDate>2026-01-01T00:00:00Z</timeDate>",
        "<timeCycle>0 0 22 1/1 * ? *</timeCycle>",
        "<timeDuration>${days}</timeDuration>",
    ],
)
def test_a_time_that_no_term_can_say_is_told(time) -> None:
    imported = taken(*BASE, timer("逾期", "补正", time), "逾期 > 终止", "s > 催")

    assert imported.definition.by_id["补正"].term is None
    assert elements(imported) == ["逾期"]
    assert "请填写时限" in imported.notes[0].what


def test_a_timer_on_the_way_is_a_step_that_waits() -> None:
    wait = "<intermediateCatchEvent id='w'><timerEventDefinition><timeDuration>P2M</timeDuration></timerEventDefinition></intermediateCatchEvent>"
    imported = taken("startEvent s", wait, "endEvent e", "s > w", "w > e")

    assert lines(imported)[1] == "step 等候期限届满 → e →timeout e"
    assert imported.definition.by_id["w"].term == StepTerm(amount=2, unit=TermUnit.MONTH)
    assert elements(imported) == ["w"]


def test_an_event_based_gateway_is_the_partys_turn_and_what_comes_first_decides() -> None:
    imported = taken(
        "startEvent s", "<eventBasedGateway id='g'/>", "<intermediateCatchEvent id='m1' name='提出异议'><messageEventDefinition/></intermediateCatchEvent>",
        "receiveTask 缴款", "<intermediateCatchEvent id='t' name='到期'><timerEventDefinition><timeDuration>P30D</timeDuration></timerEventDefinition></intermediateCatchEvent>",
        "task a", "task b", "task c", "endEvent e", "s > g", "g > m1", "g > 缴款", "g > t", "m1 > a", "缴款 > b", "t > c", "a > e", "b > e", "c > e",
    )  # fmt: skip

    assert imported.exact
    assert lines(imported)[1:3] == [
        "party 等候：提出异议或缴款 → g_which →timeout（到期）c", "choice g_which →（提出异议）a →（缴款）b"
    ]  # fmt: skip
    assert imported.definition.by_id["g"].term == StepTerm(amount=30, unit=TermUnit.DAY)
    assert imported.steps == 4


def timed(key: str, days: int) -> str:
    time = f"<timeDuration>P{days}D</timeDuration>"
    return f"<intermediateCatchEvent id='{key}' name='{key}'><timerEventDefinition>{time}</timerEventDefinition></intermediateCatchEvent>"


def test_an_event_based_gateway_that_waits_for_one_thing_is_that_thing_and_its_first_timer_the_term() -> None:
    imported = taken(
        "startEvent s", "<eventBasedGateway id='g'/>", "receiveTask 补正", timed("z", 5), timed("zz", 9), "task a", "task b", "task c", "endEvent e",
        "s > g", "g > 补正", "g > z", "g > zz", "补正 > a", "z > b", "zz > c", "a > e", "b > e", "c > e",
    )  # fmt: skip

    assert lines(imported)[1] == "party 补正 →timeout（z）b → a"
    assert imported.definition.by_id["g"].term == StepTerm(amount=5, unit=TermUnit.DAY)
    assert [(n.element, "“c”也没有带入" in n.what) for n in imported.notes] == [("zz", True)]


def test_a_timer_that_others_wait_for_too_stays_a_step_for_them() -> None:
    imported = taken(
        "startEvent s", "exclusiveGateway x", "<eventBasedGateway id='g'/>", "receiveTask 补正", timed("z", 5), "task a", "endEvent e",
        "s > x", "x > g : 1", "x > z : 2", "g > 补正", "g > z", "补正 > e", "z > a", "a > e",
    )  # fmt: skip

    assert "party 补正 →timeout（z）a → e" in lines(imported)
    assert "step z → a →timeout a" in lines(imported)


def test_a_gateway_that_waits_for_time_alone_is_a_choice_and_one_before_a_task_leaves_it_there() -> None:
    imported = taken(
        "startEvent s",
        "<eventBasedGateway id='g'/>",
        timed("z", 5),
        timed("y", 6),
        "endEvent e",
        "s > g",
        "g > z",
        "g > y",
        "z > e",
        "y > e",
    )
    assert elements(imported)[0] == "g"
    assert lines(imported)[1] == "choice g → z → y"

    imported = taken(
        "startEvent s",
        "<eventBasedGateway id='g' name='等'/>",
        "task a",
        "receiveTask b",
        "endEvent e",
        "s > g",
        "g > a",
        "g > b",
        "a > e",
        "b > e",
    )
    assert set(elements(imported)) == {"g", "a"}
    assert "choice g_which →（a）a →（b）e" in lines(imported)


def test_a_reminder_after_which_nothing_follows_is_told() -> None:
    imported = taken(
        "startEvent s",
        "task a",
        timer("r", "a", "<timeDuration>P5D</timeDuration>", cancel=False),
        "endEvent e",
        "s > a",
        "a > e",
    )

    assert lines(imported)[1] == "step a → e"
    assert elements(imported) == ["r"]


def test_events_of_other_kinds_are_waited_for_or_told() -> None:
    imported = taken(
        "startEvent s", "<intermediateCatchEvent id='a' name='a'><conditionalEventDefinition><condition>x &gt; 1</condition></conditionalEventDefinition></intermediateCatchEvent>",
        "<intermediateCatchEvent id='b' name='b'><signalEventDefinition/></intermediateCatchEvent>", "<intermediateCatchEvent id='c' name='c'/>",
        "<intermediateThrowEvent id='d' name='d'/>", "<intermediateThrowEvent id='f' name='f'><compensateEventDefinition/></intermediateThrowEvent>",
        "<endEvent id='e' name='e'><cancelEventDefinition/></endEvent>", "s > a", "a > b", "b > c", "c > d", "d > f", "f > e",
    )  # fmt: skip

    assert [line.split(" ")[0] for line in lines(imported)] == [
        "start",
        "step",
        "party",
        "party",
        "notice",
        "notice",
        "end",
    ]
    assert elements(imported) == ["a", "b", "c", "d", "f", "e"]
    assert "（x > 1）" in imported.notes[0].what


def test_a_default_way_beside_free_ways_and_a_lone_condition_are_told() -> None:
    imported = taken(
        "startEvent s",
        "<task id='a' name='a' default='f6'/>",
        "task b",
        "endEvent e",
        "s > a",
        "a > b",
        "a > e",
        "b > e ? ${x}",
    )

    assert set(elements(imported)) == {"f6", "f7"}
