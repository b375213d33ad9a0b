"""目录动态调整 on the desk: a unit asks, its legal office answers, the unit confirms."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.rules.powers import PowerStanding
from sunlit.flow import commands as flow
from sunlit.flow.models import Task
from sunlit.kernel import clock
from sunlit.law import commands as law
from sunlit.ledger import run_reactions, sequence_once
from sunlit.organs.models import Account, Officer
from sunlit.organs.rules import Function
from sunlit.organs.values import Viewer
from sunlit.review import commands
from sunlit.review.models import Change, WithheldItem
from sunlit.review.routes import change_flows
from sunlit.review.rules.changing import ChangeKind
from sunlit.review.values.changing import Application
from tests.review.people import BY, LATER_LAW, review_city
from tests.support.ledger import made_once
from tests.support.people import make_account

if TYPE_CHECKING:
    from uuid import UUID

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
EYES = Viewer.system("test")
TOMORROW = (clock.today() + timedelta(days=1)).isoformat()


def changing() -> ReviewCity:
    made = review_city()
    flow.adopt_templates(change_flows(), by=BY)
    return made


made, city = made_once(changing)


def seat(unit: str, function: Function) -> Client:
    """Somebody of the city at the desk."""
    name = f"{unit}{function.value}"
    account = Account.objects.filter(username=name).first() or make_account(name, functions=())
    Officer.objects.filter(number=f"{unit}{function.value}").update(account=account)
    client = Client()
    client.force_login(account)
    return client


def filed(city: ReviewCity, **said: object) -> UUID:
    edition = city.draft(**said)
    catalogue.file_edition(edition, opinion="准予备案", by=BY)
    return PowerEdition.objects.get(pk=edition).power_id


def beside_agree(change: UUID, unit: str = "市府") -> None:
    """Staffing and secrecy agree, each on their own page."""
    for function in (Function.STAFFING, Function.SECRECY):
        desk, at = seat(unit, function), reverse("desk:change", args=[change])
        assert 'name="effective"' not in desk.get(at).content.decode()
        desk.post(at, {"verdict": "agree", "text": "", "digest": Change.objects.get(pk=change).digest})


def words(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_a_law_that_changes_puts_the_task_on_the_desk_and_its_article_is_taken_over_with_one_press(city):
    power = filed(city)
    registrar, auditor = seat("市灯局", Function.REGISTRAR), seat("市府", Function.CITY_LEGAL)
    law.load_laws([("新河灯.md", LATER_LAW.encode())], by=BY)
    for _ in range(2):
        sequence_once()
        run_reactions()
    change = Change.objects.get().pk

    assert reverse("desk:change", args=[change]) in words(registrar, "desk:power", power)
    assert "河灯放流许可" in words(registrar, "desk:changes")
    page = words(registrar, "desk:change", change)
    assert all(told in page for told in ("实施依据变动", "示范省河灯管理条例", "按勾选的条文起草新版"))
    begun = registrar.post(reverse("desk:succeed-bases", args=[change]), {"basis": ["0"]})
    draft = PowerEdition.objects.get(power=power, state="draft")
    assert begun.headers["Location"] == reverse("desk:edit-power", args=[draft.pk])
    assert "三个工作日内作出决定" in draft.content["bases"][0]["text"]

    asking = {"kind": "alter", "reason": "条例第二条修改", "effective": TOMORROW}
    registrar.post(reverse("desk:change", args=[change]), asking)
    row = Change.objects.get()
    page = words(auditor, "desk:change", change)
    assert "条例第二条修改" in page
    beside_agree(change)
    assert "已出具，您出具意见后可见" in words(auditor, "desk:change", change)
    stale = auditor.post(
        reverse("desk:change", args=[change]), {"verdict": "agree", "text": "同意", "digest": "0" * 64}
    )
    assert stale.status_code == 422
    assert "已经改动" in stale.content.decode()
    auditor.post(
        reverse("desk:change", args=[change]), {"verdict": "agree", "text": "同意变更", "digest": row.digest}
    )
    late = auditor.post(reverse("desk:change", args=[change]), {"verdict": "return", "digest": row.digest}, follow=True)
    assert "可能已由他人办理" in late.content.decode()
    registrar.post(reverse("desk:change", args=[change]), {"confirmed": "yes"})

    assert PowerEdition.objects.get(pk=draft.pk).number == 2
    page = words(registrar, "desk:change", change)
    assert all(told in page for told in ("变更生效", "同意变更", "确认"))
    assert "没有待您办理的变更" in words(registrar, "desk:changes")


def test_a_unit_asks_for_what_it_may_and_takes_it_back(city):
    power, other = filed(city), filed(city, name="桥灯悬挂许可")
    registrar, stranger = seat("市灯局", Function.REGISTRAR), seat("甲县灯局", Function.REGISTRAR)
    at = reverse("desk:apply-for-change", args=[power])

    assert stranger.get(at).status_code == 404
    assert "申请变更" in words(registrar, "desk:power", power)
    asking = {"kind": "merge", "reason": "并项", "effective": TOMORROW, "merged": "没有的职权"}
    assert registrar.post(at, asking).status_code == 422  # there is no draft, so nothing to merge into
    registrar.post(reverse("desk:begin-edition", args=[power]))
    refused = registrar.post(at, asking)
    assert "“没有的职权”在本单位在案的职权中有 0 项" in refused.content.decode()
    answer = registrar.post(at, asking | {"merged": "桥灯悬挂许可"})
    change = Change.objects.get()
    assert answer.headers["Location"] == reverse("desk:change", args=[change.pk])
    assert change.others == [str(other)]
    page = words(registrar, "desk:change", change.pk)
    assert "桥灯悬挂许可" in page
    assert registrar.get(at).headers["Location"] == reverse("desk:change", args=[change.pk])
    registrar.post(reverse("desk:withdraw-change", args=[change.pk]))
    assert "已撤回" in words(registrar, "desk:change", change.pk)
    assert powers.standing_of(EYES, other) is PowerStanding.IN_USE
    assert stranger.get(reverse("desk:change", args=[change.pk])).status_code == 404


def test_a_power_is_handed_down_to_the_county_and_what_is_not_accepted_comes_back(city):
    power = filed(city)
    registrar, auditor = seat("市灯局", Function.REGISTRAR), seat("市府", Function.CITY_LEGAL)
    asking = {
        "kind": "devolve", "reason": "放权", "effective": TOMORROW, "receivers": [str(city.units["甲县灯局"])]
    }  # fmt: skip
    registrar.post(reverse("desk:apply-for-change", args=[power]), asking)
    change = Change.objects.get()
    at = reverse("desk:change", args=[change.pk])

    auditor.post(at, {"verdict": "agree", "text": "", "digest": change.digest})
    beside_agree(change.pk)
    assert registrar.post(at, {"confirmed": "no"}).status_code == 422
    registrar.post(at, {"confirmed": "no", "text": "生效日期须后延"})
    registrar.post(at, asking)
    auditor.post(at, {"verdict": "agree", "digest": Change.objects.get().digest})
    beside_agree(change.pk)
    registrar.post(at, {"confirmed": "yes"})

    below = Change.objects.get(cause="devolved")
    page = words(seat("甲县灯局", Function.REGISTRAR), "desk:change", below.pk)
    assert all(told in page for told in ("上级下放", "承接"))


def test_a_change_waits_in_the_inbox_beside_the_reviews_and_is_done_from_its_drawer(city):
    power, sent = filed(city), city.sent(name="桥灯悬挂许可")
    registrar, auditor = seat("市灯局", Function.REGISTRAR), seat("市府", Function.CITY_LEGAL)
    asking = {"kind": "suspend", "reason": "汛期", "effective": clock.today().isoformat()}
    registrar.post(reverse("desk:apply-for-change", args=[power]), asking)
    change = Change.objects.get()
    at, inbox = reverse("desk:change-drawer", args=[change.pk]), reverse("desk:inbox")

    page = words(auditor, "desk:inbox")
    assert f'data-drawer="{at}' in page
    assert "挂起" in page
    assert 'name="task"' not in page  # it is judged by itself
    for narrowed, shown in (("type=licensing", True), ("type=penalty", False), (f"unit={change.unit_id}", True)):
        assert (at in auditor.get(f"{inbox}?{narrowed}").content.decode()) is shown
    assert ">1</span>" in words(auditor, "desk:home").replace(" <small>项</small>", "")
    assert "待办事项" in words(seat("市府", Function.STAFFING), "desk:home")
    drawn = auditor.get(f"{at}?next={inbox}", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in drawn
    assert "汛期" in drawn
    assert "<html" in auditor.get(at).content.decode()
    given = {"verdict": "agree", "text": "同意", "digest": change.digest, "next": inbox}
    answer = auditor.post(reverse("desk:change", args=[change.pk]), given)
    assert answer.headers["Location"] == inbox
    assert at not in words(auditor, "desk:inbox")
    back = words(registrar, "desk:inbox")
    assert at in back
    assert seat("甲县灯局", Function.REGISTRAR).get(at).status_code == 404
    rows = registrar.post(reverse("desk:inbox-export"), {"tab": "mine", "all": ""} | {
        "page": [f"{key}:x" for key in Task.objects.filter(run=change.run, how="").values_list("pk", flat=True)]
    })  # fmt: skip
    from openpyxl import load_workbook

    sheet = load_workbook(BytesIO(b"".join(rows.streaming_content))).active
    assert next(cell.value for cell in sheet[3]) == "河灯放流许可"
    assert [cell.value for cell in sheet[3]][6] == "挂起"
    assert sent.pk not in Change.objects.values_list("pk", flat=True)


def test_whom_secrecy_does_not_agree_with_it_registers_as_withheld_on_the_page_of_the_change(city: ReviewCity) -> None:
    power, registrar = filed(city), city.who("市灯局", Function.REGISTRAR)
    edition = catalogue.start_edition(power, by=registrar)
    [draft] = powers.drafts(EYES, [edition])
    catalogue.save_draft(edition, replace(draft.content, result="许可证"), revision=draft.revision, by=registrar)
    day = clock.today() + timedelta(days=1)
    change = commands.apply_for_change(
        power, Application(kind=ChangeKind.ALTER, reason="修改", effective=day), by=registrar
    )
    page = reverse("desk:change", args=[change])
    law = seat("市府", Function.CITY_LEGAL)
    assert "不公开项目登记" not in law.get(page).content.decode()
    desk = seat("市府", Function.SECRECY)
    assert "不公开项目登记" in desk.get(page).content.decode()

    said = {"digest": Change.objects.get().digest, "verdict": "refuse", "text": "涉密，理由走涉密渠道"}
    assert desk.post(page, said).status_code == 422
    told = {
        "exemption": "state-secret", "provision": "保密法第十三条", "until": "三年", "determined_by": "局长",
        "next_review": (clock.today() + timedelta(days=60)).isoformat(),
    }  # fmt: skip
    assert desk.post(page, said | told).status_code == 302
    assert WithheldItem.objects.get().power == power
