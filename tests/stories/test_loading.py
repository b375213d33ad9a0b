"""A department's list goes into the catalogue: read, compared, previewed, taken in whole, taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import UUID  # noqa: TC003 - fixtures read their types

import pytest

from sunlit.catalogue import commands, queries
from sunlit.catalogue.models import Loading, Power, PowerCode, PowerEdition
from sunlit.catalogue.rules import powers as powers_rules
from sunlit.catalogue.rules import staging as rules
from sunlit.catalogue.rules.lists import NothingHandedIn
from sunlit.catalogue.rules.staging import Outcome
from sunlit.catalogue.sheets.form import write_form
from sunlit.kernel.actor import Actor
from sunlit.organs.models import Appointment, Unit
from sunlit.organs.policies import standing
from sunlit.organs.rules import NotAllowed
from tests.catalogue.forms import filled as form_filled
from tests.support import city
from tests.support.ledger import made_once, nothing_recorded, recorded, refused

pytestmark = pytest.mark.django_db
HEAD = "序号,职权编码,职权名称,职权类别,实施依据,行使主体,承办机构,承诺时限,申请材料,备注\n"
OPENING = "1,SF-XK-1,夜间集市开办许可,行政许可,《夜间集市法》第九条,示范市集市管理局,市场准入科,8个工作日,开办申请书；场地证明,内部备注\n"
FINE = "2,SF-CF-1,对摊主不悬挂摊位证的处罚,行政处罚,《示范市夜间集市摊位管理办法》第十条,示范市集市管理局,稽查科,,,\n"


made, _city = made_once(city.with_organs, for_all=True)


def officer(number: str) -> Actor:
    held = Appointment.objects.get(officer__number=number)
    return Actor.officer(post=str(held.post_id), officer=str(held.officer_id))


@pytest.fixture
def unit() -> UUID:
    return Unit.objects.get(code="MARKETS").pk


@pytest.fixture
def registrar() -> Actor:
    return officer("2001")


@pytest.fixture
def office() -> Actor:
    return officer("1001")


def table(*rows: str, name: str = "清单.csv") -> list[tuple[str, bytes]]:
    return [(name, (HEAD + "".join(rows)).encode())]


def stage(rows: tuple[str, ...], by: Actor, unit: UUID | None = None, **more: Any) -> UUID:
    return commands.stage_lists(table(*rows), unit=unit, secret_answer="no", by=by, **more)


def rows_of(loading: UUID) -> dict[str, Any]:
    return {row.name: row for row in queries.staged(city.EYES, loading).rows}


def filed(rows: tuple[str, ...], registrar: Actor, office: Actor, unit: UUID) -> None:
    drafts = commands.commit_loading(stage(rows, registrar, unit), by=registrar)
    commands.file_editions(drafts, opinion="准予备案", by=office)


def test_what_a_list_would_do_is_seen_before_anything_is_done(registrar: Actor, unit: UUID) -> None:
    loading = stage((OPENING, FINE), registrar, unit)

    seen = queries.loading(city.EYES, loading)
    assert seen is not None
    assert (seen.counts["new"], seen.counts["error"], seen.open) == (2, 0, True)
    assert Power.objects.count() == 0
    assert queries.loading(standing(officer("3001")), loading) is None


def test_a_list_taken_in_makes_a_draft_of_each_row_with_the_cell_of_each_field(registrar: Actor, unit: UUID) -> None:
    loading = stage((OPENING, FINE), registrar, unit)

    drafts = commands.commit_loading(loading, by=registrar)

    assert len(drafts) == 2
    draft = queries.edition(city.EYES, drafts[0])
    assert draft is not None
    assert (draft.content.name, draft.content.type, draft.content.remarks) == ("夜间集市开办许可", "licensing", "内部备注")
    assert draft.content.bases[0].law
    cell = PowerEdition.objects.get(pk=drafts[0]).provenance["name"]
    assert (cell["file"], cell["cell"]) == ("清单.csv", "C2")
    assert set(PowerCode.objects.values_list("value", flat=True)) == {"SF-XK-1", "SF-CF-1"}
    assert len(recorded("catalogue.power-drafted")) == 2
    assert json.loads(recorded("catalogue.list-loaded")[0].body)["new"] == 2
    with refused(rules.LoadingEnded):
        commands.commit_loading(loading, by=registrar)


def test_a_newer_list_is_seen_as_what_it_changes(registrar: Actor, office: Actor, unit: UUID) -> None:
    filed((OPENING, FINE), registrar, office, unit)
    renamed = OPENING.replace("夜间集市开办许可", "夜间集市开办审批").replace("8个", "5个")

    loading = stage((renamed, "3,,街头演出证核发,行政许可,《街头艺术条例》第四条,示范市集市管理局,街头艺术科,,,\n"), registrar, unit)

    found = rows_of(loading)
    assert {name: row.outcome for name, row in found.items()} == {
        "夜间集市开办审批": Outcome.CHANGED, "街头演出证核发": Outcome.NEW, "对摊主不悬挂摊位证的处罚": Outcome.GONE,
    }  # fmt: skip
    assert {one["field"] for one in found["夜间集市开办审批"].changes} == {"name", "promised_term"}
    drafts = commands.commit_loading(loading, by=registrar)
    changed = queries.edition(city.EYES, drafts[0])
    assert changed is not None
    assert changed.content.materials[0].name == "开办申请书"
    assert Power.objects.count() == 3


def test_the_same_list_again_changes_nothing(registrar: Actor, office: Actor, unit: UUID) -> None:
    filed((OPENING, FINE), registrar, office, unit)

    loading = stage((OPENING, FINE), registrar, unit)

    assert {row.outcome for row in rows_of(loading).values()} == {Outcome.SAME}
    with refused(rules.NothingToLoad), nothing_recorded():
        commands.commit_loading(loading, by=registrar)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (OPENING.replace("行政许可", "行政杂项"), "不是职权类别"),
        (OPENING.replace("行政许可", ""), "没有写明职权类别"),
        (OPENING + OPENING.replace("1,SF-XK-1", "9,"), "重复"),
        (OPENING + OPENING.replace("开办许可", "变更许可"), "编码 SF-XK-1 在清单中出现两次"),
    ],
)  # fmt: skip
def test_with_one_row_that_cannot_be_loaded_none_is(registrar: Actor, unit: UUID, row: str, reason: str) -> None:
    loading = stage((row, FINE), registrar, unit)

    assert any(reason in said for one in queries.staged(city.EYES, loading, outcome="error").rows for said in one.reasons)
    with refused(rules.RowsRefused), nothing_recorded():
        commands.commit_loading(loading, by=registrar)
    assert Power.objects.count() == 0


def test_a_list_of_the_whole_city_is_parted_by_who_exercises_what(office: Actor) -> None:
    other = OPENING.replace("示范市集市管理局", "市河湖局").replace("SF-XK-1", "SF-XK-9")
    nobody = OPENING.replace("示范市集市管理局", "不在册的局").replace("SF-XK-1", "")

    loading = stage((OPENING, other, nobody), office)

    rows = queries.staged(city.EYES, loading).rows
    assert [row.outcome for row in rows] == [Outcome.NEW, Outcome.NEW, Outcome.ERROR]
    assert [row.unit_name for row in rows] == ["示范市集市管理局", "示范市河湖事务局", ""]
    assert "不是在册的单位" in " ".join(said for row in rows for said in row.reasons)


def test_secrecy_comes_first(registrar: Actor, unit: UUID) -> None:
    with refused(powers_rules.SecrecyNotAnswered), nothing_recorded():
        commands.stage_lists(table(OPENING), unit=unit, secret_answer="unsure", by=registrar)
    marked = table(OPENING.replace("内部备注", "机密★10年"))
    with pytest.raises(rules.MarkedSecret) as told:
        commands.stage_lists(marked, unit=unit, secret_answer="no", by=registrar)
    assert "10年" not in str(told.value)
    assert Loading.objects.count() == 0
    (act,) = recorded("catalogue.marked-text-refused")
    assert json.loads(act.body)["rules"] == ["mark-star"]
    with refused(NothingHandedIn):
        commands.stage_lists([], unit=unit, secret_answer="no", by=registrar)


def test_who_may_load_a_list(registrar: Actor, unit: UUID) -> None:
    with refused(NotAllowed):
        stage((OPENING,), officer("3001"), unit)
    with refused(NotAllowed):
        stage((OPENING,), registrar)
    loading = stage((OPENING,), registrar, unit)
    with refused(NotAllowed):
        commands.commit_loading(loading, by=officer("3001"))


def test_a_loading_is_taken_back_whole_while_nobody_touched_it(registrar: Actor, office: Actor, unit: UUID) -> None:
    loading = stage((OPENING, FINE), registrar, unit)
    commands.commit_loading(loading, by=registrar)

    commands.undo_loading(loading, by=registrar)

    assert (Power.objects.count(), PowerEdition.objects.count(), PowerCode.objects.count()) == (0, 0, 0)
    assert queries.loading(city.EYES, loading).state.words == "已撤销"  # type: ignore[union-attr]
    again = stage((OPENING, FINE), registrar, unit)
    drafts = commands.commit_loading(again, by=registrar)
    commands.file_edition(drafts[0], opinion="准予备案", by=office)
    with refused(rules.CannotUndo), nothing_recorded():
        commands.undo_loading(again, by=registrar)


def test_what_changed_since_the_preview_stops_the_loading(registrar: Actor, office: Actor, unit: UUID) -> None:
    filed((OPENING,), registrar, office, unit)
    loading = stage((OPENING.replace("8个", "5个"),), registrar, unit)
    commands.start_edition(Power.objects.get().pk, by=registrar)

    with refused(rules.RecordMoved):
        commands.commit_loading(loading, by=registrar)
    changed = rows_of(stage((OPENING.replace("8个", "5个"),), registrar, unit))
    assert any("草稿" in said for row in changed.values() for said in row.reasons)
    assert [row.outcome for row in rows_of(stage((OPENING,), registrar, unit)).values()] == [Outcome.SAME]


def test_what_would_be_done_is_signed_or_given_up(registrar: Actor, unit: UUID) -> None:
    loading = stage((OPENING,), registrar, unit)

    commands.sign_loading(loading, by=registrar)
    seen = queries.loading(city.EYES, loading)
    assert seen is not None
    assert seen.signed_by == registrar.name
    assert json.loads(recorded("catalogue.staging-signed")[0].body)["digest"] == seen.digest
    commands.drop_loading(loading, by=registrar)
    with refused(rules.LoadingEnded):
        commands.sign_loading(loading, by=registrar)
    assert [one.id for one in queries.loadings(city.EYES)] == [loading]


def test_taking_in_costs_the_same_whatever_is_in_the_list(
    registrar: Actor, unit: UUID, django_assert_max_num_queries: Any
) -> None:
    many = tuple(OPENING.replace("1,SF-XK-1", f"{n},SF-{n}").replace("夜间集市开办", f"第{n}种集市开办") for n in range(60))
    with django_assert_max_num_queries(60):
        loading = stage(many, registrar, unit)
    with django_assert_max_num_queries(40):
        commands.commit_loading(loading, by=registrar)


def test_what_cannot_be_a_name_or_a_code_is_told_and_stops_the_loading(registrar: Actor, unit: UUID) -> None:
    loading = stage((OPENING.replace("SF-XK-1", "示范〔2026〕1号"), FINE.replace("SF-CF-1", "9" * 81).replace("对摊主", "摊" * 501)), registrar, unit)

    (code,), (name, longer) = (row.reasons for row in queries.staged(city.EYES, loading).rows)

    assert "不像是职权编码" in code
    assert ("超过 500 字" in name, "不像是职权编码" in longer) == (True, True)
    with nothing_recorded(), refused(rules.RowsRefused):
        commands.commit_loading(loading, by=registrar)


def test_the_list_on_record_loads_again_without_change_and_corrected_changes_that_alone(
    registrar: Actor, office: Actor, unit: UUID
) -> None:
    filed((OPENING, FINE), registrar, office, unit)
    rows = queries.form_rows(city.EYES)
    same = commands.stage_lists([("在案.xlsx", write_form(rows))], secret_answer="no", by=office)
    assert {row.outcome for row in rows_of(same).values()} == {Outcome.SAME}

    corrected = replace(rows[0], content=replace(rows[0].content, aliases=("夜市开办",), materials=()))
    loading = commands.stage_lists([("在案.xlsx", write_form([corrected, rows[1]]))], secret_answer="no", by=office)

    found = rows_of(loading)["夜间集市开办许可"]
    assert [one["field"] for one in found.changes] == ["aliases"]  # no material in any row: the form says nothing of them
    drafts = commands.commit_loading(loading, by=office)
    draft = queries.edition(city.EYES, drafts[0])
    assert draft is not None
    assert (draft.content.aliases, len(draft.content.materials)) == (("夜市开办",), 2)


def test_what_of_a_form_is_not_understood_stands_beside_its_row(registrar: Actor, unit: UUID) -> None:
    row = {"序号": 1, "单位": "示范市集市管理局", "职权名称": "夜市许可", "职权类别": "行政许可", "承诺时限": "五日"}
    loading = commands.stage_lists([("填报表.xlsx", form_filled(职权清单=[row]))], unit=unit, secret_answer="no", by=registrar)

    (found,) = queries.staged(city.EYES, loading).rows
    assert found.reasons == ["“承诺时限”只填数字，现为“五日”"]


def test_a_sub_item_whose_item_has_no_row_stands_for_itself(registrar: Actor, office: Actor, unit: UUID) -> None:
    head = HEAD.replace("职权名称,", "职权名称,子项名称,")
    subs = "".join(
        f"{n},,食品摊位备案,{sub},其他行政权力,《夜间集市法》第九条,示范市集市管理局,食品摊位科,,,\n" for n, sub in enumerate(("首次", "延续"), 1)
    )
    files = [("子项.csv", (head + subs).encode())]

    loading = commands.stage_lists(files, unit=unit, secret_answer="no", by=registrar)
    drafts = commands.commit_loading(loading, by=registrar)

    assert set(rows_of(loading)) == {"食品摊位备案（首次）", "食品摊位备案（延续）"}
    commands.file_editions(drafts, opinion="准予备案", by=office)
    again = commands.stage_lists(files, unit=unit, secret_answer="no", by=registrar)
    assert {row.outcome for row in rows_of(again).values()} == {Outcome.SAME}
    whole = [("全.csv", (head + "9,,食品摊位备案,,其他行政权力,《夜间集市法》第九条,示范市集市管理局,食品摊位科,,,\n" + subs).encode())]
    with_item = commands.stage_lists(whole, unit=unit, secret_answer="no", by=registrar)
    assert {row.parent_name for row in queries.staged(city.EYES, with_item).rows} == {"", "食品摊位备案"}
