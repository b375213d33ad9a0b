"""Accounts from the operator's own machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.program import sunlit

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("founded")


def test_an_account_is_opened_listed_reset_and_closed(tmp_path: Path) -> None:
    opened = sunlit(tmp_path, "account", "add", "zhang", "--name", "张法制", "--administers", "system")
    assert opened.returncode == 0
    first = re.match(r"用户名 zhang  口令 (\S{16})\n", opened.stdout)
    assert first

    assert sunlit(tmp_path, "account", "list").stdout == "zhang  张法制  系统管理员\n"

    reset = re.match(r"用户名 zhang  口令 (\S{16})\n", sunlit(tmp_path, "account", "reset", "Zhang").stdout.replace("Zhang", "zhang"))
    assert reset
    assert reset[1] != first[1]

    assert sunlit(tmp_path, "account", "close", "zhang").stdout == "账户 zhang 已停用。\n"
    assert sunlit(tmp_path, "account", "list").stdout == "zhang  张法制  系统管理员、已停用\n"


def test_what_cannot_be_done_is_said_in_one_sentence(tmp_path: Path) -> None:
    sunlit(tmp_path, "account", "add", "zhang")

    taken = sunlit(tmp_path, "account", "add", "ZHANG")
    assert (taken.returncode, taken.stdout) == (1, "")
    assert taken.stderr == "用户名“ZHANG”已经有人使用，请换一个。\n"
    assert sunlit(tmp_path, "account", "close", "li").stderr == "没有用户名为“li”的账户。\n"
