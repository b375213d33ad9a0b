"""Reviews at every step, for the pages that show them, and what their forms send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.values import Basis, PowerContent
from sunlit.flow import commands as flow
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.review import commands as review
from sunlit.review.models import Review
from sunlit.review.routes import routes
from sunlit.review.values import JOINT, QUESTIONS, Asked, Decided, Meeting, OpinionKind, Remarked, Verdict

if TYPE_CHECKING:
    from uuid import UUID

    from tests.support.desk_city import Filled
    from tests.support.role_calls import Given

BY = Actor.system("test")
_FOUR = tuple(Asked(question=key, yes=True) for key in QUESTIONS)
_REMARKS = (Remarked(field="name", text="请改名称"), Remarked(field="bases", text="建议补充款号", must=False))


def complete_draft(city: Filled, name: str = "河灯展演许可") -> UUID:
    """A draft of one more power of the unit in question, that says all it must to be sent."""
    flow.adopt_templates(routes(), by=BY)
    content = PowerContent(
        name=name, type="licensing", holder="测试市河灯管理局",
        bases=(Basis(title="示范省河灯管理条例", article="第二条", text="放河灯的，应当申请。"),),
    )  # fmt: skip
    return catalogue.draft_power(city.unit, content, secret_answer="no", by=BY)


def sent_review(city: Filled) -> UUID:
    """A review of one more draft of the unit in question, at its first step."""
    [key] = review.send([complete_draft(city)], by=BY)
    return key


def reviews_at_every_desk(city: Filled) -> dict[str, UUID]:
    """One at its first step, one sent back, one that waits for a meeting, one it passed, one judged, one to determine."""
    out = {name: sent_review(city) for name in ("review", "returned", "met", "passed", "judged", "determined")}
    rows = Review.objects.in_bulk(out.values())
    back = rows[out["returned"]]
    review.give_opinion(
        back.pk, OpinionKind.LEGALITY, Verdict.RETURN, digest=back.digest, answers=_FOUR, remarks=_REMARKS, by=BY
    )
    late = ("passed", "judged", "determined")
    for name in ("met", *late):
        row = rows[out[name]]
        review.give_opinion(row.pk, OpinionKind.LEGALITY, Verdict.PASS, digest=row.digest, answers=_FOUR, by=BY)
    meeting = Meeting(held_on=clock.today(), minutes="1号", members=3, present=3)
    review.deliberate(meeting, [Decided(review=out[name], decision="pass", agreed=3) for name in late], by=BY)
    review.report_up([out["judged"], out["determined"]], "灯审〔2026〕1号", by=BY)
    row = rows[out["determined"]]
    for kind in JOINT:
        verdict, text = (Verdict.PASS, "") if kind is not OpinionKind.MANDATE else (Verdict.UNCLEAR, "三定方案没有写明")
        review.give_opinion(row.pk, kind, verdict, digest=row.digest, text=text, by=BY)
    return out


def first_sent(_given: Given) -> dict[str, Any]:
    """What is sent by the form of 法制初审 of the review that was sent last."""
    answers = {f"answer-{key}": "yes" for key in QUESTIONS}
    return {"step": "first", "verdict": "pass", "digest": Review.objects.latest("begun_at").digest, **answers}


def sendable(given: Given) -> dict[str, Any]:
    """What is sent by the page that sends drafts to be judged."""
    flow.adopt_templates(routes(), by=BY)
    return {"edition": [str(given.city.draft)]}
