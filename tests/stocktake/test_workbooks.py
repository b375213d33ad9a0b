"""从 Excel 登记: an officer takes a workbook in as what they register; the registrar for several, each on their line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.models import Power, PowerEdition
from sunlit.catalogue.rules import staging
from sunlit.cli import powers_load
from sunlit.ledger import worker
from sunlit.organs.models import Appointment, Officer
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from sunlit.stocktake import commands, queries, rules
from sunlit.stocktake.models import Registration, RollLine
from sunlit.stocktake.rules import Doubt, Origin, Standing, line_named
from tests.stocktake.people import BY, LEGAL, OFFICE, REGISTRAR, stocktake_city
from tests.support.ledger import made_once, nothing_recorded, recorded, refused

if TYPE_CHECKING:
    from pathlib import Path

    from sunlit.kernel.actor import Actor
    from tests.stocktake.people import StocktakeCity

pytestmark = pytest.mark.django_db
EYES = Viewer.system("test")
HEAD = "序号,职权名称,职权类别,实施依据,行使主体,承办科室,责任岗位\n"
LIGHTING = "1,放河灯许可,行政许可,《示范省河灯管理条例》第二条,市灯局,许可科,受理岗\n"
INSPECTING = "2,河灯检查,行政检查,《示范省河灯管理条例》第二条,市灯局,执法科,检查岗\n"
UNNAMED = "3,河灯备案,其他行政权力,《示范省河灯管理条例》第二条,市灯局,,\n"


def begun() -> StocktakeCity:
    made = stocktake_city()
    made.begin()
    return made


made, city = made_once(begun)


def table(*rows: str) -> list[tuple[str, bytes]]:
    return [("清单.csv", (HEAD + "".join(rows)).encode())]


def handed_in(city: StocktakeCity, who: str, *rows: str) -> UUID:
    """What an officer hands in by their post, previewed by the worker."""
    line = RollLine.objects.get(pk=city.line(who))
    key = catalogue.ask_loading(
        table(*rows), unit=city.unit("市灯局"), post=line.post_id, secret_answer="no", by=city.who(who)
    )
    worker.run_dry()
    return key


def staged(city: StocktakeCity, by: Actor, *rows: str) -> UUID:
    return catalogue.stage_lists(table(*rows), unit=city.unit("市灯局"), secret_answer="no", by=by)


def test_an_officer_takes_a_workbook_in_as_what_they_register(city: StocktakeCity) -> None:
    loading = handed_in(city, "钱二", LIGHTING, INSPECTING, UNNAMED)
    me = city.sees("钱二")

    [taking] = queries.taking_in(me, loading)
    assert taking.own
    assert {group.line for group in taking.groups} == {city.line("钱二")}  # whatever office a row names
    with refused(staging.ForRegistration), nothing_recorded():  # never past the roll
        catalogue.commit_loading(loading, by=city.who("钱二"))
    rows = [n for group in taking.groups for n in group.rows]
    drafts = commands.register_loading(loading, dict.fromkeys(rows, city.line("钱二")), by=city.who("钱二"))

    [mine] = queries.mine(me, city.stocktake).lines
    assert [item.name for item in mine.line.items] == ["放河灯许可", "河灯检查", "河灯备案"]
    assert {item.origin for item in mine.line.items} == {Origin.EXCEL}
    assert set(Power.objects.values_list("post", flat=True)) == {mine.line.post}
    draft = powers.edition(me, drafts[0])  # the officer edits what they registered
    assert draft is not None
    catalogue.save_draft(draft.id, draft.content, revision=draft.revision, by=city.who("钱二"))
    assert powers.edition(city.sees("孙三"), drafts[0]) is None
    assert [one.id for one in powers.loadings(me)] == [loading]
    commands.sign_off(city.line("钱二"), Standing.REGISTERED, by=city.who("钱二"))
    city.signed()
    assert queries.unit_list(EYES, city.list()).items[0].item.state == "held"
    assert queries.stocktake(EYES, city.stocktake).board[0].counts.listed == 3


def test_a_list_of_one_post_says_nothing_of_what_others_have_on_record(city: StocktakeCity) -> None:
    catalogue.file_edition(city.reviews.draft(name="收灯"), opinion="准予备案", by=BY)
    loading = handed_in(city, "钱二", LIGHTING)
    assert powers.loading(EYES, loading).counts["gone"] == 0  # type: ignore[union-attr]
    assert powers.loading(EYES, staged(city, BY, LIGHTING)).counts["gone"] == 1  # type: ignore[union-attr]


def test_a_workbook_is_handed_in_by_a_post_one_holds_while_registering_is_open(city: StocktakeCity) -> None:
    post = RollLine.objects.get(pk=city.line("钱二")).post_id
    with refused(NotAllowed), nothing_recorded():
        catalogue.ask_loading(
            table(LIGHTING), unit=city.unit("市灯局"), post=post, secret_answer="no", by=city.who("孙三")
        )
    with refused(NotAllowed), nothing_recorded():  # by no post it is the registrar's door
        catalogue.ask_loading(table(LIGHTING), unit=city.unit("市灯局"), secret_answer="no", by=city.who("钱二"))
    loading = handed_in(city, "钱二", LIGHTING)
    assert queries.taking_in(city.sees("孙三"), loading) == ()
    assert powers.loading(city.sees("孙三"), loading) is None
    with refused(NotAllowed), nothing_recorded():
        commands.register_loading(loading, {0: city.line("钱二")}, by=city.who("孙三"))
    commands.close_stocktake(city.stocktake, reason="已经结束", by=city.who("市府", OFFICE))
    with refused(NotAllowed):  # registering is over, and so is what the officer sees of it
        powers.loading(city.sees("钱二"), loading)
    with refused(rules.StocktakeClosed), nothing_recorded():
        commands.register_loading(loading, {0: city.line("钱二")}, by=city.who("钱二"))


def test_whoever_has_signed_takes_that_back_before_a_workbook_is_registered(city: StocktakeCity) -> None:
    loading = handed_in(city, "钱二", LIGHTING)
    commands.sign_off(city.line("钱二"), Standing.NONE, by=city.who("钱二"))
    assert queries.taking_in(city.sees("钱二"), loading) == ()
    with refused(rules.SignedAlready), nothing_recorded():
        commands.register_loading(loading, {0: city.line("钱二")}, by=city.who("钱二"))


def test_the_registrar_registers_for_several_each_on_their_line(city: StocktakeCity) -> None:
    registrar = city.who("市灯局", REGISTRAR)
    commands.sign_off(city.line("周五"), Standing.NONE, by=city.who("周五"))
    loading = staged(city, registrar, LIGHTING, INSPECTING, UNNAMED)
    [taking] = queries.taking_in(city.sees("市灯局", REGISTRAR), loading)
    assert not taking.own
    assert [(group.office, group.line) for group in taking.groups] == [
        ("许可科", city.line("钱二")),
        ("执法科", city.line("周五")),
        ("", None),
    ]
    chosen = {n: group.line for group in taking.groups for n in group.rows if group.line}
    with refused(rules.NoLineForRow), nothing_recorded():
        commands.register_loading(loading, chosen, by=registrar)
    with refused(rules.NoSuchStocktake), nothing_recorded():
        commands.register_loading(loading, {**chosen, 2: uuid4()}, by=registrar)
    commands.register_loading(loading, {**chosen, 2: city.line("孙三")}, by=registrar)

    of = {row.line.officer.name: row.power for row in Registration.objects.select_related("line__officer")}
    assert set(of) == {"钱二", "周五", "孙三"}
    assert RollLine.objects.get(pk=city.line("周五")).standing == Standing.PENDING  # who declared none signs anew
    assert powers.power(city.sees("孙三"), of["孙三"]) is not None
    with refused(rules.RollNotFull):
        commands.sign_list(city.office("许可科"), by=city.who("赵一"))


def test_a_workbook_is_registered_by_who_gathers_and_on_lists_that_are_open(city: StocktakeCity) -> None:
    registrar = city.who("市灯局", REGISTRAR)
    loading = staged(city, registrar, LIGHTING)
    with refused(NotAllowed), nothing_recorded():
        commands.register_loading(loading, {0: city.line("钱二")}, by=city.who("市府", OFFICE))
    assert queries.taking_in(city.sees("市府", OFFICE), loading) == ()
    with refused(rules.NoSuchStocktake), nothing_recorded():
        commands.register_loading(uuid4(), {}, by=registrar)
    RollLine.objects.filter(pk=city.line("孙三")).update(standing=Standing.LEFT)
    with refused(rules.NoSuchStocktake), nothing_recorded():
        commands.register_loading(loading, {0: city.line("孙三")}, by=registrar)
    city.signed()
    with refused(rules.SignedAlready), nothing_recorded():
        commands.register_loading(loading, {0: city.line("钱二")}, by=registrar)
    for line in RollLine.objects.filter(office_list__unit_list__stocktake=city.stocktake):
        RollLine.objects.filter(pk=line.pk).update(standing=Standing.LEFT)
    assert queries.taking_in(city.sees("市灯局", LEGAL), loading) == ()


def test_what_is_on_record_is_changed_by_the_post_that_registers_it(city: StocktakeCity) -> None:
    edition = city.reviews.draft(name="放河灯许可", type="other")
    catalogue.file_edition(edition, opinion="准予备案", by=BY)
    power = powers.edition(EYES, edition).power  # type: ignore[union-attr]
    first = handed_in(city, "钱二", LIGHTING)
    commands.register_loading(first, {0: city.line("钱二")}, by=city.who("钱二"))
    assert Power.objects.get(pk=power).post_id == RollLine.objects.get(pk=city.line("钱二")).post_id
    commands.give_up_item(Registration.objects.get().pk, by=city.who("钱二"))

    second = handed_in(city, "孙三", LIGHTING)
    with refused(staging.OfAnotherPost), nothing_recorded():
        commands.register_loading(second, {0: city.line("孙三")}, by=city.who("孙三"))
    registrar = city.who("市灯局", REGISTRAR)  # who gathers decides whose it is
    commands.register_loading(staged(city, registrar, LIGHTING), {0: city.line("孙三")}, by=registrar)
    assert Power.objects.get(pk=power).post_id == RollLine.objects.get(pk=city.line("孙三")).post_id


def test_a_line_is_meant_by_its_office_and_its_post() -> None:
    one, two, three = uuid4(), uuid4(), uuid4()
    lines = [(one, "许可科", "受理岗"), (two, "许可科", "审查岗"), (three, "执法科", "检查岗")]
    assert line_named("许可 科", "受理岗", lines) == one
    assert line_named("", "审查岗", lines) == two
    assert line_named("执法科、许可科", "", lines) == three
    assert line_named("许可科", "", lines) is None
    assert line_named("", "", lines) is None
    assert line_named("", "", lines[:1]) == one


FILLED = "序号,职权名称,职权类别,实施依据,行使主体,承办科室,填报人、日期\n"


def filled(*rows: tuple[str, str, str]) -> list[tuple[str, bytes]]:
    said = (f"{n},{name},行政许可,《示范省河灯管理条例》第二条,市灯局,{office},{who}\n" for n, (name, office, who) in enumerate(rows, 1))
    return [("填报.csv", (FILLED + "".join(said)).encode())]


def test_who_filled_a_row_in_is_found_on_the_roll_by_name_and_never_guessed(city: StocktakeCity) -> None:
    registrar = city.who("市灯局", REGISTRAR)
    twin = Officer.objects.create(number="twin", name="周五")
    Appointment.objects.create(officer=twin, post=RollLine.objects.get(pk=city.line("李四")).post, role="B")
    commands.keep_rolls(city.stocktake, by=BY)
    listed = filled(
        ("甲许可", "许可科", "钱 二 2026-03-01"), ("乙许可", "许可科", "钱二"), ("丙许可", "许可科", "王大明"),
        ("丁许可", "", "周五"), ("戊许可", "许可科", "钱二、孙三"), ("己许可", "执法科", "李四"), ("庚许可", "许可科", ""),
    )  # fmt: skip
    loading = catalogue.stage_lists(listed, unit=city.unit("市灯局"), secret_answer="no", by=registrar)
    [taking] = queries.taking_in(city.sees("市灯局", REGISTRAR), loading)

    told = {group.names: (group.line, group.doubt, group.places) for group in taking.groups}
    assert told == {
        ("甲许可", "乙许可"): (city.line("钱二"), None, (("填报.csv", 2), ("填报.csv", 3))),
        ("丙许可",): (None, Doubt.UNKNOWN, (("填报.csv", 4),)),
        ("丁许可",): (None, Doubt.TWICE, (("填报.csv", 5),)),
        ("戊许可",): (None, Doubt.SEVERAL, (("填报.csv", 6),)),
        ("己许可",): (city.line("李四"), None, (("填报.csv", 7),)),
        ("庚许可",): (None, None, (("填报.csv", 8),)),  # of an office with several posts
    }
    assert taking.doubtful
    assert all(doubt.words for doubt in Doubt)
    chosen = {n: group.line for group in taking.groups for n in group.rows if group.line}
    with refused(rules.NoLineForRow), nothing_recorded():
        commands.register_loading(loading, chosen, by=registrar)
    rest = {n: city.line("孙三") for group in taking.groups for n in group.rows if not group.line}
    commands.register_loading(loading, chosen | rest, by=registrar)
    of = {powers.power(EYES, row.power).draft.content.name: row.line.officer.name for row in Registration.objects.all()}  # type: ignore[union-attr]
    assert of["甲许可"] == of["乙许可"] == "钱二"
    assert "钱二" not in str(list(PowerEdition.objects.values_list("content", flat=True)))  # a name stays on the roll


def test_on_an_officer_s_own_list_another_s_name_is_told_and_changes_nothing(city: StocktakeCity) -> None:
    line = RollLine.objects.get(pk=city.line("钱二"))
    key = catalogue.ask_loading(
        filled(("甲许可", "", "钱二"), ("乙许可", "", "孙三")), unit=city.unit("市灯局"), post=line.post_id,
        secret_answer="no", by=city.who("钱二"),
    )  # fmt: skip
    worker.run_dry()
    [taking] = queries.taking_in(city.sees("钱二"), key)
    assert [(group.line, group.doubt) for group in taking.groups] == [(line.pk, None), (line.pk, Doubt.ANOTHER)]


def test_undoing_a_registered_list_leaves_nothing_hidden_behind(city: StocktakeCity) -> None:
    registrar = city.who("市灯局", REGISTRAR)
    edition = city.reviews.draft(name="放河灯许可", type="other")
    catalogue.file_edition(edition, opinion="准予备案", by=BY)
    power = powers.edition(EYES, edition).power  # type: ignore[union-attr]
    loading = staged(city, registrar, LIGHTING, INSPECTING)
    commands.register_loading(loading, {0: city.line("钱二"), 1: city.line("周五")}, by=registrar)
    commands.sign_off(city.line("周五"), Standing.REGISTERED, by=city.who("周五"))
    assert powers.power(city.sees("钱二"), power).draft is not None  # type: ignore[union-attr]

    catalogue.undo_loading(loading, by=registrar)
    worker.run_dry()

    assert not Registration.objects.filter(given_up_at=None).exists()
    assert len(recorded("stocktake.item-given-up")) == 2
    assert RollLine.objects.get(pk=city.line("周五")).standing == Standing.PENDING  # what was signed is no more
    assert list(Power.objects.values_list("pk", "post")) == [(power, None)]  # as it was before
    assert PowerEdition.objects.count() == 1
    assert powers.power(city.sees("孙三"), power) is None or powers.power(city.sees("孙三"), power).draft is None  # type: ignore[union-attr]
    worker.run_dry()
    assert len(recorded("stocktake.item-given-up")) == 2
    again = staged(city, registrar, LIGHTING, INSPECTING)  # and the same list may be registered anew
    commands.register_loading(again, {0: city.line("孙三"), 1: city.line("周五")}, by=registrar)
    assert Power.objects.get(pk=power).post_id == RollLine.objects.get(pk=city.line("孙三")).post_id


def test_a_registered_draft_that_is_dropped_on_its_own_page_is_registered_no_more(city: StocktakeCity) -> None:
    edition = city.registers("钱二", "放河灯许可")
    commands.sign_off(city.line("钱二"), Standing.REGISTERED, by=city.who("钱二"))
    catalogue.drop_draft(edition, by=city.who("钱二"))
    worker.run_dry()
    assert not Registration.objects.filter(given_up_at=None).exists()
    assert RollLine.objects.get(pk=city.line("钱二")).standing == Standing.PENDING
    with refused(NotAllowed), nothing_recorded():
        commands.forget_dropped(edition, by=city.who("钱二"))


def test_the_command_line_registers_by_what_the_rows_name(
    city: StocktakeCity, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    powers_load.add_parser(parser.add_subparsers())
    [(name, data)] = table(LIGHTING, UNNAMED)
    (tmp_path / name).write_bytes(data)

    def run(*words: str) -> int:
        return powers_load.run(parser.parse_args(["load", str(tmp_path), "--not-secret", "--register", *words]))

    assert run() == 2  # of which unit
    assert run("--unit", "市灯局") == 1
    assert "许可科 受理岗 钱二" in capsys.readouterr().err
    assert not Registration.objects.exists()
    (tmp_path / "填报.csv").write_bytes(filled(("丙许可", "许可科", "王大明"))[0][1])
    assert run("--unit", "市灯局") == 1
    assert "可以登记的名册上没有这个人：王大明（“填报.csv”第 2 行）" in capsys.readouterr().err
    (tmp_path / "填报.csv").unlink()
    assert run("--unit", "市灯局", "--register-to", "许可科 审查岗 孙三") == 0
    assert set(Registration.objects.values_list("line__officer__name", flat=True)) == {"钱二", "孙三"}
    commands.close_stocktake(city.stocktake, reason="已经结束", by=city.who("市府", OFFICE))
    (tmp_path / name).write_bytes(table(INSPECTING)[0][1])
    assert run("--unit", "市灯局") == 1
    assert "没有正在进行" in capsys.readouterr().err
