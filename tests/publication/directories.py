"""Directories as the noticeboard holds them, for tests of what is made from them."""

from __future__ import annotations

import re
import zlib
from datetime import date

from sunlit.noticeboard.values import (
    PublicBasis,
    PublicChannel,
    PublicDiscretion,
    PublicFee,
    PublicForm,
    PublicMaterial,
    PublicPostName,
    PublicPower,
    PublicRemedies,
    PublicStep,
    PublicTerm,
    PublicUnit,
)
from sunlit.publication.values import Directory, Entry, Volume

DAY = date(2026, 3, 2)


def a_unit(name: str = "示范市夜市管理局") -> PublicUnit:
    return PublicUnit(
        code="YS", name=name, kind="department", kind_words="工作部门", region="990100", region_name="示范市", tier=3
    )


def a_power(name: str = "夜市摊位设置许可", **changed: object) -> PublicPower:
    values: dict[str, object] = {
        "name": name,
        "edition": 1,
        "standing": "in-use",
        "unit": "night",
        "unit_name": "示范市夜市管理局",
        "region": "990100",
        "tier": 3,
        "code": "YS-XK-0001",
        "aliases": ("摆夜摊",),
        "type": "licensing",
        "type_words": "行政许可",
        "tenure": "common",
        "part": "assist",
        "lead": "示范市集市局",
        "holder": "示范市夜市管理局",
        "preparer": "许可科",
        "nature": "statutory",
        "levels": (3, 4),
        "bases": (
            PublicBasis(title="夜间集市法", article="第十二条第一款", text="在夜间集市设摊的，应当申请许可。", kind="法律"),
        ),
        "steps": (PublicStep(number=1, name="受理", post="desk", term="1个工作日", duty="当场审查材料"),),
        "disclosure_forms": (PublicForm(kind="website", where="门户"), PublicForm(kind="hall")),
        "disclosure_scope": "society",
        "disclosure_time": "长期",
        "charged": True,
        "fees": (PublicFee(name="摊位费", basis="夜间集市法第二十条", standard="每日10元", waiver="残疾人免收"),),
        "statutory_term": PublicTerm(amount=20, unit="workday", source="夜间集市法第十三条"),
        "promised_term": PublicTerm(amount=0, unit="workday"),
        "quantity_limit": "每夜市二百个",
        "conditions": ("有固定住所", "未被列入失信名单"),
        "materials": (PublicMaterial(name="申请表", form="original", copies=2, issuer="本人", note="现场可填"),),
        "result": "摊位许可证",
        "discretion": (PublicDiscretion(circumstance="初次占道", range="处50元以下罚款", basis="夜间集市法第三十条"),),
        "rights": ("陈述、申辩",),
        "remedies": PublicRemedies(
            review_body="示范市人民政府", review_term="60日", court="示范市人民法院", suit_term="6个月", note="诉讼不停止执行"
        ),
        "channels": (PublicChannel(kind="complaint", words="00-12345"), PublicChannel(kind="consult", words="窗口")),
        "place": "灯火街1号",
        "hours": "工作日9时至17时",
        "served": ("个体工商户",),
        "duties": ("公示条件", "一次告知"),
        "accountability": ("超期不办的",),
        "valid_from": date(2026, 1, 5),
        "recorded_on": date(2026, 1, 5),
    } | changed
    return PublicPower(**values)  # type: ignore[arg-type]


def a_directory(*powers: PublicPower, as_of: date = DAY) -> Directory:
    entries = tuple(Entry(f"power-{n}", p) for n, p in enumerate(powers or (a_power(),), 1))
    posts = {
        "desk": PublicPostName(
            unit_name="示范市夜市管理局", office="许可科", post="受理岗", names=("甄灯",), phone="00-1234567"
        )
    }
    return Directory("示范市", "行政职权目录", as_of, (Volume("night", a_unit(), entries),), posts)


def unpacked(pdf: bytes) -> bytes:
    """`pdf` with every compressed stream opened beside it."""
    parts = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(found.group(1)))
        except zlib.error:
            continue
    return b"\n".join(parts)


def font_names(pdf: bytes) -> set[str]:
    """Families embedded in `pdf`, without the prefix that marks a subset."""
    return {n.decode() for n in re.findall(rb"/FontName\s*/(?:[A-Z]{6}\+)?([\w-]+)", unpacked(pdf))}


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", unpacked(pdf)))
