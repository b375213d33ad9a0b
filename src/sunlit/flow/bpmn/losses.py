"""What of a chart has no place in a flow: named by element, in words a clerk understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow.bpmn.names import MODEL, OURS

if TYPE_CHECKING:
    from sunlit.flow.bpmn.drawing import Drawing
    from sunlit.flow.bpmn.markup import Element

#: Extension elements by which programs remember how they draw; the chart is ours, so nothing is lost.
_LOOKS = frozenset(
    {"graphStyle", "signavioLabel", "Grid", "VerticalRuler", "HorizontalRuler", "Ruler", "diagramDefinition"}
)
_LOOKS_KEYS = ("bgcolor", "bordercolor", "fontcolor", "textcolor", "color")
#: Attributes in foreign namespaces that say how an engine runs, not what is done.
_TECHNICAL = frozenset({
    "historyTimeToLive", "versionTag", "asyncBefore", "asyncAfter", "async", "exclusive", "jobPriority",
    "isStartableInTasklist", "initiator", "schemaLocation", "type",
})  # fmt: skip

_DATA = {
    "dataObjectReference": "数据对象", "dataStoreReference": "数据存储", "dataInput": "数据输入",
    "dataOutput": "数据输出",
}  # fmt: skip
_LOOPS = {
    "standardLoopCharacteristics": "重复办理",
    "multiInstanceLoopCharacteristics": "逐份办理（多实例）",
}
#: Parts of an element that are read elsewhere, or say nothing by themselves.
_READ = frozenset({
    "documentation", "extensionElements", "incoming", "outgoing", "conditionExpression", "laneSet", "sequenceFlow",
    "association", "textAnnotation", "category", "supports", "auditing", "monitoring", "flowNodeRef", "property",
    "resourceRef", "eventDefinitionRef", "script", "rendering", "dataObject", "dataState",
    "dataInputAssociation", "dataOutputAssociation", "completionCondition",
})  # fmt: skip


class Losses:
    """Looks at elements as they are read and tells the drawing what is lost with each."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self._texts: dict[str, str] = {}
        self._associations: list[tuple[str, str]] = []

    def around(self, root: Element) -> None:
        """Beside the processes: imports, artifacts of the collaboration, choreographies, what no standard knows."""
        for one in root.children:
            if one.space != MODEL:
                if one.name != "BPMNDiagram":
                    self.drawing.note(one.get("id"), f"不认识的内容“{one.name}”没有读取。")
            elif one.name == "import":
                where = one.get("location") or one.get("namespace")
                self.drawing.note("import", f"文件引用了另一个文件“{where}”，没有读取。")
            elif one.name == "collaboration":
                self.of_element(one, documented=False)
                for inner in one.children:
                    if inner.name not in ("participant", "messageFlow"):
                        self.inside(inner, one.get("id"))
                    else:
                        self.of_element(inner, documented=False)
            elif one.name in ("choreography", "globalChoreographyTask", "globalConversation"):
                self.drawing.note(one.get("id"), f"编排图“{one.get('name') or one.get('id')}”没有带入。")

    def of_element(self, element: Element, called: str = "", *, documented: bool = True) -> None:
        """What is lost of an element that itself is read; its documentation, too, where it is not `documented`."""
        key, name = element.get("id"), " ".join(element.get("name").split())
        called = called or (f"“{name}”" if name else f"（编号 {key}）")
        foreign: list[str] = []
        for one in element.children:
            if one.space == MODEL and one.name == "extensionElements":
                foreign += [
                    f"{child.prefix}:{child.name}"
                    for child in one.children
                    if child.space != OURS and not _looks(child)
                ]
            elif one.name == "documentation" and not documented and one.text.strip():
                self.drawing.note(key, f"{called}的说明“{' '.join(one.text.split())}”没有带入。")
            elif one.space == MODEL and one.name in _LOOPS:
                self.drawing.note(key, f"{called}的“{_LOOPS[one.name]}”标记没有带入，只办理一次。")
            elif one.space == MODEL and one.name == "ioSpecification" and len(one.children) > 2:  # noqa: PLR2004 - the two sets that must be there
                self.drawing.note(key, f"{called}的输入、输出数据没有带入。")
        foreign += [
            f"{name}" for (space, name) in element.attributes if space and space != OURS and name not in _TECHNICAL
        ]
        if foreign:
            listed = "、".join(dict.fromkeys(foreign))
            self.drawing.note(key, f"{called}带有其他软件的专有设置（{listed}），没有带入，也不会执行。")

    def inside(self, element: Element, scope: str) -> None:
        """An element among flow elements that is no spot and no way."""
        key, name = element.get("id"), " ".join(element.get("name").split())
        if element.space != MODEL:
            self.drawing.note(key or scope, f"不认识的内容“{element.name}”没有读取。")
        elif element.name == "textAnnotation":
            self._texts[key] = " ".join("".join(one.text for one in element.children if one.name == "text").split())
        elif element.name == "association":
            self._associations.append((_ref(element.get("sourceRef")), _ref(element.get("targetRef"))))
        elif element.name == "group":
            self.drawing.note(key, f"分组框（编号 {key}）没有带入。")
        elif element.name in _DATA:
            self.drawing.note(key, f"{_DATA[element.name]}{f'“{name}”' if name else f'（编号 {key}）'}没有带入。")
        elif element.name not in _READ and element.name != "ioSpecification" and not element.name.endswith("Owner"):
            self.drawing.note(key or scope, f"不认识的内容“{element.name}”没有读取。")

    def annotations(self, drawing: Drawing) -> None:
        """Text beside a step becomes its remark; text that belongs to no step is lost."""
        left = dict(self._texts)
        for source, target in self._associations:
            for text, spot in ((source, target), (target, source)):
                if text in self._texts and spot in drawing.spots and self._texts[text]:
                    drawing.spots[spot].notes.append(self._texts[text])
                    left.pop(text, None)
        for key, text in left.items():
            if text:
                drawing.note(key, f"批注“{text}”不属于任何环节，没有带入。")


def _looks(element: Element) -> bool:
    """Whether it says how something is drawn, or nothing."""
    key = element.get("metaKey").lower()
    empty = bool(key) and element.get("metaValue") in ("", "[]")
    return element.name in _LOOKS or empty or any(one in key for one in _LOOKS_KEYS)


def _ref(text: str) -> str:
    return text.strip().rpartition(":")[2]
