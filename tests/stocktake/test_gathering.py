"""汇总: the unit gathers what its offices signed, merges what is one, and sends what is ready to be judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.models.editing import content_of
from sunlit.catalogue.rules.powers import EditionState, SecrecyNotAnswered
from sunlit.catalogue.values import Basis
from sunlit.kernel import clock
from sunlit.organs.models import Appointment, Officer, Post
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from sunlit.review.models import Review
from sunlit.stocktake import commands, policies, queries, rules
from sunlit.stocktake.models import ListedPower, RollLine
from sunlit.stocktake.rules import Stage, Standing
from tests.stocktake.people import BY, LEADER, LEGAL, OFFICE, REGISTRAR, stocktake_city
from tests.support.ledger import made_once, nothing_recorded, refused

if TYPE_CHECKING:
    from uuid import UUID

    from tests.stocktake.people import StocktakeCity

pytestmark = pytest.mark.django_db
EYES = Viewer.system("test")
BASIS = Basis(title="示范省河灯管理条例", article="第二条")


made, city = made_once(stocktake_city)


def filled(city: StocktakeCity, edition: UUID, who: str, **said: Any) -> None:
    """A draft completed by the officer who registered it, as the editor does."""
    row = PowerEdition.objects.get(pk=edition)
    content = replace(content_of(row), **{"type": "licensing", "bases": (BASIS,), **said})
    catalogue.save_draft(edition, content, revision=row.revision, by=city.who(who))


def test_duplicates_become_one_with_both_who_registered_it(city: StocktakeCity) -> None:
    city.begin()
    one, two, third = (
        city.registers("钱二", "放河灯许可"), city.registers("孙三", "放河灯行政许可"), city.registers("周五", "河灯检查"),
    )  # fmt: skip
    filled(city, one, "钱二")
    filled(city, two, "孙三", bases=(BASIS, replace(BASIS, article="第三条")))
    city.signed()
    legal, unit = city.who("市灯局", LEGAL), city.list()
    kept, other = (PowerEdition.objects.get(pk=key).power_id for key in (one, two))
    seen = queries.unit_list(city.sees("市灯局", LEGAL), unit)
    assert [(like.why, a.item.name, b.item.name) for like, a, b in seen.alike] == [
        ("name", "放河灯许可", "放河灯行政许可")
    ]
    for pair, refusal in (((kept, kept), rules.NothingToMerge), ((kept, uuid4()), rules.NotListed)):
        with refused(refusal), nothing_recorded():
            commands.merge_items(unit, *pair, reason="名称不同，实为一项", by=legal)
    with refused(rules.NotListed):  # its list is not signed
        commands.merge_items(unit, kept, PowerEdition.objects.get(pk=third).power_id, reason="一项", by=legal)
    with refused(NotAllowed):
        commands.merge_items(unit, kept, other, reason="名称不同，实为一项", by=city.who("赵一"))
    commands.merge_items(unit, kept, other, reason="名称不同，实为一项", by=legal)

    assert PowerEdition.objects.get(pk=two).state == EditionState.DROPPED
    assert [b.article for b in content_of(PowerEdition.objects.get(pk=one)).bases] == ["第二条", "第三条"]
    [left] = queries.unit_list(city.sees("市灯局", LEGAL), unit).items
    assert {(who, name) for who, _, name in left.item.registered} == {("钱二", ""), ("孙三", "放河灯行政许可")}
    assert ListedPower.objects.get(power=other).merging == "名称不同，实为一项"
    [sent] = commands.send_items(unit, [kept], by=legal)
    assert Review.objects.get(pk=sent).edition == one


def test_what_is_ready_is_sent_as_it_was_signed(city: StocktakeCity) -> None:
    city.begin()
    one, two = city.registers("钱二", "放河灯许可"), city.registers("孙三", "河灯安全检查")
    filled(city, one, "钱二")
    city.signed()
    legal, unit = city.who("市灯局", LEGAL), city.list()
    keys = [PowerEdition.objects.get(pk=key).power_id for key in (one, two)]
    lacking = {row.item.name: row.lacks for row in queries.unit_list(city.sees("市灯局", LEGAL), unit).items}
    assert lacking == {"放河灯许可": (), "河灯安全检查": ("bases",)}
    with refused(rules.NothingChosen):
        commands.send_items(unit, [], by=legal)
    with refused(NotAllowed):
        commands.send_items(unit, keys[:1], by=city.who("赵一"))
    commands.send_items(unit, keys[:1], by=legal)
    with refused(rules.NotListed):
        commands.send_items(unit, keys[:1], by=legal)
    states = {row.item.name: row.item.state for row in queries.unit_list(city.sees("市灯局", LEGAL), unit).items}
    assert states == {"放河灯许可": "review", "河灯安全检查": "held"}
    commands.return_list(city.office("许可科"), reason="补依据", by=legal)  # what is judged stays where it is
    assert PowerEdition.objects.get(pk=one).held_for.startswith("review:")
    filled(city, two, "孙三")
    commands.sign_list(city.office("许可科"), by=city.who("赵一"))
    commands.send_items(unit, keys[1:], by=legal)
    with refused(rules.NoSuchStocktake):
        queries.unit_list(city.sees("钱二"), unit)
    with refused(rules.NoSuchStocktake):
        queries.unit_list(EYES, uuid4())


def test_a_governments_power_is_prepared_by_the_department_and_gathered_by_the_government(city: StocktakeCity) -> None:
    city.begin("甲县府", "甲县灯局")
    draft = city.registers("吴六", "河灯节活动批准", holder="甲县府")
    filled(city, draft, "吴六")
    said = content_of(PowerEdition.objects.get(pk=draft))
    assert (said.holder, said.preparer) == ("甲县府", "甲县灯局")
    assert PowerEdition.objects.get(pk=draft).power.unit_id == city.unit("甲县府")
    with refused(rules.NotHolder):
        city.registers("吴六", "别人的事", holder="市府")
    city.others_declare_none("业务股", "甲县灯局")
    commands.sign_list(city.office("业务股", "甲县灯局"), by=city.who("甲县灯局", LEADER))
    power = PowerEdition.objects.get(pk=draft).power_id
    assert queries.unit_list(city.sees("甲县灯局", LEGAL), city.list("甲县灯局")).items == ()
    seen = queries.unit_list(city.sees("甲县府", LEGAL), city.list("甲县府"))
    assert [(row.item.name, row.unit_name, row.item.preparer) for row in seen.items] == [
        ("河灯节活动批准", "甲县灯局", "甲县灯局")
    ]
    assert seen.prepared == 1
    with refused(rules.NotListed):
        commands.send_items(city.list("甲县灯局"), [power], by=city.who("甲县灯局", LEGAL))
    [sent] = commands.send_items(city.list("甲县府"), [power], by=city.who("甲县府", LEGAL))
    assert Review.objects.get(pk=sent).route == "county-government"


def test_a_township_prepares_nothing_for_the_countys_government(city: StocktakeCity) -> None:
    city.begin("甲县府", "乙镇")
    by = city.who("乙镇", REGISTRAR)
    line = RollLine.objects.get(post=city.sees("乙镇", REGISTRAR).post)
    with refused(rules.NotHolder):
        commands.register_steps(line.pk, [("受理", "别人的事")], holder=city.unit("甲县府"), secret_answer="no", by=by)
    [mine] = queries.mine(city.sees("乙镇", REGISTRAR), city.stocktake).lines
    assert [name for _, name in mine.holders] == ["乙镇"]


def test_who_organises_is_told_of_units_whose_lists_nobody_gathers(city: StocktakeCity) -> None:
    city.begin("甲县府", "甲县灯局", "灯协")
    organiser = city.sees("市府", OFFICE)
    assert queries.stocktake(organiser, city.stocktake).ungathered == ()
    for function in (REGISTRAR, LEGAL):
        Appointment.objects.filter(post=city.sees("甲县府", function).post).delete()
    assert queries.stocktake(organiser, city.stocktake).ungathered == ("甲县府",)
    assert queries.stocktake(city.sees("甲县灯局", LEADER), city.stocktake).ungathered == ()


def test_of_an_entrusted_organisation_the_organ_that_entrusted_it_gathers(city: StocktakeCity) -> None:
    city.begin("灯协")
    for line in RollLine.objects.filter(office_list__unit_list__stocktake=city.stocktake):
        commands.sign_off(line.pk, Standing.NONE, by=BY)
    office = city.office("办公室", "灯协")
    commands.sign_list(office, by=city.who("灯协", LEADER))
    with refused(NotAllowed):
        commands.return_list(office, reason="补依据", by=city.who("灯协", LEGAL))
    commands.return_list(office, reason="补依据", by=city.who("市灯局", LEGAL))


def test_who_comes_into_office_stands_on_the_roll_and_who_leaves_does_not_hold_it_up(city: StocktakeCity) -> None:
    with clock.frozen(clock.now() - timedelta(days=2)):
        city.begin()
    with refused(NotAllowed):
        commands.keep_rolls(city.stocktake, by=city.who("市府", OFFICE))
    Officer.objects.filter(name="孙三").update(left=clock.today())
    new = Officer.objects.create(number="新人", name="郑七")
    Appointment.objects.create(officer=new, post=Post.objects.get(name="审查岗"), role="B")
    assert queries.rolls_to_keep() == (city.stocktake,)
    commands.keep_rolls(city.stocktake, by=BY)
    commands.keep_rolls(city.stocktake, by=BY)

    assert queries.rolls_to_keep() == ()
    roll = queries.office_list(city.sees("赵一"), city.office("许可科")).roll
    assert {line.officer for line in roll} == {"赵一", "钱二", "郑七"}


def test_whom_to_ask_is_said_by_the_unit(city: StocktakeCity) -> None:
    city.begin()
    with refused(NotAllowed):
        commands.name_contact(city.list(), "赵一", "0000-1", by=city.who("赵一"))
    commands.name_contact(city.list(), "王某", "0000-12", by=city.who("市灯局", REGISTRAR))
    commands.name_contact(city.list(), "李某", "0000-12", by=city.who("市府", OFFICE))

    [row] = queries.stocktake(city.sees("市府", OFFICE), city.stocktake).board
    assert (row.contact, row.phone) == ("李某", "0000-12")


def test_a_paper_lies_beside_the_stocktake_for_those_who_take_part(city: StocktakeCity) -> None:
    city.begin()
    paper = ("通知.pdf", b"%PDF-1.4\n%%EOF")
    with refused(SecrecyNotAnswered):
        commands.keep_paper(city.stocktake, paper, by=city.who("市府", OFFICE))
    with refused(NotAllowed):
        commands.keep_paper(city.stocktake, paper, secret_answer="no", by=city.who("赵一"))
    commands.keep_paper(city.stocktake, paper, secret_answer="no", by=city.who("市府", OFFICE))

    [seen] = queries.stocktake(city.sees("钱二"), city.stocktake).papers
    assert queries.paper(city.sees("钱二"), city.stocktake, seen.sha256) == paper
    assert queries.paper(city.sees("钱二"), city.stocktake, "0" * 64) is None
    with refused(rules.NoSuchStocktake):
        queries.paper(city.sees("吴六"), city.stocktake, seen.sha256)


def test_a_stocktake_is_there_for_who_takes_part_and_who_watches(city: StocktakeCity) -> None:
    city.begin("市灯局")
    assert [one.mine for one in queries.stocktakes(city.sees("钱二"))] == [1]
    assert queries.stocktakes(city.sees("吴六")) == ()
    assert queries.stocktakes(Viewer()) == ()
    [row] = queries.stocktakes(city.sees("市府", OFFICE))
    assert (row.units, row.mine, row.stage) == (1, 0, Stage.PERSONAL)
    with clock.frozen(clock.now() + timedelta(days=1)):
        [row] = queries.stocktakes(city.sees("市府", OFFICE))
        assert (row.stage, row.due_on) == (None, None)
    for who in (city.sees("吴六"), Viewer()):
        with refused(rules.NoSuchStocktake):
            queries.stocktake(who, city.stocktake)
        with refused(rules.NoSuchStocktake):
            queries.mine(who, city.stocktake)
    with refused(rules.NoSuchStocktake):
        queries.stocktake(EYES, uuid4())
    assert queries.stocktake(city.sees("钱二"), city.stocktake).board == ()
    assert not policies.organises(city.sees("钱二"), [city.unit("市灯局")])


def test_who_was_noted_absent_and_comes_back_registers_after_all(city: StocktakeCity) -> None:
    city.begin()
    commands.note_absent(city.line("孙三"), reason="病假至月底", by=city.who("赵一"))
    city.registers("孙三", "河灯安全检查")
    line = RollLine.objects.get(pk=city.line("孙三"))
    assert (line.standing, line.reason) == (Standing.PENDING, "")

    for command in (commands.sign_list, commands.take_back, commands.name_contact):
        with refused(rules.NoSuchStocktake):
            command(uuid4(), *(("某", "0") if command is commands.name_contact else ()), by=BY)


def test_two_items_that_say_the_same_are_merged_without_a_word_changed(city: StocktakeCity) -> None:
    city.begin()
    one, two = city.registers("钱二", "放河灯许可"), city.registers("孙三", "放河灯许可")
    for edition, who in ((one, "钱二"), (two, "孙三")):
        filled(city, edition, who, steps=())
    city.signed()
    before = ListedPower.objects.get(edition=one).digest
    kept, other = (PowerEdition.objects.get(pk=key).power_id for key in (one, two))
    commands.merge_items(city.list(), kept, other, reason="两人登记了同一项", by=city.who("市灯局", LEGAL))

    assert ListedPower.objects.get(edition=one).digest == before


def test_a_head_signs_what_was_on_the_page_and_nothing_changed_since(city: StocktakeCity) -> None:
    city.begin()
    draft = city.registers("钱二", "点灯许可")
    filled(city, draft, "钱二")
    city.others_declare_none("许可科")
    head, office = city.who("赵一"), city.office("许可科")
    seen = queries.office_list(city.sees("赵一"), office).words
    filled(city, draft, "钱二", name="点灯活动许可")

    with refused(rules.ListChanged), nothing_recorded():
        commands.sign_list(office, seen=seen, by=head)
    commands.sign_list(office, seen=queries.office_list(city.sees("赵一"), office).words, by=head)
    assert queries.office_list(city.sees("赵一"), office).words == ""
