"""A power from its registration to the directory, and what becomes of it: in the words of the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID  # noqa: TC003 - fixtures read their types

import pytest

from sunlit.catalogue import commands, queries
from sunlit.catalogue.models import Power, PowerEdition
from sunlit.catalogue.rules import powers as rules
from sunlit.catalogue.rules.codes import MisshapenCode
from sunlit.catalogue.rules.powers import PowerStanding, Share
from sunlit.catalogue.rules.staging import MarkedSecret
from sunlit.catalogue.values import Basis, PowerContent
from sunlit.demo.contents import ROWS, content_of
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import Unchanged
from sunlit.organs.models import Appointment, Unit
from sunlit.organs.policies import standing
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from tests.support import city
from tests.support.ledger import made_once, nothing_recorded, recorded, refused

pytestmark = pytest.mark.django_db
EYES = Viewer.system("city")
JANUARY, JUNE = datetime(2026, 1, 5, 4, tzinfo=UTC), datetime(2026, 6, 1, 4, tzinfo=UTC)


def officer(number: str) -> Actor:
    held = Appointment.objects.get(officer__number=number)
    return Actor.officer(post=str(held.post_id), officer=str(held.officer_id))


def unit(code: str) -> UUID:
    return Unit.objects.get(code=code).pk


made, _city = made_once(city.with_organs, for_all=True)


@pytest.fixture
def registrar() -> Actor:
    return officer("2001")


@pytest.fixture
def office() -> Actor:
    """政务公开领导小组办公室."""
    return officer("1001")


def opening(**more: Any) -> PowerContent:
    row = next(row for row in ROWS if row.name == "夜间集市开办许可")
    return replace(content_of(row), **{"type": "licensing", **more})


def drafted(registrar: Actor, **more: Any) -> UUID:
    return commands.draft_power(unit("MARKETS"), opening(**more), code="SF-XK-0001", secret_answer="no", by=registrar)


def filed(registrar: Actor, office: Actor, **more: Any) -> UUID:
    edition = drafted(registrar, **more)
    commands.file_edition(edition, opinion="符合规定，准予备案。", valid_from=date(2026, 1, 5), by=office)
    return PowerEdition.objects.get(pk=edition).power_id


def power_of(power: UUID) -> Any:
    seen = queries.power(EYES, power)
    assert seen
    return seen


def test_what_is_registered_and_filed_stands_in_the_directory_with_all_four_contents(registrar: Actor, office: Actor) -> None:
    with clock.frozen(JANUARY):
        power = filed(registrar, office)

    [held] = queries.catalogue_on(EYES, date(2026, 1, 5))
    assert held.content.name == "夜间集市开办许可"
    assert [(b.kind, b.title, b.article, bool(b.text), bool(b.law), b.dated) for b in held.content.bases] == [
        ("法律", "夜间集市法", "第九条", True, True, date(2021, 9, 9)),
        ("法律", "夜间集市法", "第十条", True, True, date(2021, 9, 9)),
    ]
    assert held.content.steps[0].office == "市场准入科"
    assert (held.content.disclosure.scope, held.content.charged) == ("society", False)
    assert (held.number, held.standing, held.code) == (1, PowerStanding.IN_USE, "SF-XK-0001")
    assert queries.catalogue_on(EYES, date(2026, 1, 4)) == ()
    assert power_of(power).on_record.opinion == "符合规定，准予备案。"
    assert [act.kind for act in recorded("catalogue.power-filed")] == ["catalogue.power-filed"]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"bases": ()}, rules.NoLegalBasis),
        ({"holder": " "}, rules.NoHolder),
        ({"part": Share.ASSIST, "lead": " "}, rules.NoLead),
        ({"nature": "entrusted", "entrusted_by": ""}, rules.NoEntruster),
        ({"type": "nonsense"}, rules.UnknownType),
        ({"bases": (Basis(title="示范市夜市摊点管理暂行规定", article="第三条"),)}, rules.BasisRepealed),
    ],
)
def test_what_does_not_meet_the_rules_is_not_filed(registrar: Actor, office: Actor, wrong: dict[str, Any], refusal: Any) -> None:
    edition = drafted(registrar, **wrong)
    with nothing_recorded(), refused(refusal):
        commands.file_edition(edition, opinion="准予备案。", by=office)
    assert queries.edition(EYES, edition).state == "draft"  # type: ignore[union-attr]


def test_a_basis_the_library_does_not_hold_stays_as_it_was_written(registrar: Actor, office: Actor) -> None:
    power = filed(registrar, office, bases=(Basis(title="某地方的办法", article="第一条", text="原文"), Basis(title="", article="")))
    assert [(b.title, b.text, b.law) for b in power_of(power).on_record.content.bases] == [("某地方的办法", "原文", ""), ("", "", "")]


def test_each_may_do_what_their_post_allows_and_no_more(registrar: Actor, office: Actor) -> None:
    with nothing_recorded(), refused(NotAllowed):
        commands.draft_power(unit("WATERS"), opening(), secret_answer="no", by=registrar)
    edition = drafted(registrar)
    for deed in (
        lambda: commands.file_edition(edition, opinion="准予备案。", by=registrar),
        lambda: commands.publish([], by=registrar),
        lambda: commands.publish_unit(unit("MARKETS"), by=registrar),
        lambda: commands.save_draft(edition, opening(), revision=0, by=officer("3001")),
        lambda: commands.drop_draft(edition, by=officer("2021")),
        lambda: commands.register_secret(unit("MARKETS"), by=officer("1031")),
    ):
        with nothing_recorded(), refused(NotAllowed):
            deed()
    neighbour, own = standing(officer("3001")), standing(registrar)
    power = PowerEdition.objects.get(pk=edition).power_id
    assert queries.power(neighbour, power) is None
    assert queries.edition(neighbour, edition) is None
    assert queries.powers(neighbour).total == 0
    assert queries.powers(standing(officer("2021"))).total == 0
    assert queries.powers(own).total == queries.powers(standing(officer("1041"))).total == 1
    with refused(NotAllowed):
        queries.for_publication(own, [power])


def test_secrecy_is_asked_before_anything_is_taken_in(registrar: Actor) -> None:
    for answer in ("yes", "unsure", ""):
        with nothing_recorded(), refused(rules.SecrecyNotAnswered):
            commands.draft_power(unit("MARKETS"), opening(), secret_answer=answer, by=registrar)  # type: ignore[arg-type]

    place = commands.register_secret(unit("MARKETS"), by=registrar)

    seen = power_of(place)
    assert (seen.secret, seen.editions, seen.codes) == (True, (), ())
    [row] = queries.powers(EYES, state="secret").rows
    assert (row.name, row.type, row.edition) == ("", "", None)
    with refused(rules.SecretPlaceholder):
        commands.start_edition(place, by=registrar)


def test_text_that_bears_a_mark_is_turned_away_and_who_sent_it_is_noted(registrar: Actor, office: Actor) -> None:
    power = filed(registrar, office)
    edition = commands.start_edition(power, by=registrar)
    marked = opening(materials=(replace(opening().materials[0], note="机密★10年 灯塔"),))
    deeds: tuple[Any, ...] = (
        lambda: commands.draft_power(unit("MARKETS"), marked, secret_answer="no", by=registrar),
        lambda: commands.save_draft(edition, marked, revision=0, by=registrar),
        lambda: commands.file_edition(edition, opinion="秘密★ 灯塔", by=office),
        lambda: commands.suspend(power, reason="密级：秘密 灯塔", by=office),
        lambda: commands.withdraw(power, reason="【机密】灯塔", by=office),
    )
    for deed in deeds:
        with refused(MarkedSecret):
            deed()

    noted = recorded("catalogue.marked-text-refused")
    assert [act.actor for act in noted] == [registrar.name] * 2 + [office.name] * 3
    assert not [act for act in noted if "灯塔" in act.body]
    assert power_of(power).draft.content == power_of(power).on_record.content


def test_of_two_who_edit_one_draft_the_second_is_told(registrar: Actor) -> None:
    edition = drafted(registrar)
    assert commands.save_draft(edition, opening(result="许可证"), revision=0, by=registrar) == 1
    with nothing_recorded(), refused(rules.EditedMeanwhile):
        commands.save_draft(edition, opening(result="另一份"), revision=0, by=officer("2011"))
    assert isinstance(commands.save_draft(edition, opening(result="许可证"), revision=1, by=registrar), Unchanged)
    with refused(rules.NoName):
        commands.save_draft(edition, opening(name=" "), revision=1, by=registrar)


def test_a_new_edition_follows_the_old_one_which_stays_readable(registrar: Actor, office: Actor) -> None:
    with clock.frozen(JANUARY):
        power = filed(registrar, office)
    with clock.frozen(JUNE):
        draft = commands.start_edition(power, by=registrar)
        with refused(rules.DraftExists):
            commands.start_edition(power, by=registrar)
        commands.save_draft(draft, replace(power_of(power).draft.content, result="电子许可证"), revision=0, by=registrar)
        with refused(rules.BeforeThePredecessor):
            commands.file_edition(draft, opinion="准予备案。", valid_from=date(2026, 1, 5), by=office)
        commands.file_edition(draft, opinion="准予备案。", reason="改发电子证照", by=office)

    first, second = (queries.catalogue_on(EYES, day)[0] for day in (date(2026, 5, 31), date(2026, 6, 1)))
    assert (first.number, first.valid_to, second.number) == (1, date(2026, 6, 1), 2)
    changed = {c.field: c for c in queries.difference(EYES, first.id, second.id)}
    assert (changed["result"].before, changed["result"].after) == ("夜间集市开办许可证（有效期三年）", "电子许可证")
    assert queries.difference(EYES, first.id, power) == ()
    with refused(rules.NotADraft):
        commands.save_draft(first.id, opening(), revision=0, by=registrar)


def test_a_correction_takes_the_place_of_what_it_corrects_from_the_start(registrar: Actor, office: Actor) -> None:
    with clock.frozen(JANUARY):
        power = filed(registrar, office)
    wrong = power_of(power).on_record
    draft = commands.start_edition(power, by=registrar)
    commands.save_draft(draft, replace(wrong.content, result="夜间集市开办许可证"), revision=0, by=registrar)
    commands.file_edition(draft, opinion="更正笔误。", valid_from=date(2026, 1, 5), corrects=True, by=office)

    [held] = queries.catalogue_on(EYES, date(2026, 2, 1))
    assert (held.corrects, held.content.result) == (wrong.id, "夜间集市开办许可证")


def test_a_power_is_suspended_resumed_and_abolished_each_from_its_day(registrar: Actor, office: Actor) -> None:
    with clock.frozen(JANUARY):
        power = filed(registrar, office)
    commands.suspend(power, reason="布点规划修订期间暂停受理", effective=date(2026, 2, 1), by=office)
    commands.resume(power, reason="规划公布", effective=date(2026, 3, 1), by=office)
    commands.abolish(power, reason="依据废止", effective=date(2027, 1, 1), by=office)

    assert [queries.catalogue_on(EYES, date(2026, m, 15))[0].standing for m in (1, 2, 3)] == [
        PowerStanding.IN_USE, PowerStanding.SUSPENDED, PowerStanding.IN_USE,
    ]  # fmt: skip
    assert queries.catalogue_on(EYES, date(2027, 1, 1)) == ()
    with refused(rules.WrongStanding):
        commands.cancel(power, reason="已经废止", effective=date(2027, 2, 1), by=office)
    with refused(rules.NoOpinion):
        commands.suspend(power, reason="", by=office)
    assert [s.standing for s in power_of(power).states] == ["in-use", "suspended", "in-use", "abolished"]


def test_what_is_for_society_is_published_and_nothing_else(registrar: Actor, office: Actor) -> None:
    power = filed(registrar, office)
    inner = commands.draft_power(
        unit("MARKETS"), opening(disclosure=replace(opening().disclosure, scope="internal")), secret_answer="no", by=registrar
    )
    with refused(rules.NotOnRecord):
        commands.publish([PowerEdition.objects.get(pk=inner).power_id], by=office)
    commands.file_editions([inner], opinion="准予备案。", by=office)
    with refused(rules.NotForSociety):
        commands.publish([PowerEdition.objects.get(pk=inner).power_id], by=office)
    with refused(rules.NoSuchPower):
        commands.publish([inner], by=office)

    assert commands.publish_unit(unit("MARKETS"), by=office) == 1
    assert isinstance(commands.publish([power], by=office), Unchanged)
    assert [act.subject for act in recorded("catalogue.power-published")] == [f"power:{power}"]

    [shown] = queries.for_publication(EYES, [power])
    assert shown.shown
    commands.note_published(shown.edition.id, by=city.OFFICER)
    assert isinstance(commands.note_published(shown.edition.id, by=city.OFFICER), Unchanged)
    assert [row.waiting for row in queries.powers(EYES, state="published").rows] == [False]
    commands.withdraw(power, reason="内容有误，更正后再公布", by=office)
    assert isinstance(commands.withdraw(power, reason="再撤一次", by=office), Unchanged)
    [hidden] = queries.for_publication(EYES, [power])
    assert not hidden.shown


def test_a_code_is_never_given_twice_and_an_old_one_still_finds_the_power(registrar: Actor, office: Actor) -> None:
    power = filed(registrar, office)
    with refused(rules.CodeTaken):
        drafted(registrar)
    commands.give_code(power, "local", "SF-XK-0002", by=office)
    commands.retire_code(power, "local", "SF-XK-0001", by=office)
    assert isinstance(commands.retire_code(power, "local", "SF-XK-0001", by=office), Unchanged)
    with refused(rules.CodeTaken):
        commands.give_code(power, "local", "SF-XK-0001", by=office)
    assert [row.code for row in queries.powers(EYES, words="XK-0001").rows] == ["SF-XK-0002"]


def test_a_code_is_made_as_its_scheme_makes_codes_and_a_placeholder_has_none(registrar: Actor, office: Actor) -> None:
    power = filed(registrar, office)
    with nothing_recorded(), refused(MisshapenCode):
        commands.give_code(power, "gansu", "62010000-XK-1", by=office)
    with nothing_recorded(), refused(MisshapenCode):
        commands.give_code(power, "guizhou-basic", "XK00012001", by=office)
    commands.give_code(power, "guizhou-basic", "xk00012000", by=office)
    assert ("guizhou-basic", "XK00012000") in [(code.scheme, code.value) for code in power_of(power).codes]
    secret = commands.register_secret(unit("MARKETS"), by=registrar)
    with nothing_recorded(), refused(rules.SecretPlaceholder):
        commands.give_code(secret, "local", "SF-XK-0009", by=office)


def test_what_does_not_exist_is_refused_alike(registrar: Actor, office: Actor) -> None:
    nothing = unit("MARKETS")
    for deed in (
        lambda: commands.start_edition(nothing, by=registrar),
        lambda: commands.save_draft(nothing, opening(), revision=0, by=registrar),
        lambda: commands.suspend(nothing, reason="没有", by=office),
        lambda: commands.withdraw(nothing, reason="没有", by=office),
        lambda: commands.note_published(nothing, by=city.OFFICER),
        lambda: commands.file_editions([nothing], opinion="没有", by=office),
        lambda: commands.retire_code(filed(registrar, office), "x", "y", by=office),
    ):
        with refused(rules.NoSuchPower):
            deed()
    assert queries.power(EYES, nothing) is None


def test_lists_are_narrowed_and_paged_with_as_many_statements_however_long(
    registrar: Actor, office: Actor, django_assert_num_queries: Any
) -> None:
    for n in range(12):
        commands.draft_power(unit("MARKETS"), opening(name=f"第{n}项"), secret_answer="no", by=registrar)
    commands.file_editions(list(PowerEdition.objects.values_list("pk", flat=True)[:6]), opinion="准予备案。", by=office)
    with django_assert_num_queries(8):
        queries.powers(EYES, per_page=2)
    with django_assert_num_queries(8):
        found = queries.powers(EYES, per_page=50)
    assert (found.total, found.last) == (12, 1)
    assert queries.powers(EYES, state="draft").total == queries.powers(EYES, state="on-record").total == 6
    assert queries.powers(EYES, standing="in-use").total == 6
    assert queries.powers(EYES, type="licensing", unit=unit("MARKETS"), words="第1").total == 3
    assert queries.powers(EYES, state="nonsense").total == queries.powers(EYES, state="due").total == 0
    assert queries.powers(EYES, page=9, per_page=5).page == 3
    assert queries.due_for_review(EYES) == ()


def test_a_sub_item_belongs_to_a_power_of_the_same_unit(registrar: Actor) -> None:
    parent = PowerEdition.objects.get(pk=drafted(registrar)).power_id
    child = commands.draft_power(unit("MARKETS"), opening(name="首次开办"), parent=parent, secret_answer="no", by=registrar)
    assert power_of(parent).sub_items == (PowerEdition.objects.get(pk=child).power_id,)
    with refused(rules.NoSuchPower):
        commands.draft_power(unit("MARKETS"), opening(), parent=child, secret_answer="no", by=registrar)
    commands.drop_draft(child, by=registrar)
    with refused(rules.NotADraft):
        commands.drop_draft(child, by=registrar)
    assert Power.objects.count() == 2
