"""Eighty-two real law files: every article counted a second way, every fact of the reading held, every difference explained."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from sunlit.law.rules import Kind
from sunlit.law.texts import count_provisions, parts, read_law, text_at
from sunlit.law.values import Place
from tests.support.shared import shared_data

pytestmark = pytest.mark.shared

FACTS = Path(__file__).parent / "expected" / "shared_laws.csv"
KINDS = {
    "法律": Kind.STATUTE,
    "行政法规": Kind.REGULATION,
    "部门规章": Kind.DEPARTMENT_RULE,
    "地方性法规": Kind.LOCAL_REGULATION,
    "地方政府规章": Kind.LOCAL_RULE,
}

#: Where reading and plain counting differ: file, articles read, articles counted, why. Nothing differs at present.
COUNTED_OTHERWISE: dict[str, tuple[int, int, str]] = {}

#: Where the kind read is not the manifest's, and why: these files have no history at all, so no body is shown.
NO_HISTORY = {
    "市场主体登记管理条例(2021-07-27).md",
    "法规规章备案审查条例(2024-08-30).md",
    "机动车登记规定(2021-12-17).md",
}


@cache
def manifest() -> tuple[dict[str, str], ...]:
    with (shared_data("laws") / "MANIFEST.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def texts() -> dict[str, object]:
    folder = shared_data("laws")
    return {row["path"]: read_law((folder / row["path"]).read_bytes(), row["path"]) for row in manifest()}


def articles(text) -> list:
    return [p for p in text.provisions if p.level == "条"]


def counted_by_lines(path: str) -> int:
    """Lines that begin with 第…条 and space, bold or not: no chain, no headings, no judgement."""
    plain = (shared_data("laws") / path).read_text(encoding="utf-8")
    return len(
        re.findall(
            r"(?m)^[ \t\u3000]*(?:\*\*)?第[零一二三四五六七八九十百]+条(?:之[一二三四五六七八九十]+)?(?:\*\*)?[ \u3000]",
            plain,
        )
    )


def test_articles_are_as_many_as_by_a_second_count_and_by_the_manifest():
    differences = {}
    for row in manifest():
        read, counted = len(articles(texts()[row["path"]])), counted_by_lines(row["path"])
        assert read == int(row["articles"]) + int(row["articles_zhi"] or 0), row["path"]
        if read != counted:
            differences[Path(row["path"]).name] = (read, counted)
    assert differences == {name: told[:2] for name, told in COUNTED_OTHERWISE.items()}
    assert sum(len(articles(text)) for text in texts().values()) == 5444


def test_every_line_behind_the_history_is_kept():
    """Every paragraph of a file is in an article, in a heading, in the history or in the preamble."""
    for row in manifest():
        text = texts()[row["path"]]
        kept = {text.title, *text.notes, *text.preamble.split("\n"), *text.annex.split("\n")}
        for p in text.provisions:
            kept |= set(p.text.split("\n")) | {p.label + p.heading}
        for line in (shared_data("laws") / row["path"]).read_text(encoding="utf-8").split("\n"):
            plain = re.sub(r"[*#\u200b]", "", line).strip()
            if not plain or plain.startswith(("<!--", "---", "sidebar")):
                continue
            squeezed = re.sub(r"\s", "", plain)
            behind = re.sub(r"^第[^条]{1,8}条[ \u3000]+", "", plain)
            assert plain in kept or behind in kept or squeezed in kept, (row["path"], plain[:30])


def test_kinds_are_the_manifests_but_where_a_file_shows_no_maker():
    others = set()
    for row in manifest():
        text = texts()[row["path"]]
        if text.kind is not KINDS[row["kind"]]:
            others.add(Path(row["path"]).name)
            assert text.kind is Kind.UNKNOWN
            assert text.notes == ()
            assert [w.kind for w in text.warnings] == ["rank-unknown"]
    assert others == NO_HISTORY


def test_titles_makers_days_and_warnings_of_every_file():
    with FACTS.open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    assert [facts(row["path"]) for row in manifest()] == expected


def facts(path: str) -> dict[str, str]:
    """What was read of one file, each value compared with the file by a person."""
    text = texts()[path]
    return {
        "file": Path(path).name,
        "title": text.title,
        "kind": text.kind.value,
        "issuer": text.issuer,
        "region": text.region,
        "promulgated": str(text.promulgated or ""),
        "amended": " ".join(map(str, text.amended)),
        "version": str(text.version_date),
        "dated_by": text.dated_by,
        "effective": str(text.effective),
        "assumed": "yes" if text.effective_assumed else "",
        "ends": " ".join(f"{r.title}@{r.on}" for r in text.repeals),
        "chapters": str(sum(p.level == "章" for p in text.provisions)),
        "sections": str(sum(p.level == "节" for p in text.provisions)),
        "articles": str(len(articles(text))),
        "warnings": " ".join(w.kind for w in text.warnings),
    }


def test_all_levels_are_counted_over_all_files():
    counts = count_provisions(texts().values())
    assert {level: counts[level] for level in ("编", "分编", "章", "节", "条")} == {
        "编": 0, "分编": 0, "章": 542, "节": 117, "条": 5444,
    }  # fmt: skip
    items = sum(
        len(re.findall(r"(?m)^[（(][一二三四五六七八九十]+[）)]", p.text))
        for t in texts().values()
        for p in articles(t)
    )
    assert counts["项"] == items


def test_every_part_is_found_again_at_its_place():
    for text in texts().values():
        for article in articles(text):
            found = parts(article.text)
            assert "\n".join(p.text for p in found if p.level == "款") == article.text
            for part in found:
                place = Place(
                    article.number,
                    article.insert,
                    *(part.place.paragraph, part.place.item, part.place.item_insert, part.place.point),
                )
                assert text_at(article.text, place) == part.text, (text.title, article.label)


if __name__ == "__main__":  # python -m tests.law.test_texts_shared writes what is read now, to be compared by a person
    with FACTS.open("w", encoding="utf-8", newline="") as out:
        rows = [facts(row["path"]) for row in manifest()]
        writer = csv.DictWriter(out, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
