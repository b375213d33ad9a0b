"""Items with a single planted fault, by the code it should be found under, for tests and for bench/."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sunlit.catalogue.findings.quotation import plain
from sunlit.kernel.numerals import read_numeral, write_numeral
from sunlit.law.conferring import amounts_in
from sunlit.law.rules import Basis as Ranked
from sunlit.law.rules import Kind, level_of, precedes
from sunlit.law.values import Place
from tests.support.right import Source, basis_cell, item, right_item, with_basis

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from sunlit.catalogue.values import ListedItem
    from sunlit.law.values import HeldLaw, HeldVersion


@dataclass(frozen=True)
class Plant:
    """Items to check as of a day, and the fault planted in one of them."""

    code: str
    variant: str
    items: tuple[ListedItem, ...]
    at: int
    as_of: date
    laws: tuple[HeldLaw, ...] | None = None  # a library changed for the purpose
    beside: frozenset[str] = field(default=frozenset())  # codes that rightly fire as well


def plant_all(
    source: Source, every: Sequence[Source], laws: Sequence[HeldLaw], rng: random.Random, on: date
) -> Iterator[Plant]:
    """Every fault that can be planted in an item resting on a source."""
    for planter in (_in_sources, _in_words, _in_entry, _in_names, _in_neighbours):
        yield from planter(source, every, rng, on)
    yield from _in_force(source, laws, rng, on)
    yield from _in_setting(source, every, rng, on)


def _one(code: str, variant: str, of: ListedItem, on: date, *beside: str) -> Plant:
    return Plant(code, variant, (of,), 0, on, beside=frozenset(beside))


def _in_sources(source: Source, every: Sequence[Source], rng: random.Random, on: date) -> Iterator[Plant]:
    right = right_item(source, rng)
    for cell in ("", "无", "/", "按照上级有关要求执行"):
        yield _one("basis-none", cell or "empty", with_basis(right, cell), on)
    law = source.law
    yield _one("article-none", "bare title", item(source, quoted="", rng=rng, article=""), on)
    yield _one(
        "article-none",
        "words without number",
        item(source, quoted=source.text.replace("\n", ""), rng=rng, article=""),
        on,
    )
    for title in (
        law.title.replace("管理", "治理监督", 1) if "管理" in law.title else f"{law.title}补充细则",
        f"示范省{law.title[-6:]}细则",
    ):
        yield _one(
            "title-unknown", "another title", item(source, quoted=source.text, rng=rng, title=title), on, "basis-order"
        )
    at = rng.randint(len(law.title) // 2, len(law.title) - 3)
    slip = law.title[:at] + "囧" + law.title[at + 1 :]
    yield _one("title-unknown", "a slip", item(source, quoted=source.text, rng=rng, title=slip), on, "basis-order")
    for short in law.short_titles:
        if plain(short) != plain(law.title):
            yield _one("title-short", "short title", item(source, quoted=source.text, rng=rng, title=short), on)
    if all(v.whole for v in law.versions):
        beyond = max(a for v in law.versions for a, _ in v.articles) + rng.randint(1, 40)
        yield _one(
            "article-missing",
            "beyond the last",
            item(source, quoted=source.text, rng=rng, article=str(Place(beyond))),
            on,
        )
        digits = item(source, quoted=source.text, rng=rng, article=f"第{beyond}条")
        yield _one("article-missing", "in digits", digits, on)
        if source.text.count("。") == 1:
            part = item(
                source, quoted=source.text, rng=rng, article=f"{source.label}第{write_numeral(rng.randint(21, 40))}款"
            )
            yield _one("article-missing", "a 款 too many", part, on)
        yield _one(
            "article-missing",
            "inserted",
            item(source, quoted="", rng=rng, article=f"{source.label.split('之')[0]}之九"),
            on,
            "text-absent",
        )
    number = source.place[0]
    if 20 < number < 100 and number % 10 and not source.place[1]:
        misprint = write_numeral(number).replace("十", "")
        yield _one(
            "article-missing", "misprinted", item(source, quoted=source.text, rng=rng, article=f"第{misprint}条"), on
        )
    yield _one("text-absent", "number alone", item(source, quoted="", rng=rng), on)


_NUMBER = re.compile(r"[二三四五六七八九](?=万元|千元|倍|年|日|个|十日|百元)|[2-9](?=万元|倍|年|日)")


def _in_words(source: Source, every: Sequence[Source], rng: random.Random, on: date) -> Iterator[Plant]:
    text = source.text

    def planted(variant: str, quoted: str) -> Plant:
        return _one("text-differs", variant, item(source, quoted=quoted, rng=rng), on, "name-not-in-law")

    if found := _NUMBER.search(text):
        other = rng.choice([c for c in "二三四五六七八九" if read_numeral(c) != read_numeral(found[0])])
        yield planted("a number changed", text[: found.start()] + other + text[found.end() :])
    for old, new in (("应当", "可以"), ("可以", "应当"), ("不得", "可以"), ("以上", "以下")):
        if old in text:
            yield planted(f"{old} to {new}", text.replace(old, new, 1))
            break
    if (clause := re.search(r"，([^，。；：\n]{6,20})，", text)) and plain(clause[1]):
        yield planted("a clause dropped", text[: clause.start()] + text[clause.end() - 1 :])
    at = rng.randint(8, len(text) - 8)
    while not (
        text[at : at + 2].isalpha() and text[at] != text[at + 1] and plain(text[at : at + 2]) == text[at : at + 2]
    ):
        at = rng.randint(8, len(text) - 8)
    yield planted("a character dropped", text[:at] + text[at + 1 :])
    yield planted("two characters swapped", text[:at] + text[at + 1] + text[at] + text[at + 2 :])
    yield planted("a character mistyped", text[:at] + "囧" + text[at + 1 :])
    lines = text.split("\n")
    if len(lines) > 2:
        yield planted("an invented 项", "\n".join([*lines[:-1], "（九）在市容卫生责任区内乱贴乱画的。"]))
    yield planted("words put in", text[:at] + "以及市容卫生" + text[at:])
    others = [s for s in every if s.law is source.law and s.place != source.place and plain(s.text) not in plain(text)]
    if others:
        yield planted("another article", rng.choice(others).text)
    foreign = [s for s in every if s.law is not source.law]
    if foreign:
        yield planted("another law", rng.choice(foreign).text)
    for version in source.law.versions:
        old = version.articles.get(source.place, "")
        if (
            version is not source.version
            and old
            and len(plain(old)) >= 20
            and plain(old) not in plain(text)
            and _begun(version, on)
        ):
            yield planted("an older version", old)


def _begun(version: HeldVersion, on: date) -> bool:
    begins = version.effective or version.dated
    return begins is not None and begins <= on


def _in_force(source: Source, laws: Sequence[HeldLaw], rng: random.Random, on: date) -> Iterator[Plant]:
    law = source.law
    right = item(source, quoted=source.text, rng=rng)
    ended = replace(law, ended=on - timedelta(days=rng.randint(0, 900)), ended_by="《示范省法规清理条例》第九条")
    yield Plant("basis-repealed", "ended", (right,), 0, on, _with(laws, law, ended))
    version = source.version
    begins = version.effective or version.dated
    if begins and version is law.versions[-1]:
        note = f"（{version.dated.year}年{version.dated.month}月{version.dated.day}日修订）" if version.dated else ""
        if note:
            first_day = on + timedelta(days=30)
            early = replace(version, effective=first_day, effective_assumed=False)
            before = [replace(v, until=first_day) if v.until == begins else v for v in law.versions[:-1]]
            later = replace(law, versions=(*before, early))
            noted = item(source, quoted=source.text, rng=rng, edition=note)
            yield Plant("not-yet-in-force", "named", (noted,), 0, on, _with(laws, law, later))
    for old in law.versions:
        before = old.articles.get(source.place, "")
        if (
            old is version
            or not before
            or old.dated is None
            or not _begun(old, on)
            or plain(before) == plain(source.text)
        ):
            continue
        if plain(before) in plain(source.text):
            continue
        note = f"（{old.dated.year}年{old.dated.month}月{old.dated.day}日修正）"
        yield _one("amended-since", "quoted", item(source, quoted=before, rng=rng, edition=note), on, "name-not-in-law")
        bare = item(source, quoted="", rng=rng, edition=note)
        yield _one("amended-since", "number alone", bare, on, "text-absent", "name-not-in-law")


def _with(laws: Sequence[HeldLaw], old: HeldLaw, new: HeldLaw) -> tuple[HeldLaw, ...]:
    return tuple(new if law is old else law for law in laws)


def _in_setting(source: Source, every: Sequence[Source], rng: random.Random, on: date) -> Iterator[Plant]:
    mine = Ranked(source.law.kind, level_of(source.law.issuer))
    higher = [s for s in every if precedes(Ranked(s.law.kind, level_of(s.law.issuer)), mine)]
    right = right_item(source, rng)
    if higher:
        other = rng.choice(higher)
        cell = right.basis + "\n" + basis_cell(other, quoted=other.text, rng=rng)
        yield _one("basis-order", "higher law last", with_basis(right, cell), on)
    rules = [s for s in every if s.law.kind in (Kind.DEPARTMENT_RULE, Kind.LOCAL_RULE)]
    if rules:
        rule = rng.choice(rules)
        resting = right_item(rule, rng)
        if rule.law.kind is Kind.DEPARTMENT_RULE:
            licence = replace(resting, name=_as_licence(rule.name), type="行政许可")
            yield _one("cannot-set", "licence by a rule", licence, on, "type-mismatch", "name-not-in-law")
        measure = replace(resting, name=f"{_as_licence(rule.name)[:-2]}的查封", type="行政强制")
        yield _one("cannot-set", "coercion by a rule", measure, on, "type-mismatch", "name-not-in-law")
    if source.type in ("行政处罚", "行政许可"):
        column = {**right.further, "entrusted": "示范市洁净保洁有限公司"}
        yield _one("cannot-entrust", "in a column", replace(right, further=column), on)
        for body in ("示范市城市管理局（委托示范市洁净保洁有限公司）", "示范市保洁行业协会（受城市管理局委托）"):
            yield _one("cannot-entrust", "to a company", replace(right, body=body), on)


def _as_licence(name: str) -> str:
    return re.sub(r"^对|的(?:处罚|监督检查)$", "", name) + "许可"


def _in_names(source: Source, every: Sequence[Source], rng: random.Random, on: date) -> Iterator[Plant]:
    right = right_item(source, rng)
    strangers = [s for s in every if s.type == source.type and s.law is not source.law and _far(s.name, source)]
    if strangers:
        yield _one("name-not-in-law", "another object", replace(right, name=rng.choice(strangers).name), on)
    wrong = {
        "行政处罚": ("行政许可", "行政检查"),
        "行政检查": ("行政处罚", "行政许可"),
        "行政许可": ("行政处罚", "行政检查"),
    }
    for kind in wrong[source.type]:
        yield _one("type-mismatch", f"{source.type} as {kind}", replace(right, type=kind), on, "cannot-set")


def _far(name: str, source: Source) -> bool:
    ground = plain(source.law.title + source.text)
    words = plain(re.sub(r"^对|的(?:处罚|监督检查)$|审批$", "", name))
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    return len(pairs) >= 8 and sum(p in ground for p in pairs) / len(pairs) < 0.1


def _in_neighbours(source: Source, every: Sequence[Source], rng: random.Random, on: date) -> Iterator[Plant]:
    right = right_item(source, rng)
    again = replace(right, row=9, rows=(9, 9), serial="7")
    yield Plant("duplicate", "same sheet", (right, again), 1, on)
    yield Plant(
        "duplicate", "same file twice", (right, replace(again, file="示范市城市管理局权责清单（1）.xlsx")), 1, on
    )
    bracketed = replace(again, name=right.name.replace("、", "，"), sub_item="无")
    yield Plant("duplicate", "other punctuation", (right, bracketed), 1, on)
    spaced = replace(again, name=right.name.replace("的", " 的 "))
    yield Plant("duplicate", "spaces in the name", (right, spaced), 1, on)
    if _one_body(source.text):
        rival = replace(right, file="示范市园林局权责清单.xlsx", body="示范市园林绿化局", row=5)
        yield Plant("overlap", "another unit", (right, rival), 1, on)


def _one_body(text: str) -> bool:
    if re.search(
        "有关部门|有关主管部门|相关部门|职责分工|各自|等部门|等主管部门|机关|会同|共同|分别|职责范围|各自|人民政府(?!.{0,16}部门)|机构",
        text,
    ):
        return False
    bodies = {b[-6:] for b in re.findall(r"[\u4e00-\u9fff]{2,12}?部门", re.sub(r"\s", "", text))}
    return len(bodies) == 1


def _in_entry(source: Source, every: Sequence[Source], rng: random.Random, on: date) -> Iterator[Plant]:
    right = right_item(source, rng)

    def further(**cells: str) -> ListedItem:
        return replace(right, further={**right.further, **cells})

    for words in (
        "其他材料",
        "法律、法规规定的其他材料",
        "申请表、身份证明等材料",
        "主管部门要求的其他相关资料",
        "1.申请书\n2.其他需要提交的材料",
        "申请书；法律、行政法规要求的其他证明文件",
        "营业执照等有关资料",
    ):
        yield _one("vague", words.split("\n")[-1], further(materials=words), on)
    yield _one("vague", "in the conditions", further(conditions="有固定场所；法律、法规规定的其他条件"), on)
    yield _one(
        "vague", "as a name", replace(right, name="法律法规规定的其他职权", type="其他行政权力"), on, "name-not-in-law"
    )
    yield _one("fee-no-basis", "rate alone", replace(further(fee_standard="每户50元"), fee="是"), on)
    yield _one("fee-no-basis", "an amount alone", replace(right, fee="每证10元"), on)
    yield _one("fee-no-standard", "a document alone", replace(right, fee="按《示范省收费目录》收取"), on)
    yield _one("fee-no-standard", "basis alone", replace(further(fee_basis="《示范省收费目录》"), fee="收费"), on)
    if any(amount.measure == "fine" for amount in amounts_in(source.text)) and "依照" not in source.text:
        yield _one("range-outside-law", "far above", further(discretion="情节严重的，处九百万元罚款"), on)
    term = "夜市主管部门应当自受理申请之日起十日内作出决定。"
    version = replace(
        source.version, articles={**source.version.articles, source.place: source.text + "\n" + term}
    )
    longer = replace(source.law, versions=tuple(version if v is source.version else v for v in source.law.versions))
    late = replace(right, legal_time_limit="九百个工作日")
    yield Plant("term-longer-than-law", "far above", (late,), 0, on, laws=(longer,), beside=frozenset({"overlap"}))
    for missing in ("name", "type", "body", "office"):
        gone = replace(right, **{missing: ""})
        yield _one("incomplete", missing, gone, on)
    yield _one("incomplete", "无", replace(right, office="无"), on)
    told = (("mobile", "咨询电话13912345678"), ("identity", "负责人身份证11010519491231002X"), ("account", "缴款账号6217 0012 1002 4455 220"),
            ("person", "联系人：张小明"), ("mobile in groups", "电话：139 1234 5678"), ("old identity", "证件号110105491231002"),
            ("wide digits", "手机１３９１２３４５６７８"))  # fmt: skip
    for kind, words in told:
        yield _one("personal-data", kind, further(remarks=words), on)
    yield _one("personal-data", "in the office", replace(right, office="政策法规科（联系人：李建国 13800138000）"), on)
    yield _one("personal-data", "a column of clerks", replace(right, personal=("联系人",)), on)
