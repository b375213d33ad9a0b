"""A small city whose people review: a department, a county with a department and a township, the offices of both."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.values import Basis, Disclosure, PowerContent, Showing
from sunlit.flow import commands as flow
from sunlit.flow.models import Task
from sunlit.kernel.actor import Actor
from sunlit.law import commands as law
from sunlit.organs import policies
from sunlit.organs.models import Appointment, Office, Officer, Post, Region, Unit, UnitName
from sunlit.organs.rules import Function
from sunlit.review import commands
from sunlit.review.models import Review
from sunlit.review.routes import routes
from sunlit.review.values import QUESTIONS, Asked, Decided, Meeting, OpinionKind, Verdict
from tests.support.desk_city import NEW_LAW

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sunlit.organs.values import Viewer

BY = Actor.system("test")
REGIONS = (("880000", "测试市", 3, None), ("880100", "甲县", 4, "880000"), ("880101", "乙镇", 5, "880100"))
UNITS = (
    ("市府", "government", "880000", None),
    ("市灯局", "department", "880000", "市府"),
    ("灯协", "entrusted", "880000", "市灯局"),
    ("灯检", "authorised", "880000", "市灯局"),
    ("甲县府", "government", "880100", "市府"),
    ("甲县灯局", "county-department", "880100", "甲县府"),
    ("乙镇", "township", "880101", "甲县府"),
)
#: The law with its second amendment: 第二条 reads otherwise.
LATER_LAW = NEW_LAW.replace(
    "根据2021年6月1日示范省第十二届人民代表大会常务委员会第三次会议",
    "根据2021年6月1日示范省第十二届人民代表大会常务委员会第三次会议《关于修改〈示范省河灯管理条例〉的决定》第一次修正　"
    "根据2024年3月1日示范省第十三届人民代表大会常务委员会第九次会议",
).replace("》修正）", "》第二次修正）").replace("五个工作日", "三个工作日")  # fmt: skip
OFFICES = (Function.OPEN_GOVERNMENT, Function.CITY_LEGAL, Function.STAFFING, Function.SECRECY)
OWN = (Function.REGISTRAR, Function.LEGAL, Function.LEADER)


@dataclass
class ReviewCity:
    """Who there is: actors by unit and function."""

    units: dict[str, UUID] = field(default_factory=dict)
    people: dict[tuple[str, Function], Actor] = field(default_factory=dict)

    def who(self, unit: str, function: Function) -> Actor:
        return self.people[unit, function]

    def sees(self, unit: str, function: Function) -> Viewer:
        return policies.standing(self.who(unit, function))

    def draft(self, unit: str = "市灯局", **said: Any) -> UUID:
        content = PowerContent(
            **{
                "name": "河灯放流许可", "type": "licensing", "holder": unit,
                "bases": (Basis(title="示范省河灯管理条例", article="第二条"),),
                "disclosure": Disclosure(forms=(Showing(kind="website"),), scope="society", time="长期"), **said,
            }
        )  # fmt: skip
        return catalogue.draft_power(self.units[unit], content, secret_answer="no", by=BY)

    def sent(self, unit: str = "市灯局", **said: Any) -> Review:
        sender = "市灯局" if unit == "灯协" else unit  # the organ that entrusted it
        [key] = commands.send([self.draft(unit, **said)], by=self.who(sender, Function.REGISTRAR))
        return Review.objects.get(pk=key)


def review_city() -> ReviewCity:
    law.load_laws([("河灯.md", NEW_LAW.encode())], by=BY)
    flow.adopt_templates(routes(), by=BY)
    for code, name, tier, parent in REGIONS:
        Region.objects.create(code=code, name=name, tier=tier, parent_id=parent)
    city = ReviewCity()
    for code, kind, region, above in UNITS:
        unit = Unit.objects.create(
            code=code, kind=kind, nature="statutory", region_id=region, superior_id=city.units.get(above or "")
        )
        UnitName.objects.create(unit=unit, name=code)
        city.units[code] = unit.pk
        office = Office.objects.create(unit=unit, code="01", name="办公室")
        functions = (*OWN, *(OFFICES if kind == "government" else ()))
        for function in functions:
            post = Post.objects.create(
                office=office, code=function.value, name=function.words, functions=[function.value]
            )
            held = Officer.objects.create(number=f"{code}{function.value}", name="某")
            Appointment.objects.create(officer=held, post=post, role="A")
            city.people[code, function] = Actor.officer(post=str(post.pk), officer=str(held.pk))
    return city


def at(review: Review) -> set[str]:
    """The steps a review is at."""
    return set(Task.objects.filter(run=review.run, how="").values_list("node", flat=True))


FOUR = tuple(Asked(question=key, yes=True) for key in QUESTIONS)


def judge(review: Review, kind: OpinionKind, by: Actor, verdict: Verdict = Verdict.PASS, **said: Any) -> UUID:
    review.refresh_from_db()
    if kind is OpinionKind.LEGALITY:
        said.setdefault("answers", FOUR)
    return commands.give_opinion(review.pk, kind, verdict, digest=review.digest, by=by, **said)


def meet(review: Review, by: Actor, on: date, **said: Any) -> UUID:
    decided = Decided(**{"review": review.pk, "decision": "pass", "agreed": 5, **said})
    return commands.deliberate(Meeting(held_on=on, minutes="纪要〔2026〕3号", members=7, present=5), [decided], by=by)
