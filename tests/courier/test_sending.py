"""Who is told, once a day, and what they find on the desk."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from sunlit.courier import commands, queries, rules
from sunlit.courier.models import Contact, Message
from sunlit.courier.values import ContactSeen, Language, Notice
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import Unchanged, worker
from sunlit.ledger.models import Act
from sunlit.organs.models import Absence, Appointment, HandOver, Officer, Post
from sunlit.organs.models.standing import standing_on
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Addressee, Viewer
from tests.support.ledger import nothing_recorded, recorded, refused
from tests.support.people import appoint, make_account, make_post, make_unit

if TYPE_CHECKING:
    from uuid import UUID

pytestmark = pytest.mark.django_db

BY = Actor.system("test")
UNIT, OTHER = "测试市河灯管理局", "测试市桥梁管理处"
NOON = datetime(2026, 9, 18, 4, tzinfo=UTC)


def person(name: str, *functions: Function, unit: str = UNIT) -> Viewer:
    account = make_account(name, functions=())
    appoint(account, *functions, unit=unit)
    seen = standing_on(clock.today(), Q(officer__account=account.pk))
    assert seen is not None
    return seen


def registrars(unit: str = UNIT) -> Addressee:
    return Addressee(function=Function.REGISTRAR, unit=make_unit(unit))


def told(*to: Addressee, about: str = "task:1", **said: Any) -> Any:
    plain = {"step": "受理", "unit": "河灯局", "day": date(2026, 9, 21)} | said
    return commands.send("task-opened", to=to, about=about, said=plain, by=BY)


def words_of(viewer: Viewer, language: Language = Language.CHINESE) -> list[str]:
    return [row.words for row in queries.inbox(viewer, language=language).rows]


def test_whoever_has_the_function_for_the_unit_is_told_and_nobody_else() -> None:
    one, two = person("甲", Function.REGISTRAR), person("乙", Function.REGISTRAR, Function.LEGAL)
    strangers = [person("丙", Function.LEGAL), person("丁", Function.REGISTRAR, unit=OTHER), person("戊", Function.OPEN_GOVERNMENT)]

    assert told(registrars()) == 2
    assert [queries.unread(viewer) for viewer in (one, two, *strangers)] == [1, 1, 0, 0, 0]
    assert words_of(one) == ["河灯局：环节“受理”待办，办理期限：2026-09-21。"]
    assert words_of(one, Language.ENGLISH) == ["河灯局: the step “受理” waits for you. Last day: 2026-09-21."]
    [act] = recorded("courier.sent")
    assert "受理" not in act.body
    assert '"count":2' in act.body


def test_who_is_in_a_post_is_told_and_nobody_who_has_left_or_is_not_yet_there() -> None:
    post = make_post()
    today = clock.today()
    for name, role, more, left in (
        ("a", "A", {}, None), ("left", "A", {}, today), ("leaves", "A", {}, today + timedelta(1)),
        ("over", "A", {"until": today}, None), ("comes", "B", {"since": today + timedelta(1)}, None),
    ):  # fmt: skip
        officer = Officer.objects.create(number=name, name="某", left=left)
        Appointment.objects.create(officer=officer, post_id=post, role=role, **more)

    told(Addressee(post=post))
    assert set(Message.objects.values_list("recipient__number", flat=True)) == {"a", "leaves"}
    Post.objects.filter(pk=post).update(until=today)
    assert isinstance(told(Addressee(post=post), about="task:2"), Unchanged)
    left = Officer.objects.get(number="left").pk
    assert isinstance(told(Addressee(officer=left), about="task:2"), Unchanged)
    assert told(Addressee(officer=Officer.objects.get(number="a").pk), about="task:2") == 1


def test_a_b_role_is_told_while_its_a_role_is_away_and_a_successor_until_there_is_another() -> None:
    post, today = make_post(), clock.today()
    Post.objects.filter(pk=post).update(functions=[Function.REGISTRAR.value])
    by_number = {number: Officer.objects.create(number=number, name="某") for number in ("a", "b", "c")}
    for role in ("a", "b"):
        Appointment.objects.create(officer=by_number[role], post_id=post, role=role.upper())

    def who(about: str) -> set[str]:
        told(Addressee(post=post), about=about)
        told(registrars(), about=about)
        return set(Message.objects.filter(about=about).values_list("recipient__number", flat=True))

    assert who("task:1") == {"a"}
    week = timedelta(days=7)
    Absence.objects.create(
        officer=by_number["a"], since=today, until=today + week, reason="年休假", recorded_at=clock.now(), recorded_by=""
    )
    assert who("task:2") == {"a", "b"}  # who comes back early finds it still
    Absence.objects.all().delete()
    HandOver.objects.create(
        post_id=post, leaver=by_number["a"], officer=by_number["c"], since=today, recorded_at=clock.now(), recorded_by=""
    )
    assert who("task:3") == {"a", "c"}
    new = Officer.objects.create(number="d", name="某")
    Appointment.objects.create(officer=new, post_id=post, role="A")
    assert who("task:4") == {"a", "d"}
    Appointment.objects.filter(role="A").update(until=today)
    assert who("task:5") == {"b", "c"}  # a vacant post is its B role's


def test_what_a_county_does_for_its_units_its_own_offices_are_told_and_for_the_city_the_citys() -> None:
    city, county = person("市", Function.CITY_LEGAL, unit="市法制"), person("县", Function.CITY_LEGAL, unit="县法制")
    elsewhere = person("邻", Function.CITY_LEGAL, unit="邻县法制")
    from sunlit.organs.models import Region, Unit

    for code, unit in (("880101", "县法制"), ("880102", "邻县法制"), ("880101001", "镇")):
        parent = "880101" if len(code) > 6 else "880000"
        Region.objects.create(code=code, name=code, tier=5 if len(code) > 6 else 4, parent_id=parent)
        Unit.objects.filter(pk=make_unit(unit)).update(region=code)
    told(Addressee(function=Function.CITY_LEGAL, unit=make_unit("镇")))
    assert [queries.unread(one) for one in (city, county, elsewhere)] == [0, 1, 0]
    told(Addressee(function=Function.CITY_LEGAL), about="task:2")
    assert [queries.unread(one) for one in (city, county, elsewhere)] == [1, 1, 0]


def test_the_same_is_said_once_a_day_and_again_the_next() -> None:
    one = person("甲", Function.REGISTRAR, Function.LEGAL)
    legal = Addressee(function=Function.LEGAL, unit=make_unit())
    with clock.frozen(NOON):
        assert told(registrars(), legal) == 1
        with nothing_recorded():
            assert isinstance(told(legal), Unchanged)
    two = person("乙", Function.REGISTRAR)
    with clock.frozen(NOON + timedelta(hours=1)):
        assert told(registrars()) == 1
        assert told(registrars(), about="task:2") == 2
    with clock.frozen(NOON + timedelta(days=1)):
        assert told(registrars()) == 2
    assert [queries.unread(viewer) for viewer in (one, two)] == [3, 3]


def test_a_hundred_messages_cost_no_more_statements_than_one() -> None:
    for number in range(3):
        person(str(number), Function.REGISTRAR)

    def cost(count: int, start: int) -> int:
        said = {"step": "受理", "unit": "河灯局", "day": None}
        notices = [Notice("task-opened", (registrars(),), f"task:{start + n}", said) for n in range(count)]
        with CaptureQueriesContext(connection ) as asked:
            assert commands.send_all(notices, by=BY) == 3 * count
        return len(asked)

    assert cost(30, 100) <= cost(1, 0) + 4  # SQLite takes few rows a statement
    assert cost(1, 200) <= 13


def test_only_a_part_of_the_system_sends_and_what_does_not_fit_is_not_sent() -> None:
    one = person("甲", Function.REGISTRAR)
    said = {"step": "受理", "unit": "", "day": None}
    with refused(NotAllowed):
        commands.send("task-opened", to=registrars(), about="task:1", said=said, by=one.actor)
    for refusal, kind, about, words in (
        (rules.NoSuchTemplate, "nothing", "task:1", said),
        (rules.NotASubject, "task-opened", "张三的办件", said),
        (rules.ParametersDiffer, "task-opened", "task:1", {}),
        (rules.NotToBeSaid, "task-opened", "task:1", said | {"step": "机密★10年"}),
    ):
        with refused(refusal), nothing_recorded():
            commands.send(kind, to=registrars(), about=about, said=words, by=BY)
    for wrong in ({}, {"officer": one.officer, "post": one.post}):
        with pytest.raises(ValueError, match="an addressee"):
            Addressee(**wrong)


def newest(viewer: Viewer) -> UUID:
    return queries.inbox(viewer, language=Language.CHINESE).rows[0].id


def test_one_reads_ones_own_messages_one_by_one_or_all_that_one_saw() -> None:
    one, two = person("甲", Function.REGISTRAR), person("乙", Function.REGISTRAR)
    for number in range(3):
        with clock.frozen(NOON + timedelta(minutes=number)):
            told(registrars(), about=f"task:{number}")
    key = newest(one)
    for viewer in (two, Viewer.system("test")):
        with refused(rules.NoSuchMessage if viewer is two else rules.NotAnInbox), nothing_recorded():
            commands.mark_read(key, by=viewer.actor)
        with refused(rules.NoSuchMessage if viewer is two else rules.NotAnInbox):
            commands.mark_all_read(key, by=viewer.actor)
        assert queries.about_of(viewer, key) is None
    assert queries.about_of(one, key) == "task:2"
    commands.mark_read(key, by=one.actor)
    assert isinstance(commands.mark_read(key, by=one.actor), Unchanged)
    with clock.frozen(NOON + timedelta(hours=1)):
        told(registrars(), about="task:9")
    assert commands.mark_all_read(key, by=one.actor) == 2
    assert isinstance(commands.mark_all_read(key, by=one.actor), Unchanged)
    assert (queries.unread(one), queries.unread(two)) == (1, 4)
    page = queries.inbox(one, language=Language.CHINESE, only_unread=True)
    assert ([row.about for row in page.rows], page.total, page.last) == (["task:9"], 1, 1)
    page = queries.inbox(one, language=Language.CHINESE, page=9, per_page=3)
    assert ([row.about for row in page.rows], page.unread, page.page, page.last) == (["task:0"], 1, 2, 2)
    assert queries.inbox(Viewer.system("test"), language=Language.CHINESE).rows == ()


def test_the_bell_costs_one_statement_and_a_page_five() -> None:
    one = person("甲", Function.REGISTRAR)
    told(registrars())
    with CaptureQueriesContext(connection) as bell:
        assert queries.unread(one) == 1
    with CaptureQueriesContext(connection) as page:
        assert queries.inbox(one, language=Language.CHINESE).total == 1
    with CaptureQueriesContext(connection) as none:
        assert queries.unread(Viewer.system("test")) == 0
    assert (len(bell), len(page), len(none)) == (1, 4, 0)


def test_the_citys_own_words_are_said_and_an_sms_still_says_no_more() -> None:
    office, clerk = person("办", Function.OPEN_GOVERNMENT, unit="市公开办"), person("甲", Function.REGISTRAR)
    told(registrars())
    words = {"said": "请办“{step}”", "brief": "【{site}】{count} 件"}
    with refused(NotAllowed):
        commands.set_words("task-opened", Language.CHINESE, **words, by=clerk.actor)
    with refused(rules.UnknownParameter):
        commands.set_words("task-opened", Language.CHINESE, said="{who}", brief="{count}", by=office.actor)
    with refused(rules.UnknownParameter):
        commands.set_words("task-opened", Language.CHINESE, said="好", brief="{step} 待办", by=office.actor)
    with refused(rules.NoSuchTemplate):
        commands.set_words("nothing", Language.CHINESE, **words, by=office.actor)
    commands.set_words("task-opened", Language.CHINESE, **words, by=office.actor)
    assert isinstance(commands.set_words("task-opened", Language.CHINESE, **words, by=office.actor), Unchanged)
    assert words_of(clerk) == ["请办“受理”"]
    assert [(seen.kind, seen.language) for seen in queries.wordings(office) if seen.own] == [("task-opened", Language.CHINESE)]
    with refused(NotAllowed):
        queries.wordings(clerk)
    commands.drop_words("task-opened", Language.CHINESE, by=office.actor)
    assert isinstance(commands.drop_words("task-opened", Language.CHINESE, by=office.actor), Unchanged)
    assert "待办" in words_of(clerk)[0]
    Message.objects.update(kind="long-gone")
    assert words_of(clerk) == ["long-gone"]


def test_ones_addresses_are_ones_own_seen_masked_and_nowhere_else() -> None:
    one = person("甲", Function.REGISTRAR)
    assert queries.contact(one) == queries.contact(Viewer.system("test")) == ContactSeen()
    keep = commands.keep_contact
    with refused(rules.NoMailAddress):
        keep(language=Language.CHINESE, by_mail=True, by_sms=False, by=one.actor)
    with refused(rules.NoMobileNumber):
        keep(language=Language.CHINESE, mail="zhang@example.cn", by_mail=True, by_sms=True, by=one.actor)
    with refused(rules.NotAnInbox):
        keep(language=Language.CHINESE, by_mail=False, by_sms=False, by=BY)
    keep(language=Language.ENGLISH, mail="zhang@example.cn", mobile="139 1234 5678", by_mail=True, by_sms=False, by=one.actor)
    assert queries.contact(one) == ContactSeen(Language.ENGLISH, "z***@example.cn", "139****5678", by_mail=True)
    assert isinstance(keep(language=Language.ENGLISH, by_mail=True, by_sms=False, by=one.actor), Unchanged)
    keep(language=Language.ENGLISH, mail="", by_mail=False, by_sms=True, by=one.actor)
    assert queries.contact(one) == ContactSeen(Language.ENGLISH, "", "139****5678", by_sms=True)
    commands.forget_contact(by=one.actor)
    assert isinstance(commands.forget_contact(by=one.actor), Unchanged)
    bodies = " ".join(f"{act.body} {act.subject}" for act in Act.objects.all())
    assert "zhang" not in bodies
    assert "1391234" not in bodies
    assert [act.kind for act in recorded("courier.contact-forgotten")] == ["courier.contact-forgotten"]


def test_who_leaves_is_forgotten() -> None:
    one, two = person("甲", Function.REGISTRAR), person("乙", Function.REGISTRAR)
    for viewer in (one, two):
        commands.keep_contact(language=Language.CHINESE, mail="a@b.cn", by_mail=True, by_sms=False, by=viewer.actor)
    worker.run_dry()
    assert Contact.objects.count() == 2
    Officer.objects.filter(pk=one.officer).update(left=clock.today())
    worker.run_dry()
    assert list(Contact.objects.values_list("officer", flat=True)) == [two.officer]
    with refused(NotAllowed):
        commands.forget_leavers(by=two.actor)
