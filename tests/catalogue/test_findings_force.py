from __future__ import annotations

from dataclasses import replace
from datetime import date

from sunlit.catalogue.findings.basis import Edition, edition_meant, version_words
from sunlit.law.values import Citation
from tests.support.invented import HYGIENE, NIGHT, OLD, codes, found, listed

BEFORE, NOW = NIGHT.versions
NAME = "对未取得夜市经营许可证摆设摊位的处罚"


def cited(article: str, words: str = "", note: str = "") -> str:
    return f"《中华人民共和国夜市法》{note}{article}" + (f"：{words}" if words else "")


def test_a_repealed_law_is_no_basis() -> None:
    item = listed("《夜市管理暂行条例》第二条：擅自设置夜市棚架的，由城市人民政府市容主管部门责令拆除，处一百元以下的罚款。\n第三条：夜市工商税费的征收办法另行规定。",
                  name="对擅自设置夜市棚架的处罚")  # fmt: skip
    (finding,) = found(item)

    assert (finding.code, finding.severity, finding.law) == ("basis-repealed", "error", "夜市管理暂行条例")
    assert "《中华人民共和国夜市法》第十二条" in finding.why
    assert "2015年7月1日起失效" in finding.why
    assert "改引《中华人民共和国夜市法》" in finding.mend
    assert codes(item, on=date(2014, 1, 1)) == []
    (finding,) = found(item, laws=(replace(OLD, ended_by=""),))
    assert "现行有效的法律、法规、规章" in finding.mend


def test_a_version_named_before_its_day_is_not_yet_in_force() -> None:
    words = NOW.articles[(9, 0)]
    (finding,) = found(listed(cited("第九条", words, "（2022年6月24日修订）")), on=date(2022, 7, 1))

    assert (finding.code, finding.severity) == ("not-yet-in-force", "error")
    assert "现行的是2015年4月24日文本" in finding.why
    assert finding.held == words
    assert codes(listed(cited("第九条", words, "（2022年6月24日修订）")), on=date(2022, 9, 1)) == []


def test_words_of_a_version_to_come_are_known_without_a_note() -> None:
    words = NOW.articles[(9, 0)]
    changed = replace(NIGHT, versions=(BEFORE, replace(NOW, articles={**BEFORE.articles, (8, 0): words})))
    (finding,) = found(listed(cited("第八条", words)), on=date(2022, 7, 1), laws=(changed,))

    assert finding.code == "not-yet-in-force"


def test_a_new_law_is_not_yet_in_force_before_its_first_day() -> None:
    item = listed(
        f"《夜市饮食卫生管理条例》第四条：{HYGIENE.versions[0].articles[(4, 0)]}\n第五条：{HYGIENE.versions[0].articles[(5, 0)]}"
    )
    (finding,) = found(item, on=date(2010, 4, 1))

    assert finding.code == "not-yet-in-force"
    assert "施行之前不得作为职权依据" in finding.mend


def test_a_law_held_only_in_a_later_version_may_have_been_in_force() -> None:
    item = listed(f"《夜市饮食卫生管理条例》第四条：{HYGIENE.versions[0].articles[(4, 0)]}")
    older = replace(HYGIENE, promulgated=date(1998, 1, 1))

    assert codes(item, on=date(2010, 4, 1), laws=(older,)) == []
    assert codes(item, on=date(2010, 4, 1), laws=(replace(HYGIENE, promulgated=None),)) == []
    assert codes(item, on=date(2010, 4, 1), laws=(replace(HYGIENE, versions=()),)) == []
    noted = listed(f"《夜市饮食卫生管理条例》（2010年3月20日修订）第四条：{HYGIENE.versions[0].articles[(4, 0)]}")
    (finding,) = found(noted, on=date(2010, 4, 1), laws=(older,))
    assert "更早的文本" in finding.why


def test_an_older_version_named_and_quoted_has_been_amended_since() -> None:
    (finding,) = found(listed(cited("第八条", BEFORE.articles[(8, 0)], "（2015年4月24日通过）")))

    assert (finding.code, finding.severity) == ("amended-since", "error")
    assert "已是另一内容，原条文修改后为第九条" in finding.why
    assert finding.held == NOW.articles[(9, 0)]
    assert "改引第九条" in finding.mend


def test_an_older_version_named_without_words_has_been_amended_since() -> None:
    got = {f.code: f for f in found(listed(cited("第八条", "", "（2015年4月24日通过）")))}

    assert list(got) == ["amended-since", "text-absent"]
    same = replace(NIGHT, versions=(BEFORE, replace(NOW, articles={**BEFORE.articles, (8, 0): NOW.articles[(9, 0)]})))
    (finding,) = [
        f for f in found(listed(cited("第八条", "", "（2015年通过）")), laws=(same,)) if f.code == "amended-since"
    ]
    assert "第八条已经修改（清单作" in finding.why


def test_words_in_force_under_an_old_note_are_right() -> None:
    assert codes(listed(cited("第九条", NOW.articles[(9, 0)], "（2015年4月24日通过）"))) == []
    assert (
        codes(
            listed(cited("第三条", BEFORE.articles[(3, 0)], "（2015年4月24日通过）"), name="夜市监督管理", type="其他")
        )
        == []
    )
    assert codes(listed(cited("第三条", "", "（2015年4月24日通过）"), name="夜市监督管理", type="其他")) == [
        "text-absent"
    ]


def test_words_of_neither_version_are_told_as_different() -> None:
    assert codes(
        listed(cited("第八条", BEFORE.articles[(8, 0)].replace("五千元", "六千元"), "（2015年4月24日通过）"))
    ) == ["text-differs"]


def test_an_article_that_only_an_older_version_has() -> None:
    fewer = replace(NOW, articles={k: t for k, t in NOW.articles.items() if k[0] <= 10})
    shrunk = replace(NIGHT, versions=(BEFORE, fewer))
    (finding,) = found(
        listed(cited("第十一条", BEFORE.articles[(11, 0)]), name="对伪造夜市经营许可证的处罚"), laws=(shrunk,)
    )
    assert (finding.code, finding.severity) == ("amended-since", "error")
    assert "已没有第十一条" in finding.why
    (finding,) = found(listed(cited("第十二条", NOW.articles[(9, 0)])), laws=(shrunk,))
    assert "所载文字现为第九条" in finding.why
    assert finding.mend == "请改引第九条。"
    cut = replace(NIGHT, versions=(BEFORE, replace(fewer, whole=False)))
    assert codes(listed(cited("第十二条", NOW.articles[(9, 0)])), laws=(cut,)) == []


def test_words_that_cannot_be_compared_are_not_called_amended() -> None:
    cut = replace(
        NIGHT,
        versions=(BEFORE, replace(NOW, articles={k: t for k, t in NOW.articles.items() if k[0] <= 8}, whole=False)),
    )

    assert codes(listed(cited("第八条", BEFORE.articles[(8, 0)], "（2015年4月24日通过）")), laws=(cut,)) == []


def test_the_version_a_note_means() -> None:
    def meant(note: str, day: date | None = None) -> tuple[str, bool]:
        edition = edition_meant(Citation("", "x", "", edition=note, edition_date=day), NIGHT.versions)
        return (edition.version.key if edition.version else ""), edition.beyond

    assert meant("（1983年12月8日通过，根据2022年6月24日决定修正）") == ("night-2022", False)
    assert meant("（自2022年9月1日起施行）") == ("night-2022", False)
    assert meant("（２０１５年 5月２日主席令第三号公布）") == ("night-2015", False)
    assert meant("（2015.4.24）") == ("night-2015", False)
    assert meant("", date(2015, 4, 24)) == ("night-2015", False)
    assert meant("（2015年修订）") == ("night-2015", False)
    assert meant("（2018年3月1日修正）") == ("", False)
    assert meant("（2024年修正）") == ("", True)
    assert meant("（2018年修正）") == ("", False)
    assert meant("（主席令第三号）") == ("", False)
    assert meant("（2025年13月45日）") == ("", True)
    undated = replace(NOW, dated=None, effective=None)
    assert edition_meant(Citation("", "x", "", edition="（2015年）"), (undated,)) == Edition()
    assert version_words(undated) == "库存文本"
    assert (
        codes(
            listed(cited("第九条", NOW.articles[(9, 0)], "（2015年4月24日通过）")),
            laws=(replace(NIGHT, versions=(BEFORE, undated)),),
        )
        == []
    )
    assert NAME
