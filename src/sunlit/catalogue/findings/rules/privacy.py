"""Personal data in what is to be published, and how to hide it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue.findings.masking import PERSONAL, found_in, masked
from sunlit.catalogue.findings.remark import Remark
from sunlit.catalogue.sheets.meanings import WORDS
from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.catalogue.findings.examined import Examined


def personal_data(of: Examined) -> Iterator[Remark]:
    """personal-data: an identity number, a mobile number, a bank account or a clerk's name in any cell.

    One a column, masked; columns that name clerks are told once a sheet. Words of quoted law hold none.
    """
    for column, label, cell in _cells(of):
        kinds = found_in(cell, header=label)
        if kinds:
            shown = "、".join(f"{PERSONAL[k]}“{v}”" for k, v in kinds[:3])
            yield Remark(
                f"“{label}”栏含有{shown}，属于个人信息，不得随目录公开。",
                "公开前请删去，或者改用单位、岗位名称和办公电话。",
                quoted=masked(squeeze(cell))[:80], column=column,
                severity="error" if any(k == "identity" for k, _ in kinds) else "warning",
            )  # fmt: skip
    if of.item.personal and of.first:
        headers = "、".join(f"“{h}”" for h in of.item.personal)
        yield Remark(
            f"该表的{headers}栏写有工作人员姓名，属于个人信息，已自动略去，不得随目录公开。",
            "请删去该栏，或者改写为岗位名称。",
            column="personal", severity="warning",
        )  # fmt: skip


def _cells(of: Examined) -> Iterator[tuple[str, str, str]]:
    item = of.item
    for column, label in _LABELS.items():
        yield column, label, str(getattr(item, column))
    for header, cell in item.further.items():
        yield header, WORDS.get(header, header), cell


#: Fields of an item that are printed, by their headers.
_LABELS = {
    name: WORDS[name]
    for name in (
        "name",
        "sub_item",
        "type",
        "basis",
        "body",
        "office",
        "legal_time_limit",
        "promised_time_limit",
        "fee",
    )
}
