"""A law changes while a power is judged: who holds the draft sees it, and what is filed on the old words is a task."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.commands import mark_ended
from sunlit.catalogue.drafting.fileable import linked
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.values import Basis
from sunlit.flow import commands as flow
from sunlit.kernel import clock
from sunlit.law import commands as law
from sunlit.law import queries as laws
from sunlit.law.models import Instrument
from sunlit.ledger import worker
from sunlit.organs.models import Post
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Viewer
from sunlit.review import commands, queries
from sunlit.review.models import Change, Remark, Review
from sunlit.review.queries.unasked import law_unasked
from sunlit.review.routes import change_flows
from sunlit.review.rules.changing import ChangeCause, ChangeKind, ChangeVerdict
from sunlit.review.values import JOINT, OpinionKind, Remarked, Verdict
from sunlit.review.values.changing import Application
from tests.review.desks import Desks
from tests.review.people import BY, LATER_LAW, judge, meet, review_city
from tests.review.test_routes import JUDGES
from tests.support.ledger import made_once, nothing_recorded, refused

if TYPE_CHECKING:
    from uuid import UUID

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
EYES = Viewer.system("test")
REGISTRAR, LEGAL, LEADER, OFFICE = Function.REGISTRAR, Function.LEGAL, Function.LEADER, Function.OPEN_GOVERNMENT
TITLE = "示范省河灯管理条例"
OLD, NEW = "自受理之日起五个工作日内", "自受理之日起三个工作日内"


def changing() -> ReviewCity:
    made = review_city()
    Post.objects.update(naming_reason="测试")
    flow.adopt_templates(change_flows(), by=BY)
    return made


made, city = made_once(changing)


def sent(city: ReviewCity, *, article: str = "第二条") -> Review:
    """A power that is judged, which quotes the law as it is held now."""
    edition = city.draft(bases=(Basis(title=TITLE, article=article),))
    [draft] = powers.drafts(EYES, [edition])
    tied = linked(draft.content, laws.shelf(EYES), clock.today())
    catalogue.save_draft(edition, tied, revision=draft.revision, by=city.who("市灯局", REGISTRAR))
    [key] = commands.send([edition], by=city.who("市灯局", REGISTRAR))
    return Review.objects.get(pk=key)


def amended() -> None:
    law.load_laws([("新河灯.md", LATER_LAW.encode())], by=BY)
    worker.run_dry()


def determined(city: ReviewCity, row: Review) -> None:
    """All that is left of the route, to its good end."""
    if not row.opinions.filter(kind=OpinionKind.LEGALITY, digest=row.digest).exists():
        judge(row, OpinionKind.LEGALITY, city.who("市灯局", LEGAL))
    meet(row, city.who("市灯局", LEADER), clock.today())
    commands.report_up([row.pk], f"灯审〔2026〕{row.round}号", by=city.who("市灯局", REGISTRAR))
    for kind in JOINT:
        judge(row, kind, city.who("市府", JUDGES[kind]))
    commands.determine(row.pk, "filed", digest=row.digest, text="准予备案", by=city.who("市府", OFFICE))
    worker.run_dry()


def on_record(power: UUID) -> Any:
    seen = powers.power(EYES, power)
    assert seen is not None
    assert seen.on_record is not None
    return seen.on_record


def test_what_is_filed_on_the_old_words_is_its_units_task_at_once_with_what_the_article_has_become(city):
    desks, row = Desks(city), sent(city)
    before = powers.edition(EYES, row.edition)
    assert before is not None

    amended()

    assert not Change.objects.exists()
    page = desks.page("市灯局", LEGAL, row.pk)
    assert page.count('自 <time datetime="2024-03-01">2024-03-01</time> 起文字有改动') == 2, "the panel and the question"
    assert "审核期间依据有变" in page
    assert "三</ins>" in page
    reviewer = desks.of("市灯局", LEGAL)
    assert reviewer.get(f"/reviews/{row.pk}/drawer/").content.decode().count("起草之后有变") == 1
    holder = desks.of("市灯局", REGISTRAR).get(f"/powers/{row.power}/").content.decode()
    assert "仍按旧依据备案的，备案后转为本单位的变更任务" in holder

    determined(city, row)

    filed = on_record(row.power)
    [basis] = filed.content.bases
    assert OLD in basis.text
    assert basis.version == before.content.bases[0].version, "not said to be the words in force"
    change = Change.objects.get()
    assert (change.power, change.cause, change.law) == (row.power, ChangeCause.LAW, Instrument.objects.get().pk)
    seen = queries.change(city.sees("市灯局", REGISTRAR), change.pk)
    assert seen is not None
    [became] = seen.successions
    assert NEW in became.new_text.replace("\n", "")
    worker.run_dry()
    assert Change.objects.count() == 1
    ended = queries.review(EYES, row.pk)
    assert ended is not None
    assert ended.laws == ()


def test_a_basis_that_was_written_by_hand_is_watched_from_the_day_it_is_written(city):
    edition = city.draft(bases=(Basis(title=f"《{TITLE}》", article="第二条"), Basis(title="没有入库的办法", article="第一条")))
    draft = powers.edition(EYES, edition)
    assert draft is not None
    known, unknown = draft.content.bases
    assert (known.law, known.title) == (str(Instrument.objects.get().pk), f"《{TITLE}》"), "tied, its words left alone"
    assert known.dated is not None
    assert (unknown.law, unknown.version) == ("", "")
    commands.send([edition], by=city.who("市灯局", REGISTRAR))
    amended()
    assert [mark.article for mark in powers.marks_of(EYES, edition)] == ["第二条"]


def test_who_puts_the_basis_right_before_it_is_filed_has_no_task_afterwards(city):
    row = sent(city)
    amended()
    judge(row, OpinionKind.LEGALITY, city.who("市灯局", LEGAL), Verdict.RETURN, remarks=(Remarked(field="bases", text="依据已修改"),))
    edit = Desks(city).of("市灯局", REGISTRAR).get(reverse("desk:edit-power", args=[row.edition]))
    assert "起草之后有变动" in edit.content.decode()

    [draft] = powers.drafts(EYES, [row.edition])
    became = powers.successions(EYES, draft.content, clock.today())
    registrar = city.who("市灯局", REGISTRAR)
    renamed = replace(draft.content, result="许可证")
    revision = catalogue.save_draft(row.edition, renamed, revision=draft.revision, by=registrar)
    assert len(powers.marks_of(EYES, row.edition)) == 1, "other words do not mend it"
    half = replace(renamed, bases=(replace(renamed.bases[0], version=became[0].new_version),))
    revision = catalogue.save_draft(row.edition, half, revision=revision, by=registrar)
    assert len(powers.marks_of(EYES, row.edition)) == 1, "nor does the name of the new version with the old words"
    mended = replace(renamed, bases=powers.succeeded(renamed, became))
    catalogue.save_draft(row.edition, mended, revision=revision, by=registrar)
    assert powers.marks_of(EYES, row.edition) == ()

    commands.answer_remark(Remark.objects.get().pk, "", adopted=True, by=registrar)
    commands.send_again([row.pk], by=registrar)
    row.refresh_from_db()
    determined(city, row)
    assert NEW in on_record(row.power).content.bases[0].text
    assert not Change.objects.exists()


def test_a_review_that_is_withdrawn_leaves_the_task_to_what_is_on_record(city):
    first = sent(city)
    determined(city, first)
    registrar = city.who("市灯局", REGISTRAR)
    [key] = commands.send([catalogue.start_edition(first.power, by=registrar)], by=registrar)

    amended()
    assert not Change.objects.exists()
    commands.withdraw_review(key, by=registrar)
    worker.run_dry()

    change = Change.objects.get()
    assert (change.cause, change.power) == (ChangeCause.LAW, first.power)


def test_a_law_that_changes_while_a_change_is_asked_for_is_asked_about_after_it_and_once(city):
    first = sent(city)
    determined(city, first)
    registrar = city.who("市灯局", REGISTRAR)
    asked = Application(kind=ChangeKind.SUSPEND, reason="汛期", effective=clock.today())
    change = commands.apply_for_change(first.power, asked, by=registrar)

    amended()
    assert Change.objects.count() == 1
    commands.withdraw_change(change, by=registrar)
    worker.run_dry()

    row = Change.objects.get(cause=ChangeCause.LAW)
    keep = Application(kind=ChangeKind.KEEP, reason="承诺时限已短于三日")
    commands.complete_application(row.pk, keep, by=registrar)
    row.refresh_from_db()
    auditor = city.who("市府", Function.CITY_LEGAL)
    commands.audit_change(row.pk, ChangeVerdict.AGREE, text="", digest=row.digest, by=auditor)
    commands.reply_to_audit(row.pk, confirmed=True, by=registrar)
    worker.run_dry()
    assert Change.objects.count() == 2, "it was answered"
    assert law_unasked(EYES, first.power) is None
    with refused(NotAllowed), nothing_recorded():
        law_unasked(city.sees("市灯局", REGISTRAR), first.power)


def test_a_law_that_is_to_end_and_an_article_that_is_gone_are_told_the_same_way(city):
    row = sent(city, article="第二条之一")
    day = clock.today() + timedelta(days=9)
    held = Instrument.objects.get()
    assert mark_ended(held.pk, day, by=BY) == 1
    seen = queries.review(EYES, row.pk)
    assert seen is not None
    [mark] = seen.laws
    assert (mark.what, mark.article, mark.on) == ("ended", "", day)
    mark_ended(held.pk, None, by=BY)

    gone = LATER_LAW.replace("第二条之一　禁止在桥下放河灯。\n", "")
    law.load_laws([("新河灯.md", gone.encode())], by=BY)
    worker.run_dry()
    page = Desks(city).page("市灯局", LEGAL, row.pk)
    assert "起没有这一条" in page

    determined(city, row)
    assert Change.objects.get().cause == ChangeCause.LAW
    assert on_record(row.power).due_for_review


def test_a_power_that_is_exercised_no_more_is_asked_nothing(city):
    row = sent(city)
    determined(city, row)
    catalogue.cancel(row.power, reason="不再行使", by=BY)
    amended()
    assert not Change.objects.exists()
    assert PowerEdition.objects.get(pk=row.edition).due_for_review
