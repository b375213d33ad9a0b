"""涉密的不公开项目目录: the register, who sees it, and the form the city signs: nothing in it that is secret."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from django.urls import reverse
from docx import Document

from sunlit.kernel import clock
from sunlit.organs.rules import Function, NotAllowed
from sunlit.review import exports
from sunlit.review.exports import FORM_TWO
from sunlit.review.exports.form import told
from sunlit.review.exports.packing import opened, packed
from sunlit.review.models import WithheldItem
from sunlit.review.queries.withheld import withheld, withheld_blank, withheld_form
from sunlit.review.rules import register as rules
from tests.review.people import review_city
from tests.support.ledger import made_once, refused
from tests.support.people import make_account

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.test import Client

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
TODAY = clock.today()
#: As the plan's form is reconstructed, one for one.
HEADINGS = [
    "序号", "单位", "不含秘密内容的概称", "不公开类型", "不公开依据条款", "密级", "保密期限或解密条件", "定密责任人", "定密依据文号",
    "保密审查人、日期", "区分处理后可公开部分", "下次评估日期", "处理意见",
]  # fmt: skip


def registering() -> ReviewCity:
    made = review_city()
    for n, (unit, exemption, days) in enumerate(
        (("市灯局", "state-secret", 400), ("市灯局", "stability", 30), ("甲县灯局", "internal", -1)), 1
    ):
        WithheldItem.objects.create(
            number=f"不公开〔2026〕{n}号", unit_id=made.units[unit], exemption=exemption, provision=f"信息公开条例第{n}条",
            until=f"期限{n}", determined_by=f"{unit}分管局长", next_review=TODAY + timedelta(days=days),
            registered_at=clock.now(), registered_by="post:x",
        )  # fmt: skip
    judge = made.who("市府", Function.SECRECY).name
    WithheldItem.objects.filter(number__endswith="2号").update(secrecy_by=judge, secrecy_at=clock.now(), partly=True)
    return made


made, city = made_once(registering)


@pytest.fixture
def forms(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.FORMS = tmp_path / "forms"
    settings.FORMS.mkdir()
    return settings.FORMS


def test_one_sees_the_register_of_the_units_one_reaches_and_what_is_near(city: ReviewCity, django_assert_num_queries: Any) -> None:
    secrecy = city.sees("市府", Function.SECRECY)
    with django_assert_num_queries(6):
        everything = withheld(secrecy)
    assert [(one.number[-2:], one.unit_name, one.looking) for one in everything] == [
        ("3号", "甲县灯局", "over"), ("2号", "市灯局", "soon"), ("1号", "市灯局", "later"),
    ], "what should have been looked at comes first"  # fmt: skip
    for unit, function, numbers in (
        ("市灯局", Function.LEADER, [2, 1]),
        ("市灯局", Function.REGISTRAR, [2, 1]),
        ("甲县灯局", Function.LEGAL, [3]),
        ("甲县府", Function.SECRECY, [3]),
        ("甲县府", Function.OPEN_GOVERNMENT, [3]),
        ("灯检", Function.LEADER, []),
    ):
        seen = withheld(city.sees(unit, function))
        assert [one.number for one in seen] == [f"不公开〔2026〕{n}号" for n in numbers], (unit, function)
    for unit, function in (("市府", Function.STAFFING), ("甲县府", Function.CITY_LEGAL)):
        with pytest.raises(NotAllowed):
            withheld(city.sees(unit, function))
        with pytest.raises(NotAllowed):
            withheld_form(city.sees(unit, function), "xlsx")
        with pytest.raises(NotAllowed):
            withheld_blank(city.sees(unit, function), "docx")
    assert withheld(city.sees("市灯局", Function.LEADER), unit=city.units["甲县灯局"]) == ()
    WithheldItem.objects.filter(number__endswith="3号").update(released_at=clock.now())
    assert [one.looking for one in withheld(city.sees("甲县灯局", Function.LEADER))] == ["released"]


def expected(city: ReviewCity) -> list[dict[str, str]]:
    """What the form must say, told from the database alone."""
    return [
        {
            "序号": f"{n}\n{row.number}", "单位": row.unit.names.latest("pk").name, "不公开类型": words,
            "不公开依据条款": row.provision, "保密期限或解密条件": row.until, "定密责任人": row.determined_by,
            "保密审查人、日期": f"办公室 保密审查 某 {TODAY}" if row.secrecy_by else "",
            "区分处理后可公开部分": "有，另行登记" if row.partly else "",
            "下次评估日期": row.next_review.isoformat(), "处理意见": "不公开",
        }
        for n, (row, words) in enumerate(
            zip(WithheldItem.objects.order_by("number"), ("国家秘密", "危及三安全一稳定", "内部事务信息"), strict=True), 1
        )
    ]  # fmt: skip


def check(table: list[list[str]], city: ReviewCity) -> None:
    assert table[0] == HEADINGS
    read = [dict(zip(HEADINGS, cells, strict=True)) for cells in table[1:]]
    wanted = expected(city)
    assert [{name: row[name] for name in wanted[0]} for row in read] == wanted
    empty = set(HEADINGS) - wanted[0].keys()
    assert empty == {"不含秘密内容的概称", "密级", "定密依据文号"}
    assert not any(row[name] for row in read for name in empty)


def test_what_the_document_prints_is_what_the_register_holds(city: ReviewCity, forms: Path) -> None:
    made = withheld_form(city.sees("市府", Function.OPEN_GOVERNMENT), "docx")
    document = Document(io.BytesIO(made))

    check([[cell.text for cell in row.cells] for row in document.tables[0].rows], city)
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    around = "\n".join(p.text for p in document.paragraphs)
    for said in ("涉密的不公开项目目录登记表（重建式样）", f"填报范围：2 个单位        截至日期：{TODAY}        共 3 项", "填报人：___", "不得填写任何秘密内容"):
        assert said in around
    assert "{{" not in around
    assert "内部资料" in section.header.paragraphs[0].text
    assert made == withheld_form(city.sees("市府", Function.OPEN_GOVERNMENT), "docx"), "the same bytes"


def test_what_the_workbook_prints_is_what_the_register_holds(city: ReviewCity, forms: Path) -> None:
    made = withheld_form(city.sees("市府", Function.OPEN_GOVERNMENT), "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active

    rows = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    check(rows[2:6], city)
    assert rows[0][0] == "涉密的不公开项目目录登记表（重建式样）"
    assert rows[1][0].startswith("填报范围：2 个单位")
    assert rows[7][0].startswith("单位（盖章）"), "what stands below moved down with what was added"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows) == ("landscape", 9, "$1:$3")
    assert sheet["C5"].border.left.style == "thin"


def test_of_one_unit_the_form_says_which_and_of_none_it_is_an_empty_one(city: ReviewCity, forms: Path) -> None:
    office = city.sees("市府", Function.OPEN_GOVERNMENT)
    one = Document(io.BytesIO(withheld_form(office, "docx", unit=city.units["甲县灯局"])))
    assert "填报范围：甲县灯局" in one.paragraphs[1].text
    for form in ("docx", "xlsx"):
        none = withheld_form(city.sees("灯检", Function.LEADER), form)
        if form == "docx":
            table = Document(io.BytesIO(none)).tables[0]
            assert [[cell.text for cell in row.cells] for row in table.rows] == [HEADINGS, ["\n", *[""] * (len(HEADINGS) - 1)]]
        else:
            sheet = openpyxl.load_workbook(io.BytesIO(none)).active
            assert sheet["A6"].value.startswith("单位（盖章）")


def test_a_city_s_own_form_is_filled_in_as_it_is(city: ReviewCity, forms: Path) -> None:
    """A clerk moves columns, drops the mark, and Word parts a mark among runs while it is typed."""
    document = Document()
    document.add_paragraph("示范市保密委员会印制")
    table = document.add_table(rows=2, cols=2)
    table.rows[0].cells[0].text = "编号"
    table.rows[1].cells[0].paragraphs[0].add_run("第{{登")
    table.rows[1].cells[0].paragraphs[0].add_run("记号}}")
    table.rows[1].cells[1].text = "{{ 下次评估日期 }}前复评"
    document.save(str(forms / "withheld.docx"))
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B2"], sheet["B4"], sheet["D4"], sheet["B6"] = "共{{项数}}项", "{{登记号}}", "{{单位}}", "合计 {{项数}}"
    sheet["B7"], sheet["C7"] = 7, True
    sheet.merge_cells("B4:C4")
    sheet.merge_cells("B6:D6")
    sheet.print_area = "A1:D6"
    book.create_sheet("说明")["A1"] = "截至{{截至日期}}"
    book.save(forms / "withheld.xlsx")
    office = city.sees("市府", Function.OPEN_GOVERNMENT)

    read = Document(io.BytesIO(withheld_form(office, "docx")))
    assert read.paragraphs[0].text == "示范市保密委员会印制"
    assert [[cell.text for cell in row.cells] for row in read.tables[0].rows][1:] == [
        [f"第{row.number}", f"{row.next_review}前复评"] for row in WithheldItem.objects.order_by("number")
    ]
    filled = openpyxl.load_workbook(io.BytesIO(withheld_form(office, "xlsx")))
    told = filled.worksheets[0]
    assert [told[f"B{n}"].value for n in (2, 4, 5, 6, 8, 9)] == ["共3项", *(f"不公开〔2026〕{n}号" for n in (1, 2, 3)), "合计 3", 7]
    assert sorted(map(str, told.merged_cells.ranges)) == ["B4:C4", "B5:C5", "B6:C6", "B8:D8"]
    assert told.print_area == "'Sheet'!$A$1:$D$8"
    assert filled["说明"]["A1"].value == f"截至{TODAY}"


def test_a_form_that_cannot_be_filled_in_says_what_is_wrong_with_it(city: ReviewCity, forms: Path) -> None:
    office = city.sees("市府", Function.OPEN_GOVERNMENT)
    for form in ("docx", "xlsx"):
        own = forms / f"withheld.{form}"
        for data in (b"%PDF-1.4", packed({"x.xml": b"<x/>"}), packed({"a": bytes(21 * 1024 * 1024)})):
            own.write_bytes(data)
            with refused(rules.FormUnreadable):
                withheld_form(office, form)
        own.write_bytes(exports.BLANK[form](FORM_TWO))
        assert withheld_form(office, form), "the form as it comes, put there unchanged"
    document = Document()
    document.add_paragraph("{{截至日期}}")
    document.save(str(forms / "withheld.docx"))
    book = openpyxl.Workbook()
    book.active["A1"] = "{{截至日期}}"
    book.save(forms / "withheld.xlsx")
    for form in ("docx", "xlsx"):
        with refused(rules.FormWithoutRow):
            withheld_form(office, form)
    document.add_table(rows=1, cols=2).rows[0].cells[0].text = "{{登记号}}{{秘密内容}}"
    document.save(str(forms / "withheld.docx"))
    book.active["A2"] = "{{登记号}}{{秘密内容}}"
    book.save(forms / "withheld.xlsx")
    for form in ("docx", "xlsx"):
        with pytest.raises(rules.MarkUnknown, match="秘密内容"):
            withheld_form(office, form)


def test_marks_are_words_and_nothing_else() -> None:
    assert told("甲{{ 项数 }}乙{单位}", {"项数": "{{单位}}"}, "x") == "甲{{单位}}乙{单位}", "what is put in is not read again"


def test_a_workbook_that_keeps_its_words_in_its_cells_is_read_too(city: ReviewCity, forms: Path) -> None:
    """Some programs write words beside the numbers, and a text nobody refers to."""
    parts = opened(exports.blank_workbook(FORM_TWO))
    strings = parts.pop("xl/sharedStrings.xml").decode()
    import re

    texts = re.findall(r"<t[^>]*>([^<]*)</t>", strings)
    page = "xl/worksheets/sheet1.xml"
    parts[page] = re.sub(
        r'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")? t="s"><v>([0-9]+)</v></c>',
        lambda f: f'<c r="{f[1]}"{f[2] or ""} t="inlineStr"><is><t>{texts[int(f[3])]}</t></is></c>', parts[page].decode(),
    ).replace("</sheetData>", '<row r="9"><c r="A9" t="s"><v>99</v></c><c/></row></sheetData>').encode()  # fmt: skip
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        parts[name] = re.sub(r"<(Override|Relationship)[^>]*sharedStrings[^>]*/>", "", parts[name].decode()).encode()
    (forms / "withheld.xlsx").write_bytes(packed(parts))

    made = withheld_form(city.sees("市府", Function.OPEN_GOVERNMENT), "xlsx")
    with zipfile.ZipFile(io.BytesIO(made)) as held:
        assert "不公开〔2026〕3号" in held.read(page).decode()


def test_the_desk_shows_the_register_and_gives_the_form_away(city: ReviewCity, client: Client, forms: Path) -> None:
    client.force_login(make_account("watch", functions=(Function.SUPERVISOR,), display_name="监察"))
    html = client.get(reverse("desk:withheld")).content.decode()
    for row in WithheldItem.objects.all():
        assert row.number in html
        assert row.determined_by in html
    assert "有 1 项的评估日期已过" in html
    assert "有 1 项临近评估日期" in html
    assert html.index("不公开〔2026〕3号") < html.index("不公开〔2026〕1号")
    assert "解除的原因" not in html, "who watches assesses nothing"
    assert "不公开项目" in client.get("/").content.decode()

    one = client.get(reverse("desk:withheld"), {"unit": city.units["甲县灯局"]}).content.decode()
    assert "不公开〔2026〕3号" in one
    assert "不公开〔2026〕1号" not in one

    for form in ("docx", "xlsx"):
        answer = client.get(reverse("desk:withheld-form", args=[form]))
        assert answer.headers["Content-Type"] == exports.MEDIA_TYPES[form]
        assert answer.content == withheld_form(city.sees("市府", Function.SECRECY), form)
        assert client.get(reverse("desk:withheld-blank", args=[form])).content == exports.BLANK[form](FORM_TWO)
    assert client.get("/withheld/form.pdf").status_code == client.get("/withheld/blank.pdf").status_code == 404

    (forms / "withheld.docx").write_bytes(b"x")
    answer = client.get(reverse("desk:withheld-form", args=["docx"]), follow=True)
    assert "“withheld.docx”不是 Word 文档" in answer.content.decode()

    client.force_login(make_account("staffing", functions=(Function.STAFFING,), display_name="编办"))
    assert [client.get(reverse(name, args=args)).status_code for name, args in (("desk:withheld", []), ("desk:withheld-form", ["docx"]), ("desk:withheld-blank", ["xlsx"]))] == [403] * 3
    assert "/withheld/" not in client.get("/").content.decode()


def test_what_is_higher_than_a_row_can_be_goes_on_in_the_next(forms: Path) -> None:
    """A row of a workbook is at most 409 points high: what stood below would be printed nowhere."""
    long, short = "一二三四五六七八九十" * 120, "第十四条"
    rows = [dict.fromkeys(FORM_TWO.row_marks, "") | {"序号": str(n), "不公开依据条款": words} for n, words in ((1, long), (2, short))]
    heads = exports.heads_of("市灯局", TODAY, 2)
    made = exports.fill_workbook(exports.blank_workbook(FORM_TWO), FORM_TWO, heads, rows, file="x")
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    column = "ABCDEFGHIJKLM"[HEADINGS.index("不公开依据条款")]
    told = [str(sheet[f"{column}{n}"].value or "") for n in range(4, sheet.max_row + 1)]
    pieces = told[: told.index(short)]
    assert len(pieces) > 1
    assert "".join(pieces) == long, "nothing of it is lost"
    numbers = [sheet[f"A{n}"].value for n in range(4, 4 + len(pieces) + 1)]
    assert numbers == ["1\n", *[""] * (len(pieces) - 1), "2\n"], "it is one item all the same"
    heights = [sheet.row_dimensions[n].height for n in range(4, 4 + len(pieces) + 1)]
    assert all(0 < height <= 409 for height in heights)
    assert heights[0] > heights[-1]
