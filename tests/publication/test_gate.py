"""From the decision to publish to what the public sees, and everything that follows of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sunlit.catalogue import commands, queries
from sunlit.catalogue.models import Power
from sunlit.ledger import reading as log
from sunlit.ledger import worker
from sunlit.noticeboard.models import Record
from sunlit.noticeboard.store import reading, referring
from sunlit.organs.values import Viewer
from sunlit.publication.queries import directory
from tests.publication.publishing import (
    FIRST_DAY,
    adjusted,
    body,
    filed,
    office,
    on,
    opening,
    posted,
    publish,
    registrar,
    shown,
    unit,
)
from tests.support.ledger import nothing_recorded

pytestmark = [pytest.mark.django_db(databases=["default", "noticeboard"]), pytest.mark.usefixtures("january")]
EYES = Viewer.system("city")


def waiting() -> int:
    return queries.powers(EYES, state="waiting").total


def test_what_was_decided_waits_until_it_is_copied_and_then_stands_with_all_it_needs() -> None:
    power = filed(posted(), code="SF-XK-0001")
    commands.publish([power], by=office())
    assert waiting() == 1
    assert shown("power", power) is None

    worker.run_dry()

    assert waiting() == 0
    stands = body("power", power)
    assert (stands.name, stands.code, stands.standing, stands.edition) == ("夜间集市开办许可", "SF-XK-0001", "in-use", 1)
    assert (stands.unit, stands.tier, stands.type_words, stands.valid_from) == (str(unit()), 3, "行政许可", FIRST_DAY)
    assert [(h.what, h.on, h.reason) for h in stands.history] == [("filed", FIRST_DAY, "")]
    assert body("unit", stands.unit).name == stands.unit_name
    assert all(body("law", basis.law).title for basis in stands.bases)
    assert {basis.text for basis in stands.bases} <= {a.text for b in stands.bases for a in body("law", b.law).articles}
    [step] = [s for s in stands.steps if s.post]
    assert body("post", step.post).names
    [act] = log.latest(9, subject=f"power:{power}")[-2:-1]
    assert (act.kind, shown("power", power).place) == ("catalogue.power-published", act.idx)


def test_opinions_remarks_and_unknown_columns_stay_inside() -> None:
    power = filed(posted(remarks="只供办公室", type_as_listed="许可（内部叫法）"))
    adjusted(power, on=date(2026, 1, 6))
    with on(date(2026, 1, 6)):
        publish(power)

    everything = "\n".join(Record.objects.values_list("body", flat=True))
    for inner in ("内部意见", "只供办公室", "内部叫法"):
        assert inner not in everything


def test_only_what_is_published_is_there() -> None:
    inner = filed(opening(name="内部事项", disclosure=replace(opening().disclosure, scope="internal")))
    unpublished = filed(opening(name="尚未公布的事项"))
    commands.register_secret(unit(), by=registrar())
    power = filed()
    publish(power)

    assert set(referring.standing("power")) == {str(power)}
    everything = "\n".join(Record.objects.values_list("body", flat=True))
    for key in (inner, unpublished, *Power.objects.filter(secret=True).values_list("pk", flat=True)):
        assert str(key) not in everything


def test_the_same_acts_again_change_nothing_and_cost_little() -> None:
    power = filed(posted())
    publish(power)
    before = list(Record.objects.values())

    from sunlit.ledger.models import Cursor

    Cursor.objects.filter(name="publication.put-out").update(following=0)
    with nothing_recorded():
        worker.run_dry()

    assert list(Record.objects.values()) == before


def test_a_new_edition_follows_the_old_one_says_what_changed_and_why() -> None:
    power = filed()
    publish(power)
    june = date(2026, 6, 1)
    with on(june):
        adjusted(power, on=june, result="电子许可证")
        worker.run_dry()
        assert body("power", power).edition == 1, "put on record is not published"
        assert body("power", power).valid_to == june
        publish(power)

    stands = body("power", power)
    assert (stands.edition, stands.result, stands.changed, stands.valid_from) == (2, "电子许可证", ("result",), june)
    assert [(h.what, h.reason) for h in stands.history] == [("filed", ""), ("adjusted", "改发电子证照")]
    assert [h.body.edition for h in reading.histories("power", [str(power)])[str(power)]] == [1, 1, 2]


def test_two_editions_published_before_anybody_copied_are_both_put_out_in_order() -> None:
    power = filed()
    commands.publish([power], by=office())
    with on(date(2026, 2, 1)):
        adjusted(power, on=date(2026, 2, 1), result="电子许可证")
        commands.publish([power], by=office())
        worker.run_dry()

    assert [h.body.edition for h in reading.histories("power", [str(power)])[str(power)]] == [1, 2]
    assert waiting() == 0


def test_a_correction_says_that_it_is_one() -> None:
    power = filed()
    adjusted(power, on=FIRST_DAY, corrects=True, reason="更正笔误", result="许可证")
    publish(power)
    publish(power)

    assert body("power", power).result == "许可证"
    power = filed(opening(name="另一项"))
    publish(power)
    adjusted(power, on=FIRST_DAY, corrects=True, reason="更正笔误", result="许可证")
    publish(power)
    assert [(h.what, h.reason) for h in body("power", power).history] == [("filed", ""), ("corrected", "更正笔误")]


def test_what_begins_later_is_shown_from_its_day_on() -> None:
    power = filed()
    publish(power)
    march = date(2026, 3, 1)
    adjusted(power, on=march, result="电子许可证")
    publish(power)
    assert (body("power", power).edition, waiting()) == (1, 1)

    for day in (date(2026, 2, 10), march - timedelta(days=1)):
        with on(day):
            worker.run_dry()
            assert body("power", power).edition == 1
    with on(march + timedelta(days=2)):  # the worker was down on the day itself
        worker.run_dry()

    assert (body("power", power).edition, waiting()) == (2, 0)


def test_a_first_edition_that_begins_later_waits_for_its_day() -> None:
    publish(filed(opening(name="先公布的一项")))
    march = date(2026, 3, 1)
    power = filed(on=march)
    publish(power)
    assert shown("power", power) is None

    with on(march):
        worker.run_dry()

    assert body("power", power).valid_from == march


def test_what_becomes_of_a_power_is_told_from_the_day_it_takes_effect() -> None:
    power = filed()
    publish(power)
    commands.suspend(power, reason="布点规划修订期间暂停受理", effective=date(2026, 2, 1), by=office())
    worker.run_dry()
    assert body("power", power).standing == "in-use"

    with on(date(2026, 2, 1)):
        worker.run_dry()
        stands = body("power", power)
        assert (stands.standing, stands.standing_since, stands.standing_reason) == (
            "suspended", date(2026, 2, 1), "布点规划修订期间暂停受理",
        )  # fmt: skip
    with on(date(2026, 3, 1)):
        commands.resume(power, reason="规划公布", by=office())
        worker.run_dry()
        assert (body("power", power).standing, body("power", power).standing_since) == ("in-use", None)
    with on(date(2026, 5, 1)):
        commands.abolish(power, reason="依据已经废止", by=office())
        worker.run_dry()

    stands = body("power", power)
    assert (stands.standing, stands.standing_since, stands.standing_reason) == ("abolished", date(2026, 5, 1), "依据已经废止")
    assert [h.what for h in stands.history] == ["filed", "suspended", "resumed", "abolished"]
    assert directory(EYES).entries == (), "an abolished power keeps its page and leaves the directory"


def test_taking_back_leaves_a_notice_and_what_others_use_stays() -> None:
    one, other = filed(posted()), filed(opening(name="另一项"))
    publish(one, other)
    post = next(s.post for s in body("power", one).steps if s.post)

    commands.withdraw(one, reason="公开范围有误，核对后重新公布", by=office())
    worker.run_dry()

    notice = shown("power", one)
    assert (notice.withdrawn, notice.body, notice.reason) == (True, None, "公开范围有误，核对后重新公布")
    assert body("unit", unit()).name
    assert shown("post", post).body is None, "nobody refers to the post any more"
    commands.withdraw(other, reason="一并核对", by=office())
    worker.run_dry()
    assert shown("unit", unit()).body is None
    publish(one)
    assert body("power", one).name
    assert body("post", post).names


def test_what_was_taken_back_and_published_again_before_anybody_copied_hides_what_was_before() -> None:
    power = filed()
    publish(power)
    commands.withdraw(power, reason="有误", by=office())
    adjusted(power, on=date(2026, 1, 6), result="更正后的结果")
    with on(date(2026, 1, 6)):
        publish(power)

    assert [v.withdrawn for v in reading.versions("power", str(power))] == [True, False]
    power = filed(opening(name="又一项"))
    publish(power)
    commands.withdraw(power, reason="有误", by=office())
    commands.publish([power], by=office())
    worker.run_dry()
    assert [(v.withdrawn, v.reason) for v in reading.versions("power", str(power))] == [(True, "已撤回。"), (False, "")]


def test_what_was_taken_back_before_it_was_ever_copied_leaves_nothing() -> None:
    power = filed()
    commands.publish([power], by=office())
    commands.withdraw(power, reason="有误", by=office())
    worker.run_dry()

    assert shown("power", power) is None


def test_a_sub_item_names_its_parent_while_that_is_shown() -> None:
    parent = filed()
    child = filed(opening(name="首次开办"), parent=parent)
    publish(child)
    assert body("power", child).parent == ""

    publish(parent)
    assert body("power", child).parent == str(parent)
    assert [e.power.name for e in directory(EYES).entries] == ["夜间集市开办许可", "首次开办"]

    commands.withdraw(parent, reason="有误", by=office())
    worker.run_dry()
    assert body("power", child).parent == ""


def test_a_code_that_is_given_or_retired_is_told() -> None:
    power = filed(code="SF-XK-0001")
    publish(power)
    commands.give_code(power, "local", "SF-XK-0002", by=office())
    commands.retire_code(power, "local", "SF-XK-0001", by=office())
    commands.give_code(power, "gansu", "62010000MZ-XK-0077", by=office())
    worker.run_dry()

    stands = body("power", power)
    assert set(stands.codes) == {"SF-XK-0001", "SF-XK-0002", "62010000MZ-XK-0077"}


def test_what_becomes_of_a_power_that_was_taken_back_is_not_told() -> None:
    power = filed()
    publish(power)
    commands.withdraw(power, reason="有误", by=office())
    worker.run_dry()
    before = Record.objects.count()
    commands.give_code(power, "gansu", "62010000MZ-XK-0077", by=office())
    worker.run_dry()

    assert (Record.objects.count(), shown("power", power).body) == (before, None)
