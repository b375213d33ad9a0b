"""A field's value in words, for laying beside another."""

from __future__ import annotations

import pytest

from sunlit.catalogue.values import Term
from sunlit.catalogue.values.wording import in_words
from sunlit.kernel.plain import to_plain


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (Term(amount=3, unit="workday", words="3工作日"), "3工作日"),
        (Term(amount=3, unit="workday"), "3 个工作日"),
        (Term(amount=3, unit="workday", source="条例第三条"), "3 个工作日　条例第三条"),
        (Term(amount=0, unit="workday"), "即办"),
        (Term(amount=0, unit="day"), "0 日"),
        (Term(amount=2, unit="year", words="两年"), "两年"),
        (Term(words="另行约定"), "另行约定"),
        (Term(), ""),
    ],
)
def test_a_term_is_said_once(term: Term, words: str) -> None:
    assert in_words(to_plain(term)) == words


def test_other_values_without_json() -> None:
    assert in_words([True, False, None, "甲", 3]) == "是\n否\n甲\n3"
    assert in_words({"name": "申请表", "copies": 2, "sample": "ab12", "law": "x"}) == "申请表　2　有样表"
