"""Samples leave with the edition that names them and go with it; proofs, and what is no sample, never leave."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries
from sunlit.catalogue.models import PowerEdition, PowerFile
from sunlit.catalogue.rules import attachments as rules
from sunlit.catalogue.rules.attachments import Purpose
from sunlit.catalogue.rules.powers import EditedMeanwhile, NoSuchPower, SecrecyNotAnswered
from sunlit.catalogue.rules.staging import MarkedSecret
from sunlit.catalogue.values import Material, Showing
from sunlit.files import store
from sunlit.kernel.actor import Actor
from sunlit.kernel.ids import new_id
from sunlit.ledger import Unchanged, worker
from sunlit.noticeboard.store import keeping, reading
from sunlit.organs.policies import standing
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from sunlit.publication import commands as publication
from sunlit.publication.reactions import samples
from tests.publication.publishing import office, officer, opening, registrar, settle, unit
from tests.support import city
from tests.support.attachments import SECRET, jpeg, pdf, png, segment
from tests.support.ledger import refused
from tests.support.people import make_account

if TYPE_CHECKING:
    from uuid import UUID

    from tests.support.ledger import CommittedTo

pytestmark = [pytest.mark.urls("sunlit.portal.root"), pytest.mark.usefixtures("committing_db")]
PHOTO = jpeg(segment(0xE1, b"Exif\0\0" + SECRET.encode()))


@pytest.fixture(autouse=True)
def _city(committing_db: CommittedTo, settings: Any) -> None:
    settings.FILES_ROOT = committing_db.home / "files"
    settings.ALLOWED_HOSTS = ["*"]
    settings.MIDDLEWARE = ["sunlit.look.language.ChosenLanguage"]
    settle()


@pytest.fixture
def draft() -> UUID:
    shown = (Showing(kind="website"), Showing(kind="notice-board", where="镇政府门口"))
    content = opening(materials=(Material(name="申请书"), Material(name="照片")))
    content = replace(content, disclosure=replace(content.disclosure, forms=shown))
    return catalogue.draft_power(unit(), content, secret_answer="no", by=registrar())


def attach(draft: UUID, purpose: Purpose, number: int, data: bytes, name: str = "王某的样表.jpg") -> Unchanged | int:
    revision = PowerEdition.objects.get(pk=draft).revision
    return catalogue.attach(draft, purpose, number, (name, data), revision=revision, secret_answer="no", by=registrar())


def published(draft: UUID, *, corrects: bool = False) -> str:
    catalogue.file_edition(draft, opinion="准予备案", reason="更正", corrects=corrects, by=office())
    power = PowerEdition.objects.get(pk=draft).power_id
    catalogue.publish([power], by=office())
    worker.run_dry()
    return str(power)


def kept() -> dict[str, bytes]:
    return {one.name: keeping.read(one.name)[1] for one in keeping.names(keeping.SAMPLES)}  # type: ignore[index]


def test_a_sample_leaves_without_what_tells_of_persons_and_a_proof_stays(draft: UUID) -> None:
    attach(draft, Purpose.SAMPLE, 1, PHOTO)
    attach(draft, Purpose.PROOF, 1, jpeg(segment(0xFE, b"proof")), name="公示栏.jpg")
    power = published(draft)

    [(name, data)] = kept().items()
    assert (data, name.startswith(f"samples/{power}/"), name.endswith(".jpeg")) == (jpeg(), True, True)
    page = Client().get(f"/powers/{power}/").content.decode()
    address = f"/{name.replace('samples', 'powers', 1).replace(power, power + '/samples')}"
    assert address in page
    assert "王某" not in page
    answer = Client().get(address)
    assert (answer.content, answer["Content-Type"]) == (jpeg(), "image/jpeg")
    assert "attachment" in answer["Content-Disposition"]
    assert Client().get(address + "x").status_code == 404
    body = reading.newest([("power", power)])["power", power].body
    assert "proof" not in repr(body)
    assert SECRET.encode() not in b"".join(kept().values())
    held = queries.edition(city.EYES, draft)
    assert held is not None
    assert store.read(held.content.disclosure.forms[1].proof) == jpeg(segment(0xFE, b"proof"))


def test_a_sample_goes_with_the_power_and_with_the_material(draft: UUID) -> None:
    attach(draft, Purpose.SAMPLE, 0, png())
    power = published(draft)
    assert len(kept()) == 1
    second = catalogue.start_edition(PowerEdition.objects.get(pk=draft).power_id, by=registrar())
    attach(second, Purpose.SAMPLE, 0, jpeg())
    published(second, corrects=True)
    [name] = kept()
    assert name.endswith(".jpeg")

    catalogue.withdraw(PowerEdition.objects.get(pk=draft).power_id, reason="核对后再公布", by=office())
    worker.run_dry()

    assert kept() == {}
    assert Client().get(f"/powers/{power}/samples/{name.rpartition('/')[2]}").status_code == 404


def test_a_digest_that_was_not_handed_in_as_a_sample_of_this_power_takes_nothing_out(draft: UUID) -> None:
    """A list has a column for the digest of a sample: whoever fills it in gets no file out by it."""
    sha = store.keep("内部文件".encode())
    attach(draft, Purpose.PROOF, 1, png())
    content = queries.edition(city.EYES, draft).content  # type: ignore[union-attr]
    forged = tuple(
        replace(m, sample=s) for m, s in zip(content.materials, (sha, content.disclosure.forms[1].proof), strict=True)
    )
    revision = PowerEdition.objects.get(pk=draft).revision
    catalogue.save_draft(draft, replace(content, materials=forged), revision=revision, by=registrar())

    power = published(draft)

    assert kept() == {}
    body = reading.newest([("power", power)])["power", power].body
    assert [m.sample for m in body.materials] == ["", ""]  # type: ignore[union-attr]


def test_what_tells_of_somebody_is_stopped_at_the_gate_once_more(draft: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "shown", lambda data: data)
    attach(draft, Purpose.SAMPLE, 0, PHOTO)
    attach(draft, Purpose.SAMPLE, 1, pdf(b"<< /Author (Zhang) >>"))
    monkeypatch.undo()
    assert samples.shown(PHOTO) == jpeg()

    published(draft)

    assert kept() == {}


def test_nothing_is_stored_of_what_is_refused(draft: UUID) -> None:
    docx = io.BytesIO()
    with zipfile.ZipFile(docx, "w") as book:
        book.writestr("[Content_Types].xml", "")
        book.writestr("word/document.xml", "<w:p><w:t>机密★10年</w:t></w:p>")
    where = {"purpose": Purpose.SAMPLE, "number": 0, "revision": 0, "by": registrar()}
    for refusal, name, data, more in (
        (SecrecyNotAnswered, "样表.png", png(), {"secret_answer": "unsure"}),
        (MarkedSecret, "样表.docx", docx.getvalue(), {}),
        (MarkedSecret, "机密-样表.png", png(), {}),
        (rules.NotAttachable, "样表.exe", b"MZ", {}),
        (rules.NamesSomebody, "样表.pdf", pdf(b"<< /Author (Zhang) >>"), {}),
        (rules.NothingToAttachTo, "样表.png", png(), {"number": 7}),
        (EditedMeanwhile, "样表.png", png(), {"revision": 9}),
        (NotAllowed, "样表.png", png(), {"by": officer("3001")}),
    ):
        with refused(refusal):
            catalogue.attach(draft, file=(name, data), **{**where, "secret_answer": "no", **more})  # type: ignore[arg-type]
    with refused(NoSuchPower):
        catalogue.attach(
            new_id(), Purpose.SAMPLE, 0, ("样表.png", png()), revision=0, secret_answer="no", by=registrar()
        )
    assert PowerFile.objects.count() == 0


def test_a_file_is_taken_off_a_draft_and_seen_by_those_who_may(draft: UUID) -> None:
    attach(draft, Purpose.SAMPLE, 0, png(), name="样表.png")
    assert isinstance(attach(draft, Purpose.SAMPLE, 0, png()), Unchanged)
    seen = queries.edition(city.EYES, draft)
    assert seen is not None
    [file] = queries.attached(city.EYES, seen)
    assert (file.purpose, file.number, file.form, file.name) == (Purpose.SAMPLE, 0, "png", "样表.png")
    assert queries.attachment(city.EYES, seen.power, file.sha256) == ("png", "image/png", png())
    assert queries.attachment(Viewer(), seen.power, file.sha256) is None
    assert queries.attached(Viewer(), seen) == ()
    with pytest.raises(NotAllowed):
        queries.samples(Viewer(), [seen.power])

    catalogue.detach(draft, Purpose.SAMPLE, 0, revision=seen.revision, by=registrar())

    again = queries.edition(city.EYES, draft)
    assert again is not None
    assert queries.attached(city.EYES, again) == ()


def test_what_is_on_record_keeps_its_file_where_the_next_edition_is_sealed(draft: UUID) -> None:
    attach(draft, Purpose.SAMPLE, 0, png(), name="样表.png")
    published(draft)
    seen = queries.edition(city.EYES, draft)
    assert seen is not None
    [file] = queries.attached(city.EYES, seen)
    following = catalogue.start_edition(seen.power, by=registrar())
    catalogue.seal_drafts([following], new_id(), by=city.OFFICER)

    officer = standing(registrar())
    assert queries.edition(officer, following) is None
    assert queries.attachment(officer, seen.power, file.sha256) is not None
    [row] = queries.powers(officer).rows
    assert (row.secret, row.draft, row.edition) == (False, None, draft)


def test_a_sample_that_should_never_have_come_in_is_taken_off_the_board_as_well(draft: UUID) -> None:
    attach(draft, Purpose.SAMPLE, 0, png())
    power = published(draft)
    [name] = kept()
    sha = name.rpartition("/")[2].partition(".")[0]
    security, audit = (
        Actor.account(make_account(one, functions=(), administers=one).pk) for one in ("security", "audit")
    )

    done = publication.purge(f"file:{sha}", witness=audit, by=security)

    assert isinstance(done, publication.Purged)
    assert (done.files, done.beside) == (1, (f"power:{power}",))
    assert kept() == {}
    assert (PowerFile.objects.count(), store.holds(sha)) == (0, False)
