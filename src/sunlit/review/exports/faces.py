"""The faces of official paper, by the names they have in every office, and what stands in where one is missing.

GB/T 9704-2012 sets titles in 小标宋 and text in 仿宋; tables are usually set in 宋体. None of them comes with us: the
program that opens the document takes its own, or the one named as its stand-in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from sunlit.review.exports.packing import opened, packed

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

TITLE, HEADS, BODY, TEXT = "方正小标宋简体", "黑体", "宋体", "仿宋"
#: What stands in for a face, by what it is called elsewhere; the first that is there is taken.
_STAND_IN = {
    TITLE: "小标宋,华文中宋,宋体,SimSun,Noto Serif CJK SC",
    HEADS: "SimHei,微软雅黑,Noto Sans CJK SC",
    BODY: "SimSun,新宋体,Noto Serif CJK SC",
    TEXT: "仿宋_GB2312,FangSong,华文仿宋,宋体,Noto Serif CJK SC",
}
_TABLE = "word/fontTable.xml"


def named(one: Any, face: str, size: float) -> None:
    """Set a style or a run in a face, its Latin letters and figures too."""
    one.font.name, one.font.size = face, Pt(size)
    fonts = one.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), face)


def numbered(paragraph: Paragraph) -> None:
    """第 x 页，共 y 页, kept by whatever opens the document."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, field in (("第 ", "PAGE"), (" 页，共 ", "NUMPAGES")):
        paragraph.add_run(words)
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        simple.append(run)
        paragraph._p.append(simple)  # noqa: SLF001 - no word for fields
    paragraph.add_run(" 页")


def with_fallback(document: bytes) -> bytes:
    """A document whose table of fonts names what stands in for each face; the same document, the same bytes."""
    parts = opened(document)
    told = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for face, others in _STAND_IN.items()
    )
    parts[_TABLE] = parts[_TABLE].replace(b"</w:fonts>", f"{told}</w:fonts>".encode())
    return packed(parts)
