"""Is the entry complete, are its words definite, is a fee founded and told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.catalogue.findings.item import name_of
from sunlit.catalogue.findings.remark import Remark, no_column
from sunlit.catalogue.sheets.meanings import WORDS
from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.catalogue.findings.examined import Examined

_BLANK = re.compile(r"[\s无/\\—\-–－〇0、。.]*")
_WANTED = (("name", "职权名称"), ("type", "职权类型"), ("body", "行使主体"), ("office", "承办机构"))


def incomplete(of: Examined) -> Iterator[Remark]:
    """incomplete: name, type, body or office is missing.

    One finding an item; a column that the whole sheet lacks is told once, at its first item.
    """
    item = of.item
    empty = [(m, w) for m, w in _WANTED if _BLANK.fullmatch(squeeze(getattr(item, m)))]
    if item.sub_item and not _BLANK.fullmatch(squeeze(item.sub_item)):
        empty = [(m, w) for m, w in empty if m != "name"]
    missing = [w for m, w in empty if of.has_column(m)]
    absent = [w for m, w in empty if not of.has_column(m)] if of.first else []
    if not missing and not absent:
        return
    why = []
    if missing:
        why.append(f"{'、'.join(missing)}未填写")
    if absent:
        why.append(no_column(of, absent))
    first = next(m for m, w in empty if w in (*missing, *absent))
    yield Remark(
        f"{'；'.join(why)}。职权名称、类型、行使主体和承办机构应当逐项明确。",
        f"请补填{'、'.join((*missing, *absent))}。",
        column=first,
        severity=None if missing else "warning",
    )


_LISTED = re.compile(r"materials|conditions|材料|资料|条件|要件")
_VAGUE = re.compile(
    r"(?:法律|法规|规章|规定|文件|政策)?[^，,。；;、：:\n（(]{0,8}(?:规定|要求|需要|认为)[^，,。；;、：:\n]{0,8}(?:其他|其它|有关|相关)(?:[^，,。；;、：:\n]{0,6})"
    r"(?:材料|资料|文件|条件|情形|证明|手续)"
    r"|(?:其他|其它)(?:的)?(?:有关|相关|必要|必需|必须|需要|应当|应|所需|补充|规定|要求|佐证|证明){0,3}(?:提交|提供)?(?:的)?(?:材料|资料|文件|条件|情形|证明|手续)"
    r"|等(?:其他|其它|有关|相关|必要|所需|证明){0,3}(?:的)?(?:材料|资料|文件|证明|手续|条件)"
    r"|(?:有关|相关)(?:的)?(?:材料|资料|手续|证明材料)(?=$|[，,。；;、\n）)])"
)
_VAGUE_NAME = re.compile(
    r"法律[^，,]{0,10}规定的其[他它](?!行政法规)|(?:上级|领导|市委|市政府|局)[^，,]{0,8}交办|其[他它](?:职权|权力|职责|工作|事项)$"
)


def vague(of: Examined) -> Iterator[Remark]:
    """vague: a catch-all in materials or conditions (其他材料、等材料), or a power that is named only as 其他.

    One a column. The words of quoted articles are never looked at.
    """
    item = of.item
    for header, cell in item.further.items():
        if not _LISTED.search(header):
            continue
        found = list(dict.fromkeys(squeeze(m[0]) for m in _VAGUE.finditer(cell)))
        if found:
            words = "”“".join(found[:3])
            yield Remark(
                f"“{WORDS.get(header, header)}”栏有兜底性表述“{words}”，申请人无从知道究竟需要什么。",
                "请逐项列明材料、条件的名称和要求，删去兜底性表述；确有依据的，写明依据条款和具体内容。",
                quoted="；".join(found), column=header,
            )  # fmt: skip
    name = name_of(item)
    if hit := _VAGUE_NAME.search(name):
        yield Remark(
            f"职权名称含有“{hit[0]}”，没有指明是哪一项职权；清单之外的事项不能以兜底条款概括。",
            "请按法律、法规、规章的表述逐项列明；没有具体职权的，删去该项。",
            quoted=name, column="name",
        )  # fmt: skip


_FREE = re.compile(
    r"(?:否|不收费|免费|无|不收取(?:任何)?费用?|不涉及|不收|免收(?:费)?|零收费|没有收费|无收费|未收费|N|n|no|No|NO|0|0元|零元|无需(?:缴|交)费|/|—|-|×|不适用)"
    r"[。.！!（(]?.{0,12}"
)
_AMOUNT = re.compile(
    r"[0-9０-９.]{1,9}\s{0,3}%|[0-9０-９一二三四五六七八九十百千万亿.]{1,12}余?\s{0,3}(?:元|万元|角|分(?!之|局|类|级|支|项)|‰)|百分之|千分之|标准[:：].{2}"
)
_SOURCE = re.compile(r"《[^》]{2,200}》|[〔\[（(]\d{4}[〕\])）]\s{0,3}\d{1,6}\s{0,3}号|号文")
_FEE_BASIS = re.compile(r"fee_basis|收费依据|收费文件|收费.{0,6}依据")
_FEE_STANDARD = re.compile(r"fee_standard|收费标准|收费金额|费用标准|收费.{0,6}标准")


def fee_no_basis(of: Examined) -> Iterator[Remark]:
    """fee-no-basis: the list says a fee is charged and names no basis for it.

    Silent where it says none is, and where the list says nothing of fees.
    """
    if _charged(of) and not _SOURCE.search(_fee_cells(of)) and not _told(of, _FEE_BASIS):
        yield Remark(
            f"该项登记为收费（“{squeeze(of.item.fee)[:30]}”），但没有列明收费依据；没有法定依据的，不得收费。",
            "请列明收费依据文件的全称、文号和条款；没有法律、行政法规依据或者不在收费目录清单内的，停止收费。",
            column="fee",
        )


def fee_no_standard(of: Examined) -> Iterator[Remark]:
    """fee-no-standard: the list says a fee is charged and not how much."""
    if _charged(of) and not _AMOUNT.search(_fee_cells(of)) and not _told(of, _FEE_STANDARD):
        yield Remark(
            f"该项登记为收费（“{squeeze(of.item.fee)[:30]}”），但没有列明收费标准。",
            "请列明收费项目和标准（金额、计费单位）；标准由文件规定的，写明数额并注明文件。",
            column="fee",
        )


def _charged(of: Examined) -> bool:
    fee = squeeze(of.item.fee)
    return bool(fee) and not _FREE.fullmatch(fee)


def _fee_cells(of: Examined) -> str:
    cells = [of.item.fee, *(v for k, v in of.item.further.items() if "fee" in k or "收费" in k or "费用" in k)]
    return "\n".join(cells)


def _told(of: Examined, header: re.Pattern[str]) -> bool:
    """Whether a column of the meaning has content, in whatever words."""
    cells = (squeeze(v) for k, v in of.item.further.items() if header.search(k))
    return any(not _BLANK.fullmatch(c) for c in cells)
