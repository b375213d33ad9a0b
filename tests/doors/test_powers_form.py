"""The official form from the command line: written out empty, and with the list on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sunlit.catalogue.sheets import read_lists
from tests.support.program import sunlit

if TYPE_CHECKING:
    from pathlib import Path


def test_the_empty_form_is_written_for_a_clerk(tmp_path: Path) -> None:
    out = tmp_path / "填报表.xlsx"

    done = sunlit(tmp_path, "powers", "template", out)

    assert (done.returncode, done.stdout) == (0, "")
    lists = read_lists([(out.name, out.read_bytes())])
    assert (lists.items, lists.unread) == ((), ())
    assert sunlit(tmp_path, "powers", "template", tmp_path).returncode == 2


@pytest.mark.usefixtures("founded")
def test_nothing_is_written_where_there_is_nothing(tmp_path: Path) -> None:
    out = tmp_path / "全市.xlsx"

    empty = sunlit(tmp_path, "powers", "export", out)
    unknown = sunlit(tmp_path, "powers", "export", out, "--unit", "无此单位")

    assert (empty.returncode, "没有在案的职权" in empty.stderr) == (1, True)
    assert (unknown.returncode, "organs list" in unknown.stderr) == (2, True)
    assert not out.exists()
