"""The library on real laws: all of them, from the command's door, counted by another hand than the reader's."""

from __future__ import annotations

import csv
import random
import re
from collections import Counter

import pytest

from sunlit.law import queries
from sunlit.law.models import Provision, Version
from sunlit.law.models.index import folded
from tests.support.law_library import EYES, load
from tests.support.ledger import nothing_recorded
from tests.support.shared import shared_data

pytestmark = [pytest.mark.shared, pytest.mark.django_db]


@pytest.fixture
def files() -> list[tuple[str, bytes]]:
    folder = shared_data("laws")
    return [(str(path.relative_to(folder)), path.read_bytes()) for path in sorted(folder.rglob("*.md"))]


def test_every_file_is_taken_in_whole_and_again_changes_nothing(files: list[tuple[str, bytes]]) -> None:
    with (shared_data("laws") / "MANIFEST.csv").open(encoding="utf-8") as file:
        manifest = {row["path"]: int(row["articles"]) + int(row["articles_zhi"]) for row in csv.DictReader(file)}

    done = load(*files)

    assert done.refused == ()
    assert (len(done.files), done.instruments, done.versions) == (82, 74, 82)
    assert (done.added_instruments, done.added_versions) == (74, 82)
    assert {f.name: f.articles for f in done.files} == manifest
    assert done.provisions["条"] == sum(manifest.values()) == Provision.objects.filter(level="条").count()
    with nothing_recorded():
        assert load(*files).added_versions == 0


def test_every_heading_of_an_article_in_the_files_has_its_provision(files: list[tuple[str, bytes]]) -> None:
    """A second count that shares nothing with the reader: lines that begin with 第…条, bold or not."""
    load(*files)
    for name, data in files:
        lines = re.findall(
            r"^[\s#]*\**第([一二三四五六七八九十百零]+)条(?:之[一二三四])?\**[\s　]",
            data.decode("utf-8-sig"),
            re.MULTILINE,
        )
        held = Version.objects.get(sources__file=name)
        assert held.articles == len(set(lines)) or held.articles == len(lines), name


def test_versions_and_laws_are_the_same_in_any_order(files: list[tuple[str, bytes]]) -> None:
    several = [f for f in files if re.search("监察法|立法法|统计法|道路运输|复议法|秘密法|上网服务", f[0])]
    random.Random(7).shuffle(several)
    for file in several:
        load(file)

    spans = {
        law.title: [(v.begins, v.until) for v in reversed(law.versions)]
        for law in queries.laws(EYES, per_page=100).laws
    }
    assert Counter(map(len, spans.values())) == {2: 6, 3: 1, 1: 1}
    for versions in spans.values():
        assert [until for _, until in versions] == [begins for begins, _ in versions[1:]] + [None]


def test_every_place_of_any_words_is_found(files: list[tuple[str, bytes]]) -> None:
    load(*files)
    texts = list(Provision.objects.values_list("version__instrument__title", "folded"))
    dice = random.Random(7)
    for _ in range(60):
        text = dice.choice(texts)[1]
        start = dice.randrange(len(text))
        words = folded(text[start : start + dice.choice([1, 2, 2, 3, 4, 8])]).split()
        if not words:
            continue
        expected = Counter(title for title, held in texts if words[0] in held)
        page = queries.search(EYES, words[0], per_page=100, per_law=10_000)
        assert {law.law.title for law in page.laws if law.total} == expected.keys(), words
