"""清理结果公告: what became of a unit's powers, told to the public, and taken back."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from sunlit.ledger import Unchanged, worker
from sunlit.noticeboard.models import Record
from sunlit.noticeboard.values import PublicResultRow
from sunlit.organs.rules import NotAllowed
from sunlit.publication import commands
from sunlit.publication.rules import results as rules
from tests.publication.publishing import body, filed, office, opening, publish, registrar, shown, unit
from tests.support.ledger import nothing_recorded, recorded, refused

pytestmark = [pytest.mark.django_db(databases=["default", "noticeboard"]), pytest.mark.usefixtures("january")]
DAY = date(2026, 1, 5)


def row(outcome: str, name: str = "夜间集市开办许可", **more: str) -> PublicResultRow:
    return PublicResultRow(power=more.pop("power", ""), name=name, outcome=outcome, **more)


def announce(*rows: PublicResultRow):
    return commands.announce_result(unit(), rows, on=DAY, by=office())


def test_a_notice_says_of_each_power_what_became_of_it_and_why() -> None:
    kept, waiting = filed(), filed(opening(name="备案未公布的一项"))
    publish(kept)
    told = (
        row("renamed", power=str(kept), reason=" 与法律一致 ", before="夜市开办审批"),
        row("new", "备案未公布的一项", power=str(waiting)),
        row("abolished", "集市卫生评比", reason="没有法定依据"),
    )

    result = announce(*told)
    worker.run_dry()

    notice = body("result", result)
    assert (notice.unit, notice.unit_name, notice.on) == (str(unit()), body("unit", unit()).name, DAY)
    assert [(r.power, r.name, r.outcome, r.reason, r.before) for r in notice.rows] == [
        (str(kept), "夜间集市开办许可", "renamed", "与法律一致", "夜市开办审批"),
        ("", "备案未公布的一项", "new", "", ""),  # named, and led to only once it stands
        ("", "集市卫生评比", "abolished", "没有法定依据", ""),
    ]
    assert [act.kind for act in recorded("publication.result-announced")] == ["publication.result-announced"]


def test_of_what_is_not_open_to_society_the_notice_says_nothing() -> None:
    inner = filed(opening(name="内部事项", disclosure=opening().disclosure.__class__(scope="internal")))
    with nothing_recorded(), refused(rules.NothingToAnnounce):
        announce(row("kept", "内部事项", power=str(inner)))

    announce(row("kept", "内部事项", power=str(inner)), row("kept", "不存在的", power=str(uuid4())), row("kept", "公开的一项"))
    worker.run_dry()

    everything = "\n".join(body for body in Record.objects.values_list("body", flat=True) if body)
    assert "内部事项" not in everything
    assert "不存在的" not in everything
    assert "公开的一项" in everything


@pytest.mark.parametrize("outcome", rules.REASONED)
def test_nothing_is_renamed_adjusted_or_ended_without_a_reason(outcome: str) -> None:
    with nothing_recorded(), refused(rules.NoReasonGiven):
        announce(row(outcome, reason=" "))


def test_what_cannot_be_announced_is_refused() -> None:
    for deed, refusal in (
        (announce, rules.NothingToAnnounce),
        (lambda: announce(row("vanished")), rules.UnknownOutcome),
        (lambda: commands.announce_result(uuid4(), [row("kept")], on=DAY, by=office()), rules.NoSuchUnit),
        (lambda: commands.announce_result(unit(), [row("kept")], on=DAY, by=registrar()), NotAllowed),
        (lambda: commands.withdraw_result(uuid4(), reason="误", by=office()), rules.NoSuchResult),
        (lambda: commands.withdraw_result(uuid4(), reason=" ", by=office()), rules.NoWithdrawalReason),
        (lambda: commands.withdraw_result(uuid4(), reason="误", by=registrar()), NotAllowed),
    ):
        with nothing_recorded(), refused(refusal):
            deed()


def test_a_notice_that_was_wrong_is_taken_back_once_and_leaves_its_reason() -> None:
    result = announce(row("kept"))
    worker.run_dry()

    commands.withdraw_result(result, reason="单位填报有误，更正后重新公告", by=office())
    assert isinstance(commands.withdraw_result(result, reason="再来", by=office()), Unchanged)
    worker.run_dry()

    assert (shown("result", result).body, shown("result", result).reason) == (None, "单位填报有误，更正后重新公告")
