"""Items made from the articles of held laws as a careful clerk would put them down: named from the article, the law's
full title, the article and its words, in one of several typographies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sunlit.catalogue.values import ListedItem
from sunlit.kernel.numerals import read_numeral
from sunlit.law.citations import read_basis
from sunlit.law.rules import Kind
from sunlit.law.shelf import version_on
from sunlit.law.texts import parts
from sunlit.law.values import Place

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence
    from datetime import date

    from sunlit.law.values import HeldLaw, HeldVersion

#: The meanings for which the invented sheet has a column.
COLUMNS = (
    "serial",
    "name",
    "sub_item",
    "type",
    "basis",
    "body",
    "office",
    "level",
    "materials",
    "fee",
    "fee_basis",
    "fee_standard",
)


@dataclass(frozen=True)
class Source:
    """An article that gives a power, and what a clerk would call it."""

    law: HeldLaw
    version: HeldVersion
    place: tuple[int, int]
    name: str
    type: str

    @property
    def text(self) -> str:
        return self.version.articles[self.place]

    @property
    def label(self) -> str:
        return str(Place(*self.place))


_PENALTY = re.compile(r"(?:^|[。；，])(?:违反本[^，]{1,12}规定，)?([^，。；：“”\n]{6,36})的，(?:由|处|依法)")
_INSPECTED = re.compile(
    r"(?:^|[。；，])[^，。；：\n]{2,30}(?:依法|应当|负责)?对([^，。；：\n]{4,26}?)(?:进行|实施)(?:监督检查|检查)"
)
_LICENSED = re.compile(r"(?:^|[。；，\n])(?:申请)?([^，。；：、\n]{4,24})的?，应当[^。；\n]{0,40}(?:批准|许可)")


def sources(laws: Sequence[HeldLaw], on: date) -> list[Source]:
    """The articles in force on a day from which a power can be named."""
    out = []
    for law in laws:
        version = version_on(law, on)
        if version is None or law.kind is Kind.UNKNOWN or (law.ended and law.ended <= on):
            continue
        last = max(version.articles, default=(0, 0))
        for place, text in version.articles.items():
            if not 40 <= len(text) <= 1200 or (place == last and not version.whole):
                continue
            named = _named(text, law.kind)
            if named:
                out.append(Source(law, version, place, *named))
    return out


def _named(text: str, kind: Kind) -> tuple[str, str] | None:
    head = text.split("\n", maxsplit=1)[0]
    found = _PENALTY.search(head)
    if found and re.search("罚款|没收|警告|吊销", text):
        conduct = _tail(found[1])
        if re.search("之一$", conduct):
            conduct = _first_item(text)
        if conduct and not re.search("没有违法所得|情节|逾期|^有|前款", conduct):
            return f"对{conduct}的处罚", "行政处罚"
    if found := _INSPECTED.search(head):
        return f"对{_tail(found[1])}的监督检查", "行政检查"
    found = _LICENSED.search(head)
    if found and kind in (Kind.STATUTE, Kind.REGULATION) and re.search("许可|批准", head):
        return f"{_tail(found[1])}审批", "行政许可"
    return None


def _first_item(text: str) -> str:
    """What the first 项 of an article punishes; empty where it has none short enough for a name."""
    found = re.search(r"[（(]一[）)]([^，。；：\n]{6,36}?)的?[；。]", text)
    return found[1] if found else ""


def _tail(words: str) -> str:
    return re.sub(r"^(?:或者|以及|并|和|及)", "", words)


def right_item(
    source: Source, rng: random.Random, *, row: int = 3, file: str = "示范市城市管理局权责清单.xlsx"
) -> ListedItem:
    """An item with nothing wrong, its basis in one of the shapes departments use."""
    plain = item(source, quoted=_typed(source.text, rng), rng=rng, row=row, file=file)
    shape = rng.choice(["plain", "plain", "note", "paragraph", "together", "next"])
    if shape == "note" and source.version.dated:
        day = source.version.dated
        note = rng.choice(["（{}年{}月{}日修订）", "(根据{}年{}月{}日《关于修改部分法规的决定》修正)"]).format(
            day.year, day.month, day.day
        )
        return item(source, quoted=_typed(source.text, rng), rng=rng, row=row, file=file, edition=note)
    whole = [p for p in parts(source.text) if p.level == "款"]
    if shape == "paragraph" and len(whole) > 1:
        of = rng.choice(whole[:1])
        label = str(Place(*source.place, paragraph=of.place.paragraph))
        return item(source, quoted=of.text, rng=rng, row=row, file=file, article=label)
    number, insert = source.place
    after = source.version.articles.get((number + 1, 0), "")
    if shape in ("together", "next") and after and not insert and (number + 1, 0) != max(source.version.articles):
        label = Place(number + 1)
        if shape == "next":
            return with_basis(plain, f"{plain.basis}\n    {label}：{after}")
        both = f"{source.label}、{label}"
        return item(source, quoted=f"{source.text}\n{after}", rng=rng, row=row, file=file, article=both)
    return plain


def item(
    source: Source, *, quoted: str, rng: random.Random, row: int = 3, title: str | None = None, article: str | None = None,
    edition: str = "", file: str = "示范市城市管理局权责清单.xlsx",
) -> ListedItem:  # fmt: skip
    """An item resting on a source, its basis cell as given."""
    cell = basis_cell(source, quoted=quoted, rng=rng, title=title, article=article, edition=edition)
    return with_basis(
        ListedItem(
            file=file, sheet="职权", row=row, rows=(row, row), serial=str(row - 2), name=source.name, type=source.type,
            body="示范市城市管理局", office="政策法规科", fee="否", further={"level": "市级", "materials": "1.申请书；2.身份证明"},
            cells={name: (row, i) for i, name in enumerate(COLUMNS, 1)},
        ),
        cell,
    )  # fmt: skip


def with_basis(of: ListedItem, cell: str) -> ListedItem:
    """The item with another basis cell."""
    return replace(of, basis=cell, citations=read_basis(cell))


def basis_cell(
    source: Source,
    *,
    quoted: str,
    rng: random.Random,
    title: str | None = None,
    article: str | None = None,
    edition: str = "",
) -> str:
    """How a department prints one basis."""
    tag = rng.choice(["", {Kind.STATUTE: "【法律】", Kind.REGULATION: "【法规】"}.get(source.law.kind, "【规章】")])
    label = source.label if article is None else article
    name = source.law.title if title is None else title
    if not label:
        return f"{tag}《{name}》{edition}" + (f"：{quoted}" if quoted else "")
    gap, colon = rng.choice(["\n    ", " ", "\n"]), rng.choice(["：", " ", "　"])
    return f"{tag}《{name}》{edition}{gap}{label}" + (f"{colon}{quoted}" if quoted else "")


def _typed(text: str, rng: random.Random) -> str:
    """The words of an article as a clerk may type them: whole, in part, other widths, broken lines, marked gaps."""
    return rng.choice(_WAYS)(text, rng)


def _cut(text: str, _: random.Random) -> str:
    sentences = re.findall(r"[^。]+。", text.split("\n", maxsplit=1)[0])
    return (sentences[0] + "……") if len(sentences) > 1 and len(sentences[0]) > 20 else text


def _one_item(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    itemised = len(lines) > 3 and lines[1].startswith(("（", "("))
    return f"{lines[0]}……\n{rng.choice(lines[1:])}" if itemised else text


_WAYS: tuple[Callable[[str, random.Random], str], ...] = (
    lambda text, _: text,
    lambda text, _: text.replace("\n", ""),
    lambda text, _: text.translate(str.maketrans("，：；（）", ",:;()")),
    lambda text, _: re.sub(r"([，；：])", r"\1 ", text),
    lambda text, _: re.sub(r"（([一二三四五六七八九])）", lambda m: f"{read_numeral(m[1])}.", text),
    lambda text, _: re.sub(
        r"(?<![十百千])([一二三四五六七八九])(?=[万千]元|倍)", lambda m: str(read_numeral(m[1])), text
    ),
    lambda text, _: f"“{text}”",
    _cut,
    _one_item,
)
