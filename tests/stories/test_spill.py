"""What should never have come in is taken out for good: by two people, from everywhere, down to the last byte."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.sessions.models import Session
from django.db import connection

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as catalogue_seen
from sunlit.catalogue.models import (
    Acceptance,
    Check,
    CheckedItem,
    Found,
    Loading,
    Power,
    PowerEdition,
    StagedItem,
    Submission,
)
from sunlit.desk.accounts import proved
from sunlit.files import store
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.kernel.ids import new_id
from sunlit.law import commands as law
from sunlit.law.models import Instrument, Version
from sunlit.ledger import Unchanged, worker
from sunlit.ledger.verifying import verify
from sunlit.noticeboard.models import Export, Record, Sought
from sunlit.noticeboard.store import keeping, searching
from sunlit.noticeboard.values import PublicResultRow
from sunlit.organs.rules import NotAllowed
from sunlit.publication import commands
from sunlit.publication.commands import scrubbing
from sunlit.publication.rules import spills as rules
from tests.publication.charts import DRAWN, draw_for
from tests.publication.publishing import adjusted, filed, office, opening, registrar, settle, unit
from tests.support import city
from tests.support.ledger import nothing_recorded, recorded, refused
from tests.support.people import PASSWORD, code_of, make_account
from tests.support.program import COMMAND
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from uuid import UUID

    from tests.support.ledger import CommittedTo

MARK = "ZQX7F3A9"
HEAD = "序号,职权编码,职权名称,职权类别,实施依据,行使主体,承办机构,承诺时限,申请材料,备注\n"
SPILT = f"1,SF-XK-1,夜间{MARK}开办许可,行政许可,《夜间集市法》第九条 {MARK},示范市集市管理局,市场准入科,8个工作日,{MARK}申请书,{MARK}备注\n"
PLAIN = "2,SF-CF-1,对摊主不悬挂摊位证的处罚,行政处罚,《示范市夜间集市摊位管理办法》第十条,示范市集市管理局,稽查科,,,\n"
SQLITE = "connection.vendor == 'sqlite'"


@dataclass(frozen=True)
class Spilt:
    """One power that should never have come in, and the ways it went."""

    home: CommittedTo
    power: UUID
    loading: UUID
    lists: UUID
    sample: str
    security: Actor
    audit: Actor


@pytest.fixture
def administrators() -> tuple[Any, Any]:
    two = [make_account(name, functions=(), administers=name) for name in ("security", "audit")]
    for one in two:  # as the program itself would have it
        one.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", 1)
        one.save(update_fields=["password"])
    return two[0], two[1]


@pytest.fixture
def spilt(committing_db: CommittedTo, settings: Any, administrators: tuple[Any, Any]) -> Spilt:
    """Loaded from a workbook, checked, changed, filed, published, announced, made into files, put out again."""
    settings.FILES_ROOT = committing_db.home / "files"
    settle()
    files = [("清单.csv", (HEAD + SPILT + PLAIN).encode())]
    lists = catalogue.submit_lists(files, secret_answer="no", by=registrar())
    loading = catalogue.stage_lists(files, unit=unit(), secret_answer="no", by=registrar())
    drafts = catalogue.commit_loading(loading, by=registrar())
    edition = next(e for e in PowerEdition.objects.filter(pk__in=drafts) if MARK in e.name)
    sample = store.keep(f"{MARK} 样表".encode())
    content = catalogue_seen.edition(city.EYES, edition.pk).content  # type: ignore[union-attr]
    material = replace(content.materials[0], sample=sample)
    shown = replace(content.disclosure, scope="society")
    content = replace(content, materials=(material,), disclosure=shown, result=f"{MARK}许可证", remarks=f"{MARK}内部")
    catalogue.save_draft(edition.pk, content, revision=0, by=registrar())
    catalogue.file_edition(edition.pk, opinion=f"{MARK}准予备案", by=office())
    catalogue.file_editions([key for key in drafts if key != edition.pk], opinion="准予备案", by=office())
    filed(opening(name=f"{MARK}子项"), parent=edition.power_id)
    with clock.frozen(clock.now() + timedelta(days=1)):
        adjusted(edition.power_id, reason=f"{MARK}改了结果", result=f"{MARK}电子证照")
        catalogue.suspend(edition.power_id, reason=f"{MARK}暂停", by=office())
        catalogue.publish_unit(unit(), by=office())
        row = PublicResultRow(power=str(edition.power_id), name=f"{MARK}开办许可", outcome="renamed", reason=f"{MARK}更名")
        draw_for(edition.power_id, replace(DRAWN, name=f"{MARK}流程"))
        commands.announce_result(unit(), [row], on=clock.today(), by=office())
        worker.run_dry()
        keeping.keep("directory/all.csv", "text/csv", MARK.encode(), at=clock.now(), place=1)
    keeping.keep("sealing-key", "application/octet-stream", b"key", at=clock.now(), place=1)
    Session.objects.create(session_key="k" * 32, session_data=MARK, expire_date=clock.now() + timedelta(days=1))
    security, audit = (Actor.account(one.pk) for one in administrators)
    return Spilt(committing_db, edition.power_id, loading, lists, sample, security, audit)


def holding(home: Path) -> set[str]:
    """The files under a home in which the mark stands, in any case, as UTF-8 or UTF-16."""
    found = set()
    for path in home.rglob("*"):
        data = path.read_bytes().lower() if path.is_file() else b""
        if any(MARK.lower().encode(form) in data for form in ("utf-8", "utf-16-le")):
            found.add(path.name.removesuffix("-wal"))
    return found


def run(home: CommittedTo, *words: str, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words], env=home.environment, cwd=ROOT, input=said, capture_output=True, encoding="utf-8", check=False, timeout=120
    )


def said(*accounts: Any) -> str:
    return "".join(f"{one.username}\n{PASSWORD}\n{code_of(one.totp_secret)}\n" for one in accounts)


@pytest.mark.skipif(f"not ({SQLITE})", reason="reads the files of SQLite")
def test_of_a_spill_no_byte_is_left_and_what_was_never_spilt_stays(spilt: Spilt, administrators: tuple[Any, Any], tmp_path_factory: Any) -> None:
    before, after = (tmp_path_factory.mktemp("backups") / name for name in ("held", "clean"))
    assert run(spilt.home, "backup", str(before)).returncode == 0
    assert {"sunlit.sqlite3", "noticeboard.sqlite3", spilt.sample} <= holding(spilt.home.home)

    done = run(spilt.home, "spill", "purge", f"power:{spilt.power}", "--json", said=said(*administrators))

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert holding(spilt.home.home) == set()
    assert (told["scrubbed"], told["records"] > 2, told["files"]) == (True, True, 3)
    assert list(Record.objects.filter(kind="flow", version=1).values_list("key", "body")) == [(str(spilt.power), None)]
    assert [(one["folder"], one["there"]) for one in told["backups"]] == [(str(before), True)]
    assert set(told["beside"]) == {f"loading:{spilt.loading}", f"lists:{spilt.lists}"}
    assert verify().faults == ()

    [act] = recorded("publication.spill-purged")
    assert act.actor == spilt.security.name
    assert json.loads(act.body)["witness"] == spilt.audit.name
    places = Power.objects.filter(secret=True)
    assert set(places) == set(Power.objects.filter(pk=spilt.power) | Power.objects.filter(parent=spilt.power))
    assert not PowerEdition.objects.filter(power__in=places).exists()
    assert PowerEdition.objects.filter(name="对摊主不悬挂摊位证的处罚").exists()
    assert StagedItem.objects.get().name == CheckedItem.objects.get().name == "对摊主不悬挂摊位证的处罚"
    assert not Session.objects.exists()
    assert run(spilt.home, "backup", str(after)).returncode == 0
    assert holding(after) == set()


@pytest.mark.skipif(f"not ({SQLITE})", reason="reads the files of SQLite")
def test_whoever_is_interrupted_begins_again(spilt: Spilt, administrators: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"power:{spilt.power}"
    destroy = store.destroy
    with monkeypatch.context() as broken:
        broken.setattr(store, "destroy", lambda sha256: destroy(sha256) and 1 / 0)
        with nothing_recorded(), pytest.raises(ZeroDivisionError):
            commands.purge(name, witness=spilt.audit, by=spilt.security)
    assert PowerEdition.objects.filter(power=spilt.power).exists()

    assert isinstance(commands.purge(name, witness=spilt.audit, by=spilt.security), commands.Purged)  # and killed before the disk is clean
    assert holding(spilt.home.home)

    again = run(spilt.home, "spill", "purge", name, said=said(*administrators))
    assert again.returncode == 0, again.stderr
    assert "早已清除" in again.stdout
    assert holding(spilt.home.home) == set()
    assert len(recorded("publication.spill-purged")) == 1
    assert verify().faults == ()


def test_the_worker_cleans_the_disk_and_what_was_on_its_way(spilt: Spilt) -> None:
    commands.purge(f"power:{spilt.power}", witness=spilt.audit, by=spilt.security)
    worker.run_dry()

    assert searching.search(MARK).total == 0
    assert not Sought.objects.filter(name__contains=MARK.lower()).exists()
    assert not [body for body in Record.objects.values_list("body", flat=True) if body and MARK in body]
    assert set(Export.objects.filter(name__startswith="sealing").values_list("name", flat=True)) == {"sealing-key"}
    assert not Export.objects.filter(name="directory/all.csv", data=MARK.encode()).exists()


def test_a_placeholder_shows_nothing_of_what_it_was(spilt: Spilt) -> None:
    commands.purge(f"power:{spilt.power}", witness=spilt.audit, by=spilt.security)

    seen = catalogue_seen.power(city.EYES, spilt.power)
    assert seen is not None
    assert (seen.secret, seen.codes, seen.editions, seen.states) == (True, (), (), ())
    assert catalogue_seen.powers(city.EYES, words="SF-XK-1").total == 0
    with refused(rules.NoSuchSpill):
        commands.purge(f"power:{new_id()}", witness=spilt.audit, by=spilt.security)


@pytest.mark.parametrize("what", ["lists", "loading", "file"])
def test_lists_are_purged_by_what_they_are_or_by_their_file(spilt: Spilt, what: str) -> None:
    loading = Loading.objects.get()
    sha256 = loading.files[0]["sha256"]
    check = Check.objects.get()
    found = Found.objects.filter(check_run=check).first()
    if found is not None:
        catalogue.accept_finding(found.pk, reason="有统一口径，维持原样。", by=office())
    names = {"lists": f"lists:{spilt.lists}", "loading": f"loading:{spilt.loading}", "file": f"FILE:{sha256}"}

    done = commands.purge(names[what], witness=spilt.audit, by=spilt.security)

    assert isinstance(done, commands.Purged)
    assert Submission.objects.exists() == CheckedItem.objects.exists() == Acceptance.objects.exists() == (what == "loading")
    assert Loading.objects.exists() == StagedItem.objects.exists() == (what == "lists")
    assert store.holds(sha256) == (what != "file")  # what somebody else handed in as well is theirs, and named
    named = {"lists": {f"loading:{spilt.loading}"}, "loading": {f"lists:{spilt.lists}"}, "file": set()}[what]
    assert named <= set(done.beside)
    assert (f"power:{spilt.power}" in done.beside) == (what != "lists")
    assert isinstance(commands.purge(names[what], witness=spilt.audit, by=spilt.security), Unchanged)


def test_a_file_that_a_power_names_is_destroyed_and_the_power_is_named(spilt: Spilt) -> None:
    done = commands.purge(f"file:{spilt.sample}", witness=spilt.audit, by=spilt.security)

    assert isinstance(done, commands.Purged)
    assert (done.files, done.beside) == (1, (f"power:{spilt.power}",))


def test_a_law_that_should_never_have_come_in_goes_with_what_it_ended(spilt: Spilt) -> None:
    text = f"# 示范市{MARK}规定\n\n（2026年1月1日示范市人民政府令第9号公布）\n\n第一条　{MARK}。\n\n第二条　本规定自2026年2月1日起施行。《示范市夜间集市摊位管理办法》同时废止。\n"
    law.load_laws([(f"{MARK}.md", text.encode())], by=city.OFFICER)
    held = Instrument.objects.get(title__contains=MARK)
    assert Instrument.objects.filter(ended_by__contains=MARK).exists()

    done = commands.purge(f"law:{held.pk}", witness=spilt.audit, by=spilt.security)

    assert isinstance(done, commands.Purged)
    assert done.since is not None
    assert not Instrument.objects.filter(title__contains=MARK).exists()
    assert not Instrument.objects.filter(ended_by__contains=MARK).exists()
    assert Version.objects.exists()
    assert isinstance(commands.purge(f"law:{held.pk}", witness=spilt.audit, by=spilt.security), Unchanged)


def test_it_takes_two_administrators_and_nobody_else(spilt: Spilt) -> None:
    name = f"power:{spilt.power}"
    system = Actor.account(make_account("system", functions=(), administers="system").pk)
    for by, witness, refusal in (
        (spilt.security, spilt.security, rules.TwoPeople),
        (spilt.security, system, rules.TwoPeople),
        (spilt.security, office(), rules.TwoPeople),
        (spilt.audit, spilt.security, NotAllowed),
        (system, spilt.audit, NotAllowed),
        (office(), spilt.audit, NotAllowed),
        (city.OFFICER, spilt.audit, NotAllowed),
        (Actor.system("cli"), Actor.system("cli"), NotAllowed),
    ):
        with nothing_recorded(), refused(refusal):
            commands.purge(name, witness=witness, by=by)
    for words in ("power:1", "acts:x", "file:zz", "", spilt.power.hex):
        with refused(rules.NotASpill):
            commands.purge(words, witness=spilt.audit, by=spilt.security)
    purges: tuple[Callable[..., object], ...] = (catalogue.purge_power, catalogue.purge_lists, catalogue.purge_loading, law.purge_law)
    for purge in purges:
        with refused(NotAllowed):
            purge(spilt.power, by=office())


@pytest.mark.django_db
def test_both_prove_who_they_are_by_password_and_a_code_that_is_good_once() -> None:
    security, audit = (make_account(name, functions=(), administers=name) for name in ("security", "audit"))
    code = code_of(security.totp_secret)

    assert proved(security.username, "wrong", code) is None
    assert proved(security.username, PASSWORD, "000000") is None
    assert proved("nobody", PASSWORD, code) is None
    assert proved(make_account("bare", second_factor=False, functions=()).username, PASSWORD, code) is None
    assert proved(security.username.upper(), PASSWORD, f" {code} ") == security.pk
    assert proved(security.username, PASSWORD, code) is None
    assert proved(audit.username, PASSWORD, code_of(audit.totp_secret)) == audit.pk


def test_the_command_line_refuses_in_words(spilt: Spilt, administrators: tuple[Any, Any]) -> None:
    security, audit = administrators
    name = f"power:{spilt.power}"
    wrong = run(spilt.home, "spill", "purge", name, said=said(security, audit).replace(PASSWORD, "wrong", 1))
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "没有清除任何内容" in wrong.stderr
    alone = run(spilt.home, "spill", "purge", name, said=said(security) * 2)
    assert alone.returncode == 1
    assert PowerEdition.objects.filter(power=spilt.power).exists()


def pages_of_postgresql() -> bytes:
    """The files in which PostgreSQL keeps what editions say, and what is staged."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class WHERE relkind IN ('r', 't') AND (relname "
            "LIKE 'catalogue\\_%' OR oid IN (SELECT reltoastrelid FROM pg_class WHERE relname LIKE 'catalogue\\_%'))"
        )
        return b"".join(bytes(row[0]) for row in cursor.fetchall())


@pytest.mark.skipif(SQLITE, reason="reads the files of PostgreSQL")
def test_postgresql_keeps_no_dead_rows(spilt: Spilt) -> None:
    assert MARK.encode() in pages_of_postgresql()

    commands.purge(f"power:{spilt.power}", witness=spilt.audit, by=spilt.security)
    assert MARK.encode() in pages_of_postgresql()
    assert commands.scrub().whole
    assert MARK.encode() not in pages_of_postgresql()


@pytest.mark.skipif(SQLITE, reason="reads the files of PostgreSQL")
@pytest.mark.parametrize("read", ["SELECT 1", "SELECT count(*) FROM catalogue_poweredition"])
def test_who_still_reads_postgresql_is_told_of(spilt: Spilt, monkeypatch: pytest.MonkeyPatch, read: str) -> None:
    monkeypatch.setattr(scrubbing, "_PAUSE", 0.01)
    reader = connection.copy()
    with reader.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(read)
        commands.purge(f"power:{spilt.power}", witness=spilt.audit, by=spilt.security)
        assert not commands.scrub().whole
        assert MARK.encode() in pages_of_postgresql()
        cursor.execute("ROLLBACK")
    reader.close()
    assert commands.scrub().whole
    assert MARK.encode() not in pages_of_postgresql()
