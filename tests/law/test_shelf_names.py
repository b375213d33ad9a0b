"""Which held law a title means, and which look like one that is not held."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.law.rules import Kind
from sunlit.law.shelf import TitleIndex
from sunlit.law.values import HeldLaw


def held(title: str, *short: str, region: str = "", issuer: str = "", key: str = "") -> HeldLaw:
    return HeldLaw(key or title, title, short, Kind.UNKNOWN, issuer, region, ())


LIGHTHOUSES = held("中华人民共和国灯塔法", "灯塔法")
CARRIED_OUT = held("示范省实施〈中华人民共和国灯塔法〉办法", region="示范省")
FERRIES = held("示范省渡口安全条例", region="示范省")
FERRIES_ELSEWHERE = held("邻近自治区渡口安全条例", region="邻近自治区")
MARKETS = held("示范省夜市管理条例", region="示范省")
KEEPERS = held("守塔人管理办法（试行）", "关于印发〈守塔人管理办法〉的通知")
DECISION = held("国务院关于灯塔登记改革的决定", issuer="国务院")
INDEX = TitleIndex([LIGHTHOUSES, CARRIED_OUT, FERRIES, FERRIES_ELSEWHERE, MARKETS, KEEPERS, DECISION])


@pytest.mark.parametrize(
    ("title", "how", "laws"),
    [
        ("中华人民共和国灯塔法", "full", [LIGHTHOUSES]),
        ("《中华人民共和国 灯塔法》", "full", [LIGHTHOUSES]),
        ("中华人民共和国灯塔法（2019年修订）", "full", [LIGHTHOUSES]),
        ("中华人民共和国灯塔法(2019修正)", "full", [LIGHTHOUSES]),
        ("示范省实施《中华人民共和国灯塔法》办法", "full", [CARRIED_OUT]),
        ("示范省实施<中华人民共和国灯塔法>办法", "full", [CARRIED_OUT]),
        ("守塔人管理办法(试行)", "full", [KEEPERS]),
        ("灯塔法", "short", [LIGHTHOUSES]),
        ("灯塔法（2019年修订）", "short", [LIGHTHOUSES]),
        ("示范省实施〈灯塔法〉办法", "short", [CARRIED_OUT]),
        ("守塔人管理办法", "short", [KEEPERS]),
        ("关于印发《守塔人管理办法》的通知", "short", [KEEPERS]),
        ("灯塔部关于印发守塔人管理办法（试行）的通知", "short", [KEEPERS]),
        ("中华人民共和国灯塔法（试行）", "short", [LIGHTHOUSES]),
        ("夜市管理条例", "dropped", [MARKETS]),
        ("省夜市管理条例", "dropped", [MARKETS]),
        ("本省夜市管理条例", "dropped", [MARKETS]),
        ("渡口安全条例", "dropped", [FERRIES, FERRIES_ELSEWHERE]),
        ("自治区渡口安全条例", "dropped", [FERRIES_ELSEWHERE]),
        ("我省渡口安全条例", "dropped", [FERRIES]),
        ("市渡口安全条例", "", []),
        ("关于灯塔登记改革的决定", "dropped", [DECISION]),
        ("渡口法", "", []),
        ("", "", []),
    ],
)
def test_a_title_means_the_laws_it_names_or_shortens(title: str, how: str, laws: list[HeldLaw]) -> None:
    found = INDEX.find(title)
    assert (found.how, list(found.laws)) == (how, laws)


def test_a_full_title_is_never_taken_for_a_short_one() -> None:
    named_alike = held("灯塔法")
    assert TitleIndex([LIGHTHOUSES, named_alike]).find("灯塔法").laws == (named_alike,)


def test_several_laws_may_bear_one_title() -> None:
    older, newer = held("灯塔规定", key="1"), held("灯塔规定", key="2")
    assert TitleIndex([older, newer]).find("灯塔规定").laws == (older, newer)


def test_a_region_alone_is_not_a_law() -> None:
    assert TitleIndex([held("示范省条例", region="示范省")]).find("条例").laws == ()


@pytest.mark.parametrize(
    ("title", "nearest"),
    [
        ("中华人名共和国灯塔法", ("中华人民共和国灯塔法",)),
        ("示范省渡口安全管理条例", ("示范省渡口安全条例", "邻近自治区渡口安全条例")),
        ("夜市条例", ("示范省夜市管理条例",)),
        ("示范省夜市管里条例", ("示范省夜市管理条例",)),
        ("灯塔", ("中华人民共和国灯塔法",)),
        ("渡口法", ()),
        ("示范省夜市管理办法", ()),
        ("示范省实施〈灯塔法〉办法实施细则", ()),
        ("守塔人管理办法实施意见", ()),
        ("", ()),
        ("灯", ()),
    ],
)
def test_titles_that_look_alike_are_suggested_and_others_are_not(title: str, nearest: tuple[str, ...]) -> None:
    assert INDEX.nearest(title) == nearest


def test_no_more_are_suggested_than_asked_for() -> None:
    index = TitleIndex([held(f"示范省渡口{n}号安全条例") for n in range(9)])
    assert len(index.nearest("示范省渡口安全条例")) == 3
    assert len(index.nearest("示范省渡口安全条例", 5)) == 5


def test_what_all_titles_share_suggests_none_unless_nothing_else_is_shared() -> None:
    many = TitleIndex([*(held(f"第{n}号管理条例", key=str(n)) for n in range(100)), held("夜市管理条例")])
    assert many.nearest("夜市管理条列") == ("夜市管理条例",)
    assert many.nearest("管理条例") != ()


def test_suggestions_are_remembered_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sunlit.law.shelf.names._REMEMBERED", 2)
    index = TitleIndex([MARKETS])
    for n in range(5):
        assert index.nearest(f"示范省夜市管理条例{n}") == ("示范省夜市管理条例",)
    assert len(index._nearest) <= 2


titles = st.text(
    st.sampled_from("中华人民共和国灯塔渡口夜市管理安全法条例办法规定实施〈〉（）试行省市关于"), min_size=1, max_size=16
)


@given(st.lists(titles, max_size=12, unique=True), titles)
def test_a_held_title_is_found_and_an_unknown_one_leads_to_held_ones_only(names: list[str], wanted: str) -> None:
    index = TitleIndex([held(name) for name in names])
    for name in names:
        assert name in [law.title for law in index.find(name).laws] or not name.strip("〈〉")
    assert set(index.nearest(wanted)) <= set(names)
    found = index.find(wanted)
    assert bool(found.laws) == bool(found.how)
