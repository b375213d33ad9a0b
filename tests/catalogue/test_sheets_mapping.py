"""What a person decided about headers, kept and used again."""

from __future__ import annotations

import json

import pytest

from sunlit.catalogue.sheets import HeaderMapping, NoMapping, UnknownMeaning, read_files
from sunlit.catalogue.sheets.mapping import default_file
from tests.catalogue.workbooks import HEADER, LAW, Sheet, names, read, row, xlsx

ODD = [["序号", "办事名录", "根据", "特别栏"], ["1", "甲", LAW, "某"]]


def test_a_person_decides_what_headers_mean():
    lists = read(ODD, mapping={"办事\n名录": "name", "根 据": "实施依据", "特别栏": "further"})

    assert names(lists) == [("1", "甲", "")]
    assert lists.items[0].basis == LAW
    assert lists.items[0].further == {"特别栏": "某"}
    assert not lists.remarks


def test_a_decision_goes_before_what_the_program_knows():
    item = read([[*HEADER, "备注"], row("1", "甲", "", "行政许可", LAW, "市夜市局", "市场科", "某")], mapping={"备注": "authority"}).items[0]

    assert item.further == {"authority": "某"}


def test_a_decision_about_a_divided_header():
    rows = [["序号", "事项名称", "时间", "", "实施依据"], ["", "", "甲时", "乙时", ""], ["1", "甲", "20日", "5日", LAW]]
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4)]

    item = read(rows, merges, mapping={"甲时": "legal_time_limit", "时间／乙时": "承诺时限"}).items[0]

    assert (item.legal_time_limit, item.promised_time_limit) == ("20日", "5日")


def test_saved_and_used_again(tmp_path):
    file = tmp_path / "新" / "表头.json"
    decided = HeaderMapping.of([("办事名录", "事项名称"), ("根据", "basis"), ("特别栏", "further")])

    decided.save(file)

    assert HeaderMapping.load(file) == decided
    assert file.read_bytes().endswith(b"}\n")
    assert b"\r" not in file.read_bytes()
    book = tmp_path / "某局.xlsx"
    book.write_bytes(xlsx(Sheet(ODD)))
    assert names(read_files([book], mapping=file, citations=False)) == [("1", "甲", "")]
    assert names(read_files([book], mapping=decided, citations=False)) == [("1", "甲", "")]


def test_the_default_file_is_used_where_there_is_one(tmp_path, monkeypatch):
    monkeypatch.setenv("SUNLIT_HOME", str(tmp_path))
    book = tmp_path / "某局.xlsx"
    book.write_bytes(xlsx(Sheet(ODD)))

    assert not read_files([book], citations=False).items
    HeaderMapping.of([("办事名录", "name")]).save(default_file())
    assert names(read_files([book], citations=False)) == [("1", "甲", "")]
    monkeypatch.delenv("SUNLIT_HOME")
    assert default_file().parts[-2:] == ("var", "header-mapping.json")


def test_later_decisions_hold():
    first, second = HeaderMapping.of([("甲", "name"), ("乙", "body")]), HeaderMapping.of([("乙", "office")])

    assert first.with_(second) == HeaderMapping.of([("甲", "name"), ("乙", "office")])
    assert first.meaning_of("丙") is None
    assert HeaderMapping().meaning_of("甲") is None


@pytest.mark.parametrize("meaning", ["天气", "", "收费依据及标准"])
def test_a_meaning_nobody_knows(meaning):
    with pytest.raises(UnknownMeaning) as refused:
        HeaderMapping.of([("甲", meaning)])

    assert "name（事项名称）" in str(refused.value)


@pytest.mark.parametrize("held", ["{", "[]", '{"format": "别的", "headers": {}}', '{"format": "sunlit header mapping 1"}'])
def test_files_that_hold_no_mapping(tmp_path, held):
    file = tmp_path / "表头.json"
    file.write_text(held, encoding="utf-8")

    with pytest.raises(NoMapping):
        HeaderMapping.load(file)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(NoMapping, match="No such file"):
        HeaderMapping.load(tmp_path / "没有.json")


def test_a_file_edited_by_hand(tmp_path):
    file = tmp_path / "表头.json"
    file.write_text(
        "\ufeff" + json.dumps({"format": "sunlit header mapping 1", "headers": {" 办 事名录 ": "职权名称"}}), encoding="utf-8"
    )

    assert HeaderMapping.load(file).meaning_of("办事名录") == ("name",)
