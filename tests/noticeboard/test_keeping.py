"""Files are kept by name, and those that say what was taken back go with it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from sunlit.noticeboard.store import keeping, writing
from tests.support import public_city

pytestmark = pytest.mark.django_db(databases=["noticeboard"])
AT = datetime(2026, 5, 1, 4, tzinfo=UTC)


@pytest.fixture
def kept() -> None:
    writing.put("power", "pw", public_city.whole(), place=1, at=AT)
    writing.put("law", "l/v", public_city.laws()[public_city.RULE], place=1, at=AT)
    for name in ("directory/all.csv", "directory/units/u/volume.pdf", "emblem"):
        keeping.keep(name, "text/csv", name.encode(), at=AT, place=1, made_from="d")


def names() -> list[str]:
    return [one.name for one in keeping.names()]


def test_a_file_is_read_back_with_its_sum_and_size(kept) -> None:
    file, data = keeping.read("directory/all.csv")

    assert data == b"directory/all.csv"
    assert (file.sha256, file.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (file.at, file.place, file.made_from) == (AT, 1, "d")
    assert keeping.read("directory/none.csv") is None


def test_the_newest_under_a_name_stands(kept) -> None:
    keeping.keep("directory/all.csv", "text/csv", b"newer", at=AT, place=2)

    assert keeping.read("directory/all.csv")[1] == b"newer"
    assert [one.name for one in keeping.names("directory/units/")] == ["directory/units/u/volume.pdf"]
    assert keeping.drop("directory/all.csv", "nothing") == 1
    assert "directory/all.csv" not in names()


def test_what_is_taken_back_or_erased_takes_the_files_that_say_it_along(kept) -> None:
    writing.withdraw("law", "l/v", place=2, at=AT, reason="不再引用")
    assert len(names()) == 3, "a law stands in no file"

    writing.withdraw("power", "pw", place=3, at=AT, reason="公开范围有误")
    assert names() == ["emblem"]

    keeping.keep("directory/all.csv", "text/csv", b"again", at=AT, place=4)
    writing.erase("power", "pw", reason="含有不应公开的个人信息")
    assert names() == ["emblem"]
