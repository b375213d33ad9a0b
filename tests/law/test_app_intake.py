"""What each file of a loading does, given what is held: pure, without a database."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.law.intake import ReadFile, Step, changed, plan, read_files, seen
from sunlit.law.intake.merging import changes, merged, without_gap
from sunlit.law.intake.reading import words_digest
from sunlit.law.rules import Kind
from sunlit.law.values import LEVELS, Provision
from tests.support.law_files import LAMPS, MARKET, NOISE, OPENING, law_file

MADE, AMENDED, AGAIN = date(2015, 3, 1), date(2019, 1, 1), date(2022, 6, 1)
MINISTRY, OTHER = "国家夜市监督管理总局", "国家灯光管理总局"


def steps_of(*files: tuple[str, bytes], replacing: bool = False) -> tuple[Step, ...]:
    return plan(read_files(files), {}, replacing=replacing)


def outcomes(*files: tuple[str, bytes], replacing: bool = False) -> list[str]:
    return [step.outcome for step in steps_of(*files, replacing=replacing)]


def laws(*files: tuple[str, bytes]) -> list[list[date | None]]:
    """The laws the files make, each as the days of its versions."""
    held = {step.law.key: step.law for step in steps_of(*files) if step.law}
    return sorted(sorted(v.day for v in law.versions) for law in held.values())


def test_a_file_is_the_first_version_of_a_law_a_further_one_or_held_already() -> None:
    first, second = law_file(made=MADE), law_file(amended=(AMENDED,))

    assert outcomes(first, second, first, second) == ["new-law", "new-version", "held", "held"]


def test_what_differs_in_print_alone_is_the_same_text() -> None:
    name, data = law_file(made=MADE)
    printed = data.decode().replace("第一条　", "**第一条**　").replace("，", ",").replace("\n\n", "\n\n\n").encode()

    assert outcomes((name, data), (f"另一份 {name}", printed)) == ["new-law", "held"]


def test_another_text_of_the_same_version_is_refused_and_names_the_articles() -> None:
    one, other = law_file(MARKET, OPENING, LAMPS), law_file(MARKET, OPENING, LAMPS.replace("居民", "住户"))
    refused = steps_of(one, other)[1]

    assert (refused.outcome, refused.law, refused.version) == ("refused", None, None)
    assert "2015-03-01" in refused.reason
    assert "第二条 1 条文字不同" in refused.reason
    assert "--replace" in refused.reason


def test_many_differing_articles_are_counted_and_the_first_named() -> None:
    one = law_file(MARKET, *(f"摊位一共有{n}个。" for n in range(5)))
    other = law_file(MARKET, *(f"摊位共计{n}处。" for n in range(5)))

    assert "第一条、第二条、第三条等 5 条文字不同" in steps_of(one, other)[1].reason


def test_another_text_takes_the_place_of_the_held_one_on_demand() -> None:
    one, other = law_file(MARKET, OPENING, LAMPS, NOISE), law_file(MARKET, OPENING, LAMPS.replace("居民", "住户"))
    first, second = steps_of(one, other, replacing=True)

    assert second.outcome == "replaced"
    assert second.version.key == first.version.key
    assert second.was == first.version.digest
    assert list(second.version.articles) == [(1, 0), (2, 0)]
    assert outcomes(one, other, other, replacing=True)[-1] == "held"


def test_files_that_hold_a_part_each_make_one_version_in_any_order() -> None:
    parts = [
        law_file(MARKET, OPENING, LAMPS, chapters=("总则",), name="上.md"),
        law_file(MARKET, NOISE, "夜市应当保持清洁。", start=3, name="中.md"),
        law_file(MARKET, start=5, effective=date(2015, 5, 1), last="", name="下.md"),
    ]
    digests = set()
    for files in permutations(parts):
        steps = steps_of(*files)
        assert [s.outcome for s in steps] == ["new-law", "completed", "completed"]
        version = steps[-1].version
        assert sorted(version.articles) == [(n, 0) for n in range(1, 9)]
        assert [p.number for p in version.provisions if p.level == "条"] == list(range(1, 9))
        assert "gap" not in {w.kind for w in version.warnings}
        digests.add(version.digest)
        assert outcomes(*files, *files)[3:] == ["held"] * 3
    assert len(digests) == 1


def test_a_copy_that_lacks_articles_changes_nothing() -> None:
    assert outcomes(law_file(MARKET, OPENING, LAMPS, NOISE), law_file(MARKET, OPENING, LAMPS)) == ["new-law", "held"]


def test_bodies_use_one_title_for_laws_of_their_own() -> None:
    city = law_file("夜市管理办法", made=MADE, issuer="示范市人民政府")
    ministry = law_file("夜市管理办法", made=AMENDED, issuer=MINISTRY)
    other = law_file("夜市管理办法", made=AGAIN, issuer=OTHER)
    elsewhere = law_file("夜市管理办法", made=date(2024, 1, 1), issuer="模范市人民政府")

    for files in permutations([city, ministry, other, elsewhere]):
        assert laws(*files) == [[MADE], [AMENDED], [AGAIN], [date(2024, 1, 1)]]


def test_what_one_body_makes_and_its_committee_revises_is_one_law() -> None:
    made = law_file("夜市法", made=MADE, issuer="全国人民代表大会", order="")
    revised = law_file("夜市法", made=AGAIN, issuer="全国人民代表大会常务委员会", order="")

    for files in permutations([made, revised]):
        assert laws(*files) == [[MADE, AGAIN]]


def test_a_ministry_under_a_new_name_amends_its_own_rule() -> None:
    old = law_file("夜市管理办法", made=MADE, issuer=MINISTRY)
    name, data = law_file("夜市管理办法", made=MADE, issuer=OTHER, amended=(AMENDED,))

    for files in permutations([old, (name, data)]):
        assert laws(*files) == [[MADE, AMENDED]]


def test_a_law_that_replaces_an_older_one_of_its_title_continues_it() -> None:
    old = law_file("夜市管理办法", made=MADE, issuer=MINISTRY)
    new = law_file(
        "夜市管理办法", made=AGAIN, issuer=OTHER, effective=date(2022, 9, 1),
        last="2015年3月1日国家夜市监督管理总局令第7号公布的《夜市管理办法》同时废止。",
    )  # fmt: skip

    for files in permutations([old, new]):
        assert laws(*files) == [[MADE, AGAIN]]


def test_where_the_maker_is_not_shown_the_title_alone_decides() -> None:
    silent = law_file(made=None, effective=AMENDED)
    first, second = steps_of(silent, law_file(made=MADE))

    assert second.outcome == "new-version"
    assert first.law.issuer == ""
    assert (second.law.issuer, second.law.kind) == ("示范市人民政府", Kind.LOCAL_RULE)
    assert set(second.law_fields) == {"issuer", "kind"}


def test_where_several_makers_would_fit_nothing_is_guessed() -> None:
    city = law_file("夜市管理办法", made=MADE, issuer="示范市人民政府")
    ministry = law_file("夜市管理办法", made=AMENDED, issuer=MINISTRY)
    silent = law_file("夜市管理办法", "夜市自治。", made=None)

    assert outcomes(city, ministry, silent) == ["new-law"] * 3


def test_a_file_that_tells_more_fills_in_what_was_unknown() -> None:
    silent = law_file("夜市法", OPENING, made=None)
    telling = law_file("中华人民共和国夜市法", OPENING, made=MADE, issuer="全国人民代表大会常务委员会", order="")
    first, second = steps_of(silent, telling)

    assert second.outcome == "described"
    assert second.version.key == first.version.key
    assert second.law.title == "中华人民共和国夜市法"
    assert {"夜市法", "中华人民共和国夜市法"} <= set(second.law.names)
    assert {"dated", "day"} <= set(second.version_fields)
    assert outcomes(silent, telling, telling, silent) == ["new-law", "described", "held", "held"]


def test_texts_without_any_day_cannot_be_told_apart_and_the_second_is_refused() -> None:
    one, other = law_file(MARKET, OPENING, made=None), law_file(MARKET, LAMPS, made=None)

    assert outcomes(one, one, other) == ["new-law", "held", "refused"]
    assert "没有日期的文本" in steps_of(one, other)[1].reason


def test_one_first_day_tells_that_two_texts_are_one_version() -> None:
    undated = law_file(MARKET, OPENING, made=None, effective=AMENDED)
    dated = law_file(MARKET, OPENING, made=MADE, effective=AMENDED)

    assert outcomes(undated, dated) == ["new-law", "described"]


def test_texts_without_articles_are_the_same_only_by_their_words() -> None:
    plain = (
        "通知.md",
        f"# 示范市人民政府关于夜市的通知\n\n（2015年3月1日 示范市人民政府令第9号公布）\n\n{LAMPS}".encode(),
    )
    other = ("通知二.md", plain[1].replace("照明".encode(), "灯具".encode()))

    assert outcomes(plain, plain, other) == ["new-law", "held", "refused"]
    assert "正文不同" in steps_of(plain, other)[1].reason
    assert outcomes(plain, other, replacing=True) == ["new-law", "replaced"]


def test_a_file_that_is_no_law_is_refused_by_name_with_what_to_do() -> None:
    (step,) = steps_of(("照片.md", b"\x89PNG\r\n\x1a\n\x00\x00"))

    assert (step.outcome, step.file.name, step.law) == ("refused", "照片.md", None)
    assert step.reason


def test_what_claims_a_title_longer_than_any_is_no_law() -> None:
    (step,) = steps_of(law_file("夜" * 300 + "办法"))

    assert step.outcome == "refused"


def test_the_counts_are_those_of_the_files_and_a_text_met_twice_counts_once() -> None:
    first, second = law_file(made=MADE), law_file(amended=(AMENDED,))
    done = seen(steps_of(first, second, ("又一份.md", first[1]), ("不是.md", b"\x00\x01")))

    assert (len(done.files), done.instruments, done.versions) == (4, 1, 2)
    assert (done.added_instruments, done.added_versions) == (1, 2)
    assert done.provisions["条"] == 6
    assert list(done.provisions) == list(LEVELS)
    assert [f.name for f in done.refused] == ["不是.md"]


def test_the_change_against_the_version_before_is_counted_by_article() -> None:
    first = law_file(MARKET, OPENING, LAMPS, NOISE)
    second = law_file(
        MARKET, OPENING, LAMPS.replace("居民", "居民住宅"), "夜市应当保持清洁。", NOISE, amended=(AMENDED,)
    )
    told = steps_of(first, second)[1].changes

    assert (told.since, told.same, told.changed, told.added, told.removed, told.renumbered) == (MADE, 2, 1, 1, 0, 1)
    assert steps_of(second, first)[1].changes is None
    assert steps_of(law_file(made=MADE), law_file(MARKET, "夜市自治。", made=None))[1].changes is None


def test_nothing_changes_where_all_is_held_or_refused() -> None:
    steps = steps_of(law_file(), law_file(), ("x", b"\x00"))

    assert changed(steps)
    assert not changed(steps[1:])


texts = st.lists(st.sampled_from([OPENING, LAMPS, NOISE, "夜市应当保持清洁。"]), min_size=1, max_size=6)


@given(texts, st.integers(0, 6))
def test_a_text_cut_in_two_and_put_together_again_is_the_same(articles: list[str], cut: int) -> None:
    provisions = [Provision("章", "第一章", 1, 0, "总则", "", -1)]
    provisions += [Provision("条", f"第{n}条", n, 0, "", text, 0) for n, text in enumerate(articles, 1)]
    before, after = provisions[: cut + 1], [provisions[0], *provisions[cut + 1 :]]

    assert merged(before, after) == tuple(provisions)
    assert merged(after, before) == tuple(provisions)
    assert merged(provisions, provisions) == tuple(provisions)


def test_an_article_printed_twice_in_one_file_stays_twice() -> None:
    twice = [Provision("条", "第一条", 1, 0, "", text, -1) for text in (OPENING, LAMPS)]

    assert merged(twice, [Provision("条", "第二条", 2, 0, "", NOISE, -1)])[:2] == tuple(twice)
    assert merged([], twice) == tuple(twice)


def test_a_gap_is_a_number_left_out() -> None:
    assert without_gap({(1, 0): "", (2, 0): "", (2, 1): ""})
    assert not without_gap({(2, 0): ""})
    assert not without_gap({})


@pytest.mark.parametrize("articles", [{}, {(1, 0): OPENING}])
def test_a_text_is_known_by_its_articles_or_else_by_its_other_words(articles) -> None:
    assert (words_digest(articles, "甲") == words_digest(articles, "乙")) is bool(articles)
    assert changes(None, articles, articles).changed == 0


def test_reading_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    read = read_files([law_file(), law_file("另一部办法")], progress=lambda done, total: told.append((done, total)))

    assert told == [(1, 2), (2, 2)]
    assert all(isinstance(file, ReadFile) for file in read)
