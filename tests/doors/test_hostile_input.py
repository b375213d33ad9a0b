"""What is made to hurt is refused in words at every door, or shown as it is; nothing of it runs, nothing falls over."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sunlit.catalogue import commands, queries
from sunlit.catalogue.models import StagedItem, SubmittedFile
from sunlit.catalogue.sheets import screening
from sunlit.ledger import worker
from sunlit.organs.models import Unit
from tests.catalogue.workbooks import HEADER, Sheet, row, xlsx
from tests.publication.publishing import opening
from tests.support import city, desk_city
from tests.support.people import make_account, make_unit

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

pytestmark = pytest.mark.django_db
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 50 + '"><!ENTITY c "' + "&b;" * 50 + '"><!ENTITY d "'
    + "&c;" * 50 + '"><!ENTITY e "' + "&d;" * 50 + '">]><x>&e;</x>'
)  # fmt: skip
DEEP = "<x>" * 100_000 + "</x>" * 100_000


@pytest.fixture
def unit() -> UUID:
    return make_unit()


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_account())
    return client


def packed(data: bytes, **parts: str) -> bytes:
    """An office file with some of its parts replaced, or added."""
    out = io.BytesIO()
    told = {name.replace("__", "/").replace("_", "."): text for name, text in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, told.pop(part.filename, None) or old.read(part))
        for name, text in told.items():
            new.writestr(name, text)
    return out.getvalue()


PLAIN = xlsx(Sheet([list(HEADER), row()]))
HOSTILE = {
    "laughs.xlsx": packed(PLAIN, xl__sharedStrings_xml=LAUGHS),
    "laughs-sheet.xlsx": packed(PLAIN, xl__worksheets__sheet1_xml=LAUGHS),
    "deep.xlsx": packed(PLAIN, xl__worksheets__sheet1_xml=DEEP),
    "deep.docx": packed(PLAIN, word__document_xml=DEEP),
    "laughs.docx": packed(PLAIN, word__document_xml=LAUGHS),
    "nul.csv": b"\0" * 100_000,
    "wrong.csv": "职权名称,实施依据\n许可,".encode() + bytes(range(128, 256)),
    "deep.json": b"[" * 200_000,
    "long.csv": b"x" * 2_000_000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_no_file_brings_the_desk_down(desk: Client, name: str) -> None:
    for address, more in (("/lists/hand-in/", {"secret": "no"}), ("/laws/load/", {})):
        answer = desk.post(address, {"uploads": [desk_city.as_file(name, HOSTILE[name])], **more})
        assert answer.status_code in (200, 302, 422)
    worker.run_dry()
    [submission], _ = queries.submissions(city.EYES)
    assert submission.latest.state in ("checked", "failed")
    assert desk.get(f"/lists/{submission.id}/").status_code == 200


def test_what_is_looked_through_for_marks_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screening, "_MOST_UNPACKED", 100_000)
    monkeypatch.setattr(screening, "_PIECE", 10_000)
    bomb = packed(PLAIN, xl__comments1_xml="0" * 50_000_000)
    assert len(bomb) < 100_000
    assert screening.marks_of_file("清单.xlsx", bomb) == ()


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "..\\..\\boot.ini", "a\0b.csv", "CON.csv", "甲" * 400 + ".csv", "清单\u202egnp.csv", "-rf.csv", "a\nb.csv"]
)
def test_the_name_of_an_upload_leads_nowhere_and_reads_as_it_is(desk: Client, name: str) -> None:
    answer = desk.post("/lists/hand-in/", {"uploads": [desk_city.as_file(name, b"x")], "secret": "no"})
    if answer.status_code in (400, 422):
        return
    kept = SubmittedFile.objects.get().name
    assert not set("/\\\0\n\u202e") & set(kept)
    assert len(kept) <= 255


@pytest.mark.parametrize("words", ["\u202e可许市夜", "夜市\0许可", "夜市\u2066许可\u2069"])
def test_a_name_reads_as_it_is_kept(unit: UUID, words: str) -> None:
    edition = commands.draft_power(unit, opening(name=words), secret_answer="no", by=city.OFFICER)
    seen = queries.edition(city.EYES, edition)
    assert seen is not None
    assert not set("\0\u202e\u2066\u2069") & set(seen.content.name)
    assert commands.save_draft(edition, replace(seen.content, result=words), revision=0, by=city.OFFICER) == 1
    again = queries.edition(city.EYES, edition)
    assert again is not None
    assert not set("\0\u202e\u2066\u2069") & set(again.content.result)


def test_a_formula_and_a_tag_in_a_list_stay_words(desk: Client, unit: UUID) -> None:
    name = Unit.objects.get(pk=unit).code
    evil = '=HYPERLINK("http://evil.example";"x")<script>alert(1)</script>'
    text = f'职权名称,职权类别,实施依据,行使主体\n"{evil.replace(chr(34), chr(34) * 2)}",行政许可,《某法》第一条,{name}\n'
    loading = commands.stage_lists([("清单.csv", text.encode())], unit=unit, secret_answer="no", by=city.OFFICER)
    assert StagedItem.objects.get(loading=loading).name.startswith("=HYPERLINK")

    page = desk.get(f"/powers/import/{loading}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    returned = desk.get(f"/powers/import/{loading}/returned/")
    with zipfile.ZipFile(io.BytesIO(b"".join(returned) if returned.streaming else returned.content)) as book:
        assert not [n for n in book.namelist() if n.startswith("xl/worksheets/") and b"<f>" in book.read(n)]


def test_a_cell_of_megabytes_is_refused_or_read_and_the_page_stays_small(desk: Client, unit: UUID) -> None:
    text = f"职权名称,职权类别,实施依据\n{'长' * 2_000_000},行政许可,《某法》第一条\n"
    answer = desk.post("/lists/hand-in/", {"uploads": [desk_city.as_file("清单.csv", text.encode())], "secret": "no"})
    assert answer.status_code in (302, 422)
    worker.run_dry()


def test_json_that_is_no_calendar_is_refused(client: Client) -> None:
    client.force_login(make_account("root", functions=(), administers="system"))
    for data in (b"[" * 100_000, json.dumps({"days": ["x"] * 100_000}).encode(), b"\xff\xfe\x00", b"1e999999"):
        answer = client.post("/calendar/load/", {"uploads": [desk_city.as_file("放假.json", data)]})
        assert answer.status_code == 422
