"""Charts in BPMN as other hands draw them: short to write for stories, and drawn at random, right or wrong, for properties."""

from __future__ import annotations

from random import Random
from xml.sax.saxutils import quoteattr

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"

_TAGS = (
    "task", "userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask", "callActivity", "sendTask", "receiveTask",
    "intermediateThrowEvent", "intermediateCatchEvent", "startEvent", "endEvent", "exclusiveGateway", "complexGateway",
    "inclusiveGateway", "parallelGateway", "eventBasedGateway", "subProcess", "transaction", "adHocSubProcess", "boundaryEvent",
)  # fmt: skip
_EVENTS = (
    "", "message", "timer", "signal", "error", "escalation", "conditional", "link", "compensate", "cancel", "terminate", "message timer",
)  # fmt: skip
_CONDITIONS = (
    "",
    "",
    "",
    "${a > 5}",
    "${a &lt;= 5}",
    "b == 'x'",
    '= b = "y"',
    "!c",
    "not(c) and a = 1",
    "f(x)",
    "a == 'mixed'",
)
_TIMES = (
    "",
    "<timeDuration>P7D</timeDuration>",
    "<timeDuration>PT5M</timeDuration>",
    "<timeCycle>R3/PT10H</timeCycle>",
    "<timeDate>x</timeDate>",
)


def chart(*parts: str, beside: str = "", process: str = 'id="p" name="夜市许可"') -> bytes:
    """A chart of one process; `beside` stands next to it.

    A part is XML, or short for it: `task 受理` is an element whose id is its name, `a > b` a sequence flow, `a > b : yes`
    one with a name, `a > b ? ${x}` one with a condition.
    """
    inside = "".join(part if part.startswith("<") else _short(part, place) for place, part in enumerate(parts))
    space = f'xmlns="{MODEL}" xmlns:other="urn:other"'
    return f'<definitions {space} id="d">{beside}<process {process}>{inside}</process></definitions>'.encode()


def _short(part: str, place: int) -> str:
    if " > " not in part:
        tag, _, name = part.partition(" ")
        return f'<{tag} id="{name or tag}" name="{name}"/>'
    ends, _, condition = part.partition(" ? ")
    ends, _, label = ends.partition(" : ")
    source, _, target = ends.partition(" > ")
    inner = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
    named = f" name={quoteattr(label)}" if label else ""
    return f'<sequenceFlow id="f{place}" sourceRef="{source}" targetRef="{target}"{named}>{inner}</sequenceFlow>'


def drawn_at_random(seed: int) -> bytes:
    """A chart nobody would draw: any element, any event, any line between any two, nested, in pools with messages."""
    random = Random(seed)
    drawing = _Drawing(random)
    processes = "".join(drawing.process(number) for number in range(random.choice((1, 1, 2, 3))))
    flows = "".join(
        f'<messageFlow id="m{n}" sourceRef="{drawing.any()}" targetRef="{drawing.any()}"/>'
        for n in range(random.randrange(5))
    )
    pools = "".join(f'<participant id="pool{n}" name="池{n}" processRef="p{n}"/>' for n in range(random.randrange(4)))
    collaboration = f'<collaboration id="c">{pools}{flows}</collaboration>' if pools or flows else ""
    return f'<definitions xmlns="{MODEL}" id="d">{collaboration}{processes}</definitions>'.encode()


class _Drawing:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.keys: list[str] = []
        self.lines = 0

    def any(self) -> str:
        return self.random.choice(self.keys)

    def process(self, number: int) -> str:
        inner = self.scope(0)
        lanes = "".join(f"<flowNodeRef>{self.any()}</flowNodeRef>" for _ in range(3))
        return f'<process id="p{number}"><laneSet id="ls{number}"><lane id="l{number}" name="岗">{lanes}</lane></laneSet>{inner}</process>'

    def scope(self, depth: int) -> str:
        here: list[str] = []
        out = []
        for _ in range(self.random.randint(1, 9)):
            key = f"n{len(self.keys)}"
            self.keys.append(key)
            here.append(key)
            out.append(self.element(key, here, depth))
        for _ in range(self.random.randint(0, len(here) * 2)):
            self.lines += 1
            source = self.random.choice(here)
            target = self.random.choice(here) if self.random.random() < 0.95 else self.any()
            name = self.random.choice(("", "", "是", "否"))
            condition = self.random.choice(_CONDITIONS)
            inner = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
            out.append(
                f'<sequenceFlow id="f{self.lines}" sourceRef="{source}" targetRef="{target}" name="{name}">{inner}</sequenceFlow>'
            )
        return "".join(out)

    def element(self, key: str, here: list[str], depth: int) -> str:
        random = self.random
        tag = random.choice(_TAGS)
        name = random.choice(("", key, "审查"))
        more = random.choice(
            ("", "", "", f' default="f{self.lines + random.randint(1, 9)}"', ' isForCompensation="true"')
        )
        inner = random.choice(("", "", "<documentation>说明</documentation>", "<multiInstanceLoopCharacteristics/>"))
        if tag.endswith("Event"):
            for trigger in random.choice(_EVENTS).split():
                time = random.choice(_TIMES) if trigger == "timer" else ""
                inner += f'<{trigger}EventDefinition errorRef="{random.choice("ab")}" name="{random.choice("ab")}">{time}</{trigger}EventDefinition>'
        if tag == "boundaryEvent":
            more += f' attachedToRef="{random.choice(here)}" cancelActivity="{random.choice(("true", "false"))}"'
        if tag in ("subProcess", "transaction", "adHocSubProcess"):
            more += random.choice(("", "", "", ' triggeredByEvent="true"'))
            inner += self.scope(depth + 1) if depth < 3 else ""
        return f'<{tag} id="{key}" name="{name}"{more}>{inner}</{tag}>'
