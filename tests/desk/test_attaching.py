"""A clerk uploads a sample and a proof for a draft, looks at them, and takes one off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from sunlit.catalogue import commands, queries
from sunlit.catalogue.values import Disclosure, Material, PowerContent, Showing
from tests.desk.test_powers import _city, as_officer, begun, made, registrar, sent, unit  # noqa: F401 - fixtures
from tests.support import city, desk_city
from tests.support.attachments import jpeg, png, segment

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def draft() -> UUID:
    shown = Disclosure(
        forms=(Showing(kind="website", where="市网站"), Showing(kind="notice-board", where="镇政府门口"))
    )
    content = PowerContent(
        name="某许可", type="licensing", materials=(Material(name="申请书", form="copy", copies=2),), disclosure=shown
    )
    return commands.draft_power(unit(), content, secret_answer="no", by=city.OFFICER)


def upload(client: Client, draft: UUID, place: str, data: bytes, **more: str) -> Any:
    given = {"secret": "no", "place": place, "revision": "0", "upload": desk_city.as_file("样表.png", data), **more}
    return client.post(f"/drafts/{draft}/files/", given)


def test_a_sample_and_a_proof_are_uploaded_shown_and_taken_off(registrar: Client, draft: UUID) -> None:  # noqa: F811
    page = registrar.get(f"/drafts/{draft}/files/").content.decode()
    assert "申请书" in page
    assert "镇政府门口" in page
    assert "市网站" not in page  # a website needs no proof
    assert upload(registrar, draft, "sample-0", png()).status_code == 302
    assert upload(registrar, draft, "proof-1", jpeg(segment(0xE1, b"x")), revision="1").status_code == 302

    seen = queries.edition(city.EYES, draft)
    assert seen is not None
    files = queries.attached(city.EYES, seen)
    assert [f.form for f in files] == ["png", "jpeg"]
    page = registrar.get(f"/powers/{seen.power}/").content.decode()
    assert "样表.png" in page
    answer = registrar.get(f"/powers/{seen.power}/files/{files[1].sha256}/")
    assert (answer.content, answer["Content-Disposition"].split(";")[0]) == (jpeg(segment(0xE1, b"x")), "attachment")
    assert registrar.get(f"/powers/{seen.power}/files/{'0' * 64}/").status_code == 404
    assert as_officer("3001").get(f"/powers/{seen.power}/files/{files[0].sha256}/").status_code == 404
    # the form of the draft leaves both where they are
    rows = {"materials-0-name": "申请书", "materials-0-form": "copy", "materials-0-copies": "2", "showings-0-kind": "website",
            "showings-0-where": "市网站", "showings-1-kind": "notice-board", "showings-1-where": "镇政府门口", "showings-TOTAL_FORMS": 2}  # fmt: skip
    registrar.post(f"/drafts/{draft}/", sent(2) | rows)
    again = queries.edition(city.EYES, draft)
    assert again is not None
    assert len(queries.attached(city.EYES, again)) == 2

    answer = registrar.post(f"/drafts/{draft}/files/detach/", {"place": "proof-1", "revision": again.revision})
    assert answer.status_code == 302
    last = queries.edition(city.EYES, draft)
    assert last is not None
    assert [f.purpose.value for f in queries.attached(city.EYES, last)] == ["sample"]


def test_of_a_sealed_draft_no_file_is_given_away(registrar: Client, draft: UUID) -> None:  # noqa: F811
    upload(registrar, draft, "sample-0", png())
    seen = queries.edition(city.EYES, draft)
    assert seen is not None
    (kept,) = queries.attached(city.EYES, seen)
    at = f"/powers/{seen.power}/files/{kept.sha256}/"
    assert registrar.get(at).status_code == 200

    commands.seal_drafts([draft], uuid4(), by=city.OFFICER)
    assert registrar.get(at).status_code == 404
    assert registrar.get(f"/drafts/{draft}/files/").status_code == 404
    assert "某许可" not in registrar.get(f"/powers/{seen.power}/").content.decode()
    assert queries.attachment(city.EYES, seen.power, kept.sha256) is not None, "it is purged with the rest"


@pytest.mark.parametrize(
    ("place", "data", "more", "said"),
    [
        ("sample-0", b"MZ", {}, "只收 PDF"), ("sample-0", png(), {"secret": "yes"}, "涉密"), ("sample-9", png(), {}, ""),
        ("sample-0", png(), {"revision": "7"}, "由他人保存"), ("proof-0", png(), {}, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_in_words(
    draft: UUID, place: str, data: bytes, more: dict[str, str], said: str
) -> None:
    answer = upload(as_officer("2001"), draft, place, data, **more)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_place_that_is_none_and_a_draft_gone_on_are_told(registrar: Client, draft: UUID) -> None:  # noqa: F811
    for place in ("", "sample", "sample-x", "other-0"):
        assert registrar.post(f"/drafts/{draft}/files/detach/", {"place": place, "revision": 0}).status_code == 404
    answer = registrar.post(f"/drafts/{draft}/files/detach/", {"place": "sample-7", "revision": 0}, follow=True)
    assert "草稿里没有这一项" in answer.content.decode()
    empty = queries.edition(city.EYES, draft)
    assert empty is not None
    commands.save_draft(
        draft, replace(empty.content, materials=(), disclosure=Disclosure()), revision=0, by=city.OFFICER
    )
    assert "请先填写再上传" in registrar.get(f"/drafts/{draft}/files/").content.decode()


def test_the_materials_of_a_power_are_told_in_words(registrar: Client, draft: UUID) -> None:  # noqa: F811
    seen = queries.edition(city.EYES, draft)
    assert seen is not None
    page = registrar.get(f"/powers/{seen.power}/").content.decode()
    assert "申请书　复印件　2 份" in page
