"""A citizen looks for a power in her own words, and finds it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunlit.noticeboard.models import Sought
from sunlit.noticeboard.store import searching
from sunlit.noticeboard.store.sought import folded, gaps, near, terms_of, tokens
from sunlit.noticeboard.values import PublicBasis, PublicMaterial, PublicPower

pytestmark = pytest.mark.django_db(databases=["noticeboard"])
BARE = PublicPower(name="", edition=1, standing="in-use", unit="u-1", unit_name="示范市集市管理局", type="licensing", type_words="行政许可", tier=3, region="990100")  # fmt: skip
OPENING = replace(
    BARE, name="夜间集市开办许可（新办）", aliases=("开夜市", "办夜市"), code="990100JS-XK-0001", codes=("旧码 JS-001",),
    bases=(PublicBasis(title="夜间集市法", article="第六十三条第一款"),), materials=(PublicMaterial(name="摊位平面图"),), served=("开办者",),
)  # fmt: skip
NOISE = replace(BARE, name="对在二十二时以后使用扩音设备的处罚", aliases=("夜市太吵",), type="penalty", type_words="行政处罚", unit="u-2", tier=4)
LANTERN = replace(BARE, name="河灯放流许可", aliases=("放河灯",), bases=(PublicBasis(title="河灯条例", article="第163条"),))
ENDED = replace(BARE, name="河灯放流备案", standing="abolished")


@pytest.fixture(autouse=True)
def _board() -> None:
    for key, body in {"opening": OPENING, "noise": NOISE, "lantern": LANTERN, "ended": ENDED}.items():
        searching.follow("power", key, body)


def keys(query: str, **narrowed: object) -> list[str]:
    return [hit.key for hit in searching.search(query, **narrowed).hits]


@pytest.mark.parametrize(
    "words",
    [
        "夜间集市开办许可", "夜间集市", "开夜市", "市", "开", "JS-XK-0001", "ｊｓ-xk", "JS-001", "夜间集市法 63", "夜间集市法63", "夜间集市法第63条",
        "夜间集市法第六十三条", "平面图", "开办者", "集市管理局 开办", "yejianjishi", "YJJS", "kaiyeshi", "（新办）", "许可(新办)",
    ],
)  # fmt: skip
def test_a_power_is_found_by_name_alias_code_law_material_and_sound(words: str) -> None:
    found = searching.search(words)

    assert "opening" in [hit.key for hit in found.hits]
    assert not found.guessed


@pytest.mark.parametrize("words", ["夜间集试开办", "夜间市开办许可", "夜间集市开开办", "夜间市集开办", "野间集市开办许可", "yejianjishikaibanxuka"])
def test_a_slip_of_the_pen_still_finds_and_says_so(words: str) -> None:
    found = searching.search(words)

    assert [hit.key for hit in found.hits] == ["opening"]
    assert found.guessed


def test_what_is_called_so_stands_first_and_what_is_over_last() -> None:
    assert keys("河灯放流") == ["lantern", "ended"]
    assert keys("夜市") == ["opening", "noise"]
    assert keys("63")[0] == "opening"
    assert [hit.ended for hit in searching.search("河灯").hits] == [False, True]


def test_hits_are_counted_by_facet_and_narrowed() -> None:
    found = searching.search("示范市")

    assert found.total == 4
    assert found.facets["type"] == {"licensing": 3, "penalty": 1}
    assert keys("示范市", type="penalty") == ["noise"]
    assert keys("示范市", unit="u-2", tier=4) == ["noise"]
    assert searching.search("示范市", standing="abolished").total == 1


@pytest.mark.parametrize("words", ["", "  ", "？！", "甲乙丙丁戊己庚", "甲乙", "zz"])
def test_nothing_is_found_where_nothing_is(words: str) -> None:
    found = searching.search(words)

    assert (found.hits, found.total, found.guessed) == ((), 0, False)


def test_what_changes_or_goes_is_followed() -> None:
    searching.follow("power", "opening", replace(OPENING, name="集市开办登记", aliases=()))
    assert keys("开夜市") == []
    assert keys("开办登记") == ["opening"]

    searching.follow("power", "opening", None)
    assert keys("开办登记") == []
    assert Sought.objects.filter(key="opening").count() == 0
    searching.follow("post", "p", object())
    searching.follow_all({})


def test_a_page_of_results_costs_the_same_however_much_is_found(django_assert_num_queries) -> None:
    searching.follow_all({f"more-{n}": replace(BARE, name=f"许可事项之{n}") for n in range(60)})

    with django_assert_num_queries(2, using="noticeboard"):
        one = searching.search("许可事项", per_page=20)
    with django_assert_num_queries(3, using="noticeboard"):
        searching.search("许可", page=3)
    assert (one.total, one.last, len(one.hits)) == (60, 3, 20)
    seen = [hit.key for page in (1, 2, 3, 4) for hit in searching.search("许可事项", page=page).hits]
    assert len(set(seen)) == 60


def test_paging_reaches_what_lies_beyond_what_is_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "RANKED", 10)
    searching.follow_all({f"more-{n}": replace(BARE, name=f"许可事项之{n}") for n in range(25)})

    pages = [searching.search("许可事项", page=page, per_page=7) for page in range(1, 5)]

    assert {page.total for page in pages} == {25}
    assert sorted(hit.key for page in pages for hit in page.hits) == sorted(f"more-{n}" for n in range(25))


HAN = st.text(alphabet="河灯放流许可集市处罚一二（）·A1 ", min_size=1, max_size=12)


@settings(max_examples=40)
@given(names=st.lists(HAN, min_size=1, max_size=8), query=st.text(alphabet="河灯放流许可集市处罚一二A1（", min_size=1, max_size=5))
def test_exactly_what_contains_the_words_is_found(names: list[str], query: str) -> None:
    Sought.objects.all().delete()
    from django.db import connections

    with connections["noticeboard"].cursor() as cursor:
        if connections["noticeboard"].vendor == "postgresql":
            cursor.execute("DELETE FROM noticeboard_sought_index")
        else:
            cursor.execute("INSERT INTO noticeboard_sought_index (noticeboard_sought_index) VALUES ('delete-all')")
    bare = replace(BARE, unit_name="", type_words="")
    searching.follow_all({f"k{n}": replace(bare, name=name) for n, name in enumerate(names) if name.strip()})
    terms = terms_of(query)

    found = searching.search(query, per_page=50)

    texts = {row.key: (row.name, row.text, row.pinyin) for row in Sought.objects.all()}
    expected = {key for key, held in texts.items() if terms and all(any(t in one for one in held) for t in terms)}
    if expected or not found.guessed:
        assert {hit.key for hit in found.hits} == expected
        assert found.total == len(expected)


@given(st.text(alphabet="甲乙丙丁戊", min_size=5, max_size=8), st.data())
def test_one_slip_is_near_and_its_gaps_are_found(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    slips = [name[:at] + "己" + name[at + 1 :], name[:at] + name[at + 1 :], name[:at] + "己" + name[at:]]
    if at + 1 < len(name):
        slips.append(name[:at] + name[at + 1] + name[at] + name[at + 2 :])
    for slip in slips:
        assert near(slip, name)
        assert any(before in name and after in name for before, after in gaps(slip))


def test_words_are_cut_alike_for_the_index_and_the_query() -> None:
    assert tokens("河灯(放)流") == ["河灯", "灯", "放", "流"]
    assert terms_of("行政处罚法63 第063条 ？") == ("行政处罚法", "63", "第63条")
    assert folded("ＡＢＣ１") == "abc1"
