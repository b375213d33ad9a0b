"""A law is amended or ended: the powers that rest on what changed are listed at once."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from sunlit.catalogue import commands, queries
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.values import Basis, PowerContent
from sunlit.demo import shelf
from sunlit.law import commands as law
from sunlit.ledger import worker
from tests.support import city
from tests.support.ledger import recorded
from tests.support.people import make_unit

pytestmark = pytest.mark.django_db(databases=["default", "noticeboard"])
OLD, NEW = "夜间集市法(2016-05-08).md", "夜间集市法(2021-09-09).md"
ENDED, ENDS = "示范市夜市摊点管理暂行规定.txt", "示范市夜间集市摊位管理办法.md"


def load(*names: str) -> None:
    law.load_laws([(name, (shelf.FOLDER / name).read_bytes()) for name in names], by=city.OFFICER)
    worker.run_dry()


def filed(title: str, article: str, on: date) -> Any:
    content = PowerContent(name=f"{title}{article}的职权", type="other", holder="某局", bases=(Basis(title=title, article=article),))
    draft = commands.draft_power(make_unit(), content, secret_answer="no", by=city.OFFICER)
    commands.file_edition(draft, opinion="准予备案", valid_from=on, by=city.OFFICER)
    return PowerEdition.objects.get(pk=draft).power_id


def test_what_cites_a_changed_article_is_marked_and_the_rest_is_not() -> None:
    load(OLD)
    fined, untouched = filed("夜间集市法", "第二十五条", date(2017, 1, 1)), filed("夜间集市法", "第一条", date(2017, 1, 1))

    load(NEW)

    due = {e.power: e.due_for_review for e in queries.due_for_review(city.EYES)}
    assert fined in due
    assert untouched not in due
    (mark,) = due[fined]
    assert (mark["article"], mark["what"], mark["title"]) == ("第二十五条", "changed", "夜间集市法")
    load(NEW)
    assert len(recorded("catalogue.marked-for-review")) == 1


def test_a_new_edition_on_the_new_text_is_no_longer_due() -> None:
    load(OLD)
    power = filed("夜间集市法", "第二十五条", date(2017, 1, 1))
    load(NEW)
    draft = commands.start_edition(power, by=city.OFFICER)
    commands.file_edition(draft, opinion="已按新法修订", by=city.OFFICER)

    assert queries.due_for_review(city.EYES) == ()
    load(OLD)
    assert queries.due_for_review(city.EYES) == ()


def test_what_rests_on_a_law_that_ends_is_marked() -> None:
    load(ENDED)
    power = filed("示范市夜市摊点管理暂行规定", "第三条", date(2013, 1, 1))

    load(ENDS)

    (edition,) = queries.due_for_review(city.EYES)
    assert edition.power == power
    assert edition.due_for_review[0]["what"] == "ended"
    law_key = edition.content.bases[0].law
    from uuid import UUID

    commands.mark_ended(UUID(law_key), None, by=city.OFFICER)
    assert queries.due_for_review(city.EYES) == ()
    assert json.loads(recorded("catalogue.marked-for-review")[-1].body)["laws"] == []
    commands.mark_ended(UUID(law_key), None, by=city.OFFICER)


def test_a_version_nobody_holds_marks_nothing() -> None:
    load(OLD)
    power = filed("夜间集市法", "第二十五条", date(2017, 1, 1))
    commands.mark_changed(power, power, by=city.OFFICER)

    assert queries.due_for_review(city.EYES) == ()


def test_marking_costs_the_same_however_many_powers_there_are(django_assert_max_num_queries: Any) -> None:
    load(OLD)
    for _ in range(3):
        filed("夜间集市法", "第二十五条", date(2017, 1, 1))
    law.load_laws([(NEW, (shelf.FOLDER / NEW).read_bytes())], by=city.OFFICER)
    from uuid import UUID

    act = json.loads(recorded("law.loaded")[-1].body)
    with django_assert_max_num_queries(16):
        commands.mark_changed(UUID(act["law"]), UUID(act["version_id"]), by=city.OFFICER)
