"""Whatever is drawn, right or wrong: an answer, and a flow that goes out and comes in the same."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunlit.flow.bpmn import read_bpmn, write_bpmn
from sunlit.flow.bpmn.conditions import expression_of, negated, rows_of
from sunlit.flow.bpmn.durations import duration_of, term_of
from sunlit.flow.checks import sound
from sunlit.flow.values import Edge, EdgeKind, FlowDefinition, Op, StepTerm, TermUnit, Test, written
from tests.support.flow_lines import FLOW
from tests.support.flows import flows, tidy_texts
from tests.support.foreign_charts import chart, drawn_at_random
from tests.support.shared import shared_data

OURS = re.compile(rb"<sunlit:\w+(?:[^>]*/>|.*?</sunlit:flow>|.*?</sunlit:node>|.*?</sunlit:edge>)", re.DOTALL)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6))
def test_whatever_is_drawn_is_answered_and_what_comes_in_goes_round(seed: int) -> None:
    imported = read_bpmn(drawn_at_random(seed))

    assert (imported.definition is None) == bool(imported.refused)
    assert all(note.what for note in imported.notes)
    if imported.definition is not None:
        again = read_bpmn(write_bpmn(imported.definition))
        assert again.exact
        assert again.definition is not None
        assert written(again.definition) == written(imported.definition)
        sound(imported.definition)  # looks at every course without stumbling


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 2000), st.binary(max_size=6), st.integers(0, 40))
def test_a_file_hurt_anywhere_is_answered(seed: int, place: int, put: bytes, gone: int) -> None:
    data = drawn_at_random(seed)
    at = place % len(data)

    imported = read_bpmn(data[:at] + put + data[at + gone :])

    assert (imported.definition is None) == bool(imported.refused)


@settings(max_examples=60, deadline=None)
@given(flows(most=30, texts=tidy_texts()))
def test_our_chart_without_our_facts_is_still_a_sound_flow_of_the_same_steps(definition: FlowDefinition) -> None:
    """As a program leaves it that drops what it does not know."""
    data = re.sub(
        rb"<bpmn:extensionElements>.*?</bpmn:extensionElements>", b"", write_bpmn(definition), flags=re.DOTALL
    )
    assert b"<sunlit:" not in data

    imported = read_bpmn(data)

    assert imported.definition is not None
    assert [p.code for p in sound(imported.definition)] == []
    assert Counter(n.kind for n in imported.definition.nodes if n.id in imported.definition.numbers) == Counter(
        n.kind for n in definition.nodes if n.id in definition.numbers
    )
    assert Counter(e.kind for e in imported.definition.edges if e.kind != "flow") == Counter(
        e.kind for e in definition.edges if e.kind != "flow"
    )


# --- conditions and durations ----------------------------------------------------------------------------------------

VALUES = st.booleans() | st.integers(-(10**9), 10**9) | st.text("甲乙丙abc d", max_size=5)
NAMES = st.sampled_from(["amount", "金额", "a.b", "x_1"])


@st.composite
def comparisons(draw) -> Test:
    value = draw(VALUES)
    ops = list(Op) if type(value) is int else [Op.IS, Op.IS_NOT]
    op = Op.IS if isinstance(value, bool) else draw(st.sampled_from(ops))
    return Test(fact=draw(NAMES), op=op, value=value)


@given(st.lists(st.lists(comparisons(), min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple))
def test_what_is_written_for_reading_is_read_as_the_same(rows) -> None:
    assert rows_of(expression_of(rows)) == rows


@given(st.text(max_size=60) | st.text("ab=!<>&|()'\" 15andortnu${}.", max_size=40))
def test_any_text_is_read_or_not_but_never_run(text: str) -> None:
    rows = rows_of(text)

    assert rows is None or all(isinstance(test, Test) for row in rows for test in row)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("${amount >= 500}", "${amount >= 500}"),
        ("#{amount ge 500}", "${amount >= 500}"),
        ("= amount >= 500", "${amount >= 500}"),
        ("500 <= amount", "${amount >= 500}"),
        ("x = 'a'", "${x == 'a'}"),
        ('x != "a"', "${x != 'a'}"),
        ("approved", "${approved == true}"),
        ("!approved", "${approved == false}"),
        ("not approved", "${approved == false}"),
        ("!!approved", "${approved == true}"),
        ("approved != true", "${approved == false}"),
        ("not(bpmn:getDataObject('ok'))", "${ok == false}"),
        ("a and b or c", "${(a == true && b == true) || c == true}"),
        ("a and (b or c)", "${(a == true && b == true) || (a == true && c == true)}"),
        ("not (n < 5 and k == 'x')", "${n >= 5 || k != 'x'}"),
    ],
)
def test_the_spellings_of_the_engines_are_read(text, told) -> None:
    rows = rows_of(text)

    assert rows is not None
    assert expression_of(rows) == told


@pytest.mark.parametrize(
    "text",
    [
        "", "f(x)", "a.b()", "x > 1.5", "x == null", "true", "1 < 2", "x == y", "x > 'a'", "x < true", "${a}${b}", "a b", "(a", "a)", "a and",
        "'a'", "some x in y satisfies x > 1", "!x == 1", "x == 'it\\'s'", "x" * 600, "(" * 30 + "a" + ")" * 30, "not(" * 30 + "a" + ")" * 30,
        " or ".join(f"x == {n}" for n in range(20)), " and ".join(["(a or b)"] * 6), "x == 9999999999999999",
        "not(" + " or ".join(f"(a{n} and b{n})" for n in range(6)) + ")",
    ],
)  # fmt: skip
def test_everything_else_is_left_to_a_person(text) -> None:
    assert rows_of(text) is None


def test_what_always_holds_has_no_opposite() -> None:
    assert negated(((),)) is None
    assert expression_of(((),)) == "${true}"


@pytest.mark.parametrize(
    ("duration", "amount", "unit"),
    [
        ("P7D", 7, TermUnit.DAY), ("P2W", 14, TermUnit.DAY), ("PT48H", 48, TermUnit.HOUR), ("P1DT12H", 36, TermUnit.HOUR),
        ("P3M", 3, TermUnit.MONTH), ("P1Y", 1, TermUnit.YEAR), ("P1Y6M", 18, TermUnit.MONTH), (" P0D ", 0, TermUnit.DAY), ("PT0S", 0, TermUnit.HOUR),
    ],
)  # fmt: skip
def test_durations_that_a_term_can_say(duration, amount, unit) -> None:
    assert term_of(duration) == StepTerm(amount=amount, unit=unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1DT",
        "7D",
        "PT30M",
        "PT1S",
        "P1M2D",
        "P1.5D",
        "-P1D",
        "P9999999D",
        "P99999Y99999M",
        "P7D7D",
        "p7d",
    ],
)
def test_durations_that_no_term_can_say(text) -> None:
    assert term_of(text) is None


@given(st.integers(0, 9999), st.sampled_from(TermUnit))
def test_a_term_goes_out_as_a_duration_and_working_days_as_days(amount: int, unit: TermUnit) -> None:
    read = term_of(duration_of(StepTerm(amount=amount, unit=unit)))

    assert read == StepTerm(amount=amount, unit=TermUnit.DAY if unit is TermUnit.WORKDAY else unit)


# --- changed by another program --------------------------------------------------------------------------------------


def test_a_changed_name_and_a_step_drawn_in_win_over_what_stood_beside() -> None:
    data = write_bpmn(FLOW).decode()
    data = (
        data.replace('name="受理"', 'name="收件"')
        .replace('name="窗口受理岗"', 'name="综合窗口"')
        .replace('name="准予"', 'name="许可"')
    )
    data = data.replace('sourceRef="n_1" targetRef="n_2"', 'sourceRef="n_1" targetRef="new"')
    data = data.replace(
        "</bpmn:process>",
        '<bpmn:task id="new" name="复核"/><bpmn:sequenceFlow id="x" sourceRef="new" targetRef="n_2"/></bpmn:process>',
    )

    imported = read_bpmn(data.encode())

    assert imported.exact
    assert imported.definition is not None
    assert [(n.id, n.name or n.outcome, n.post) for n in imported.definition.nodes] == [
        ("0", "", ""), ("1", "收件", "综合窗口"), ("new", "复核", "夜市经营许可"), ("2", "送达", ""), ("3", "许可", "")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "term"), [("P15D", (15, TermUnit.WORKDAY)), ("P20D", (20, TermUnit.DAY)), ("PT1M", (15, TermUnit.WORKDAY))]
)
def test_a_changed_duration_wins_over_the_term_beside_it_unless_it_says_the_same(now, term) -> None:
    late = Edge(source="1", target="3", kind=EdgeKind.TIMEOUT)
    nodes = tuple(dataclasses.replace(n, term=StepTerm(amount=15)) if n.id == "1" else n for n in FLOW.nodes)
    data = write_bpmn(dataclasses.replace(FLOW, nodes=nodes, edges=(*FLOW.edges, late)))
    assert b">P15D<" in data

    imported = read_bpmn(data.replace(b">P15D<", f">{now}<".encode()).replace("受理".encode(), "收件".encode()))

    assert imported.definition is not None
    read = imported.definition.by_id["1"].term
    assert read is not None
    assert (read.amount, read.unit) == term


# --- real files ------------------------------------------------------------------------------------------------------

#: Steps that come in, whether exactly, and of how many elements something is told.
REAL = {
    "01-Dispatch-of-goods__Dispatch-of-goods.bpmn": (7, False), "02-Recourse__recourse.bpmn": (10, False),
    "03-Credit-scoring__credit-scoring-asynchronous.bpmn": (11, False), "03-Credit-scoring__credit-scoring-synchronous.bpmn": (8, False),
    "04-Self-service-restaurant__self-service-restaurant.bpmn": (22, False), "bcgov-foi-rawrequest-processing.bpmn": (5, False),
    "sundsvall-alcohol-permit.bpmn": (6, False), "ex3team32.bpmn": (13, False), "ex6team32-strategic.bpmn": (9, False),
    "A.1.0.bpmn": (3, True), "A.2.0.bpmn": (4, True), "A.2.1.bpmn": (4, False), "A.3.0.bpmn": (4, False), "A.4.0.bpmn": (6, False),
    "A.4.1.bpmn": (6, False), "C.1.0.bpmn": (11, False), "C.1.1.bpmn": (5, False), "C.9.0.bpmn": (8, False), "C.9.1.bpmn": (4, False),
    "C.9.2.bpmn": (1, False), "bpmn__Approvals.bpmn": (12, False), "bpmn__ParallelOrder.bpmn": (4, True),
    "bpmn__timer-date-start.bpmn": (2, False),
}  # fmt: skip


@pytest.mark.shared
def test_every_real_file_comes_in_exactly_or_with_notes_and_goes_round() -> None:
    found = {}
    for path in sorted(shared_data("bpmn").rglob("*.bpmn")):
        imported = read_bpmn(path.read_bytes())
        found[path.name] = (imported.steps, imported.exact)
        assert imported.definition is not None, path.name
        again = read_bpmn(write_bpmn(imported.definition))
        assert again.exact
        assert again.definition == imported.definition

    assert found == REAL


def test_a_chart_of_one_element_says_what_it_lacks() -> None:
    assert [note.element for note in read_bpmn(chart("task a")).notes] == ["a", "a"]
