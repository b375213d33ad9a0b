"""Changes of what is on record, as tests ask for them, answer them and carry them out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.models import PowerEdition
from sunlit.flow import commands as flow
from sunlit.flow.models import Task
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.organs.models import Post
from sunlit.organs.rules import Function
from sunlit.organs.values import Viewer
from sunlit.review import commands
from sunlit.review.models import Change
from sunlit.review.routes import change_flows
from sunlit.review.rules.changing import ChangeKind, ChangeVerdict
from sunlit.review.values import OpinionKind
from sunlit.review.values.changing import Application
from tests.review.people import BY, review_city
from tests.review.test_routes import JUDGES

if TYPE_CHECKING:
    from uuid import UUID

    from tests.review.people import ReviewCity

REGISTRAR, AUDITOR = Function.REGISTRAR, Function.CITY_LEGAL
EYES = Viewer.system("test")
TOMORROW = clock.today() + timedelta(days=1)


def changing() -> ReviewCity:
    made = review_city()
    flow.adopt_templates(change_flows(), by=BY)
    return made


def filed(city: ReviewCity, unit: str = "市灯局", **said: Any) -> UUID:
    """A power on record."""
    edition = city.draft(unit, **said)
    catalogue.file_edition(edition, opinion="准予备案", by=BY)
    return PowerEdition.objects.get(pk=edition).power_id


def asked(kind: ChangeKind, **said: Any) -> Application:
    day = TOMORROW if kind in (ChangeKind.ALTER, ChangeKind.MERGE) else clock.today()
    return Application(**{"kind": kind, "reason": "机构改革", "effective": day, **said})


def reworded(power: UUID, by: Actor, **said: Any) -> UUID:
    """The next edition of a power, drafted."""
    edition = catalogue.start_edition(power, by=by)
    [draft] = powers.drafts(EYES, [edition])
    catalogue.save_draft(edition, replace(draft.content, **said), revision=draft.revision, by=by)
    return edition


def agreed(change: UUID, by: Actor, **said: Any) -> Change:
    """Law answers so; staffing and secrecy of the same offices agree, where they are asked."""
    row = Change.objects.get(pk=change)
    for kind in (OpinionKind.MANDATE, OpinionKind.SECRECY):
        if Task.objects.filter(run=row.run, node=kind.value, how="").exists():
            commands.audit_change(
                change, ChangeVerdict.AGREE, text="", digest=row.digest, of=kind, by=beside(by, JUDGES[kind])
            )
    commands.audit_change(
        change,
        said.pop("verdict", ChangeVerdict.AGREE),
        text=said.pop("text", "同意变更"),
        digest=row.digest,
        by=by,
        **said,
    )
    return row


def beside(by: Actor, function: Function) -> Actor:
    """Who holds another function in the same unit."""
    unit = Post.objects.get(pk=by.name.removeprefix("post:").partition("/")[0]).office.unit
    post = Post.objects.get(office__unit=unit, code=function.value)
    return Actor.officer(post=str(post.pk), officer=str(post.appointments.get().officer_id))


def carried(
    city: ReviewCity, power: UUID, application: Application, unit: str = "市灯局", office: str = "市府"
) -> Change:
    """Through all three steps."""
    change = commands.apply_for_change(power, application, by=city.who(unit, REGISTRAR))
    agreed(change, city.who(office, AUDITOR))
    commands.reply_to_audit(change, confirmed=True, by=city.who(unit, REGISTRAR))
    return Change.objects.get(pk=change)


def carried_below(city: ReviewCity, up: Change) -> None:
    county = city.who("甲县灯局", REGISTRAR)
    commands.complete_application(up.pk, asked(ChangeKind.TAKE_OVER), by=county)
    agreed(up.pk, city.who("甲县府", AUDITOR))
    commands.reply_to_audit(up.pk, confirmed=True, by=county)
