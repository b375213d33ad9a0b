"""The small city of the reviews, with offices in which officers exercise powers, and a stocktake of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.organs import policies
from sunlit.organs.models import Appointment, Office, Officer, Post
from sunlit.organs.rules import Function
from sunlit.stocktake import commands
from sunlit.stocktake.models import OfficeList, RollLine, UnitList
from sunlit.stocktake.rules import Stage, Standing
from tests.review.people import ReviewCity, review_city

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sunlit.organs.values import Viewer

BY = Actor.system("test")
OFFICE, LEGAL, LEADER, REGISTRAR = Function.OPEN_GOVERNMENT, Function.LEGAL, Function.LEADER, Function.REGISTRAR
#: Unit, office, its posts: who holds each, with what function.
WORKING = (
    ("市灯局", "许可科", (("科长", "赵一", Function.OFFICE_HEAD), ("受理岗", "钱二", None), ("审查岗", "孙三", None))),
    ("市灯局", "执法科", (("科长", "李四", Function.OFFICE_HEAD), ("检查岗", "周五", None))),
    ("甲县灯局", "业务股", (("股员", "吴六", None),)),
)


@dataclass
class StocktakeCity:
    """Who there is, by the name they go by."""

    reviews: ReviewCity
    people: dict[str, Actor] = field(default_factory=dict)
    key: UUID | None = None

    @property
    def stocktake(self) -> UUID:
        assert self.key is not None
        return self.key

    def unit(self, name: str) -> UUID:
        return self.reviews.units[name]

    def who(self, name: str, function: Function | None = None) -> Actor:
        return self.reviews.who(name, function) if function else self.people[name]

    def sees(self, name: str, function: Function | None = None) -> Viewer:
        return policies.standing(self.who(name, function))

    def line(self, name: str) -> UUID:
        return RollLine.objects.get(officer__name=name, office_list__unit_list__stocktake=self.stocktake).pk

    def office(self, name: str, unit: str = "市灯局") -> UUID:
        of = OfficeList.objects.filter(unit_list__stocktake=self.stocktake, unit_list__unit=self.unit(unit))
        return of.get(office__name=name).pk

    def list(self, unit: str = "市灯局") -> UUID:
        return UnitList.objects.get(stocktake=self.stocktake, unit=self.unit(unit)).pk

    def begin(self, *units: str, due: dict[Stage, date] | None = None, by: Actor = BY) -> UUID:
        days = due or dict.fromkeys(Stage, clock.today())
        self.key = commands.begin_stocktake("职权清理", [self.unit(one) for one in units or ("市灯局",)], days, by=by)
        return self.key

    def registers(self, name: str, power: str, *, holder: str = "") -> UUID:
        """One item from one step, and its draft."""
        return commands.register_steps(
            self.line(name), [("受理申请", power)], holder=self.unit(holder) if holder else None, secret_answer="no",
            by=self.who(name),
        )[0]  # fmt: skip

    def others_declare_none(self, office: str, unit: str = "市灯局") -> None:
        """Everybody of an office who has registered nothing says so."""
        for line in RollLine.objects.filter(office_list=self.office(office, unit), standing=Standing.PENDING):
            by = Actor.officer(post=str(line.post_id), officer=str(line.officer_id))
            done = line.registrations.filter(given_up_at=None).exists()
            commands.sign_off(line.pk, Standing.REGISTERED if done else Standing.NONE, by=by)

    def signed(self, office: str = "许可科", head: str = "赵一") -> str:
        """The office's list, its roll filled, signed by its head."""
        self.others_declare_none(office)
        return commands.sign_list(self.office(office), by=self.who(head))


def stocktake_city() -> StocktakeCity:
    city = StocktakeCity(review_city())
    for unit, office_name, posts in WORKING:
        code = f"{len(city.people) + 10}"
        office = Office.objects.create(unit_id=city.unit(unit), code=code, name=office_name)
        for name, person, function in posts:
            post = Post.objects.create(
                office=office, code=f"{name}", name=name, functions=[function.value] if function else []
            )
            held = Officer.objects.create(number=f"{unit}{person}", name=person)
            Appointment.objects.create(officer=held, post=post, role="A")
            city.people[person] = Actor.officer(post=str(post.pk), officer=str(held.pk))
    return city
