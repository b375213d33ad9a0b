"""Form 1 of what a unit has not published: for those inside, every page marked, nothing in it that stays inside."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.values import PowerContent
from sunlit.organs.policies import standing
from sunlit.publication import exports
from sunlit.publication.queries import unpublished
from tests.desk.test_powers import as_officer
from tests.publication.directories import font_names, pages
from tests.publication.publishing import adjusted, filed, office, officer, opening, posted, registrar, settle, unit
from tests.support import city
from tests.support.ledger import made_once

if TYPE_CHECKING:
    from sunlit.publication.values import Directory

pytestmark = pytest.mark.django_db(databases=["default", "noticeboard"])
SECRET = "只在机关内部看的备注"


made, _city = made_once(settle, for_all=True)


def drafted(name: str = "夜间集市临时停市备案", **more: Any) -> None:
    catalogue.draft_power(unit(), PowerContent(name=name, type="other", **more), secret_answer="no", by=registrar())


def told() -> Directory:
    found = unpublished(city.EYES, unit())
    assert found is not None
    return found


def test_drafts_and_what_is_on_record_are_told_apart_and_what_is_published_is_left_out() -> None:
    drafted(remarks=SECRET)
    filed(opening(name="未公布的一项"))
    published = filed(posted(name="已公布的一项"))
    catalogue.publish([published], by=office())
    again = filed(posted(name="有新草稿的一项"))
    catalogue.publish([again], by=office())
    catalogue.start_edition(again, by=registrar())
    catalogue.register_secret(unit(), by=registrar())

    directory = told()

    notes = {entry.power.name: entry.note for entry in directory.entries}
    assert notes == {
        "夜间集市临时停市备案": "草稿，未公布",
        "未公布的一项": "已备案，未公布",
        "有新草稿的一项": "草稿，未公布",
    }
    assert directory.mark == "未公布（含草稿），仅供机关内部审核"
    assert SECRET not in repr(directory)
    assert any(post.names for post in directory.posts.values())


def test_without_a_draft_the_mark_says_so_and_a_withdrawn_one_waits_again() -> None:
    power = filed(opening(name="撤下的一项"))
    catalogue.publish([power], by=office())
    assert unpublished(city.EYES, unit()) is None
    catalogue.withdraw(power, reason="核对后再公布", by=office())

    assert told().mark == "未公布，仅供机关内部审核"


def test_whoever_may_not_read_the_unit_gets_nothing() -> None:
    drafted()

    assert unpublished(standing(registrar()), unit()) is not None
    assert unpublished(standing(officer("3001")), unit()) is None


def test_every_form_of_it_is_marked_on_each_page_and_set_in_chinese() -> None:
    for n in range(12):
        drafted(
            f"备案{n}",
            conditions=tuple("条件" * 40 for _ in range(9)),
            duties=tuple("责任" * 60 for _ in range(9)),
            rights=tuple("权利" * 90 for _ in range(9)),
        )
    directory = told()
    [volume] = directory.volumes

    book = openpyxl.load_workbook(io.BytesIO(exports.form_one_workbook(directory, volume)))
    assert book.active.oddHeader.right.text == directory.mark
    assert directory.mark in book.active["A2"].value
    written = docx.Document(io.BytesIO(exports.form_one_document(directory, volume)))
    assert written.sections[0].header.paragraphs[0].text == directory.mark
    faces = exports.find()
    data = exports.form_one_pdf(directory, volume, faces)
    assert pages(data) > 1
    assert {"NotoSerifSC-Regular", "NotoSansSC-Regular"} <= font_names(data)
    assert data != exports.form_one_pdf(replace(directory, mark=""), volume, faces)


def test_it_takes_no_more_statements_for_more_powers() -> None:
    asked = []
    drafted()
    for n in range(2):
        with CaptureQueriesContext(connection) as now:
            told()
        asked.append(len(now))
        for i in range(3):
            drafted(f"又一项{n}{i}")
    assert asked[0] == asked[1]


@pytest.mark.parametrize("form", ["xlsx", "docx", "pdf"])
def test_it_is_taken_home_from_the_unit_s_page(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drafted()
    client, address = as_officer("2001"), f"/organs/{unit()}/form-one.{form}"
    assert address in client.get(f"/organs/{unit()}/").content.decode()

    answer = client.get(address)

    assert (answer.status_code, answer["Content-Type"]) == (200, exports.MEDIA_TYPES[form])
    assert f"form-one.{form}" in answer["Content-Disposition"]
    assert client.get(f"/organs/{unit()}/form-one.exe").status_code == 404
    other = as_officer("3001")
    assert other.get(address).status_code == 404
    assert address not in other.get(f"/organs/{unit()}/").content.decode()


def test_without_a_chinese_font_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_directories: object) -> None:
        raise exports.NoChineseFont("空")

    drafted()
    monkeypatch.setattr(exports, "find", none)

    answer = as_officer("2001").get(f"/organs/{unit()}/form-one.pdf", follow=True)

    assert "没有可用的中文字体" in answer.content.decode()


def test_an_adjusted_edition_not_yet_published_stands_for_its_power() -> None:
    power = filed(opening(name="调整的一项"), on=None)
    catalogue.publish([power], by=office())
    adjusted(power, corrects=True, result="电子证照")

    [entry] = told().entries
    assert (entry.power.result, entry.note) == ("电子证照", "已备案，未公布")
