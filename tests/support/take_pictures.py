"""Takes the pictures of the documents from the demonstration: `.venv/bin/python -m tests.support.take_pictures`.

Run it by hand when a page has changed its looks; what it makes is part of the project.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from sunlit.cli.machine import find_chromium
from sunlit.demo.codes import totp
from tests.support.program import COMMAND, surroundings
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

IMAGES = ROOT / "docs" / "images"
SIZE: Any = {"width": 1440, "height": 900}


def main() -> None:
    """Start a fresh city, walk to what is shown, take it."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        demo = subprocess.Popen([*COMMAND, "demo", "--port", "0"], env=surroundings(Path(home)), stdout=subprocess.DEVNULL)
        try:
            told = _told(Path(home) / "demo" / "demo.json")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
                page = browser.new_page(viewport=SIZE, locale="zh-CN")
                _sign_in(page, told)
                _take_finding(page, told["desk"])
                _take_item(page, told["portal"])
                browser.close()
        finally:
            demo.send_signal(signal.SIGINT)
            demo.wait()


def _told(file: Path) -> dict[str, Any]:
    while not file.exists():
        time.sleep(0.2)
    return json.loads(file.read_text(encoding="utf-8"))


def _sign_in(page: Page, told: dict[str, Any]) -> None:
    account = next(one for one in told["accounts"] if one["role"] == "open-government")
    page.goto(told["desk"])
    page.get_by_label("用户名").fill(account["user"])
    page.get_by_label("口令").fill(account["password"])
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_label("动态码").fill(totp(account["totp_secret"]))
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_role("heading", name="首页").wait_for()


def _take_finding(page: Page, desk: str) -> None:
    page.goto(f"{desk}lists/")
    page.locator("main a").filter(has_text=re.compile("权责清单")).first.click()
    page.wait_for_load_state("networkidle")
    page.goto(f"{page.url.rstrip('/')}/findings/?severity=error")
    page.get_by_role("row").filter(has_text="对未取得夜间集市开办许可").locator("[data-open]").click()
    page.get_by_text("依据原文").or_(page.locator(".bench-open")).first.wait_for()
    page.wait_for_load_state("networkidle")
    page.mouse.move(0, 0)
    page.screenshot(path=str(IMAGES / "finding.png"))


def _take_item(page: Page, portal: str) -> None:
    page.goto(f"{portal}search/?q=开夜市")
    page.locator("main .cell-title").first.click()
    page.wait_for_load_state("networkidle")
    page.set_viewport_size({"width": 1440, "height": 1500})
    page.screenshot(path=str(IMAGES / "item.png"))


if __name__ == "__main__":
    main()
