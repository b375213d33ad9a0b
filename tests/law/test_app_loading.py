"""Taking laws into the library: what is held afterwards, what is on record, and when which text is in force."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from uuid import uuid4

import pytest

from sunlit.kernel.actor import Actor
from sunlit.law import commands, queries
from sunlit.law.intake import read_files
from sunlit.law.models import Instrument, Loading, Name, Provision, Repeal, Source, Version
from sunlit.law.rules import Kind
from sunlit.law.rules.chain import Standing
from sunlit.ledger import Unchanged
from sunlit.organs.models import Account
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from tests.support.law_files import LAMPS, MARKET, NOISE, OPENING, law_file
from tests.support.law_library import CLERK, EYES, held, load, spans
from tests.support.ledger import nothing_recorded, recorded
from tests.support.people import make_account

pytestmark = pytest.mark.django_db

MADE, AMENDED, AGAIN = date(2015, 3, 1), date(2019, 1, 1), date(2022, 6, 1)
OLD = "示范市夜市管理暂行办法"


def test_a_law_is_taken_in_with_its_provisions_and_recorded() -> None:
    done = load(law_file(effective=date(2015, 5, 1), chapters=("总则", "", "经营")))

    assert (done.added_instruments, done.added_versions, done.provisions["条"], done.provisions["章"]) == (1, 1, 4, 2)
    law = held()
    assert (law.title, law.kind, law.issuer, law.region) == (MARKET, Kind.LOCAL_RULE, "示范市人民政府", "示范市")
    assert (law.version.dated, law.version.effective, law.version.until) == (MADE, date(2015, 5, 1), None)
    rows = Provision.objects.order_by("ordinal").values_list("level", "number", "parent")
    assert list(rows) == [("章", 1, None), ("条", 1, 0), ("条", 2, 0), ("章", 2, None), ("条", 3, 3), ("条", 4, 3)]
    (act,) = recorded("law.loaded")
    assert act.subject == f"law:{law.id}"
    assert act.actor == CLERK.name


def test_loading_again_changes_nothing_and_records_nothing() -> None:
    files = [law_file(), law_file(amended=(AMENDED,)), law_file("另一部办法")]
    load(*files)
    kept = [model.objects.count() for model in (Instrument, Version, Provision, Source, Name, Loading)]

    with nothing_recorded():
        done = load(*files)
        assert isinstance(commands.take_in(read_files(files), by=CLERK), Unchanged)

    assert (done.added_instruments, done.added_versions, done.id) == (0, 0, None)
    assert (done.instruments, done.versions) == (2, 3)
    assert {f.outcome for f in done.files} == {"held"}
    assert kept == [model.objects.count() for model in (Instrument, Version, Provision, Source, Name, Loading)]


def test_versions_follow_each_other_in_whatever_order_they_come() -> None:
    files = [law_file(made=MADE), law_file(amended=(AMENDED,)), law_file(amended=(AMENDED, AGAIN))]
    for order in permutations(files):
        for file in order:
            load(file)
        assert spans() == [(MADE, AMENDED), (AMENDED, AGAIN), (AGAIN, None)]
        _empty()


def test_a_version_not_yet_in_force_leaves_the_older_one_in_force_until_its_day() -> None:
    load(law_file(made=MADE, effective=date(2015, 5, 1)), law_file(amended=(AGAIN,), effective=date(2030, 1, 1)))

    law = held(on=date(2026, 1, 1))
    assert law.standing is Standing.IN_FORCE
    assert law.version.dated == MADE
    assert law.version.until == date(2030, 1, 1)
    assert law.versions[0].standing is Standing.NOT_YET


ENDING = law_file(made=AGAIN, effective=date(2022, 9, 1), last=f"《{OLD}》同时废止。")


def test_a_repeal_ends_the_named_law_whichever_of_the_two_comes_first() -> None:
    ended = law_file(OLD, made=date(2008, 1, 1))
    for first, second in permutations([ended, ENDING]):
        load(first)
        done = load(second)

        law = held(OLD)
        assert (law.ended, law.ended_by) == (date(2022, 9, 1), f"《{MARKET}》第四条")
        assert law.standing is Standing.NO_LONGER
        assert held(OLD, on=date(2022, 8, 31)).standing is Standing.IN_FORCE
        assert [(e.title, e.on) for e in done.endings] == [(OLD, date(2022, 9, 1))]
        assert held().ended is None
        _empty()


def test_the_end_of_a_law_is_on_record_with_who_told_it() -> None:
    load(law_file(OLD, made=date(2008, 1, 1)))
    load(ENDING)

    (act,) = recorded("law.ended")
    assert act.subject == f"law:{held(OLD).id}"
    assert str(held().version.id) in act.body
    assert '"on":"2022-09-01"' in act.body


def test_a_repeal_told_by_a_law_not_yet_in_force_waits_for_its_day() -> None:
    load(law_file(OLD, made=date(2008, 1, 1)))
    load(law_file(made=AGAIN, effective=date(2030, 1, 1), last=f"《{OLD}》同时废止。"))

    assert held(OLD, on=date(2029, 12, 31)).standing is Standing.IN_FORCE
    assert held(OLD, on=date(2030, 1, 1)).standing is Standing.NO_LONGER


def test_a_law_that_replaces_its_own_predecessor_is_not_ended_by_itself() -> None:
    predecessor = law_file(made=date(2008, 1, 1))
    own = law_file(
        made=AGAIN, effective=date(2022, 9, 1), last=f"2008年1月1日示范市人民政府令第7号公布的《{MARKET}》同时废止。"
    )
    for order in permutations([predecessor, own]):
        for file in order:
            load(file)
        assert spans() == [(date(2008, 1, 1), date(2022, 9, 1)), (date(2022, 9, 1), None)]
        assert held().ended is None
        _empty()


def test_a_rule_of_another_city_and_a_lower_text_end_nothing() -> None:
    load(law_file("夜市管理办法", made=date(2008, 1, 1), issuer="国务院", order="令第100号"))
    load(
        law_file(
            "某县夜市通告办法", made=AGAIN, effective=AGAIN, last="《夜市管理办法》同时废止。", issuer="示范市人民政府"
        )
    )

    assert held("夜市管理办法").ended is None


def test_a_repeal_without_any_day_ends_nothing_yet() -> None:
    load(law_file(OLD, made=date(2008, 1, 1)))
    load(law_file("无名办法", OPENING, made=None, last=f"《{OLD}》同时废止。"))

    assert held(OLD).ended is None
    assert Repeal.objects.get().on is None


def test_a_replaced_text_takes_its_repeal_back() -> None:
    load(law_file(OLD, made=date(2008, 1, 1)))
    load(ENDING)
    done = load(law_file(made=AGAIN, effective=date(2022, 9, 1)), replacing=True)

    assert [(e.title, e.on) for e in done.endings] == [(OLD, None)]
    assert held(OLD).ended is None
    assert len(recorded("law.replaced")) == 1


def test_another_text_of_a_held_version_is_refused_and_the_rest_is_taken_in() -> None:
    load(law_file(MARKET, OPENING, LAMPS))
    done = load(law_file(MARKET, OPENING, NOISE), law_file("另一部办法"))

    assert [f.outcome for f in done.files] == ["refused", "new-law"]
    assert queries.articles_of(EYES, held().version.id)[(2, 0)] == LAMPS
    kept = queries.loading(EYES, done.id)
    assert kept.refused[0].reason == done.refused[0].reason


def test_a_text_is_replaced_on_demand_and_found_by_its_new_words_alone() -> None:
    load(law_file(MARKET, OPENING, LAMPS, NOISE))
    load(law_file(MARKET, OPENING, LAMPS.replace("照明", "灯笼")), replacing=True)

    assert list(queries.articles_of(EYES, held().version.id)) == [(1, 0), (2, 0)]
    assert queries.search(EYES, "灯笼").provisions == 1
    assert queries.search(EYES, "照明").provisions == 0
    assert queries.search(EYES, "扩音").provisions == 0
    assert Source.objects.count() == 1


def test_parts_in_several_files_become_one_version() -> None:
    upper = law_file(MARKET, OPENING, LAMPS, name="上.md")
    lower = law_file(MARKET, NOISE, start=3, effective=date(2015, 5, 1), name="下.md")
    load(lower)
    assert not held().version.whole
    load(upper)

    assert held().version.whole
    assert list(queries.articles_of(EYES, held().version.id)) == [(1, 0), (2, 0), (3, 0), (4, 0)]
    assert set(Source.objects.values_list("file", flat=True)) == {"上.md", "下.md"}
    assert len(recorded("law.completed")) == 1
    with nothing_recorded():
        load(upper, lower)
    assert queries.search(EYES, "扩音").provisions == 1


def test_parts_in_one_call_are_written_once() -> None:
    load(law_file(MARKET, OPENING, LAMPS), law_file(MARKET, NOISE, start=3))

    assert held().version.articles == 3
    assert Provision.objects.count() == 3


def test_what_was_unknown_of_a_law_is_filled_in_and_recorded() -> None:
    load(law_file("夜市法", OPENING, made=None))
    assert held("夜市法").kind is Kind.UNKNOWN
    done = load(law_file("中华人民共和国夜市法", OPENING, made=MADE, issuer="全国人民代表大会常务委员会", order=""))

    assert done.files[0].outcome == "described"
    law = held("夜市法")
    assert (law.title, law.kind, law.version.dated) == ("中华人民共和国夜市法", Kind.STATUTE, MADE)
    assert law.short_titles == ("夜市法",)
    assert len(law.versions) == 1
    (act,) = recorded("law.described")
    assert '"issuer"' in act.body


def test_a_new_law_described_by_the_next_file_of_the_call_is_written_as_the_last_leaves_it() -> None:
    silent = law_file("夜市法", OPENING, made=None)
    load(silent, law_file("中华人民共和国夜市法", OPENING, made=MADE, issuer="全国人民代表大会常务委员会", order=""))

    assert (held("夜市法").title, held("夜市法").version.dated) == ("中华人民共和国夜市法", MADE)


def test_what_a_file_is_warned_of_is_kept_with_the_loading() -> None:
    done = load(law_file("夜市事项", OPENING, LAMPS, made=None))
    kinds = {w.kind for w in done.files[0].warnings}

    assert {"rank-unknown", "date-unknown"} <= kinds
    kept = queries.loading(EYES, done.id)
    assert {w.kind for w in kept.files[0].warnings} == kinds
    assert kept.by == CLERK.name
    assert kept.files[0].law == held("夜市事项").id


def test_the_report_of_a_loading_says_what_the_call_said() -> None:
    load(law_file(made=MADE))
    done = load(law_file(MARKET, OPENING, LAMPS, amended=(AMENDED,)), ("x.md", b"\x00"))
    kept = queries.loading(EYES, done.id)

    assert kept.files[0].changes == done.files[0].changes
    assert kept.files[1].reason == done.files[1].reason
    assert (kept.versions, kept.provisions, kept.at) == (done.versions, done.provisions, done.at)
    listed, total = queries.loadings(EYES)
    assert (listed[0].id, listed[0].files, total) == (done.id, 2, 2)
    assert queries.loading(EYES, uuid4()) is None


def test_a_preview_says_the_same_and_writes_nothing() -> None:
    load(law_file(made=MADE))
    files = [law_file(amended=(AMENDED,)), law_file("另一部办法"), ("x.md", b"\x00")]
    with nothing_recorded():
        shown = queries.preview_laws(EYES, files)
    assert Version.objects.count() == 1
    done = load(*files)

    assert [(f.outcome, f.changes) for f in shown.files] == [(f.outcome, f.changes) for f in done.files]
    assert (shown.added_instruments, shown.added_versions, shown.id) == (1, 2, None)


def test_only_the_legal_office_and_the_system_take_laws_in() -> None:
    admin, clerk = make_account("legal", second_factor=False), Account.objects.create(username="c")
    files = [law_file()]

    commands.load_laws(files, by=Actor.account(admin.pk))
    for call in (
        lambda: commands.load_laws(files, by=Actor.account(clerk.pk)),
        lambda: commands.take_in(read_files(files), by=Actor.account(clerk.pk)),
        lambda: queries.preview_laws(Viewer(account=clerk.pk), files),
        lambda: queries.loadings(Viewer(account=clerk.pk)),
        lambda: queries.loading(Viewer(account=clerk.pk), uuid4()),
        lambda: queries.loadings(Viewer()),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_statements_grow_with_batches_of_rows_and_a_lock_a_law_alone(django_assert_max_num_queries) -> None:
    few = [law_file(f"示范市第{n}号办法", made=MADE) for n in range(2)]
    many = [law_file(f"模范市第{n}号办法", *(f"摊位编号为{i}号。" for i in range(60)), made=MADE) for n in range(20)]
    with django_assert_max_num_queries(40) as one:
        load(*few)
    with django_assert_max_num_queries(len(one.captured_queries) + 20 * 60 // 80 + 20):
        load(*many)


def _empty() -> None:
    Loading.objects.all().delete()
    Version.objects.all().delete()
    Instrument.objects.all().delete()
