"""The reading held against people: five real laws marked article by article, and a thousand finds in others judged."""

from __future__ import annotations

import pytest

from tests.law.conferring.finds import compared, finds, judged

pytestmark = pytest.mark.shared


def test_of_what_a_person_marked_nearly_all_is_found_and_little_else() -> None:
    missed, extra, wanted, right = compared()

    assert wanted > 90
    assert len(missed) <= 0.05 * wanted, missed
    assert right >= 0.9 * (right + len(extra)), extra


def test_finds_judged_right_stay_and_those_judged_wrong_go() -> None:
    made = {tuple(map(str, find.key)) for find in finds()}
    right = [key for key, row in judged().items() if row["verdict"] == "right"]
    wrong = [key for key, row in judged().items() if row["verdict"] == "wrong"]

    assert len(judged()) == len(right) + len(wrong) >= 1000
    kept = [key for key in right if key in made]
    assert len(kept) >= 0.98 * len(right), set(right) - made
    assert len(kept) >= 0.95 * (len(kept) + sum(key in made for key in wrong)), set(wrong) & made
