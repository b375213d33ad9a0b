"""How tests drive the desk in a browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from sunlit.cli.machine import find_chromium
from tests.support.people import code_of
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser, Page

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"]


def desk_server() -> AbstractContextManager[dict[str, Any]]:
    """The desk in a process of its own, and what it told of itself."""
    return _server("tests.support.desk_server")


def empty_server() -> AbstractContextManager[dict[str, Any]]:
    """The desk of an installation in which nothing was set up, and the one-time link to do so."""
    return _server("tests.support.desk_server", "empty")


def stocktake_server() -> AbstractContextManager[dict[str, Any]]:
    """The desk on which a stocktake has begun, with sessions of those who take part."""
    return _server("tests.support.desk_server", "stocktake")


def portal_server() -> AbstractContextManager[dict[str, Any]]:
    """The portal in a process of its own, and where it is."""
    return _server("tests.support.portal_server")


@contextmanager
def _server(module: str, *words: str) -> Iterator[dict[str, Any]]:
    path = os.pathsep.join([f"{ROOT / 'src'}", f"{ROOT}", os.environ.get("PYTHONPATH", "")])
    environment = os.environ | {"PYTHONPATH": path, "SUNLIT_TEST_DATABASE_URL": ""}  # SQLite, in a home of its own
    process = subprocess.Popen(
        [sys.executable, "-m", module, *words], cwd=ROOT, text=True, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, env=environment,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())
    finally:
        process.stdin.close()
        process.wait(timeout=20)


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """A headless Chromium of the system; the test is skipped, with the reason, where there is none."""
    path = find_chromium()
    if not path:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium fonts-noto-cjk)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def sign_in(page: Page, desk: dict[str, Any], username: str = "admin") -> None:
    """By password and code, as a person does."""
    page.goto(desk["url"] + "/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("口令").fill(desk["password"])
    page.get_by_role("button", name="登录", exact=True).click()
    if username == "admin":
        page.get_by_label("动态码").fill(code_of(desk["secret"]))
        page.get_by_role("button", name="登录", exact=True).click()
        page.get_by_role("heading", name="首页").wait_for()
