"""A stocktake in the middle: items of every route at every stage, late ones, returned ones, differing opinions.

One is withheld, one abolished, one went all the way to the portal; gaps are answered, and two changes are on their way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.values import Term
from sunlit.demo import activities, campaign, counties, duties
from sunlit.demo.directory import Told, ago
from sunlit.demo.powers import ROWS
from sunlit.flow import commands as flow
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import worker
from sunlit.organs.values import Viewer
from sunlit.review import commands as review
from sunlit.review import queries as reviews
from sunlit.review.queries import commenting
from sunlit.review.routes import change_flows, routes
from sunlit.review.rules.changing import ChangeKind, ChangeVerdict
from sunlit.review.rules.withheld import Exemption, Placeholder
from sunlit.review.values import JOINT, QUESTIONS, Asked, Decided, Meeting, OpinionKind, Remarked, Verdict
from sunlit.review.values.changing import Application
from sunlit.review.values.commenting import Handed
from sunlit.stocktake import commands as stocktake

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.catalogue.values import PowerContent
    from sunlit.review.queries import ReviewSeen

    Stage = Literal[
        "first", "returned", "again", "meeting", "report", "joint", "differing", "determine", "filed", "abolished",
        "secret", "assign",
    ]  # fmt: skip

_ME, _EYES = Actor.system("demo"), Viewer.system("demo")
_PASS = tuple(Asked(question=key, yes=True) for key in QUESTIONS)
#: In which government the joint review of a unit's powers sits.
_OFFICES = {"EASTMARKETS": "EAST", "TOWN": "WEST"}
_FUNCTIONS = {OpinionKind.LAW: "city-legal", OpinionKind.MANDATE: "staffing", OpinionKind.SECRECY: "secrecy"}


#: What 法制, 机构编制 and 保密 say at each stage, in this order, as far as they have spoken; else all three agree.
_VERDICTS = {
    "joint": (Verdict.PASS,),
    "differing": (Verdict.UNLAWFUL, Verdict.PASS),
    "determine": (Verdict.PASS, Verdict.OVERLAP, Verdict.PASS),
    "abolished": (Verdict.UNLAWFUL, Verdict.PASS, Verdict.PASS),
    "secret": (Verdict.PASS, Verdict.PASS, Verdict.SECRET),
    "assign": (Verdict.PASS, Verdict.UNCLEAR, Verdict.PASS),
}
_SAID = {
    Verdict.PASS: "",
    Verdict.UNLAWFUL: "所引条文没有设定这项职权。",
    Verdict.UNCLEAR: "与河湖事务局的职责划分不清。",
    Verdict.OVERLAP: "与城东区集市管理局的登记事项交叉。",
    Verdict.SECRET: "经审查涉密，理由走涉密渠道。",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One item: of whom, its name, whose words it takes, how far it has come, how many days ago it began."""

    unit: str
    name: str
    like: str
    stage: Stage
    days: int


ITEMS = (
    Item("MARKETS", "集市摊位转让备案", "街头巡游备案", "first", 26),
    Item("MARKETS", "夜间集市延时经营许可", "夜间集市开办许可", "first", 6),
    Item("MARKETS", "集市联营备案", "街头巡游备案", "returned", 20),
    Item("MARKETS", "街头演出延期许可", "夜间集市开办许可", "again", 22),
    Item("MARKETS", "集市更名登记", "街头巡游备案", "meeting", 15),
    Item("MARKETS", "季节性集市开办许可", "夜间集市开办许可", "report", 18),
    Item("MARKETS", "集市巡查频次确定", "街头巡游备案", "joint", 24),
    Item("MARKETS", "摊位号牌补发", "街头巡游备案", "differing", 30),
    Item("MARKETS", "集市广告设置备案", "街头巡游备案", "determine", 33),
    Item("MARKETS", "集市活动变更备案", "街头巡游备案", "filed", 40),
    Item("MARKETS", "摊主会费代收", "街头巡游备案", "abolished", 38),
    Item("MARKETS", "集市安全值守方案备案", "街头巡游备案", "secret", 36),
    Item("MARKETS", "河畔集市联合检查", "街头巡游备案", "assign", 35),
    Item("EASTMARKETS", "食品摊位变更登记", "食品摊位登记", "first", 9),
    Item("EASTMARKETS", "食品摊位注销登记", "食品摊位登记", "joint", 21),
    Item("WEST", "小型灯会安全评估", "", "meeting", 14),
    Item("TOWN", "便民小集变更登记", "", "joint", 17),
)


def make() -> None:
    """Let it all happen, in its days."""
    told = Told()
    flow.adopt_templates({**routes(), **change_flows()}, by=_ME)
    key, registered = campaign.make(told, [(item.unit, _content(told, item)) for item in ITEMS])
    activities.note(told, key)
    for item in ITEMS:
        judged, draft = _begin(told, item, *registered[item.name])
        _carry(told, item, judged, draft)
        if item.name == "集市广告设置备案":
            _hear(told, judged)
    _answer_gaps(told)
    duties.meet(told)
    duties.amend(told, registered["食品摊位变更登记"][0])
    _change(told)
    counties.make(told)
    worker.run_dry()


def _content(told: Told, item: Item) -> PowerContent:
    """The words of an item: those of a power on record, under its own name."""
    row = next(r for r in ROWS if r.unit == item.unit and item.like in ("", r.name))
    return replace(told.content(row), name=item.name, aliases=())


def _begin(told: Told, item: Item, power: UUID, unit_list: UUID) -> tuple[UUID, UUID]:
    """The unit sends what its office has signed. Returns its review and its draft."""
    with clock.frozen(ago(item.days)):
        [key] = stocktake.send_items(unit_list, [power], by=told.actor(item.unit, "registrar"))
    return key, _seen(key).edition


def _carry(told: Told, item: Item, key: UUID, draft: UUID) -> None:
    """Carry an item as far as it has come, some days between the steps."""
    day = item.days
    if item.unit != "TOWN":
        if item.stage == "first":
            return
        with clock.frozen(ago(day := day - 3)):
            _judge_first(told, item, key)
        if item.stage == "returned":
            return
        if item.stage == "again":
            with clock.frozen(ago(day := day - 4)):
                _answer_and_send_again(told, item, key, draft)
            return
    if item.stage == "meeting":
        return
    with clock.frozen(ago(day := day - 3)):
        meeting = Meeting(
            held_on=clock.today(), minutes=f"会议纪要〔{clock.today().year}〕{item.days}号", members=7, present=6,
            chair="主要负责人",
        )  # fmt: skip
        decided = Decided(
            review=key, decision="pass", agreed=5, against=1, dissent="一人认为应当先与街道会商后再报。"
        )
        review.deliberate(meeting, [decided], by=told.actor(item.unit, "leader"))
    if item.stage == "report":
        return
    with clock.frozen(ago(day := day - 2)):
        review.report_up([key], f"审〔{clock.today().year}〕{item.days}号", by=told.registrar(item.unit))
    with clock.frozen(ago(day := day - 4)):
        _judge_together(told, item, key)
    if item.stage in ("joint", "differing", "determine"):
        return
    with clock.frozen(ago(day - 2)):
        _determine(told, item, key)


def _seen(key: UUID) -> ReviewSeen:
    found = reviews.review(_EYES, key)
    assert found is not None
    return found


def _judge_first(told: Told, item: Item, key: UUID) -> None:
    by = told.actor("WEST" if item.unit == "WEST" else item.unit, "city-legal" if item.unit == "WEST" else "legal")
    digest = _seen(key).digest
    if item.stage in ("returned", "again"):
        doubted = [a for a in _PASS if a.question != "name"]
        doubted.append(Asked(question="name", yes=False, note="名称与办法用语不一致"))
        review.give_opinion(
            key, OpinionKind.LEGALITY, Verdict.RETURN, digest=digest, by=by, answers=doubted,
            remarks=[
                Remarked(field="name", text="请照《示范市夜间集市摊位管理办法》的用语规范名称。"),
                Remarked(field="bases", text="建议补充到款。", must=False),
            ],
        )  # fmt: skip
    else:
        review.give_opinion(key, OpinionKind.LEGALITY, Verdict.PASS, digest=digest, by=by, answers=_PASS)


def _answer_and_send_again(told: Told, item: Item, key: UUID, draft: UUID) -> None:
    by = told.registrar(item.unit)
    seen = powers.edition(_EYES, draft)
    assert seen is not None
    catalogue.save_draft(draft, replace(seen.content, name=f"{item.name}（规范）"), revision=seen.revision, by=by)
    for remark in _seen(key).remarks:
        answer = "" if remark.must else "该条只有一款，不再细分。"
        review.answer_remark(remark.id, answer, adopted=remark.must, by=by)
    review.send_again([key], by=by)


def _judge_together(told: Told, item: Item, key: UUID) -> None:
    """The three judge apart from each other; of some items the last has not spoken yet, of one they differ."""
    digest, offices = _seen(key).digest, _OFFICES.get(item.unit, "GOV")
    for kind, verdict in zip(JOINT, _VERDICTS.get(item.stage, (Verdict.PASS,) * 3), strict=False):
        review.give_opinion(
            key, kind, verdict, digest=digest, text=_SAID[verdict], by=told.actor(offices, _FUNCTIONS[kind])
        )


def _determine(told: Told, item: Item, key: UUID) -> None:
    seen = _seen(key)
    office = told.actor(_OFFICES.get(item.unit, "GOV"), "open-government")
    if item.stage == "filed":
        review.determine(key, "filed", digest=seen.digest, text="三方意见一致，符合要求，准予备案。", by=office)
        catalogue.publish([seen.power], by=told.office)
    elif item.stage == "abolished":
        review.determine(key, "abolished", digest=seen.digest, text="没有合法依据，予以废止。", by=office)
    elif item.stage == "assign":
        review.determine(key, "assigned", digest=seen.digest, text="由编制部门会同两单位明确行使主体。", by=office)
    else:
        placeholder = Placeholder(
            exemption=Exemption.STATE_SECRET, provision="《中华人民共和国政府信息公开条例》第十四条", until="解密后",
            determined_by="保密办公室保密审查岗", next_review=clock.today() + timedelta(days=45),
        )  # fmt: skip
        review.determine(
            key, "secret", digest=seen.digest, text="经保密审查确定不公开。", placeholder=placeholder, by=office
        )


def _hear(told: Told, key: UUID) -> None:
    """A draft is open for comment, to the day after next week; one comment has been answered, one waits."""
    with clock.frozen(ago(4)):
        period = review.open_comments([key], days=10, by=told.office)
    power = _seen(key).power
    with clock.frozen(ago(3)):
        words = ("招牌要几天内备案，没有写。", "请在街口也贴一份纸质的。")
        review.receive_comments(
            [Handed(period=period, power=power, words=one, on=clock.today()) for one in words], by=_ME
        )
    heard = commenting.comment_period(_EYES, period)
    assert heard is not None
    first = next(one for one in heard.comments if one.words == words[0])
    with clock.frozen(ago(1)):
        review.answer_comment(first.id, adopted=True, gist="建议写明备案的期限", by=told.office)


def _answer_gaps(told: Told) -> None:
    """A few provisions that no item rests on, each with the reason why none is registered."""
    unit = told.units["MARKETS"].id
    reasons = {
        "传艺补贴": "传艺补贴由县区集市管理部门发给，本级不登记。",
        "食品摊位登记": "食品摊位由县区集市管理部门登记，本局只作指导。",
    }
    with clock.frozen(ago(12)):
        for one in powers.gaps(_EYES, unit).gaps:
            if reason := next((why for word, why in reasons.items() if word in one.power.text), ""):
                catalogue.answer_gap(unit, one.key, reason=reason, by=told.registrar("MARKETS"))


def _change(told: Told) -> None:
    """Changes after filing: one the legal office has to answer, one the unit has to confirm, one the three judge."""
    with clock.frozen(ago(5)):
        review.apply_for_change(
            told.powers_called("MARKETS", "街头巡游备案"),
            Application(
                kind=ChangeKind.SUSPEND,
                reason="冬季灯街改造，巡游路线封闭。",
                effective=clock.today() + timedelta(days=20),
            ),
            by=told.registrar("MARKETS"),
        )
        second = review.apply_for_change(
            told.powers_called("EASTMARKETS", "食品摊位登记"),
            Application(kind=ChangeKind.CANCEL, reason="改由镇街登记。", effective=clock.today() + timedelta(days=40)),
            by=told.registrar("EASTMARKETS"),
        )
    with clock.frozen(ago(2)):
        seen = reviews.change(_EYES, second)
        assert seen is not None
        review.audit_change(
            second, ChangeVerdict.AGREE, text="镇街承接后再停止办理，同意。", digest=seen.digest,
            by=told.actor("EAST", "city-legal"),
        )  # fmt: skip
    with clock.frozen(ago(4)):
        power, registrar = told.powers_called("MARKETS", "街头演出证核发"), told.registrar("MARKETS")
        edition = catalogue.start_edition(power, by=registrar)
        [draft] = powers.drafts(_EYES, [edition])
        shorter = replace(draft.content, promised_term=Term(amount=2, unit="workday", words="2工作日"))
        catalogue.save_draft(edition, shorter, revision=draft.revision, by=registrar)
        third = review.apply_for_change(
            power,
            Application(
                kind=ChangeKind.ALTER, reason="证照联网核验，承诺时限再减一日。",
                effective=clock.today() + timedelta(days=30),
            ),
            by=registrar,
        )  # fmt: skip
    with clock.frozen(ago(1)):
        seen = reviews.change(_EYES, third)
        assert seen is not None
        review.audit_change(
            third, ChangeVerdict.AGREE, text="", digest=seen.digest, of=OpinionKind.SECRECY,
            by=told.actor("GOV", "secrecy"),
        )  # fmt: skip
