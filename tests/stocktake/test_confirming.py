"""清理之后重新确认: what is on record is still exercised, is to change, or is to end; what nobody answers for is open."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from docx import Document

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.models import Power
from sunlit.catalogue.rules import staging
from sunlit.catalogue.rules.powers import DraftExists
from sunlit.catalogue.values import StepPost
from sunlit.kernel import clock
from sunlit.organs.models import Post
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from sunlit.stocktake import commands, exports, queries, rules
from sunlit.stocktake.models import Registration
from sunlit.stocktake.rules import Origin, Proposal, Stage, Standing
from tests.stocktake.people import BY, OFFICE, REGISTRAR, stocktake_city
from tests.stocktake.test_registering import filled
from tests.support.ledger import made_once, nothing_recorded, refused

if TYPE_CHECKING:
    from sunlit.stocktake.values import StillSeen
    from tests.stocktake.people import StocktakeCity

pytestmark = pytest.mark.django_db
EYES = Viewer.system("test")


def begun() -> StocktakeCity:
    made = stocktake_city()
    made.begin("市灯局", "市府")
    return made


made, city = made_once(begun)


def on_record(city: StocktakeCity, name: str, unit: str = "市灯局", *, office: str = "", post: str = "") -> UUID:
    at = Post.objects.get(name=post).pk if post else None
    steps = (StepPost(number=1, name="受理", office=office, post=at, post_name=post),) if office or post else ()
    edition = city.reviews.draft(unit, name=name, steps=steps)
    catalogue.file_edition(edition, opinion="准予备案", by=BY)
    return powers.edition(EYES, edition).power  # type: ignore[union-attr]


def still(city: StocktakeCity, who: str = "钱二") -> tuple[StillSeen, ...]:
    [mine] = queries.mine(city.sees(who), city.stocktake).lines
    return mine.standing_still


def board(city: StocktakeCity) -> rules.Counts:
    seen = queries.stocktake(EYES, city.stocktake).board
    return next(one.counts for one in seen if one.unit == city.unit("市灯局"))


def test_one_press_says_that_powers_on_record_are_exercised_still(city: StocktakeCity) -> None:
    mine = on_record(city, "放河灯许可", post="受理岗")
    office, other = on_record(city, "收灯", office="许可科"), on_record(city, "河灯检查")
    gone = on_record(city, "点灯")
    catalogue.abolish(gone, reason="没有依据", by=BY)
    assert [(one.name, one.near) for one in still(city)] == [
        ("放河灯许可", "post"),
        ("收灯", "office"),
        ("河灯检查", "unit"),
    ]
    assert (board(city).on_record, board(city).unconfirmed) == (3, 3)
    assert commands.confirm_powers(city.line("钱二"), [mine, office], by=city.who("钱二")) == 2

    assert [one.name for one in still(city, "孙三")] == ["河灯检查"]
    assert (board(city).confirmed, board(city).unconfirmed) == (2, 1)
    with refused(rules.SomethingRegistered):
        commands.sign_off(city.line("钱二"), Standing.NONE, by=city.who("钱二"))
    commands.sign_off(city.line("钱二"), Standing.REGISTERED, by=city.who("钱二"))
    first = city.signed()
    seen = queries.office_list(EYES, city.office("许可科"))
    assert [(item.name, item.state) for item in seen.items] == [("放河灯许可", "confirmed"), ("收灯", "confirmed")]
    unit = queries.unit_list(EYES, city.list())
    assert (unit.items, unit.still) == ((), 1)
    assert {one.name: one.confirmed for one in unit.offices}["许可科"] == 2
    assert [row.item.registered[0][0] for row in unit.confirmed] == ["钱二", "钱二"]
    assert powers.edition(EYES, unit.confirmed[0].item.edition).number == 1  # type: ignore[union-attr] # it stays as it is

    commands.return_list(city.office("许可科"), reason="漏了一项", by=city.who("市灯局", REGISTRAR))
    commands.take_back(city.line("钱二"), by=city.who("钱二"))
    commands.confirm_powers(city.line("钱二"), [other], by=city.who("钱二"))
    commands.sign_off(city.line("钱二"), Standing.REGISTERED, by=city.who("钱二"))
    assert city.signed() != first  # the frozen list says what was confirmed
    assert board(city).unconfirmed == 0


def test_what_nobody_answers_for_holds_the_unit_up_and_stands_in_the_report(city: StocktakeCity) -> None:
    power = on_record(city, "放河灯许可")
    seen = queries.stocktake(EYES, city.stocktake)
    row = next(one for one in seen.board if one.unit == city.unit("市灯局"))
    cell = next(one for one in row.cells if one.stage is Stage.UNIT)
    assert (cell.done, cell.total, cell.complete) == (0, 1, False)
    assert "在册未确认1项" in said_of(city)
    commands.confirm_powers(city.line("钱二"), [power], by=city.who("钱二"))
    assert "重新确认或者提出取消、废止1项，没有未确认的" in said_of(city)


def said_of(city: StocktakeCity) -> str:
    made = Document(io.BytesIO(exports.report(queries.stocktake(EYES, city.stocktake), clock.today())))
    return "\n".join(one.text for one in made.paragraphs)


def test_what_is_to_change_becomes_a_draft_on_ones_line(city: StocktakeCity) -> None:
    power = on_record(city, "放河灯许可")
    draft = commands.change_power(city.line("钱二"), power, by=city.who("钱二"))
    filled(city, draft, "钱二", result="放灯证")  # the officer drafts it from now on
    [item] = queries.mine(city.sees("钱二"), city.stocktake).lines[0].line.items
    assert (item.origin, item.state) == (Origin.CHANGED, "draft")
    assert (still(city), board(city).unconfirmed) == ((), 0)
    with refused(rules.NotToConfirm), nothing_recorded():  # somebody has
        commands.confirm_powers(city.line("孙三"), [power], by=city.who("孙三"))
    commands.give_up_item(item.registration, by=city.who("钱二"))
    assert [one.power for one in still(city)] == [power]
    with refused(staging.OfAnotherPost), nothing_recorded():
        commands.change_power(city.line("孙三"), power, by=city.who("孙三"))
    catalogue.start_edition(power, by=city.who("市灯局", REGISTRAR))
    with refused(DraftExists), nothing_recorded():
        commands.change_power(city.line("钱二"), power, by=city.who("钱二"))


def test_what_is_exercised_no_longer_is_proposed_to_end_with_a_reason(city: StocktakeCity) -> None:
    power = on_record(city, "放河灯许可")
    commands.sign_off(city.line("孙三"), Standing.NONE, by=city.who("孙三"))
    with refused(rules.ReasonMissing), nothing_recorded():
        commands.propose_ending(city.line("钱二"), power, Proposal.ABOLISH, reason="", by=city.who("钱二"))
    commands.propose_ending(city.line("钱二"), power, Proposal.ABOLISH, reason="依据已经废止", by=city.who("钱二"))
    city.signed()
    [row] = queries.unit_list(EYES, city.list()).confirmed
    assert (row.item.state, row.item.proposes, row.item.reason) == ("ending", "abolish", "依据已经废止")
    assert (Proposal.ABOLISH.words, Origin.ENDING.words) == ("废止", "建议取消或者废止")


def test_one_answers_on_ones_own_line_for_what_is_on_record_with_ones_unit(city: StocktakeCity) -> None:
    power, government = on_record(city, "放河灯许可"), on_record(city, "全城点灯", "市府")
    stranger = on_record(city, "甲县点灯", "甲县灯局")
    with refused(NotAllowed), nothing_recorded():
        commands.confirm_powers(city.line("钱二"), [power], by=city.who("孙三"))
    with refused(rules.NothingChosen), nothing_recorded():
        commands.confirm_powers(city.line("钱二"), [], by=city.who("钱二"))
    for chosen in ((uuid4(),), (power, stranger)):
        with refused(rules.NotToConfirm), nothing_recorded():
            commands.confirm_powers(city.line("钱二"), chosen, by=city.who("钱二"))
    commands.confirm_powers(city.line("钱二"), [government], by=city.who("钱二"))  # a department prepares it
    assert Registration.objects.get().holder_id == city.unit("市府")
    assert Power.objects.get(pk=power).post_id is None
    commands.note_absent(city.line("孙三"), reason="病假", by=city.who("赵一"))
    commands.confirm_powers(city.line("孙三"), [power], by=city.who("孙三"))  # who was absent is there after all
    commands.sign_off(city.line("孙三"), Standing.REGISTERED, by=city.who("孙三"))
    with refused(rules.SignedAlready), nothing_recorded():
        commands.confirm_powers(city.line("孙三"), [power], by=city.who("孙三"))
    city.signed()
    assert queries.mine(city.sees("钱二"), city.stocktake).lines[0].standing_still == ()
    commands.close_stocktake(city.stocktake, reason="已经结束", by=city.who("市府", OFFICE))
    with refused(rules.StocktakeClosed):
        commands.confirm_powers(city.line("周五"), [power], by=city.who("周五"))
