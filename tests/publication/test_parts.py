"""Which files a directory is given away as, where one volume does not hold it."""

from __future__ import annotations

import pytest

from sunlit.publication import exports
from sunlit.publication.exports import files, typeset
from tests.publication.directories import a_directory, a_power, pages

FACES = exports.find()


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(files, "volumes", lambda directory, most=2: typeset.volumes(directory, most=most))
    monkeypatch.setattr(files, "_MOST_WRITTEN", 1)
    return {one.name: one for one in exports.files_of(a_directory(*(a_power(f"夜市事项{n}") for n in range(3))))}


def test_a_large_directory_is_numbered_volumes_and_one_table(small) -> None:
    assert {n for n in small if n.endswith((".pdf", ".docx"))} == {
        "all-1.pdf", "all-2.pdf", "units/night/volume-1.pdf", "units/night/volume-2.pdf",
        *(f"units/night/volume-{n}.docx" for n in (1, 2, 3)), "units/night/form-one.pdf", "units/night/form-one.docx",
    }  # fmt: skip
    assert {"all.xlsx", "all.csv", "all.json", "units/night/directory.xlsx", "units/night/form-one.xlsx"} <= small.keys()


def test_each_volume_is_made_of_its_own_part(small) -> None:
    first, second = (pages(small[f"all-{n}.pdf"].make(FACES)) for n in (1, 2))

    assert first > second
