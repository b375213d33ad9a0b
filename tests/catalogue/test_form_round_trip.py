"""A list written into the official form and read again is what it was, whatever it says."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunlit.catalogue.drafting import content_of
from sunlit.catalogue.drafting.forms import laid_over
from sunlit.catalogue.sheets.form import write_form
from sunlit.catalogue.sheets.form.cells import lines_read, lines_told
from sunlit.catalogue.sheets.screening import marks_of_files
from sunlit.catalogue.values import FormRow, PowerContent
from tests.catalogue.forms import CONTENTS, ROWS, SOME, read

_FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@_FEW
@given(st.lists(ROWS, min_size=1, max_size=4))
def test_every_field_of_every_power_comes_back(rows: list[FormRow]):
    lists = read(write_form(rows))

    assert (lists.unread, lists.remarks) == ((), ())
    assert [item.told.row for item in lists.items if item.told] == rows
    assert [content_of(item).content for item in lists.items] == [row.content for row in rows]


@_FEW
@given(CONTENTS)
def test_loaded_over_itself_nothing_changes(content: PowerContent):
    (item,) = read(write_form([FormRow(content=content)])).items
    draft = content_of(item)

    assert laid_over(content, draft.content, draft.whole) == content


@given(st.lists(SOME, max_size=4))
def test_entries_of_a_cell_stay_apart(entries: list[str]):
    assert lines_read(lines_told(entries)) == tuple(entries)


def test_a_text_longer_than_a_cell_comes_back_whole():
    content = PowerContent(name="夜市许可", type="licensing", remarks="长" * 70_000, place="〔长文1〕")

    (item,) = read(write_form([FormRow(content=content)])).items

    assert content_of(item).content == content


def test_the_same_rows_are_the_same_bytes():
    rows = [FormRow(content=PowerContent(name="夜市许可"))]

    assert write_form(rows) == write_form(rows)


def test_the_form_itself_bears_no_mark_of_secrecy():
    assert marks_of_files([("填报表.xlsx", write_form())]) == ()
