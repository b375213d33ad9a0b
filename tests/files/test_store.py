from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from sunlit.files import store
from sunlit.files.models import Attachment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


def test_what_is_handed_in_comes_back_byte_for_byte() -> None:
    digest = store.keep("权责清单".encode())

    assert digest == hashlib.sha256("权责清单".encode()).hexdigest()
    assert store.read(digest) == "权责清单".encode()


def test_the_same_content_handed_in_twice_is_kept_once(tmp_path: Path) -> None:
    assert store.keep(b"list") == store.keep(b"list")

    assert Attachment.objects.get().size == 4
    assert sum(len(files) for _, _, files in os.walk(tmp_path / "files")) == 1


def test_a_file_left_behind_by_a_crash_is_used_when_the_content_comes_again() -> None:
    digest = store.keep(b"list")
    Attachment.objects.all().delete()

    assert store.keep(b"list") == digest
    assert store.read(digest) == b"list"


@pytest.mark.parametrize("harm", ["altered", "gone"])
def test_a_damaged_file_is_never_passed_off_as_the_original(tmp_path: Path, harm: str) -> None:
    digest = store.keep(b"list")
    place = tmp_path / "files" / digest[:2] / digest
    if harm == "altered":
        place.write_bytes(b"lost")
    else:
        place.unlink()

    with pytest.raises(store.Damaged, match=digest):
        store.read(digest)


def test_nothing_is_read_that_was_never_handed_in() -> None:
    with pytest.raises(Attachment.DoesNotExist):
        store.read("../../etc/passwd")
    assert str(Attachment(sha256="ab")) == "ab"
