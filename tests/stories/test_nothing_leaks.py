"""What may not leave is marked wherever it stands, everything is published, and no marker is found in what has left."""

from __future__ import annotations

import html
import logging
import re
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.db import connections
from django.test import Client

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.values import StepPost
from sunlit.kernel import clock
from sunlit.law import commands as law
from sunlit.ledger import worker
from sunlit.ledger.models import Act
from sunlit.noticeboard.models import Shown
from sunlit.noticeboard.store import keeping, searching
from sunlit.noticeboard.values import PublicResultRow
from sunlit.organs.models import Account, Appointment, Officer, Post
from sunlit.portal.freezing import freeze
from sunlit.publication import commands
from sunlit.publication.reactions import make_all_files
from sunlit.publication.rules import INTERNAL, records
from tests.publication.publishing import adjusted, filed, office, opening, posted, registrar, settle, unit
from tests.support import city
from tests.support.markers import OPEN, Markers, opened
from tests.support.people import make_account

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.catalogue.values import PowerContent
    from tests.support.ledger import CommittedTo

pytestmark = [pytest.mark.urls("sunlit.portal.root"), pytest.mark.usefixtures("committing_db")]
SHOWN = "夜间集市开办许可"


@pytest.fixture
def marks(committing_db: CommittedTo, settings: Any) -> Markers:
    settings.FILES_ROOT = committing_db.home / "files"
    settings.MIDDLEWARE = ["sunlit.look.language.ChosenLanguage"]
    settings.ALLOWED_HOSTS = ["*"]
    settle()
    return Markers()


def of_scope(content: PowerContent, scope: str) -> PowerContent:
    return replace(content, disclosure=replace(content.disclosure, scope=scope))


def plant_people(marks: Markers) -> None:
    """Officers whom the public is not told by name, their numbers, their phones, why; who signs in, and as whom."""
    account = make_account("zq-clerk", display_name=marks.new("display name"), functions=())
    account.username = marks.new("user name")
    account.save(update_fields=["username"])
    for post in Post.objects.exclude(naming="full"):
        Post.objects.filter(pk=post.pk).update(phone=marks.new(f"phone of {post.code}"), naming_reason=marks.new(f"reason of {post.code}"))
        if post.naming == "post-only":
            Post.objects.filter(pk=post.pk).update(number=marks.new(f"number of {post.code}"))
        for held in Appointment.objects.filter(post=post):
            Officer.objects.filter(pk=held.officer_id).update(name=marks.new(f"name of {held.officer_id}"))
    for kept in (Officer, Account):
        for key in kept.objects.values_list("pk", flat=True):  # type: ignore[attr-defined]
            marks.known(f"key of {kept.__name__} {key}", key)


def plant_powers(marks: Markers) -> None:
    """One power with markers in what is closed of it; and powers of which nothing may be seen."""
    content = marks.in_closed_fields(posted(name=SHOWN))
    named = [StepPost(number=90 + i, name="审查", post=p.pk, post_name=p.name) for i, p in enumerate(Post.objects.exclude(naming="full"))]
    loose = StepPost(number=99, name="抄告", post_name=marks.new("a person in words, tied to no post"))
    power = filed(replace(content, steps=(*content.steps, *named, loose)))
    waiting = filed(opening(name="对夜市噪声的检查", type="inspection"), on=clock.today() - timedelta(days=9))
    adjusted(waiting, result="整改通知书")
    _mark_columns(marks)
    catalogue.start_edition(power, by=registrar())
    draft = PowerEdition.objects.get(power=power, state="draft")
    catalogue.save_draft(draft.pk, marks.everywhere(opening(), "draft of a published power"), revision=0, by=registrar())
    for scope in ("internal", "party", ""):
        filed(of_scope(marks.everywhere(opening(), f"scope {scope or 'undecided'}"), scope))
    new = catalogue.draft_power(unit(), marks.everywhere(opening(), "a new draft"), secret_answer="no", by=registrar())
    dropped = catalogue.draft_power(unit(), marks.everywhere(opening(), "a draft given up"), secret_answer="no", by=registrar())
    catalogue.drop_draft(dropped, by=registrar())
    marks.known("key of a draft", new)
    place = catalogue.register_secret(unit(), by=registrar())
    marks.known("key of a placeholder", place)
    row = PublicResultRow(power=str(place), name=marks.new("a placeholder in a notice"), outcome="new")
    commands.announce_result(unit(), [row, PublicResultRow(power=str(power), name=SHOWN, outcome="kept")], on=clock.today(), by=office())


def _mark_columns(marks: Markers) -> None:
    """What stands beside the words of an edition: opinions, notes of cells, what was found, which no command words here."""
    later = catalogue.draft_power(unit(), opening(name="街头演出许可"), secret_answer="no", by=registrar())
    PowerEdition.objects.filter(pk=later).update(provenance={"name": {"file": marks.new("provenance"), "sheet": "", "cell": "A1"}})
    catalogue.file_edition(later, opinion=marks.new("opinion"), reason=marks.new("reason of a first edition"), by=office())
    due = [{"law": marks.new("due for review"), "on": "2026-01-01"}]
    PowerEdition.objects.filter(pk=later).update(due_for_review=due)


def plant_lists(marks: Markers) -> None:
    """Lists handed in, staged, checked, accepted; a law file by the name its sender gave it."""
    head = "序号,职权名称,职权类别,实施依据,行使主体,备注\n"
    table = f"{head}1,{marks.new('a listed power')},行政许可,《夜间集市法》第九条,示范市集市管理局,{marks.new('a remark in a list')}\n".encode()
    files = [(f"{marks.new('name of a list')}.csv", table)]
    catalogue.submit_lists(files, secret_answer="no", by=registrar())
    catalogue.stage_lists(files, unit=unit(), secret_answer="no", by=registrar())
    text = "# 示范市灯谜规定\n\n（2026年1月1日示范市人民政府令第9号公布）\n\n第一条　猜灯谜。\n\n第二条　本规定自2026年2月1日起施行。\n"
    law.load_laws([(f"{marks.new('name of a law file')}.md", text.encode())], by=city.OFFICER)


def publish_all() -> None:
    """All there is, by the commands and the worker; the files, when it is quiet."""
    catalogue.publish_unit(unit(), by=office())
    worker.run_dry()
    make_all_files()


def board() -> Iterator[tuple[str, bytes]]:
    """Every byte of the noticeboard's database, and of what is packed in it."""
    connection = connections["noticeboard"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            yield "noticeboard", Path(connection.settings_dict["NAME"]).read_bytes()
        else:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t")
                yield table, "\n".join(row[0] for row in cursor.fetchall()).encode()
    for kept in keeping.names():
        yield from opened(kept.name, keeping.read(kept.name)[1])  # type: ignore[index]


def pages() -> Iterator[tuple[str, bytes]]:
    """Every page that is led to from the first, and every key in every kind of address, in both languages."""
    keys = Shown.objects.values_list("kind", "key")
    addresses = {"power": "/powers/{}/", "unit": "/units/{}/", "result": "/results/{}/", "law": "/laws/{}/"}
    client, seen = Client(), set[str]()
    waiting = ["/", "/feed.atom", "/sitemap.xml", "/search/?q=夜", "/downloads/"]
    waiting += [addresses[kind].format(key) for kind, key in keys if kind in addresses]
    waiting += [f"/powers/{key}/json/" for kind, key in keys if kind == "power"]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        for language in ("zh-hans", "en"):
            answer = client.get(address, headers={"accept-language": language})
            data = b"".join(answer) if answer.streaming else answer.content
            yield from opened(address, data)
        if answer.headers["Content-Type"].startswith("text/html"):
            waiting += [a for a in map(_own, re.findall(r' href="([^"]*)"', data.decode())) if a]


def _own(address: str) -> str:
    parts = urlsplit(html.unescape(address))
    return f"{parts.path}{'?' + parts.query if parts.query else ''}" if not parts.netloc and parts.path.startswith("/") else ""


def folder(root: Path) -> Iterator[tuple[str, bytes]]:
    """The static site."""
    freeze(root / "site", languages=("zh-hans", "en"), base="https://city.example/powers/")
    for path in sorted((root / "site").rglob("*")):
        if path.is_file():
            yield from opened(str(path.relative_to(root)), path.read_bytes())


@pytest.mark.long
def test_no_marker_leaves(marks: Markers, tmp_path_factory: pytest.TempPathFactory, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        plant_people(marks)
        plant_powers(marks)
        plant_lists(marks)
        publish_all()
        left = [*board(), *pages(), *folder(tmp_path_factory.mktemp("static"))]
    logs = [("log", f"{r.getMessage()} {r.exc_text or ''}".encode()) for r in caplog.records if r.name.partition(".")[0] in ("sunlit", "django")]
    acts = [("ledger", body.encode()) for body in Act.objects.exclude(kind__startswith="organs.").values_list("body", flat=True)]

    assert marks.found([*left, *logs]) == set()
    assert {found for found in marks.found(acts) if not found[0].startswith("key of")} == set()
    assert not [where for where, marker in marks.planted.items() if searching.search(marker).total]
    assert len(marks.planted) > 100
    assert any(SHOWN.encode() in data for _, data in left)
    assert {"all.csv", "all.json", "all.xlsx"} <= {name.removeprefix("directory/") for name, _ in left}


@pytest.mark.parametrize("closed", sorted(INTERNAL))
def test_a_closed_field_that_is_let_out_is_noticed(marks: Markers, monkeypatch: pytest.MonkeyPatch, closed: str) -> None:
    kind, _, field = closed.partition(".")
    honest = records.public_content

    def careless(content: PowerContent) -> dict[str, Any]:
        parts = {"PowerContent": [content], "StepPost": content.steps, "Showing": content.disclosure.forms, "Material": content.materials}[kind]
        return honest(content) | {"result": str([getattr(part, field) for part in parts])}

    monkeypatch.setattr(records, "public_content", careless)
    power = filed(marks.in_closed_fields(posted(name=SHOWN)))
    catalogue.publish([power], by=office())
    worker.run_dry()

    assert {where.partition(".")[0] for where, _ in marks.found(board())} & {kind}


def test_what_was_taken_back_is_in_nothing_that_is_made_again(marks: Markers, tmp_path_factory: pytest.TempPathFactory) -> None:
    power = filed(marks.everywhere(posted(), "taken back"))
    filed(opening(name="留下的一项"))
    publish_all()
    assert marks.found(pages())
    catalogue.withdraw(power, reason="核对后再公布", by=office())
    worker.run_dry()
    make_all_files()

    files = [one for kept in keeping.names() for one in opened(kept.name, keeping.read(kept.name)[1])]  # type: ignore[index]
    assert files
    assert marks.found([*files, *pages(), *folder(tmp_path_factory.mktemp("static"))]) == set()


def test_what_is_open_is_written_down_twice() -> None:
    from sunlit.catalogue.values import powers as values

    kinds = [kind for kind in vars(values).values() if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__")]
    every = {f"{kind.__name__}.{field.name}" for kind in kinds for field in fields(kind)}

    assert every - OPEN == INTERNAL.keys() | {"Further.header", "Further.words"}, "say in tests.support.markers what else may leave"
    assert every >= OPEN
