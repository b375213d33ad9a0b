"""Category flows: sound, fit to be published, what their names promise."""

from __future__ import annotations

import pytest

from sunlit.catalogue.rules.types import KINDS
from sunlit.flow import charts, checks
from sunlit.flow.templates import category_flows, for_power_type, item_flow
from sunlit.flow.values import SIX_FACTS, WAITING, EdgeKind, FlowKind, NodeKind, Warrant, read_definition, written
from sunlit.law.rules import PowerType

FLOWS = dict(category_flows())
EACH = pytest.mark.parametrize("key", FLOWS)


def passed_by(flow, node: str) -> set[str]:
    """What a run can come to without `node`. Where ways meet, it takes all of them."""
    seen = set()
    waiting = [one.id for one in flow.nodes if one.kind is NodeKind.START]
    while waiting:
        at = waiting.pop()
        meets = flow.by_id[at].kind is NodeKind.PARALLEL and {e.source for e in flow.entering[at]} - seen
        if at not in seen and at != node and not meets:
            seen.add(at)
            waiting += [edge.target for edge in flow.leaving[at]]
    return seen


def dominators(flow, target: str) -> set[str]:
    """Every node that each run to `target` goes through."""
    return {node.id for node in flow.nodes if target not in passed_by(flow, node.id)}


@EACH
def test_a_category_flow_is_sound_and_may_be_published(key):
    assert FLOWS[key].category == key
    assert FLOWS[key].kind is FlowKind.CATEGORY
    assert checks.publishable(FLOWS[key]) == ()


@EACH
def test_an_item_flow_begun_from_a_category_flow_follows_it(key):
    item = item_flow(key, "示范事项流程")

    assert item.kind is FlowKind.ITEM
    assert (item.name, item.category) == ("示范事项流程", key)
    assert {node.realises for node in item.nodes if node.kind in WAITING} == set(FLOWS[key].numbers)
    assert not any(node.realises for node in item.nodes if node.kind not in WAITING)
    assert checks.publishable(item, category=FLOWS[key]) == ()


@EACH
def test_steps_by_law_cite_it_and_steps_by_practice_have_all_six_facts(key):
    for node in FLOWS[key].nodes:
        if node.kind in WAITING and node.warrant is Warrant.LAW:
            assert node.bases, node.id
            assert node.post, node.id
        elif node.kind in WAITING:
            assert [fact for fact in SIX_FACTS if not getattr(node, fact)] == [], node.id


@EACH
def test_what_is_not_optional_lies_on_every_way_to_the_chief_end(key):
    """The first end of the table is the one the procedure is for; 视情形 are all steps that may be passed by."""
    flow = FLOWS[key]
    chief = next(node for node in flow.nodes if node.kind is NodeKind.END)
    always = dominators(flow, chief.id)

    assert {node.id for node in flow.nodes if node.kind in WAITING and not node.optional} <= always


@EACH
def test_a_silent_party_has_a_consequence_and_every_consequence_is_told(key):
    flow = FLOWS[key]
    late = {edge.source for edge in flow.edges if edge.kind is EdgeKind.TIMEOUT}

    assert {node.id for node in flow.nodes if node.kind is NodeKind.PARTY} <= late
    assert {node.id for node in flow.nodes if node.silence} == late
    assert all(node.term and node.term.source for node in flow.nodes if node.id in late)


@EACH
def test_names_and_answers_are_short(key):
    """形式简明. That these charts have more boxes than fifteen is the statute's doing: the citizen is in every step."""
    long = {"licensing", "penalty", "coercion", "coercion-execution", "recruitment"}
    assert {remark.code for remark in charts.lint(FLOWS[key])} <= ({"too-many-boxes"} if key in long else set())


@EACH
def test_a_category_flow_is_its_own_canonical_form(key):
    assert read_definition(written(FLOWS[key])) == FLOWS[key]


def test_every_type_of_power_has_a_flow_of_its_own():
    assert [kind.code for kind in KINDS if for_power_type(kind.code) != kind.code] == []
    assert [kind for kind in PowerType if for_power_type(kind) not in FLOWS] == []


@pytest.mark.parametrize(
    ("code", "name", "key"),
    [
        ("penalty", "对未按规定设置标志的处罚（简易程序）", "penalty-summary"),
        ("penalty", "对未按规定设置标志的处罚", "penalty"),
        ("coercion", "查封经营场所", "coercion"),
        ("coercion", "冻结存款、汇款", "coercion-freezing"),
        ("coercion", "代履行", "coercion-execution"),
        ("levy", "城市道路占用费征收", "levy"),
        ("levy", "国有土地上房屋征收", "levy-houses"),
        ("discipline", "公务员奖励", "discipline-award"),
        ("discipline", "公务员处分", "discipline"),
        ("consultation", "政策咨询", "other"),
        ("", "", "other"),
    ],
)
def test_the_name_tells_where_a_type_has_several_procedures(code, name, key):
    assert for_power_type(code, name) == key


def test_nobody_can_change_what_ships():
    with pytest.raises(TypeError):
        category_flows()["licensing"] = FLOWS["penalty"]


def test_no_penalty_is_decided_before_the_party_has_been_told_its_rights():
    for key in ("penalty", "penalty-summary"):
        assert "tell" in dominators(FLOWS[key], "decide")


def test_the_major_case_goes_through_legal_review_and_deliberation():
    flow = FLOWS["penalty"]
    answers = {(edge.source, edge.label): edge.target for edge in flow.edges}

    assert answers["legal-due", "属于"] == "legal"
    assert answers["legal-passed", "不通过"] == "conclude"
    assert answers["judged", "复杂或者重大，给予处罚"] == "deliberate"


def test_a_licence_application_nobody_answers_in_five_days_is_accepted():
    flow = FLOWS["licensing"]
    late = {edge.source: edge.target for edge in flow.edges if edge.kind is EdgeKind.TIMEOUT}

    assert late["tell-once"] == "accept"
    assert flow.by_id["tell-once"].term.amount == 5
    assert flow.term.amount == 20
    assert {"听证", "检验", "专家评审"} <= set(flow.stops)
