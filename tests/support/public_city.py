"""示范市 as its noticeboard shows it: powers, units, posts, laws, notices of every shape. All of it is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sunlit.noticeboard.store import writing
from sunlit.noticeboard.values import (
    PublicAnswer,
    PublicArticle,
    PublicBasis,
    PublicChange,
    PublicChannel,
    PublicComments,
    PublicDiscretion,
    PublicDraft,
    PublicFee,
    PublicForm,
    PublicLaw,
    PublicMaterial,
    PublicPostName,
    PublicPower,
    PublicRemedies,
    PublicResult,
    PublicResultRow,
    PublicSite,
    PublicStep,
    PublicTerm,
    PublicUnit,
)

if TYPE_CHECKING:
    from sunlit.noticeboard.values import Kind, PublicFlow

START = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
MARKET, WATER, EAST, TOWN, TEMPLE, OLD = "u-market", "u-water", "u-east-market", "u-river-town", "u-museum", "u-lantern"
CITY, EASTERN, RIVER = "330100", "330102", "330102005"
TYPES = {
    "licensing": "行政许可", "penalty": "行政处罚", "coercion": "行政强制", "levy": "行政征收", "benefit": "行政给付",
    "inspection": "行政检查", "certification": "行政确认", "award": "行政奖励", "adjudication": "行政裁决",
    "other": "其他行政权力", "requisition": "行政征用",
}  # fmt: skip
FAIR, RULE = "l-fair/v2", "l-stall/v1"
FAIR_TEXT = {
    9: "开办夜间集市，应当向场地所在地的市、县级人民政府集市主管部门申请夜间集市开办许可。",
    10: "集市主管部门应当自受理申请之日起十五个工作日内作出决定。",
    28: "未取得夜间集市开办许可，擅自开办夜间集市的，由集市主管部门责令停止，处一万元以上五万元以下罚款；情节严重的，并处违法所得一倍以上三倍以下罚款。",
    30: "摊主占用消防通道的，由集市主管部门责令改正；拒不改正的，处二百元以上二千元以下罚款。",
}
OLD_28 = "未取得夜间集市开办许可，擅自开办夜间集市的，由集市主管部门责令停止，处五千元以上二万元以下罚款。"
HANDED = PublicRemedies(
    review_body="示范市人民政府", review_term="自知道该行政行为之日起六十日内", court="示范市城东区人民法院",
    suit_term="自知道该行政行为之日起六个月内", note="处罚前，您有权陈述、申辩；较大数额罚款可以要求听证。",
)  # fmt: skip


def units() -> dict[str, PublicUnit]:
    """Six units: two of the city, one of a district, a township, an authorised one, one that is no more."""
    base = PublicUnit(code="SF-0", name="", kind="department", kind_words="政府部门", region=CITY, region_name="示范市", tier=3)
    return {
        MARKET: replace(
            base, code="SF-01", name="示范市夜间集市管理局", short="市集市局", nature="statutory", former=("示范市集市管理处",),
            address="示范市灯市大街 18 号", hours="工作日 9:00—17:00", phone="0000-1234567", complaint_phone="0000-12345",
            website="https://fair.example/",
        ),
        WATER: replace(base, code="SF-02", name="示范市水务局", short="市水务局", address="示范市河沿路 2 号", phone="0000-7654321"),
        EAST: replace(
            base, code="SF-11", name="城东区集市管理局", short="区集市局", kind="county-department", kind_words="县区部门", region=EASTERN,
            region_name="城东区", region_above=(CITY,), tier=4, superior=MARKET, superior_name="示范市夜间集市管理局",
        ),
        TOWN: replace(
            base, code="SF-21", name="河灯镇人民政府", kind="township", kind_words="乡镇（街道）", region=RIVER, region_name="河灯镇",
            region_above=(CITY, EASTERN), tier=5,
        ),
        TEMPLE: replace(
            base, code="SF-31", name="示范市河灯博物馆", kind="entrusted", kind_words="依法受委托组织", nature="entrusted", superior=MARKET,
            superior_name="示范市夜间集市管理局", instrument="《夜间集市管理委托书》", scope="民俗摊位的日常检查", entrusted_until=date(2027, 12, 31),
        ),
        OLD: replace(base, code="SF-09", name="示范市灯会办公室", ended=date(2026, 5, 1), successor=MARKET),
    }  # fmt: skip


def posts() -> dict[str, PublicPostName]:
    """Three ways to be named, and one whose naming has run out."""
    base = PublicPostName(unit_name="示范市夜间集市管理局", office="许可科", post="受理岗")
    return {
        "p-accept": replace(base, names=("王某某（A 角）", "李某某（B 角）"), phone="0000-1234001"),
        "p-review": replace(base, post="审查岗", number="JS-207"),
        "p-decide": replace(base, office="局领导", post="分管局长"),
        "p-gone": replace(base, post="送达岗", names=("赵某某",), phone="0000-1234009", until=date(2026, 4, 1)),
    }


def laws() -> dict[str, PublicLaw]:
    """A law with two versions, a rule, and one that was repealed."""

    def articles(texts: dict[int, str]) -> tuple[PublicArticle, ...]:
        from sunlit.kernel.numerals import write_numeral

        first = PublicArticle(level="章", label="第一章", heading="总则")
        return (first, *(PublicArticle(level="条", label=f"第{write_numeral(n)}条", text=t) for n, t in texts.items()))

    fair = PublicLaw(
        law="l-fair", title="中华人民共和国夜间集市法", kind="法律", issuer="全国人民代表大会常务委员会", dated=date(2021, 9, 9),
        effective=date(2026, 4, 1), articles=articles(FAIR_TEXT),
    )  # fmt: skip
    return {
        "l-fair/v1": replace(fair, dated=date(2016, 5, 8), effective=date(2016, 7, 1), until=date(2026, 4, 1), articles=articles(FAIR_TEXT | {28: OLD_28})),
        FAIR: fair,
        RULE: PublicLaw(
            law="l-stall", title="示范市夜间集市摊位管理办法", kind="地方政府规章", issuer="示范市人民政府", dated=date(2022, 1, 5),
            effective=date(2022, 3, 1), articles=articles({4: "设置摊位，应当符合布点规划。\n摊位之间应当留出不少于一米的通道。", 12: "摊位费按照市价格主管部门核定的标准收取。"}),
        ),
        "l-lamp/v1": PublicLaw(
            law="l-lamp", title="示范省灯会安全规定", kind="地方性法规", dated=date(2010, 6, 1), effective=date(2010, 8, 1),
            until=date(2026, 6, 1), ended_by="《示范省人民代表大会常务委员会关于废止部分地方性法规的决定》", articles=articles({3: "举办灯会应当备案。"}),
        ),
    }  # fmt: skip


def _basis(article: int, *, old: bool = False) -> PublicBasis:
    from sunlit.kernel.numerals import write_numeral

    text = OLD_28 if old else FAIR_TEXT[article]
    return PublicBasis(
        title="中华人民共和国夜间集市法", article=f"第{write_numeral(article)}条", text=text, kind="法律",
        law="l-fair/v1" if old else FAIR, dated=date(2016, 5, 8) if old else date(2021, 9, 9),
    )  # fmt: skip


def whole() -> PublicPower:
    """夜间集市开办许可, with everything a page can show."""
    stall = PublicBasis(title="示范市夜间集市摊位管理办法", article="第四条", text="设置摊位，应当符合布点规划。", kind="地方政府规章", law=RULE, dated=date(2022, 1, 5))
    kept = PublicBasis(title="示范省商业网点规定", article="第八条", text="网点的设置应当与规划相符。", kind="地方性法规")
    return PublicPower(
        name="夜间集市开办许可", edition=3, standing="in-use", unit=MARKET, unit_name="示范市夜间集市管理局", region=CITY, tier=3, ordinal=1,
        code="330100-XK-0001-000", codes=("330100-XK-0001-000", "旧编码 0217"), aliases=("开夜市", "摆夜摊审批"), type="licensing", type_words="行政许可",
        tenure="exclusive", part="lead", holder="示范市夜间集市管理局", preparer="许可科", nature="statutory", levels=(3, 4),
        bases=(_basis(9), _basis(10), kept, stall),
        steps=(
            PublicStep(number=1, name="受理", office="许可科", post_name="受理岗", post="p-accept", term="1 个工作日", duty="核对材料，当场或者五日内一次告知补正"),
            PublicStep(number=2, name="审查", office="许可科", post_name="审查岗", post="p-review", term="3 个工作日", duty="审查材料并现场核查"),
            PublicStep(number=3, name="决定", office="局领导", post_name="分管局长", post="p-decide", term="1 个工作日"),
            PublicStep(number=4, name="送达", office="许可科", post_name="送达岗", post="p-gone"),
        ),
        disclosure_forms=(PublicForm(kind="website", where="https://fair.example/list"), PublicForm(kind="hall", where="政务大厅二层公示栏")),
        disclosure_scope="society", disclosure_time="常年公开", charged=True,
        fees=(PublicFee(name="场地占用费", basis="示范市夜间集市摊位管理办法第十二条", standard="每平方米每日 2 元", waiver="残疾人摊主免收"),),
        statutory_term=PublicTerm(amount=15, unit="workday", source="夜间集市法第十条"), promised_term=PublicTerm(amount=5, unit="workday"),
        quantity_limit="每街区不超过 2 处", conditions=("场地符合夜间集市布点规划", "有与摊位数量相适应的供电、供水、排水和照明设施", "有消防、食品安全和垃圾清运制度"),
        materials=(
            PublicMaterial(name="开办申请书", form="original", copies=1, issuer="申请人自备"),
            PublicMaterial(name="场地使用证明", form="copy", copies=2, issuer="场地权属单位", note="核对原件"),
            PublicMaterial(name="应急预案", form="electronic"),
        ),
        result="夜间集市开办许可证", rights=("陈述、申辩", "不予许可的，有权知道理由", "依法申请行政复议或者提起行政诉讼"), remedies=HANDED,
        channels=(PublicChannel(kind="complaint", words="0000-12345"), PublicChannel(kind="consult", words="0000-1234567")),
        place="政务大厅二层 B12 窗口", hours="工作日 9:00—17:00", served=("个体工商户", "想创业的人"), duties=("受理阶段：公示应当提交的材料", "审查阶段：两名以上工作人员现场核查"),
        accountability=("对符合法定条件的申请不予受理的",), valid_from=date(2026, 3, 1), recorded_on=date(2026, 2, 20), changed=("promised_term", "materials"),
        history=(PublicChange(on=date(2023, 3, 1), what="filed"), PublicChange(on=date(2026, 3, 1), what="adjusted", reason="承诺时限由 8 个工作日压缩为 5 个工作日")),
    )  # fmt: skip


def powers() -> dict[str, tuple[PublicPower, ...]]:
    """Each power with its public editions, oldest first: every shape a page must bear."""
    full = whole()
    bare = PublicPower(name="", edition=1, standing="in-use", unit=MARKET, unit_name="示范市夜间集市管理局", region=CITY, tier=3, type="other", type_words=TYPES["other"], valid_from=date(2026, 3, 1))  # fmt: skip
    before = replace(
        full, edition=2, valid_from=date(2024, 1, 1), valid_to=date(2026, 3, 1), promised_term=PublicTerm(amount=8, unit="workday"),
        materials=full.materials[:2], changed=(), history=full.history[:1], result="夜市开办许可证",
    )  # fmt: skip
    fine = replace(
        bare, name="对未取得夜间集市开办许可擅自开办的处罚", type="penalty", type_words="行政处罚", code="330100-CF-0028-000", bases=(_basis(28),), ordinal=2,
        discretion=(
            PublicDiscretion(circumstance="初次违法、摊位不足十个", range="一万元以上二万元以下罚款", basis="夜间集市法第二十八条"),
            PublicDiscretion(circumstance="摊位十个以上", range="二万元以上五万元以下罚款", basis="夜间集市法第二十八条"),
        ),
        remedies=HANDED, rights=("陈述、申辩", "要求听证"), edition=2, valid_from=date(2026, 4, 1), changed=("bases", "discretion"), aliases=("无证摆摊罚款",), served=("个体工商户",),
    )  # fmt: skip
    fine_before = replace(fine, edition=1, bases=(_basis(28, old=True),), discretion=(), valid_from=date(2023, 1, 1), valid_to=date(2026, 4, 1), changed=())
    out = {
        "pw-open": (before, full),
        "pw-fine": (fine_before, fine),
        "pw-sub-a": (replace(bare, name="夜间集市开办许可（新办）", type="licensing", type_words="行政许可", parent="pw-open", ordinal=1, code="330100-XK-0001-001"),),
        "pw-sub-b": (replace(bare, name="夜间集市开办许可（变更）", type="licensing", type_words="行政许可", parent="pw-open", ordinal=2, code="330100-XK-0001-002"),),
        "pw-exit": (replace(fine, name="对占用消防通道的处罚", code="330100-CF-0030-000", bases=(_basis(30),), discretion=(), edition=1, remedies=None, rights=(), aliases=("堵通道",), ordinal=3, changed=()),),
        "pw-bare": (replace(bare, name="集市摊主备案"),),
        "pw-suspended": (replace(bare, name="对夜市噪声的检查", type="inspection", type_words="行政检查", standing="suspended", standing_since=date(2026, 9, 1), standing_reason="实施依据正在修改", bases=(_basis(30),)),),
        "pw-cancelled": (replace(bare, name="夜市摊位年检", type="certification", type_words="行政确认", standing="cancelled", standing_since=date(2026, 7, 1), standing_reason="按照市政府取消证明事项的决定"),),
        "pw-abolished": (replace(bare, name="灯会举办许可", type="licensing", type_words="行政许可", standing="abolished", standing_since=date(2026, 6, 1), standing_reason="依据《示范省灯会安全规定》已废止"),),
        "pw-entrusted": (replace(bare, name="民俗摊位检查", unit=TEMPLE, unit_name="示范市河灯博物馆", type="inspection", type_words="行政检查", nature="entrusted", entrusted_by="示范市夜间集市管理局", part="assist", lead="示范市夜间集市管理局", tenure="common"),),
        "pw-old-unit": (replace(bare, name="灯会治安协调", unit=OLD, unit_name="示范市灯会办公室", standing="abolished", standing_since=date(2026, 5, 1), standing_reason="机构撤销"),),
        "pw-east-open": (replace(full, name="夜间集市开办许可", unit=EAST, unit_name="城东区集市管理局", region=EASTERN, tier=4, code="330102-XK-0001-000", codes=(), edition=1, steps=(), history=(), changed=()),),
        "pw-long": (replace(bare, name="对在举办夜间集市期间不按照应急预案规定的疏散路线设置标志标识且经责令限期改正逾期仍不改正的集市开办者以及摊位经营者的行政处罚", type="penalty", type_words="行政处罚", bases=(_basis(30),)),),
    }  # fmt: skip
    for i, code in enumerate(("coercion", "levy", "benefit", "award", "adjudication", "requisition")):
        unit, name = ((WATER, "示范市水务局"), (TOWN, "河灯镇人民政府"))[i % 2]
        region, tier = ((CITY, 3), (RIVER, 5))[i % 2]
        for j, what in enumerate(("河道清障", "放灯补贴", "桥梁保护")):
            out[f"pw-{code}-{j}"] = (replace(bare, name=f"{what}{TYPES[code]}", unit=unit, unit_name=name, region=region, tier=tier, type=code, type_words=TYPES[code], ordinal=j, served=("河边居民",) if j == 1 else ()),)
    return out


def flow() -> PublicFlow:
    """The chart of 夜间集市开办许可, as the gate makes it."""
    from sunlit.publication.rules.flows import public_flow
    from tests.support.sample_flow import SAMPLE

    return public_flow(replace(SAMPLE, name="夜间集市开办许可"), number=2, published_on=date(2026, 3, 1))


@lru_cache
def routes() -> dict[str, PublicFlow]:
    """The four routes of review, as the gate makes them."""
    from sunlit.publication.rules.flows import public_flow, route_record
    from sunlit.review.routes import routes as drawn

    return {route_record(key): public_flow(one, number=1, published_on=date(2026, 3, 1)) for key, one in drawn().items()}


def comments() -> dict[str, PublicComments]:
    """A period that runs, and one that is over."""
    running = PublicComments(
        unit=WATER, unit_name="示范市水务局", opened_on=date(2026, 11, 20), closes_on=date(2099, 12, 1), drafts=2, received=3,
        answers=(
            PublicAnswer(power="pd-lamp", gist="“水上灯会”没有界定范围", adopted=True, on=date(2026, 11, 23)),
            PublicAnswer(power="", gist="要求免收场地费", adopted=False, reason="收费标准由市价格主管部门核定，不在本次征求意见的范围", on=date(2026, 11, 24)),
        ),
    )  # fmt: skip
    over = replace(running, unit=MARKET, unit_name="示范市夜间集市管理局", opened_on=date(2026, 1, 5), closes_on=date(2026, 1, 14), drafts=1, received=1, answers=running.answers[1:])
    return {"c-water": running, "c-market": over}


def drafts() -> dict[str, PublicDraft]:
    """What people are asked about."""
    basis = PublicBasis(title="示范市夜间集市摊位管理办法", article="第四条", text="设置摊位，应当符合布点规划。", kind="地方政府规章")
    lamp = PublicDraft(
        name="水上灯会举办许可", type="licensing", type_words="行政许可", unit=WATER, unit_name="示范市水务局", holder="示范市水务局",
        bases=(basis, replace(basis, article="第五条", text="")), comments="c-water",
    )  # fmt: skip
    return {"pd-lamp": lamp, "pd-boat": replace(lamp, name="对在禁航水域停泊灯船的处罚", type="penalty", type_words="行政处罚", bases=(basis,))}


def site() -> PublicSite:
    """What stands around each page."""
    return PublicSite(
        city="示范市", title="示范市行政职权公开运行平台", title_en="Open Operation of Administrative Powers · Shifan City",
        sponsor="示范市政务公开领导小组办公室", undertaker="示范市大数据中心", record_number="示ICP备00000000号", site_code="0000000001", contact="12345",
    )  # fmt: skip


class Board:
    """Puts records out one after another, a minute apart, as the inner side would."""

    def __init__(self) -> None:
        self.place = 0

    def put(self, kind: Kind, key: str, body: Any) -> None:
        """The next record of a key."""
        self.place += 1
        writing.put(kind, key, body, place=self.place, at=self.at())

    def withdraw(self, kind: Kind, key: str, reason: str) -> None:
        """Take a thing back."""
        self.place += 1
        writing.withdraw(kind, key, place=self.place, at=self.at(), reason=reason)

    def erase(self, kind: Kind, key: str, reason: str) -> None:
        """Blank the bodies of a key."""
        writing.erase(kind, key, reason=reason)

    def at(self) -> datetime:
        """When the act at the present place was."""
        return START + timedelta(minutes=self.place)


def fill() -> Board:
    """The whole city, one thing withdrawn, one erased, exports made."""
    board = Board()
    board.put("site", "site", site())
    for kind, things in (("unit", units()), ("post", posts()), ("law", laws())):
        for key, body in things.items():
            board.put(kind, key, body)
    for key, editions in powers().items():
        for edition in editions:
            board.put("power", key, edition)
    gone = replace(whole(), name="应当撤下的事项", code="330100-XK-0099-000", codes=(), edition=1, history=())
    board.put("power", "pw-withdrawn", gone)
    board.withdraw("power", "pw-withdrawn", "公开范围有误，核对后重新公布")
    board.put("power", "pw-erased", replace(gone, name="应当抹去的事项"))
    board.erase("power", "pw-erased", "含有不应公开的个人信息")
    rows = (
        PublicResultRow(power="pw-open", name="夜间集市开办许可", outcome="renamed", reason="名称与法律一致", before="夜市开办审批"),
        PublicResultRow(power="pw-cancelled", name="夜市摊位年检", outcome="cancelled", reason="按照市政府取消证明事项的决定"),
        PublicResultRow(power="pw-fine", name="对未取得夜间集市开办许可擅自开办的处罚", outcome="kept"),
        PublicResultRow(power="", name="集市卫生评比", outcome="abolished", reason="没有法定依据"),
    )
    board.put("flow", "pw-open", flow())
    for key, route in routes().items():
        board.put("flow", key, route)
    for key, body in comments().items():
        board.put("comments", key, body)
    for key, draft in drafts().items():
        board.put("draft", key, draft)
    board.put("result", "r-market", PublicResult(unit=MARKET, unit_name="示范市夜间集市管理局", on=date(2026, 7, 2), rows=rows))
    return board
