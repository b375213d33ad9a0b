"""What the desk shows in tests: a small library and lists in every state there is. All of it is invented."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.models import Check, Found, PowerEdition
from sunlit.catalogue.rules.attachments import Purpose
from sunlit.catalogue.values import (
    Basis,
    Disclosure,
    Finding,
    ListedItem,
    Material,
    PowerContent,
    ReadLists,
    Showing,
    StepPost,
    Unread,
)
from sunlit.files import store
from sunlit.flow import commands as flows
from sunlit.flow.models import Flow
from sunlit.flow.templates import category_flows
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.kernel.ids import new_id
from sunlit.law import commands as law
from sunlit.law.models import Instrument, Loading
from sunlit.organs.models import Appointment, Duty, Mandate, Office, Officer, Post
from sunlit.publication.models import MissingWords, Report
from sunlit.review import commands as review
from sunlit.review.models import Comment, CommentPeriod, DirectoryItem, DirectoryReview, WithheldItem
from sunlit.review.routes import change_flows
from sunlit.review.rules.changing import ChangeKind
from sunlit.review.values.changing import Application
from sunlit.stocktake import commands as stocktakes
from sunlit.stocktake.models import Difficulty, RollLine
from sunlit.stocktake.rules import Stage
from tests.flow.test_publishing import PLAIN
from tests.support.attachments import png
from tests.support.people import make_post, make_unit

if TYPE_CHECKING:
    from uuid import UUID

BY = Actor.system("test")

OLD_LAW = """# 示范省河灯管理条例

（2015年3月1日示范省第十届人民代表大会常务委员会第十次会议通过）

## 第一章 总则

第一条　为了保护河灯，制定本条例。

第二条　放河灯的，应当向所在地县级河灯管理部门提出申请，并提交下列材料：
（一）身份证明；
（二）河灯图样。
河灯管理部门应当自受理之日起八个工作日内作出决定。

## 第二章 附则

第三条　本条例自2015年5月1日起施行。
"""

NEW_LAW = """# 示范省河灯管理条例

（2015年3月1日示范省第十届人民代表大会常务委员会第十次会议通过　根据2021年6月1日示范省第十二届人民代表大会常务委员会第三次会议《关于修改〈示范省河灯管理条例〉的决定》修正）

## 第一章 总则

第一条　为了保护河灯，保障游客安全，制定本条例。

第二条　放河灯的，应当向所在地县级河灯管理部门提出申请，并提交下列材料：
（一）身份证明；
（二）河灯图样；
（三）防火承诺书。
河灯管理部门应当自受理之日起五个工作日内作出决定。

第二条之一　禁止在桥下放河灯。

## 第二章 附则

第三条　本条例自2015年5月1日起施行。
"""

HELD = "放河灯的，应当向所在地县级河灯管理部门提出申请。\n河灯管理部门应当自受理之日起五个工作日内作出决定。"
QUOTED = "放河灯的，应当向所在地县级以上河灯管理部门提出申请。河灯管理部门应当自受理之日起八个工作日内作出决定。"
FILE = "市河灯管理局权责清单.xls"
OTHER = "市桥梁管理处权责清单.xlsx"


@dataclass(frozen=True, slots=True)
class Filled:
    """Keys of what was filled in."""

    law: UUID
    loading: UUID
    checked: UUID
    running: UUID
    failed: UUID
    clean: UUID
    power: UUID
    draft: UUID
    withheld: UUID
    comments: UUID
    directory: UUID
    staged: UUID
    waiting: UUID
    taken: UUID
    unit: UUID
    post: UUID
    words: UUID
    report: UUID
    sample: str
    flow: UUID
    change: UUID
    stocktake: UUID
    unit_list: UUID
    office_list: UUID
    line: UUID


def fill(items: int = 60) -> Filled:
    """Two versions of a law; lists checked with findings of every look, still running, failed, and without a fault."""
    law.load_laws([("河灯旧.md", OLD_LAW.encode()), ("河灯新.md", NEW_LAW.encode()), ("空.md", b"")], by=BY)
    held = Instrument.objects.get()
    power, draft, withheld = _powers()
    _duties(power)
    return Filled(
        law=held.pk, loading=Loading.objects.latest("at").pk, checked=_checked(items, held.pk), running=_running(),
        failed=_failed(), clean=_clean(), power=power, draft=draft, withheld=withheld, comments=_comments(),
        directory=_directory(power),
        staged=_staged(), waiting=_waiting(), taken=_taken(), unit=make_unit(), post=make_post(), words=_words(), report=_report(),
        sample=PowerEdition.objects.get(pk=draft).content["materials"][0]["sample"], flow=_flow(power), change=_change(),
        **_stocktake(PowerEdition.objects.get(pk=draft).content["materials"][0]["sample"]),
    )  # fmt: skip


def _duties(power: UUID) -> None:
    """The duties of the unit: one done by the power, one without, one explained."""
    now = Mandate.objects.create(unit_id=make_unit(), title="测试市河灯管理局三定方案", number="测编〔2016〕1号")
    texts = ("负责河灯放流的许可和监督管理", "组织灯会安全应急工作", "保管灯谱，编纂灯志")
    one, _two, three = [Duty.objects.create(mandate=now, number=n, text=text) for n, text in enumerate(texts, 1)]
    catalogue.link_duty(make_unit(), one.pk, [power], by=BY)
    catalogue.answer_duty(make_unit(), duty=three.pk, reason="属于内部事务，不对外行使职权。", by=BY)


def _stocktake(paper: str) -> dict[str, UUID]:
    """A stocktake of the unit: one officer who has registered an item, a difficulty, a paper, a moved date."""
    office = Office.objects.create(unit_id=make_unit(), code="02", name="业务科")
    post = Post.objects.create(office=office, code="业务岗", name="业务岗", naming_reason="测试")
    Appointment.objects.create(officer=Officer.objects.create(number="业务", name="某"), post=post, role="A")
    today = clock.today()
    days = {stage: today + timedelta(days=n) for n, stage in enumerate(Stage)}
    made = stocktakes.begin_stocktake("河灯职权清理", [make_unit()], days, by=BY)
    stocktakes.move_stage(made, Stage.PUBLICATION, today + timedelta(days=9), reason="节假日顺延", by=BY)
    stocktakes.keep_paper(made, ("通知.png", store.read(paper)), secret_answer="no", by=BY)
    line = RollLine.objects.get()
    stocktakes.register_steps(line.pk, [("查看河灯", "河灯查验")], secret_answer="no", by=BY)
    of = line.office_list.unit_list_id
    Difficulty.objects.create(
        unit_list_id=of, text="职责交叉", raised_at=clock.now(), raised_by=BY.name, tier="city", asked_at=clock.now(), due_on=today
    )
    return {"stocktake": made, "unit_list": of, "office_list": line.office_list_id, "line": line.pk}


def _flow(power: UUID) -> UUID:
    """The flow of the power: a version in use, due for revision, and a draft saved twice, which still lacks something."""
    flows.adopt_templates({"category:licensing": category_flows()["licensing"]}, by=BY)
    drawn = replace(PLAIN, name="放河灯许可", category="")
    catalogue.draw_flow(power, drawn, revision=0, by=BY)
    made = Flow.objects.get(key=f"power:{power}").pk
    flows.publish_flow(made, revision=1, by=BY)
    flows.mark_due([f"power:{power}"], why="law-changed", by=BY)
    catalogue.draw_flow(power, replace(drawn, name="放河灯许可流程"), revision=0, by=BY)
    nodes = tuple(replace(node, rights="") if node.name == "决定" else node for node in drawn.nodes)
    catalogue.draw_flow(power, replace(drawn, nodes=nodes), revision=1, by=BY)
    return made


def _change() -> UUID:
    """A change of another power, asked for by its unit, which waits for the legal office."""
    flows.adopt_templates(change_flows(), by=BY)
    content = PowerContent(
        name="河灯巡游许可", type="licensing", holder="测试市河灯管理局",
        bases=(Basis(title="示范省河灯管理条例", article="第二条"),),
        disclosure=Disclosure(forms=(Showing(kind="website"),), scope="internal", time="长期"),
    )  # fmt: skip
    edition = catalogue.draft_power(make_unit(), content, secret_answer="no", by=BY)
    catalogue.file_edition(edition, opinion="准予备案", by=BY)
    power = PowerEdition.objects.get(pk=edition).power_id
    draft = catalogue.start_edition(power, by=BY)
    catalogue.save_draft(draft, replace(content, name="河灯巡游与展演许可"), revision=0, by=BY)
    asked = Application(
        kind=ChangeKind.ALTER, reason="条例修改后，巡游与展演合并办理", effective=clock.today() + timedelta(days=9)
    )
    return review.apply_for_change(power, asked, by=BY)


def _comments() -> UUID:
    """A period that runs, one comment answered, one not; and one that was stopped."""
    on = clock.today()
    told = {"unit_id": make_unit(), "acting_id": make_unit(), "opened_on": on, "opened_at": clock.now(), "opened_by": BY.name}
    CommentPeriod.objects.create(closes_on=on, stopped_on=on, stop_reason="所附依据有误", **told)
    period = CommentPeriod.objects.create(closes_on=on + timedelta(days=9), **told)
    Comment.objects.create(period=period, on=on, words="第二条说的是县级部门，\n本局是市级，请核对。")
    Comment.objects.create(
        period=period, on=on, words="印发纸质本。", adopted=False, gist="要求印发纸质本", reason="以网站为准", answered_at=clock.now(), answered_by=BY.name,
    )  # fmt: skip
    return period.pk


def _directory(power: UUID) -> UUID:
    """A directory being judged: one item that must be fixed, one that has ceased since and was not drawn."""
    row = DirectoryReview.objects.create(
        county_id=make_unit(), frozen="0" * 64, seed="1" * 32, share=20, least=3, limit=10, opened_at=clock.now(), opened_by=BY.name,
    )  # fmt: skip
    held = PowerEdition.objects.get(power=power, state="on-record")
    told = {"review": row, "unit_id": make_unit(), "type": held.type, "edition": held.pk, "digest": held.digest}
    DirectoryItem.objects.create(
        power=power, name=held.name, ordinal=0, chosen="drawn", verdict="fix", text="依据的条号不对", judged=held.digest,
        judged_at=clock.now(), judged_by=BY.name, **told,
    )  # fmt: skip
    DirectoryItem.objects.create(power=new_id(), name="旧灯牌发放", ordinal=1, **told)
    return row.pk


def _words() -> UUID:
    """Words that found nothing on the portal, and some that were set aside."""
    days = {"first_on": clock.today(), "last_on": clock.today()}
    MissingWords.objects.create(words="彩票中奖", state=MissingWords.State.SET_ASIDE, said="不是行政职权", **days)
    return MissingWords.objects.create(words="河灯", times=37, **days).pk


def _report() -> UUID:
    """What a citizen told of a power in no list."""
    told = {
        "organ": "某某码头管理站",
        "demanded": "放河灯要先交一百元押金。\n没有说依据。",
        "when": "上周六",
        "contact": "0000-1234567",
    }
    return Report.objects.create(on=clock.today(), **told).pk


def _staged() -> UUID:
    """A list previewed: one row new, one changed, one that cannot be loaded, one with a finding."""
    rows = (
        "职权编码,职权名称,职权类别,实施依据,行使主体,承办机构,承诺时限",
        ",桥头集市登记,其他行政权力,《示范省河灯管理条例》第一条,测试市河灯管理局,许可科,3个工作日",
        ",点灯指导,行政杂项,《河灯条例》第九条,测试市河灯管理局,许可科,",
    )
    file = ("导入.csv", "\n".join(rows).encode())
    return catalogue.stage_lists([file], unit=make_unit(), secret_answer="no", by=BY)


def _waiting() -> UUID:
    """A list that was handed in to be loaded, and that no worker has taken up."""
    file = ("等待.csv", "职权名称,职权类别,实施依据,行使主体\n".encode())
    return catalogue.ask_loading([file], unit=make_unit(), secret_answer="no", by=BY)


def _taken() -> UUID:
    """A list that was taken in and waits to be filed."""
    file = (
        "导入过.csv",
        "职权名称,职权类别,实施依据,行使主体\n河灯巡查,行政检查,《示范省河灯管理条例》第一条,测试市河灯管理局\n".encode(),
    )
    made = catalogue.stage_lists([file], unit=make_unit(), secret_answer="no", by=BY)
    catalogue.commit_loading(made, by=BY)
    return made


def _powers() -> tuple[UUID, UUID, UUID]:
    """A power on record with its next edition drafted, and a place without words."""
    unit = make_unit()
    basis = Basis(title="示范省河灯管理条例", article="第二条")
    content = PowerContent(
        name="放河灯许可", aliases=("放水灯",), type="licensing", holder="测试市河灯管理局", bases=(basis,),
        steps=(StepPost(number=1, name="受理", office="许可科"),), materials=(Material(name="身份证明", copies=1),),
        disclosure=Disclosure(forms=(Showing(kind="website", where="市网站"),), scope="society", time="长期"),
    )  # fmt: skip
    first = catalogue.draft_power(unit, content, code="CS-XK-1", secret_answer="no", by=BY)
    catalogue.file_edition(first, opinion="准予备案", by=BY)
    power = PowerEdition.objects.get(pk=first).power_id
    draft = catalogue.start_edition(power, by=BY)
    catalogue.save_draft(draft, replace(content, result="河灯许可证"), revision=0, by=BY)
    revision = PowerEdition.objects.get(pk=draft).revision
    catalogue.attach(draft, Purpose.SAMPLE, 0, ("样表.png", png()), revision=revision, secret_answer="no", by=BY)
    withheld = catalogue.register_secret(unit, by=BY)
    for n, days in enumerate((400, 20), 1):
        WithheldItem.objects.create(
            number=f"不公开〔2026〕{n}号", unit_id=unit, exemption="state-secret", provision="政府信息公开条例第十四条", until="长期",
            determined_by="分管局长", next_review=clock.today() + timedelta(days=days), power=withheld,
            registered_at=clock.now(), registered_by=BY.name,
        )  # fmt: skip
    return power, draft, withheld


def _checked(n: int, held: UUID) -> UUID:
    made = catalogue.submit_lists([(FILE, b"one"), (OTHER, b"two")], secret_answer="no", by=BY)
    read = ReadLists(
        items=tuple(_item(i) for i in range(n)),
        headings=(),
        unread=(Unread(FILE, "行政许可", 2, "表头以上的说明文字"), Unread(OTHER, "", 0, "空表")),
    )
    findings = tuple(_finding(i, item) for i, item in enumerate(read.items))
    catalogue.record_check(
        Check.objects.get(submission=made).pk, read, findings, [[(str(held), 2, 0)] for _ in read.items],
        laws_held=1, by=BY,
    )  # fmt: skip
    catalogue.accept_finding(
        Found.objects.filter(check_run__submission=made, code="vague").earliest("ordinal").pk,
        reason="上级文件有统一口径，维持原样。", by=BY,
    )  # fmt: skip
    return made


def _item(i: int) -> ListedItem:
    file = FILE if i % 4 else OTHER
    body = "市河灯管理局" if i % 4 else "市桥梁管理处"
    return ListedItem(
        file=file, sheet="行政许可", row=4 + i, rows=(4 + i, 4 + i), name=f"放河灯许可（第{i}类）", type="行政许可", body=body,
        office="许可科",
    )  # fmt: skip


def _finding(i: int, item: ListedItem) -> Finding:
    common = {"file": item.file, "sheet": item.sheet, "row": item.row, "name": item.full_name}
    cited = "《示范省河灯管理条例》第二条"
    if i % 3 == 0:
        return Finding(
            code="text-differs", severity="error", cited=cited, law="示范省河灯管理条例", article="第二条", held=HELD,
            quoted=QUOTED, why="所载文字与现行文本不一致。", mend="按现行文本更正引文。", column="basis", **common,
        )  # fmt: skip
    if i % 3 == 1:
        return Finding(
            code="title-short", severity="warning", cited="《河灯条例》第二条", why="没有使用文件全称。",
            mend="写作《示范省河灯管理条例》。", **common,
        )  # fmt: skip
    return Finding(code="vague", severity="advice", why="材料写作“其他材料”。", mend="逐项列明。", **common)


def _running() -> UUID:
    made = catalogue.submit_lists([("新报送.xlsx", b"three")], secret_answer="no", by=BY)
    Check.objects.filter(submission=made).update(state=Check.State.CHECKING, done=37, total=120)
    return made


def _failed() -> UUID:
    made = catalogue.submit_lists([("坏文件.xlsx", b"four")], secret_answer="no", by=BY)
    Check.objects.filter(submission=made).update(state=Check.State.FAILED, ended_at=clock.now(), failure="ValueError")
    return made


def _clean() -> UUID:
    made = catalogue.submit_lists([("合规.xlsx", b"five")], secret_answer="no", by=BY)
    read = ReadLists(items=(_item(1),), headings=(), unread=())
    catalogue.record_check(Check.objects.get(submission=made).pk, read, (), [[]], laws_held=1, by=BY)
    return made


def as_file(name: str, data: bytes) -> io.BytesIO:
    """An upload, as a test client sends it."""
    file = io.BytesIO(data)
    file.name = name
    return file


def body(response: Any) -> str:
    """The page that was answered."""
    return str(response.content.decode())


def workbook(name: str = "清单.xlsx", data: bytes = b"PK") -> io.BytesIO:
    """A file to hand in."""
    return as_file(name, data)
