"""Files are opened by what they contain; what is no law text is refused by name, with what to do instead."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from sunlit.law.texts import Unreadable, articles_of, opening, read_law

TEXT = (
    "示范市渡口办法\n（2018年11月5日示范市人民政府令第7号公布）\n第一条　渡口归公。\n第二条　船舶归私，票价公示。\n"
    "第三条　本办法自2019年1月1日起施行。\n"
)


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def encrypted_member() -> bytes:
    data = bytearray(zipped(word__document_xml="x"))
    for sign, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.find(sign) + offset] |= 1
    return bytes(data)


OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空"),
        (b" \n\t\n", "空"),
        ("\ufeff \u3000\n".encode(), "空"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "图片"),
        (b"\xff\xd8\xff\xe0....", "图片"),
        (b"RIFF....WEBP", "图片"),
        (b"{\\rtf1 ...}", "RTF"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"<!DOCTYPE html><html>...", "网页"),
        (b"\xef\xbb\xbf\n<html lang='zh'>", "网页"),
        (OLE2, "旧版"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (encrypted_member(), "密码"),
        (b"PK\x03\x04 broken", "损坏"),
        (zipped(OFD_xml="x"), "OFD"),
        (zipped(xl__workbook_xml="x"), "电子表格"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "ODT"),
        (zipped(readme_txt="x"), "压缩包"),
        (zipped(word__document_xml="<broken"), "损坏"),
        (TEXT.encode("utf-16-le"), "编码"),
        ("Règlement des bacs: l'été dernier, forêt, où ça, élève".encode("latin-1"), "编码"),
        (TEXT.encode("big5", errors="ignore") + "颱風過後".encode("big5"), "编码"),
        (b"\x00\x01\x02 abc", "不是文本"),
        (b"\xff\xfe" + "\u4e00".encode("utf-16-le") + b"\x00\xd8\x00\xd8" * 40, "不是文本"),
    ],
)
def test_what_is_no_law_text_is_refused_with_a_remedy(data, reason):
    with pytest.raises(Unreadable) as refused:
        read_law(data, "法规/渡口办法.docx")
    assert reason in refused.value.reason
    assert refused.value.remedy
    assert str(refused.value).startswith("法规/渡口办法.docx：")


def test_a_file_too_long_for_any_law_is_refused(monkeypatch):
    monkeypatch.setattr(opening, "MAX_BYTES", 100)
    with pytest.raises(Unreadable, match="不像一部法规"):
        read_law(TEXT.encode(), "x.txt")


def test_a_document_that_would_unzip_beyond_bounds_is_not_opened(monkeypatch):
    bomb = zipped(word__document_xml="0" * 5_000_000)
    monkeypatch.setattr(opening, "MAX_UNZIPPED", 1_000_000)
    with pytest.raises(Unreadable, match="解压后过大"):
        read_law(bomb, "x.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
@pytest.mark.parametrize("name", ["渡口办法.docx", "渡口办法.pdf", "渡口办法"])
def test_the_bytes_decide_whatever_the_extension_says(encoding, name):
    assert len(articles_of(read_law(TEXT.encode(encoding), name))) == 3


@pytest.mark.parametrize("breaks", ["\r\n", "\r", "\u2028", "\n\n\n"])
def test_lines_may_end_in_any_way(breaks):
    assert len(articles_of(read_law(TEXT.replace("\n", breaks).encode(), "x.txt"))) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_last_character_cut_in_two_is_left_away(encoding):
    text = read_law(TEXT.strip().encode(encoding)[:-1], "x.txt")
    assert text.warnings[0].kind == "truncated"
    assert articles_of(text)[3, 0] == "本办法自2019年1月1日起施行"


def test_print_and_markup_are_taken_away():
    text = read_law(
        "# 示范市渡口办法\n\n2018年11月5日 示范市人民政府令第7号公布<br>2018年12月1日 施行\n\n"
        "**第一条**　渡口\u200b归公&emsp;。<!-- 注 -->\n\n> 附近船舶\\*归私。\n\n第 2 页 共 9 页\n\n**第二条**　__".replace(
            "__", "本办法自2018年12月1日起施行。\n"
        ).encode(),
        "x.md",
    )
    assert articles_of(text)[1, 0] == "渡口归公\u2003。\n附近船舶*归私。"
    assert text.notes == ("2018年11月5日 示范市人民政府令第7号公布", "2018年12月1日 施行")


def test_a_paragraph_over_two_pages_is_one_and_page_numbers_are_none():
    text = read_law(
        (
            "示范市渡口办法\n第一条　渡口由市交通主管部门会同水务部门按照规划设\n3\n\f渡口名录\n立并公布。\n第二条　船舶归私。\n"
            "- 4 -\n\f第三条　本办法自2019年1月1日起施行。\n5"
        )
        .replace("\f渡口名录\n", "\f")
        .encode(),
        "x.txt",
    )
    assert articles_of(text)[1, 0] == "渡口由市交通主管部门会同水务部门按照规划设立并公布。"
    assert articles_of(text)[3, 0] == "本办法自2019年1月1日起施行。"


def wrapped(indent: str) -> str:
    paragraphs = [
        f"第{'一二三四五六七八九'[n]}条　渡口由市交通主管部门会同水务部门按照规划设立并公布，第{n}号渡口的位置、范围、船舶数量和开放时间"
        "应当在渡口的显著位置公示。公示的内容有变化的，应当及时更新，并告知两岸的居民委员会和船舶的所有人。"
        for n in range(9)
    ]
    paragraphs.append("第十条　本办法自2019年1月1日起施行。")
    lines = ["示范市渡口办法", "（2018年11月5日示范市人民政府令第7号公布）"]
    for paragraph in paragraphs:
        whole = indent + paragraph
        lines += [whole[i : i + 30] for i in range(0, len(whole), 30)]
    return "\n".join(lines)


@pytest.mark.parametrize("indent", ["", "　　"])
def test_a_text_broken_into_lines_of_print_is_put_together_again(indent):
    text = read_law(wrapped(indent).encode(), "x.txt")
    assert len(articles_of(text)) == 10
    assert all("\n" not in body for body in articles_of(text).values())
    assert articles_of(text)[1, 0].endswith("船舶的所有人。")


def test_word_tables_breaks_and_hidden_text():
    document = docx.Document()
    document.add_paragraph("示范市渡口办法")
    paragraph = document.add_paragraph("第一条\t渡口归")
    deleted = OxmlElement("w:del")
    deleted.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>私</w:t></w:r>"))
    paragraph._p.append(deleted)
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>公</w:t><w:noBreakHyphen/></w:r></w:ins>"))
    paragraph.add_run("。").add_break()
    paragraph.add_run("船舶归私。")
    document.add_paragraph("第二条　本办法自2019年1月1日起施行。").add_run().add_break(docx.enum.text.WD_BREAK.PAGE)
    document.add_paragraph("附表：渡口名录")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ["名称", "位置", "东渡", "城东\n河边"], strict=True):
        cell.text = words
    document.element.body.insert(
        1, parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:del/><w:p><w:r><w:t>（2018年1月1日示范市人民政府令第1号公布）</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    )  # fmt: skip

    text = read_law(saved(document), "x.docx")

    assert articles_of(text) == {(1, 0): "渡口归公-。\n船舶归私。", (2, 0): "本办法自2019年1月1日起施行。"}
    assert text.annex == "附表：渡口名录\n名称\t位置\n东渡\t城东 河边"
    assert text.issuer == "示范市人民政府"


NUMBERING = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1章"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
<w:lvl w:ilvl="4"><w:numFmt w:val="decimal"/><w:lvlText w:val="%9%1"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="91">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl>
</w:abstractNum>
<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>
<w:num w:numId="91"><w:abstractNumId w:val="91"/></w:num>
<w:num w:numId="92"><w:abstractNumId w:val="91"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="93"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="1"><w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="(%2)"/></w:lvl></w:lvlOverride><w:lvlOverride w:ilvl="8"><w:startOverride w:val="2"/></w:lvlOverride></w:num>
</w:numbering>"""


class Numbered:
    """A document whose numbers Word makes."""

    def __init__(self) -> None:
        self.document = docx.Document()
        element = self.document.part.numbering_part.element
        for child in list(element):
            element.remove(child)
        for child in parse_xml(NUMBERING):
            element.append(child)

    def add(self, text: str, number: int | None = None, depth: int | None = 0, style: str | None = None) -> None:
        paragraph = self.document.add_paragraph(text, style=style)
        if number is not None or depth is None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            if number is not None:
                properties.get_or_add_numId().val = number
            if depth is not None:
                properties.get_or_add_ilvl().val = depth

    def style(self, name: str, number: int | None, based_on: str | None = None) -> None:
        style = self.document.styles.add_style(name, docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        if based_on:
            style.base_style = self.document.styles[based_on]
        if number is not None:
            style.element.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="{number}"/></w:numPr>')
            )


def test_numbers_that_word_makes_are_read_as_word_shows_them():
    made = Numbered()
    made.add("示范市渡口办法")
    made.add("总则", 90)
    made.add("渡口归公：", 91)
    made.add("东渡口；", 90, 1)
    made.add("大船；", 90, 2)
    made.add("小船；", 90, 2)
    made.add("西渡口。", 90, 1)
    made.add("渡口说明。", 90, 3)
    made.add("船舶归私。", 91)
    made.add("附则", 90)
    made.add("本办法自2019年1月1日起施行。", 91)

    text = read_law(saved(made.document), "x.docx")

    assert [(p.label, p.heading or p.text) for p in text.provisions] == [
        ("第一章", "总则"),
        ("第一条", "渡口归公：\n（一） 东渡口；\n1. 大船；\n2. 小船；\n（二） 西渡口。\n渡口说明。"),
        ("第二条", "船舶归私。"),
        ("第二章", "附则"),
        ("第三条", "本办法自2019年1月1日起施行。"),
    ]


def test_numbers_may_come_from_a_style_begin_anew_or_be_switched_off():
    made = Numbered()
    made.style("Article", 91)
    made.style("Clause", None, based_on="Article")
    made.style("Plain", 0)
    made.add("示范市渡口办法")
    made.add("渡口归公。", style="Article")
    made.add("船舶归私。", style="Clause")
    made.add("票价公示。", 0, style="Clause")
    made.add("渡工持证。", depth=None, style="Clause")
    made.add("说明一句。", style="Plain")
    made.add("说明两句。", depth=None, style="Plain")
    made.add("本办法自2019年1月1日起施行。", 92)
    made.add("如下：", 93, 1)
    made.add("九。", 93, 8)
    made.add("十。", 93, 4)

    text = read_law(saved(made.document), "x.docx")

    assert articles_of(text) == {
        (1, 0): "渡口归公。",
        (2, 0): "船舶归私。\n票价公示。",
        (3, 0): "渡工持证。\n说明一句。\n说明两句。",
        (7, 0): "本办法自2019年1月1日起施行。\n(3) 如下：\n九。\n一 十。",
    }


def test_a_style_without_end_or_definition_gives_no_number():
    made = Numbered()
    made.style("Loop", None)
    made.document.styles["Loop"].element.append(parse_xml(f'<w:basedOn {nsdecls("w")} w:val="Loop"/>'))
    made.add("示范市渡口办法")
    made.add("第一条　渡口归公。", style="Loop")
    made.document.paragraphs[-1]._p.pPr.find(qn("w:pStyle")).set(qn("w:val"), "Loop")
    made.add("第二条　本办法自2019年1月1日起施行。")
    made.document.paragraphs[-1]._p.get_or_add_pPr().get_or_add_pStyle().val = "NoSuchStyle"
    assert len(articles_of(read_law(saved(made.document), "x.docx"))) == 2
