"""职责变动: when the 三定方案 says otherwise, the powers that do the duty have a change on their unit's desk by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.commands import watch_duties
from sunlit.catalogue.models import DutyLink, PowerEdition
from sunlit.catalogue.rules.duties import follower
from sunlit.flow import commands as flow
from sunlit.flow.models import Task
from sunlit.kernel import clock
from sunlit.kernel.ids import new_id
from sunlit.ledger import Unchanged, worker
from sunlit.organs import commands as organs
from sunlit.organs import queries as organ_queries
from sunlit.organs.models import Duty, Mandate, Officer, Post
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Viewer
from sunlit.organs.workbook import Line, write_book
from sunlit.review import commands, queries
from sunlit.review.models import Change, Review
from sunlit.review.routes import change_flows, routes
from sunlit.review.rules.changing import ChangeCause, ChangeKind, ChangeVerdict
from sunlit.review.values import OpinionKind
from sunlit.review.values.changing import Application
from tests.review.people import BY, judge, review_city
from tests.support.ledger import made_once, nothing_recorded, recorded, refused
from tests.support.people import make_account

if TYPE_CHECKING:
    from uuid import UUID

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
EYES = Viewer.system("test")
REGISTRAR, AUDITOR = Function.REGISTRAR, Function.CITY_LEGAL
BEFORE = "负责河灯放流的许可和监督管理"
AFTER = "负责河灯放流的备案、许可和监督管理"
OTHER = "组织灯会安全应急"


def changing() -> ReviewCity:
    made = review_city()
    Post.objects.update(naming_reason="测试")
    flow.adopt_templates(change_flows(), by=BY)
    mandate = Mandate.objects.create(unit_id=made.units["市灯局"], title="三定方案")
    Duty.objects.create(mandate=mandate, number=1, text=BEFORE)
    Duty.objects.create(mandate=mandate, number=2, text=OTHER)
    return made


made, city = made_once(changing)


def filed(city: ReviewCity, **said: object) -> UUID:
    edition = city.draft(**said)
    catalogue.file_edition(edition, opinion="准予备案", by=BY)
    return PowerEdition.objects.get(pk=edition).power_id


def linked(city: ReviewCity, text: str, *power_ids: UUID) -> Duty:
    duty = Duty.objects.get(text=text)
    catalogue.link_duty(city.units["市灯局"], duty.pk, power_ids, by=city.who("市灯局", REGISTRAR))
    return duty


def loaded(**changes: str) -> None:
    """The workbook of the organs as it is, with other words of the duties named, loaded again."""
    from sunlit.organs.models.book import book_on_record
    from sunlit.organs.workbook import Book

    book = book_on_record()
    lines = tuple(
        Line(line.row, {**line.values, "text": changes.get(str(line.values["text"]), line.values["text"])})
        for line in book.lines["职责"]
    )
    organs.load_organs("机关.xlsx", write_book(Book({**book.lines, "职责": lines})), by=BY)


def test_a_duty_worded_otherwise_puts_the_task_on_the_desk_with_the_difference_and_its_terms(city):
    power, other = filed(city), filed(city, name="灯会安全检查")
    linked(city, BEFORE, power)
    linked(city, OTHER, other)

    loaded(**{BEFORE: AFTER})
    worker.run_dry()

    row = Change.objects.get()
    assert (row.power, row.cause, row.kind) == (power, ChangeCause.DUTY, "")
    registrar = city.who("市灯局", REGISTRAR)
    [mine] = queries.changes_waiting(city.sees("市灯局", REGISTRAR))
    calendar = organ_queries.calendar(EYES)
    assert (mine.id, mine.cause.words, mine.step) == (row.pk, "职责变动", "申请")
    assert mine.due_on == organ_queries.due_in(calendar, clock.today(), 20).due
    seen = queries.change(city.sees("市灯局", REGISTRAR), row.pk)
    assert seen is not None
    [duty] = seen.duties
    assert (duty.before, duty.after, duty.over) == (BEFORE, AFTER, False)
    assert [(piece.text) for piece in duty.pieces if piece.kind == "added"] == ["备案、"]
    account = make_account("登记", functions=())
    Officer.objects.filter(number="市灯局registrar").update(account=account)
    client = Client()
    client.force_login(account)
    page = client.get(reverse("desk:change", args=[row.pk])).content.decode()
    assert "职责变成了什么" in page
    assert "备案、</ins>" in page

    asked = Application(kind=ChangeKind.KEEP, reason="名称、依据不受影响")
    commands.complete_application(row.pk, asked, by=registrar)
    assert Task.objects.get(run=row.run, node="audit").due_on == organ_queries.due_in(calendar, clock.today(), 10).due
    row.refresh_from_db()
    commands.audit_change(row.pk, ChangeVerdict.AGREE, text="", digest=row.digest, by=city.who("市府", AUDITOR))
    commands.reply_to_audit(row.pk, confirmed=True, by=registrar)

    loaded(**{AFTER: f"{AFTER}。"})  # a full stop is no other duty
    worker.run_dry()
    assert Change.objects.count() == 1
    loaded(**{f"{AFTER}。": "负责桥灯"})
    worker.run_dry()
    second = queries.change(EYES, Change.objects.latest("begun_at").pk)
    assert second is not None
    assert (second.duties[0].before, second.duties[0].after) == (f"{AFTER}。", "负责桥灯")


def test_a_duty_of_a_mandate_that_ends_is_looked_at_on_its_day_and_what_is_repeated_goes_on(city):
    power, other = filed(city), filed(city, name="灯会安全检查")
    ended, repeated = linked(city, BEFORE, power), linked(city, OTHER, other)
    day = clock.today() + timedelta(days=3)
    old = Mandate.objects.get()
    Mandate.objects.filter(pk=old.pk).update(until=day)
    new = Mandate.objects.create(unit=old.unit, title="三定方案（2027）", since=day)
    follows = Duty.objects.create(mandate=new, number=1, text=AFTER)
    again = Duty.objects.create(mandate=new, number=2, text=f"{OTHER}。")

    worker.run_dry()
    assert not Change.objects.exists()
    with clock.frozen(clock.now() + timedelta(days=3)):
        worker.run_dry()

        row = Change.objects.get()
        assert row.duties == [{"duty": str(ended.pk), "before": BEFORE, "after": AFTER, "over": True}]
        assert set(DutyLink.objects.values_list("power", "duty")) == {(power, ended.pk), (other, again.pk)}
        assert follows.text == AFTER
        assert str(again.pk) in recorded("catalogue.duty-linked")[-1].body
        assert DutyLink.objects.get(power=other).before == ""
        with nothing_recorded():
            assert isinstance(watch_duties(by=BY), Unchanged)  # once a day
    assert repeated.text == OTHER


def test_of_duties_that_nothing_follows_the_old_words_are_shown_and_one_that_holds_again_is_one(city):
    power = filed(city)
    linked(city, BEFORE, power)
    unit = city.units["市灯局"]
    Mandate.objects.update(until=clock.today())

    assert watch_duties(unit, by=BY) == 1
    assert watch_duties(unit, by=BY) == 0  # it is told once
    worker.run_dry()
    seen = queries.change(EYES, Change.objects.get().pk)
    assert seen is not None
    assert [(one.after, one.over, one.pieces) for one in seen.duties] == [("", True, ())]
    Mandate.objects.update(until=None)
    assert watch_duties(unit, by=BY) == 0
    assert DutyLink.objects.get().over is False
    with refused(NotAllowed):
        watch_duties(unit, by=city.who("市灯局", REGISTRAR))


def test_a_change_on_its_way_takes_it_in_and_what_is_judged_or_ended_or_new_is_left(city):
    power, judged, ended = filed(city), filed(city, name="灯会安全检查"), filed(city, name="桥灯悬挂许可")
    drafted = PowerEdition.objects.get(pk=city.draft(name="灯谱保管登记")).power_id
    linked(city, BEFORE, power, judged, ended, drafted)
    registrar = city.who("市灯局", REGISTRAR)
    catalogue.cancel(ended, reason="不再行使", by=BY)
    commands.send([catalogue.start_edition(judged, by=registrar)], by=registrar)
    asked = Application(kind=ChangeKind.SUSPEND, reason="汛期", effective=clock.today())
    change = commands.apply_for_change(power, asked, by=registrar)

    for before, after in ((BEFORE, AFTER), (AFTER, "负责桥灯")):
        loaded(**{before: after})
        worker.run_dry()

    row = Change.objects.get()
    assert (row.pk, row.cause) == (change, ChangeCause.ASKED)
    assert [(one["before"], one["after"]) for one in row.duties] == [(AFTER, "负责桥灯")]
    assert len(recorded("review.change-duties-told")) == 2
    with refused(NotAllowed), nothing_recorded():
        commands.open_change_of_duties(power, [Duty.objects.get(number=1).pk], by=registrar)
    with refused(NotAllowed):
        powers.duties_became(Viewer(), power, [Duty.objects.get(number=1).pk])


def test_while_a_power_is_judged_its_review_is_told_and_the_task_is_opened_once_it_has_ended(city):
    flow.adopt_templates(routes(), by=BY)
    power, new = filed(city), PowerEdition.objects.get(pk=city.draft(name="灯谱保管登记")).power_id
    duty = linked(city, BEFORE, power, new)
    registrar, legal = city.who("市灯局", REGISTRAR), city.who("市灯局", Function.LEGAL)
    draft = PowerEdition.objects.get(power=new).pk
    keys = commands.send([catalogue.start_edition(power, by=registrar), draft], by=registrar)
    row = Review.objects.get(pk=keys[0])
    judge(row, OpinionKind.LEGALITY, legal)

    loaded(**{BEFORE: AFTER})
    worker.run_dry()

    assert not Change.objects.exists()
    seen = queries.review(city.sees("市灯局", Function.LEGAL), row.pk)
    assert seen is not None
    [told] = seen.duties
    assert (told.before, told.after, told.over) == (BEFORE, AFTER, False)
    assert [one.void for one in seen.opinions] == [False]  # it is told, and voids nothing
    assert len(recorded("review.duties-told")) == 2
    client = Client()
    account = make_account("法制", functions=())
    Officer.objects.filter(number="市灯局legal").update(account=account)
    client.force_login(account)
    page = client.get(reverse("desk:review", args=[row.pk])).content.decode()
    assert "审核期间职责有变" in page
    assert "备案、</ins>" in page
    assert "职责有变" in client.get(reverse("desk:review-drawer", args=[row.pk])).content.decode()

    loaded(**{AFTER: "负责桥灯"})
    worker.run_dry()
    row.refresh_from_db()
    assert [(one["before"], one["after"]) for one in row.duties] == [(AFTER, "负责桥灯")]

    commands.withdraw_review(row.pk, by=registrar)
    commands.withdraw_review(keys[1], by=registrar)
    worker.run_dry()
    change = Change.objects.get()  # what was never on record has no task
    assert (change.power, change.cause) == (power, ChangeCause.DUTY)
    assert change.duties[0]["duty"] == str(duty.pk)
    assert "按新职责核对的任务" in client.get(reverse("desk:review", args=[row.pk])).content.decode()
    worker.run_dry()
    assert Change.objects.count() == 1


def test_a_link_of_before_anybody_looked_learns_what_its_duty_says(city):
    linked(city, BEFORE, filed(city))
    DutyLink.objects.update(said="", seen_on=None)
    assert watch_duties(by=BY) == 0
    assert DutyLink.objects.get().said == BEFORE


def test_the_duty_that_follows_is_the_most_alike_and_none_that_is_about_something_else():
    first, second = new_id(), new_id()
    assert follower(BEFORE, {first: OTHER, second: AFTER}) == second
    assert follower(BEFORE, {first: OTHER}) is None
    assert follower("", {first: OTHER}) is None
    assert follower(BEFORE, {}) is None
