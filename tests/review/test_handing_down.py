"""下放、承接: a power goes on above until every unit below has it on record, each on its own way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.rules.powers import PowerStanding
from sunlit.kernel import clock
from sunlit.organs.rules import NotAllowed
from sunlit.review import commands, queries
from sunlit.review.models import Change
from sunlit.review.rules import changing as rules
from sunlit.review.rules.changing import ChangeCause, ChangeKind, ChangeOutcome, ChangeVerdict
from tests.review.changing import (
    AUDITOR,
    EYES,
    REGISTRAR,
    agreed,
    asked,
    carried,
    carried_below,
    changing,
    filed,
)
from tests.review.people import BY
from tests.support.ledger import made_once, nothing_recorded, refused

pytestmark = pytest.mark.django_db

made, city = made_once(changing)


def test_a_power_handed_down_ceases_here_and_is_taken_over_by_the_unit_below_on_its_own_way(city):
    power = filed(city)

    down = carried(city, power, asked(ChangeKind.DEVOLVE, others=(city.units["甲县灯局"],)))

    assert powers.standing_of(EYES, power) is PowerStanding.IN_USE  # until somebody below has it
    assert down.outcome == ""
    waits = queries.change(city.sees("市灯局", REGISTRAR), down.pk)
    assert waits is not None
    assert (waits.row.step, waits.row.due_on, waits.may_withdraw) == ("等待下级单位承接备案", clock.today(), False)
    assert [(one.unit_name, one.step, one.due_on is not None) for one in waits.below] == [("甲县灯局", "申请", True)]
    with refused(rules.ChangeRunning), nothing_recorded():
        commands.apply_for_change(power, asked(ChangeKind.SUSPEND), by=city.who("市灯局", REGISTRAR))
    up = Change.objects.exclude(pk=down.pk).get()
    county = city.who("甲县灯局", REGISTRAR)
    assert (up.cause, up.parent_id, up.unit_id) == (ChangeCause.DEVOLVED, down.pk, city.units["甲县灯局"])
    [mine] = queries.changes_waiting(city.sees("甲县灯局", REGISTRAR))
    assert (mine.id, mine.step, mine.cause.words) == (up.pk, "申请", "上级下放")
    with refused(rules.ChangeUnfit), nothing_recorded():
        commands.withdraw_change(up.pk, by=county)
    commands.complete_application(up.pk, asked(ChangeKind.TAKE_OVER), by=county)
    with refused(NotAllowed), nothing_recorded():
        commands.audit_change(
            up.pk, ChangeVerdict.AGREE, text="", digest=Change.objects.get(pk=up.pk).digest, by=county
        )  # fmt: skip
    agreed(up.pk, city.who("甲县府", AUDITOR))
    day = clock.today() + timedelta(days=4)
    Change.objects.filter(pk=up.pk).update(effective=day)
    commands.reply_to_audit(up.pk, confirmed=True, by=county)
    down.refresh_from_db()
    above = powers.power(EYES, power)
    assert above is not None
    assert (down.outcome, down.effective, above.states[-1].effective) == (ChangeOutcome.IN_EFFECT, day, day)
    assert (above.standing, above.states[-1].reason) == (PowerStanding.IN_USE, "下放至甲县灯局")
    with clock.frozen(clock.now() + timedelta(days=4)):
        assert powers.standing_of(EYES, power) is PowerStanding.CANCELLED
        assert powers.standing_of(EYES, up.power) is PowerStanding.IN_USE
    taken = powers.power(EYES, up.power)
    assert taken is not None
    assert taken.on_record is not None
    assert (taken.unit, taken.on_record.content.holder, taken.on_record.valid_from) == (up.unit_id, "甲县灯局", day)


def test_handed_down_to_several_it_stays_above_until_the_last_has_it_and_where_one_is_refused(city):
    for refusing in (False, True):
        power = filed(city, name=f"河灯许可{refusing}")
        units = (city.units["甲县灯局"], city.units["乙镇"])
        down = carried(city, power, asked(ChangeKind.DEVOLVE, others=units))
        first, second = Change.objects.filter(parent=down).order_by("unit__code")
        for up, unit in ((first, "乙镇"), (second, "甲县灯局")):
            assert powers.standing_of(EYES, power) is PowerStanding.IN_USE
            registrar = city.who(unit, REGISTRAR)
            commands.complete_application(up.pk, asked(ChangeKind.TAKE_OVER), by=registrar)
            if refusing and up == second:
                agreed(up.pk, city.who("甲县府", AUDITOR), verdict=ChangeVerdict.REFUSE, text="县里没有力量承接")
                continue
            agreed(up.pk, city.who("甲县府", AUDITOR))
            commands.reply_to_audit(up.pk, confirmed=True, by=registrar)
        down.refresh_from_db()
        assert down.outcome == (ChangeOutcome.REFUSED if refusing else ChangeOutcome.IN_EFFECT)
        then = PowerStanding.IN_USE if refusing else PowerStanding.CANCELLED
        assert powers.standing_of(EYES, power) is then


def test_what_ended_meanwhile_ends_no_second_time_when_it_is_taken_over(city):
    power = filed(city)
    down = carried(city, power, asked(ChangeKind.DEVOLVE, others=(city.units["甲县灯局"],)))
    catalogue.cancel(power, reason="条例废止", by=BY)
    carried_below(city, Change.objects.get(parent=down))
    down.refresh_from_db()
    assert down.outcome == ChangeOutcome.IN_EFFECT
    seen = powers.power(EYES, power)
    assert seen is not None
    assert [one.reason for one in seen.states if one.reason] == ["条例废止"]
