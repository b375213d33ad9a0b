"""Offices and posts through time, how posts are named to the public, a unit as a whole, divisions from their tables."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.demo.organs import ORGANS_FILE, book, workbook
from sunlit.kernel.actor import Actor
from sunlit.kernel.refusal import Refusal
from sunlit.ledger import Unchanged
from sunlit.organs import commands, queries
from sunlit.organs.models import Account, Post, Region, Unit
from sunlit.organs.rules import FaultyOrgans, Function, Naming, NotAllowed, RegionTier, UnreadableOrgans
from sunlit.organs.rules.bodies import named_on
from sunlit.organs.rules.naming import NamingChanged, NoNamingReason, NoPostNumber, NoSuchPost
from sunlit.organs.values import Viewer
from sunlit.organs.workbook import Book, Line, read_divisions, write_book
from sunlit.organs.workbook.divisions import full_code
from tests.support.ledger import nothing_recorded, recorded, refused
from tests.support.people import make_account

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

pytestmark = pytest.mark.django_db
OPERATOR = Actor.system("city")
EYES = Viewer.system("city")
BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)


def load(some: Book | None = None) -> Any:
    return commands.load_organs(ORGANS_FILE, write_book(some) if some else workbook(), by=OPERATOR)


def changed(sheet: str, key: Mapping[str, object], **values: Any) -> Book:
    some = book()
    lines = [
        Line(0, {**line.values, **values}) if all(line.values[f] == v for f, v in key.items()) else line
        for line in some.lines[sheet]
    ]
    return Book({**some.lines, sheet: tuple(lines)})


MARKET_OFFICE = {"unit": "MARKETS", "code": "01"}


# --- names through time -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sheet", "key"), [("处室", MARKET_OFFICE), ("岗位", {"number": "JS00"})])
def test_an_office_or_a_post_renamed_keeps_its_old_name_for_the_days_it_had_it(sheet: str, key: dict[str, object]) -> None:
    load()
    with nothing_recorded(), refused(FaultyOrgans):
        load(changed(sheet, key, name="综合事务"))
    load(changed(sheet, key, name="综合事务", named_since=AFTER))

    unit = queries.unit_called(EYES, "MARKETS")
    assert unit

    def called(day: date) -> str:
        post = next(p for p in queries.posts(EYES, unit.id, on=day) if p.number == "JS00")
        return post.office_name if sheet == "处室" else post.name

    assert called(AFTER) == "综合事务"
    assert called(BEFORE) in ("办公室", "职权登记岗")
    assert isinstance(commands.load_organs("x.xlsx", queries.organs_workbook(EYES), by=OPERATOR), Unchanged)


def test_the_public_sees_the_names_of_the_day() -> None:
    load()
    load(changed("处室", MARKET_OFFICE, name="综合处", named_since=AFTER))
    post = Post.objects.get(number="JS00")

    assert [queries.public_posts(EYES, [post.pk], on=day)[post.pk].office for day in (BEFORE, AFTER)] == ["办公室", "综合处"]
    unit = queries.unit_called(EYES, "MARKETS")
    assert unit
    whole = queries.unit_whole(EYES, unit.id, on=AFTER)
    assert whole
    assert (whole.offices[0].name, whole.offices[0].former) == ("综合处", ("办公室",))


def test_units_are_called_by_code_in_full_or_for_short_by_one_statement(django_assert_num_queries: Any) -> None:
    load()
    units = queries.units(EYES)

    with django_assert_num_queries(2):
        full = queries.unit_names(EYES, [unit.id for unit in units])
        short = queries.unit_names(EYES, Unit.objects.values("pk"), short=True)

    assert list(full.items()) == [(unit.id, unit.name) for unit in units]
    assert list(short.items()) == [(unit.id, unit.short or unit.name) for unit in units]


@given(st.lists(st.dates(), unique=True, max_size=5), st.dates())
def test_on_every_day_exactly_one_name_is_borne(ends: list[date], day: date) -> None:
    former = [(str(end), end) for end in ends]

    said = named_on("now", former, day)

    later = [end for end in sorted(ends) if end > day]
    assert said == (str(later[0]) if later else "now")


# --- a unit as a whole ------------------------------------------------------------------------------------------------


def test_a_unit_is_seen_with_all_that_belongs_to_it(django_assert_max_num_queries: Any) -> None:
    load()
    load(changed("单位", {"code": "WATERS"}, until=AFTER, merged_into="MARKETS"))
    ids = dict(Unit.objects.values_list("code", "pk"))

    with django_assert_max_num_queries(15):
        markets = queries.unit_whole(EYES, ids["MARKETS"], on=AFTER)
    assert markets
    assert [name.name for name in markets.names] == ["示范市集市管理局", "示范市夜市管理办公室"]
    assert markets.offices[0].posts[0].holders
    assert markets.mandates[0].living
    assert [duty.number for duty in markets.mandates[0].duties][:2] == [1, 2]
    assert [one.code for one in markets.merged] == ["WATERS"]
    assert markets.merged_into is None

    waters = queries.unit_whole(EYES, ids["WATERS"], on=AFTER)
    assert waters
    assert waters.merged_into
    assert waters.merged_into.code == "MARKETS"
    before = queries.unit_whole(EYES, ids["MARKETS"], on=BEFORE)
    assert before
    assert before.merged == ()
    government = queries.unit_whole(EYES, ids["GOV"])
    assert government
    assert "MARKETS" in [one.code for one in government.below]
    assert queries.unit_whole(EYES, Post.objects.earliest("pk").pk) is None
    with refused(NotAllowed):
        queries.unit_whole(Viewer(), ids["GOV"])


def test_duties_of_an_office_stand_under_its_name_and_ended_mandates_come_last() -> None:
    some = book()
    plans = (*some.lines["三定方案"], Line(0, {"unit": "MARKETS", "title": "旧方案", "number": "", "since": None, "until": BEFORE}))
    title = next(line.values["title"] for line in plans if line.values["unit"] == "MARKETS")
    duty = Line(0, {"unit": "MARKETS", "mandate": title, "office": "01", "number": 1, "text": "管印章"})
    load(Book({**some.lines, "三定方案": plans, "职责": (*some.lines["职责"], duty)}))

    whole = queries.unit_whole(EYES, Unit.objects.get(code="MARKETS").pk, on=AFTER)

    assert whole
    assert [(one.title == "旧方案", one.living) for one in whole.mandates] == [(False, True), (True, False)]
    assert [(d.office, d.text) for d in whole.mandates[0].duties][-1] == ("办公室", "管印章")


# --- naming -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def office() -> Actor:
    load()
    account = make_account("qin", functions=(Function.OPEN_GOVERNMENT,), second_factor=False)
    return queries.viewer_of(account.pk).actor


def test_the_open_government_office_decides_how_a_post_is_named(office: Actor) -> None:
    post = Post.objects.get(number="JS00")
    was = Naming(post.naming), post.naming_reason

    assert commands.name_post(post.pk, Naming.NUMBER, reason=" 一线人员保护 ", was=was, by=office) is None

    post.refresh_from_db()
    assert (post.naming, post.naming_reason) == ("number", "一线人员保护")
    assert [act.subject for act in recorded("organs.post-named")] == [f"post:{post.pk}"]
    assert "一线" not in recorded("organs.post-named")[0].body
    same = Naming.NUMBER, "一线人员保护"
    with nothing_recorded():
        assert isinstance(commands.name_post(post.pk, *same[:1], reason=same[1], was=was, by=office), Unchanged)
    with nothing_recorded(), refused(NamingChanged):  # another clerk decides from what was there before
        commands.name_post(post.pk, Naming.FULL, reason="窗口", was=was, by=office)


def test_nobody_else_decides_it_and_nobody_without_a_reason(office: Actor) -> None:
    post = Post.objects.get(number="JS00")
    was = Naming(post.naming), post.naming_reason
    clerk = make_account("he", functions=(Function.REGISTRAR,), second_factor=False)
    admin = Account.objects.create(username="root", administers="system")
    for nobody in (queries.viewer_of(clerk.pk).actor, Actor.account(admin.pk)):
        with nothing_recorded(), refused(NotAllowed):
            commands.name_post(post.pk, Naming.FULL, reason="x", was=was, by=nobody)
    for reason in (" ", "字" * 201, "两\n行"):
        with nothing_recorded(), refused(NoNamingReason):
            commands.name_post(post.pk, Naming.FULL, reason=reason, was=was, by=office)
    Post.objects.filter(pk=post.pk).update(number="")
    with nothing_recorded(), refused(NoPostNumber):
        commands.name_post(post.pk, Naming.NUMBER, reason="x", was=was, by=office)
    with nothing_recorded(), refused(NoSuchPost):
        commands.name_post(Unit.objects.earliest("pk").pk, Naming.FULL, reason="x", was=was, by=office)


def test_only_who_decides_sees_a_post_before_its_naming(office: Actor) -> None:
    post = Post.objects.get(number="JS00")
    decides = make_account("qin2", functions=(Function.OPEN_GOVERNMENT,), second_factor=False)

    assert queries.post_named(queries.viewer_of(decides.pk), post.pk).number == "JS00"
    with refused(NoSuchPost):
        queries.post_named(EYES, Unit.objects.earliest("pk").pk)
    with refused(NotAllowed):
        queries.post_named(Viewer(), post.pk)


# --- divisions --------------------------------------------------------------------------------------------------------

PROVINCE = ("provinces.csv", "code,name\n99,示范省\n".encode())
CITY = ("cities.csv", "\ufeffcode,name,provinceCode\n9901,示范市,99\n".encode())
AREAS = ("areas.csv", 'code,name,cityCode,provinceCode\n990102,"城东区",9901,99\n990103,湖西区,9901,99\n'.encode("gb18030"))
STREETS = ("streets.csv", "code,name,areaCode\n990103001,灯塔镇,990103\n990103002000,桥头街道,990103\n".encode())


def test_the_published_tables_of_divisions_become_regions_tier_by_tier(django_assert_max_num_queries: Any) -> None:
    files = [STREETS, AREAS, CITY, PROVINCE]
    assert queries.preview_divisions(EYES, files).rows == 6
    assert not Region.objects.exists()

    with django_assert_max_num_queries(60):
        done = commands.load_divisions(files, by=OPERATOR)

    assert not isinstance(done, Unchanged)
    assert [(r.code, r.tier, r.above) for r in queries.regions(EYES)] == [
        ("990000", RegionTier.PROVINCE, ()),
        ("990100", RegionTier.CITY, ("示范省",)),
        ("990102", RegionTier.COUNTY, ("示范市", "示范省")),
        ("990103", RegionTier.COUNTY, ("示范市", "示范省")),
        ("990103001", RegionTier.TOWNSHIP, ("湖西区", "示范市", "示范省")),
        ("990103002", RegionTier.TOWNSHIP, ("湖西区", "示范市", "示范省")),
    ]
    with nothing_recorded():
        assert isinstance(commands.load_divisions(files, by=OPERATOR), Unchanged)
    renamed = commands.load_divisions([("a.csv", "代码,名称\n990102,城东新区\n".encode())], by=OPERATOR)
    assert [(c.what, c.key, c.headers) for c in renamed.changes] == [  # type: ignore[union-attr]
        ("changed", "990102", (("名称", "城东区", "城东新区"),))
    ]


@pytest.mark.parametrize(
    ("files", "faults"),
    [
        ([AREAS], [("areas.csv", 2, "上级区划代码"), ("areas.csv", 3, "上级区划代码")]),
        ([PROVINCE, ("x.csv", b"code,name\n99x,a\n00,b\n990102003001,c\n")], [("x.csv", n, "区划代码") for n in (2, 3, 4)]),
        ([PROVINCE, ("x.csv", "code,name\n9901,\n9902,甲\n9902,乙\n".encode())], [("x.csv", 2, "名称"), ("x.csv", 4, "区划代码")]),
    ],
)
def test_divisions_that_hang_together_with_nothing_are_refused_whole(
    files: Sequence[tuple[str, bytes]], faults: list[tuple[str, int, str]]
) -> None:
    seen = queries.preview_divisions(EYES, files)

    assert [(f.sheet, f.row, f.column) for f in seen.faults] == faults
    with nothing_recorded(), refused(FaultyOrgans):
        commands.load_divisions(files, by=OPERATOR)
    assert not Region.objects.exists()


@pytest.mark.parametrize("data", [b"", b"name\na\n", b"\xff\xff\xff", b"x" * (20 * 1024 * 1024 + 1)])
def test_what_is_no_table_of_divisions_is_refused_with_a_reason(data: bytes) -> None:
    with nothing_recorded(), refused(UnreadableOrgans):
        commands.load_divisions([("x.csv", data)], by=OPERATOR)


def test_a_cell_as_long_as_a_book_is_refused() -> None:
    # As a table that cannot be read, or, where the process has read longer cells before, as a code that is none.
    with nothing_recorded(), refused(Refusal):
        commands.load_divisions([("x.csv", b'code,name\n"' + b"1" * 200_000 + b'"\n')], by=OPERATOR)


def test_nobody_but_the_system_administrator_loads_divisions() -> None:
    clerk = make_account("clerk", second_factor=False)
    with nothing_recorded(), refused(NotAllowed):
        commands.load_divisions([PROVINCE], by=Actor.account(clerk.pk))
    with refused(NotAllowed):
        queries.preview_divisions(queries.viewer_of(clerk.pk), [PROVINCE])


def test_a_township_written_for_a_county_is_the_county() -> None:
    assert full_code("990102000000") == ("990102", RegionTier.COUNTY)
    assert full_code("９９０１") == ("990100", RegionTier.CITY)


@given(st.from_regex(r"\A[1-9][0-9]([0-9]{2}([0-9]{2}([0-9]{2}[1-9])?)?)?\Z"))
def test_a_code_in_full_says_the_same_again(code: str) -> None:
    full, tier = full_code(code)

    assert full_code(full) == (full, tier)


def test_an_explicit_superior_goes_before_the_one_the_code_says() -> None:
    lines, wrong = read_divisions([("x.csv", "code,name,parent\n990191,直管县,990000\n".encode())], ["990000"])

    assert wrong == ()
    assert lines[0].values["parent"] == "990000"
