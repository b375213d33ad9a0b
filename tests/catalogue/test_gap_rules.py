"""What a power is called when it begins from a provision, and whose a provision is that names nobody."""

from __future__ import annotations

import pytest

from sunlit.catalogue.drafting.gaps import draft_from, name_from
from sunlit.catalogue.rules.gaps import concerns
from sunlit.law.conferring import Conferral, confers
from sunlit.law.rules import Kind
from sunlit.law.values import Place


def power(text: str) -> Conferral:
    return confers(text, Place(9))[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("违反本条例规定，在夜市占用消防通道的，由集市主管部门处二百元罚款。", "对在夜市占用消防通道的处罚"),
        ("有下列行为之一的，由集市主管部门处警告：\n（一）乱倒污水的；\n（二）扰民的。", "对乱倒污水的处罚"),
        ("开办夜市的，应当向集市主管部门申请取得许可。", "开办夜市（行政许可）"),
        ("夜市未开放通道的，由集市主管部门责令限期整改。", "夜市未开放通道"),
    ],
)
def test_a_power_is_called_after_its_deed_or_matter(text: str, name: str) -> None:
    assert name_from(power(text)) == name


def test_a_provision_without_any_words_for_it_lends_its_place() -> None:
    assert (
        name_from(Conferral(Place(9, paragraph=1), power("占道的，处警告。").type, "", "对", "", ""))
        == "对第九条第一款的处罚"
    )


def test_a_term_is_taken_from_a_licence_alone_and_never_an_extension() -> None:
    def term(text: str) -> tuple[int | None, str] | None:
        content = draft_from(
            power(text), title="夜市法", kind=Kind.STATUTE, law="1", version="2", dated=None, article=text, holder="集市局"
        )  # fmt: skip
        told = content.statutory_term
        return (told.amount, told.unit) if told else None

    assert term("集市主管部门应当自受理之日起二十个工作日内作出准予许可的决定。") == (20, "workday")
    assert term("经营夜市的，应当向集市主管部门申请领取许可证。") is None
    assert term("逾期三日内不缴纳的，由集市主管部门处警告。") is None


def test_a_provision_that_names_nobody_is_for_the_body_most_of_its_law_names() -> None:
    ours = ("示范市集市管理局",)

    assert concerns(ours, "集市主管部门", [])
    assert not concerns(ours, "公安机关", ["集市主管部门"])
    assert concerns(ours, "", ["集市主管部门", "集市主管部门", "公安机关", ""])
    assert not concerns(ours, "", ["集市主管部门", "公安机关"])
    assert not concerns(ours, "", ["", ""])
