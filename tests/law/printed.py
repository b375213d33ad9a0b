"""Made-up laws, and how the same law looks in each style in which files of laws are found."""

from __future__ import annotations

import io
from dataclasses import dataclass

import docx
from hypothesis import strategies as st

from sunlit.kernel.numerals import write_numeral


@dataclass(frozen=True)
class Article:
    number: int
    lines: tuple[str, ...]
    insert: int = 0
    caption: str = ""

    @property
    def label(self) -> str:
        return f"第{write_numeral(self.number)}条" + (f"之{write_numeral(self.insert)}" if self.insert else "")


@dataclass(frozen=True)
class Heading:
    level: str
    number: int
    name: str

    @property
    def label(self) -> str:
        return f"第{write_numeral(self.number)}{self.level}"


@dataclass(frozen=True)
class MadeUpLaw:
    title: str
    notes: tuple[str, ...]
    body: tuple[Heading | Article, ...]

    def provisions(self) -> list[tuple[str, str, str, str]]:
        """What reading it must give: level, label, heading, text."""
        return [
            (p.level, p.label, p.name, "") if isinstance(p, Heading) else ("条", p.label, p.caption, "\n".join(p.lines))
            for p in self.body
        ]


def read_back(text) -> list[tuple[str, str, str, str]]:
    return [(p.level, p.label, p.heading, p.text) for p in text.provisions]


def _caption(article: Article) -> str:
    return f"【{article.caption}】" if article.caption else ""


def headed(law: MadeUpLaw) -> str:
    """Markdown with ## headings and a mark behind the history."""
    lines = [f"# {law.title}", *law.notes, "<!-- INFO END -->"]
    for part in law.body:
        if isinstance(part, Heading):
            lines.append(f"{'##' if part.level != '节' else '###'} {part.label} {_wide(part.name)}")
        else:
            lines += [f"{part.label} {_caption(part)}{part.lines[0]}", *part.lines[1:]]
    return "\n\n".join(lines) + "\n"


def bold(law: MadeUpLaw) -> str:
    """Markdown with front matter and bold numbers."""
    lines = ["---\nsidebar: auto\n---", f"# {law.title}", *law.notes]
    for part in law.body:
        if isinstance(part, Heading):
            lines.append(f"## {part.label}　{part.name}")
        else:
            lines += [f"**{part.label}**　{_caption(part)}{part.lines[0]}", *part.lines[1:]]
    return "\n\n".join(lines) + "\n"


def indented(law: MadeUpLaw) -> str:
    """Markdown that keeps the indents and bare headings of a web page."""
    lines = [f"# {law.title}", f"　　（{'  '.join(law.notes)}）", "　　"]
    for part in law.body:
        if isinstance(part, Heading):
            lines.append(f"{part.label}   {_wide(part.name)}")
        else:
            lines += [f"　　{part.label}  {_caption(part)}{part.lines[0]}", *(f"　　{line}" for line in part.lines[1:])]
    return "\n\n".join(lines) + "\n"


def from_a_site(law: MadeUpLaw) -> str:
    """Plain text as copied from a government site: contents first, pages with numbers, lines without blanks between."""
    lines = [_wide(law.title), f"（{' '.join(law.notes)}）", "目　　录"]
    lines += [f"{p.label}　{p.name}" for p in law.body if isinstance(p, Heading)]
    for i, part in enumerate(law.body):
        if isinstance(part, Heading):
            lines.append(f"{part.label}　{_wide(part.name)}")
        else:
            lines += [f"　　{part.label}　{_caption(part)}{part.lines[0]}", *(f"　　{line}" for line in part.lines[1:])]
        if i % 7 == 6:
            lines += [f"— {i // 7 + 1} —", "\f"]
    return "\r\n".join(lines)


def in_word(law: MadeUpLaw) -> bytes:
    document = docx.Document()
    for line in [law.title, f"（{' '.join(law.notes)}）"]:
        document.add_paragraph(line)
    for part in law.body:
        if isinstance(part, Heading):
            document.add_paragraph(f"{part.label}　{part.name}")
        else:
            document.add_paragraph(f"{part.label}　{_caption(part)}{part.lines[0]}")
            for line in part.lines[1:]:
                document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _wide(name: str) -> str:
    return "　".join(name) if len(name) <= 2 else name


STYLES = {
    "headed": lambda law: headed(law).encode(),
    "headed with a byte mark": lambda law: headed(law).encode("utf-8-sig"),
    "bold": lambda law: bold(law).encode(),
    "indented": lambda law: indented(law).encode(),
    "from a site": lambda law: from_a_site(law).encode(),
    "from a site in GB 18030": lambda law: from_a_site(law).encode("gb18030"),
    "from a site in UTF-16": lambda law: from_a_site(law).encode("utf-16"),
    "in Word": in_word,
}

NOTES = ("2018年3月30日示范省第十届人民代表大会常务委员会第二次会议通过",)
_SENTENCES = (
    "县级以上人民政府应当加强对河道采砂的管理，建立督察机制。",
    "本办法所称灯塔，是指为船舶指示方位的固定标志。",
    "任何单位和个人不得占用公共码头；确需占用的，应当提前申请。",
    "第三条规定的期限，自收到申请的次日起计算。",
    "第二条、第四条所列事项由市水务部门负责。",
    "违反前款规定的，由市水务部门责令改正，处“一千元以上”罚款。",
    "申请人应当提交下列材料：",
    "中华人民共和国境内的灯塔，适用本规定。",
    "国家鼓励社会力量参与灯塔的维护。",
)
_ITEMS = ("营业执照复印件；", "法定代表人的身份证明；", "灯塔位置图。", "其他依法应当提交的材料。")
_NAMES = ("总则", "灯塔的设置", "维护与管理", "法律责任", "附则", "监督、检查")


@st.composite
def _lines(draw) -> tuple[str, ...]:
    lines: list[str] = [draw(st.sampled_from([s for s in _SENTENCES if not s.startswith("第")]))]
    for _ in range(draw(st.integers(0, 2))):
        if draw(st.booleans()):
            items = draw(st.lists(st.sampled_from(_ITEMS), min_size=1, max_size=12))
            lines += [f"（{write_numeral(i)}）{item}" for i, item in enumerate(items, 1)]
        lines.append(draw(st.sampled_from(_SENTENCES)))
    return tuple(lines)


@st.composite
def made_up_laws(draw) -> MadeUpLaw:
    """Laws with or without chapters and sections, inserted articles, captions, lists and paragraphs that refer."""
    body: list[Heading | Article] = []
    number = 0
    chapters = draw(st.integers(0, 4))
    captioned = draw(st.booleans())
    for chapter in range(1, max(1, chapters) + 1):
        if chapters:
            body.append(Heading("章", chapter, draw(st.sampled_from(_NAMES))))
        sections = draw(st.integers(0, 2)) if chapters else 0
        for section in range(1, max(1, sections) + 1):
            if sections:
                body.append(Heading("节", section, draw(st.sampled_from(_NAMES))))
            for _ in range(draw(st.integers(1, 5))):
                number += 1
                caption = draw(st.sampled_from(("", "适用范围", "主管部门"))) if captioned else ""
                body.append(Article(number, draw(_lines()), caption=caption))
                body += [
                    Article(number, draw(_lines()), insert=i + 1) for i in range(draw(st.sampled_from((0, 0, 0, 1, 2))))
                ]
    body.append(Article(number + 1, ("本条例自2018年7月1日起施行。",)))
    return MadeUpLaw("示范省灯塔管理条例", NOTES, tuple(body))
