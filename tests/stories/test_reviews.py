"""A power is carried through each route to each outcome, on the pages of the desk, by those whose steps they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sunlit.catalogue.models import PowerEdition, PowerState
from sunlit.organs.rules import Function
from sunlit.review import commands
from sunlit.review.models import Remark, Review, WithheldItem
from sunlit.review.values import OpinionKind, Remarked, Verdict
from tests.review.desks import Desks
from tests.review.people import FOUR, at, review_city
from tests.review.test_judging import edited
from tests.support.ledger import made_once
from tests.support.page_forms import form_with, forms_of, send

if TYPE_CHECKING:
    from uuid import UUID

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
LEGAL, LEADER, REGISTRAR = Function.LEGAL, Function.LEADER, Function.REGISTRAR
OFFICE = Function.OPEN_GOVERNMENT


made, city = made_once(review_city)


@pytest.fixture
def desks(city: ReviewCity) -> Desks:
    return Desks(city)


def drafted(desks: Desks, unit: str = "市灯局", **said: Any) -> UUID:
    return PowerEdition.objects.get(pk=desks.city.draft(unit, **said)).power_id


def done(answer: Any) -> None:
    assert answer.status_code == 302, answer.content.decode()


def upto_determination(desks: Desks, **verdicts: tuple[str, str]) -> Review:
    row = desks.sent("市灯局", drafted(desks))
    done(desks.first("市灯局", LEGAL, row))
    done(desks.meeting("市灯局", row))
    done(desks.report("市灯局", row))
    desks.joint("市府", row, **verdicts)
    assert at(row) == {"determine"}
    return row


def ended(row: Review) -> str:
    row.refresh_from_db()
    return row.outcome


def test_a_department_s_power_is_judged_returned_mended_and_put_on_record(desks: Desks) -> None:
    power = drafted(desks)
    row = desks.sent("市灯局", power)
    page = desks.page("市灯局", LEGAL, row.pk)
    for words in (
        "名称是否规范",
        "依据是否准确",
        "类别划分是否恰当",
        "行使主体是否明确",
        "库中现行文本",
        "防火承诺书",
        "待您办理",
        "剩 10 个工作日",
    ):
        assert words in page
    assert 'name="verdict"' not in desks.page("市灯局", LEADER, row.pk)

    unanswered = desks.first("市灯局", LEGAL, row, answer__basis=None, text="想先写好")
    assert unanswered.status_code == 422
    assert "想先写好" in unanswered.content.decode()
    lacking = desks.first("市灯局", LEGAL, row, answer__name="no")
    assert lacking.status_code == 409
    assert "回答“否”的须说明" in lacking.content.decode()
    returned = desks.first(
        "市灯局", LEGAL, row, "return", answer__name="no", note__name="应与条例用语一致",
        remarks__0__field="name", remarks__0__text="改为“放河灯许可”",
        remarks__1__must="advice", remarks__1__text="建议补充承诺时限",
    )  # fmt: skip
    done(returned)
    assert at(row) == {"revise"}

    officer = desks.page("市灯局", REGISTRAR, row.pk)
    assert "改为“放河灯许可”" in officer
    assert "退回以后，草稿还没有改动" in officer
    edition = PowerEdition.objects.get(pk=row.edition)
    assert f"/drafts/{edition.pk}/#" in officer
    form = desks.of("市灯局", REGISTRAR).get(f"/drafts/{edition.pk}/").content.decode()
    assert form.index("改为“放河灯许可”") < form.index("建议补充承诺时限")  # beside the fields, what must be mended first
    assert f'href="/reviews/{row.pk}/"' in form
    early = desks.step("市灯局", REGISTRAR, row.pk, "again")
    assert early.status_code == 409
    assert "还有 1 处须改未改正" in early.content.decode()
    must, advice = Remark.objects.filter(review=row).order_by("-must")
    answered = desks.step(
        "市灯局", REGISTRAR, row.pk, "answer",
        **{f"adopted__{must.pk}".replace("-", "__"): "yes", f"adopted__{advice.pk}".replace("-", "__"): "no",
           f"answer__{advice.pk}".replace("-", "__"): "另行研究"},
    )  # fmt: skip
    done(answered)
    client = desks.of("市灯局", REGISTRAR)
    [form] = [one for one in forms_of(client.get(f"/drafts/{edition.pk}/").content.decode()) if "name" in one.values]
    done(client.post(form.action or f"/drafts/{edition.pk}/", {**form.values, "name": "放河灯许可", "save": "1"}))
    assert "退回以后的改动" in desks.page("市灯局", REGISTRAR, row.pk)
    assert "待改正、答复的意见" not in client.get(f"/drafts/{edition.pk}/").content.decode()
    done(desks.step("市灯局", REGISTRAR, row.pk, "again"))

    again = desks.page("市灯局", LEGAL, row.pk)
    assert "第 2 轮与上一轮的差异" in again
    assert "已失效：内容改过" in again
    done(desks.first("市灯局", LEGAL, row))
    done(desks.meeting("市灯局", row, against="1", recused="1", dissent="依据层级偏低"))
    assert "依据层级偏低" in desks.page("市灯局", LEADER, row.pk)
    done(desks.report("市灯局", row))
    done(desks.step("市府", Function.CITY_LEGAL, row.pk, "law", verdict="pass", text="于法有据"))
    assert "于法有据" not in desks.page("市府", Function.STAFFING, row.pk)
    assert "已出具，您出具意见后可见" in desks.page("市府", Function.STAFFING, row.pk)
    desks.joint("市府", row, but=("law",))
    assert "于法有据" in desks.page("市府", Function.STAFFING, row.pk)
    done(desks.determine("市府", row, "filed"))
    assert ended(row) == "filed"
    assert PowerEdition.objects.get(pk=row.edition).state == "on-record"
    assert "准予备案" in desks.page("市灯局", REGISTRAR, row.pk)


@pytest.mark.parametrize(
    ("unit", "route", "first", "where"),
    [
        ("甲县灯局", "县区部门", ("甲县灯局", LEGAL), "甲县府"),
        ("甲县府", "县区政府", ("甲县府", Function.CITY_LEGAL), "市府"),
        ("乙镇", "乡镇", None, "甲县府"),
    ],
)
def test_each_other_route_ends_on_record(
    desks: Desks, unit: str, route: str, first: tuple[str, Function] | None, where: str
) -> None:
    row = desks.sent(unit, drafted(desks, unit))
    assert route in desks.page(unit, REGISTRAR, row.pk)
    if first:
        done(desks.first(*first, row))
    done(desks.meeting(unit, row))
    done(desks.report(unit, row))
    desks.joint(where, row)
    done(desks.determine(where, row, "filed"))
    assert ended(row) == "filed"


@pytest.mark.parametrize("decision", ["abolished", "cancelled"])
def test_without_a_lawful_basis_it_is_abolished_or_cancelled(desks: Desks, decision: str) -> None:
    row = upto_determination(desks, law=("unlawful", "上位法已取消"))
    page = desks.page("市府", OFFICE, row.pk)
    assert "无合法依据" in page
    assert "上位法已取消" in page
    form = form_with(page, step="determine")
    assert form.values["decision"] == ["abolished"], "what the opinions lead to is chosen already"
    assert "建议结论" in page
    done(desks.determine("市府", row, decision, "无合法依据"))
    assert ended(row) == decision
    assert not PowerState.objects.exists()


def test_what_overlaps_goes_back_to_be_adjusted(desks: Desks) -> None:
    row = upto_determination(desks, law=("overlap", "与市局重叠"))
    empty = desks.determine("市府", row, "adjust", "依法调整")
    assert empty.status_code == 409
    assert "请至少写明一处" in empty.content.decode()
    assert "依法调整" in empty.content.decode()
    done(desks.determine("市府", row, "adjust", "依法调整", remarks__0__text="与市局划清范围"))
    assert at(row) == {"revise"}
    assert "与市局划清范围" in desks.page("市灯局", REGISTRAR, row.pk)


def test_what_is_not_fit_goes_back_to_be_put_right(desks: Desks) -> None:
    row = upto_determination(desks)
    done(desks.determine("市府", row, "return", "材料不清", remarks__0__field="materials", remarks__0__text="列明材料"))
    assert at(row) == {"revise"}


@pytest.mark.parametrize("named", ["市灯局", "灯检"])
def test_unclear_duties_are_filed_once_it_is_named_whose_they_are(desks: Desks, named: str) -> None:
    row = upto_determination(desks, mandate=("unclear", "三定方案没有写明"))
    done(desks.determine("市府", row, "assigned", "依法确定"))
    assert PowerEdition.objects.get(pk=row.edition).state == "draft"
    unit = str(desks.city.units[named])
    done(desks.step("市府", OFFICE, row.pk, "assign", unit=unit, text=f"由{named}行使"))
    assert ended(row) == "assigned"
    states = {(one.power.unit_id, one.state) for one in PowerEdition.objects.select_related("power")}
    assert (desks.city.units[named], "on-record" if named == "市灯局" else "draft") in states


def test_judged_secret_after_all_a_neutral_placeholder_is_registered(desks: Desks) -> None:
    row = upto_determination(desks, secrecy=("secret", "应当定密"))
    lacking = desks.determine("市府", row, "secret", "涉密")
    assert lacking.status_code == 409
    assert "不得写入涉密内容" in lacking.content.decode()
    done(
        desks.determine(
            "市府", row, "secret", "涉密", exemption="state-secret", provision="《保守国家秘密法》第九条", until="10年",
            determined_by="定密责任人", next_review="2099-01-01",
        )
    )  # fmt: skip
    assert ended(row) == "secret"
    assert WithheldItem.objects.get().provision == "《保守国家秘密法》第九条"


def test_a_meeting_keeps_one_back_and_another_is_taken_back_by_its_office(desks: Desks) -> None:
    kept, taken = (desks.sent("市灯局", drafted(desks, name=name)) for name in ("甲许可", "乙许可"))
    done(desks.step("市灯局", REGISTRAR, taken.pk, "withdraw"))
    assert ended(taken) == "withdrawn"
    done(desks.first("市灯局", LEGAL, kept))
    bare = desks.meeting("市灯局", kept, decision="keep")
    assert bare.status_code == 409
    assert "须写明理由" in bare.content.decode()
    done(desks.meeting("市灯局", kept, decision="keep", reason="不属本单位"))
    assert ended(kept) == "not-reported"


def test_an_entrusted_organisation_s_draft_is_sent_by_the_organ_that_entrusted_it(desks: Desks) -> None:
    desks.city.draft("灯协", name="河灯救护")
    client = desks.of("市灯局", REGISTRAR)
    page = client.get("/reviews/send/").content.decode()
    assert "河灯救护" in page
    edition = str(PowerEdition.objects.get().pk)
    assert "已送审 1 项" in client.post("/reviews/send/", {"edition": [edition]}).content.decode()
    assert Review.objects.get().acting_id == desks.city.units["市灯局"]


def test_what_is_incomplete_is_told_row_by_row_and_nothing_is_lost(desks: Desks) -> None:
    good, bare = drafted(desks), drafted(desks, name="缺依据许可", bases=(), holder="")
    client = desks.of("市灯局", REGISTRAR)
    address = f"/reviews/send/?power={good}&power={bare}"
    page = client.get(address).content.decode()
    assert "草稿 2 项，其中 1 项可以送审" in page
    assert "还没有填全" in page
    edition = {str(one.power_id): str(one.pk) for one in PowerEdition.objects.all()}
    forced = client.post(address, {"edition": list(edition.values())})
    assert forced.status_code == 409
    assert not Review.objects.exists()
    result = client.post(address, {"edition": [edition[str(good)]]}).content.decode()
    assert "已送审 1 项" in result
    assert "缺依据许可" in result
    assert PowerEdition.objects.filter(state="draft").count() == 2


def test_somebody_acted_meanwhile_and_the_words_changed_meanwhile(desks: Desks) -> None:
    row = desks.sent("市灯局", drafted(desks))
    legal, client = desks.city.who("市灯局", LEGAL), desks.of("市灯局", LEGAL)
    opened = form_with(desks.page("市灯局", LEGAL, row.pk), step="first")
    yes = {f"answer__{key}": "yes" for key in ("name", "basis", "class", "holder")}
    must = [Remarked(field="name", text="改名")]
    commands.give_opinion(
        row.pk, OpinionKind.LEGALITY, Verdict.RETURN, digest=row.digest, answers=FOUR, remarks=must, by=legal
    )
    late = send(client, opened, **yes, verdict="pass", text="写了半天的意见")
    told = late.content.decode()
    assert late.status_code == 409
    assert "可能已由他人办理" in told
    assert "写了半天的意见" in told
    assert "已于" in told

    office = desks.city.who("市灯局", REGISTRAR)
    commands.answer_remark(Remark.objects.get().pk, "", adopted=True, by=office)
    edited(desks.city, row, name="放河灯许可")
    commands.send_again([row.pk], by=office)
    stale = send(client, opened, **yes, verdict="pass", text="写了半天的意见")
    told = stale.content.decode()
    assert stale.status_code == 409
    assert "内容已经修改" in told
    assert "写了半天的意见" in told
    fresh = form_with(told, step="first")
    done(send(client, fresh, verdict="pass"))
    assert at(row) == {"meeting"}
