"""The organs of the city through time: set up by one workbook, changed by a newer one, seen as they are on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sunlit.demo.organs import ORGANS_FILE, book, workbook
from sunlit.kernel.actor import Actor
from sunlit.ledger import Unchanged
from sunlit.organs import commands, queries
from sunlit.organs.models import Officer, Post, Unit
from sunlit.organs.rules import FaultyOrgans, NotAllowed, UnitKind, UnreadableOrgans
from sunlit.organs.values import Viewer
from sunlit.organs.workbook import Book, Line, write_book
from tests.support.ledger import nothing_recorded, recorded, refused

pytestmark = pytest.mark.django_db
OFFICER = Actor.system("city")
EYES = Viewer.system("city")
DAY = date(2026, 3, 1)


def with_changed(sheet: str, key: dict[str, object], **changed: object) -> bytes:
    return write_book(changed_book(book(), sheet, key, **changed))


def changed_book(some: Book, sheet: str, key: dict[str, object], **changed: object) -> Book:
    lines = [
        Line(0, {**line.values, **changed}) if all(line.values[f] == v for f, v in key.items()) else line
        for line in some.lines[sheet]
    ]
    return Book({**some.lines, sheet: tuple(lines)})


def load(data: bytes) -> Any:
    return commands.load_organs(ORGANS_FILE, data, by=OFFICER)


def test_one_workbook_sets_the_city_up_and_loaded_again_changes_nothing(django_assert_max_num_queries: Any) -> None:
    done = load(workbook())

    assert len(done.of("new")) == done.rows == sum(len(lines) for lines in book().lines.values())
    assert [unit.kind for unit in queries.units(EYES) if unit.code == "ARCHIVES"] == [UnitKind.PARTY]
    assert len(recorded("organs.unit-changed")) == Unit.objects.count() == 12
    with nothing_recorded(), django_assert_max_num_queries(40):
        assert isinstance(load(workbook()), Unchanged)
        assert isinstance(load(queries.organs_workbook(EYES)), Unchanged)


def test_a_faulty_workbook_is_refused_whole() -> None:
    with nothing_recorded(), refused(FaultyOrgans):
        load(with_changed("人员", {"number": "1001"}, name=""))
    assert not Unit.objects.exists()
    with nothing_recorded(), refused(UnreadableOrgans):
        load(b"no workbook")
    seen = queries.preview_organs(EYES, "x.xlsx", with_changed("区划", {"code": "990103"}, parent="1"))
    assert [(fault.sheet, fault.column) for fault in seen.faults] == [("区划", "上级区划代码")]


def test_only_a_system_administrator_or_the_operator_loads_organs() -> None:
    with nothing_recorded(), refused(NotAllowed):
        commands.load_organs(ORGANS_FILE, workbook(), by=Actor.account("01890000-0000-7000-8000-000000000000"))
    for nobody in (Viewer(), Viewer(account=None, name="x")):
        with refused(NotAllowed):
            queries.preview_organs(nobody, ORGANS_FILE, workbook())
        with refused(NotAllowed):
            queries.units(nobody)


def test_a_unit_renamed_is_found_by_either_name_and_shown_by_the_one_of_the_day() -> None:
    load(workbook())
    new = "示范市集市和街头艺术管理局"

    with nothing_recorded(), refused(FaultyOrgans):  # since when?
        load(with_changed("单位", {"code": "MARKETS"}, name=new))
    done = load(with_changed("单位", {"code": "MARKETS"}, name=new, named_since=date(2026, 7, 1)))

    assert [(c.what, c.key, [h[0] for h in c.headers]) for c in done.changes] == [
        ("changed", "MARKETS", ["名称", "名称启用日期", "曾用名"])
    ]
    before, after = (queries.unit_called(EYES, "示范市集市管理局", on=day) for day in (DAY, date(2026, 8, 1)))
    assert before
    assert after
    assert (before.name, after.name) == ("示范市集市管理局", new)
    assert after.former == ("示范市集市管理局", "示范市夜市管理办公室")
    assert queries.unit_called(EYES, "市集市局") is not None
    assert isinstance(load(queries.organs_workbook(EYES)), Unchanged)
    assert isinstance(load(with_changed("单位", {"code": "MARKETS"}, name=new, named_since=date(2026, 7, 1), former=())), Unchanged)


def test_a_unit_merged_into_another_is_no_more_from_that_day_on() -> None:
    load(workbook())
    load(with_changed("单位", {"code": "WATERS"}, until=date(2026, 6, 1), merged_into="MARKETS"))

    then, later = (queries.unit_called(EYES, "市河湖局", on=day) for day in (DAY, date(2026, 6, 1)))
    assert then
    assert later
    assert then.living
    assert (later.living, later.merged_into) == (False, queries.unit_called(EYES, "MARKETS").id)  # type: ignore[union-attr]


def test_who_has_left_is_named_no_more_the_same_day() -> None:
    load(workbook())
    post = Post.objects.get(number="JS10")
    load(with_changed("人员", {"number": "2021"}, left=date(2026, 5, 1)))

    assert [act.subject for act in recorded("organs.officer-left")] == [f"officer:{Officer.objects.get(number='2021').pk}"]
    day_before, same_day = (queries.public_posts(EYES, [post.pk], on=on)[post.pk] for on in (date(2026, 4, 30), date(2026, 5, 1)))
    assert (day_before.names, same_day.names) == (("叶长青", "罗青禾"), ("罗青禾",))
    assert same_day.phone == "0900-8001220"


def test_a_post_is_named_to_the_public_as_was_decided_for_it() -> None:
    load(workbook())
    ids = {post.number: post.pk for post in Post.objects.all()}

    seen = queries.public_posts(EYES, ids.values(), on=DAY)

    number, bare = seen[ids["JS40"]], seen[ids["JS11"]]
    assert (number.number, number.names, number.phone) == ("JS40", (), "")
    assert (bare.number, bare.names, bare.phone, bare.post) == ("", (), "", "审查岗")
    assert seen[ids["JS10"]].unit_name == "示范市集市管理局"


def test_posts_show_who_holds_them_in_either_role() -> None:
    load(workbook())
    unit = queries.unit_called(EYES, "示范市集市管理局", on=DAY)
    assert unit

    seen = {post.number: post for post in queries.posts(EYES, unit.id, on=DAY)}

    assert [(h.role, h.name) for h in seen["JS00"].holders] == [("A", "何采薇"), ("B", "唐小满")]
    assert seen["JS00"].functions == ("registrar",)
    assert queries.posts(EYES, unit.id, on=date(2020, 1, 1))[0].holders == ()
    assert queries.posts(EYES, Post.objects.first().pk) == ()  # type: ignore[union-attr]


def test_units_are_looked_for_by_words_and_kind(django_assert_num_queries: Any) -> None:
    load(workbook())
    with django_assert_num_queries(3):
        assert [unit.code for unit in queries.units(EYES, words="夜市管理办")] == ["MARKETS"]
    assert [unit.code for unit in queries.units(EYES, kind="government")] == ["EAST", "GOV", "WEST"]
    assert queries.unit_called(EYES, " ") is None
    assert queries.unit_called(EYES, "没有这个局") is None
    unit = queries.unit_called(EYES, "灯塔镇")
    assert unit
    assert queries.unit(EYES, unit.id) == unit
    assert unit.region.above == ("湖西区", "示范市", "示范省")
    assert [region.code for region in queries.regions(EYES)][:2] == ["990000", "990100"]
