"""What is made to hurt and handed in to be loaded: refused in words or read as it is; nothing of it is left behind."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from sunlit.catalogue import queries
from sunlit.catalogue.models import Loading, Power, StagedItem
from sunlit.catalogue.rules.staging import LoadingState
from sunlit.catalogue.sheets import screening
from sunlit.ledger import worker
from sunlit.organs.models import Unit
from tests.catalogue.workbooks import HEADER, Sheet, row, xlsx
from tests.doors.test_hostile_input import HOSTILE, PLAIN, packed
from tests.support import city, desk_city
from tests.support.people import make_account, make_unit

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

    from sunlit.catalogue.queries import LoadingSeen

pytestmark = pytest.mark.django_db
HEAD = "职权名称,职权类别,实施依据,行使主体\n"


@pytest.fixture
def unit() -> UUID:
    return make_unit()


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_account())
    return client


def hand_in(desk: Client, name: str, data: bytes, **more: str) -> Any:
    return desk.post("/powers/import/", {"uploads": [desk_city.as_file(name, data)], "secret": "no", **more})


def loaded(desk: Client, name: str, data: bytes) -> LoadingSeen:
    """What the worker made of it, and a page that shows it."""
    assert hand_in(desk, name, data).status_code == 302
    worker.run_dry()
    seen = queries.loadings(city.EYES)[0]
    assert desk.get(f"/powers/import/{seen.id}/").status_code == 200
    return seen


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_no_file_brings_the_import_down(desk: Client, name: str) -> None:
    answer = hand_in(desk, name, HOSTILE[name])
    if answer.status_code == 422:
        assert Loading.objects.count() == 0
        return
    worker.run_dry()
    (seen,) = queries.loadings(city.EYES)
    assert seen.state is LoadingState.STAGED
    assert (seen.counts["new"], Power.objects.count()) == (0, 0)
    told = desk.get(f"/powers/import/{seen.id}/").content.decode()
    assert len(told) < 200_000
    if seen.unread:
        assert (name in told, seen.unread[0]["reason"] in told) == (True, True)


def test_a_bomb_is_named_and_not_unpacked(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screening, "_MOST_UNPACKED", 100_000)
    bomb = packed(PLAIN, xl__worksheets__sheet1_xml="<worksheet><sheetData>" + "<row/>" * 40_000_000 + "</sheetData></worksheet>")
    assert len(bomb) < 2_000_000

    seen = loaded(desk, "清单.xlsx", bomb)

    assert (seen.counts["new"], len(seen.unread)) == (0, 1)
    assert seen.unread[0]["file"] == "清单.xlsx"


@pytest.mark.parametrize("name", ["清单.pdf", "清单.exe", "清单.docx", "清单"])
def test_the_first_bytes_decide_and_not_the_extension(desk: Client, unit: UUID, name: str) -> None:
    good = xlsx(Sheet([list(HEADER), row(name="挂灯许可")]))
    seen = loaded(desk, name, good)
    assert seen.counts["new"] + seen.counts["error"] == 1

    pretends = loaded(desk, "清单.xlsx", b"%PDF-1.7 nothing")
    assert [one["file"] for one in pretends.unread] == ["清单.xlsx"]
    assert pretends.unread[0]["reason"]


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd.csv", "..\\..\\boot.csv", "a\0b.csv", "CON.csv", "甲" * 400 + ".csv", "清单\u202egnp.csv", "-rf.csv", "a\nb.csv", "<script>.csv", "=1+1.csv"],
)  # fmt: skip
def test_the_name_of_a_list_leads_nowhere_and_a_name_that_cannot_be_is_told(desk: Client, name: str) -> None:
    answer = hand_in(desk, name, HEAD.encode())
    if answer.status_code in (400, 422):
        told = answer.content.decode()
        assert "文件名" in told
        assert "<form" in told or "<a " in told
        assert Loading.objects.count() == 0
        return
    worker.run_dry()
    (kept,) = Loading.objects.get().files
    assert not set("/\\\0\n\u202e") & set(kept["name"])
    assert len(kept["name"]) <= 255
    page = desk.get(f"/powers/import/{Loading.objects.get().pk}/")
    assert (page.status_code, "<script>.csv" in page.content.decode()) == (200, False)


def test_a_formula_a_tag_and_a_turned_word_are_words(desk: Client, unit: UUID) -> None:
    holder = Unit.objects.get(pk=unit).code
    names = ("=1+1许可", "@SUM(A1)许可", "+cmd许可", "<b>粗</b>许可", "\u202e可许市夜", "夜\u2066市\u2069许可")
    text = HEAD + "".join(f'"{name}",行政许可,《某法》第一条,{holder}\n' for name in names)

    seen = loaded(desk, "清单.csv", text.encode())

    held = [item.name for item in StagedItem.objects.filter(loading=seen.id).order_by("ordinal")]
    assert held[:4] == list(names[:4])
    assert not set("\u202e\u2066\u2069") & set("".join(held))
    page = desk.get(f"/powers/import/{seen.id}/").content.decode()
    assert ("<b>粗" in page, "&lt;b&gt;粗" in page) == (False, True)
    book = desk.get(f"/powers/import/{seen.id}/returned/").content
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert not [n for n in parts.namelist() if n.startswith("xl/worksheets/") and b"<f>" in parts.read(n)]


@pytest.mark.long
def test_a_cell_of_fifty_megabytes_is_told_and_the_page_stays_small(desk: Client, unit: UUID) -> None:
    holder = Unit.objects.get(pk=unit).code
    text = f"{HEAD}{'长' * 17_000_000},行政许可,《某法》第一条,{holder}\n点灯许可,行政许可,《某法》第一条,{holder}\n"
    assert len(text.encode()) > 50_000_000

    answer = hand_in(desk, "清单.csv", text.encode())

    if answer.status_code == 422:
        assert Loading.objects.count() == 0
        return
    worker.run_dry()
    (seen,) = queries.loadings(city.EYES)
    assert seen.state is LoadingState.STAGED
    assert seen.counts["error"] + seen.counts["unread"] >= 1
    page = desk.get(f"/powers/import/{seen.id}/")
    assert (page.status_code, len(page.content) < 300_000) == (200, True)
    assert Power.objects.count() == 0
