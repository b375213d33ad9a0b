"""An officer registers a power, edits it, has it filed and published, all on the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from sunlit.catalogue import commands, queries
from sunlit.catalogue.models import Power, PowerEdition
from sunlit.catalogue.rules.powers import PowerStanding
from sunlit.demo.contents import ROWS, content_of
from sunlit.organs.models import Officer, Unit
from tests.support import city
from tests.support.ledger import made_once
from tests.support.people import make_account

pytestmark = pytest.mark.django_db
GIVEN = {
    "name": "夜间集市临时停市备案", "type": "other", "holder": "示范市集市管理局", "aliases": "停市\n\n歇业", "levels": ["3"],
    "promised_term_amount": "2", "promised_term_unit": "workday", "charged": "no", "disclosure_scope": "society",
    "bases-0-title": "夜间集市法", "bases-0-article": "第九条", "steps-0-name": "受理", "remarks": "内部话",
    "showings-0-kind": "website", "showings-0-where": "市政府网站", "channels-0-kind": "complaint", "channels-0-words": "12345",
}  # fmt: skip
SETS = ("bases", "steps", "materials", "fees", "discretion", "channels", "showings")


made, _city = made_once(city.with_organs, for_all=True)


def as_officer(number: str) -> Client:
    account = make_account(f"u{number}", functions=())
    Officer.objects.filter(number=number).update(account=account)
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def registrar() -> Client:
    return as_officer("2001")


@pytest.fixture
def office() -> Client:
    return as_officer("1001")


def unit() -> Any:
    return Unit.objects.get(code="MARKETS").pk


def sent(revision: int = 0, **more: Any) -> dict[str, Any]:
    totals = {f"{name}-{part}": n for name in SETS for part, n in (("TOTAL_FORMS", 1), ("INITIAL_FORMS", 0))}
    return {**totals, **GIVEN, "revision": revision, **more}


def begun(registrar: Client) -> PowerEdition:
    registrar.post("/powers/register/", {"answer": "no", "unit": str(unit())})
    return PowerEdition.objects.get(state="draft")


def test_secrecy_is_asked_before_anything_is_typed(registrar: Client) -> None:
    assert registrar.post("/powers/register/", {"unit": str(unit())}).status_code == 422

    answer = registrar.post("/powers/register/", {"answer": "unsure", "unit": str(unit())})

    assert "占位" in answer.content.decode()
    power = Power.objects.get()
    assert (power.secret, power.editions.count()) == (True, 0)
    assert "不得填写任何内容" in registrar.get(f"/powers/{power.pk}/").content.decode()


def test_a_power_goes_from_the_form_to_the_directory(registrar: Client, office: Client) -> None:
    draft = begun(registrar)
    assert registrar.get(f"/drafts/{draft.pk}/").status_code == 200

    answer = registrar.post(f"/drafts/{draft.pk}/", sent(fill="all"))
    assert answer.status_code == 302
    held = queries.edition(city.EYES, draft.pk)
    assert held is not None
    assert held.content.aliases == ("停市", "歇业")
    assert (held.content.bases[0].law != "", "开办夜间集市" in held.content.bases[0].text) == (True, True)
    assert (held.content.promised_term.amount, held.content.charged) == (2, False)  # type: ignore[union-attr]

    assert registrar.post(f"/powers/{draft.power_id}/file/", {"opinion": "准予备案"}).status_code == 403
    assert office.post(f"/powers/{draft.power_id}/file/", {"opinion": ""}).status_code == 422
    assert office.post(f"/powers/{draft.power_id}/file/", {"opinion": "准予备案"}).status_code == 302
    office.post(f"/powers/{draft.power_id}/publish/")
    seen = queries.power(city.EYES, draft.power_id)
    assert seen is not None
    assert seen.on_record is not None
    assert seen.on_record.published_at is not None
    page = office.get(f"/powers/{draft.power_id}/").content.decode()
    for said in ("第 1 版在案", "待公布", "准予备案", "第九条"):
        assert said in page
    assert "从门户撤下" in page
    assert "从门户撤下" not in registrar.get(f"/powers/{draft.power_id}/").content.decode()


def test_what_is_typed_saves_itself(registrar: Client) -> None:
    draft = begun(registrar)

    saved = registrar.post(f"/drafts/{draft.pk}/autosave/", sent()).content.decode()
    assert "已自动保存" in saved
    assert 'value="1"' in saved
    unread = registrar.post(f"/drafts/{draft.pk}/autosave/", sent(1, promised_term_amount="多")).content.decode()
    assert "读不懂" in unread
    same = registrar.post(f"/drafts/{draft.pk}/autosave/", sent(1)).content.decode()
    assert 'value="1"' in same
    refused = registrar.post(f"/drafts/{draft.pk}/autosave/", sent(0, name="别的")).content.decode()
    assert "由他人保存" in refused


def test_who_saves_second_sees_both(registrar: Client) -> None:
    draft = begun(registrar)
    registrar.post(f"/drafts/{draft.pk}/", sent(name="先存的名称"))

    second = registrar.post(f"/drafts/{draft.pk}/", sent(0, name="后存的名称"))

    html = second.content.decode()
    assert second.status_code == 409
    assert "他人保存的内容" in html
    assert "<del>" in html or "del" in html
    assert registrar.post(f"/drafts/{draft.pk}/", sent(1, name="后存的名称")).status_code == 302
    assert queries.edition(city.EYES, draft.pk).content.name == "后存的名称"  # type: ignore[union-attr]


def test_what_the_form_does_not_ask_stays_and_rows_come_and_go(registrar: Client, office: Client) -> None:
    row = next(row for row in ROWS if row.name == "夜间集市开办许可")
    made = commands.draft_power(unit(), content_of(row), secret_answer="no", by=city.OFFICER)
    page = registrar.get(f"/drafts/{made}/")
    form = page.context["form"]
    data: dict[str, Any] = {"revision": 0}
    for one in [
        form.one,
        *(f for rows in form.rows.values() for f in rows),
        *(rows.management_form for rows in form.rows.values()),
    ]:
        for field in one:
            value = field.value()
            if value not in (None, "", [], ()):
                data[field.html_name] = value
    assert registrar.post(f"/drafts/{made}/", data).status_code == 302
    held = queries.edition(city.EYES, made)
    assert held is not None
    assert held.revision == 0  # nothing differs: nothing was lost on the way through the form
    data["materials-0-name"] = data["materials-0-form"] = data["materials-0-copies"] = ""
    registrar.post(f"/drafts/{made}/", data | {"row": "materials"})
    assert len(queries.edition(city.EYES, made).content.materials) == len(held.content.materials) - 1  # type: ignore[union-attr]


def test_a_row_moves_up_and_down_by_a_button(registrar: Client) -> None:
    draft = begun(registrar)
    names = ("开办申请书", "场地证明", "安全预案")
    data = sent() | {f"materials-{n}-name": name for n, name in enumerate(names)} | {"materials-TOTAL_FORMS": "4"}

    def after(move: str) -> tuple[tuple[str, ...], str]:
        revision = PowerEdition.objects.get(pk=draft.pk).revision
        answer = registrar.post(f"/drafts/{draft.pk}/", data | {"revision": revision, "move": move})
        held = queries.edition(city.EYES, draft.pk)
        assert held is not None
        return tuple(one.name for one in held.content.materials), answer.headers["Location"]

    assert after("materials-2-up") == (("开办申请书", "安全预案", "场地证明"), f"/drafts/{draft.pk}/#materials-1")
    assert after("materials-0-down")[0] == ("场地证明", "开办申请书", "安全预案")
    for nowhere in ("materials-0-up", "materials-2-down", "materials-9-up"):
        assert after(nowhere)[0] == names
    for nonsense in ("materials-x-up", "nothing-0-up", "materials-0-away", "materials"):
        assert "#" not in after(nonsense)[1]
    page = registrar.get(f"/drafts/{draft.pk}/").content.decode()
    assert ('value="materials-1-up"' in page, 'value="materials-0-up"' in page, 'value="materials-2-down"' in page) == (
        True,
        False,
        False,
    )


def filed(name: str = "夜间集市开办许可") -> Any:
    row = next(row for row in ROWS if row.name == name)
    made = commands.draft_power(unit(), content_of(row), secret_answer="no", by=city.OFFICER)
    PowerEdition.objects.filter(pk=made).update(type="licensing")
    edition = queries.edition(city.EYES, made)
    assert edition is not None
    commands.file_edition(made, opinion="准予备案", by=city.OFFICER)
    return edition.power


def test_a_next_edition_is_drafted_compared_and_corrected(registrar: Client, office: Client) -> None:
    power = filed()
    assert registrar.post(f"/powers/{power}/begin/").status_code == 302
    draft = PowerEdition.objects.get(state="draft")
    page = registrar.get(f"/drafts/{draft.pk}/").content.decode()
    assert "与第 1 版的差异" in page
    commands.save_draft(draft.pk, content_of(next(r for r in ROWS if r.name == "延续")), revision=0, by=city.OFFICER)
    assert "草稿与第 1 版的差异" in office.get(f"/powers/{power}/").content.decode()
    corrected = office.post(f"/powers/{power}/file/", {"opinion": "更正", "corrects": "on", "reason": "写错了"})
    assert corrected.status_code == 302
    both = office.get(f"/powers/{power}/?older=1&newer=2").content.decode()
    assert "第 1 版与第 2 版的差异" in both
    assert office.get(f"/powers/{power}/?older=1&newer=9").status_code == 200
    registrar.post(f"/powers/{power}/begin/")
    assert registrar.post(f"/powers/{power}/drop/").status_code == 302
    assert registrar.post(f"/powers/{power}/drop/").status_code == 302
    assert office.post(f"/powers/{power}/file/", {"opinion": "无稿"}).status_code == 302


def test_what_becomes_of_a_power(office: Client, registrar: Client) -> None:
    power = filed()
    office.post(f"/powers/{power}/publish/")
    assert office.post(f"/powers/{power}/become/suspend/", {"reason": ""}).status_code == 422
    assert office.post(f"/powers/{power}/become/suspend/", {"reason": "场地修缮"}).status_code == 302
    assert queries.power(city.EYES, power).standing is PowerStanding.SUSPENDED  # type: ignore[union-attr]
    assert office.post(f"/powers/{power}/become/suspend/", {"reason": "再挂一次"}).status_code == 422
    assert office.post(f"/powers/{power}/become/nothing/", {"reason": "没有这事"}).status_code == 404
    assert office.post(f"/powers/{power}/withdraw/", {"reason": ""}).status_code == 422
    assert office.post(f"/powers/{power}/withdraw/", {"reason": "内容有误"}).status_code == 302
    assert registrar.post(f"/powers/{power}/become/cancel/", {"reason": "无权"}).status_code == 403


def test_the_list_is_narrowed_and_shown_as_of_a_day(office: Client, registrar: Client) -> None:
    power = filed()
    for query, there in (
        ("", True), ("?state=on-record", True), ("?state=draft", False), ("?words=开办", True), ("?words=没有的", False), ("?type=penalty", False),
        ("?standing=suspended", False), ("?on=2020-01-01", False), ("?on=2099-01-01", True), (f"?unit={unit()}", True), ("?unit=x&on=y&page=9&state=z", True),
    ):  # fmt: skip
        page = office.get(f"/powers/{query}").content.decode()
        assert (f"/powers/{power}/" in page) == there, query
    assert as_officer("3001").get(f"/powers/{power}/").status_code == 404
    assert f"/powers/{power}/" not in as_officer("8001").get("/powers/").content.decode()


def test_a_unit_is_published_whole(office: Client) -> None:
    filed()
    assert office.post("/powers/publish-unit/", {"unit": str(unit())}).status_code == 302
    assert PowerEdition.objects.filter(published_at__isnull=False).count() == 1
    assert office.post("/powers/publish-unit/", {"unit": str(unit())}).status_code == 302
    assert office.post("/powers/publish-unit/", {"unit": "x"}).status_code == 404


def test_a_power_is_given_a_code_and_an_old_one_is_retired(office: Client, registrar: Client) -> None:
    power = filed()
    wrong = office.post(f"/powers/{power}/codes/", {"scheme": "gansu", "value": "62010000MZ-XK-1"})
    assert wrong.status_code == 422
    assert "应为 18 位，这里是 15 位" in wrong.content.decode()
    assert office.post(f"/powers/{power}/codes/", {"scheme": "of-no-city", "value": "1"}).status_code == 422
    assert office.post(f"/powers/{power}/codes/", {"scheme": "gansu", "value": "62010000MZ-XK-0001"}).status_code == 302
    assert (
        office.post(f"/powers/{power}/codes/retire/", {"scheme": "gansu", "value": "62010000MZ-XK-0001"}).status_code
        == 302
    )
    page = office.get(f"/powers/{power}/").content.decode()
    assert "甘肃编码" in page
    assert "（已停用）" in page
    again = office.post(f"/powers/{power}/codes/", {"scheme": "gansu", "value": "62010000MZ-XK-0001"})
    assert "已经用过，不能再用" in again.content.decode()
    assert "赋码" not in registrar.get(f"/powers/{power}/").content.decode()
    neighbour = as_officer("3001")
    for address in ("codes", "codes/retire"):
        sent = {"scheme": "gansu", "value": "62010000MZ-XK-0002"}
        assert registrar.post(f"/powers/{power}/{address}/", sent).status_code == 403
        assert neighbour.post(f"/powers/{power}/{address}/", sent).status_code == 404


def test_a_sub_item_is_registered_under_its_item(registrar: Client) -> None:
    power = filed()
    assert f"/powers/register/?of={power}" in registrar.get(f"/powers/{power}/").content.decode()
    assert "夜间集市开办许可" in registrar.get(f"/powers/register/?of={power}").content.decode()
    made = registrar.post(f"/powers/register/?of={power}", {"answer": "no", "unit": str(unit())})
    assert made.status_code == 302
    child = PowerEdition.objects.get(state="draft").power
    assert child.parent_id == power
    assert "登记子项" not in registrar.get(f"/powers/{child.pk}/").content.decode()
    assert as_officer("3001").get(f"/powers/register/?of={power}").status_code == 404


def test_a_page_of_powers_costs_the_same_however_many_there_are(
    office: Client, django_assert_max_num_queries: Any
) -> None:
    for name in ("夜间集市开办许可", "延续", "街头演出证核发"):
        filed(name)
    with django_assert_max_num_queries(28):
        office.get("/powers/")
    with django_assert_max_num_queries(36):
        office.get(f"/powers/{Power.objects.first().pk}/")  # type: ignore[union-attr]
