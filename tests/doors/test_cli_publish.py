"""Publishing at the command line: units' powers, and the portal as a folder of files."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe

from sunlit.cli.frame import main
from sunlit.kernel import clock
from tests.doors.browsing import open_chromium
from tests.publication.publishing import JANUARY, filed, opening, publish, settle
from tests.support import public_city

pytestmark = pytest.mark.django_db(databases=["default", "noticeboard"])
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def january():
    with clock.frozen(JANUARY):
        settle()
        yield


def told(capsys, *words: object, code: int = 0) -> str:
    assert main(["publish", *map(str, words)]) == code
    return capsys.readouterr().out


def test_a_unit_is_published_by_any_of_its_names_and_once(january, capsys) -> None:
    filed()
    filed(opening(name="内部事项", disclosure=opening().disclosure.__class__(scope="internal")))

    first = json.loads(told(capsys, "MARKETS", "--json"))
    assert (first["published"], first["units"][0]["code"]) == (1, "MARKETS")
    assert told(capsys, "--all") == "没有等待公布的职权。\n"
    assert "没有等待公布的职权" in told(capsys, first["units"][0]["name"])


def test_a_name_nobody_bears_publishes_nothing(january, capsys) -> None:
    filed()

    assert main(["publish", "MARKETS", "没有的局"]) == 1

    assert "没有的局" in capsys.readouterr().err
    assert json.loads(told(capsys, "--all", "--json"))["published"] == 1


@pytest.mark.parametrize(
    "words",
    [(), ("MARKETS", "--all"), ("--all", "--static", "x"), ("--all", "--lang", "en"), ("--static", "x", "--base", "city.example/"),
     ("--static", "x", "--base", 'https://city.example/"onclick/'), ("--static", "x", "--base", "https://city.example/a"), ("--static", "x", "--lang", "fr")],
)  # fmt: skip
def test_wrong_use_is_told_and_writes_nothing(words, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["publish", *words]) == 2

    assert capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_the_folder_holds_what_stands_on_the_board_with_its_files(january, tmp_path, capsys) -> None:
    power = filed()
    publish(power)
    filed(opening(name="尚未公布的事项"))
    waiting = filed(opening(name="决定公布而未送到的事项"))
    from sunlit.catalogue import commands
    from tests.publication.publishing import office

    commands.publish([waiting], by=office())

    assert main(["publish", "--static", str(tmp_path / "site"), "--lang", "both", "--json"]) == 0

    out, err = capsys.readouterr()
    done = json.loads(out)
    assert (done["as_of"], done["changed"], done["dead"]) == ("2026-01-05", True, [])
    assert "正在生成页面" in err
    assert "还有 1 项" in err
    written = {str(p.relative_to(tmp_path / "site")) for p in (tmp_path / "site").rglob("*") if p.is_file()}
    assert len(written) == done["files"] + 1
    assert {f"powers/{power}/index.html", f"en/powers/{power}/index.html", "downloads/all.pdf", "downloads/all.xlsx"} <= written
    everything = b"\n".join(p.read_bytes() for p in (tmp_path / "site").rglob("*") if p.is_file())
    for unseen in ("尚未公布的事项", "决定公布而未送到的事项", "内部意见"):
        assert unseen.encode() not in everything
    assert "与上次相同" in told(capsys, "--static", tmp_path / "site", "--lang", "both")


def test_folders_that_cannot_be_used_are_refused_with_what_to_do(tmp_path, capsys) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("important")
    (tmp_path / "file").write_text("")

    for folder, said in (("mine", "不是空目录"), ("file/below", "写不了")):
        assert main(["publish", "--static", str(tmp_path / folder)]) == 2
        assert said in capsys.readouterr().err


def test_what_changes_meanwhile_is_told(tmp_path, capsys, monkeypatch) -> None:
    stamps = iter([(1, 0), (2, 0)])
    monkeypatch.setattr("sunlit.portal.freezing.pages.reading.stamp", lambda: next(stamps, (3, 0)))

    assert main(["publish", "--static", str(tmp_path / "site")]) == 1
    assert "再运行一次" in capsys.readouterr().err


@pytest.mark.browser
def test_under_any_path_and_without_a_server_a_browser_finds_its_way_without_a_barrier(tmp_path, capsys) -> None:
    with clock.frozen(datetime(2026, 11, 24, 4, tzinfo=UTC)):
        public_city.fill()
        told(capsys, "--static", tmp_path / "a" / "b")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with open_chromium() as browser:
            page = browser.new_page(viewport={"width": 390, "height": 844})
            said: list[str] = []
            page.on("console", lambda message: said.append(message.text))
            page.goto(f"http://127.0.0.1:{server.server_port}/a/b/")
            assert _barriers(page) == []
            page.get_by_role("link", name="查找职权事项").click()
            assert _barriers(page) == []
            page.locator("a[href='name/Y/1/index.html']").click()
            page.get_by_role("link", name="夜间集市开办许可", exact=True).first.click()
            assert page.get_by_role("heading", name="夜间集市开办许可", exact=True).is_visible()
            assert _barriers(page) == []
            page.goto((tmp_path / "a" / "b" / "index.html").as_uri())
            page.get_by_text("菜单", exact=True).click()
            page.get_by_role("link", name="下载").first.click()
            assert page.get_by_role("heading", name="下载职权目录").is_visible()
            assert said == []
    finally:
        server.shutdown()
        server.server_close()


def _barriers(page) -> list[str]:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return [v["id"] for v in Axe().run(page, options={"runOnly": RULES}).response["violations"]]
