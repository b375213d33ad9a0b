"""What the public handed in is opened on the inner side, merged, counted once, and worked on by who may."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from nacl.public import PrivateKey, SealedBox

from sunlit.catalogue import queries as powers
from sunlit.catalogue.rules.powers import NoSuchPower
from sunlit.catalogue.rules.staging import MarkedSecret
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger.models import Act
from sunlit.noticeboard.models import HandedIn, Receipt
from sunlit.noticeboard.store import handing, receipts
from sunlit.noticeboard.store.receipts import Progress
from sunlit.organs.policies import standing
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Viewer
from sunlit.publication import commands, queries
from sunlit.publication.models import Box, MissingWords, Report
from sunlit.publication.reactions import inbox
from sunlit.publication.rules.inbox import LetterHandled, NoSuchLetter, NothingSaid
from sunlit.publication.rules.spills import NoSuchSpill
from tests.publication.publishing import JANUARY, filed, office, registrar, settle
from tests.support.people import make_account

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 11, 24, 4, tzinfo=UTC)
TOLD = {"organ": "某某街道", "demanded": "办夜市要先交五百元保证金", "when": "十一月初", "contact": "0000-1234567"}
EYES = Viewer.system("city")
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings) -> Iterator[Path]:
    settings.SEALING_KEY_FILE = tmp_path / "noticeboard.key"
    inbox.Taking.at = None
    with clock.frozen(DAY):
        yield tmp_path
    inbox.Taking.at = None


def fetch(*, after: timedelta = inbox.EVERY) -> int:
    """The chore, when its time has come."""
    with clock.frozen(max(clock.now(), (inbox.Taking.at or clock.now()) + after)):
        return inbox.take_in()


def handed(*told: dict[str, str]) -> None:
    fetch()
    for one in told:
        assert handing.hand_in("missing-words" if "words" in one else "outside-list", one) is handing.Received.TAKEN


def said() -> dict[str, int]:
    """What the ledger says of the last fetching."""
    body = Act.objects.filter(kind="publication.letters-taken-in").latest("at").body
    return {name: value for name, value in json.loads(body).items() if isinstance(value, int)}


def officer(*functions: Function, name: str = "answers") -> Actor:
    return Actor.account(str(make_account(name, functions=functions).pk))


def test_equal_words_are_counted_together_and_reports_are_kept() -> None:
    handed({"words": "夜市证"}, {"words": "夜市证 "}, {"words": "ＥＴＣ"}, {"words": "etc"}, {"words": "放灯"}, TOLD)

    assert fetch() == 6

    found = queries.missing_words(EYES)
    assert [(row.words, row.times) for row in found.rows] == [("etc", 2), ("夜市证", 2), ("放灯", 1)]
    assert [(row.organ, row.demanded, row.contact) for row in queries.reports(EYES).rows] == [(TOLD["organ"], TOLD["demanded"], TOLD["contact"])]
    assert not HandedIn.objects.exists()
    assert queries.inbox_counts(EYES) == type(queries.inbox_counts(EYES))(3, 1, 0)

    handed({"words": "放灯"})
    fetch()
    assert MissingWords.objects.get(words="放灯").times == 2


def test_acts_say_how_many_and_not_a_word() -> None:
    handed({"words": "夜市证"}, TOLD)
    fetch()

    assert said() == {"words": 1, "reports": 1, "unopened": 0, "refused": 0}


def test_a_worker_killed_between_keeping_and_throwing_away_counts_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    handed({"words": "夜市证"}, TOLD)
    with monkeypatch.context() as killed:
        killed.setattr(handing, "drop", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            fetch()

    assert fetch() == 2
    assert MissingWords.objects.get().times == 1
    assert Report.objects.count() == 1
    assert not HandedIn.objects.exists()


def test_it_is_fetched_now_and_then_so_that_what_may_wait_bounds_what_can_come() -> None:
    handed({"words": "夜市证"})

    assert fetch(after=inbox.EVERY - timedelta(seconds=1)) == 0
    assert fetch() == 1


def test_the_key_is_made_once_and_readable_by_its_owner_alone(home: Path) -> None:
    first = inbox.own_key(home / "noticeboard.key")

    assert bytes(inbox.own_key(home / "noticeboard.key")) == bytes(first)
    assert (home / "noticeboard.key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in home.iterdir()] == ["noticeboard.key"]


def test_of_two_that_make_it_at_once_the_first_wins(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    won = PrivateKey.generate()
    (home / "noticeboard.key").write_bytes(bytes(won))
    monkeypatch.setattr(Path, "exists", lambda _: False)

    assert bytes(inbox.own_key(home / "noticeboard.key")) == bytes(won)


def test_a_box_that_our_key_does_not_open_waits_for_the_one_that_does(home: Path) -> None:
    handed(TOLD)
    lost = (home / "noticeboard.key").rename(home / "lost")
    assert fetch() == 1
    assert (Report.objects.count(), queries.inbox_counts(EYES).unopened) == (0, 1)
    assert fetch() == 0  # it is not tried again and again

    lost.rename(home / "noticeboard.key")
    inbox.Taking.at = None  # the worker was started anew
    assert fetch() == 1
    assert (Report.objects.count(), queries.inbox_counts(EYES).unopened) == (1, 0)


def test_what_a_stolen_portal_might_send_is_not_believed(home: Path) -> None:
    fetch()
    to = SealedBox(inbox.own_key(home / "noticeboard.key").public_key)
    for kind, sent in (
        ("missing-words", b"\x00\xff"), ("missing-words", b"[1]"), ("missing-words", b'{"words": 7}'), ("missing-words", '{"words": "机密★10年"}'.encode()),
        ("outside-list", b"{}"), ("outside-list", '{"organ": "某局", "demanded": "绝密★ 某事"}'.encode()), ("other", b'{"words": "x"}'),
    ):  # fmt: skip
        HandedIn.objects.create(kind=kind, at=DAY, sealed=to.encrypt(sent))
    HandedIn.objects.create(kind="outside-list", at=DAY, sealed=b"short")
    HandedIn.objects.create(kind="outside-list", at=DAY, sealed=to.encrypt(json.dumps({**TOLD, "organ": "长" * 500, "when": None}).encode()))

    assert fetch() == 9
    assert not MissingWords.objects.exists()
    [row] = queries.reports(EYES).rows
    assert (len(row.organ), row.when) == (100, "")
    assert said() == {"words": 0, "reports": 1, "unopened": 1, "refused": 7}


def test_words_typed_once_and_by_nobody_since_are_forgotten() -> None:
    handed({"words": "一次"}, {"words": "两次"}, {"words": "两次"})
    fetch()
    with clock.frozen(DAY + timedelta(days=91)):
        handed({"words": "新的"})
        fetch()

    assert set(MissingWords.objects.values_list("words", flat=True)) == {"两次", "新的"}
    assert Box.objects.count() == 1


@pytest.fixture
def words() -> MissingWords:
    handed({"words": "摆夜市"})
    fetch()
    return MissingWords.objects.get()


@pytest.fixture
def power():
    with clock.frozen(JANUARY):
        settle()
        return filed()


def test_words_become_an_everyday_name_in_a_new_draft(power, words: MissingWords) -> None:
    edition = commands.propose_alias(words.pk, power, by=office())

    draft = powers.power(EYES, power).draft
    assert draft.id == edition
    assert "摆夜市" in draft.content.aliases
    seen = queries.missing_word(EYES, words.pk)
    assert (seen.state, seen.power) == ("added", power)
    with pytest.raises(LetterHandled):
        commands.propose_alias(words.pk, power, by=office())


def test_a_draft_there_is_gets_them_too_and_one_that_says_so_already_is_left(power, words: MissingWords) -> None:
    from sunlit.catalogue import commands as catalogue

    edition = catalogue.start_edition(power, by=registrar())
    assert commands.propose_alias(words.pk, power, by=office()) == edition
    revision = powers.edition(EYES, edition).revision

    handed({"words": "摆夜市"})
    fetch()
    MissingWords.objects.update(state="waiting")
    commands.propose_alias(words.pk, power, by=office())
    assert powers.edition(EYES, edition).revision == revision


def test_words_are_set_aside_for_a_reason(words: MissingWords) -> None:
    by = officer(Function.OPEN_GOVERNMENT)
    with pytest.raises(NothingSaid):
        commands.set_words_aside(words.pk, reason=" ", by=by)

    commands.set_words_aside(words.pk, reason="不是行政职权", by=by)

    [row] = queries.missing_words(EYES, state="set-aside").rows
    assert row.said == "不是行政职权"
    act = Act.objects.get(kind="publication.words-set-aside")
    assert "行政" not in str(act.body)
    with pytest.raises(LetterHandled):
        commands.set_words_aside(words.pk, reason="再一次", by=by)


def test_a_report_is_handled_once_and_its_contact_goes() -> None:
    handed(TOLD)
    fetch()
    report, by = Report.objects.get().pk, officer(Function.OPEN_GOVERNMENT)

    commands.handle_report(report, said="查无此事", by=by)

    seen = queries.report(EYES, report)
    assert (seen.contact, seen.said) == ("", "查无此事")
    assert [row.id for row in queries.reports(EYES, handled=True).rows] == [report]
    with pytest.raises(LetterHandled):
        commands.handle_report(report, said="再一次", by=by)


def reported(number: str, **more: str) -> Report:
    """A report with a receipt, taken in."""
    fetch()
    handing.hand_in("outside-list", TOLD | more, receipt=number)
    assert receipts.look_up(number) == Progress("received")
    fetch()
    return Report.objects.get()


def test_whoever_has_the_number_learns_that_it_is_done_and_what_she_is_answered() -> None:
    number = receipts.new_number()
    report, by = reported(number), officer(Function.OPEN_GOVERNMENT)
    assert receipts.look_up(number) == Progress("in-hand")
    assert queries.report(EYES, report.pk).receipted

    commands.handle_report(report.pk, said="约谈了所长", answer="已责令退还。", by=by)
    settle()

    assert receipts.look_up(number) == Progress("answered", "已责令退还。", clock.today())
    assert queries.report(EYES, report.pk).answer == "已责令退还。"
    act = Act.objects.get(kind="publication.report-handled")
    told = json.loads(act.body)
    assert len(told["answer"]) == len(told["said"]) == 64
    inbox._tell(queries.replies(EYES, receipts=[report.receipt]))  # a box fetched again tells nothing older
    assert receipts.look_up(number).state == "answered"
    with clock.frozen(DAY + inbox.REMEMBERED + timedelta(days=1)):
        fetch()
        assert receipts.look_up(number) is None


def test_a_report_without_a_receipt_is_answered_nowhere() -> None:
    handed(TOLD)
    fetch()
    plain = Report.objects.get()
    commands.handle_report(plain.pk, said="查无此事", answer="没有人能看到", by=officer(Function.OPEN_GOVERNMENT))
    settle()
    plain.refresh_from_db()
    assert (plain.answer, plain.receipt) == ("", "")
    assert not Receipt.objects.exists()


def test_what_is_purged_is_answered_no_more() -> None:
    number = receipts.new_number()
    report = reported(number)
    security, audit = (Actor.account(make_account(name, functions=(), administers=name).pk) for name in ("security", "audit"))

    commands.purge(f"report:{report.pk}", witness=audit, by=security)

    assert receipts.look_up(number) is None


def test_an_answer_with_a_classification_mark_is_refused() -> None:
    report = reported(receipts.new_number())

    with pytest.raises(MarkedSecret):
        commands.handle_report(report.pk, said="查实", answer="机密★10年", by=officer(Function.OPEN_GOVERNMENT))
    report.refresh_from_db()
    assert report.handled_at is None


@pytest.mark.parametrize("more", [{"receipt": "x"}, {"receipt": "a" * 64}, {"receipt": "a" * 64, "lock": "Z" * 64}])
def test_a_receipt_that_is_none_is_not_kept(more: dict[str, str]) -> None:
    handed(TOLD | more)
    fetch()

    assert (Report.objects.get().receipt, Report.objects.get().lock) == ("", "")


def test_what_is_not_there_is_refused(power) -> None:
    by = office()
    for attempt in (
        lambda: commands.set_words_aside(NOBODY, reason="x", by=by), lambda: commands.handle_report(NOBODY, said="x", by=by),
        lambda: commands.propose_alias(NOBODY, power, by=by),
    ):  # fmt: skip
        with pytest.raises(NoSuchLetter):
            attempt()
    assert queries.report(EYES, NOBODY) is None
    assert queries.missing_word(EYES, NOBODY) is None


def test_a_power_that_is_not_there_gets_no_name(words: MissingWords) -> None:
    with pytest.raises(NoSuchPower):
        commands.propose_alias(words.pk, NOBODY, by=officer(Function.OPEN_GOVERNMENT))
    assert queries.missing_word(EYES, words.pk).state == "waiting"


def test_what_should_never_have_been_handed_in_is_purged_by_two_administrators(power, words: MissingWords) -> None:
    handed(TOLD)
    fetch()
    report = Report.objects.get().pk
    commands.propose_alias(words.pk, power, by=office())
    security, audit = (Actor.account(make_account(name, functions=(), administers=name).pk) for name in ("security", "audit"))
    with pytest.raises(NotAllowed):
        commands.purge(f"report:{report}", witness=audit, by=office())

    done = commands.purge(f"report:{report}", witness=audit, by=security)
    assert (done.rows, done.since) == (1, datetime(2026, 11, 24, tzinfo=clock.BEIJING))
    done = commands.purge(f"missing-words:{words.pk}", witness=audit, by=security)
    assert done.beside == (f"power:{power}",)
    assert not Report.objects.exists()
    assert not MissingWords.objects.exists()
    with pytest.raises(NoSuchSpill):
        commands.purge(f"report:{NOBODY}", witness=audit, by=security)


def test_who_reports_is_known_to_who_answers_alone() -> None:
    handed(TOLD)
    fetch()
    report = Report.objects.get().pk
    seers = {name: standing(officer(one, name=name)) for name, one in (("a", Function.OPEN_GOVERNMENT), ("b", Function.SUPERVISOR), ("c", Function.REGISTRAR))}

    assert queries.report(seers["a"], report).contact == TOLD["contact"]
    assert queries.report(seers["b"], report).contact == ""
    assert [row.contact for row in queries.reports(seers["b"]).rows] == [""]
    for asked in (lambda: queries.report(seers["c"], report), lambda: queries.reports(seers["c"]), lambda: queries.missing_words(seers["b"]), lambda: queries.missing_word(seers["b"], NOBODY), lambda: queries.unopened(seers["a"])):
        with pytest.raises(NotAllowed):
            asked()
    counts = [queries.inbox_counts(seers[name]) for name in "abc"]
    assert [(c.words, c.reports) for c in counts] == [(0, 1), (0, 1), (0, 0)]


def test_nobody_else_works_on_what_came_in(power, words: MissingWords) -> None:
    handed(TOLD)
    fetch()
    other = officer(Function.SUPERVISOR)
    for attempt in (
        lambda: commands.propose_alias(words.pk, power, by=other), lambda: commands.set_words_aside(words.pk, reason="x", by=other),
        lambda: commands.handle_report(Report.objects.get().pk, said="x", by=other), lambda: commands.take_in([], by=other),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            attempt()
