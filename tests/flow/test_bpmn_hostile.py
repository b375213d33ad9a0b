"""Files that mean harm, or were harmed: refused or read with reasons, in bounded time, and nothing is fetched or run."""

from __future__ import annotations

import dataclasses
import socket
import time
import tracemalloc

import pytest

from sunlit.flow.bpmn import importing, markup, read_bpmn, write_bpmn
from sunlit.flow.values import StepTerm
from tests.support.flow_lines import FLOW, elements, lines
from tests.support.foreign_charts import MODEL, chart

PLAIN = chart("startEvent s", "task 受理", "endEvent e", "s > 受理", "受理 > e")
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.fixture(autouse=True)
def bounded(monkeypatch):
    """Each file takes seconds at most and never asks the network or the disk."""

    def refused(*_args, **_kwargs):
        message = "a file made us reach out"
        raise AssertionError(message)

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr("builtins.open", refused)
    monkeypatch.setattr("io.open", refused)
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < 10


def why(data: bytes) -> str:
    imported = read_bpmn(data)
    assert imported.definition is None
    assert not imported.exact
    assert imported.steps == 0
    return "；".join(one.why for one in imported.refused)


@pytest.mark.parametrize(
    "before",
    [
        f'<!DOCTYPE x [<!ENTITY a0 "ha">{BOMB}]>',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
        "<!DOCTYPE definitions>",
    ],
)
def test_a_document_type_is_refused_whatever_it_says(before) -> None:
    assert "DOCTYPE" in why(before.encode() + PLAIN)
    (refused,) = read_bpmn(before.encode() + PLAIN).refused
    assert refused.element == "DOCTYPE"


def test_an_entity_that_nobody_declared_is_no_xml() -> None:
    assert "XML" in why(PLAIN.replace("受理".encode(), b"&boom;"))


def test_what_would_be_included_or_imported_is_not_read() -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    data = chart(
        "startEvent s", "task a", "endEvent e", "s > a", "a > e", include,
        beside='<import importType="x" location="http://127.0.0.1:9/other.bpmn" namespace="urn:x"/>' + include,
    ).replace(b"<definitions ", b'<definitions xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x http://127.0.0.1:9/x.xsd" ')  # fmt: skip

    imported = read_bpmn(data)

    assert lines(imported) == ["start s → a", "step a → e", "end e"]
    assert sorted(elements(imported)) == ["", "import", "p"]
    assert "passwd" not in str(imported)


def test_scripts_and_expressions_come_in_as_nothing_or_as_words() -> None:
    code = "__import__('os').system('touch /tmp/boom')"
    imported = read_bpmn(
        chart(
            "startEvent s", f"<scriptTask id='a' name='a' scriptFormat='python'><script>{code}</script></scriptTask>",
            "<task id='b' name='b'><extensionElements><other:listener>boom()</other:listener></extensionElements></task>",
            "exclusiveGateway x", "endEvent e", "s > a", "a > x", f"x > b ? ${{{code}}}", "x > e : 否", "b > e",
        )
    )  # fmt: skip

    assert elements(imported) == ["a", "b", f"f{7}"]
    assert "boom()" not in str(imported.definition)
    assert imported.definition is not None
    assert imported.definition.facts == ()
    assert imported.definition.by_id["x"].kind == "choice"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_unicode_is_read(encoding) -> None:
    imported = read_bpmn(PLAIN.decode().encode(encoding))

    assert imported.exact
    assert lines(imported) == ["start s → 受理", "step 受理 → e", "end e"]


@pytest.mark.parametrize("encoding", ["GBK", "gb2312", "GB18030", "Big5"])
def test_declared_chinese_encodings_are_read(encoding) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + PLAIN.decode().replace("夜市许可", "夜市")

    assert lines(read_bpmn(text.encode(encoding)))[1] == "step 受理 → e"


def test_what_declares_gbk_and_is_utf_8_is_read_as_what_it_is_and_told() -> None:
    imported = read_bpmn(b'<?xml version="1.0" encoding="GBK"?>' + PLAIN)

    assert lines(imported)[1] == "step 受理 → e"
    assert elements(imported) == [""]
    assert "实际是 UTF-8" in imported.notes[0].what
    assert (
        read_bpmn(b'<?xml version="1.0" encoding="GBK"?>' + chart("task a").replace("夜市许可".encode(), b"x"))
        .notes[0]
        .element
        == "a"
    )


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.decode().encode("gbk"),
        b'<?xml version="1.0" encoding="UTF-8"?>' + PLAIN.decode().encode("gbk"),
        b'<?xml version="1.0" encoding="GBK"?>' + PLAIN[:60] + b"\xff\xff" + PLAIN[60:],
        b'<?xml version="1.0" encoding="UTF-16"?>' + PLAIN,
        b'<?xml version="1.0" encoding="UTF-7"?>' + PLAIN,
        b'<?xml version="1.0" encoding="ebcdic-cp-us"?>' + PLAIN,
        PLAIN.decode().encode("utf-32"),
    ],
)
def test_a_wrong_encoding_is_refused_with_what_to_do(data) -> None:
    assert "UTF-8" in why(data)


@pytest.mark.parametrize("cut", [1, 40, 150, len(PLAIN) - 1])
def test_a_file_cut_off_is_refused(cut) -> None:
    assert why(PLAIN[:cut])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"hello",
        b"\x00" * 100,
        b"%PDF-1.7",
        b"<html><body>x</body></html>",
        b'{"a": 1}',
        b"<a/><b/>",
        b"<definitions xmlns='http://www.omg.org/bpmn20'/>",
    ],
)
def test_what_is_no_chart_is_refused(data) -> None:
    assert why(data)


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    tracemalloc.start()
    try:
        data = b"<a>" + b" " * (50 * 1024 * 1024)
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        assert "上限" in why(data)
        assert tracemalloc.get_traced_memory()[1] - before < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_deep_wide_or_crowded_file_is_refused() -> None:
    assert "层" in why(b"<a>" * 200_000)
    assert "元素超过" in why(b"<a>" + b"<b/>" * (markup.MOST_ELEMENTS + 1))
    assert "请分成几个流程" in why(chart("".join(f'<task id="t{n}"/>' for n in range(importing.MOST_SPOTS + 1))))
    deep = "".join(f'<subProcess id="s{n}">' for n in range(markup.MOST_DEPTH)) + "</subProcess>" * markup.MOST_DEPTH
    assert "层" in why(chart(deep))


def test_as_deep_and_as_crowded_as_is_allowed_is_read() -> None:
    many = 90
    sub = "".join(f'<subProcess id="s{n}" name="层{n}"><task id="t{n}"/>' for n in range(many)) + "</subProcess>" * many
    assert read_bpmn(chart("startEvent s", "s > s0", sub)).steps == many

    parts = ["startEvent s", "s > g0"]
    for n in range(480):
        parts += [
            f"inclusiveGateway g{n}",
            f"task t{n}",
            f"g{n} > t{n} : 甲",
            f"g{n} > {f'g{n + 1}' if n < 479 else 't0'} : 乙",
        ]
    assert read_bpmn(chart(*parts)).steps == 480


def test_one_text_in_a_million_pieces_takes_no_time() -> None:
    data = chart("startEvent s", "task a", "s > a", "<documentation>" + "a<!-- -->" * 500_000 + "</documentation>")

    assert read_bpmn(data).steps == 1


def test_ids_used_twice_and_elements_without_are_refused_by_name() -> None:
    imported = read_bpmn(chart("task a", '<userTask id="a"/>', "<task name='无号'/>"))

    assert [(r.element, r.id) for r in imported.refused] == [("userTask", "a"), ("task", "")]
    assert "用了两次" in imported.refused[0].why
    assert len(read_bpmn(chart(*["task a"] * 100)).refused) == 20


def test_references_to_nothing_and_to_itself_are_left_out_and_told() -> None:
    imported = read_bpmn(
        chart(
            "startEvent s", "task a", "endEvent e", "s > a", "a > e", "a > nowhere", "nothing > a",
            "<boundaryEvent id='b' attachedToRef='ghost'><timerEventDefinition/></boundaryEvent>",
            "<intermediateThrowEvent id='l'><linkEventDefinition name='断'/></intermediateThrowEvent>", "a > l",
            "<callActivity id='c' name='c' calledElement='p'/>", "e > a",
            beside="<collaboration id='k'><participant id='x' name='x' processRef='none'/><messageFlow id='m' sourceRef='a' targetRef='a'/><messageFlow id='n' sourceRef='?' targetRef='!'/></collaboration>",
        )
    )  # fmt: skip

    assert imported.definition is not None
    assert {"f5", "f6", "b", "l", "c", "m", "n", "e"} <= set(elements(imported))


def test_sub_processes_that_call_each_other_in_a_circle_are_not_followed() -> None:
    one = chart("startEvent s", "<callActivity id='c' name='c' calledElement='q'/>", "endEvent e", "s > c", "c > e").replace(
        b"</definitions>", b"<process id='q'><startEvent id='s2'/><callActivity id='c2' calledElement='p'/><sequenceFlow id='z' sourceRef='s2' targetRef='c2'/></process></definitions>"
    )  # fmt: skip

    assert read_bpmn(one).steps == 2


@pytest.mark.parametrize(
    ("inside", "element"),
    [
        ("<choreography id='c' name='编排'/>", "choreography"),
        ("<conversation id='c'/>", "conversation"),
        ("<collaboration id='c'><participant id='a' name='甲'/></collaboration>", "collaboration"),
        ("<process id='p'/>", "process"),
        ("<message id='m'/>", "definitions"),
    ],
)
def test_a_file_without_a_process_to_run_is_refused_with_what_it_is(inside, element) -> None:
    (refused,) = read_bpmn(f'<definitions xmlns="{MODEL}" id="d">{inside}</definitions>'.encode()).refused

    assert refused.element == element
    assert refused.why


def test_a_process_in_which_nobody_has_anything_to_do_is_refused() -> None:
    assert "没有任何办理环节" in why(chart("startEvent s", "exclusiveGateway x", "endEvent e", "s > x", "x > e"))


@pytest.mark.parametrize(
    ("was", "now"),
    [(b'kind="item"', b'kind="boss"'), (b'amount="5"', b'amount="five"'), (b'unit="workday"', b'unit="dog-year"')],
)
def test_our_own_facts_spoilt_by_hand_are_refused(was, now) -> None:
    data = write_bpmn(dataclasses.replace(FLOW, term=StepTerm(amount=5)))
    assert was in data

    assert "改坏" in why(data.replace(was, now))
