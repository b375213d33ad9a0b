"""The powers that laws of the library confer, looked up and printed."""

from __future__ import annotations

import json
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from sunlit.cli import frame, laws
from sunlit.law import queries
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from tests.support.law_files import LAMPS, MARKET, law_file
from tests.support.law_library import EYES, held, load

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

reading = import_module("sunlit.law.queries.conferring")  # the name is also that of the query
ON = date(2026, 1, 1)
FINE = "占用消防通道的，由市容主管部门处二百元以上五百元以下的罚款。"
FINE_SPAN = [FINE.index("二百"), FINE.index("的罚款")]
LICENCE = "设立夜市，应当向区人民政府申请取得许可，区人民政府应当自受理申请之日起二十日内作出决定。"


@pytest.fixture
def library() -> None:
    load(
        law_file("夜市法", LAMPS, LICENCE, FINE, issuer="全国人民代表大会常务委员会", order=""),
        law_file(MARKET, LAMPS),
        law_file("示范市灯光办法", FINE, effective=date(2030, 1, 1)),
    )


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs `./sunlit laws powers …`; returns the exit code and what was printed to either stream."""

    def run(*words: str) -> tuple[int, str, str]:
        verb = next(v for v in frame.VERBS if v.words == ("laws",))
        code = laws.run(frame.parser_of([verb]).parse_args(["laws", "powers", *words]))
        return code, *capsys.readouterr()

    return run


@pytest.mark.usefixtures("library")
def test_laws_in_force_are_read_and_named_ones_whatever_their_standing() -> None:
    read = queries.conferring(EYES, on=ON)
    coming = queries.conferring(EYES, [held("示范市灯光办法").id], on=ON)

    assert [(law.law.title, [str(p.place) for p in law.powers]) for law in read] == [
        ("夜市法", ["第二条第一款", "第三条第一款"]), (MARKET, []),
    ]  # fmt: skip
    assert [len(law.powers) for law in coming] == [1]
    with pytest.raises(NotAllowed):
        queries.conferring(Viewer(), on=ON)


@pytest.mark.usefixtures("library")
def test_laws_are_read_in_five_statements_and_what_was_read_before_is_kept(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(5):
        first = queries.conferring(EYES, on=ON)
    with django_assert_num_queries(4):
        again = queries.conferring(EYES, on=ON)
    load(*[law_file(f"示范市第{n}号办法", FINE) for n in range(5)])
    with django_assert_num_queries(5):
        more = queries.conferring(EYES, on=ON)

    assert again == first
    assert len(more) == len(first) + 5


@pytest.mark.usefixtures("library")
def test_laws_are_narrowed_to_those_that_name_a_body() -> None:
    read = queries.conferring(EYES, naming=("市容", "园林"), on=ON)

    assert [law.law.title for law in read] == ["夜市法"]


def test_more_laws_than_are_kept_are_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_KEPT", 1)
    load(*[law_file(f"示范市第{n}号办法", FINE) for n in range(3)])

    assert [len(law.powers) for law in queries.conferring(EYES, on=ON)] == [1, 1, 1]
    assert len(reading._kept) == 1


@pytest.mark.usefixtures("library")
def test_the_command_line_prints_one_document(say: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = say("夜市法", "--on", "2026-01-01", "--json")
    plain = {
        "law": "夜市法", "version": "2015-03-01", "article": "第三条", "type": "penalty", "body": "市容主管部门",
        "deed": "占用消防通道的", "consequence": FINE.split("，")[1].rstrip("。"), "text": FINE,
    }  # fmt: skip
    assert (code, json.loads(out)["provisions"][1]) == (0, plain)
    _, out, _ = say("夜市法", "--on", "2026-01-01", "--json", "--numbers")
    licence, fine = json.loads(out)["provisions"]
    assert fine == plain | {
        "paragraph": 1,
        "amounts": [{"measure": "fine", "low": 200, "high": 500, "of": "", "span": FINE_SPAN}], "terms": [], "hearings": [],
    }  # fmt: skip
    assert (licence["type"], licence["body"]) == ("licensing", "区人民政府")
    assert licence["terms"] == [
        {"number": 20, "unit": "日", "event": "受理申请之日", "extends": False, "span": [35, 38]}
    ]


@pytest.mark.usefixtures("library")
def test_the_command_line_tells_a_person_and_one_type_alone(say: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = say("--on", "2026-01-01", "--type", "penalty")

    assert code == 0
    assert "《夜市法》　2015-03-01 的文本" in out
    assert "第三条第一款　行政处罚　市容主管部门" in out
    assert out.rstrip().endswith("2 部法规，1 处：行政处罚 1。")
    assert "没有找到设定职权的条款" in say(MARKET)[1]


@pytest.mark.usefixtures("library")
def test_numbers_that_are_no_whole_ones_and_bodies_not_named_are_told(say: Callable[..., tuple[int, str, str]]) -> None:
    load(law_file("示范市摊位办法", "占道的，处摊位价款0.5%以下的罚款。听证按照规定，吊销许可证应当告知听证的权利。"))
    _, out, _ = say("示范市摊位办法", "--json", "--numbers")
    (fine,) = json.loads(out)["provisions"]

    assert fine["body"] is None
    assert fine["amounts"][0]["high"] == 0.5
    assert "（条文未写明机关）" in say("示范市摊位办法")[1]


def test_a_law_not_held_is_said(say: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = say("夜市法", "--json")

    assert (code, out) == (1, "")
    assert "库内没有" in err
