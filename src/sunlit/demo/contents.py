"""A row of `powers` as a whole edition: what its type asks of an office, what the law says, whom to turn to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sunlit.catalogue.rules.powers import Share, Tenure
from sunlit.catalogue.values import (
    Basis,
    Channel,
    Disclosure,
    DiscretionStep,
    FeeItem,
    Material,
    PowerContent,
    Remedies,
    Showing,
    StepPost,
    Term,
)
from sunlit.demo.bodies import BODIES, Body
from sunlit.demo.powers import ROWS, Row
from sunlit.demo.shelf import FOLDER, articles
from sunlit.law.texts import read_law

if TYPE_CHECKING:
    from sunlit.law.values import LawText

#: Steps of a type of power: name, days, duty. The last word of each law's procedure, told shortly.
_STEPS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "行政许可": (
        ("受理", "当场", "材料不齐的一次告知需要补正的全部内容"),
        ("审查", "", "核对材料的真实性、完整性，必要时现场核查"),
        ("决定", "", "作出准予或者不予许可的书面决定，不予许可的说明理由"),
        ("送达", "10个工作日", "颁发、送达许可证件并公开结果"),
    ),
    "行政处罚": (
        ("立案", "", "发现或者接到举报后核查，符合条件的立案"),
        ("调查取证", "", "两名以上执法人员出示证件，全面客观收集证据"),
        ("审核告知", "", "法制审核，告知拟处罚的事实、理由、依据和陈述、申辩、听证的权利"),
        ("决定", "自立案之日起90日", "作出处罚决定，载明救济途径和期限"),
        ("送达和执行", "", "送达决定书，罚缴分离"),
    ),
    "行政强制": (
        ("报告批准", "", "实施前向机关负责人报告并经批准"),
        ("告知听取", "", "当场告知理由、依据和权利，听取陈述和申辩，制作现场笔录"),
        ("实施", "", "制作决定书和清单并当场交付"),
        ("处理解除", "", "在法定期限内处理决定或者解除，妥善保管财物"),
    ),
    "行政检查": (
        ("制定计划", "", "编制年度检查计划，随机抽取对象和人员"),
        ("实施检查", "", "两名以上人员出示证件，不妨碍正常经营"),
        ("告知结果", "", "制作笔录，反馈结果，督促整改"),
    ),
}
_OTHERWISE = (
    ("受理", "", "核对申请，材料不齐的一次告知"),
    ("审核", "", "按照依据审核，听取有关人员意见"),
    ("办结", "", "作出决定，告知结果并归档"),
)
_RIGHTS = {
    "行政许可": ("陈述、申辩的权利", "依法要求听证的权利", "对不予许可申请行政复议或者提起行政诉讼的权利"),
    "行政处罚": ("陈述、申辩的权利", "符合条件时要求听证的权利", "申请行政复议或者提起行政诉讼的权利"),
    "行政强制": ("陈述、申辩的权利", "申请行政复议或者提起行政诉讼的权利", "受到损害时要求赔偿的权利"),
}
_ACCOUNTABILITY = (
    "没有法定依据或者违反法定程序行使职权的",
    "应当受理、告知、说明理由而没有做到的",
    "滥用职权、玩忽职守、徇私舞弊的",
    "利用职务上的便利索取、收受财物的",
)
_LEVEL = {"990100": 3, "990102": 4, "990103": 4, "990103100": 5}
_DISCRETION = {
    "第二十五条": (
        ("首次、摊位不满三十个、主动停止的", "没收违法所得，罚款二万元以上四万元以下"),
        ("摊位三十个以上，或者一年内再次的", "没收违法所得，罚款四万元以上六万元以下"),
        ("造成人身伤害或者拒不停止的", "没收违法所得，罚款六万元以上八万元以下"),
    ),
    "第二十八条": (
        ("首次，当场改正的", "责令改正，不予罚款"),
        ("一年内再次的", "罚款二百元以上五百元以下"),
        ("一年内三次以上，或者引起火情的", "罚款五百元以上一千元以下"),
    ),
}
#: Duties and schedules that are the office's own business, never the public's.
_REMARKS = "内部：下次自查由承办科室于每年十一月完成。"


@cache
def _law(file: str) -> LawText:
    return read_law((FOLDER / file).read_bytes(), file)


def body_of(code: str) -> Body:
    """The unit with this code."""
    return next(body for body in BODIES if body.code == code)


def rows_of(code: str) -> tuple[Row, ...]:
    """What one unit may do."""
    return tuple(row for row in ROWS if row.unit == code)


def content_of(row: Row) -> PowerContent:
    """The whole of one power, as its unit would fill in the official form."""
    body = body_of(row.unit)
    needed = bool(row.materials)
    return PowerContent(
        name=row.name,
        aliases=tuple(row.says.split()),
        type="other",
        type_as_listed=row.type,
        tenure=Tenure.COMMON if row.common else Tenure.EXCLUSIVE,
        part=Share.ASSIST if row.lead else Share.LEAD,
        lead=row.lead,
        holder=body.name,
        preparer=row.office,
        nature=body.nature,
        entrusted_by="示范市集市管理局" if body.nature == "entrusted" else "",
        levels=(_LEVEL[body.region],),
        bases=tuple(_basis(file, label) for file, label in row.bases),
        steps=_steps(row, body),
        disclosure=_disclosure(row),
        charged=row.fee is not None,
        fees=(FeeItem(name=row.fee[0], basis=row.fee[1], standard=row.fee[2]),) if row.fee else (),
        statutory_term=_term(row, row.legal),
        promised_term=_term(row, row.promised),
        quantity_limit=row.limit,
        conditions=_conditions(row) if needed else (),
        materials=tuple(Material(name=name, form="original", copies=1) for name in row.materials.split()),
        result=row.result,
        discretion=_discretion(row),
        rights=_RIGHTS.get(row.type, ("查询办理情况的权利", "对办理结果提出异议、投诉的权利")),
        remedies=_remedies(row, body),
        channels=(
            Channel(kind="consult", words=f"{body.phone}（{row.office}）"),
            Channel(kind="complaint", words=f"{body.complaint}；{body.address} {body.name}监督电话"),
        ),
        place=body.address if needed else "",
        hours=body.hours if needed else "",
        served=tuple(row.served.split()),
        duties=tuple(f"{name}：{duty}" for name, _, duty in _STEPS.get(row.type, _OTHERWISE)),
        accountability=_ACCOUNTABILITY,
        remarks=_REMARKS,
    )


def _basis(file: str, label: str) -> Basis:
    law = _law(file)
    return Basis(title=law.title, article=label, text=articles(file)[label], dated=law.version_date)


def _steps(row: Row, body: Body) -> tuple[StepPost, ...]:
    return tuple(
        StepPost(number=at, name=name, unit_name=body.name, office=row.office, term=term, duty=duty)
        for at, (name, term, duty) in enumerate(_STEPS.get(row.type, _OTHERWISE), 1)
    )


def _disclosure(row: Row) -> Disclosure:
    forms = [Showing(kind="website", where="示范市政务公开网")]
    if row.scope == "internal":
        forms = [Showing(kind="other", where="机关内网")]
    elif row.materials:
        forms.append(Showing(kind="hall", where="办事大厅公示屏"))
    times = {"society": "长期公开，变更后20个工作日内更新", "party": "依申请随时告知", "internal": "在机关内部长期公开"}
    return Disclosure(forms=tuple(forms), scope=row.scope, time=times[row.scope])


def _term(row: Row, amount: int | None) -> Term | None:
    if amount is None:
        return None
    last = row.bases[-1]
    words = "当场办结" if amount == 0 else f"{amount}{row.unit_of_term}"
    unit = "workday" if row.unit_of_term == "工作日" else "day"
    return Term(amount=amount, unit=unit, source=f"《{_law(last[0]).title}》{last[1]}", words=words)


def _conditions(row: Row) -> tuple[str, ...]:
    if row.name == "夜间集市开办许可" or row.parent == "夜间集市开办许可":
        return (
            "场地符合夜间集市布点规划",
            "有与摊位数量相适应的供电、供水、排水和照明设施",
            "有消防、食品安全和垃圾清运制度，并配备相应人员",
        )
    return ("申请人具有完全民事行为能力，或者依法设立", "提交的材料真实、完整")


def _discretion(row: Row) -> tuple[DiscretionStep, ...]:
    if row.type != "行政处罚" or not row.bases[0][0].startswith("夜间集市法"):
        return ()
    steps = _DISCRETION.get(row.bases[0][1], ())
    return tuple(DiscretionStep(circumstance=of, range=to, basis="《示范市集市行政处罚裁量基准》") for of, to in steps)


def _remedies(row: Row, body: Body) -> Remedies | None:
    if row.scope == "internal" or row.type in ("行政奖励", "行政检查"):
        return None
    return Remedies(
        review_body=body.review, review_term="自知道之日起60日内", court=body.court, suit_term="自知道之日起6个月内"
    )
