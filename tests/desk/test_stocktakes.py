"""The pages of a stocktake: begun by the office, registered on by an officer, signed, gathered, watched."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.models import PowerEdition
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.organs.models import Officer, UnitName
from sunlit.organs.rules import Administration
from sunlit.review.models import Review, WithheldItem
from sunlit.stocktake import commands
from sunlit.stocktake.models import (
    Activity,
    Difficulty,
    ListedPower,
    OfficeList,
    Paper,
    Registration,
    RollLine,
    Stocktake,
)
from sunlit.stocktake.rules import ActivityKind, Stage
from tests.stocktake.people import BY, LEADER, LEGAL, OFFICE, stocktake_city
from tests.stocktake.test_registering import filled, published
from tests.support.attachments import png
from tests.support.desk_city import as_file, body
from tests.support.law_files import LAMPS, law_file
from tests.support.law_library import load
from tests.support.ledger import made_once
from tests.support.people import make_account

if TYPE_CHECKING:
    from tests.stocktake.people import StocktakeCity

pytestmark = pytest.mark.django_db


made, city = made_once(stocktake_city)


def sit(actor: Actor) -> Client:
    """Whoever acts, signed in."""
    officer = Officer.objects.get(pk=actor.name.partition("/officer:")[2])
    if officer.account is None:
        officer.account = make_account(f"a{officer.number}", functions=(), display_name=officer.name)
        officer.save()
    client = Client()
    client.force_login(officer.account)
    return client


def days(**moved: int) -> dict[str, str]:
    return {f"due_{stage}": (clock.today() + timedelta(days=moved.get(stage.value, 9))).isoformat() for stage in Stage}


def test_the_office_begins_a_stocktake_moves_a_date_and_closes_it(city: StocktakeCity) -> None:
    desk = sit(city.who("市府", OFFICE))
    page = body(desk.get("/stocktakes/"))
    assert "没有与您有关的清理工作" in page
    assert "四月二十五日前完成编制" in page
    form: dict[str, Any] = {"name": "全市职权清理", "answer_days": "5", "units": [str(city.unit("市灯局"))], **days()}
    assert desk.post("/stocktakes/", {**form, "units": []}).status_code == 422
    assert "截止日期不能早于上一阶段" in body(desk.post("/stocktakes/", {**form, **days(joint=1)}))
    made = desk.post("/stocktakes/", form, follow=True)
    assert "全市职权清理" in body(made)
    row = Stocktake.objects.get()
    at = reverse("desk:stocktake", args=[row.pk])
    assert "全市职权清理" in body(desk.get("/stocktakes/"))

    assert "请写明理由" in body(
        desk.post(at, {"do": "move", "stage": "publication", "day": days()["due_unit"], "reason": "节"}, follow=True)
    )
    moved = desk.post(
        at, {"do": "move", "stage": "publication", "day": "2099-01-01", "reason": "节假日顺延"}, follow=True
    )
    assert "节假日顺延" in body(moved)
    same = desk.post(
        at, {"do": "move", "stage": "publication", "day": "2099-01-01", "reason": "节假日顺延"}, follow=True
    )
    assert "没有改动" in body(same)
    assert desk.post(at, {"do": "move", "stage": "publication"}).status_code == 422
    paper = {"do": "paper", "secret": "no", "upload": as_file("通知.png", png())}
    assert "通知.png" in body(desk.post(at, paper, follow=True))
    download = desk.get(reverse("desk:stocktake-paper", args=[row.pk, Paper.objects.get().sha256]))
    assert download.content == png()
    assert "attachment" in download.headers["Content-Disposition"]
    assert desk.get(reverse("desk:stocktake-paper", args=[row.pk, "0" * 64])).status_code == 404
    assert desk.post(at, {"do": "nothing"}).status_code == 404
    assert desk.get(reverse("desk:stocktake", args=[uuid4()])).status_code == 404
    assert "已经结束" in body(desk.post(at, {"do": "close", "reason": "目录已经公布"}, follow=True))
    assert "目录已经公布" in body(desk.get(at))


def test_an_officer_registers_from_steps_a_model_a_gap_and_from_blank(city: StocktakeCity) -> None:
    for unit, name in (("市灯局", "测试市河灯管理局"), ("甲县灯局", "甲县河灯管理局")):
        UnitName.objects.filter(unit=city.unit(unit)).update(name=name)
    upstairs = published(city, "市灯局", "河灯展演许可")
    load(law_file("示范省河灯停泊条例", LAMPS, "在河灯放流区停泊的，由河灯管理部门处二百元以下的罚款。"))
    city.begin("甲县灯局", "甲县府")
    desk, at = sit(city.who("吴六")), reverse("desk:stocktake-mine", args=[city.stocktake])
    line = str(city.line("吴六"))
    given = {"answer": "no", "line": line}
    page = body(desk.get(at))
    assert "声明无职权" in page
    assert "行使主体" in page  # the county's government takes part
    assert desk.post(at, {"do": "blank", "line": line}).status_code == 422

    first = body(desk.post(at, {**given, "do": "steps", "steps": "收件\n审查\n告知\n"}))
    assert "留空表示与上一步行使同一项职权" in first
    named = {**given, "do": "steps", "steps": "收件\n审查\n告知\n", "named": "1"}
    assert "请逐行写出操作步骤" in body(desk.post(at, named))
    assert desk.post(at, {**given, "do": "steps", "steps": ""}).status_code == 422
    done = desk.post(at, {**named, "power-0": "放河灯许可", "power-2": "放河灯处罚"}, follow=True)
    assert "已登记 2 项草稿" in body(done)
    steps = PowerEdition.objects.get(name="放河灯许可").content["steps"]
    assert [step["name"] for step in steps] == ["收件", "审查"]

    assert "河灯展演许可" in body(desk.get(at, {"from": "claimed"}))
    assert "同类单位还没有公布过" in body(desk.get(at, {"from": "model"}))
    assert "不能参照" in body(desk.post(at, {**given, "do": "claimed", "source": str(uuid4())}))
    assert "一项也没有选中" in body(desk.post(at, {**given, "do": "claimed"}))
    unanswered = desk.post(at, {"do": "claimed", "line": line, "source": str(upstairs)})
    assert f'value="{upstairs}" checked' in body(unanswered)  # what was ticked stays ticked
    claimed = desk.post(at, {**given, "do": "claimed", "source": str(upstairs)}, follow=True)
    assert claimed.redirect_chain[-1][0].startswith("/drafts/")
    taken = PowerEdition.objects.get(power__copied_from=upstairs).power_id
    assert "测试市河灯管理局 河灯展演许可" in body(desk.get(reverse("desk:power", args=[taken])))
    assert f'value="{upstairs}" disabled' in body(desk.get(at, {"from": "claimed"}))
    assert "已经认领“河灯展演许可”" in body(desk.post(at, {**given, "do": "claimed", "source": str(upstairs)}))
    assert "测试市河灯管理局 河灯展演许可" in body(desk.get(at))

    gaps = body(desk.get(at, {"from": "gap"}))
    assert "二百元以下的罚款" in gaps
    provision = gaps.split('name="provision" value="')[1].split('"')[0]
    gap = desk.post(at, {**given, "do": "gap", "provision": provision}, follow=True)
    assert gap.redirect_chain[-1][0].startswith("/drafts/")

    blank = desk.post(at, {**given, "do": "blank", "holder": str(city.unit("甲县府"))}, follow=True)
    assert "（未填名称）" in body(blank)
    draft = Registration.objects.get(origin="blank").edition
    saved = desk.post(reverse("desk:autosave", args=[draft]), {"revision": "0"})  # the editor is the officer's
    assert saved.status_code == 200
    secret = body(desk.post(at, {**given, "do": "blank", "answer": "unsure"}, follow=True))
    assert "已登记占位" in secret


def test_signed_off_gathered_and_sent_through_the_pages(city: StocktakeCity) -> None:
    city.begin()
    one, two = city.registers("钱二", "放河灯许可"), city.registers("孙三", "放河灯行政许可")
    filled(city, one, "钱二")
    filled(city, two, "孙三")
    mine = reverse("desk:stocktake-mine", args=[city.stocktake])
    officer, head, legal = sit(city.who("钱二")), sit(city.who("赵一")), sit(city.who("市灯局", LEGAL))
    line = str(city.line("钱二"))
    assert "不能声明无职权" in body(officer.post(mine, {"do": "none", "line": line}, follow=True))
    assert officer.post(mine, {"do": "dance"}).status_code == 404
    assert "没有这项清理工作" in body(officer.post(mine, {"do": "none", "line": "x"}, follow=True))
    assert "已经签认" in body(officer.post(mine, {"do": "registered", "line": line}, follow=True))
    assert "撤回签认" in body(officer.get(mine))
    assert "可以接着登记" in body(officer.post(mine, {"do": "take-back", "line": line}, follow=True))
    spare = str(
        Registration.objects.get(power=PowerEdition.objects.get(pk=city.registers("钱二", "多余的")).power_id).pk
    )
    assert "已经撤回这一项" in body(officer.post(mine, {"do": "give-up", "registration": spare}, follow=True))
    officer.post(mine, {"do": "registered", "line": line})
    assert head.post(mine, {"do": "registered", "line": line}).status_code == 403

    office = reverse("desk:stocktake-office", args=[city.office("许可科")])
    assert "名册没有齐" in body(head.get(office))
    assert "尚未登记：赵一、孙三" in body(head.post(office, {"do": "sign"}, follow=True)).replace(
        "孙三、赵一", "赵一、孙三"
    )
    absent = {"do": "absent", "line": str(city.line("孙三")), "reason": "病假至月底"}
    assert "病假至月底" in body(head.post(office, absent, follow=True))
    city.others_declare_none("许可科")
    assert officer.post(office, {"do": "sign"}).status_code == 403
    assert "清单已签认并冻结" in body(head.post(office, {"do": "sign"}, follow=True))
    assert "处室清单已经签认" in body(officer.get(mine))

    unit = reverse("desk:stocktake-unit", args=[city.list()])
    page = body(legal.get(unit))
    assert "可能重复的" in page
    keys = [str(PowerEdition.objects.get(pk=key).power_id) for key in (one, two)]
    assert f'value="{keys[0]}" checked' not in page  # what may be one item is not sent as two by one press
    assert "可能重复的没有预先选中" in page
    assert "同一行使主体" in body(legal.post(unit, {"do": "merge", "pair": "x"}, follow=True))
    merged = legal.post(unit, {"do": "merge", "pair": " ".join(keys), "reason": "名称不同，实为一项"}, follow=True)
    assert "原登记为“放河灯行政许可”" in body(merged)
    assert f'value="{keys[0]}" checked' in body(merged)
    assert "联系人已保存" in body(legal.post(unit, {"do": "contact", "contact": "王某", "phone": "1"}, follow=True))
    assert "一项也没有选中" in body(legal.post(unit, {"do": "send"}, follow=True))
    assert "已送审 1 项" in body(legal.post(unit, {"do": "send", "power": keys[0]}, follow=True))
    assert Review.objects.get().edition == one
    assert "清单已退回" in body(legal.post(office, {"do": "return", "reason": "补依据"}, follow=True))
    assert "单位退回" in body(head.get(office))
    assert head.post(unit, {"do": "send", "power": keys[0]}).status_code == 403
    assert legal.post(unit, {"do": "nothing"}).status_code == 404
    assert officer.get(unit).status_code == 404
    assert sit(city.who("吴六")).get(office).status_code == 404
    assert ListedPower.objects.filter(merged_into__isnull=False).count() == 1
    assert OfficeList.objects.get(pk=city.office("许可科")).returned == "补依据"


def test_a_difficulty_is_raised_and_answered_on_the_page(city: StocktakeCity) -> None:
    city.begin("市灯局", "灯检")
    at = reverse("desk:stocktake", args=[city.stocktake])
    officer, leader = sit(city.who("钱二")), sit(city.who("市灯局", LEADER))
    assert "没有这项清理工作" in body(officer.post(at, {"do": "raise", "unit": "x", "text": "职责交叉"}, follow=True))
    said = {"do": "raise", "unit": str(city.list()), "text": "与城管部门职责交叉"}
    assert "与城管部门职责交叉" in body(officer.post(at, said, follow=True))
    row = Difficulty.objects.get()
    assert "没有这项困难" in body(leader.post(at, {"do": "answer", "difficulty": ""}, follow=True))
    answered = leader.post(at, {"do": "answer", "difficulty": str(row.pk), "answer": "由本局登记"}, follow=True)
    assert "由本局登记" in body(answered)
    board = body(sit(city.who("市府", OFFICE)).get(at))
    assert "灯检" in board
    assert "灯检" not in body(leader.get(at))


def test_who_is_late_and_why_is_on_the_board(city: StocktakeCity) -> None:
    today = clock.today()
    city.begin(due={stage: today + timedelta(days=(-9, -3, 0, 1, 2, 3)[n]) for n, stage in enumerate(Stage)})
    commands.raise_difficulty(city.list(), "人手不足", by=BY)
    page = body(sit(city.who("市府", OFFICE)).get(reverse("desk:stocktake", args=[city.stocktake])))

    assert "逾期 9 天" in page
    assert "8 人未登记" in page
    assert "heat-late-long" in page
    RollLine.objects.update(standing="none")
    page = body(sit(city.who("市府", OFFICE)).get(reverse("desk:stocktake", args=[city.stocktake])))
    assert "3 个科室未签认" in page
    assert "heat-done" in page


def test_who_has_nothing_to_do_with_it_finds_nothing(city: StocktakeCity) -> None:
    city.begin("灯检")
    stranger = sit(city.who("吴六"))
    assert "没有与您有关的清理工作" in body(stranger.get("/stocktakes/"))
    for name in ("stocktake", "stocktake-mine"):
        assert stranger.get(reverse(f"desk:{name}", args=[city.stocktake])).status_code == 404
    assert stranger.get(reverse("desk:stocktake-paper", args=[city.stocktake, "0" * 64])).status_code == 404
    assert stranger.post("/stocktakes/", {"name": "清理"}).status_code == 403
    assert "您不在这项清理工作的名册上" in body(
        sit(city.who("市府", OFFICE)).get(reverse("desk:stocktake-mine", args=[city.stocktake]))
    )


def test_the_ledger_is_kept_and_the_report_taken_on_the_page(city: StocktakeCity) -> None:
    city.begin("市灯局", "灯检")
    at = reverse("desk:stocktake", args=[city.stocktake])
    office, legal = sit(city.who("市府", OFFICE)), sit(city.who("市灯局", LEGAL))
    today = clock.today().isoformat()
    told = {"do": "note", "kind": "announcement", "unit": str(city.list()), "on": today, "title": "月底前完成登记"}
    assert "月底前完成登记" in body(office.post(at, {**told, "text": "不得拖延"}, follow=True))
    assert legal.post(at, told).status_code == 422  # no choice of a unit's own
    assert "已记入台账" in body(legal.post(at, {**told, "kind": "training", "title": "清理培训", "reach": "42"}, follow=True))
    assert "不能晚于今天" in body(legal.post(at, {**told, "kind": "training", "on": "2099-01-01"}, follow=True))
    row = Activity.objects.get(kind="training")
    assert "没有这项清理工作" in body(legal.post(at, {"do": "strike", "activity": ""}, follow=True))
    struck = legal.post(at, {"do": "strike", "activity": str(row.pk), "reason": "误记"}, follow=True)
    assert "已从台账划去" in body(struck)
    report = office.get(reverse("desk:stocktake-report", args=[city.stocktake]))
    assert report.content.startswith(b"PK")
    officer = sit(city.who("钱二"))
    assert "月底前完成登记" in body(officer.get(at))
    assert officer.get(reverse("desk:stocktake-report", args=[city.stocktake])).status_code == 404


def test_the_first_page_says_what_a_stocktake_asks_of_whom(city: StocktakeCity) -> None:
    city.begin()
    officer, head = sit(city.who("钱二")), sit(city.who("赵一"))
    assert reverse("desk:stocktake-mine", args=[city.stocktake]) in body(officer.get("/"))
    commands.register_blank(city.line("钱二"), secret_answer="no", by=city.who("钱二"))
    city.others_declare_none("许可科")
    assert "现在没有要您办的事" in body(officer.get("/"))
    assert reverse("desk:stocktake-office", args=[city.office("许可科")]) in body(head.get("/"))
    commands.sign_list(city.office("许可科"), by=city.who("赵一"))
    assert reverse("desk:stocktake-unit", args=[city.list()]) in body(sit(city.who("市灯局", LEGAL)).get("/"))


def test_no_link_of_the_rail_leads_to_a_refusal(city: StocktakeCity) -> None:
    city.begin("市灯局", "甲县灯局")
    people = [city.who("钱二"), city.who("赵一"), city.who("吴六"), city.who("市府", OFFICE), city.who("甲县府", OFFICE)]
    for client in (*map(sit, people), *map(keeper, Administration)):
        rail = body(client.get("/")).partition("<main")[0]
        for address in set(re.findall(r'href="(/[^"]*)"', rail)):
            if not address.startswith("/static/"):
                assert client.get(address).status_code in (200, 302), address
    assert reverse("desk:register") not in body(sit(city.who("钱二")).get("/"))
    assert reverse("desk:gaps") in body(sit(city.who("赵一")).get("/"))


def keeper(administers: Administration) -> Client:
    client = Client()
    client.force_login(make_account(f"keeper-{administers.value}", functions=(), administers=administers))
    return client


def test_what_an_officer_registers_is_among_their_own_drafts(city: StocktakeCity) -> None:
    city.begin()
    city.registers("钱二", "点灯许可")
    assert "点灯许可" in body(sit(city.who("钱二")).get("/inbox/?tab=drafts"))
    assert "点灯许可" not in body(sit(city.who("孙三")).get("/inbox/?tab=drafts"))


def test_a_list_that_changed_meanwhile_is_not_signed_from_an_old_page(city: StocktakeCity) -> None:
    city.begin()
    draft = city.registers("钱二", "点灯许可")
    city.others_declare_none("许可科")
    head, at = sit(city.who("赵一")), reverse("desk:stocktake-office", args=[city.office("许可科")])
    seen = re.search(r'name="seen" value="(\w+)"', body(head.get(at)))
    assert seen is not None
    filled(city, draft, "钱二")

    assert "请看过现在的清单再签认" in body(head.post(at, {"do": "sign", "seen": seen[1]}, follow=True))
    seen = re.search(r'name="seen" value="(\w+)"', body(head.get(at)))
    assert seen is not None
    assert "已冻结" in body(head.post(at, {"do": "sign", "seen": seen[1]}, follow=True))


def test_a_place_for_what_may_be_secret_is_told_on_the_page_and_signed_for(city: StocktakeCity) -> None:
    city.begin()
    officer, at = sit(city.who("钱二")), reverse("desk:stocktake-mine", args=[city.stocktake])
    answer = officer.post(at, {"do": "blank", "answer": "unsure", "line": str(city.line("钱二"))})

    assert answer["Location"].endswith("#main")  # where the page says what was done
    page = body(officer.get(at))
    assert "占位 1 个" in page
    assert "声明无职权" not in page
    assert "登记完毕" in page


def test_no_page_of_a_stocktake_says_a_word_of_what_is_withheld(city: StocktakeCity) -> None:
    city.begin()
    draft = city.registers("钱二", "放飞夜航灯许可")
    filled(city, draft, "钱二")
    city.signed()
    power = PowerEdition.objects.get(pk=draft).power_id
    officer, legal = sit(city.who("钱二")), sit(city.who("市灯局", LEGAL))
    pages = (
        (officer, reverse("desk:stocktake-mine", args=[city.stocktake])),
        (legal, reverse("desk:stocktake-office", args=[city.office("许可科")])),
        (legal, reverse("desk:stocktake-unit", args=[city.list()])), (legal, reverse("desk:power", args=[power])),
        (legal, reverse("desk:powers")), (legal, f"{reverse('desk:powers')}?words=夜航"),
        (legal, reverse("desk:edit-power", args=[draft])),
    )  # fmt: skip
    assert [at for client, at in pages if "放飞夜航灯许可" not in body(client.get(at))] == []
    item = WithheldItem.objects.create(
        number="不公开〔2026〕1号", unit_id=city.unit("市灯局"), exemption="state-secret", provision="第十四条", until="长期",
        determined_by="分管局长", next_review=clock.today(), registered_at=clock.now(), registered_by="post:x", power=power,
    )  # fmt: skip
    catalogue.seal_drafts([draft], item.pk, by=Actor.system("test"))

    for client, at in pages:
        assert "放飞夜航灯许可" not in body(client.get(at)), at
    assert legal.get(pages[-1][1]).status_code == 404
    assert "涉密不公开" in body(legal.get(pages[2][1]))
    listed = body(legal.get(reverse("desk:powers")))
    assert str(power) in listed, "it stands there as a placeholder"


def test_nothing_is_offered_that_leads_nowhere(city: StocktakeCity) -> None:
    """Who has signed is not sent to begin one more; a list that nobody signed is not printed as it was signed."""
    city.begin()
    power = published(city, "灯检", "放河灯许可")
    key = commands.note_activity(
        city.list(), ActivityKind.PRACTICE, "一图读懂", on=clock.today(), medium="", reach=None, text="", code="",
        by=city.who("市灯局", LEGAL),
    )  # fmt: skip
    Activity.objects.filter(pk=key).update(power=power)
    officer, board = sit(city.who("钱二")), reverse("desk:stocktake", args=[city.stocktake])
    at = reverse("desk:stocktake-office", args=[city.office("许可科")])
    assert "照着起草" in body(officer.get(board))
    assert "?as=signed" not in body(officer.get(at))

    city.signed()
    assert "照着起草" not in body(officer.get(board))
    assert "?as=signed" in body(officer.get(at))
