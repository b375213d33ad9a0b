"""The portal as a folder of files: any server, any path, no client code, the same bytes for the same data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from django.test import Client, override_settings
from django.urls import get_urlconf

from sunlit.kernel import clock
from sunlit.noticeboard.store import keeping
from sunlit.portal import views
from sunlit.portal.freezing import Changed, Foreign, Unfrozen, folder, freeze, pages
from sunlit.portal.render import page, shelves
from tests.support import public_city
from tests.support.ledger import made_once
from tests.support.public_city import MARKET

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.once,
    pytest.mark.django_db(databases=["noticeboard"]),
    pytest.mark.urls("sunlit.portal.root"),
    pytest.mark.usefixtures("later"),
]
BOTH = ("zh-hans", "en")


@pytest.fixture
def later():
    page._kept.clear()  # of another board, whose records had the same numbers
    shelves._made.clear()
    with clock.frozen(datetime(2026, 11, 24, 4, tzinfo=UTC)), override_settings(MIDDLEWARE=[]):
        yield


def part():
    """A part of the city: what has editions, sub-items, posts, what was taken back and erased."""
    board, powers = public_city.Board(), public_city.powers()
    board.put("site", "site", public_city.site())
    board.put("unit", MARKET, public_city.units()[MARKET])
    for kind, things in (("post", public_city.posts()), ("law", public_city.laws())):
        for key, body in things.items():
            board.put(kind, key, body)
    for key in ("pw-open", "pw-sub-a", "pw-exit", "pw-bare"):
        for edition in powers[key]:
            board.put("power", key, edition)
    for key, name in (("pw-withdrawn", "应当撤下的事项"), ("pw-erased", "应当抹去的事项")):
        board.put("power", key, replace(public_city.whole(), name=name))
    board.withdraw("power", "pw-withdrawn", "公开范围有误，核对后重新公布")
    board.erase("power", "pw-erased", "含有不应公开的个人信息")
    keeping.keep(f"directory/units/{MARKET}/volume.pdf", "application/pdf", b"%PDF", at=board.at(), place=board.place)
    keeping.keep("sealing-key", "application/octet-stream", b"key", at=board.at(), place=board.place)
    return board


made, board = made_once(part)


class Page(HTMLParser):
    """What a page links to, and what it has that no frozen page may have."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.client: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.links += [told[name] for name in ("href", "src", "action") if told.get(name)]
        self.ids |= {told["id"]} if "id" in told else set()
        self.client += [tag] if tag in {"script", "form", "button", "input", "style"} or "style" in told else []


def files(site: Path) -> dict[str, bytes]:
    return {str(p.relative_to(site)): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


@pytest.mark.long
def test_the_same_data_gives_the_same_bytes_at_whatever_time(board, tmp_path) -> None:
    first = freeze(tmp_path / "one", languages=BOTH, base="https://city.example/zhiquan/")
    with clock.frozen(datetime(2027, 2, 1, 4, tzinfo=UTC)):
        again = freeze(tmp_path / "two", languages=BOTH, base="https://city.example/zhiquan/")
        third = freeze(tmp_path / "two", languages=BOTH, base="https://city.example/zhiquan/")

    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert (first.changed, again.changed, third.changed) == (True, True, False)
    assert first.as_of == "2026-04-01", "the day the last naming ran out"


def test_the_manifest_names_every_file_with_its_sum(board, tmp_path) -> None:
    done = freeze(tmp_path / "site", languages=("en",))

    told = json.loads((tmp_path / "site" / "manifest.json").read_text())
    assert {f["path"] for f in told["files"]} | {"manifest.json"} == files(tmp_path / "site").keys()
    assert (told["format"], told["languages"], len(told["files"])) == ("sunlit-static/1", ["en"], done.files)
    assert 'lang="en"' in (tmp_path / "site" / "index.html").read_text()


def test_pages_files_and_data_are_all_there_and_nothing_that_was_taken_back(board, tmp_path) -> None:
    freeze(tmp_path / "site", languages=BOTH)
    written = files(tmp_path / "site")

    assert {
        "powers/pw-open/index.html", "powers/pw-open/edition/1/index.html", "powers/pw-open/compare/1/2/index.html",
        "en/powers/pw-open/index.html", "powers/pw-open/index.json", "laws/l-fair/v2/index.html", "laws/l-fair/index.html",
        "laws/l-fair/v1/v2/index.html", "address/index.html", f"en/address/{public_city.CITY}/index.html", "check/index.html",
        f"check/{MARKET}/index.html", "types/penalty/index.html",
        f"downloads/units/{MARKET}/volume.pdf", "downloads/SHA256SUMS", f"units/{MARKET}/feed.atom", "static/look/public.css",
    } <= written.keys()  # fmt: skip
    assert "王某某" in written["powers/pw-open/index.html"].decode()
    assert "公开范围有误" in written["powers/pw-withdrawn/index.html"].decode()
    everything = b"\n".join(written.values()).decode(errors="replace")
    for gone in ("应当撤下的事项", "应当抹去的事项", "赵某某", "sealing-key", "testserver"):
        assert gone not in everything
    assert "powers/pw-withdrawn/index.json" not in written


def test_who_serves_an_address_and_what_a_unit_may_fine_for_are_plain_pages(board, tmp_path) -> None:
    freeze(tmp_path / "site", languages=("zh-hans",))

    def shown(path: str) -> str:
        return (tmp_path / "site" / path / "index.html").read_text()

    here = shown(f"address/{public_city.CITY}")
    assert f'href="../../units/{MARKET}/index.html"' in here
    assert "<form" not in here
    assert f'href="{MARKET}/index.html"' in shown("check")
    assert "<form" not in shown("check")
    assert "<mark>二百元以上二千元以下</mark>" in shown(f"check/{MARKET}")
    fine = shown("powers/pw-exit")
    assert f'href="../../address/{public_city.CITY}/index.html"' in fine
    assert f'href="../../check/{MARKET}/index.html"' in fine


def test_the_citys_emblem_stands_on_every_page_under_a_name_servers_know(board, tmp_path) -> None:
    keeping.keep("emblem", "image/svg+xml", b"<svg/>", at=board.at(), place=board.place)
    board.put("site", "site", replace(public_city.site(), emblem=True))

    freeze(tmp_path / "site", languages=BOTH)

    assert (tmp_path / "site" / "emblem.svg").read_bytes() == b"<svg/>"
    assert 'src="../../emblem.svg"' in (tmp_path / "site" / "en" / "find" / "index.html").read_text()


def test_a_naming_that_ran_out_since_the_last_record_is_not_shown(board, tmp_path) -> None:
    board.put("post", "p-accept", replace(public_city.posts()["p-accept"], until=date(2026, 11, 1)))

    done = freeze(tmp_path / "site", languages=("zh-hans",))

    assert done.as_of == "2026-11-01"
    assert "王某某" not in (tmp_path / "site" / "powers" / "pw-open" / "index.html").read_text()


def test_a_law_that_took_hold_since_the_last_record_speaks(board, tmp_path) -> None:
    text = public_city.PublicArticle(level="条", label="第九条", text="自十月起另行规定。")
    board.put("law", "l-fair/v3", replace(public_city.laws()["l-fair/v2"], effective=date(2026, 10, 1), articles=(text,)))

    done = freeze(tmp_path / "site", languages=("zh-hans",))

    assert done.as_of == "2026-10-01"
    assert "自十月起另行规定" in (tmp_path / "site" / "laws" / "l-fair" / "index.html").read_text()


def test_with_an_address_there_is_a_map_and_each_item_says_where_it_stands(board, tmp_path, monkeypatch) -> None:
    freeze(tmp_path / "site", languages=("zh-hans",), base="https://city.example/zhiquan/")
    assert "https://city.example/zhiquan/powers/pw-open/" in (tmp_path / "site" / "powers" / "pw-open" / "index.html").read_text()
    assert "<loc>https://city.example/zhiquan/powers/pw-open/</loc>" in (tmp_path / "site" / "sitemap.xml").read_text()

    monkeypatch.setattr(folder, "PER_MAP", 10)
    freeze(tmp_path / "site", languages=("zh-hans",), base="https://city.example/zhiquan/")
    assert "<loc>https://city.example/zhiquan/sitemap-1.xml</loc>" in (tmp_path / "site" / "sitemap.xml").read_text()
    assert (tmp_path / "site" / "sitemap-2.xml").exists()

    freeze(tmp_path / "site", languages=("zh-hans",))
    assert not list((tmp_path / "site").glob("sitemap*"))
    assert "本页固定网址" not in (tmp_path / "site" / "powers" / "pw-open" / "index.html").read_text()


def test_what_is_gone_is_gone_from_the_folder_too(board, tmp_path) -> None:
    site = tmp_path / "site"
    freeze(site, languages=("zh-hans",))
    board.withdraw("power", "pw-bare", "核对后重新公布")

    freeze(site, languages=("zh-hans",))

    assert not (site / "powers" / "pw-bare" / "index.json").exists()
    assert "集市摊主备案" not in b"\n".join(files(site).values()).decode(errors="replace")
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_folder_with_something_else_in_it_is_left_alone(board, tmp_path) -> None:
    for name, content in (("notes.txt", "important"), ("manifest.json", "{}"), ("manifest.json", "no json")):
        foreign = tmp_path / f"{name}-{len(content)}"
        foreign.mkdir()
        (foreign / name).write_text(content)
        with pytest.raises(Foreign, match="不是空目录"):
            freeze(foreign, languages=("zh-hans",))
        assert (foreign / name).read_text() == content
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(Foreign):
        freeze(file, languages=("zh-hans",))
    (tmp_path / "empty").mkdir()
    assert freeze(tmp_path / "empty", languages=("zh-hans",)).files


def test_what_changes_meanwhile_leaves_what_was_published_before(board, tmp_path) -> None:
    site = tmp_path / "site"
    freeze(site, languages=("zh-hans",))
    before = files(site)

    def meanwhile(done: int, total: int) -> None:
        if done == total:
            board.put("power", "pw-bare", replace(public_city.powers()["pw-bare"][0], result="备案证明"))

    with pytest.raises(Changed, match="有变化"):
        freeze(site, languages=("zh-hans",), progress=meanwhile)
    assert files(site) == before
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_listed_page_that_fails_stops_everything_and_addresses_are_the_sites_own_again(board, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(views.wishes, "pages", lambda: ["/powers/pw-nowhere/"], raising=False)
    before = get_urlconf()

    with pytest.raises(Unfrozen, match="404"):
        freeze(tmp_path / "site", languages=("zh-hans",))

    assert not list(tmp_path.iterdir())
    assert get_urlconf() == before


def test_a_link_to_no_page_of_the_folder_is_taken_off_and_told(board, tmp_path, monkeypatch) -> None:
    listed = pages.addresses()
    monkeypatch.setattr(folder, "addresses", lambda: [a for a in listed if a != "/laws/"])

    done = freeze(tmp_path / "site", languages=("zh-hans",))

    assert done.dead == ("/laws/",)
    assert "<a>法规依据</a>" in (tmp_path / "site" / "index.html").read_text()


def test_one_finds_by_sound_by_alias_by_paper_and_by_people(board, tmp_path) -> None:
    freeze(tmp_path / "site", languages=("zh-hans",))

    def shown(path: str) -> str:
        return (tmp_path / "site" / "find" / path / "index.html").read_text()

    assert "堵通道：对占用消防通道的处罚" in shown("name/D/1")
    assert "对占用消防通道的处罚" in shown("name/Z/1"), "under 占, not under 对"
    assert "夜间集市开办许可（新办）：夜间集市开办许可" in shown("name/Y/1")
    assert "场地使用证明：夜间集市开办许可" in shown("material/C/1")
    assert "个体工商户：" in shown("served/G/1")
    assert "330100-XK-0001-000：夜间集市开办许可" in shown("code/0/1")
    assert 'href="name/Y/1/index.html"' in shown("")


def test_long_lists_are_cut_into_pages(board, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(shelves, "PER_PAGE", 1)

    freeze(tmp_path / "site", languages=("zh-hans",))

    letter = tmp_path / "site" / "find" / "name" / "Y"
    assert len(list(letter.iterdir())) == 2
    assert "第 2 页" in (letter / "1" / "index.html").read_text()


def test_where_one_can_search_the_lists_lead_to_search_and_there_is_no_page_beyond_the_last(board, tmp_path, monkeypatch) -> None:
    for path in ("/find/", "/find/name/Y/1/"):
        assert Client().get(path).headers["Location"] == "/search/"
    for path in ("/find/name/Y/99/", "/find/name/5/1/", "/find/nothing/Y/1/"):
        monkeypatch.setattr(views.find, "pages", lambda path=path: [path])
        with pytest.raises(Unfrozen):
            freeze(tmp_path / "site", languages=("zh-hans",))
