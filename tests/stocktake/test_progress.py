"""The board counts, difficulties go up, who has not registered is told; and none of it costs more for more."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from docx import Document

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.values import Disclosure, PowerContent, Showing
from sunlit.courier.models import Message
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from sunlit.review import commands as review
from sunlit.review.models import Review
from sunlit.review.values import JOINT, OpinionKind
from sunlit.stocktake import commands, exports, queries, reactions, rules
from sunlit.stocktake.acts import StocktakeBegun
from sunlit.stocktake.models import Activity, Difficulty, ListedPower, OfficeList, RollLine
from sunlit.stocktake.rules import ActivityKind, Stage, Standing, Tier
from tests.review.people import judge, meet
from tests.review.test_routes import JUDGES
from tests.stocktake.people import BY, LEADER, LEGAL, OFFICE, REGISTRAR, stocktake_city
from tests.stocktake.test_registering import filled, published
from tests.support.ledger import made_once, nothing_recorded, refused
from tests.support.people import make_account

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.stocktake.values import UnitProgress
    from tests.stocktake.people import StocktakeCity

pytestmark = pytest.mark.django_db
EYES = Viewer.system("test")


made, city = made_once(stocktake_city)


def row(city: StocktakeCity, unit: str = "市灯局") -> UnitProgress:
    board = queries.stocktake(EYES, city.stocktake).board
    return next(one for one in board if one.unit == city.unit(unit))


def told(city: StocktakeCity) -> list[str]:
    return [f"{cell.done}/{cell.total}" for cell in row(city).cells]


def test_the_board_follows_an_item_from_the_officer_to_the_noticeboard(city: StocktakeCity) -> None:
    city.begin()
    draft = city.registers("钱二", "放河灯许可")
    filled(city, draft, "钱二", disclosure=Disclosure(forms=(Showing(kind="website"),), scope="society", time="长期"))
    assert told(city) == ["0/8", "0/3", "0/0", "0/0", "0/0", "0/0"]
    city.signed()
    assert told(city) == ["3/8", "1/3", "0/1", "0/1", "0/1", "0/0"]
    legal, leader = city.who("市灯局", LEGAL), city.who("市灯局", LEADER)
    [key] = commands.send_items(city.list(), [ListedPower.objects.get().power], by=legal)
    held = Review.objects.get(pk=key)
    assert told(city)[2] == "0/1"
    judge(held, OpinionKind.LEGALITY, legal)
    assert told(city)[2:4] == ["1/1", "0/1"]
    meet(held, leader, clock.today())
    review.report_up([key], "灯审〔2026〕1号", by=city.who("市灯局", REGISTRAR))
    assert told(city)[3:5] == ["1/1", "0/1"]
    for kind in JOINT:
        judge(held, kind, city.reviews.who("市府", JUDGES[kind]))
    review.determine(key, "filed", digest=held.digest, text="准予备案", by=city.who("市府", OFFICE))

    assert told(city)[4] == "1/1"
    catalogue.publish([held.power], by=BY)
    assert not row(city).cells[5].complete  # two offices have not signed yet
    for office, unit_head in (("执法科", city.who("李四")), ("办公室", leader)):
        city.others_declare_none(office)
        commands.sign_list(city.office(office), by=unit_head)
    assert [cell.complete for cell in row(city).cells[:5]] == [True] * 5
    assert row(city).late is None


def test_a_unit_sees_its_own_row_and_what_is_late(city: StocktakeCity) -> None:
    city.begin("市灯局", "灯检")
    [own] = queries.stocktake(city.sees("赵一"), city.stocktake).board
    assert own.unit == city.unit("市灯局")
    with clock.frozen(clock.now() + timedelta(days=3)):
        late = row(city).late
    assert late is not None
    assert (late.stage, late.days) == (Stage.PERSONAL, 3)


def test_the_pages_cost_the_same_however_many_there_are(
    city: StocktakeCity, django_assert_max_num_queries: Any
) -> None:
    city.begin("市灯局", "灯检", "甲县灯局")
    office, officer, legal = city.sees("市府", OFFICE), city.sees("钱二"), city.sees("市灯局", LEGAL)

    def look() -> None:
        with django_assert_max_num_queries(24):
            queries.stocktake(office, city.stocktake)
        with django_assert_max_num_queries(20):
            queries.mine(officer, city.stocktake)
        with django_assert_max_num_queries(24):
            queries.office_list(legal, city.office("许可科"))
        with django_assert_max_num_queries(24):
            queries.unit_list(legal, city.list())

    city.registers("孙三", "河灯安全检查")
    look()
    for n in range(6):
        city.registers("钱二", f"第{n}类放灯许可")
        commands.raise_difficulty(city.list(), f"第{n}个困难", by=city.who("钱二"))
    look()
    city.signed()
    look()


def test_a_difficulty_of_an_officer_is_asked_in_the_unit_and_goes_up_when_nobody_answers(city: StocktakeCity) -> None:
    city.begin("甲县灯局", "市灯局")
    with refused(NotAllowed):
        commands.raise_difficulty(city.list("甲县灯局"), "与别局职责交叉", by=city.who("钱二"))
    with refused(rules.ReasonMissing):
        commands.raise_difficulty(city.list("甲县灯局"), "", by=city.who("吴六"))
    key = commands.raise_difficulty(city.list("甲县灯局"), "与别局职责交叉", by=city.who("吴六"))
    assert Difficulty.objects.get(pk=key).tier == Tier.UNIT
    assert Message.objects.filter(kind="difficulty-asked").count() == 2  # the unit's legal officer and its leader
    assert reactions.pass_up() == 0
    tiers = []
    moment = clock.now()
    for _ in range(3):
        moment += timedelta(days=15)
        with clock.frozen(moment):
            assert reactions.pass_up() == 1
            tiers.append(Difficulty.objects.get(pk=key).tier)
    assert tiers == [Tier.COUNTY, Tier.CITY, Tier.CITY]
    told = Message.objects.filter(kind="difficulty-asked").order_by("sent_at").values_list("recipient__number", flat=True)
    assert list(told[2:]) == ["甲县府open-government", "市府open-government"]  # each tier as it comes to it
    over = Message.objects.filter(kind="difficulty-overdue").values_list("recipient__number", flat=True)
    assert set(over) == {"市府open-government", "甲县灯局吴六"}  # the last that is asked, and who waits

    [seen] = queries.stocktake(city.sees("市府", OFFICE), city.stocktake).difficulties
    assert (seen.passed, seen.overdue, seen.may_answer) == (2, True, True)
    for who in (city.who("甲县府", OFFICE), city.who("甲县灯局", LEADER)):
        with refused(NotAllowed):
            commands.answer_difficulty(key, "按三定方案办", by=who)
    commands.answer_difficulty(key, "按三定方案办", by=city.who("市府", OFFICE))
    for unknown in (key, uuid4()):
        with refused(rules.NoSuchDifficulty):
            commands.answer_difficulty(unknown, "按三定方案办", by=city.who("市府", OFFICE))
    [answered] = Message.objects.filter(kind="difficulty-answered")
    assert answered.recipient.number == "甲县灯局吴六"
    [seen] = queries.stocktake(city.sees("吴六"), city.stocktake).difficulties
    assert (seen.answer, seen.may_answer) == ("按三定方案办", False)
    assert commands.pass_up([key], by=BY).reason  # type: ignore[union-attr]
    with refused(NotAllowed):
        commands.pass_up([key], by=city.who("市府", OFFICE))


def test_a_difficulty_of_a_unit_is_asked_of_the_office_above_it(city: StocktakeCity) -> None:
    city.begin("甲县灯局", "市灯局")
    county = commands.raise_difficulty(city.list("甲县灯局"), "人手不足", by=city.who("甲县灯局", LEGAL))
    own = commands.raise_difficulty(city.list("市灯局"), "人手不足", by=city.who("赵一"))
    assert Difficulty.objects.get(pk=county).tier == Tier.COUNTY
    assert Difficulty.objects.get(pk=own).tier == Tier.CITY
    with refused(NotAllowed):
        commands.answer_difficulty(county, "可以借调", by=city.who("甲县灯局", LEADER))
    commands.answer_difficulty(county, "可以借调", by=city.who("甲县府", OFFICE))
    officers = commands.raise_difficulty(city.list("甲县灯局"), "看不懂条文", by=city.who("吴六"))
    commands.answer_difficulty(officers, "找法制股", by=city.who("甲县灯局", LEADER))


def test_who_stands_on_the_roll_is_told_once_and_once_more_when_late(city: StocktakeCity) -> None:
    begun = StocktakeBegun(stocktake=city.begin(), units=1, offices=3, officers=8)
    reactions.call(begun)
    reactions.call(begun)
    assert Message.objects.filter(kind="registration-open").count() == 8
    assert reactions.keep_rolls() == 0  # compared today
    commands.sign_off(city.line("钱二"), Standing.NONE, by=city.who("钱二"))
    with clock.frozen(clock.now() + timedelta(days=1)):
        assert reactions.keep_rolls() == 1
        assert reactions.keep_rolls() == 0
    assert Message.objects.filter(kind="registration-late").count() == 7
    with refused(NotAllowed):
        commands.call_officers(city.stocktake, by=city.who("市府", OFFICE))
    commands.close_stocktake(city.stocktake, reason="目录已经公布", by=BY)
    with clock.frozen(clock.now() + timedelta(days=2)):
        assert reactions.keep_rolls() == 0


def test_what_is_purged_is_forgotten_by_lists(city: StocktakeCity) -> None:
    city.begin()
    city.registers("钱二", "放河灯许可")
    city.signed()
    listed = ListedPower.objects.get()
    with refused(NotAllowed), nothing_recorded():
        commands.purge_listed([listed.power], by=city.who("市府", OFFICE))
    keeper = make_account("keeper", functions=(), administers="security")
    assert commands.purge_listed([listed.power], by=Actor.account(keeper.pk)) == 2
    assert ListedPower.objects.get().digest == OfficeList.objects.get(pk=listed.office_list_id).salt == ""


def test_the_roll_has_everybody_once(city: StocktakeCity) -> None:
    city.begin("市灯局", "市灯局")
    keys: list[UUID] = list(RollLine.objects.values_list("pk", flat=True))
    assert len(keys) == len(set(keys)) == 8


def test_the_ledger_holds_what_was_done_and_the_report_tells_it(city: StocktakeCity) -> None:
    city.begin("市灯局", "灯检")
    model = published(city, "市灯局", "河灯展演许可")
    catalogue.give_code(model, "local", "CS-XK-7", by=BY)
    office, legal, today = city.who("市府", OFFICE), city.who("市灯局", LEGAL), clock.today()
    commands.note_activity(city.list(), ActivityKind.ANNOUNCEMENT, "月底前完成登记", on=today, by=office)
    taught = commands.note_activity(city.list(), ActivityKind.TRAINING, "清理培训", on=today, reach=42, medium="集中授课", by=legal)
    wrong = commands.note_activity(city.list(), ActivityKind.PUBLICITY, "电视专题", on=today, reach=9000, by=legal)
    commands.note_activity(
        city.list(), ActivityKind.PRACTICE, "先写步骤后定职权", on=today, text="便于新人", code="CS-XK-7", by=legal
    )
    for kind, by, refusal in (
        (ActivityKind.ANNOUNCEMENT, legal, NotAllowed),
        (ActivityKind.TRAINING, city.who("钱二"), NotAllowed),
    ):
        with refused(refusal), nothing_recorded():
            commands.note_activity(city.list(), kind, "清理培训", on=today, by=by)
    with refused(rules.NotYet):
        commands.note_activity(city.list(), ActivityKind.TRAINING, "明天的", on=today + timedelta(days=1), by=legal)
    with refused(rules.NotAModel):
        commands.note_activity(city.list(), ActivityKind.PRACTICE, "没有公布", on=today, code="CS-0", by=legal)
    with refused(NotAllowed):
        commands.strike_activity(wrong, reason="误记", by=city.who("钱二"))
    commands.strike_activity(wrong, reason="误记", by=office)
    with refused(rules.NoSuchStocktake):
        commands.strike_activity(wrong, reason="误记", by=office)
    raised = commands.raise_difficulty(city.list(), "职责交叉", by=legal)
    commands.raise_difficulty(city.list("灯检"), "人手不足", by=city.who("灯检", LEGAL))
    commands.answer_difficulty(raised, "由本局登记", by=office)

    seen = queries.stocktake(city.sees("市府", OFFICE), city.stocktake)
    assert {one.title for one in seen.activities} == {"月底前完成登记", "清理培训", "先写步骤后定职权"}
    practice = next(one for one in seen.activities if one.kind is ActivityKind.PRACTICE)
    assert (practice.power, practice.power_name) == (model, "河灯展演许可")
    assert not any(one.may_strike for one in queries.stocktake(city.sees("钱二"), city.stocktake).activities)
    assert Activity.objects.get(pk=taught).reach == 42

    late = today + timedelta(days=4)
    with clock.frozen(clock.now() + timedelta(days=4)):
        seen = queries.stocktake(city.sees("市府", OFFICE), city.stocktake)
    made = Document(io.BytesIO(exports.report(seen, late)))
    words = "\n".join([*(p.text for p in made.paragraphs), *(c.text for t in made.tables for r in t.rows for c in r.cells)])
    for told in (
        "职权清理进展情况报告", "参加单位2个", "个人登记逾期4天，8人未登记", "职责交叉　答复：由本局登记", "待市政务公开办于",
        "集中授课", "覆盖42人次", "市灯局：先写步骤后定职权。便于新人", "0/8",
    ):  # fmt: skip
        assert told in words
    assert "电视专题" not in words


def test_a_report_of_nothing_says_so(city: StocktakeCity) -> None:
    city.begin("市灯局")
    commands.raise_difficulty(city.list(), "职责交叉", by=city.who("市灯局", LEGAL))
    RollLine.objects.update(standing=Standing.NONE)
    with clock.frozen(clock.now() + timedelta(days=30)):
        reactions.pass_up()
        seen = queries.stocktake(EYES, city.stocktake)
        words = "\n".join(p.text for p in Document(io.BytesIO(exports.report(seen, clock.today()))).paragraphs)
    assert "科室汇总逾期30天，3个科室未签认" in words
    assert "逾期未答复" in words
    assert words.count("（无）") == 2
    OfficeList.objects.update(state="signed", round=1)
    draft = catalogue.draft_power(city.unit("市灯局"), PowerContent(name="甲"), secret_answer="no", by=BY)
    power = PowerEdition.objects.get(pk=draft).power_id
    ListedPower.objects.create(
        office_list=OfficeList.objects.earliest("pk"), round=1, holder_id=city.unit("市灯局"), power=power,
        edition=draft, digest="",
    )  # fmt: skip
    with clock.frozen(clock.now() + timedelta(days=30)):
        seen = queries.stocktake(EYES, city.stocktake)
        words = "\n".join(p.text for p in Document(io.BytesIO(exports.report(seen, clock.today()))).paragraphs)
    assert "单位汇总与初审逾期30天，完成0项，共1项" in words


def test_what_is_asked_of_whom_follows_the_list_from_the_officer_to_the_unit(
    city: StocktakeCity, django_assert_max_num_queries: Any
) -> None:
    today = clock.today()
    city.begin(due={stage: today + timedelta(days=-1 if stage is Stage.PERSONAL else 9) for stage in Stage})

    [officer] = queries.at_hand(city.sees("钱二"))
    assert (officer.register, officer.late, officer.sign, officer.send) == (1, True, (), ())
    assert queries.at_hand(city.sees("吴六")) == ()
    assert queries.at_hand(Viewer.system("test")) == ()

    filled(city, city.registers("钱二", "点灯许可"), "钱二")
    city.others_declare_none("许可科")
    assert queries.at_hand(city.sees("钱二")) == ()
    [head] = queries.at_hand(city.sees("赵一"))
    assert head.sign == (city.office("许可科"),)
    leader = city.sees("市灯局", LEADER)
    assert not any(one.sign for one in queries.at_hand(leader))  # the office has a head

    commands.sign_list(city.office("许可科"), by=city.who("赵一"))
    assert queries.at_hand(city.sees("赵一")) == ()
    [registrar] = queries.at_hand(city.sees("市灯局", REGISTRAR))
    assert (registrar.send, registrar.to_send) == (((city.list(), 1),), 1)
    with django_assert_max_num_queries(12):
        queries.at_hand(leader)


def test_a_difficulty_is_asked_of_one_tier_at_a_time(city: StocktakeCity) -> None:
    city.begin()
    commands.raise_difficulty(city.list(), "两家都管", by=city.who("钱二"))
    asked = {name: sum(one.answer for one in queries.at_hand(seen)) for name, seen in _askable(city).items()}
    assert asked == {"unit": 1, "city": 0}

    Difficulty.objects.update(tier=Tier.CITY)
    asked = {name: sum(one.answer for one in queries.at_hand(seen)) for name, seen in _askable(city).items()}
    assert asked == {"unit": 0, "city": 1}


def _askable(city: StocktakeCity) -> dict[str, Viewer]:
    return {"unit": city.sees("市灯局", LEGAL), "city": city.sees("市府", OFFICE)}


def test_what_was_judged_and_came_back_says_so_in_the_list_of_its_unit(city: StocktakeCity) -> None:
    city.begin()
    filled(city, city.registers("钱二", "点灯许可"), "钱二")
    city.signed()
    [power] = [row.power for row in ListedPower.objects.all()]
    [key] = commands.send_items(city.list(), [power], by=city.who("市灯局", LEGAL))
    seen = queries.unit_list(EYES, city.list())
    assert [one.item.state for one in seen.items] == ["review"]

    review.withdraw_review(key, by=city.who("市灯局", LEGAL))
    seen = queries.unit_list(EYES, city.list())
    assert [one.item.state for one in seen.items] == ["withdrawn"]
