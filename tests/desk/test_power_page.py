"""A power's page says where each field came from and what is wrong with it, and how to put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunlit.catalogue import commands, queries
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.values import Basis, PowerContent
from sunlit.kernel import clock
from sunlit.organs.values import Viewer
from tests.desk.test_powers import _city, as_officer, begun, made, office, registrar, sent, unit  # noqa: F401 - fixtures
from tests.stories.test_loading import OPENING, table
from tests.support import city

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

pytestmark = pytest.mark.django_db


def seen(edition: UUID) -> Any:
    return queries.edition(city.EYES, edition)


def checked(edition: UUID) -> queries.Checked:
    found = queries.checked(city.EYES, seen(edition), clock.today())
    assert found is not None
    return found


def loaded(*rows: str) -> UUID:
    loading = commands.stage_lists(table(*rows), unit=unit(), secret_answer="no", by=city.OFFICER)
    return commands.commit_loading(loading, by=city.OFFICER)[0]


def test_a_field_is_the_lists_until_somebody_types_another(registrar: Client) -> None:  # noqa: F811
    draft = loaded(OPENING)
    page = registrar.get(f"/powers/{seen(draft).power}/").content.decode()
    assert "各栏的来源" in page
    assert "清单.csv" in page
    assert "C2" in page

    registrar.post(f"/drafts/{draft}/", sent(name="夜间集市开办审批"))

    kept = PowerEdition.objects.get(pk=draft).provenance
    assert "by" in kept["name"]
    assert kept["type_as_listed"]["file"] == "清单.csv"  # what the form does not ask
    page = registrar.get(f"/powers/{seen(draft).power}/").content.decode()
    assert "办事员" in page or "登记" in page


def test_the_next_edition_knows_where_the_last_had_its_words_from(office: Client) -> None:  # noqa: F811
    draft = loaded(OPENING)
    commands.file_edition(draft, opinion="准予备案", by=city.OFFICER)
    power = seen(draft).power

    second = commands.start_edition(power, by=city.OFFICER)
    assert PowerEdition.objects.get(pk=second).provenance == PowerEdition.objects.get(pk=draft).provenance
    commands.drop_draft(second, by=city.OFFICER)
    third = loaded(OPENING.replace("8个", "5个"))

    told = {name for source in checked(third).sources if source.file for name, _ in source.fields}
    assert {"name", "bases", "promised_term", "remarks"} <= told


def test_what_must_be_put_right_stands_apart_from_advice_with_place_and_remedy(registrar: Client) -> None:  # noqa: F811
    draft = loaded(OPENING.replace("第九条", "第九十九条"))

    found = checked(draft)

    wrong = next(p for p in found.must if p.finding.code == "article-missing")
    assert (wrong.field, wrong.where) == (
        "bases",
        ("清单.csv · 清单 · E2",) if "清单 ·" in wrong.where[0] else wrong.where,
    )
    assert wrong.finding.mend
    assert all(p.finding.severity != "error" for p in found.advice)
    page = registrar.get(f"/powers/{seen(draft).power}/").content.decode()
    for said in ("必须改正", wrong.finding.why, wrong.finding.mend, f"/drafts/{draft}/#rows-bases"):
        assert said in page


def test_a_sub_item_is_checked_under_the_name_of_its_item_and_who_may_not_read_learns_nothing() -> None:
    above = loaded(OPENING)
    below = commands.draft_power(
        unit(), PowerContent(name="新办", type="licensing", holder="示范市集市管理局", preparer="市场准入科"),
        parent=seen(above).power, secret_answer="no", by=city.OFFICER,
    )  # fmt: skip

    assert not [p for p in checked(below).must if p.finding.code == "incomplete"]
    assert {p.finding.name for p in (*checked(below).must, *checked(below).advice)} == {"夜间集市开办许可 新办"}
    assert queries.checked(Viewer(), seen(below), clock.today()) is None


def test_the_page_asks_no_more_of_the_database_for_more_bases(registrar: Client) -> None:  # noqa: F811
    draft = begun(registrar)
    asked = []
    titles = ("夜间集市法", "示范市夜间集市摊位管理办法", "街头艺术条例", "没有的法")
    for n in (1, 4):
        content = PowerContent(
            name="某许可",
            type="licensing",
            bases=tuple(Basis(title=t, article="第九条", text="某某") for t in titles[:n]),
        )
        commands.save_draft(draft.pk, content, revision=seen(draft.pk).revision, by=city.OFFICER)
        with CaptureQueriesContext(connection) as now:
            assert registrar.get(f"/powers/{draft.power_id}/").status_code == 200
        asked.append(len(now))
    assert asked[0] == asked[1]
