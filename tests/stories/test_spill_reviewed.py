"""A spill that was registered, listed, judged, discussed, asked about and changed: no byte of it stays in the database."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.models.editing import content_of
from sunlit.flow import commands as flow
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import worker
from sunlit.ledger.verifying import verify
from sunlit.organs.models import Officer
from sunlit.organs.rules import Function
from sunlit.publication import commands as publication
from sunlit.review import commands as review
from sunlit.review.models import (
    Batch,
    BatchRow,
    Change,
    ChangeSaid,
    Comment,
    CommentPeriod,
    Decision,
    OpenDraft,
    Opened,
    Opinion,
    Remark,
    Review,
    Round,
    SavedView,
)
from sunlit.review.routes import change_flows
from sunlit.review.rules.changing import ChangeKind
from sunlit.review.values import OpinionKind, Remarked, Verdict
from sunlit.review.values.changing import Application
from sunlit.review.values.commenting import Handed
from sunlit.stocktake import commands as stocktake
from sunlit.stocktake.models import ListedPower, OfficeList, Registration
from tests.review.people import judge, meet
from tests.stocktake.people import LEADER, LEGAL, OFFICE, REGISTRAR, stocktake_city
from tests.stories.test_spill import MARK, SQLITE, holding
from tests.support.people import make_account

if TYPE_CHECKING:
    from uuid import UUID

    from tests.review.people import ReviewCity
    from tests.support.ledger import CommittedTo

BY = Actor.system("test")


def judged(city: ReviewCity, row: Review) -> None:
    """Sent back once, discussed with dissent, reported, judged by the three, open for comment."""
    legal, registrar = city.who("市灯局", LEGAL), city.who("市灯局", REGISTRAR)
    judge(row, OpinionKind.LEGALITY, legal, Verdict.RETURN, text=f"{MARK}请改", remarks=[Remarked(field="name", text=f"{MARK}名称")])
    for remark in Remark.objects.filter(review=row):
        review.answer_remark(remark.pk, f"{MARK}已改", adopted=True, by=registrar)
    edition = PowerEdition.objects.get(pk=row.edition)
    catalogue.save_draft(row.edition, replace(content_of(edition), result=f"{MARK}证"), revision=edition.revision, by=registrar)
    review.send_again([row.pk], by=registrar)
    judge(row, OpinionKind.LEGALITY, legal, text=f"{MARK}同意")
    meet(row, city.who("市灯局", LEADER), clock.today(), dissent=f"{MARK}不同意见", against=1, agreed=4)
    review.report_up([row.pk], f"{MARK}号", by=registrar)
    for kind, function in ((OpinionKind.LAW, Function.CITY_LEGAL), (OpinionKind.MANDATE, Function.STAFFING), (OpinionKind.SECRECY, Function.SECRECY)):
        judge(row, kind, city.who("市府", function), text=f"{MARK}意见")
    office = city.who("市府", OFFICE)
    row.refresh_from_db()
    review.note_opened(row.pk, by=office)
    period = review.open_comments([row.pk], by=office)
    review.receive_comments([Handed(period=period, power=row.power, words=f"{MARK}的意见", on=clock.today())], by=Actor.system("review"))
    for comment in Comment.objects.all():
        review.answer_comment(comment.pk, adopted=True, gist=f"{MARK}要点", reason=f"{MARK}理由", by=office)
    review.stop_comments(period, reason=f"{MARK}收齐了", by=office)


def changed(city: ReviewCity, power: UUID) -> None:
    """A change is asked for, with its reason."""
    flow.adopt_templates(change_flows(), by=BY)
    registrar = city.who("市灯局", REGISTRAR)
    told = Application(kind=ChangeKind.SUSPEND, reason=f"{MARK}暂停", effective=clock.today())
    review.apply_for_change(power, told, by=registrar)


@pytest.mark.skipif(f"not ({SQLITE})", reason="reads the files of SQLite")
def test_of_what_was_registered_judged_and_changed_no_byte_is_left(committing_db: CommittedTo, settings: Any) -> None:
    settings.FILES_ROOT = committing_db.home / "files"
    made = stocktake_city()
    city = made.reviews
    made.begin("市灯局")
    drafts = [made.registers(who, name) for who, name in (("钱二", f"河灯{MARK}许可"), ("孙三", f"放{MARK}灯许可"), ("孙三", "平常许可"))]
    made.signed()
    stocktake.return_list(made.office("许可科"), reason=f"{MARK}请改", by=city.who("市灯局", LEGAL))
    for edition in drafts:
        row, whole = (PowerEdition.objects.get(pk=key) for key in (edition, city.draft(name=f"样子{edition}")))
        content = replace(content_of(whole), name=content_of(row).name, steps=content_of(row).steps)
        catalogue.save_draft(edition, content, revision=row.revision, by=BY)
        catalogue.drop_draft(whole.pk, by=BY)
    made.signed()
    powers = {one.edition: one.power for one in ListedPower.objects.all()}
    spilt = powers[drafts[0]]
    stocktake.merge_items(made.list(), spilt, powers[drafts[1]], reason=f"{MARK}同一事项", by=city.who("市灯局", LEGAL))
    stocktake.send_items(made.list(), [spilt, powers[drafts[2]]], by=city.who("市灯局", REGISTRAR))
    judged(city, Review.objects.get(power=spilt))
    office = city.who("市府", OFFICE)
    officer = Officer.objects.get(number="市府open-government")
    batch = Batch.objects.create(
        deed="return", state="done", officer=officer, by=office.name, text=f"{MARK}退回", number=f"{MARK}号", total=1,
        asked_at=clock.now(), told_at=clock.now(),
    )  # fmt: skip
    row = Review.objects.get(power=spilt)
    BatchRow.objects.create(batch=batch, ordinal=1, task=row.pk, review=row, digest=row.digest, outcome="refused", facts={"name": MARK})
    review.save_view("我的许可", f"words=河灯{MARK}", by=office)
    review.save_view("其他", "words=平常", by=office)
    review.determine(row.pk, "filed", digest=row.digest, text=f"{MARK}准予备案", by=office)
    changed(city, spilt)
    worker.run_dry()
    for kept in (Round, Opinion, Remark, Decision, Comment, ChangeSaid, Opened, OpenDraft, BatchRow, CommentPeriod, Registration):
        assert kept.objects.exists(), kept
    assert "sunlit.sqlite3" in holding(committing_db.home)

    security, audit = (Actor.account(make_account(name, functions=(), administers=name).pk) for name in ("security", "audit"))
    for power in (spilt, powers[drafts[1]]):
        publication.purge(f"power:{power}", witness=audit, by=security)

    assert still_held() == []
    for kept in (Opinion, Remark, Decision, Comment, Round, Opened):
        assert not kept.objects.filter(review=row).exists(), kept
    assert not ChangeSaid.objects.exists()
    assert list(SavedView.objects.values_list("name", flat=True)) == ["其他"]
    assert Batch.objects.values_list("text", "number").get() == ("", "")
    assert BatchRow.objects.values_list("facts", "digest").get() == ({}, "")
    assert OpenDraft.objects.values_list("digest", flat=True).get() == ""
    assert CommentPeriod.objects.values_list("stop_reason", flat=True).get() == ""
    assert Review.objects.filter(power=spilt).values_list("name", "salt", "digest", "number").get() == ("", "", "", "")
    assert Change.objects.values_list("name", "reason", "salt", "digest").get() == ("", "", "", "")
    assert set(ListedPower.objects.exclude(power=powers[drafts[2]]).values_list("digest", "merging")) == {("", "")}
    assert not ListedPower.objects.exclude(power=powers[drafts[2]]).exclude(content={}).exists()
    assert set(OfficeList.objects.filter(office__name="许可科").values_list("returned", "digest", "salt")) == {("", "", "")}
    assert Review.objects.filter(power=powers[drafts[2]], name="平常许可").exists(), "what was never spilt stays"

    publication.scrub()
    assert holding(committing_db.home) == set(), "and none in what is left free in the files"
    assert verify().faults == ()


def still_held() -> list[str]:
    """The columns in which the mark still stands, in any table."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        for (table,) in cursor.fetchall():
            for column in connection.introspection.get_table_description(cursor, table):
                cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column.name}" LIKE %s', [f"%{MARK}%"])
                if cursor.fetchone()[0]:
                    found.append(f"{table}.{column.name}")
    return found
