"""The files people take home follow the board: made when it is quiet, at once where something was taken back."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import docx
import pytest
from django.test import override_settings

from sunlit.kernel import clock
from sunlit.noticeboard.store import keeping
from sunlit.noticeboard.values import PublicStep
from sunlit.publication import exports
from sunlit.publication.queries import directory
from sunlit.publication.reactions import files, make_files
from sunlit.publication.reactions.parts import EYES
from tests.publication.directories import font_names
from tests.support import public_city
from tests.support.ledger import made_once
from tests.support.public_city import MARKET, TEMPLE

pytestmark = [pytest.mark.django_db(databases=["default", "noticeboard"]), pytest.mark.usefixtures("nothing_in_hand")]
LATER = datetime(2026, 11, 24, 4, tzinfo=UTC)


@pytest.fixture
def nothing_in_hand():
    files._making = None
    with clock.frozen(LATER):
        yield
    files._making = None


def small():
    """A small city: two units, three powers, a post."""
    board = public_city.Board()
    powers = public_city.powers()
    board.put("site", "site", public_city.site())
    for key in (MARKET, TEMPLE):
        board.put("unit", key, public_city.units()[key])
    board.put("post", "p-accept", public_city.posts()["p-accept"])
    for key in ("pw-open", "pw-fine", "pw-entrusted"):
        board.put("power", key, powers[key][-1])
    return board


made, board = made_once(small)


def make() -> int:
    """Make all there is to make; returns how many files that were."""
    made = 0
    while make_files():
        made += 1
    return made


def kept() -> dict[str, str]:
    return {one.name.removeprefix("directory/"): one.sha256 for one in keeping.names("directory/")}


def items() -> dict[str, str]:
    return {one.name.removeprefix("items/"): one.sha256 for one in keeping.names("items/")}


def data(name: str) -> bytes:
    return keeping.read(f"directory/{name}")[1]


def test_the_whole_and_each_unit_as_files_for_every_use(board) -> None:
    each = {"directory.xlsx", "volume.pdf", "volume.docx", "form-one.xlsx", "form-one.docx", "form-one.pdf"}
    whole = {"all.xlsx", "all.csv", "all.json", "all.pdf"}

    assert make() == 2 * len(each) + len(whole) + len(items())

    assert kept().keys() == whole | {f"units/{unit}/{name}" for unit in (MARKET, TEMPLE) for name in each}
    assert "夜间集市开办许可" in data("all.csv").decode()
    assert {"NotoSerifSC-Regular", "NotoSansSC-Regular"} <= font_names(data("all.pdf"))
    file = keeping.read(f"directory/units/{MARKET}/volume.pdf")[0]
    assert (file.media_type, file.at.astimezone(clock.BEIJING).date()) == ("application/pdf", date(2026, 3, 1))


def test_one_file_a_turn_so_that_other_chores_go_on(board) -> None:
    assert make_files() == 1
    assert len(kept()) == 1


def test_what_changed_in_one_unit_leaves_the_files_of_others_as_they_are(board) -> None:
    make()
    before = kept()
    board.put(
        "power", "pw-entrusted", replace(public_city.powers()["pw-entrusted"][0], edition=2, name="民俗摊位日常检查")
    )

    make()

    changed = {name for name, sha in kept().items() if before[name] != sha}
    assert changed == {name for name in before if name.startswith(("all.", f"units/{TEMPLE}/"))}


def test_nothing_is_made_twice_nor_asked_for_in_more_than_a_statement(board, django_assert_num_queries) -> None:
    make()
    with django_assert_num_queries(1, using="noticeboard"):
        assert make_files() == 0
    files._making = None  # another worker
    assert make() == 0


def test_while_more_may_come_nothing_is_made(board) -> None:
    with clock.frozen(board.at() + files.QUIET - timedelta(seconds=1)):
        assert make_files() == 0
    with clock.frozen(board.at() + files.QUIET):
        assert make_files() == 1


def test_what_was_taken_back_is_gone_from_all_files_at_once_and_they_are_made_without_it(board) -> None:
    make()
    board.withdraw("power", "pw-fine", "公开范围有误")
    assert kept() == {}

    with clock.frozen(board.at()):  # without waiting for quiet
        make()

    assert len(kept()) == 16
    assert "对未取得夜间集市开办许可擅自开办的处罚" not in data("all.csv").decode()


def test_a_file_that_was_being_made_when_something_was_taken_back_is_not_kept(board) -> None:
    def made_while_the_board_goes_on(_: exports.Faces | None) -> bytes:
        board.withdraw("power", "pw-fine", "公开范围有误")
        return b"of before"

    make_files()
    files._making.waiting[0] = replace(files._making.waiting[0], make=made_while_the_board_goes_on)
    make_files()

    assert kept() == {}


def test_a_unit_without_powers_any_more_has_no_files(board) -> None:
    make()
    ended = replace(public_city.powers()["pw-entrusted"][0], standing="cancelled", standing_since=date(2026, 10, 1))
    board.put("power", "pw-entrusted", ended)

    make()

    assert not [name for name in kept() if TEMPLE in name]


def test_whoever_has_left_is_named_in_no_file_from_the_day_on(board) -> None:
    make()
    board.put("post", "p-accept", replace(public_city.posts()["p-accept"], until=date(2026, 12, 1)))
    make()
    assert "王某某" in data("all.csv").decode()

    with clock.frozen(datetime(2026, 12, 1, 1, tzinfo=UTC)):
        make()
        assert directory(EYES).of_unit(MARKET).as_of == date(2026, 12, 1)

    assert "王某某" not in data("all.csv").decode()


def test_without_a_chinese_font_no_pdf_is_made_and_everything_else_is(board, tmp_path, monkeypatch, caplog) -> None:
    make()

    def none(directories, **_):
        raise exports.NoChineseFont("空")

    monkeypatch.setattr(exports, "find", none)
    board.put("power", "pw-fine", replace(public_city.powers()["pw-fine"][-1], result="处罚决定书"))
    make()

    assert {name for name in kept() if name.endswith(".pdf")} == {
        f"units/{TEMPLE}/volume.pdf",
        f"units/{TEMPLE}/form-one.pdf",
    }
    assert "处罚决定书" in data("all.csv").decode()
    assert "没有可用的中文字体" in caplog.text


def test_the_fonts_the_operator_names_are_asked_first(board, tmp_path, monkeypatch) -> None:
    asked = []
    find = exports.find
    monkeypatch.setattr(exports, "find", lambda directories: (asked.append(directories), find(directories))[1])

    with override_settings(FONTS=(tmp_path,)):
        make()

    assert asked == [(tmp_path,)]


def test_a_file_that_cannot_be_made_keeps_no_other_from_being_made(board, monkeypatch, caplog) -> None:
    def broken(*_):
        raise ValueError("secret words")

    monkeypatch.setattr("sunlit.publication.exports.files.form_one_document", broken)

    assert make() == 14 + len(items())
    assert not [name for name in kept() if name.endswith("form-one.docx")]
    assert "ValueError" in caplog.text
    assert "secret words" not in caplog.text


def test_files_hold_public_values_only(board) -> None:
    """Whatever a step says of a person, only the post's own record names one."""
    power = public_city.powers()["pw-fine"][-1]
    board.put("power", "pw-fine", replace(power, steps=(PublicStep(number=1, name="立案", post="p-nowhere"),)))
    make()

    told = json.loads(data("all.json"))
    assert told["posts"].keys() == {"p-accept"}
    assert {p["key"] for unit in told["units"] for p in unit["powers"]} == {"pw-open", "pw-fine", "pw-entrusted"}


def test_each_power_by_itself_on_paper_and_for_word_set_in_chinese_and_made_again_alone(board) -> None:
    make()
    before = items()
    assert before.keys() == {
        f"{key}.{form}" for key in ("pw-open", "pw-fine", "pw-entrusted") for form in ("pdf", "docx")
    }
    kept_file, pdf = keeping.read("items/pw-open.pdf")
    assert {"NotoSerifSC-Regular", "NotoSansSC-Regular"} <= font_names(pdf)
    assert kept_file.media_type == "application/pdf"
    written = docx.Document(io.BytesIO(keeping.read("items/pw-open.docx")[1]))
    assert written.paragraphs[0].text == "夜间集市开办许可"

    board.put("power", "pw-fine", replace(public_city.powers()["pw-fine"][-1], result="处罚决定书"))
    make()

    assert {name for name, sha in items().items() if before[name] != sha} == {"pw-fine.pdf", "pw-fine.docx"}
    board.withdraw("power", "pw-fine", "公开范围有误")
    assert items().keys() == {f"{key}.{form}" for key in ("pw-open", "pw-entrusted") for form in ("pdf", "docx")}


def test_the_files_of_a_sub_item_go_with_the_item_they_name(board) -> None:
    board.put("power", "pw-below", replace(public_city.powers()["pw-fine"][-1], name="延续", parent="pw-open"))
    make()
    assert "pw-below.pdf" in items()

    board.withdraw("power", "pw-open", "公开范围有误")

    assert not {"pw-below.pdf", "pw-below.docx", "pw-open.pdf"} & items().keys()


def test_a_power_is_taken_home_from_its_page(board, client, settings, django_assert_num_queries) -> None:
    settings.ROOT_URLCONF = "sunlit.portal.root"
    settings.MIDDLEWARE = ["sunlit.look.language.ChosenLanguage"]
    assert "文件正在生成" in client.get("/powers/pw-open/files/").content.decode()
    make()

    page = client.get("/powers/pw-open/files/").content.decode()
    assert items()["pw-open.pdf"] in page
    assert "/powers/pw-open/files/" in client.get("/powers/pw-open/").content.decode()
    with django_assert_num_queries(3, using="noticeboard"):
        answer = client.get("/powers/pw-open/files/item.pdf")
    assert (answer.content[:5], answer["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert "pw-open.pdf" in answer["Content-Disposition"]
    assert client.get("/powers/pw-open/files/item.exe").status_code == 404
    board.withdraw("power", "pw-open", "公开范围有误")
    assert (
        client.get("/powers/pw-open/files/").status_code
        == client.get("/powers/pw-open/files/item.pdf").status_code
        == 404
    )
    ended = replace(public_city.powers()["pw-fine"][-1], standing="cancelled", standing_since=date(2026, 10, 1))
    board.put("power", "pw-fine", ended)
    assert "文件正在生成" not in client.get("/powers/pw-fine/files/").content.decode()
