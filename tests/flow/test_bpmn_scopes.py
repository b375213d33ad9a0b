"""Sub-processes flattened, what they throw and catch, links, starts and ends."""

from __future__ import annotations

from sunlit.flow.values import NodeKind
from tests.support.flow_lines import elements, lines, taken

# --- sub-processes and links -----------------------------------------------------------------------------------------

SUB = (
    "<subProcess id='p1' name='审查阶段'><startEvent id='s1'/><task id='a' name='a'/><task id='b' name='b'/><endEvent id='e1'/>"
    "<sequenceFlow id='g1' sourceRef='s1' targetRef='a'/><sequenceFlow id='g2' sourceRef='a' targetRef='b'/>"
    "<sequenceFlow id='g3' sourceRef='b' targetRef='e1'/></subProcess>"
)


def test_a_sub_process_is_flattened_and_its_end_leads_on() -> None:
    imported = taken("startEvent s", SUB, "task c", "endEvent e", "s > p1", "p1 > c", "c > e")

    assert imported.exact
    assert lines(imported) == ["start s → a", "step a → b", "step b → c", "step c → e", "end e"]
    assert imported.definition.by_id["a"].note == "所属阶段：审查阶段"


def test_a_sub_process_that_holds_nothing_is_one_step() -> None:
    empty = "<subProcess id='p1' name='登记'><startEvent id='s1'/><endEvent id='e1'/><sequenceFlow id='g1' sourceRef='s1' targetRef='e1'/></subProcess>"
    imported = taken("startEvent s", empty, "endEvent e", "s > p1", "p1 > e")

    assert lines(imported) == ["start s → 登记", "step 登记 → e", "end e"]
    assert elements(imported) == ["p1"]


def test_parallel_branches_that_end_apart_in_a_sub_process_are_joined() -> None:
    sub = "<subProcess id='p1'><task id='a' name='a'/><task id='b' name='b'/><subProcess id='p2'><task id='c' name='c'/></subProcess></subProcess>"
    imported = taken("startEvent s", sub, "task d", "endEvent e", "s > p1", "p1 > d", "d > e")

    assert imported.exact
    assert lines(imported) == [
        "start s → p1_all", "parallel p1_all → a → b → c", "step a → p1_out_join", "step b → p1_out_join", "step c → p1_out_join",
        "parallel p1_out_join → d", "step d → e", "end e",
    ]  # fmt: skip


def test_an_error_inside_leads_to_where_it_is_caught() -> None:
    sub = (
        "<subProcess id='p1'><startEvent id='s1'/><exclusiveGateway id='x' name='x'/><task id='a' name='a'/><endEvent id='e1'/>"
        "<endEvent id='err' name='不符'><errorEventDefinition errorRef='E'/></endEvent>"
        "<sequenceFlow id='g1' sourceRef='s1' targetRef='a'/><sequenceFlow id='g2' sourceRef='a' targetRef='x'/>"
        "<sequenceFlow id='g3' sourceRef='x' targetRef='e1' name='符合'/><sequenceFlow id='g4' sourceRef='x' targetRef='err' name='不符合'/></subProcess>"
        "<boundaryEvent id='b' attachedToRef='p1'><errorEventDefinition errorRef='E'/></boundaryEvent>"
    )
    imported = taken(
        "startEvent s", sub, "task c", "task d", "endEvent e", "s > p1", "p1 > c", "b > d", "c > e", "d > e"
    )

    assert "choice x →（符合）c →（不符合）d" in lines(imported)
    assert elements(imported) == ["p1"]  # the names of its ends


def test_another_event_that_ends_the_step_is_a_choice_after_it() -> None:
    bound = "<boundaryEvent id='b' name='撤回申请' attachedToRef='a'><messageEventDefinition/></boundaryEvent>"
    imported = taken("startEvent s", "task a", bound, "task c", "endEvent e", "s > a", "a > e", "b > c", "c > e")

    assert lines(imported)[1:3] == ["step a → 如何办结", "choice 如何办结 →（正常办结）e →（撤回申请）c"]
    assert elements(imported) == ["b"]


def test_what_stands_beside_the_step_is_left_out_with_the_steps_only_it_led_to() -> None:
    bound = "<boundaryEvent id='b' name='来电' attachedToRef='a' cancelActivity='false'><messageEventDefinition/></boundaryEvent>"
    imported = taken(
        "startEvent s", "task a", bound, "task 接听", "endEvent e", "s > a", "a > e", "b > 接听", "接听 > e"
    )

    assert lines(imported) == ["start s → a", "step a → e", "end e"]
    assert [(n.element, n.what) for n in imported.notes] == [
        ("b", "“a”办理期间可能发生的消息事件“来电”没有对应的写法，没有带入，其后的“接听”也没有带入。")
    ]


def test_an_event_sub_process_and_compensation_are_left_out_with_their_steps_named() -> None:
    imported = taken(
        "startEvent s", "task a", SUB.replace("id='p1'", "id='p1' triggeredByEvent='true'").replace("id='a'", "id='z'").replace("Ref='a'", "Ref='z'"),
        "<task id='c' name='退款' isForCompensation='true'/>", "endEvent e", "s > a", "a > e",
    )  # fmt: skip

    assert lines(imported) == ["start s → a", "step a → e", "end e"]
    assert elements(imported) == ["p1", "c"]
    assert "“a”、“b”" in imported.notes[0].what


def test_links_are_joined() -> None:
    links = (
        "<intermediateThrowEvent id='l1'><linkEventDefinition name='转下页'/></intermediateThrowEvent>"
        "<intermediateCatchEvent id='l2'><linkEventDefinition name='转下页'/></intermediateCatchEvent>"
    )
    imported = taken("startEvent s", "task a", links, "task b", "endEvent e", "s > a", "a > l1", "l2 > b", "b > e")

    assert imported.exact
    assert lines(imported) == ["start s → a", "step a → b", "step b → e", "end e"]


# --- starts and ends -------------------------------------------------------------------------------------------------


def test_several_starts_are_choices_behind_one() -> None:
    imported = taken(
        "startEvent 申请",
        "<startEvent id='t' name='巡查'><timerEventDefinition/></startEvent>",
        "task a",
        "endEvent e",
        "申请 > a",
        "t > a",
        "a > e",
    )

    assert lines(imported)[:2] == ["start 申请_begin → 从哪里开始", "choice 从哪里开始 →（申请）a →（巡查）a"]
    assert elements(imported) == ["t", "t"]


def test_a_missing_start_or_end_is_supplied_and_told() -> None:
    imported = taken("task a", "task b", "a > b")

    assert lines(imported) == ["start a_begin → a", "step a → b", "step b → 办结", "end 办结"]
    assert elements(imported) == ["a", "b"]


def test_a_ring_gets_a_start_at_its_first_step() -> None:
    imported = taken("task a", "task b", "a > b", "b > a")

    assert lines(imported) == ["start a_begin → a", "step a → b", "step b → a"]
    assert elements(imported) == ["a"]


def test_terminate_and_error_ends_close_everything_else() -> None:
    imported = taken(
        "startEvent s", "task a", "<endEvent id='e'><terminateEventDefinition/></endEvent>", "<endEvent id='f' name='出错'><errorEventDefinition/></endEvent>",
        "exclusiveGateway x", "s > a", "a > x", "x > e : 1", "x > f : 2",
    )  # fmt: skip

    assert imported.exact
    assert [(n.outcome, n.ends_all) for n in imported.definition.nodes if n.kind is NodeKind.END] == [
        ("办结", True),
        ("出错", True),
    ]
