"""A power is worded alike whether it is printed from its draft or from what is public of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from sunlit.catalogue.rules.powers import Share, Tenure
from sunlit.catalogue.values import (
    Basis,
    Channel,
    Disclosure,
    DiscretionStep,
    FeeItem,
    PowerContent,
    Remedies,
    Showing,
    StepPost,
    Term,
    printed,
)
from sunlit.noticeboard.values import PublicPower
from sunlit.publication.exports import wording
from sunlit.publication.rules.whitelist import public_content

if TYPE_CHECKING:
    from collections.abc import Callable

FULL = PowerContent(
    name="夜间摊位许可", type="licensing", tenure=Tenure.COMMON, part=Share.ASSIST, lead="澄江市城市管理局",
    holder="澄江市商务局", nature="entrusted", entrusted_by="澄江市人民政府",
    bases=(Basis(title="夜市条例", article="第三条", text="设摊应当许可。", kind="地方性法规"), Basis(title="《办法》")),
    steps=(StepPost(number=1, name="受理", unit_name="商务局", office="窗口", post_name="受理岗", post=UUID(int=7),
        term="当日", duty="登记"),),
    disclosure=Disclosure(forms=(Showing(kind="website", where="门户"), Showing(kind="墙报")), scope="party", time="长期"),
    charged=True, fees=(FeeItem(name="摊位费", basis="价费字一号", standard="每日十元"),),
    statutory_term=Term(amount=20, unit="workday", source="行政许可法"), promised_term=Term(amount=0, unit="workday"),
    discretion=(DiscretionStep(circumstance="初次", range="警告", basis="基准"),), rights=("陈述", "申辩"),
    remedies=Remedies(review_body="市政府", review_term="六十日", note="可以调解"),
    channels=(Channel(kind="complaint", words="12345"), Channel(kind="consult", words="窗口")),
)  # fmt: skip
PUBLIC = PublicPower(
    **public_content(FULL), edition=1, standing="in-use", unit="u", unit_name="澄江市商务局", type_words="行政许可"
)

SAYINGS: dict[str, tuple[Callable[[PowerContent | PublicPower], str], str]] = {
    "nature": (printed.nature, "委托"),
    "tenure": (printed.tenure, "共有职权，协助配合，由澄江市城市管理局主要行使"),
    "bases": (printed.bases, "1.【地方性法规】《夜市条例》第三条：设摊应当许可。\n2.《办法》"),
    "terms": (printed.terms, "法定：20个工作日（行政许可法）\n承诺：即办"),
    "fees": (printed.fees, "收费\n摊位费：价费字一号\n摊位费：每日十元"),
    "discretion": (printed.discretion, "初次：警告（基准）"),
    "remedies": (printed.remedies, "行政复议：市政府，六十日\n可以调解"),
    "supervised": (
        printed.supervised, "权利：陈述；申辩\n行政复议：市政府，六十日\n可以调解\n投诉举报：12345\n咨询：窗口",
    ),
    "exercised_by": (lambda power: printed.exercised_by(power, "某局"), "澄江市商务局\n委托\n委托机关：澄江市人民政府"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAYINGS)
def test_a_draft_and_its_public_edition_are_worded_alike(name: str) -> None:
    say, words = SAYINGS[name]

    assert say(FULL) == words
    assert say(PUBLIC) == words


def test_what_each_keeps_in_a_shape_of_its_own_is_worded_alike_too() -> None:
    shown = FULL.disclosure
    draft = (printed.disclosure_forms(shown.forms), printed.disclosure_scope(shown.scope), shown.time)

    assert draft == wording.disclosed(PUBLIC) == ("网站（门户）、墙报", "当事人", "长期")
    assert printed.steps(FULL.steps, lambda step: f"{step.unit_name} {step.office} {step.post_name}") == (
        "1.受理：商务局 窗口 受理岗，当日，登记"
    )
    assert wording.steps(PUBLIC, {}) == "1.受理：商务局 窗口 受理岗，当日，登记"


def test_what_is_not_said_is_left_empty() -> None:
    bare = PowerContent(name="空白")

    assert [say(bare) for name, (say, _) in SAYINGS.items() if name != "exercised_by"] == [""] * 8
    assert printed.exercised_by(bare, "某局") == "某局"
