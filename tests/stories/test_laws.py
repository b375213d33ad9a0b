"""对所依据的法律、法规、规章逐条进行查阅: a legal officer keeps the shelf of laws that every list is held against."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from sunlit.kernel.actor import Actor
from sunlit.law import commands, queries
from sunlit.law.rules.chain import Standing
from sunlit.ledger import sequence_once
from sunlit.ledger.models import Act, Entry
from sunlit.organs.queries import viewer_of
from tests.support.law_files import LAMPS, MARKET, NOISE, OPENING, law_file
from tests.support.people import make_account

if TYPE_CHECKING:
    from sunlit.organs.values import Viewer

pytestmark = pytest.mark.django_db

PROVISIONAL = "示范市夜市管理暂行办法"


@pytest.fixture
def officer() -> Viewer:
    return viewer_of(make_account("legal", second_factor=False).pk)


def test_the_shelf_is_filled_looked_at_and_kept_up_to_date(officer: Viewer) -> None:
    provisional = law_file(PROVISIONAL, OPENING, NOISE, made=date(2008, 4, 10))
    first = law_file(
        MARKET, OPENING, LAMPS, NOISE, made=date(2015, 3, 1), effective=date(2015, 5, 1),
        last=f"2008年4月10日示范市人民政府令第7号公布的《{PROVISIONAL}》同时废止。", chapters=("总则", "经营管理"),
    )  # fmt: skip
    preview = queries.preview_laws(officer, [provisional, first])
    assert [f.outcome for f in preview.files] == ["new-law", "new-law"]
    assert queries.count(officer) == 0

    done = commands.load_laws([provisional, first], by=officer.actor)
    assert [(e.title, e.on) for e in done.endings] == [(PROVISIONAL, date(2015, 5, 1))]
    (ended,) = queries.meant_by(officer, PROVISIONAL).laws
    assert (ended.standing, ended.ended_by) == (Standing.NO_LONGER, f"《{MARKET}》第四条")

    (law,) = queries.meant_by(officer, f"《{MARKET}》").laws
    read = queries.law_text(officer, law.id)
    assert [p.label for p in read.provisions] == ["第一章", "第一条", "第二章", "第二条", "第三条", "第四条"]
    assert read.ends == (PROVISIONAL,)

    amended = law_file(MARKET, OPENING, LAMPS, NOISE.replace("二十二时", "二十三时"), amended=(date(2019, 1, 1),))
    (newer,) = commands.load_laws([amended], by=officer.actor).files
    assert (newer.outcome, newer.changes.changed) == ("new-version", 1)
    (law,) = queries.meant_by(officer, MARKET).laws
    compared = queries.compare(officer, law.id, law.versions[1].id, law.versions[0].id)
    (changed,) = [a for a in compared.articles if a.change == "changed"]
    assert [(p.kind, p.text) for p in changed.pieces if p.kind != "same"] == [("removed", "二"), ("added", "三")]

    was = queries.law_text(officer, law.id, on=date(2018, 6, 1))
    assert [p.text for p in was.provisions if str(p.place) == "第三条"] == [NOISE]
    (found,) = queries.search(officer, f"{MARKET} 扩音设备").laws
    assert [(p.label, p.version.dated) for p in found.provisions] == [("第三条", date(2019, 1, 1))]


def test_what_was_done_to_the_shelf_is_on_record_in_order(officer: Viewer) -> None:
    commands.load_laws([law_file(MARKET, OPENING, LAMPS)], by=officer.actor)
    commands.load_laws([law_file(MARKET, OPENING, LAMPS)], by=officer.actor)
    commands.load_laws([law_file(MARKET, OPENING, NOISE)], by=officer.actor, replacing=True)
    sequence_once()

    (law,) = queries.meant_by(officer, MARKET).laws
    told = Act.objects.filter(subject=f"law:{law.id}").order_by("subject_seq")
    assert list(told.values_list("kind", "subject_seq")) == [("law.loaded", 1), ("law.replaced", 2)]
    assert {Actor(act.actor) for act in told} == {officer.actor}
    assert Entry.objects.filter(act__in=told).count() == 2
    assert not any(LAMPS in act.body or MARKET in act.body for act in told)
