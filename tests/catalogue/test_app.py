"""Lists are handed in, checked by the worker, and what was found is worked through on the desk."""

from __future__ import annotations

import io
from datetime import date
from uuid import uuid4

import pytest
import xlsxwriter

from sunlit.catalogue import commands, queries, rules
from sunlit.catalogue.models import Acceptance, Check, Found
from sunlit.files.models import Attachment
from sunlit.kernel.actor import Actor
from sunlit.law import queries as laws
from sunlit.law.commands import load_laws
from sunlit.ledger import run_reactions, sequence_once
from sunlit.organs.models import Account
from sunlit.organs.queries import viewer_of
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from tests.support.people import make_account

pytestmark = pytest.mark.django_db

DAY = date(2026, 4, 25)
HEADER = ["序号", "事项名称", "子项名称", "权力类型", "实施依据", "行使主体", "承办机构"]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def officer() -> Actor:
    return viewer_of(make_account("legal", second_factor=False).pk).actor


@pytest.fixture
def eyes(officer: Actor) -> Viewer:
    return viewer_of(Account.objects.get(username="legal").pk)


def workbook(*rows: list[str], title: str = "示范市夜市局权责清单") -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("清单")
    sheet.write(0, 0, title)
    for r, row in enumerate([HEADER, *rows], 1):
        for c, cell in enumerate(row):
            sheet.write(r, c, cell)
    book.close()
    return out.getvalue()


def row(serial: str, name: str, basis: str, body: str = "市夜市局") -> list[str]:
    return [serial, name, "", "行政处罚", basis, body, "监督科"]


NO_BASIS = row("1", "对夜市占道经营的处罚", "")
LAW = """# 示范市夜市管理条例

2024年3月1日 示范市人民代表大会常务委员会通过

第一条 为了规范夜市经营，制定本条例。

第二条 夜市摊位由市夜市主管部门统一编号，摊主应当在编号范围内经营。

第三条 夜市经营者在夜间使用扩音设备招揽顾客的，由市夜市主管部门责令改正，处二百元以上五百元以下的罚款。

第四条 本条例自2024年5月1日起施行。
"""
MISQUOTED = row(
    "3", "对夜间使用扩音设备招揽顾客的处罚",
    "《示范市夜市管理条例》第三条 夜市经营者在夜间使用扩音设备招揽顾客的，由市夜市主管部门责令改正，处一千元以上三千元以下的罚款。",
)  # fmt: skip
UNKNOWN = row("2", "对夜市噪声扰民的处罚", "《示范市夜市管理条例》第三条 夜市噪声扰民的，处二百元罚款。")


def work() -> None:
    """What the worker does with one look at the log."""
    while sequence_once() + run_reactions():
        pass


def check_of(submission, eyes: Viewer) -> queries.CheckSeen:
    seen = queries.submission(eyes, submission)
    assert seen is not None
    return seen.latest


def test_what_is_handed_in_is_checked_by_the_worker(officer: Actor, eyes: Viewer) -> None:
    submission = commands.submit_lists([("清单.xlsx", workbook(NO_BASIS, UNKNOWN))], as_of=DAY, secret_answer="no", by=officer)
    assert check_of(submission, eyes).running

    work()

    check = check_of(submission, eyes)
    assert (check.state, check.items, check.unread, check.as_of) == ("checked", 2, 0, DAY)
    codes = {f.code for f in queries.findings(eyes, check.id, queries.Narrowed()).findings}
    assert {"basis-none", "title-unknown"} <= codes


def test_a_check_that_has_ended_is_not_run_again(officer: Actor, eyes: Viewer) -> None:
    submission = commands.submit_lists([("清单.xlsx", workbook(NO_BASIS))], as_of=DAY, secret_answer="no", by=officer)
    work()
    check = check_of(submission, eyes)
    found = Found.objects.count()

    from sunlit.catalogue.acts import ListsSubmitted
    from sunlit.catalogue.reactions import check_what_was_handed_in

    check_what_was_handed_in(ListsSubmitted(submission=submission, check=check.id, as_of=DAY, files=()))

    assert Found.objects.count() == found


def test_a_damaged_file_is_said_and_holds_up_nobody_else(officer: Actor, eyes: Viewer, tmp_path) -> None:
    broken = commands.submit_lists([("坏.xlsx", workbook(NO_BASIS))], as_of=DAY, secret_answer="no", by=officer)
    digest = Attachment.objects.get().pk
    (tmp_path / "files" / digest[:2] / digest).write_bytes(b"")
    whole = commands.submit_lists([("好.xlsx", workbook(UNKNOWN))], as_of=DAY, secret_answer="no", by=officer)

    work()

    assert (check_of(broken, eyes).state, check_of(broken, eyes).failure) == ("failed", "Damaged")
    assert check_of(whole, eyes).state == "checked"


def test_one_check_at_a_time(officer: Actor, eyes: Viewer) -> None:
    submission = commands.submit_lists([("清单.xlsx", workbook(NO_BASIS))], as_of=DAY, secret_answer="no", by=officer)
    with pytest.raises(rules.CheckStillRunning):
        commands.recheck(submission, by=officer)
    work()

    commands.recheck(submission, as_of=date(2027, 1, 1), by=officer)
    work()

    seen = queries.submission(eyes, submission)
    assert [c.number for c in seen.checks] == [2, 1]
    assert seen.latest.as_of == date(2027, 1, 1)


def test_a_finding_accepted_with_a_reason_stays_accepted_until_its_evidence_changes(officer: Actor, eyes: Viewer) -> None:
    load_laws([("夜市条例.md", LAW.encode())], by=officer)
    first = commands.submit_lists([("2025.xlsx", workbook(NO_BASIS, MISQUOTED))], as_of=DAY, secret_answer="no", by=officer)
    work()
    misquoted = _only(eyes, first, "text-differs")
    commands.accept_finding(misquoted.id, reason="修改决定尚在报批，已附文件。", by=officer)
    assert _only(eyes, first, "text-differs").accepted

    moved = workbook(row("1", "对其他行为的检查", ""), NO_BASIS, MISQUOTED, title="2026 年清单")
    again = commands.submit_lists([("2026.xlsx", moved)], as_of=DAY, secret_answer="no", by=officer)
    changed = workbook(row("2", MISQUOTED[1], MISQUOTED[4].replace("一千元", "九百元")))
    other = commands.submit_lists([("2027.xlsx", changed)], as_of=DAY, secret_answer="no", by=officer)
    work()

    assert _only(eyes, again, "text-differs").reason == "修改决定尚在报批，已附文件。"
    third = _only(eyes, other, "text-differs")
    assert (third.accepted, third.accepted_before) == (False, True)


def test_each_article_shows_the_listed_items_that_rest_on_it(officer: Actor, eyes: Viewer) -> None:
    load_laws([("夜市条例.md", LAW.encode())], by=officer)
    for name in ("清单.xlsx", "清单.xlsx"):  # handed in twice, it speaks once
        commands.submit_lists([(name, workbook(NO_BASIS, MISQUOTED))], as_of=DAY, secret_answer="no", by=officer)
        work()
    submission = queries.submissions(eyes)[0][0]
    commands.recheck(submission.id, as_of=DAY, by=officer)
    work()
    law = laws.laws(eyes).laws[0]

    resting = queries.resting_on(eyes, str(law.id))

    assert {place: [item.name for item in items] for place, items in resting.items()} == {(3, 0): [MISQUOTED[1]]}
    assert queries.finding(eyes, _only(eyes, submission.id, "text-differs").id).held
    assert queries.open_by_severity(eyes)["error"] >= 2


def test_two_accept_at_once_and_the_second_is_told(officer: Actor, eyes: Viewer) -> None:
    submission = commands.submit_lists([("清单.xlsx", workbook(NO_BASIS))], as_of=DAY, secret_answer="no", by=officer)
    work()
    finding = _only(eyes, submission, "basis-none")

    commands.accept_finding(finding.id, reason="依据另行报送。", by=officer)
    with pytest.raises(rules.AlreadyAccepted):
        commands.accept_finding(finding.id, reason="我也同意接受。", by=officer)
    with pytest.raises(rules.NoReasonGiven):
        commands.accept_finding(finding.id, reason="", by=officer)

    commands.withdraw_acceptance(finding.id, by=officer)
    with pytest.raises(rules.NotAccepted):
        commands.withdraw_acceptance(finding.id, by=officer)
    assert not _only(eyes, submission, "basis-none").accepted
    assert Acceptance.objects.get().withdrawn_by == officer.name


def test_findings_are_narrowed_and_every_choice_is_counted(officer: Actor, eyes: Viewer) -> None:
    submission = commands.submit_lists(
        [("甲.xlsx", workbook(NO_BASIS, UNKNOWN)), ("乙.xlsx", workbook(row("1", "对灯光的处罚", "", body="市灯光局")))],
        as_of=DAY, secret_answer="no", by=officer,
    )  # fmt: skip
    work()
    check = check_of(submission, eyes).id
    everything = queries.findings(eyes, check, queries.Narrowed())

    for field in ("unit", "file", "code", "severity", "state"):
        for choice in getattr(everything, {"severity": "severities"}.get(field, f"{field}s")):
            page = queries.findings(eyes, check, queries.Narrowed(**{field: choice.value}))
            assert page.total == choice.count
    assert queries.findings(eyes, check, queries.Narrowed(words="灯光 处罚")).total >= 1
    assert queries.findings(eyes, check, queries.Narrowed(words="没有的词")).findings == ()
    assert queries.findings(eyes, check, queries.Narrowed(), page=99, per_page=1).page == everything.total


def test_the_number_of_statements_does_not_grow_with_the_lists(
    officer: Actor, eyes: Viewer, django_assert_max_num_queries
) -> None:
    many = [row(str(n), f"对第{n}种行为的处罚", f"《第{n}号示范条例》第三条 禁止第{n}种行为。") for n in range(30)]
    submission = commands.submit_lists([("清单.xlsx", workbook(*many))], as_of=DAY, secret_answer="no", by=officer)
    work()

    check = check_of(submission, eyes).id
    with django_assert_max_num_queries(7):
        page = queries.findings(eyes, check, queries.Narrowed())
    assert page.total >= 30
    for _ in range(3):
        commands.submit_lists([("清单.xlsx", workbook(*many))], as_of=DAY, secret_answer="no", by=officer)
    with django_assert_max_num_queries(7):
        shown, total = queries.submissions(eyes)
    assert (len(shown), total) == (4, 4)


def test_nobody_else_hands_in_reads_or_accepts() -> None:
    clerk = Account.objects.create(username="clerk")
    by, viewer = Actor.account(clerk.pk), Viewer(account=clerk.pk)
    submission = commands.submit_lists([("清单.xlsx", workbook(NO_BASIS))], as_of=DAY, secret_answer="no", by=Actor.system("cli"))
    work()
    check, found = Check.objects.get(), Found.objects.first()
    assert found is not None

    for command in (
        lambda: commands.submit_lists([("a.xlsx", b"x")], secret_answer="no", by=by),
        lambda: commands.recheck(submission, by=by),
        lambda: commands.accept_finding(found.pk, reason="应当可以接受", by=by),
        lambda: commands.withdraw_acceptance(found.pk, by=by),
        lambda: commands.record_failure(check.pk, "x", by=by),
        lambda: queries.submissions(viewer),
        lambda: queries.submission(viewer, submission),
        lambda: queries.findings(viewer, check.pk, queries.Narrowed()),
        lambda: queries.finding(viewer, found.pk),
        lambda: queries.unread(viewer, check.pk),
        lambda: queries.files_of(viewer, submission),
        lambda: queries.open_by_severity(viewer),
    ):
        with pytest.raises(NotAllowed):
            command()
    assert queries.resting_on(viewer, "any") == {}


def test_what_is_not_there_is_not_there(eyes: Viewer) -> None:
    assert queries.submission(eyes, uuid4()) is None
    assert queries.finding(eyes, 0) is None
    assert queries.open_by_severity(eyes) == {"error": 0, "warning": 0, "advice": 0}


def _only(eyes: Viewer, submission, code: str) -> queries.FindingSeen:
    page = queries.findings(eyes, check_of(submission, eyes).id, queries.Narrowed(code=code))
    assert page.total == 1
    return page.findings[0]
