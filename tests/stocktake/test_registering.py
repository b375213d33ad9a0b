"""谁行使、谁清理: officers register, offices sign, the unit gathers, and what is ready goes to be judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.models import Power, PowerEdition
from sunlit.catalogue.models.editing import content_of
from sunlit.catalogue.rules.powers import EditionState, SecrecyNotAnswered, UnderReview
from sunlit.catalogue.values import Basis, Disclosure, Material, PowerContent, Showing
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.organs.models import Appointment, Office, Officer, Post, UnitName
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from sunlit.stocktake import commands, queries, rules
from sunlit.stocktake.models import OfficeList, Registration, RollLine
from sunlit.stocktake.rules import ListState, Origin, Stage, Standing
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


def test_a_stocktake_is_begun_by_the_office_its_units_go_to(city: StocktakeCity) -> None:
    city.begin("甲县府", "甲县灯局", by=city.who("甲县府", OFFICE))
    for units in ((), ("市灯局",), ("甲县灯局", "市灯局")):
        with refused(NotAllowed):
            city.begin(*units, by=city.who("甲县府", OFFICE)) if units else commands.begin_stocktake(
                "无", [], dict.fromkeys(Stage, clock.today()), by=city.who("甲县府", OFFICE)
            )
    with refused(NotAllowed):
        city.begin("市灯局", by=city.who("市灯局", LEADER))
    office = city.who("市府", OFFICE)
    with refused(rules.NotNamed):
        commands.begin_stocktake(" ", [city.unit("市灯局")], dict.fromkeys(Stage, clock.today()), by=office)
    with refused(rules.NoScope):
        commands.begin_stocktake("清理", [uuid4()], dict.fromkeys(Stage, clock.today()), by=office)
    city.begin("市灯局", by=office)

    assert RollLine.objects.filter(office_list__unit_list__stocktake=city.stocktake).count() == 8
    assert set(OfficeList.objects.filter(unit_list=city.list()).values_list("office__name", flat=True)) == {
        "办公室",
        "许可科",
        "执法科",
    }
    assert queries.may_open(city.sees("甲县府", OFFICE))
    assert {one.name for one in queries.units_opened_for(city.sees("甲县府", OFFICE))} == {"甲县府", "甲县灯局", "乙镇"}
    assert not queries.may_open(city.sees("赵一"))


def test_a_last_day_is_moved_with_a_reason_and_what_is_closed_stays_closed(city: StocktakeCity) -> None:
    today = clock.today()
    city.begin(due={stage: today + timedelta(days=n) for n, stage in enumerate(Stage)})
    office = city.who("市府", OFFICE)
    with refused(rules.DatesOutOfOrder), nothing_recorded():
        commands.move_stage(city.stocktake, Stage.OFFICE, today + timedelta(days=9), reason="人手不足", by=office)
    with refused(rules.ReasonMissing):
        commands.move_stage(city.stocktake, Stage.PUBLICATION, today + timedelta(days=9), reason="", by=office)
    with refused(NotAllowed):
        commands.move_stage(city.stocktake, Stage.PUBLICATION, today, reason="早些", by=city.who("市灯局", LEADER))
    commands.move_stage(city.stocktake, Stage.PUBLICATION, today + timedelta(days=9), reason="人手不足", by=office)
    commands.move_stage(city.stocktake, Stage.PUBLICATION, today + timedelta(days=9), reason="人手不足", by=office)

    seen = queries.stocktake(city.sees("市府", OFFICE), city.stocktake)
    [moved] = seen.moves
    assert (moved.stage, moved.reason, moved.after) == ("publication", "人手不足", today + timedelta(days=9))
    with refused(rules.ReasonMissing):
        commands.close_stocktake(city.stocktake, reason="", by=office)
    commands.close_stocktake(city.stocktake, reason="目录已经公布", by=office)
    with refused(rules.StocktakeClosed):
        city.registers("钱二", "放河灯许可")
    with refused(rules.NoSuchStocktake):
        commands.close_stocktake(uuid4(), reason="没有", by=office)


def test_an_officer_without_a_function_registers_their_own_powers_and_nobody_elses(city: StocktakeCity) -> None:
    with refused(NotAllowed):  # nothing is open
        post = Post.objects.get(name="受理岗").pk
        content = PowerContent(name="放河灯许可")
        catalogue.draft_power(city.unit("市灯局"), content, post=post, secret_answer="no", by=city.who("钱二"))
    city.begin()
    with refused(NotAllowed):  # nor by the catalogue's own door, which knows no roll and no post
        catalogue.draft_power(city.unit("市灯局"), PowerContent(name="甲"), secret_answer="no", by=city.who("钱二"))
    with refused(SecrecyNotAnswered):
        commands.register_blank(city.line("钱二"), by=city.who("钱二"))
    with refused(NotAllowed):
        commands.register_blank(city.line("钱二"), secret_answer="no", by=city.who("孙三"))
    draft = commands.register_blank(city.line("钱二"), secret_answer="no", by=city.who("钱二"))
    filled(city, draft, "钱二", name="放河灯许可")
    with refused(NotAllowed):
        filled(city, draft, "孙三", name="抢先一步")

    assert powers.edition(city.sees("钱二"), draft).content.name == "放河灯许可"  # type: ignore[union-attr]
    assert powers.edition(city.sees("孙三"), draft) is None
    assert powers.edition(city.sees("赵一"), draft) is not None  # the head of an office reads what the unit drafts
    [line] = queries.mine(city.sees("钱二"), city.stocktake).lines
    [item] = line.line.items
    assert (item.name, item.state, item.origin) == ("放河灯许可", "draft", Origin.BLANK)
    assert item.meter.missing  # type: ignore[union-attr]
    assert item.registered == (("钱二", "许可科 受理岗", ""),)
    commands.register_secret(city.line("钱二"), by=city.who("钱二"))
    assert Power.objects.get(secret=True).post.name == "受理岗"  # type: ignore[union-attr]
    commands.close_stocktake(city.stocktake, reason="目录已经公布", by=BY)
    with refused(NotAllowed):
        filled(city, draft, "钱二", name="迟到的更改")


def test_steps_first_then_the_power_each_exercises(city: StocktakeCity) -> None:
    city.begin()
    steps = [("收件并出具回执", "放河灯许可"), ("现场查看", "河灯安全检查"), ("送达决定", "放河灯许可")]
    made = commands.register_steps(city.line("钱二"), steps, secret_answer="no", by=city.who("钱二"))
    first, second = (content_of(PowerEdition.objects.get(pk=one)) for one in made)

    assert (first.name, second.name) == ("放河灯许可", "河灯安全检查")
    assert [(s.number, s.name, s.office, s.post_name) for s in first.steps] == [
        (1, "收件并出具回执", "许可科", "受理岗"), (2, "送达决定", "许可科", "受理岗"),
    ]  # fmt: skip
    assert first.steps[0].post == Post.objects.get(name="受理岗").pk
    assert first.holder == "市灯局"


def published(city: StocktakeCity, unit: str, name: str) -> UUID:
    content = PowerContent(
        name=name, type="licensing", holder=unit, bases=(BASIS,), place="甲路1号",
        materials=(Material(name="身份证明", sample="0" * 64),),
        disclosure=Disclosure(forms=(Showing(kind="website", where="本局网站"),), scope="society", time="长期"),
    )  # fmt: skip
    draft = catalogue.draft_power(city.unit(unit), content, secret_answer="no", by=BY)
    catalogue.file_edition(draft, opinion="准予备案", by=BY)
    power = PowerEdition.objects.get(pk=draft).power_id
    catalogue.publish([power], by=BY)
    return power


def test_a_model_and_a_superiors_list_lend_their_words_and_are_named(city: StocktakeCity) -> None:
    upstairs, model = published(city, "市灯局", "放河灯许可"), published(city, "灯检", "河灯检验")
    city.begin("甲县灯局", "灯检")
    line, who = city.line("吴六"), city.who("吴六")
    [claimable] = queries.models(city.sees("吴六"), line, Origin.CLAIMED).rows
    assert (claimable.name, claimable.unit_name) == ("放河灯许可", "市灯局")
    assert queries.models(city.sees("吴六"), line, Origin.MODEL).rows == ()  # none of its kind has published anything
    for source, origin in ((upstairs, Origin.MODEL), (model, Origin.CLAIMED), (uuid4(), Origin.MODEL)):
        with refused(rules.NotAModel), nothing_recorded():
            commands.register_like(line, [source], origin, secret_answer="no", by=who)
    with refused(rules.NothingChosen):
        commands.register_like(line, [], Origin.MODEL, secret_answer="no", by=who)
    [draft] = commands.register_like(line, [upstairs], Origin.CLAIMED, secret_answer="no", by=who)

    said = content_of(PowerEdition.objects.get(pk=draft))
    assert (said.holder, said.place, said.materials[0].sample) == ("甲县灯局", "", "")
    assert [basis.article for basis in said.bases] == ["第二条"]
    assert PowerEdition.objects.get(pk=draft).power.copied_from_id == upstairs
    [mine] = queries.mine(city.sees("吴六"), city.stocktake).lines
    assert mine.line.items[0].source == "市灯局 放河灯许可"
    with refused(rules.NoSuchStocktake):
        queries.models(city.sees("钱二"), line, Origin.MODEL)


def test_a_superiors_item_is_claimed_once_a_post_and_told_to_who_else_looks(city: StocktakeCity) -> None:
    for unit, name in (("市灯局", "测试市河灯管理局"), ("甲县灯局", "甲县河灯管理局")):
        UnitName.objects.filter(unit=city.unit(unit)).update(name=name)
    first, second, over = (published(city, "市灯局", name) for name in ("放河灯许可", "河灯检验", "河灯集会许可"))
    catalogue.cancel(over, reason="依据已经废止", by=BY)
    published(city, "甲县灯局", "河灯检验")
    neighbour = Post.objects.create(office=Office.objects.get(name="业务股"), code="副股员", name="副股员")
    person = Officer.objects.create(number="甲县灯局郑七", name="郑七")
    Appointment.objects.create(officer=person, post=neighbour, role="A")
    city.people["郑七"] = Actor.officer(post=str(neighbour.pk), officer=str(person.pk))
    city.begin("甲县灯局")
    line, who = city.line("吴六"), city.who("吴六")
    commands.register_like(line, [first], Origin.CLAIMED, secret_answer="no", by=who)

    with refused(rules.ClaimedAlready), nothing_recorded():
        commands.register_like(line, [second, first], Origin.CLAIMED, secret_answer="no", by=who)
    with refused(rules.NotAModel):
        commands.register_like(line, [over], Origin.CLAIMED, secret_answer="no", by=who)  # it has ended up there
    seen = queries.models(city.sees("吴六"), line, Origin.CLAIMED)
    told = {one.name: (one.own, one.others, one.on_record) for one in seen.rows}
    assert told == {"放河灯许可": (True, (), False), "河灯检验": (False, (), True)}  # one is on record with them already
    beside = queries.models(city.sees("郑七"), city.line("郑七"), Origin.CLAIMED, words="放河灯")
    assert (beside.total, beside.rows[0].own) == (1, False)
    assert [name for name, _post in beside.rows[0].others] == ["吴六"]
    commands.register_like(city.line("郑七"), [first], Origin.CLAIMED, secret_answer="no", by=city.who("郑七"))

    kept = Registration.objects.get(line=line).pk
    commands.give_up_item(kept, by=who)  # what was taken back is free again
    commands.register_like(line, [first], Origin.CLAIMED, secret_answer="no", by=who)


def test_who_has_a_place_for_what_may_be_secret_signs_for_it_and_never_that_there_is_nothing(city: StocktakeCity) -> None:
    city.begin()
    line, who = city.line("钱二"), city.who("钱二")
    commands.register_secret(line, by=who)

    assert [one.places for one in queries.mine(city.sees("钱二"), city.stocktake).lines] == [1]
    with refused(rules.SomethingRegistered):
        commands.sign_off(line, Standing.NONE, by=who)
    commands.sign_off(line, Standing.REGISTERED, by=who)
    with pytest.raises(NotAllowed):
        powers.count_places(city.sees("钱二"), [])


def test_an_officer_signs_for_all_or_for_none(city: StocktakeCity) -> None:
    city.begin()
    line, who = city.line("钱二"), city.who("钱二")
    with refused(rules.NothingRegistered):
        commands.sign_off(line, Standing.REGISTERED, by=who)
    city.registers("钱二", "放河灯许可")
    with refused(rules.SomethingRegistered):
        commands.sign_off(line, Standing.NONE, by=who)
    commands.sign_off(line, Standing.REGISTERED, by=who)
    commands.sign_off(line, Standing.REGISTERED, by=who)
    with refused(rules.SignedAlready):
        city.registers("钱二", "河灯安全检查")
    commands.take_back(line, by=who)
    commands.take_back(line, by=who)
    held = Registration.objects.get(line=line)
    with refused(NotAllowed):
        commands.give_up_item(held.pk, by=city.who("孙三"))
    commands.give_up_item(held.pk, by=who)
    with refused(rules.NoSuchStocktake):
        commands.give_up_item(held.pk, by=who)
    commands.sign_off(line, Standing.NONE, by=who)

    assert PowerEdition.objects.get(pk=held.edition).state == EditionState.DROPPED
    assert RollLine.objects.get(pk=line).standing == Standing.NONE


def test_an_office_cannot_sign_before_the_roll_is_full_and_is_told_who_is_missing(city: StocktakeCity) -> None:
    city.begin()
    draft, office = city.registers("钱二", "放河灯许可"), city.office("许可科")
    commands.sign_off(city.line("钱二"), Standing.REGISTERED, by=city.who("钱二"))
    with pytest.raises(rules.RollNotFull, match="孙三"), nothing_recorded():
        commands.sign_list(office, by=city.who("赵一"))
    commands.sign_off(city.line("赵一"), Standing.NONE, by=city.who("赵一"))
    for who, reason, refusal in (("李四", "病假", NotAllowed), ("赵一", "", rules.ReasonMissing)):
        with refused(refusal):
            commands.note_absent(city.line("孙三"), reason=reason, by=city.who(who))
    with refused(rules.SignedAlready):
        commands.note_absent(city.line("钱二"), reason="病假", by=city.who("赵一"))
    commands.note_absent(city.line("孙三"), reason="病假至月底", by=city.who("赵一"))
    for by in (city.who("李四"), city.who("市灯局", LEADER), city.who("市灯局", REGISTRAR)):
        with refused(NotAllowed):  # another's head; leaders sign where there is no head
            commands.sign_list(office, by=by)
    commands.sign_list(office, by=city.who("赵一"))

    with refused(UnderReview):  # held as it was signed
        filled(city, draft, "钱二", name="改")
    with refused(rules.SignedAlready):
        city.registers("孙三", "河灯安全检查")
    with refused(rules.SignedAlready):
        commands.sign_list(office, by=city.who("赵一"))
    seen = queries.office_list(city.sees("钱二"), office)
    assert (seen.state, seen.missing, seen.may_sign, seen.may_return) == (ListState.SIGNED, (), False, False)
    assert [one.state for one in seen.items] == ["held"]
    assert seen.signed_by.endswith("赵一")
    with refused(rules.NoSuchStocktake):
        queries.office_list(city.sees("吴六"), office)
    with refused(rules.NoSuchStocktake):
        queries.office_list(EYES, uuid4())


def test_where_an_office_has_no_head_the_leaders_of_the_unit_sign(city: StocktakeCity) -> None:
    city.begin()
    city.others_declare_none("办公室")
    with refused(NotAllowed):
        commands.sign_list(city.office("办公室"), by=city.who("市灯局", LEGAL))
    commands.sign_list(city.office("办公室"), by=city.who("市灯局", LEADER))

    assert OfficeList.objects.get(pk=city.office("办公室")).state == ListState.SIGNED


def test_the_unit_sends_a_list_back_and_its_officers_put_it_right(city: StocktakeCity) -> None:
    city.begin()
    draft = city.registers("钱二", "放河灯许可")
    with refused(rules.NotSigned):
        commands.return_list(city.office("许可科"), reason="补依据", by=city.who("市灯局", LEGAL))
    before = city.signed()
    with refused(NotAllowed):
        commands.return_list(city.office("许可科"), reason="补依据", by=city.who("李四"))
    commands.return_list(city.office("许可科"), reason="补依据", by=city.who("市灯局", LEGAL))
    [line] = queries.mine(city.sees("钱二"), city.stocktake).lines
    assert (line.returned, line.open) == ("补依据", True)
    filled(city, draft, "钱二")
    after = commands.sign_list(city.office("许可科"), by=city.who("赵一"))

    assert before != after
    assert OfficeList.objects.get(pk=city.office("许可科")).round == 2


def test_the_form_of_a_draft_leads_back_to_the_stocktake_it_was_registered_in(city: StocktakeCity) -> None:
    city.begin()
    mine, others = city.registers("钱二", "河灯放流许可"), "孙三"
    power = PowerEdition.objects.get(pk=mine).power_id

    assert queries.registered_in(city.sees("钱二"), power) == (city.stocktake, "职权清理")
    assert queries.registered_in(city.sees(others), power) is None
    assert queries.registered_in(Viewer.system("test"), power) is None
    commands.close_stocktake(city.stocktake, reason="目录已经公布", by=BY)
    assert queries.registered_in(city.sees("钱二"), power) is None
