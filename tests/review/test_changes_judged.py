"""变更审核: what touches words is judged by the three side by side; what holds a secret is sealed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from sunlit.catalogue import queries as powers
from sunlit.catalogue.models import PowerEdition
from sunlit.flow.models import Task
from sunlit.kernel import clock
from sunlit.organs.rules import Function, NotAllowed
from sunlit.review import commands, queries
from sunlit.review.models import Change, WithheldItem
from sunlit.review.routes import JOINT_STEPS
from sunlit.review.rules import changing as rules
from sunlit.review.rules.changing import ChangeKind, ChangeOutcome, ChangeVerdict
from sunlit.review.rules.withheld import Exemption, Placeholder, PlaceholderLacking
from sunlit.review.values import OpinionKind
from tests.review.changing import (
    AUDITOR,
    REGISTRAR,
    asked,
    changing,
    filed,
    reworded,
)
from tests.review.test_routes import JUDGES
from tests.support.ledger import made_once, nothing_recorded, recorded, refused

pytestmark = pytest.mark.django_db

made, city = made_once(changing)


def test_what_touches_the_words_is_judged_by_the_three_side_by_side_and_none_sees_the_others_first(city):
    power, registrar = filed(city), city.who("市灯局", REGISTRAR)
    reworded(power, registrar, name="放河灯许可")
    change = commands.apply_for_change(power, asked(ChangeKind.ALTER), by=registrar)
    row = Change.objects.get()
    assert set(Task.objects.filter(run=row.run, how="").values_list("node", flat=True)) == {"law", "mandate", "secrecy"}
    for function in JUDGES.values():
        [mine] = queries.changes_waiting(city.sees("市府", function))
        assert mine.mine
        [waiting], _ = queries.inbox(city.sees("市府", function))
        assert waiting.review == change
        seen = queries.change(city.sees("市府", function), change)
        assert seen is not None
        assert {JUDGES[kind] for kind, node in JOINT_STEPS.items() if node == seen.node} == {function}

    def judge(kind: OpinionKind, verdict: ChangeVerdict = ChangeVerdict.AGREE, text: str = "") -> None:
        by = city.who("市府", JUDGES[kind])
        commands.audit_change(change, verdict, text=text, digest=row.digest, of=kind, by=by)

    def read(unit: str, function: Function) -> list[tuple[str, str]]:
        seen = queries.change(city.sees(unit, function), change)
        assert seen is not None
        return [(one.step, "?" if one.hidden else one.verdict) for one in seen.said if one.step in JOINT_STEPS.values()]

    def own_first(unit: str, function: Function) -> bool:
        seen = queries.change(city.sees(unit, function), change)
        assert seen is not None
        return all(one.own_first for one in seen.said if one.hidden)

    with refused(NotAllowed), nothing_recorded():
        commands.audit_change(
            change, ChangeVerdict.AGREE, text="", digest=row.digest, of=OpinionKind.SECRECY,
            by=city.who("市府", Function.STAFFING),
        )  # fmt: skip
    with refused(rules.ChangeLacking), nothing_recorded():
        judge(OpinionKind.SECRECY, ChangeVerdict.RETURN)
    judge(OpinionKind.SECRECY, ChangeVerdict.RETURN, "第三项须区分处理")
    assert len(recorded("review.change-heard")) == 1
    for who in (("市灯局", REGISTRAR), ("市府", Function.STAFFING), ("市府", AUDITOR)):
        assert read(*who) == [("secrecy", "?")]
        assert own_first(*who) == (who[1] in JUDGES.values())  # to whoever gives none, it is not said to come first
    assert read("市府", Function.SECRECY) == [("secrecy", "return")]
    judge(OpinionKind.MANDATE)
    assert read("市府", Function.STAFFING) == [("secrecy", "return"), ("mandate", "agree")]
    assert read("市府", AUDITOR) == [("secrecy", "?"), ("mandate", "?")]
    with refused(rules.ChangeNotHere), nothing_recorded():
        judge(OpinionKind.MANDATE)
    judge(OpinionKind.LAW)

    assert Task.objects.get(run=row.run, how="").node == "apply"  # one of three returns it
    assert [state for _, state in read("市灯局", REGISTRAR)] == ["return", "agree", "agree"]
    day = clock.today() + timedelta(days=9)
    commands.complete_application(change, asked(ChangeKind.ALTER, reason="已区分处理"), by=registrar)
    row.refresh_from_db()
    assert [state for _, state in read("市府", AUDITOR)] == ["return", "agree", "agree"]  # of the round before
    law = city.who("市府", AUDITOR)
    commands.audit_change(change, ChangeVerdict.AGREE, text="同意", effective=day, digest=row.digest, by=law)
    assert read("市灯局", REGISTRAR)[-1] == ("law", "?")
    judge(OpinionKind.SECRECY)
    judge(OpinionKind.MANDATE)
    commands.reply_to_audit(change, confirmed=True, by=registrar)
    new = PowerEdition.objects.get(power=power, number=2)
    assert (new.valid_from, new.opinion) == (day, "同意")
    [act] = recorded("review.change-carried-out")
    assert act.actor == registrar.name
    for name in (registrar.name, law.name, *(city.who("市府", one).name for one in JUDGES.values())):
        assert name in act.body  # what the system does next, it does for these


PLACE = Placeholder(
    exemption=Exemption.STATE_SECRET, provision="保密法第十三条", until="三年", determined_by="局长",
    next_review=clock.today() + timedelta(days=90),
)  # fmt: skip


@pytest.mark.parametrize("new", [True, False], ids=["new", "on-record"])
def test_changed_words_that_secrecy_finds_a_secret_in_are_registered_as_withheld_and_stay_sealed(city, new):
    registrar, secrecy = city.who("市灯局", REGISTRAR), city.who("市府", Function.SECRECY)
    if new:
        draft, kind = city.draft(name="某项许可"), ChangeKind.ADD
        power = PowerEdition.objects.get(pk=draft).power_id
    else:
        power, kind = filed(city), ChangeKind.ALTER
        draft = reworded(power, registrar, name="放河灯许可")
    change = commands.apply_for_change(power, asked(kind), by=registrar)
    row = Change.objects.get()

    def judged(of: OpinionKind, verdict: ChangeVerdict, **more: Any) -> None:
        by = city.who("市府", JUDGES[of])
        commands.audit_change(change, verdict, text="理由", digest=row.digest, of=of, by=by, **more)

    with refused(PlaceholderLacking), nothing_recorded():
        judged(OpinionKind.SECRECY, ChangeVerdict.REFUSE)
    judged(OpinionKind.SECRECY, ChangeVerdict.REFUSE, placeholder=PLACE)

    item = WithheldItem.objects.get()
    assert (item.power, item.unit_id, item.partly) == (power, city.units["市灯局"], not new)
    assert (item.provision, item.secrecy_by) == ("保密法第十三条", secrecy.name)
    [act] = recorded("review.change-withheld")
    assert "某项" not in act.body
    assert "河灯" not in act.body
    judged(OpinionKind.MANDATE, ChangeVerdict.AGREE)
    judged(OpinionKind.LAW, ChangeVerdict.AGREE)
    row.refresh_from_db()
    assert row.outcome == ChangeOutcome.REFUSED
    held = PowerEdition.objects.get(pk=draft)
    assert (held.state, held.held_for) == ("draft", f"withheld:{item.pk}")  # sealed until it is purged

    commands.release_item(item.pk, ground="reassessed", by=secrecy)
    held.refresh_from_db()
    assert held.held_for == ""  # nothing withholds it: it is the unit's again


def test_words_found_secret_stay_sealed_though_the_unit_takes_its_application_back(city):
    power, registrar = filed(city), city.who("市灯局", REGISTRAR)
    draft = reworded(power, registrar, name="放河灯许可")
    change = commands.apply_for_change(power, asked(ChangeKind.ALTER), by=registrar)
    commands.audit_change(
        change, ChangeVerdict.REFUSE, text="涉密", digest=Change.objects.get().digest, of=OpinionKind.SECRECY,
        placeholder=PLACE, by=city.who("市府", Function.SECRECY),
    )  # fmt: skip
    commands.withdraw_change(change, by=registrar)
    assert PowerEdition.objects.get(pk=draft).held_for == f"withheld:{WithheldItem.objects.get().pk}"
    office = city.sees("市府", Function.OPEN_GOVERNMENT)
    found = powers.power(office, power)
    assert found is not None
    assert (found.secret, [one.content.name for one in found.editions]) == (False, ["河灯放流许可"]), "what is on record stays"


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        (("agree", "agree", "agree"), "agree"),
        (("agree", "return", "agree"), "return"),
        (("refuse", "return", "agree"), "refuse"),
    ],
)
def test_each_of_those_who_judge_has_to_agree(given, whole):
    assert rules.together(ChangeVerdict(one) for one in given) == whole
