"""The list on record goes out as the official form and says all that the editions say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunlit.catalogue import commands, queries
from sunlit.catalogue.drafting import content_of
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.sheets import read_lists
from sunlit.catalogue.sheets.form import write_form
from sunlit.demo.contents import ROWS
from sunlit.demo.contents import content_of as invented
from sunlit.law import queries as law
from sunlit.organs.models import Unit
from sunlit.organs.values import Viewer
from tests.support import city
from tests.support.ledger import made_once

pytestmark = pytest.mark.django_db
EYES = Viewer.system("city")
DAY = date(2026, 1, 5)


made, _city = made_once(city.with_organs, for_all=True)


def file(names: list[str], prefix: str = "SF") -> None:
    unit = Unit.objects.get(code="MARKETS")
    for n, name in enumerate(names, 1):
        content = replace(invented(next(row for row in ROWS if row.name == name)), type="licensing", aliases=("俗称", "另称"))
        edition = commands.draft_power(unit.pk, content, code=f"{prefix}-{n}", secret_answer="no", by=city.OFFICER)
        commands.file_edition(edition, opinion="准予备案", valid_from=DAY, by=city.OFFICER)


def test_what_goes_out_comes_back_as_it_is_on_record() -> None:
    names = [row.name for row in ROWS][:6]
    file(names)
    held = queries.catalogue_on(EYES, DAY)

    rows = queries.form_rows(EYES)
    back = read_lists([("在案.xlsx", write_form(rows))])

    assert [row.content for row in rows] == [one.content for one in held]
    assert {row.unit for row in rows} == {"示范市集市管理局"}
    assert (back.unread, back.remarks) == ((), ())
    shelf = law.shelf(EYES)
    assert [content_of(item, shelf, DAY).content for item in back.items] == [one.content for one in held]
    assert [item.code for item in back.items] == [f"SF-{n}" for n in range(1, 7)]


def test_only_what_one_may_read_and_what_stands_goes_out() -> None:
    assert queries.form_rows(EYES) == ()
    first, second = [row.name for row in ROWS][:2]
    file([first, second])
    commands.abolish(PowerEdition.objects.get(name=first).power_id, reason="依据废止", effective=DAY, by=city.OFFICER)
    commands.register_secret(Unit.objects.get(code="MARKETS").pk, by=city.OFFICER)

    assert [row.content.name for row in queries.form_rows(EYES)] == [second]
    assert queries.form_rows(EYES, unit=Unit.objects.get(code="WATERS").pk) == ()


def test_a_sub_item_names_its_power_and_the_statements_do_not_grow() -> None:
    names = [row.name for row in ROWS][:5]
    file(names)
    parent, *others = (PowerEdition.objects.get(name=name).power for name in names)
    counts = []
    for subs in ([others[0]], others):
        for power in subs:
            power.parent = parent
            power.save(update_fields=["parent"])
        with CaptureQueriesContext(connection) as asked:
            rows = queries.form_rows(EYES)
        counts.append(len(asked))

    assert [row.parent for row in rows] == ["", *[names[0]] * 4]
    assert counts[0] == counts[1]
