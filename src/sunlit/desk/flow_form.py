"""The form of a drawing: one node with the ways on from it, or the flow itself; read, and put into the flow."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunlit.desk.flow_words import EDGE_KINDS, NODE_KINDS, UNITS, WARRANTS, called
from sunlit.desk.forms import SecrecyAsked
from sunlit.desk.power_form import Lines
from sunlit.flow import editing
from sunlit.flow.tables.conditions import print_when, read_when
from sunlit.flow.tables.provisions import print_bases, read_bases
from sunlit.flow.tables.spelling import Unclear
from sunlit.flow.values import (
    WAITING,
    Edge,
    EdgeKind,
    Fact,
    FactKind,
    FlowDefinition,
    FlowKind,
    NodeKind,
    StepTerm,
    TermUnit,
    Warrant,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.flow.values import Node
    from sunlit.organs.values import PostSeen

#: Ways on from one node that can be typed, and facts of a flow.
MOST_WAYS, MOST_FACTS = 60, 40
_FACT_KINDS = {FactKind.FLAG.value: _("是或否"), FactKind.NUMBER.value: _("数量"), FactKind.CHOICE.value: _("几项之一")}


class _Said(forms.CharField):
    """A text whose lines end as they do in a definition, so that what nobody touched stays as it was."""

    def to_python(self, value: Any) -> Any:
        """As a browser sends it, with the line ends of the house."""
        told = super().to_python(value)
        return told.replace("\r\n", "\n") if isinstance(told, str) else told


def _text(label: Any, *, most: int = 500, rows: int = 0, **more: Any) -> forms.CharField:
    if rows:
        more["widget"] = forms.Textarea(attrs={"rows": rows})
    return _Said(label=label, required=False, max_length=most, **more)


class _Termed(forms.Form):
    def term(self) -> StepTerm | None:
        """The term that was typed; None where none was."""
        given = self.cleaned_data
        if given.get("term_amount") is None:
            return None
        return StepTerm(
            amount=given["term_amount"],
            unit=TermUnit(given["term_unit"] or TermUnit.WORKDAY.value),
            source=given["term_source"],
        )


class NodeForm(_Termed):
    """One node. Of the fields only those its kind has are shown; the others stay as they were."""

    name = _text(_("名称"), most=200, help_text=_("先写动作，再写对象，不超过 20 字，如“审查申请材料”。"))
    kind = forms.ChoiceField(label=_("类型"), choices=list(NODE_KINDS.items()))
    performer = forms.ChoiceField(
        label=_("承办岗位（本单位）"), required=False, help_text=_("选了岗位，下面的文字空着就用岗位的名称。")
    )
    post = _text(_("承办岗位（文字）"), most=200, help_text=_("图上泳道的名称，如“受理岗”。一个环节只写一个岗位。"))
    office = _text(_("承办机构"), most=200, help_text=_("处（科、股）室。"))
    term_amount = forms.IntegerField(
        label=_("时限"), required=False, min_value=0, max_value=9_999, help_text=_("当场办理写 0。")
    )
    term_unit = forms.ChoiceField(label=_("时限单位"), required=False, choices=list(UNITS.items()))
    term_source = _text(_("时限的出处"), most=500, help_text=_("哪一条规定，或者承诺。"))
    outside_term = forms.BooleanField(label=_("不计入总时限"), required=False)
    warrant = forms.ChoiceField(
        label=_("由谁定下这一环节"), choices=list(WARRANTS.items()),
        help_text=_("法律、法规、规章规定的是法定，写明依据；其余是工作程序，六项内容都要标明。"),
    )  # fmt: skip
    bases = _text(
        _("依据"), most=8_000, rows=2,
        help_text=_("写作《法律全称》第几条第几款，几处用分号隔开，或从下面的法规库里选。"),
    )  # fmt: skip
    rule = _text(_("办理制度"), most=2_000, rows=2, help_text=_("按什么制度办，如一次性告知、两人以上、集体讨论。"))
    duty = _text(_("职责要求"), most=2_000, rows=2, help_text=_("这个岗位要做到什么。"))
    control = _text(_("监督制约环节"), most=2_000, rows=2, help_text=_("谁、用什么办法看住这一步；图上标盾牌。"))
    rights = _text(_("相对人权利"), most=2_000, rows=2, help_text=_("当事人在这一步能做什么，如陈述、申辩、要求听证。"))
    complaint = _text(_("投诉举报途径"), most=2_000, rows=2, help_text=_("这一步办得不对，向谁说，电话或地址。"))
    silence = _text(
        _("逾期后果"), most=500, help_text=_("当事人到期没有办的后果，写成一句话；去到哪里在“去向”里选“逾期去向”。")
    )
    outcome = _text(_("结果"), most=100, help_text=_("如准予、不予、终止；到期另行的旁支结束时空着。"))
    ends_all = forms.BooleanField(label=_("其他正在办的一并结束"), required=False)
    inner = forms.BooleanField(label=_("内部环节，市民的图上不显示"), required=False)
    realises = forms.ChoiceField(
        label=_("对应类别流程的哪一环节"), required=False, help_text=_("法定环节必须都有对应的，否则不能发布。")
    )
    note = _text(_("备注"), most=2_000, rows=2)

    def __init__(
        self, node: Node, data: Any = None, *, posts: Sequence[PostSeen] = (), category: FlowDefinition | None = None
    ) -> None:
        super().__init__(data, initial=_initial(node))
        self.node, self.posts = node, {f"post:{post.id}": post for post in posts}
        kind = node.kind
        if data is not None and data.get("kind") in NODE_KINDS:
            kind = NodeKind(data["kind"])
        for name in set(self.fields) - _fields_of(kind, item=category is not None):
            del self.fields[name]
        if "performer" in self.fields:
            offered = [(key, f"{post.office_name} · {post.name}") for key, post in self.posts.items()]
            if node.performer and node.performer not in self.posts:
                offered.append((node.performer, node.post or node.performer))
            self.fields["performer"].choices = [("", _("— 只写文字"))] + offered  # type: ignore[attr-defined] # noqa: RUF005
            if not offered:
                del self.fields["performer"]
        if "realises" in self.fields and category is not None:
            steps = [(n.id, called(category, n.id)) for n in category.nodes if n.kind in WAITING]
            self.fields["realises"].choices = [("", "—"), *steps]  # type: ignore[attr-defined]

    def clean_bases(self) -> tuple[Any, ...]:
        """The provisions."""
        try:
            return read_bases(self.cleaned_data["bases"])
        except Unclear as unclear:
            raise forms.ValidationError(str(unclear)) from unclear

    def told(self) -> Node:
        """The node as it was typed."""
        given = {n: v for n, v in self.cleaned_data.items() if not n.startswith("term_")}
        if "term_amount" in self.fields:
            given["term"] = self.term()
        given["kind"] = NodeKind(given["kind"])
        if "warrant" in given:
            given["warrant"] = Warrant(given["warrant"])
        post = self.posts.get(given.get("performer", ""))
        if post is not None:
            given["post"] = given["post"] or post.name
            given["office"] = given["office"] or post.office_name
        return dataclasses.replace(self.node, **given)


def _fields_of(kind: NodeKind, *, item: bool) -> set[str]:
    """What is asked of a node of a kind."""
    asked = {"name", "kind", "note", "inner"}
    if kind is NodeKind.END:
        return {*asked, "outcome", "ends_all"}
    if kind not in WAITING:
        return asked
    asked |= set(NodeForm.base_fields) - {"outcome", "ends_all", "realises", "silence"}
    if kind is NodeKind.PARTY:
        asked -= {"performer"}
    return asked | {"silence"} | ({"realises"} if item else set())


def _initial(node: Node) -> dict[str, Any]:
    told = {field.name: getattr(node, field.name) for field in dataclasses.fields(node)}
    told |= {"kind": node.kind.value, "warrant": node.warrant.value, "bases": print_bases(node.bases)}
    return told | _term_initial(node.term)


def _term_initial(term: StepTerm | None) -> dict[str, Any]:
    return {
        "term_amount": term.amount if term else None,
        "term_unit": term.unit.value if term else TermUnit.WORKDAY.value,
        "term_source": term.source if term else "",
    }


class WayForm(forms.Form):
    """去向: one way on from a node."""

    target = forms.ChoiceField(label=_("去向"), required=False)
    kind = forms.ChoiceField(label=_("何时走"), choices=list(EDGE_KINDS.items()), required=False)
    label = _text(_("情形"), most=200)
    when = _text(
        _("条件"), most=1_000, help_text=_("按事实判断时写，如“罚款金额>=50000 且 涉及重大利益=是”；空着是“否则”。")
    )

    def __init__(self, *args: Any, flow: FlowDefinition, source: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.flow, self.source = flow, source
        nodes = [(n.id, called(flow, n.id)) for n in flow.nodes if n.kind is not NodeKind.START]
        self.fields["target"].choices = [("", _("— 没有")), *nodes]  # type: ignore[attr-defined]
        node = flow.by_id[source]
        if node.kind not in WAITING:
            del self.fields["kind"]
        if node.kind is not NodeKind.CHOICE or not flow.facts:
            del self.fields["when"]

    def clean_when(self) -> tuple[Any, ...]:
        """The rows of tests."""
        text = self.cleaned_data["when"]
        try:
            return read_when(text, self.flow.facts) if text else ()
        except Unclear as unclear:
            raise forms.ValidationError(str(unclear)) from unclear

    def told(self) -> Edge | None:
        """The way; None where nothing was chosen."""
        given = getattr(self, "cleaned_data", {})
        if not given.get("target"):
            return None
        kind = EdgeKind(given.get("kind") or EdgeKind.FLOW.value)
        return Edge(
            source=self.source, target=given["target"], kind=kind, label=given["label"], when=given.get("when", ())
        )


class FactForm(forms.Form):
    """判断事实: something known of a case that decides ways."""

    id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    words = _text(_("事实"), most=100, help_text=_("如“罚款金额”。"))
    kind = forms.ChoiceField(label=_("是什么"), choices=list(_FACT_KINDS.items()), required=False)
    choices = _text(_("可以是"), most=1_000, help_text=_("几项之一的，用顿号隔开。"))


class WholeForm(_Termed):
    """The flow itself."""

    name = _text(_("流程名称"), most=200)
    term_amount = forms.IntegerField(label=_("总时限"), required=False, min_value=0, max_value=9_999)
    term_unit = forms.ChoiceField(label=_("总时限单位"), required=False, choices=list(UNITS.items()))
    term_source = _text(_("总时限的出处"), most=500)
    stops = Lines(label=_("停止计时的情形"), help_text=_("一行一个，如听证、检验、检测。"))
    specials = Lines(label=_("特别程序"), help_text=_("可以中止、延期的程序，一行一个。"))
    withdrawal = _text(_("当事人撤回的结果"), most=100, help_text=_("不能撤回的，空着。"))
    category = forms.ChoiceField(label=_("所属类别流程"), required=False)

    def __init__(self, flow: FlowDefinition, data: Any = None, *, categories: Sequence[tuple[str, str]] = ()) -> None:
        told = {name: getattr(flow, name) for name in ("name", "stops", "specials", "withdrawal", "category")}
        super().__init__(data, initial=told | _term_initial(flow.term))
        if flow.kind is FlowKind.ITEM:
            known = [*categories]
            if flow.category and flow.category not in dict(known):
                known.append((flow.category, flow.category))
            self.fields["category"].choices = [("", _("— 不属于任何类别")), *known]  # type: ignore[attr-defined]
        else:
            del self.fields["category"]


class Sheet:
    """What is typed about one node of a flow, or, with an empty key, about the flow itself."""

    def __init__(
        self, flow: FlowDefinition, key: str, data: Any = None, *, posts: Sequence[PostSeen] = (),
        category: FlowDefinition | None = None, categories: Sequence[tuple[str, str]] = (),
    ) -> None:  # fmt: skip
        self.flow, self.key = flow, key
        node = flow.by_id.get(key)
        self.node = NodeForm(node, data, posts=posts, category=category) if node else None
        self.whole = None if node else WholeForm(flow, data, categories=categories)
        ways = [_way_initial(flow, edge) for edge in flow.leaving[key]] if node else []
        facts = [_fact_initial(fact) for fact in flow.facts]
        ends = node is not None and node.kind is NodeKind.END
        self.ways = None if node is None or ends else _set(WayForm, ways, data, "ways", flow=flow, source=key)
        self.facts = _set(FactForm, facts, data, "facts") if node is None else None

    @property
    def form(self) -> forms.Form:
        """The part whose fields stand once."""
        form = self.node or self.whole
        assert form is not None
        return form

    @property
    def parts(self) -> list[forms.Form]:
        """Everything that can be wrong."""
        return [self.form, *(self.ways or ()), *(self.facts or ())]

    def is_valid(self) -> bool:
        """Whether all of it could be read."""
        return all([self.form.is_valid(), *(s.is_valid() for s in (self.ways, self.facts) if s is not None)])

    def applied(self) -> FlowDefinition:
        """The flow with what was typed."""
        if self.node is not None:
            out = editing.replaced(self.flow, self.node.told())
            told = [edge for form in self.ways or () if (edge := form.told()) is not None]
            return editing.rerouted(out, self.key, told) if self.ways is not None else out
        assert self.whole is not None
        given = {n: v for n, v in self.whole.cleaned_data.items() if not n.startswith("term_")}
        return dataclasses.replace(self.flow, **given, term=self.whole.term(), facts=tuple(self._facts()))

    def _facts(self) -> Sequence[Fact]:
        told: list[Fact] = []
        known, taken = {fact.id for fact in self.flow.facts}, set[str]()
        for form in self.facts or ():
            given = getattr(form, "cleaned_data", {})
            if not given.get("words"):
                continue
            key = given["id"] if given["id"] not in taken else ""
            key = key or next(free for n in range(1, MOST_FACTS + 2) if (free := f"f{n}") not in known | taken)
            taken.add(key)
            kind = FactKind(given["kind"] or FactKind.FLAG.value)
            choices = tuple(filter(None, (c.strip() for c in given["choices"].replace("，", "、").split("、"))))
            choices = choices if kind is FactKind.CHOICE else ()
            told.append(Fact(id=key, words=given["words"], kind=kind, choices=choices))
        return told


def _set(kind: type[forms.Form], initial: list[dict[str, Any]], data: Any, prefix: str, **known: Any) -> Any:
    most = MOST_WAYS if kind is WayForm else MOST_FACTS
    made = forms.formset_factory(kind, extra=1, max_num=most, absolute_max=most)
    # what was sent stands for itself: beside the saved rows, rows sent unchanged would count as blank
    return made(data, initial=initial if data is None else None, prefix=prefix, form_kwargs=known)


def _way_initial(flow: FlowDefinition, edge: Edge) -> dict[str, Any]:
    when = print_when(edge.when, flow.facts) if edge.when else ""
    return {"target": edge.target, "kind": edge.kind.value, "label": edge.label, "when": when}


def _fact_initial(fact: Fact) -> dict[str, Any]:
    return {"id": fact.id, "words": fact.words, "kind": fact.kind.value, "choices": "、".join(fact.choices)}


class FlowFile(SecrecyAsked):
    """导入流程: one file, after the question of secrecy."""

    upload = forms.FileField(
        label=_("选择文件"), allow_empty_file=True,
        help_text=_("流程表（.xlsx）或 BPMN 2.0 流程图（.bpmn），最多 10 MB，以文件内容为准，不看扩展名。"),
    )  # fmt: skip
