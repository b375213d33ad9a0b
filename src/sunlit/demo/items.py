"""What the two departments of the city list as their powers. What is wrong with it stands in `faults`."""

from __future__ import annotations

from dataclasses import dataclass

from sunlit.demo.shelf import articles

STATUTE = "夜间集市法(2021-09-09).md"
STATUTE_OF_2016 = "夜间集市法(2016-05-08).md"
REGULATION = "集市食品摊位管理条例.md"
LOCAL = "示范省河灯和水上集市管理条例.md"
RULE = "示范市夜间集市摊位管理办法.md"
OLD = "示范市夜市摊点管理暂行规定.txt"
_TAGS = {
    STATUTE: "法律",
    STATUTE_OF_2016: "法律",
    REGULATION: "行政法规",
    LOCAL: "地方性法规",
    RULE: "政府规章",
    OLD: "规范性文件",
}

MARKETS = "示范市集市管理局"
WATERS = "示范市河湖事务局"


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a list as the department wrote it. Not every sheet has a column for every field."""

    name: str
    type: str
    basis: str
    office: str
    sub_item: str = ""
    body: str = ""
    legal: str = ""
    promised: str = ""
    materials: str = ""
    fee: str = "不收费"
    fee_basis: str = ""
    fee_standard: str = ""


def cites(file: str, *labels: str, title: str = "", note: str = "", label: str = "", words: str | None = None) -> str:
    """A basis as clerks write it: tag, title, article and the article's words.

    Args:
        file: the law cited.
        labels: the articles; none for the law as a whole.
        title: written instead of the full title.
        note: in brackets after the title.
        label: written instead of the first article's number.
        words: given instead of the first article's own.
    """
    name = title or file.split("(", maxsplit=1)[0].rsplit(".", 1)[0]
    cited = [f"{of} {articles(file)[of]}" for of in labels]
    if cited:
        first = articles(file)[labels[0]] if words is None else words
        cited[0] = f"{label or labels[0]} {first}".strip()
    return f"【{_TAGS[file]}】《{name}》{f'（{note}）' if note else ''}" + "\n".join(cited)


_OPENING = "夜间集市开办许可"
LICENCES = (
    Item(
        _OPENING, "行政许可",
        cites(STATUTE, "第九条") + "\n" + cites(STATUTE_OF_2016, "第十条", note="2016年5月8日通过"),
        "市场准入科", "首次开办", legal="15个工作日", promised="8个工作日",
        materials="1.开办申请书；2.场地使用证明；3.摊位平面图；4.应急预案；5.其他材料",
    ),
    Item(
        _OPENING, "行政许可", cites(STATUTE, "第十二条"),
        "市场准入科", "变更场地、扩大面积或者增加摊位", legal="15个工作日", promised="8个工作日",
        materials="1.变更申请书；2.变更后的摊位平面图",
    ),
    Item(
        _OPENING, "行政许可", cites(STATUTE, "第十一条"),
        "市场准入科", "延续", legal="15个工作日", promised="5个工作日",
        materials="1.延续申请书；2.原夜间集市开办许可证", body=f"示范市夜市商会（受{MARKETS}委托）",
    ),
    Item(
        "食品摊位登记", "行政许可", cites(REGULATION, "第四条", "第五条"),
        "食品摊位科", legal="5个工作日", promised="3个工作日",
        materials="1.摊主身份证明；2.健康证明；3.经营品种清单",
    ),
    Item(
        "夜市摊点牌核发", "行政许可", cites(OLD, "第三条"),
        "市场准入科", promised="5个工作日", materials="1.身份证明；2.摊点位置图",
    ),
    Item("夜市广告位审批", "行政许可", "", "市场准入科", promised="5个工作日", materials="1.广告样稿"),
)  # fmt: skip


def _penalty(name: str, basis: str, office: str = "稽查科", kind: str = "行政处罚") -> Item:
    return Item(name, kind, basis, office)


PENALTIES = (
    _penalty(
        "对未取得夜间集市开办许可开办夜间集市的处罚",
        cites(STATUTE, "第二十五条", words=articles(STATUTE_OF_2016)["第二十五条"]),
    ),
    _penalty("对以欺骗、贿赂等不正当手段取得夜间集市开办许可的处罚", cites(STATUTE, "第二十六条")),
    _penalty("对擅自变更夜间集市场地、扩大面积或者增加摊位的处罚", cites(STATUTE, "第二十七条")),
    _penalty("对占用、堵塞夜间集市消防通道的处罚", cites(STATUTE, "第二十七条")),
    _penalty("对摊主出租、出借、转让摊位证的处罚", cites(STATUTE, "第二十八条", label="第二八条")),
    _penalty("对摊主私拉电线或者违反要求使用明火的处罚", cites(STATUTE, "第二十八条"), kind="行政强制"),
    _penalty("对开办者不按照规定清运垃圾的处罚", cites(STATUTE, "第二十九条", words="")),
    _penalty(
        "对未办理食品摊位登记从事食品经营的处罚",
        cites(REGULATION, "第十一条", title="食品摊位登记管理条例"), "食品摊位科",
    ),
    _penalty(
        "对食品摊位经营禁止经营的食品的处罚",
        cites(REGULATION, "第十二条") + "\n" + cites(STATUTE, "第十六条"), "食品摊位科",
    ),
    _penalty("对摊主不悬挂摊位证的处罚", cites(RULE, "第十条")),
    _penalty("对摊主不悬挂摊位证的处罚", cites(RULE, "第十条")),
    _penalty("对使用非阻燃遮阳棚的处罚", cites(RULE, "第十一条"), ""),
    _penalty("对开办者不建立摊位巡查制度的处罚", cites(RULE, "第十二条")),
    _penalty("对占道兜售宠物猫狗的处罚", cites(STATUTE, "第二十八条")),
)  # fmt: skip

OTHERS = (
    Item("查封、扣押危及公共安全的设施、器具", "行政强制", cites(STATUTE, "第二十二条"), "稽查科"),
    Item("扣押可能造成食品安全事故的食品和原料", "行政强制", cites(REGULATION, "第十四条"), "食品摊位科"),
    Item("夜间集市监督检查", "行政检查", cites(STATUTE, "第二十一条"), "稽查科"),
    Item("河灯放流活动现场检查", "行政检查", cites(LOCAL, "第八条"), "稽查科"),
    Item("夜间集市安全等级确认", "行政确认", cites(STATUTE, "第二十三条"), "稽查科"),
    Item(
        "公共场地占用费征收", "行政征收", cites(STATUTE, "第十五条"), "财务科",
        fee="收费", fee_basis="《夜间集市法》第十五条",
    ),
    Item(
        "夜间集市垃圾清运费征收", "行政征收", cites(STATUTE, "第十九条"), "财务科",
        fee="收费", fee_standard="每个摊位每日3元",
    ),
    Item("对夜间集市管理和便民服务成绩显著的奖励", "行政奖励", cites(STATUTE), "办公室"),
)  # fmt: skip

_GUARD = "水政监察科"
_PLAN = "水域管理科"
ON_WATER = (
    Item("河灯放流许可", "行政许可", cites(LOCAL, "第五条", "第六条"), _PLAN),
    Item("水上摊位证核发", "行政许可", cites(LOCAL, "第九条"), _PLAN),
    Item("对未取得河灯放流许可举办河灯放流活动的处罚", "行政处罚", cites(LOCAL, "第十二条"), _GUARD),
    Item(
        "对使用塑料、泡沫或者含油脂蜡烛制作河灯的处罚", "行政处罚",
        cites(LOCAL, "第十三条", words=articles(LOCAL)["第十四条"]), _GUARD,
    ),
    Item("对主办者不按照规定打捞河灯残骸的处罚", "行政处罚", cites(LOCAL, "第十四条"), _GUARD),
    Item(
        "对船只未取得水上摊位证从事经营的处罚", "行政处罚",
        cites(LOCAL, "第十五条", title="河灯和水上集市管理条例"), _GUARD,
    ),
    Item("河灯放流活动现场检查", "行政检查", cites(LOCAL, "第八条"), _GUARD),
    Item("水上集市船只设施检查", "行政检查", cites(LOCAL, "第十条", label="第四十条"), _PLAN),
    Item(
        "码头停泊费征收", "行政征收", cites(LOCAL, "第十一条"), _PLAN, fee="收费",
        fee_basis="《示范省河灯和水上集市管理条例》第十一条", fee_standard="每船每日20元",
    ),
)  # fmt: skip
#: Who answers the telephone there. Such names must never be published, and a list that has them is told so.
CLERKS = {_PLAN: "江小舟", _GUARD: "柳青川"}
