"""How each command is called, and what each form is sent, so that whoever may do it gets as far as doing it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries
from sunlit.catalogue.commands.staged_rows import Reading
from sunlit.catalogue.models import Check, Found, PowerEdition
from sunlit.catalogue.models.editing import content_of
from sunlit.catalogue.rules.attachments import Purpose
from sunlit.catalogue.values import PowerContent, ReadLists
from sunlit.demo.organs import ORGANS_FILE, workbook
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.kernel.ids import new_id
from sunlit.law import commands as law
from sunlit.law.intake import read_files
from sunlit.law.models import Version
from sunlit.noticeboard.values import PublicResultRow
from sunlit.organs import commands as organs
from sunlit.organs.models import Account, Duty, Mandate, Officer, Post
from sunlit.organs.rules import Naming
from sunlit.organs.values import Viewer
from sunlit.publication import commands as publication
from sunlit.publication.values import Letter
from tests.support import desk_city
from tests.support.absence_calls import ABSENCE_CALLS
from tests.support.attachments import jpeg, png
from tests.support.courier_calls import COURIER_CALLS
from tests.support.flow_calls import FLOW_CALLS
from tests.support.law_files import law_file
from tests.support.review_calls import REVIEW_CALLS
from tests.support.review_pages import first_sent, sendable
from tests.support.stocktake_calls import STOCKTAKE_CALLS, STOCKTAKE_POSTED

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from sunlit.catalogue.rules.gaps import Provided
    from tests.support.desk_city import Filled

BY = Actor.system("test")
REASON = "按照规定办理"
LIST = (
    "清单.csv",
    "职权名称,职权类别,实施依据,行使主体\n挂灯许可,行政许可,《示范省河灯管理条例》第二条,测试市河灯管理局\n".encode(),
)


@dataclass(frozen=True)
class Given:
    """What the calls are about: a power on record with a draft, one more draft, a code, lists, a loading, a notice."""

    city: Filled
    content: PowerContent
    bare: UUID
    finding: int
    accepted: int
    result: UUID

    @classmethod
    def of(cls, city: Filled) -> Given:
        """All of the unit in question."""
        content = content_of(PowerEdition.objects.get(pk=city.draft))
        first = catalogue.draft_power(
            city.unit, replace(content, name="点灯许可"), code="CS-XK-9", secret_answer="no", by=BY
        )
        catalogue.file_edition(first, opinion=REASON, by=BY)
        bare = PowerEdition.objects.get(pk=first).power_id
        row = PublicResultRow(power=str(city.power), name=content.name, outcome="kept")
        result = publication.announce_result(city.unit, [row], on=clock.today(), by=BY)
        found = Found.objects.filter(check_run__submission=city.checked)
        accepted = found.filter(code="vague").earliest("ordinal").pk
        return cls(city, content, bare, found.exclude(pk=accepted).earliest("ordinal").pk, accepted, result)


def _standing(given: Given, by: Actor, *deeds: Callable[..., Any]) -> None:
    """Each deed in turn, the last by who is tried, those before by the system."""
    for deed in deeds[:-1]:
        deed(given.bare, reason=REASON, by=BY)
    deeds[-1](given.bare, reason=REASON, by=by)


def _committed(given: Given) -> UUID:
    loading = catalogue.stage_lists([LIST], unit=given.city.unit, secret_answer="no", by=BY)
    catalogue.commit_loading(loading, by=BY)
    return loading


def _staged(given: Given) -> UUID:
    return catalogue.stage_lists([LIST], unit=given.city.unit, secret_answer="no", by=BY)


def _asked(given: Given) -> UUID:
    return catalogue.ask_loading([LIST], unit=given.city.unit, secret_answer="no", by=BY)


def _drafted(given: Given) -> UUID:
    return catalogue.draft_power(given.city.unit, replace(given.content, name="点灯检查"), secret_answer="no", by=BY)


def _released(given: Given, by: Actor) -> None:
    catalogue.hold_drafts({given.city.draft: "review:1"}, by=BY)
    catalogue.release_drafts([given.city.draft], by=by)


def _gap(given: Given) -> Provided:
    """A provision that confers a power on the unit, with no power resting on it."""
    fine = "在河灯放流区停泊的，由河灯管理部门处二百元以下的罚款。"
    law.load_laws([law_file("示范省河灯停泊办法", fine)], by=BY)
    return next(one.key for one in queries.gaps(Viewer.system("test"), given.city.unit).gaps)


def _gap_answer(given: Given) -> UUID:
    return catalogue.answer_gap(given.city.unit, _gap(given), reason=REASON, by=BY)


def _duty(given: Given) -> UUID:
    """A duty of the unit, to which no power corresponds."""
    mandate = Mandate.objects.create(unit_id=given.city.unit, title="三定方案")
    return Duty.objects.create(mandate=mandate, number=1, text="管理河灯").pk


def _duty_answer(given: Given) -> UUID:
    return catalogue.answer_duty(given.city.unit, duty=_duty(given), reason=REASON, by=BY)


def _named(by: Actor, given: Given) -> None:
    post = Post.objects.get(pk=given.city.post)
    organs.name_post(post.pk, Naming.NUMBER, reason=REASON, was=(Naming(post.naming), post.naming_reason), by=by)


def _linked(by: Actor) -> None:
    account = Account.objects.create(username="unlinked")
    Officer.objects.create(number="9", name="某")
    organs.link_officer(account.username, "9", by=by)


#: Commands by their name in the table.
CALLS: dict[str, Callable[[Given, Actor], Any]] = {
    **FLOW_CALLS,
    **REVIEW_CALLS,
    **ABSENCE_CALLS,
    **STOCKTAKE_CALLS,
    "catalogue.seal_drafts": lambda g, by: catalogue.seal_drafts([g.city.draft], g.city.draft, by=by),
    "catalogue.hold_drafts": lambda g, by: catalogue.hold_drafts({g.city.draft: "review:1"}, by=by),
    "catalogue.release_drafts": _released,
    "catalogue.file_reviewed": lambda g, by: catalogue.file_reviewed(_drafted(g), opinion=REASON, by=by),
    **COURIER_CALLS,
    "organs.open_account": lambda _, by: organs.open_account("new", password="x" * 12, by=by),
    "organs.reset_account": lambda _, by: organs.reset_account("no-post", password="x" * 12, by=by),
    "organs.close_account": lambda _, by: organs.close_account("no-post", by=by),
    "organs.link_officer": lambda _, by: _linked(by),
    "organs.load_organs": lambda _, by: organs.load_organs(ORGANS_FILE, workbook(), by=by),
    "organs.load_divisions": lambda _, by: organs.load_divisions([("区划.json", b"{}")], by=by),
    "organs.name_post": lambda g, by: _named(by, g),
    "organs.set_site": lambda _, by: organs.set_site(revision=0, city="测试市", by=by),
    "organs.open_setup": lambda _, by: organs.open_setup(by=by),
    "organs.enter_setup": lambda _, by: organs.enter_setup("no token", by=by),
    "organs.close_setup": lambda _, by: organs.close_setup(new_id(), by=by),
    "organs.load_calendar": lambda _, by: organs.load_calendar([("放假.json", b"{}")], by=by),
    "organs.seed_calendar": lambda _, by: organs.seed_calendar(by=by),
    "organs.end_session": lambda _, by: organs.end_session("no such mark", by=by),
    "organs.lift_lockout": lambda _, by: organs.lift_lockout(Account.objects.get(username="no-post").pk, by=by),
    "law.take_in": lambda _, by: law.take_in(read_files([("灯谜.md", desk_city.NEW_LAW.replace("河灯", "灯谜").encode())]), by=by),
    "catalogue.refuse_marked": lambda _, by: catalogue.refuse_marked(("mark-star",), door="lists", by=by),
    "catalogue.draft_power": lambda g, by: catalogue.draft_power(g.city.unit, g.content, secret_answer="no", by=by),
    "catalogue.start_edition": lambda g, by: catalogue.start_edition(g.bare, by=by),
    "catalogue.save_draft": lambda g, by: catalogue.save_draft(g.city.draft, replace(g.content, result="新"), revision=2, by=by),
    "catalogue.attach": lambda g, by: catalogue.attach(
        g.city.draft, Purpose.SAMPLE, 0, ("另一份.jpg", jpeg()), revision=2, secret_answer="no", by=by
    ),
    "catalogue.detach": lambda g, by: catalogue.detach(g.city.draft, Purpose.SAMPLE, 0, revision=2, by=by),
    "catalogue.drop_draft": lambda g, by: catalogue.drop_draft(g.city.draft, by=by),
    "catalogue.open_registering": lambda g, by: catalogue.open_registering([(g.city.post, g.city.unit)], "stocktake:1", by=by),
    "catalogue.close_registering": lambda g, by: catalogue.close_registering(f"stocktake:{g.city.stocktake}", by=by),
    "catalogue.end_placeholder": lambda g, by: catalogue.end_placeholder(g.city.withheld, by=by),
    "catalogue.register_secret": lambda g, by: catalogue.register_secret(g.city.unit, by=by),
    "catalogue.give_code": lambda g, by: catalogue.give_code(g.bare, "local", "CS-XK-8", by=by),
    "catalogue.retire_code": lambda g, by: catalogue.retire_code(g.bare, "local", "CS-XK-9", by=by),
    "catalogue.file_edition": lambda g, by: catalogue.file_edition(g.city.draft, opinion=REASON, corrects=True, by=by),
    "catalogue.file_editions": lambda g, by: catalogue.file_editions([_drafted(g)], opinion=REASON, by=by),
    "catalogue.suspend": lambda g, by: _standing(g, by, catalogue.suspend),
    "catalogue.resume": lambda g, by: _standing(g, by, catalogue.suspend, catalogue.resume),
    "catalogue.cancel": lambda g, by: _standing(g, by, catalogue.cancel),
    "catalogue.abolish": lambda g, by: _standing(g, by, catalogue.abolish),
    "catalogue.submit_lists": lambda _, by: catalogue.submit_lists([LIST], secret_answer="no", by=by),
    "catalogue.recheck": lambda g, by: catalogue.recheck(g.city.checked, by=by),
    "catalogue.record_check": lambda g, by: catalogue.record_check(
        Check.objects.get(submission=g.city.running).pk, ReadLists(items=(), headings=(), unread=()), (), [], laws_held=0, by=by
    ),
    "catalogue.record_failure": lambda g, by: catalogue.record_failure(
        Check.objects.get(submission=g.city.running).pk, "ValueError", by=by
    ),
    "catalogue.draft_from_gap": lambda g, by: catalogue.draft_from_gap(g.city.unit, _gap(g), secret_answer="no", by=by),
    "catalogue.answer_gap": lambda g, by: catalogue.answer_gap(g.city.unit, _gap(g), reason=REASON, by=by),
    "catalogue.withdraw_gap_answer": lambda g, by: catalogue.withdraw_gap_answer(_gap_answer(g), by=by),
    "catalogue.link_duty": lambda g, by: catalogue.link_duty(g.city.unit, _duty(g), [g.city.power], by=by),
    "catalogue.answer_duty": lambda g, by: catalogue.answer_duty(g.city.unit, duty=_duty(g), reason=REASON, by=by),
    "catalogue.withdraw_duty_answer": lambda g, by: catalogue.withdraw_duty_answer(_duty_answer(g), by=by),
    "catalogue.accept_finding": lambda g, by: catalogue.accept_finding(g.finding, reason=REASON, by=by),
    "catalogue.withdraw_acceptance": lambda g, by: catalogue.withdraw_acceptance(g.accepted, by=by),
    "catalogue.publish": lambda g, by: catalogue.publish([g.bare], by=by),
    "catalogue.publish_unit": lambda g, by: catalogue.publish_unit(g.city.unit, by=by),
    "catalogue.withdraw": lambda g, by: catalogue.withdraw(g.bare, reason=REASON, by=by),
    "catalogue.note_published": lambda g, by: catalogue.note_published(g.city.draft, by=by),
    "catalogue.note_all_published": lambda g, by: catalogue.note_all_published([g.city.draft], by=by),
    "catalogue.file_loading": lambda g, by: catalogue.file_loading(_committed(g), opinion=REASON, by=by),
    "catalogue.stage_lists": lambda g, by: catalogue.stage_lists([LIST], unit=g.city.unit, secret_answer="no", by=by),
    "catalogue.ask_loading": lambda g, by: catalogue.ask_loading([LIST], unit=g.city.unit, secret_answer="no", by=by),
    "catalogue.record_staging": lambda g, by: catalogue.record_staging(_asked(g), Reading([], ()), by=by),
    "catalogue.record_staging_failure": lambda g, by: catalogue.record_staging_failure(_asked(g), "ValueError", by=by),
    "catalogue.decide_gone": lambda g, by: catalogue.decide_gone(_staged(g), "cancel", reason=REASON, by=by),
    "catalogue.sign_loading": lambda g, by: catalogue.sign_loading(_staged(g), by=by),
    "catalogue.drop_loading": lambda g, by: catalogue.drop_loading(_staged(g), by=by),
    "catalogue.commit_loading": lambda g, by: catalogue.commit_loading(_staged(g), by=by),
    "catalogue.take_over_power": lambda g, by: catalogue.take_over_power(g.city.power, g.city.unit, by=by),
    "catalogue.undo_loading": lambda g, by: catalogue.undo_loading(_committed(g), by=by),
    "catalogue.mark_changed": lambda g, by: catalogue.mark_changed(g.city.law, Version.objects.latest("day").pk, by=by),
    "catalogue.watch_duties": lambda g, by: catalogue.watch_duties(g.city.unit, by=by),
    "catalogue.mark_ended": lambda g, by: catalogue.mark_ended(g.city.law, clock.today(), by=by),
    "publication.begin_day": lambda _, by: publication.begin_day(by=by),
    "publication.announce_result": lambda g, by: publication.announce_result(
        g.city.unit, [PublicResultRow(power="", name="点灯", outcome="kept")], on=clock.today(), by=by
    ),
    "publication.withdraw_result": lambda g, by: publication.withdraw_result(g.result, reason=REASON, by=by),
    "publication.take_in": lambda _, by: publication.take_in([Letter(digest="0" * 64, kind="report", on=clock.today(), told=None, sealed=b"x")], by=by),
    "publication.propose_alias": lambda g, by: publication.propose_alias(g.city.words, g.bare, by=by),
    "publication.set_words_aside": lambda g, by: publication.set_words_aside(g.city.words, reason=REASON, by=by),
    "publication.handle_report": lambda g, by: publication.handle_report(g.city.report, said=REASON, by=by),
    "publication.purge": lambda g, by: publication.purge(
        f"power:{g.bare}", witness=Actor.account(Account.objects.get(username="audit-administrator").pk), by=by
    ),
}  # fmt: skip


def _list() -> Any:
    return desk_city.as_file(*LIST)


#: What a form is sent where an empty one would be turned back before anybody asks who sends it.
POSTED: dict[str, Callable[[Given], dict[str, Any]]] = {
    **STOCKTAKE_POSTED,
    "desk:hand-in": lambda _: {"uploads": [_list()], "secret": "no"},
    "desk:load-laws": lambda _: {"uploads": [desk_city.as_file("灯谜.md", desk_city.NEW_LAW.encode())]},
    "desk:load-calendar": lambda _: {"uploads": [desk_city.as_file("放假.json", b"{}")]},
    "desk:load-organs": lambda _: {
        "uploads": [desk_city.as_file(ORGANS_FILE, workbook())],
        "upload": desk_city.as_file(ORGANS_FILE, workbook()),
    },
    "desk:imports": lambda g: {"uploads": [_list()], "secret": "no", "unit": str(g.city.unit)},
    "desk:draft-files": lambda _: {
        "secret": "no",
        "place": "sample-0",
        "upload": desk_city.as_file("样表.png", png()),
        "revision": "2",
    },
    **dict.fromkeys(("desk:batch-scope", "desk:batch-carry-out"), lambda _: {"deed": "pass"}),
    "desk:begin-flow": lambda _: {"from": "blank"},
    "desk:edit-flow": lambda _: {"do": "undo", "revision": "2"},
    "desk:publish-flow": lambda _: {"revision": "2"},
    "desk:import-flow": lambda _: {"secret": "no", "upload": desk_city.as_file("流程.bpmn", b"<x/>")},
    "desk:import-power-flow": lambda _: {"secret": "no", "upload": desk_city.as_file("流程.bpmn", b"<x/>")},
    "desk:detach-file": lambda _: {"place": "sample-0", "revision": "2"},
    "desk:gap-answer": lambda _: {"reason": REASON},
    "desk:accept": lambda _: {"reason": REASON},
    "desk:contact": lambda _: {"language": "en"},
    "desk:message-words": lambda _: {"kind": "task-opened", "language": "zh", "said": "{step}", "brief": "{count}"},
    "desk:register": lambda g: {"unit": str(g.city.unit), "answer": "no"},
    "desk:file-power": lambda _: {"opinion": REASON, "corrects": "on"},
    "desk:become": lambda _: {"reason": REASON},
    "desk:withdraw-power": lambda _: {"reason": REASON},
    "desk:withdraw-result": lambda _: {"reason": REASON},
    "desk:announce-result": lambda g: {"unit": str(g.city.unit)},
    "desk:publish-unit": lambda g: {"unit": str(g.city.unit)},
    "desk:import-gone": lambda _: {"decision": "cancel", "which": "all", "reason": REASON},
    "desk:import-file": lambda _: {"opinion": REASON},
    "desk:propose-alias": lambda g: {"power": str(g.bare)},
    "desk:set-words-aside": lambda _: {"reason": REASON, "said": REASON},
    "desk:handle-report": lambda _: {"reason": REASON, "said": REASON},
    "desk:send-reviews": sendable,
    "desk:review-act": first_sent,
    "desk:name-post": lambda _: {"naming": "number", "reason": REASON},
}
