"""What the public hands in lies on the board sealed, without the person, and no more of it than may wait."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey, SealedBox

from sunlit.kernel import clock
from sunlit.noticeboard.models import Export, HandedIn
from sunlit.noticeboard.store import handing
from sunlit.noticeboard.store.handing import Received

NOON = datetime(2026, 11, 24, 4, 30, 17, tzinfo=UTC)


@pytest.fixture
def key(db: None):
    key = PrivateKey.generate()
    with clock.frozen(NOON):
        handing.keep_key(bytes(key.public_key))
        yield key


pytestmark = pytest.mark.django_db


def test_what_is_handed_in_can_be_read_by_the_inner_side_alone(key: PrivateKey) -> None:
    told = {"organ": "某某窗口", "demanded": "收取盖章费二十元", "when": "上周", "contact": "13800000000"}
    assert handing.hand_in("outside-list", told) is Received.TAKEN

    [box] = handing.waiting(10)
    assert json.loads(SealedBox(key).decrypt(box.sealed)) == told
    row = b"".join(str(v).encode() + bytes(v if isinstance(v, memoryview | bytes) else b"") for v in HandedIn.objects.values_list().get())
    for word in told.values():
        assert word.encode() not in row


def test_neither_the_hour_nor_the_length_tells_who_it_was(key: PrivateKey) -> None:
    for words in ("夜市", "在河边放灯要办什么证"):
        handing.hand_in("missing-words", {"words": words})

    one, other = handing.waiting(10)
    assert len(one.sealed) == len(other.sealed)
    assert one.at == other.at == datetime(2026, 11, 24, tzinfo=clock.BEIJING)


def test_only_so_many_may_wait(key: PrivateKey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "MOST_WAITING", {"missing-words": 2, "outside-list": 1})
    done = [handing.hand_in("missing-words", {"words": "夜市"}) for _ in range(3)]

    assert done == [Received.TAKEN, Received.TAKEN, Received.FULL]
    assert handing.hand_in("outside-list", {"organ": "x"}) is Received.TAKEN

    handing.drop([handing.waiting(1)[0].key])
    assert handing.hand_in("missing-words", {"words": "夜市"}) is Received.TAKEN


def test_without_a_key_nothing_is_taken(db: None) -> None:
    assert handing.hand_in("missing-words", {"words": "夜市"}) is Received.CLOSED
    assert not HandedIn.objects.exists()


def test_more_than_anybody_needs_to_say_is_a_fault_of_the_form(key: PrivateKey) -> None:
    with pytest.raises(ValueError, match="more than"):
        handing.hand_in("outside-list", {"demanded": "字" * 20_000})


def test_a_key_is_put_out_once_and_changed_when_it_changes(key: PrivateKey, django_assert_num_queries) -> None:
    with django_assert_num_queries(1, using="noticeboard"):
        handing.keep_key(bytes(key.public_key))
    other = bytes(PrivateKey.generate().public_key)
    handing.keep_key(other)
    assert bytes(Export.objects.get(name=handing.SEALING_KEY).data) == other


@pytest.mark.parametrize("words", ["夜市", "营业执照", "ys", "河边放灯", "63条", "开办"])
def test_words_that_could_name_a_power_are_noted(words: str) -> None:
    assert handing.worth_noting(words)


@pytest.mark.parametrize(
    "words",
    ["证", "", "12345", "330106199001011234", "张三 138 0013 8000", "a@b.example", "https://x.example", "机密★10年", "字" * 41, "---", "王某 0571-8888 1234"],
)
def test_what_may_be_a_persons_number_or_bears_a_mark_is_not(words: str) -> None:
    assert not handing.worth_noting(words)


@given(st.from_regex(r"[一-龟]{0,10}[0-9]{6,18}[一-龟]{0,10}", fullmatch=True))
def test_no_run_of_six_digits_is_ever_noted(words: str) -> None:
    assert not handing.worth_noting(words)
