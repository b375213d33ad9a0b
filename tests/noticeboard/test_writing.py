"""What is put out stays as it was; what is put again changes nothing; what is taken back or erased leaves a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.kernel.canonical import digest
from sunlit.kernel.plain import to_plain
from sunlit.noticeboard.models import Record, Shown
from sunlit.noticeboard.store import reading, writing
from tests.support import public_city

if TYPE_CHECKING:
    from sunlit.noticeboard.values import PublicPower

pytestmark = pytest.mark.django_db(databases=["noticeboard"])
AT = datetime(2026, 5, 1, 4, tzinfo=UTC)


def power(**more: object) -> PublicPower:
    return replace(public_city.whole(), **more)


def put(place: int, key: str = "pw", **more: object) -> int | None:
    return writing.put("power", key, power(**more), place=place, at=AT)


def line(key: str = "pw") -> Shown:
    return Shown.objects.get(kind="power", key=key)


def test_what_is_put_is_read_back_as_it_was_under_the_next_number() -> None:
    assert put(7) == 1
    assert put(8, name="夜间集市开办审批") == 2

    first, second = reading.histories("power", ["pw"])["pw"]
    assert (first.body, first.place, first.at) == (power(), 7, AT)
    assert second.body == power(name="夜间集市开办审批")
    assert second.digest == digest(to_plain(second.body))


def test_lists_follow_the_newest_record() -> None:
    put(7)
    put(8, name="夜间集市开办审批", standing="suspended", standing_since=date(2026, 5, 1))

    stands = line()
    assert (stands.version, stands.name, stands.standing, stands.code) == (2, "夜间集市开办审批", "suspended", power().code)
    assert (stands.unit, stands.region, stands.tier, stands.type) == (public_city.MARKET, public_city.CITY, 3, "licensing")


def test_each_kind_fills_the_columns_it_has() -> None:
    public_city.fill()

    of = {kind: Shown.objects.filter(kind=kind).first() for kind in ("unit", "post", "law", "result", "site")}
    assert (of["unit"].code, of["unit"].type, of["unit"].tier) == ("SF-01", "department", 3)
    assert of["post"].name == "受理岗"
    assert of["law"].name == "中华人民共和国夜间集市法"
    assert of["result"].unit == public_city.MARKET
    assert of["site"].name == "示范市行政职权公开运行平台"


def test_a_name_longer_than_its_column_is_whole_in_the_record() -> None:
    put(1, name="长" * 700)

    assert len(line().name) == 500
    assert reading.newest([("power", "pw")])["power", "pw"].body.name == "长" * 700


def test_the_same_place_an_earlier_one_and_the_same_words_change_nothing() -> None:
    put(7)

    assert put(7, name="重来一遍的另一种说法") is None
    assert put(6, name="来迟的说法") is None
    assert put(9) is None
    assert Record.objects.count() == 1


def test_what_is_taken_back_leaves_a_notice_and_its_words_leave_every_list() -> None:
    put(1)
    assert writing.withdraw("power", "pw", place=2, at=AT, reason="公开范围有误") == 2

    assert (line().withdrawn, line().name, line().code, line().unit) == (True, "", "", "")
    [notice] = reading.versions("power", "pw")
    assert (notice.withdrawn, notice.erased, notice.reason, notice.digest) == (True, False, "公开范围有误", "")


def test_what_is_not_there_or_taken_back_already_cannot_be_taken_back() -> None:
    assert writing.withdraw("power", "pw", place=1, at=AT, reason="误") is None
    put(1)
    assert writing.withdraw("power", "pw", place=1, at=AT, reason="误") is None, "the act that put it out does not take it back"
    writing.withdraw("power", "pw", place=2, at=AT, reason="误")
    assert writing.withdraw("power", "pw", place=3, at=AT, reason="误") is None
    assert Record.objects.count() == 2


def test_what_was_taken_back_can_be_put_out_again_in_the_same_words() -> None:
    put(1)
    writing.withdraw("power", "pw", place=2, at=AT, reason="误")

    assert put(2) is None
    assert put(3) == 3
    assert not line().withdrawn


def test_erasing_blanks_every_version_and_leaves_digests_places_days_and_the_reason() -> None:
    put(1)
    put(2, name="改过的名称")
    before = list(Record.objects.order_by("version").values("digest", "place", "at"))

    assert writing.erase("power", "pw", reason="含有个人信息") == 2

    rows = list(Record.objects.order_by("version"))
    assert [r.body for r in rows] == [None, None, None]
    assert [{"digest": r.digest, "place": r.place, "at": r.at} for r in rows[:2]] == before
    assert (rows[2].reason, rows[2].digest, rows[2].withdrawn) == ("含有个人信息", rows[1].digest, False)
    assert line().name == ""
    assert reading.listing("power").total == 0


def test_what_was_erased_is_not_put_out_again_in_the_same_words() -> None:
    put(1)
    writing.erase("power", "pw", reason="含有个人信息")

    assert put(5) is None
    assert put(6, name="核对后的名称") == 3


def test_erasing_what_is_not_there_or_blank_already_does_nothing() -> None:
    assert writing.erase("power", "pw", reason="误") == 0
    put(1)
    writing.erase("power", "pw", reason="误")
    assert writing.erase("power", "pw", reason="再来一遍") == 0
    assert Record.objects.count() == 2


def test_what_was_withdrawn_and_then_erased_stays_withdrawn() -> None:
    put(1)
    writing.withdraw("power", "pw", place=2, at=AT, reason="误")
    assert writing.erase("power", "pw", reason="含有个人信息") == 1

    assert line().withdrawn
    assert reading.versions("power", "pw")[-1].reason == "含有个人信息"


def test_whatever_changes_moves_the_newest_number_by_which_pages_are_kept() -> None:
    put(1)
    seen = [reading.stamp()]
    for deed in (
        lambda: put(2, name="新名称"),
        lambda: writing.withdraw("power", "pw", place=3, at=AT, reason="误"),
        lambda: writing.erase("power", "pw", reason="误"),
    ):
        deed()
        seen.append(reading.stamp())
    put(2, name="新名称")  # has come already: nothing changes

    assert seen == sorted(set(seen))
    assert reading.stamp() == seen[-1]


def test_search_follows_in_the_same_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, str, object]] = []
    monkeypatch.setattr(writing.searching, "follow", lambda kind, key, body: told.append((kind, key, body)))
    put(1)
    writing.withdraw("power", "pw", place=2, at=AT, reason="误")
    put(3)
    writing.erase("power", "pw", reason="误")
    assert told == [("power", "pw", power()), ("power", "pw", None), ("power", "pw", power()), ("power", "pw", None)]

    def broken(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(writing.searching, "follow", broken)
    with pytest.raises(OSError):
        put(9, key="new")
    assert not Record.objects.filter(key="new").exists()


def test_putting_takes_a_constant_number_of_statements(monkeypatch, django_assert_num_queries) -> None:
    monkeypatch.setattr(writing.searching, "follow", lambda *_: None)
    lock = int(_connection().vendor == "postgresql")
    with django_assert_num_queries(5 + lock, connection=_connection()):  # savepoint, line, record, line, release
        put(1)
    for place in range(2, 30):
        put(place, name=f"名称 {place}")
    with django_assert_num_queries(5 + lock, connection=_connection()):
        put(40, name="名称 40")
    with django_assert_num_queries(3 + lock, connection=_connection()):
        put(40, name="名称 41")


def _connection():
    from django.db import connections

    return connections["noticeboard"]


DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(1, 9), st.sampled_from("甲乙丙")),
        st.tuples(st.just("withdraw"), st.integers(1, 9), st.just("")),
        st.tuples(st.just("erase"), st.just(0), st.just("")),
    ),
    max_size=12,
)


@given(DEEDS)
def test_whatever_is_done_and_done_again_numbers_have_no_gap_and_the_line_is_the_newest_record(deeds) -> None:
    from django.db import transaction

    with transaction.atomic(using="noticeboard"):
        for deed, place, name in [one for done in deeds for one in (done, done)]:
            if deed == "put":
                put(place, name=name)
            elif deed == "withdraw":
                writing.withdraw("power", "pw", place=place, at=AT, reason="误")
            else:
                writing.erase("power", "pw", reason="误")
        rows = list(Record.objects.filter(key="pw").order_by("version"))
        assert [r.version for r in rows] == list(range(1, len(rows) + 1))
        assert [r.place for r in rows] == sorted(r.place for r in rows)
        if rows:
            assert (line().record, line().withdrawn) == (rows[-1], rows[-1].withdrawn)
            assert bool(line().name) == (rows[-1].body is not None)
        transaction.set_rollback(True, using="noticeboard")
