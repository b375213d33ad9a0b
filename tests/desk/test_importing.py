"""A department's list goes into the directory through the desk."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries
from sunlit.catalogue.models import Loading, Power, PowerEdition
from sunlit.catalogue.sheets import read_lists
from sunlit.kernel import clock
from sunlit.ledger import worker
from sunlit.organs.models import Appointment, Unit
from tests.desk.test_powers import as_officer
from tests.support import city
from tests.support.ledger import made_once

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
HEAD = "序号,职权编码,职权名称,职权类别,实施依据,行使主体,承办机构,承诺时限\n"
GOOD = "1,SF-1,夜间集市开办许可,行政许可,《夜间集市法》第九条,示范市集市管理局,市场准入科,8个工作日\n"
BAD = "2,SF-2,奇怪的权力,行政杂项,《夜间集市法》第九条,示范市集市管理局,市场准入科,\n"


made, _city = made_once(city.with_organs, for_all=True)


@pytest.fixture
def registrar() -> Client:
    return as_officer("2001")


def hand_in(client: Client, *rows: str, secret: str = "no", **more: Any) -> Any:
    file = io.BytesIO((HEAD + "".join(rows)).encode())
    file.name = "清单.csv"
    given = {"secret": secret, "uploads": file, "unit": str(Unit.objects.get(code="MARKETS").pk), **more}
    answer = client.post("/powers/import/", given)
    worker.run_dry()
    return answer


def test_a_list_is_previewed_signed_taken_in_filed_and_taken_back(registrar: Client) -> None:
    answer = hand_in(registrar, GOOD)
    loading = Loading.objects.get()
    assert answer.headers["Location"] == f"/powers/import/{loading.pk}/"
    page = registrar.get(answer.headers["Location"]).content.decode()
    assert "整批导入 1 项" in page
    assert "夜间集市开办许可" in page

    registrar.post(f"/powers/import/{loading.pk}/do/sign/")
    assert "已签字" in registrar.get(f"/powers/import/{loading.pk}/").content.decode()
    registrar.post(f"/powers/import/{loading.pk}/commit/")
    assert PowerEdition.objects.count() == 1
    registrar.post(f"/powers/import/{loading.pk}/commit/")
    assert PowerEdition.objects.count() == 1
    registrar.post(f"/powers/import/{loading.pk}/do/undo/")
    assert Power.objects.count() == 0
    assert registrar.post(f"/powers/import/{loading.pk}/do/nothing/").status_code == 404
    assert "清单.csv" in registrar.get("/powers/import/").content.decode()


def test_the_filing_office_files_what_was_taken_in(registrar: Client) -> None:
    hand_in(registrar, GOOD)
    loading = Loading.objects.get()
    registrar.post(f"/powers/import/{loading.pk}/commit/")
    assert registrar.post(f"/powers/import/{loading.pk}/file/", {"opinion": "准予备案"}).status_code == 403
    office = as_officer("1001")
    office.post(f"/powers/import/{loading.pk}/file/", {"opinion": ""})
    assert PowerEdition.objects.get().state == "draft"
    office.post(f"/powers/import/{loading.pk}/file/", {"opinion": "准予备案"})
    assert PowerEdition.objects.get().state == "on-record"
    office.post(f"/powers/import/{loading.pk}/do/undo/")
    assert Power.objects.count() == 1
    hand_in(registrar, GOOD.replace("8个", "5个"))
    changed = Loading.objects.order_by("staged_at").last()
    assert changed is not None
    page = registrar.get(f"/powers/import/{changed.pk}/?outcome=changed").content.decode()
    assert "1 处差异" in page


def test_one_bad_row_stops_all_and_goes_back_as_a_workbook(registrar: Client) -> None:
    hand_in(registrar, GOOD, BAD)
    loading = Loading.objects.get()
    page = registrar.get(f"/powers/import/{loading.pk}/?outcome=error&findings=0&page=x").content.decode()
    assert "整批都不能导入" in page
    assert "不是职权类别" in page
    registrar.post(f"/powers/import/{loading.pk}/commit/")
    assert Power.objects.count() == 0
    back = registrar.get(f"/powers/import/{loading.pk}/returned/")
    sheet = openpyxl.load_workbook(io.BytesIO(back.content)).active
    assert any("不是职权类别" in str(cell.value) for row in sheet.iter_rows() for cell in row)
    registrar.post(f"/powers/import/{loading.pk}/do/drop/")
    assert queries.loading(city.EYES, loading.pk).state.value == "dropped"  # type: ignore[union-attr]
    registrar.get(f"/powers/import/{loading.pk}/?findings=1")


def test_secrecy_is_asked_first_and_marks_are_turned_away(registrar: Client) -> None:
    assert hand_in(registrar, GOOD, secret="").status_code == 422
    assert hand_in(registrar, GOOD, secret="yes").status_code == 422
    marked = hand_in(registrar, GOOD.replace("市场准入科", "机密★10年"))
    assert marked.status_code == 422
    assert "没有保存" in marked.content.decode()
    assert Loading.objects.count() == 0


def test_nobody_sees_another_units_loading(registrar: Client) -> None:
    hand_in(registrar, GOOD)
    loading = Loading.objects.get()
    other = as_officer("3001")
    assert other.get(f"/powers/import/{loading.pk}/").status_code == 404
    assert "清单.csv" not in other.get("/powers/import/").content.decode()
    assert other.post(f"/powers/import/{loading.pk}/commit/").status_code == 403
    assert hand_in(other, GOOD).status_code == 422


def test_the_form_is_downloaded_and_what_is_on_record_goes_out_and_comes_back_unchanged(registrar: Client) -> None:
    assert read_lists([("x.xlsx", registrar.get("/powers/import/form.xlsx").content)]).items == ()
    office = as_officer("1001")
    hand_in(registrar, GOOD, scope="society")
    loading = Loading.objects.get()
    registrar.post(f"/powers/import/{loading.pk}/commit/")
    told = office.post(
        f"/powers/import/{loading.pk}/file/", {"opinion": "准予备案", "publish": "1"}, follow=True
    ).content.decode()
    assert "已备案 1 项，公布 1 项" in told

    form = io.BytesIO(registrar.get("/powers/import/on-record.xlsx").content)
    form.name = "在案清单.xlsx"
    office.post("/powers/import/", {"secret": "no", "uploads": form})
    worker.run_dry()

    again = Loading.objects.latest("staged_at")
    assert (again.counts["same"], again.counts["changed"], again.counts["new"]) == (1, 0, 0)
    assert len(read_lists([("x.xlsx", as_officer("3001").get("/powers/import/on-record.xlsx").content)]).items) == 0


def test_what_cannot_be_filed_is_told_and_what_is_not_for_society_is_not_published(registrar: Client) -> None:
    bare = "".join(f"{n},,无依据的第{n}项,行政许可,,示范市集市管理局,市场准入科,\n" for n in range(3, 15))
    hand_in(registrar, GOOD, bare)
    loading = Loading.objects.get()
    registrar.post(f"/powers/import/{loading.pk}/commit/")
    office = as_officer("1001")

    told = office.post(
        f"/powers/import/{loading.pk}/file/", {"opinion": "准予备案", "publish": "1"}, follow=True
    ).content.decode()

    assert "已备案 1 项，公布 0 项" in told
    assert "有 1 项的公开范围不是社会" in told
    assert ("没有备案：无依据的第3项" in told, "共有 12 项没有备案" in told) == (True, True)


def test_a_list_that_was_checked_is_imported_without_sending_it_again(registrar: Client) -> None:
    made = catalogue.submit_lists([("清单.csv", (HEAD + GOOD).encode())], secret_answer="no", by=city.OFFICER)
    office = as_officer("1001")
    page = office.get(f"/powers/import/?checked={made}").content.decode()
    assert "清单.csv" in page
    assert 'type="file"' not in page

    office.post(f"/powers/import/?checked={made}", {"secret": "no"})
    worker.run_dry()

    assert Loading.objects.get().counts["new"] == 1
    assert office.get("/powers/import/?checked=nonsense").status_code == 404
    assert office.post(f"/powers/import/?checked={made}", {"secret": ""}).status_code == 422


def test_who_previewed_and_who_signed_stands_on_the_page_with_the_digest(registrar: Client) -> None:
    hand_in(registrar, GOOD)
    loading = Loading.objects.get()
    registrar.post(f"/powers/import/{loading.pk}/do/sign/")

    page = registrar.get(f"/powers/import/{loading.pk}/").content.decode()

    officer = Appointment.objects.select_related("officer").get(officer__number="2001").officer.name
    assert page.count(officer) >= 2
    assert loading.digest in page


def test_a_list_with_a_vague_holder_is_previewed_again_for_the_unit_that_is_named(registrar: Client) -> None:
    office, markets = as_officer("1001"), str(Unit.objects.get(code="MARKETS").pk)
    hand_in(office, GOOD.replace("示范市集市管理局", "集市主管部门"), unit="")
    vague = Loading.objects.get()
    assert vague.counts["error"] == 1

    answer = office.post(f"/powers/import/{vague.pk}/again/", {"unit": markets, "scope": "society"})
    worker.run_dry()

    named = Loading.objects.latest("staged_at")
    assert answer.headers["Location"] == f"/powers/import/{named.pk}/"
    vague.refresh_from_db()
    assert (named.counts["new"], named.counts["error"], vague.state) == (1, 0, "dropped")
    office.post(f"/powers/import/{vague.pk}/again/", {"unit": "nonsense"})
    assert Loading.objects.count() == 2
    office.post(f"/powers/import/{vague.pk}/again/", {"unit": markets})
    assert Loading.objects.count() == 3
    assert registrar.post(f"/powers/import/{vague.pk}/again/", {"unit": markets}).status_code in (302, 404)
    Loading.objects.filter(pk=vague.pk).update(files=[])
    told = office.post(f"/powers/import/{vague.pk}/again/", {"unit": markets}, follow=True).content.decode()
    assert (Loading.objects.count(), "notice" in told) == (3, True)


def test_the_page_waits_for_the_worker_and_says_so_where_none_runs(
    registrar: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "run_dry", lambda: None)
    hand_in(registrar, GOOD)
    loading = Loading.objects.get()
    page = registrar.get(f"/powers/import/{loading.pk}/").content.decode()
    assert ('role="status"' in page, "没有进展" in page, "整批导入" in page) == (True, False, False)
    assert "正在读取清单" not in registrar.get(f"/powers/import/{loading.pk}/progress/?seen=waiting").content.decode()

    Loading.objects.update(state="reading", done=0, total=1, told_at=clock.now() - timedelta(minutes=2))

    told = registrar.get(f"/powers/import/{loading.pk}/progress/?seen=waiting").content.decode()
    assert ("./sunlit worker" in told, "正在读取清单" in told, "hx-swap-oob" in told) == (True, True, True)
    assert as_officer("3001").get(f"/powers/import/{loading.pk}/progress/").status_code == 404
    monkeypatch.undo()
    worker.run_dry()
    ended = registrar.get(f"/powers/import/{loading.pk}/progress/?seen=reading")
    assert ended.headers["HX-Refresh"] == "true"


def test_what_could_not_be_read_to_the_end_is_previewed_again(registrar: Client) -> None:
    hand_in(registrar, GOOD)
    loading = Loading.objects.get()
    Loading.objects.update(state="failed", failure="RuntimeError")
    page = registrar.get(f"/powers/import/{loading.pk}/").content.decode()
    assert ("这次预览未能完成" in page, "RuntimeError" in page) == (True, True)

    registrar.post(f"/powers/import/{loading.pk}/again/", {"unit": str(Unit.objects.get(code="MARKETS").pk)})

    loading.refresh_from_db()
    assert (loading.state, Loading.objects.count()) == ("dropped", 2)


def test_what_the_list_lacks_is_decided_on_its_page(registrar: Client) -> None:
    office = as_officer("1001")
    for rows in ((GOOD, GOOD.replace("SF-1", "SF-9").replace("开办", "变更")), (GOOD,)):
        hand_in(registrar, *rows)
        loading = Loading.objects.latest("staged_at")
        if loading.counts["gone"]:
            break
        registrar.post(f"/powers/import/{loading.pk}/commit/")
        office.post(f"/powers/import/{loading.pk}/file/", {"opinion": "准予备案"})
    address = f"/powers/import/{loading.pk}/"
    assert "逐项或者一并处置" in registrar.get(address).content.decode()
    assert 'name="row"' in registrar.get(f"{address}?outcome=gone").content.decode()
    gone = queries.staged(city.EYES, loading.pk, outcome="gone").rows[0].ordinal

    assert registrar.post(f"{address}gone/", {"decision": "cancel", "which": "chosen", "row": gone}).status_code == 422
    kept = registrar.post(f"{address}gone/", {"decision": "cancel", "which": "chosen", "row": gone}).content.decode()
    assert f'value="{gone}" form="gone" checked' in kept
    nobody = registrar.post(
        f"{address}gone/", {"decision": "cancel", "which": "chosen", "reason": "不再办理", "row": "x"}
    )
    assert (nobody.status_code, "没有选中" in nobody.content.decode()) == (422, True)
    assert (
        registrar.post(
            f"{address}gone/", {"decision": "cancel", "which": "chosen", "reason": "不再办理", "row": gone}
        ).status_code
        == 302
    )
    assert "不再办理" in registrar.get(f"{address}?outcome=gone").content.decode()
    registrar.post(f"{address}commit/")
    waiting = office.get(address).content.decode()
    assert ("整批备案" in waiting, "撤销这次导入" in waiting, "待备案时办理 1 项" in waiting) == (True, True, True)

    told = office.post(f"{address}file/", {"opinion": "准予备案"}, follow=True).content.decode()

    assert "已取消或者废止 1 项" in told
    assert ("整批备案" in told, "撤销这次导入" in told, "没有待备案的了" in told) == (False, False, True)


def test_the_words_of_a_loading_are_english_where_the_page_is(registrar: Client) -> None:
    hand_in(registrar, GOOD)
    registrar.post("/language/", {"language": "en"})
    page = registrar.get(f"/powers/import/{Loading.objects.get().pk}/").content.decode()
    assert ("To be confirmed" in page, "待确认" in page, ">社会<" in page) == (True, False, False)
