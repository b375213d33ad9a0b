from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.catalogue import acts, rules
from sunlit.catalogue.rules import types


def test_a_submission_holds_a_department_s_folder_not_a_disk() -> None:
    rules.require_fit([1, 2, 3])
    with pytest.raises(rules.NothingHandedIn):
        rules.require_fit([])
    with pytest.raises(rules.TooMuchHandedIn, match="500 个文件"):
        rules.require_fit([1] * (rules.MOST_FILES + 1))
    with pytest.raises(rules.TooMuchHandedIn):
        rules.require_fit([rules.MOST_BYTES, 1])


def test_a_finding_is_accepted_for_a_reason_somebody_can_weigh() -> None:
    assert rules.reason_given(" 市政府文件已明确 ") == "市政府文件已明确"
    for reason in ("", " 同 意 ", "长" * (rules.LONGEST_REASON + 1)):
        with pytest.raises(rules.NoReasonGiven):
            rules.reason_given(reason)


words = st.text("对夜市经营处罚《》（）()， 123", max_size=12)


@given(words, words)
def test_the_same_matter_typed_with_other_spaces_is_the_same_matter(name: str, cited: str) -> None:
    assert rules.matter_of("text-differs", "市局", name, cited) == rules.matter_of(
        "text-differs", " 市局", f" {name}\n", cited.replace("（", "(").replace("）", ")")
    )


def test_an_acceptance_falls_when_the_evidence_changes() -> None:
    matter = rules.matter_of("text-differs", "市局", "对夜市的处罚", "《夜市条例》第三条")
    evidence = rules.evidence_of(matter, quoted="处五百元罚款", law="夜市条例", article="第三条", held="处一千元罚款")

    assert evidence == rules.evidence_of(
        matter, quoted="处五百元罚款 ", law="夜市条例", article="第三条", held="处一千元罚款。"
    )
    assert evidence != rules.evidence_of(
        matter, quoted="处五百元罚款", law="夜市条例", article="第三条", held="处二千元罚款"
    )
    assert evidence != rules.evidence_of(
        matter, quoted="处六百元罚款", law="夜市条例", article="第三条", held="处一千元罚款"
    )


def test_acts_name_their_subject_and_hold_no_words_of_the_list() -> None:
    one, two = UUID(int=1), UUID(int=2)
    submitted = acts.ListsSubmitted(submission=one, check=two, as_of=date(2026, 4, 25), files=("ab",))
    asked = acts.RecheckAsked(submission=one, check=two, as_of=date(2026, 4, 25))
    checked = acts.ListsChecked(submission=one, check=two, items=3, unread=0, findings=1)
    failed = acts.CheckFailed(submission=one, check=two, reason="Damaged")
    accepted = acts.FindingAccepted(acceptance=one, code="vague", evidence="ef")
    withdrawn = acts.AcceptanceWithdrawn(acceptance=one)

    assert {a.subject for a in (submitted, asked, checked, failed)} == {f"lists:{one}"}
    assert {a.subject for a in (accepted, withdrawn)} == {f"acceptance:{one}"}
    assert submitted.body() == {"submission": str(one), "check": str(two), "as_of": "2026-04-25", "files": ["ab"]}


def test_each_type_of_today_is_counted_under_one_of_the_older_list_and_comes_back_from_it() -> None:
    assert [types.to_older(code) for code in ("licensing", "inspection", "discipline", "unheard-of")] == [
        "许可",
        "其他",
        "其他",
        "其他",
    ]
    for kind in types.KINDS:
        assert types.from_older(kind.older, kind.code) == kind.code  # it was known what it is
        assert types.of_words(kind.words) == types.of_words(kind.standard) == kind.code
    assert [types.from_older(older) for older in ("许可", "其他", "征用", "杂项")] == [
        "licensing",
        "other",
        "requisition",
        "other",
    ]
    assert types.from_older("许可", "penalty") == "licensing"  # what it was known as does not fit
    assert types.words_of("licensing") == "行政许可"
    assert types.words_of("unheard-of") == "unheard-of"
