from __future__ import annotations

import csv
import hashlib
from datetime import date
from pathlib import Path

import pytest

from sunlit.catalogue.findings import CODES, check
from sunlit.catalogue.sheets import read_files
from sunlit.law.shelf import Shelf
from tests.support.held import held_laws
from tests.support.shared import shared_data

JUDGED = Path(__file__).parent / "judged"


@pytest.mark.shared
@pytest.mark.parametrize("day", ["2026-11-23", "2019-01-01"])
def test_every_finding_on_the_real_lists_was_judged_and_few_are_false(day: str) -> None:
    shelf = Shelf(held_laws(shared_data("laws")))
    folders = [shared_data("power-lists/karamay"), shared_data("power-lists/guangan")]
    digests = {p.name: hashlib.sha256(p.read_bytes()).hexdigest()[:8] for f in folders for p in f.iterdir()}
    with (JUDGED / f"{day}.csv").open(encoding="utf-8", newline="") as file:
        judged = {
            (r["list"], r["sheet"], r["row"], r["code"], r["cited"]): r["judgement"] for r in csv.DictReader(file)
        }

    findings = check(read_files(folders), shelf, as_of=date.fromisoformat(day)).findings
    by_key = {(digests[f.file], f.sheet, str(f.row), f.code, f.cited): f for f in findings}
    unjudged = sorted(set(by_key) - set(judged))
    false = [by_key[key] for key in by_key if judged.get(key) == "false"]

    assert unjudged == [], "read each, judge it, and add it to the table (bench/findings_precision.py --unjudged)"
    errors = sum(f.severity == "error" for f in findings)
    assert 100 * sum(f.severity == "error" for f in false) <= 5 * errors
    assert 100 * sum(f.severity != "error" for f in false) <= 10 * (len(findings) - errors)


def test_judgements_are_facts_with_reasons() -> None:
    for path in sorted(JUDGED.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                assert row["judgement"] in ("true", "false")
                assert row["code"] in CODES
                assert row["reason"]
                assert row["as_of"] == path.stem
