"""The people of the small city at their desks: each signed in, doing their step on the page of the review."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.test import Client

from sunlit.kernel import clock
from sunlit.organs.models import Officer
from sunlit.organs.rules import Function
from sunlit.review.models import Review
from tests.support.page_forms import form_with, forms_of, send
from tests.support.people import make_account

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from tests.review.people import ReviewCity

QUESTIONS = ("name", "basis", "class", "holder")
JOINT = {"law": Function.CITY_LEGAL, "mandate": Function.STAFFING, "secrecy": Function.SECRECY}


@dataclass
class Desks:
    """Desks by unit and function, made when first sat at."""

    city: ReviewCity
    clients: dict[tuple[str, Function], Client] = field(default_factory=dict)

    def of(self, unit: str, function: Function) -> Client:
        """The desk of who holds a function in a unit."""
        if (unit, function) not in self.clients:
            number = f"{unit}{function.value}"
            officer = Officer.objects.get(number=number)
            officer.account = make_account(number, functions=(), display_name=number)
            officer.save()
            client = Client()
            client.force_login(officer.account)
            self.clients[unit, function] = client
        return self.clients[unit, function]

    def page(self, unit: str, function: Function, review: UUID) -> str:
        """The page of a review as somebody sees it."""
        answer = self.of(unit, function).get(f"/reviews/{review}/")
        assert answer.status_code == 200, answer.status_code
        return str(answer.content.decode())

    def step(self, unit: str, function: Function, review: UUID, step: str, /, **typed: Any) -> Any:
        """Do a step on the page of a review: the page must offer its form."""
        form = form_with(self.page(unit, function, review), step=step)
        return send(self.of(unit, function), form, **typed)

    def sent(self, unit: str, power: UUID) -> Review:
        """送审 from the page of the power: the link, the row told to be complete, the button."""
        client = self.of(unit, Function.REGISTRAR)
        page = client.get(f"/powers/{power}/").content.decode()
        assert f'href="/reviews/send/?power={power}"' in page
        asked = client.get(f"/reviews/send/?power={power}").content.decode()
        [form] = [one for one in forms_of(asked) if "edition" in one.choices]
        assert form.values["edition"], "what is complete is ticked"
        done = client.post(form.action, form.values)
        assert "已送审 1 项" in done.content.decode()
        return Review.objects.get(power=power, outcome="")

    def first(self, unit: str, function: Function, row: Review, verdict: str = "pass", **typed: Any) -> Any:
        """法制初审: the four questions answered yes, unless said otherwise."""
        yes = {f"answer__{key}": "yes" for key in QUESTIONS}
        return self.step(unit, function, row.pk, "first", **{**yes, "verdict": verdict, **typed})

    def meeting(self, unit: str, *rows: Review, minutes: str = "纪要〔2026〕3号", **typed: Any) -> Any:
        """集体讨论: seven members, five came, all agreed, unless said otherwise."""
        client = self.of(unit, Function.LEADER)
        page = client.get("/reviews/deliberate/", {"review": [str(row.pk) for row in rows]}).content.decode()
        [form] = [one for one in forms_of(page) if "minutes" in one.values]
        for row in rows:
            assert form.values[f"item-{row.pk}-taken"] == ["on"], "what one came from is ticked"
        meeting = {"held_on": clock.today().isoformat(), "minutes": minutes, "members": "7", "present": "5"}
        items = {f"item__{row.pk}__{name}".replace("-", "__"): value for row in rows for name, value in typed.items()}
        return send(client, form, **meeting, **items)

    def report(self, unit: str, row: Review, number: str = "灯审〔2026〕1号") -> Any:
        """编号上报."""
        return self.step(unit, Function.REGISTRAR, row.pk, "report", number=number)

    def joint(self, where: str, row: Review, *, but: Sequence[str] = (), **verdicts: tuple[str, str]) -> None:
        """The three opinions, each by its own: passing, unless a verdict and its reason are said."""
        for step, function in JOINT.items():
            if step not in but:
                verdict, text = verdicts.get(step, ("pass", ""))
                answer = self.step(where, function, row.pk, step, verdict=verdict, text=text)
                assert answer.status_code == 302, answer.content.decode()

    def determine(self, where: str, row: Review, decision: str, text: str = "经审查，准予备案。", **typed: Any) -> Any:
        """审查确定."""
        return self.step(where, Function.OPEN_GOVERNMENT, row.pk, "determine", decision=decision, text=text, **typed)
