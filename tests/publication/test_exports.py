"""The directory goes home with people: as a workbook, as text, as data, on paper."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.catalogue.values import printed
from sunlit.kernel.plain import from_plain
from sunlit.noticeboard.values import PublicBasis, PublicPower, PublicStep, PublicTerm
from sunlit.publication import exports
from sunlit.publication.exports.columns import DIRECTORY, FORM_ONE, widths
from sunlit.publication.exports.fonts import bundled
from sunlit.publication.exports.numbering import numbered
from sunlit.publication.exports.texts import tame
from tests.publication.directories import DAY, a_directory, a_power, a_unit, font_names, pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sunlit.publication.values import Directory

FACES = exports.find()
MAKERS: dict[str, Callable[[Directory], bytes]] = {
    "xlsx": exports.directory_workbook,
    "csv": exports.as_csv,
    "json": exports.as_json,
    "volume": lambda d: exports.volume_pdf(d, FACES),
    "volume docx": exports.volume_document,
    "form 1 docx": lambda d: exports.form_one_document(d, d.volumes[0]),
    "form 1 xlsx": lambda d: exports.form_one_workbook(d, d.volumes[0]),
    "form 1 pdf": lambda d: exports.form_one_pdf(d, d.volumes[0], FACES),
}


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_the_same_directory_gives_the_same_bytes_and_another_day_others(make: Callable[[Directory], bytes]) -> None:
    directory = a_directory(a_power(), a_power("夜市演出备案"))

    assert make(directory) == make(a_directory(a_power(), a_power("夜市演出备案")))
    assert make(directory) != make(replace(directory, as_of=date(2026, 3, 3)))


def test_a_workbook_says_what_it_is_and_holds_every_power() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exports.directory_workbook(a_directory(a_power(), a_power("夜市演出备案")))))

    assert book.sheetnames == ["说明", "职权目录"]
    assert (book["说明"]["B3"].value, book["说明"]["B4"].value) == ("示范市夜市管理局", DAY.isoformat())
    sheet = book["职权目录"]
    assert [c.value for c in sheet[1]] == ["序号", *(c.title for c in DIRECTORY)]
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == ["夜市摊位设置许可", "夜市演出备案"]


def test_nothing_of_a_power_comes_to_life_in_a_spreadsheet() -> None:
    live = a_power('=HYPERLINK("http://x")', code="+1", holder="＝1", preparer="@SUM(1)")
    directory = a_directory(live)

    row = table(exports.as_csv(directory))[1]
    sheet = openpyxl.load_workbook(io.BytesIO(exports.directory_workbook(directory)))["职权目录"]

    assert row[:2] == ["'+1", "'=HYPERLINK(\"http://x\")"]
    assert {"'＝1", "'@SUM(1)"} <= set(row)
    assert {c.data_type for c in sheet[2]} <= {"s", "n"}
    assert sheet["C2"].value == '=HYPERLINK("http://x")'


@given(st.text())
def test_a_tamed_cell_never_opens_like_a_formula(words: str) -> None:
    assert not tame(words).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert tame(words).endswith(words)


def test_text_for_spreadsheets_is_marked_as_chinese_and_dated() -> None:
    data = exports.as_csv(a_directory())

    assert data.startswith(b"\xef\xbb\xbf")
    header, row = table(data)
    assert header[-1] == "截至日期"
    assert row[-1] == DAY.isoformat()
    assert len(header) == len(row) == len(DIRECTORY) + 1


def test_data_reads_back_as_it_was_published() -> None:
    power = a_power()
    data = json.loads(exports.as_json(a_directory(power)))

    [unit] = data["units"]
    [given] = unit["powers"]
    assert (data["format"], data["as_of"]) == ("sunlit-directory/1", DAY.isoformat())
    assert given.pop("key") == "power-1"
    assert from_plain(PublicPower, given) == power
    assert data["posts"]["desk"]["names"] == ["甄灯"]


def test_a_volume_is_set_in_chinese_type_that_it_carries_with_it() -> None:
    data = exports.volume_pdf(a_directory(), FACES)

    assert data.startswith(b"%PDF")
    assert {"NotoSerifSC-Regular", "NotoSansSC-Regular"} <= font_names(data)
    assert pages(data) == 3


def test_words_of_a_list_are_never_read_as_markup() -> None:
    hostile = a_power("#panic() *粗* $x$ @y `z` \\ <a> [b] // c", conditions=('#read("/etc/passwd")',))

    assert pages(exports.volume_pdf(a_directory(hostile), FACES)) == 3
    assert pages(exports.form_one_pdf(a_directory(hostile), a_directory(hostile).volumes[0], FACES)) == 1


def test_a_directory_without_powers_still_makes_a_volume() -> None:
    empty = replace(a_directory(), volumes=())

    assert exports.volumes(empty) == (empty,)
    assert exports.volume_pdf(empty, FACES).startswith(b"%PDF")


@given(st.lists(st.integers(0, 7), max_size=4), st.integers(1, 5))
def test_a_long_directory_is_cut_and_nothing_is_lost(sizes: list[int], most: int) -> None:
    one = a_directory().volumes[0]
    units = tuple(replace(one, key=str(n), entries=one.entries * size) for n, size in enumerate(sizes))
    whole = replace(a_directory(), volumes=units)

    parts = exports.volumes(whole, most=most)

    assert all(len(p.entries) <= most for p in parts)
    assert all(len(p.entries) == most for p in parts[:-1])
    assert [e for p in parts for e in p.entries] == list(whole.entries)


def test_form_one_lies_across_the_page_and_waits_for_three_hands() -> None:
    directory = a_directory(a_power(), a_power("夜市摊位变更", parent="power-1", standing="suspended", standing_since=DAY))
    sheet = openpyxl.load_workbook(io.BytesIO(exports.form_one_workbook(directory, directory.volumes[0]))).active
    assert sheet is not None

    said = [c.value for row in sheet.iter_rows() for c in row if c.value]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert {"行政职权目录登记表", "填报人：", "审核人：", "日期：", *(c.title for c in FORM_ONE)} <= set(said)
    assert "夜市摊位设置许可\n子项：夜市摊位变更" in said
    assert "NotoSerifSC-Regular" in font_names(exports.form_one_pdf(directory, directory.volumes[0], FACES))


def test_a_volume_for_word_has_cover_contents_and_every_power() -> None:
    bare = (PublicBasis(title="《夜间集市法》"),)
    directory = a_directory(a_power(), a_power("夜市摊位变更\x00", parent="power-1", bases=()), a_power("夜市评奖", bases=bare))
    document = docx.Document(io.BytesIO(exports.volume_document(directory)))

    said = [p.text for p in document.paragraphs]
    heads = [p.text for p in document.paragraphs if p.style is not None and p.style.name.startswith("Heading")]
    assert said[:2] == ["示范市行政职权目录", "示范市夜市管理局"]
    assert heads == ["示范市夜市管理局", "1 夜市摊位设置许可", "1.1 夜市摊位变更", "2 夜市评奖"]
    assert "行政许可  ·  YS-XK-0001  ·  子项，主项：夜市摊位设置许可" in said
    assert "在夜间集市设摊的，应当申请许可。" in said
    assert "TOC" in document.element.xml
    assert "NUMPAGES" in document.sections[0].footer._element.xml


def test_a_volume_of_several_units_opens_each_on_a_page_of_its_own() -> None:
    one = a_directory().volumes[0]
    several = replace(a_directory(), volumes=(one, replace(one, key="other", unit=a_unit("示范市集市局"))))
    document = docx.Document(io.BytesIO(exports.volume_document(several)))

    breaks = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert breaks == ["示范市夜市管理局", "示范市集市局"]


def test_form_one_for_word_lies_across_with_a_header_on_every_page() -> None:
    directory = a_directory()
    document = docx.Document(io.BytesIO(exports.form_one_document(directory, directory.volumes[0])))

    section, table = document.sections[0], document.tables[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    assert [c.text for c in table.rows[0].cells] == ["序号", *(c.title for c in FORM_ONE)]
    assert "tblHeader" in table.rows[0]._tr.xml
    assert document.paragraphs[-1].text.startswith("单位（盖章）：")


def test_sub_items_are_numbered_under_their_items_and_orphans_on_their_own() -> None:
    powers = (a_power("甲", parent="none"), a_power("甲一", parent="power-1"), a_power("甲二", parent="power-1"), a_power("乙"), a_power("甲二一", parent="power-3"))

    assert [(n.number, n.depth) for n in numbered(a_directory(*powers).entries)] == [("1", 0), ("1.1", 1), ("1.2", 1), ("2", 0), ("1.2.1", 2)]
    sheet = openpyxl.load_workbook(io.BytesIO(exports.form_one_workbook(a_directory(*powers), a_directory(*powers).volumes[0]))).active
    assert [sheet.cell(4 + n, 1).value for n in range(5)] == ["1", "1.1", "1.2", "2", "1.2.1"]


@given(st.lists(st.lists(st.text(max_size=30), min_size=len(FORM_ONE), max_size=len(FORM_ONE)), max_size=4))
def test_what_stands_empty_gives_its_room_to_what_is_full_and_the_page_is_used(listed: list[list[str]]) -> None:
    wide = widths(FORM_ONE, listed)

    assert all(w >= 5 for w in wide)
    assert sum(wide) <= sum(c.width for c in FORM_ONE)
    if any(words.strip() for cells in listed for words in cells):
        assert sum(wide) > sum(c.width for c in FORM_ONE) - len(FORM_ONE)


def test_a_row_of_form_one_stays_on_a_page_unless_it_is_longer_than_one() -> None:
    short, long = a_power("短"), a_power("长", bases=tuple(PublicBasis(title=f"第{n}号法", text="条文" * 400) for n in range(9)))
    directory = a_directory(*(short for _ in range(12)), long)

    assert pages(exports.form_one_pdf(directory, directory.volumes[0], FACES)) > 3


def test_marks_that_turn_words_around_are_in_no_file_for_people() -> None:
    turned = a_power("夜市\u202e可许\u2066\u200f设摊", code="\u202e=1+1", bases=(PublicBasis(title="夜\u202e法", text="\u2067条"),))
    directory = a_directory(turned)
    marks = ("\u202e", "\u2066", "\u2067", "\u200f")

    assert table(exports.as_csv(directory))[1][0] == "'=1+1"
    documents = [exports.volume_document(directory), exports.form_one_document(directory, directory.volumes[0])]
    texts = [exports.as_csv(directory).decode(), *(docx.Document(io.BytesIO(d)).element.xml for d in documents)]
    sheets = [exports.directory_workbook(directory), exports.form_one_workbook(directory, directory.volumes[0])]
    texts += ["".join(str(c.value) for row in openpyxl.load_workbook(io.BytesIO(s)).worksheets[-1] for c in row) for s in sheets]
    assert not [mark for text in texts for mark in marks if mark in text]
    assert "夜市可许设摊" in texts[0]


def test_lines_that_were_written_with_numbers_keep_them() -> None:
    assert printed.lines(("直接实施责任：", "1.公示条件", "2.一次告知")) == "直接实施责任：\n1.公示条件\n2.一次告知"
    assert printed.lines(("公示条件", "一次告知")) == "1.公示条件\n2.一次告知"
    assert printed.lines(("公示条件",)) == "公示条件"
    assert printed.lines(()) == ""


def test_a_cell_that_holds_too_much_is_cut_and_says_so() -> None:
    directory = a_directory(a_power(result="果" * 40_000))
    sheet = openpyxl.load_workbook(io.BytesIO(exports.directory_workbook(directory)))["职权目录"]

    assert any(str(c.value).endswith("……（以下略，全文见门户）") and len(str(c.value)) == 32_767 for c in sheet[2])


def test_without_a_chinese_font_no_pdf_is_made_and_one_sentence_says_why(tmp_path: Path) -> None:
    with pytest.raises(exports.NoChineseFont, match=r"没有可用的中文字体.+SUNLIT_FONTS.+。$"):
        exports.find([tmp_path], carried=[], system=False)


def test_the_operators_fonts_come_first_and_one_face_may_stand_for_both(tmp_path: Path) -> None:
    (tmp_path / "one.otf").write_bytes((bundled() / "NotoSansSC-Regular.otf").read_bytes())

    faces = exports.find([tmp_path], carried=[], system=False)

    assert (faces.serif, faces.sans) == ("Noto Sans SC", "Noto Sans SC")
    assert font_names(exports.volume_pdf(a_directory(), faces)) == {"NotoSansSC-Regular"}


def test_without_carried_fonts_the_machine_is_asked() -> None:
    try:
        faces = exports.find(carried=[])
    except exports.NoChineseFont as error:
        assert "系统字体" in str(error)  # noqa: PT017 - either way is right, it depends on the machine
    else:
        assert faces.serif


def test_what_stands_in_a_power_is_put_in_words() -> None:
    directory = a_directory(
        a_power(),
        a_power(
            "旧权",
            standing="abolished",
            standing_since=DAY,
            standing_reason="法律修改",
            nature="delegated",
            tenure="unheard-of",
            part="",
            lead="",
            steps=(PublicStep(number=1, name="受理", unit="夜市局", office="许可科", term="当日"),),
            statutory_term=PublicTerm(words="按协议"),
            promised_term=None,
            remedies=None,
            charged=None,
            conditions=(),
        ),
    )
    rows = [dict(zip(table(exports.as_csv(directory))[0], r, strict=True)) for r in table(exports.as_csv(directory))[1:]]

    first, second = rows
    assert first["行使方式"] == "共有职权，协助配合，由示范市集市局主要行使"
    assert first["环节责任"] == "1.受理：许可科 受理岗 甄灯 00-1234567，1个工作日，当场审查材料"
    assert (first["法定时限"], first["承诺时限"]) == ("20个工作日（夜间集市法第十三条）", "即办")
    assert first["条件"] == "1.有固定住所\n2.未被列入失信名单"
    assert first["申请材料"] == "1.申请表，原件，2份，由本人出具，现场可填"
    assert first["救济途径"].endswith("\n诉讼不停止执行")
    assert first["投诉咨询"] == "投诉举报：00-12345\n咨询：窗口"
    assert second["状态"] == f"废止（自{DAY}起，法律修改）"
    assert (second["主体性质"], second["行使方式"]) == ("delegated", "unheard-of")
    assert second["环节责任"] == "1.受理：夜市局 许可科，当日"
    assert (second["法定时限"], second["承诺时限"], second["是否收费"], second["救济途径"]) == ("按协议", "", "", "")
    assert printed.channels(a_power(), "complaint") == "00-12345"
