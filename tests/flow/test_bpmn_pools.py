"""Several pools become one flow: what a message starts follows its sender, what waits for it waits for its sender."""

from __future__ import annotations

from sunlit.flow.bpmn import read_bpmn
from sunlit.flow.checks import sound
from tests.support.flow_lines import elements, lines
from tests.support.foreign_charts import MODEL, _short


def pools(one: tuple[str, ...], other: tuple[str, ...], *flows: str, third: str = "") -> bytes:
    """Two pools, 局 and 中心; flows as `a > b : name`; `third` is the name of a pool without a process."""

    def process(key: str, parts: tuple[str, ...]) -> str:
        inside = "".join(
            part if part.startswith("<") else _short(part, f"{key}{place}") for place, part in enumerate(parts)
        )
        return f'<process id="{key}">{inside}</process>'

    messages = "".join(
        _short(flow, f"m{place}").replace("sequenceFlow", "messageFlow") for place, flow in enumerate(flows)
    )
    black = f'<participant id="外" name="{third}"/>' if third else ""
    collaboration = (
        f'<collaboration id="c"><participant id="甲" name="局" processRef="p"/>'
        f'<participant id="乙" name="中心" processRef="q"/>{black}{messages}</collaboration>'
    )
    return f'<definitions xmlns="{MODEL}" id="d" name="两池">{collaboration}{process("p", one)}{process("q", other)}</definitions>'.encode()


CATCH = '<intermediateCatchEvent id="{0}" name="{0}"><messageEventDefinition/></intermediateCatchEvent>'
SERVED = ("startEvent t", "task 检验", "sendTask 报告", "endEvent f", "t > 检验", "检验 > 报告", "报告 > f")


def served(name: str = "") -> tuple[str, ...]:
    return tuple(part.replace("endEvent f", '<endEvent id="f"/>') for part in SERVED) if not name else SERVED


def test_what_is_asked_of_another_pool_comes_back_to_the_one_that_waits() -> None:
    imported = read_bpmn(
        pools(
            ("startEvent s", "task 送检", CATCH.format("收到"), "task 决定", "endEvent e", "s > 送检", "送检 > 收到", "收到 > 决定", "决定 > e"),
            served(), "送检 > t : 样品", "报告 > 收到 : 结果",
        )
    )  # fmt: skip

    assert lines(imported) == [
        "start s → 送检", "step 送检 →（样品）检验", "step 检验 → 报告", "notice 报告 →（结果）收到", "party 收到 → 决定",
        "step 决定 → e", "end e",
    ]  # fmt: skip
    assert elements(imported) == ["fm0", "fm1"]
    assert imported.definition is not None
    assert sound(imported.definition) == ()
    assert [n.post for n in imported.definition.nodes if n.name in ("送检", "检验")] == ["局", "中心"]


def test_whoever_works_on_meanwhile_meets_what_is_sent() -> None:
    imported = read_bpmn(
        pools(
            ("startEvent s", "task 送检", "task 公示", CATCH.format("收到"), "endEvent e", "s > 送检", "送检 > 公示", "公示 > 收到", "收到 > e"),
            served(), "送检 > t", "报告 > 收到",
        )
    )  # fmt: skip

    assert lines(imported) == [
        "start s → 送检", "step 送检 → 送检_all", "parallel 送检_all → 公示 → 检验", "step 公示 → 收到_join", "step 检验 → 报告",
        "notice 报告 → 收到_join", "parallel 收到_join → 收到", "party 收到 → e", "end e",
    ]  # fmt: skip
    assert imported.definition is not None
    assert sound(imported.definition) == ()


def test_a_step_that_asks_and_is_answered_goes_on_with_the_answer() -> None:
    imported = read_bpmn(
        pools(
            ("startEvent s", "task 查询", "task 决定", "endEvent e", "s > 查询", "查询 > 决定", "决定 > e"),
            served(),
            "查询 > t",
            "报告 > 查询",
        )
    )

    assert lines(imported)[1:5] == ["step 查询 → 检验", "step 检验 → 报告", "notice 报告 → 决定", "step 决定 → e"]


def test_the_first_of_several_answers_decides_without_a_gateway() -> None:
    imported = read_bpmn(
        pools(
            ("startEvent s", "task 送检", '<eventBasedGateway id="g"/>', CATCH.format("合格"), CATCH.format("不合格"), "endEvent e", "endEvent n",
             "s > 送检", "送检 > g", "g > 合格", "g > 不合格", "合格 > e", "不合格 > n"),
            ("startEvent t", "exclusiveGateway x", "task 好", "task 坏", '<endEvent id="f"/>', "t > x", "x > 好 : 是", "x > 坏 : 否", "好 > f", "坏 > f"),
            "送检 > t", "好 > 合格", "坏 > 不合格",
        )
    )  # fmt: skip

    assert "choice x →（是）好 →（否）坏" in lines(imported)
    assert "step 好 → 合格" in lines(imported)
    assert not any("等候" in line for line in lines(imported))
    assert imported.definition is not None
    assert sound(imported.definition) == ()


def test_a_gateway_that_waits_for_something_else_too_is_left_to_whoever_acts() -> None:
    timer = '<intermediateCatchEvent id="z" name="到期"><timerEventDefinition><timeDuration>P5D</timeDuration></timerEventDefinition></intermediateCatchEvent>'
    imported = read_bpmn(
        pools(
            ("startEvent s", "task 送检", '<eventBasedGateway id="g"/>', CATCH.format("合格"), timer, "endEvent e", "s > 送检", "送检 > g", "g > 合格", "g > z", "合格 > e", "z > e"),
            served(), "送检 > t", "报告 > 合格",
        )
    )  # fmt: skip

    assert "fm1" in elements(imported)
    assert any(line.startswith("party 合格") for line in lines(imported))


def test_several_senders_of_one_message_meet_before_what_waits() -> None:
    imported = read_bpmn(
        pools(
            ("startEvent s", "task 送检", CATCH.format("收到"), "endEvent e", "s > 送检", "送检 > 收到", "收到 > e"),
            ("startEvent t", "exclusiveGateway x", "sendTask 好", "sendTask 坏", '<endEvent id="f"/>', "t > x", "x > 好 : 是", "x > 坏 : 否", "好 > f", "坏 > f"),
            "送检 > t", "好 > 收到", "坏 > 收到",
        )
    )  # fmt: skip

    assert lines(imported)[3:5] == ["notice 好 → 收到", "notice 坏 → 收到"]


def test_a_message_end_starts_the_other_pool() -> None:
    imported = read_bpmn(
        pools(
            ("startEvent s", "task a", '<endEvent id="e" name="移送"><messageEventDefinition/></endEvent>', "s > a", "a > e"),
            ("startEvent t", "task b", "endEvent f", "t > b", "b > f"), "e > b : 案卷",
        )
    )  # fmt: skip

    assert lines(imported) == ["start s → a", "step a → 移送", "notice 移送 →（案卷）b", "step b → f", "end f"]


def test_pools_that_send_nothing_begin_each_for_itself_behind_one_start() -> None:
    imported = read_bpmn(
        pools(
            ("startEvent s", "task a", "endEvent e", "s > a", "a > e"),
            ('<startEvent id="t"/>', "task b", "endEvent f", "t > b", "b > f"),
        )
    )

    assert lines(imported)[:2] == ["start s_begin → 从哪里开始", "choice 从哪里开始 →（s）a →（中心）b"]
    assert elements(imported) == ["t"]
    assert imported.definition is not None
    assert imported.definition.name == "两池"


def test_messages_with_somebody_who_has_no_steps_are_told_and_name_what_has_no_name() -> None:
    imported = read_bpmn(
        pools(
            ('<startEvent id="s"><messageEventDefinition/></startEvent>', "task a", "endEvent e", "s > a", "a > e"),
            ("startEvent t", "task b", "endEvent f", "t > b", "b > f"),
            "外 > s : 申请", "b > 外 : 结果", "a > 乙", third="申请人",
        )
    )  # fmt: skip

    assert "start 申请" not in lines(imported)[0]
    assert "choice 从哪里开始 →（申请）a →（t）b" in lines(imported)
    told = {note.element: note.what for note in imported.notes}
    assert "收自“申请人”" in told["fm0"]
    assert "发给“申请人”" in told["fm1"]
    assert "发给“中心”" in told["fm2"]


def test_a_message_to_a_step_that_does_not_wait_is_told() -> None:
    imported = read_bpmn(
        pools(
            ("startEvent s", "task a", "endEvent e", "s > a", "a > e"),
            ("startEvent t", "task b", "task c", "endEvent f", "t > b", "b > c", "c > f"), "a > c", "s > c",
        )
    )  # fmt: skip

    assert {"fm0", "fm1"} <= set(elements(imported))
    assert "不等候" in next(note.what for note in imported.notes if note.element == "fm0")
