from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sunlit.law.rules import Kind
from tests.support.invented import LAWS, codes, found, law, listed, version

ARTICLES = [
    "夜市主管部门应当自受理申请之日起二十日内作出决定；经批准，可以延长十日。",
    "夜市主管部门应当自受理申请之日起十个工作日内作出决定。",
    "占道摆摊的，处二百元以上一千元以下的罚款；情节严重的，处一千元以上五千元以下的罚款。",
    "转让摊位证的，没收违法所得，并处违法所得一倍以上三倍以下的罚款。",
    "携带刀具的，依照《中华人民共和国夜市治安法》的规定处罚，可以处五百元以下的罚款。",
    "经营者应当保持整洁。",
]
STALLS = law(
    "示范省摊位条例",
    Kind.LOCAL_REGULATION,
    "示范省人民代表大会常务委员会",
    version("stalls", date(2016, 1, 1), ARTICLES),
    region="示范省",
)
COUNTED = law(
    "示范省许可条例", Kind.LOCAL_REGULATION, "示范省人民代表大会常务委员会",
    version("counted", date(2016, 1, 1), [ARTICLES[0], "本条例规定的期限以工作日计算。"]), region="示范省",
)  # fmt: skip
HELD = (*LAWS, STALLS, COUNTED)
MINE = ("term-longer-than-law", "range-outside-law")


def basis(*articles: int, of: str = "示范省摊位条例") -> str:
    cn = "一二三四五六"
    return "\n".join(f"《{of}》第{cn[n - 1]}条：{ARTICLES[n - 1]}" for n in articles)


def of_mine(text: str, **fields: object) -> list[str]:
    return [code for code in codes(listed(text, **fields), laws=HELD) if code in MINE]


@pytest.mark.parametrize(
    ("article", "limit", "longer"),
    [
        (1, "30日", False), (1, "31日", True), (1, "20个工作日", False), (1, "2个月", True), (1, "22个工作日", False), (1, "25个工作日", True),
        (2, "10个工作日", False), (2, "11个工作日", True), (2, "10日", False), (2, "1个月", True), (2, "14日", False),
        (6, "90日", False),  # the article sets no term
        (2, "受理5日，决定20日", False),  # several: nobody knows which
        (2, "", False), (2, "即办", False),
    ],
)  # fmt: skip
def test_a_term_is_held_against_the_longest_its_articles_allow(article: int, limit: str, longer: bool) -> None:
    assert of_mine(basis(article), legal_time_limit=limit) == ["term-longer-than-law"] * longer


def test_a_term_that_is_too_long_is_told_with_both_numbers_and_the_sentence() -> None:
    (finding,) = [f for f in found(listed(basis(2), legal_time_limit="15个工作日"), laws=HELD) if f.code in MINE]

    assert (finding.severity, finding.column, finding.article) == ("error", "legal_time_limit", "第二条")
    assert "登记为15个工作日，长于《示范省摊位条例》第二条规定的10个工作日" in finding.why
    assert finding.held == ARTICLES[1]
    assert finding.quoted == "15个工作日"


def test_twenty_working_days_for_twenty_days_is_advice() -> None:
    short = law(
        "示范省摊位办法",
        Kind.LOCAL_RULE,
        "示范省人民政府",
        version("short", date(2016, 1, 1), ["夜市主管部门应当在二十日内作出决定。"]),
    )
    item = listed("《示范省摊位办法》第一条：夜市主管部门应当在二十日内作出决定。", legal_time_limit="20个工作日")
    (finding,) = [f for f in found(item, laws=(*LAWS, short)) if f.code in MINE]

    assert finding.severity == "advice"
    assert "按工作日计算另有依据" in finding.mend


def test_a_law_that_counts_in_working_days_is_read_so() -> None:
    assert of_mine(basis(1, of="示范省许可条例"), legal_time_limit="30个工作日") == []
    assert of_mine(basis(1, of="示范省许可条例"), legal_time_limit="31个工作日") == ["term-longer-than-law"]


def test_a_basis_that_is_not_held_or_not_found_silences_both() -> None:
    other = "\n《示范省没有的条例》第一条：另有规定。"
    absent = "\n《示范省摊位条例》第九十条：另有规定。"
    for more in (other, absent):
        assert of_mine(basis(2) + more, legal_time_limit="90日") == []
        assert of_mine(basis(3) + more, further={"level": "市级", "discretion": "处九千元罚款"}) == []
    assert of_mine("", legal_time_limit="90日") == []


@pytest.mark.parametrize(
    ("article", "words", "outside"),
    [
        (3, "一般：处二百元以上五百元以下罚款；严重：处五千元罚款", False),
        (3, "处500元以上2000元以下罚款", False),  # between two ranges of the article
        (3, "处2000元以下罚款", False),  # says nothing of the least
        (3, "处六千元罚款", True), (3, "处一百元以上五百元以下罚款", True), (3, "处一千元以上的罚款", False),
        (3, "处违法所得四倍罚款", False),  # the article has no multiple
        (4, "处违法所得四倍的罚款", True), (4, "处违法所得二倍的罚款", False),
        (5, "处九千元罚款", False),  # left to another law
        (3, "警告", False),
    ],
)  # fmt: skip
def test_a_range_is_held_against_all_of_its_measure_in_the_articles(article: int, words: str, outside: bool) -> None:
    assert of_mine(basis(article), further={"level": "市级", "discretion": words}) == ["range-outside-law"] * outside


def test_a_range_outside_is_told_with_the_laws() -> None:
    item = replace(listed(basis(3)), further={"备注": "处九千元罚款", "处罚幅度": "处九千元罚款"})
    (finding,) = [f for f in found(item, laws=HELD) if f.code in MINE]

    assert (finding.severity, finding.column) == ("error", "处罚幅度")
    assert "“九千元”超出《示范省摊位条例》第三条规定的范围（200元以上1000元以下；1000元以上5000元以下）" in finding.why
    assert finding.held == ARTICLES[2]
