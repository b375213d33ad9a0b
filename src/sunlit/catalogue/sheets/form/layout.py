"""The sheets and columns of the official form: what each holds, the words it knows, what its clerk is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sunlit.catalogue.rules.fieldwords import CHANNELS, FORMS, LEVELS, NATURES, SCOPES, SHOWINGS, TERM_UNITS
from sunlit.catalogue.rules.powers import Share, Tenure
from sunlit.catalogue.rules.types import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The first words of every sheet of the form, by which it is known whatever became of the names of its sheets.
MARK = "行政职权填报表（格式一）"

Holds = Literal["line", "text", "lines", "choice", "choices", "number", "day", "flag", "key"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        header: what stands above it.
        field: of the content or of one of its parts; `a.b` for a field within a field.
        holds: a line, a text with line breaks, lines that are one entry each, one or several of the known words, a
            number, a day, yes or no, or keys of rows elsewhere.
        words: known words and what they stand for; `free` where others may stand as they are.
        note: what its clerk is told.
    """

    header: str
    field: str
    holds: Holds = "line"
    words: tuple[tuple[str, str | int], ...] = ()
    free: bool = False
    note: str = ""
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the field of the content it holds (empty: the items themselves), and its columns."""

    name: str
    field: str
    columns: tuple[Column, ...]
    note: str

    @property
    def title(self) -> str:
        """What stands in its first cell."""
        return f"{MARK}：{self.name}"


def _words(known: Mapping[str, str] | Mapping[int, str]) -> tuple[tuple[str, str | int], ...]:
    return tuple((words, code) for code, words in known.items())


def _term(called: str, field: str) -> Iterable[Column]:
    yield Column(header=f"{called}时限", field=f"{field}.amount", holds="number", note="只填数字；即办填 0", width=9)
    yield Column(header=f"{called}时限单位", field=f"{field}.unit", holds="choice", words=_words(TERM_UNITS), width=9)
    yield Column(header=f"{called}时限依据", field=f"{field}.source", note="如《某条例》第二十条")
    yield Column(header=f"{called}时限说明", field=f"{field}.words", holds="text", note="数字说不清的，照原文填写")


_KINDS = tuple((kind.words, kind.code) for kind in KINDS)
_LINES = "每行一条；一条之内要换行的，行末加 \\"
ITEMS = Sheet(
    "职权清单", "", (
        Column(header="序号", field="serial", note="附表凭序号和职权名称对应到本表", width=6),
        Column(header="单位", field="unit", note="登记在哪个单位名下；空着的，导入时指明或者按行使主体", width=18),
        Column(header="职权编码", field="code", width=16),
        Column(header="职权名称", field="name", note="必填，用法律、法规、规章的表述；一个子项一行", width=32),
        Column(header="子项名称", field="sub_item", width=18),
        Column(header="别名俗称", field="aliases", holds="lines", note=f"群众的叫法，供检索。{_LINES}"),
        Column(header="职权类别", field="type", holds="choice", words=_KINDS, note="必填"),
        Column(header="原清单类别", field="type_as_listed", note="原清单印的类别，内部使用"),
        Column(header="实施依据", field="basis", holds="text", width=40,
               note="可以照原清单整段填写；《实施依据》附表已有这一项的，这里空着"),
        Column(header="行使主体", field="holder", width=18),
        Column(header="承担部门", field="preparer", note="承担初审或者具体承办的部门", width=18),
        Column(header="主体性质", field="nature", holds="choice", words=_words(NATURES), width=9),
        Column(header="委托机关", field="entrusted_by"),
        Column(header="行使层级", field="levels", holds="choices", words=_words(LEVELS), note="可填几个，用、分开"),
        Column(header="专门或共有", field="tenure", holds="choice", words=tuple((t.words, t.value) for t in Tenure)),
        Column(header="主要或协助", field="part", holds="choice", words=tuple((s.words, s.value) for s in Share)),
        Column(header="牵头单位", field="lead", note="协助配合的，写明由谁牵头"),
        *_term("法定", "statutory_term"),
        *_term("承诺", "promised_term"),
        Column(header="是否收费", field="charged", holds="flag", note="是的，逐项填《收费》附表", width=8),
        Column(header="数量限制", field="quantity_limit", holds="text"),
        Column(header="办理条件", field="conditions", holds="lines", note=_LINES, width=30),
        Column(header="办理结果", field="result", holds="text"),
        Column(header="相对人权利", field="rights", holds="lines", note=_LINES, width=24),
        Column(header="复议机关", field="remedies.review_body"),
        Column(header="复议期限", field="remedies.review_term"),
        Column(header="诉讼法院", field="remedies.court"),
        Column(header="起诉期限", field="remedies.suit_term"),
        Column(header="救济说明", field="remedies.note", holds="text"),
        Column(header="办理地点", field="place", holds="text", width=20),
        Column(header="办公时间", field="hours", holds="text"),
        Column(header="服务对象", field="served", holds="lines", note=_LINES),
        Column(header="公开范围", field="disclosure.scope", holds="choice", words=_words(SCOPES)),
        Column(header="公开时间", field="disclosure.time", holds="text"),
        Column(header="责任事项", field="duties", holds="lines", note=_LINES, width=30),
        Column(header="追责情形", field="accountability", holds="lines", note=_LINES, width=30),
        Column(header="备注", field="remarks", holds="text", note="内部使用，不公布", width=20),
    ), "一项职权一行，有子项的一个子项一行。只有“职权名称”“职权类别”必填；没有内容的空着，不要填“无”。",
)  # fmt: skip

PARTS = (
    Sheet("实施依据", "bases", (
        Column(header="依据类别", field="kind", note="法律、行政法规、地方性法规、部门规章、地方政府规章、规范性文件"),
        Column(header="依据名称", field="title", note="必填，全称，不加书名号", width=36),
        Column(header="条款", field="article", note="如 第十二条第一款；一行一条", width=18),
        Column(header="条文", field="text", holds="text", note="空着的，法规库有的自动补上", width=60),
        Column(header="版本日期", field="dated", holds="day", note="如 2024-05-01"),
        Column(header="系统对照", field="law version", holds="key"),
    ), "每一条依据一行，按效力从高到低。"),
    Sheet("环节责任", "steps", (
        Column(header="环节号", field="number", holds="number", note="空着的按行次", width=8),
        Column(header="环节名称", field="name", note="如 受理、审查、决定"),
        Column(header="责任单位", field="unit_name", width=20),
        Column(header="责任处室", field="office", width=18),
        Column(header="责任岗位", field="post_name", note="只写岗位，不写姓名", width=18),
        Column(header="环节时限", field="term"),
        Column(header="环节职责", field="duty", holds="text", width=40),
        Column(header="系统对照", field="unit post", holds="key"),
    ), "每个环节一行。不得填写个人姓名、手机号码。"),
    Sheet("公开形式", "disclosure.forms", (
        Column(header="公开形式", field="kind", holds="choice", words=_words(SHOWINGS), free=True),
        Column(header="公开位置", field="where", holds="text", note="网址、栏目、张贴地点", width=40),
        Column(header="佐证文件", field="proof", note="由系统登记，不必填写", width=20),
    ), "每种公开形式一行。"),
    Sheet("收费", "fees", (
        Column(header="收费项目", field="name", holds="text", width=24),
        Column(header="收费依据", field="basis", holds="text", width=36),
        Column(header="收费标准", field="standard", holds="text", width=30),
        Column(header="减免情形", field="waiver", holds="text", width=30),
    ), "每个收费项目一行。"),
    Sheet("申请材料", "materials", (
        Column(header="材料名称", field="name", holds="text", note="必填", width=32),
        Column(header="材料形式", field="form", holds="choice", words=_words(FORMS), free=True),
        Column(header="份数", field="copies", holds="number", width=6),
        Column(header="出具单位", field="issuer", width=18),
        Column(header="样本", field="sample", note="由系统登记，不必填写"),
        Column(header="材料说明", field="note", holds="text", width=30),
    ), "每份材料一行。"),
    Sheet("裁量基准", "discretion", (
        Column(header="适用情形", field="circumstance", holds="text", width=40),
        Column(header="裁量幅度", field="range", holds="text", width=40),
        Column(header="裁量依据", field="basis", holds="text", width=30),
    ), "每一档一行，由轻到重。"),
    Sheet("咨询投诉", "channels", (
        Column(header="途径", field="kind", holds="choice", words=_words(CHANNELS), note="必填"),
        Column(header="电话或方式", field="words", holds="text", note="必填，只填办公电话", width=40),
    ), "每个途径一行。"),
    Sheet("其他栏目", "further", (
        Column(header="栏目", field="header", holds="text", width=24),
        Column(header="内容", field="words", holds="text", width=60),
    ), "原清单有而本表没有的栏目，内部使用，不公布。"),
)  # fmt: skip
#: The two columns with which a row of a part says whose it is.
LINK = (
    Column(header="序号", field="of_serial", note="与《职权清单》的序号相同；空着的，算上一行的", width=6),
    Column(header="职权名称", field="of_name", note="供核对；序号不止一项用时，凭名称对应", width=28),
)
#: Texts longer than a cell stand there in pieces.
LONG = Sheet("长文", "", (
    Column(header="编号", field="number", holds="number"), Column(header="段", field="piece", holds="number"),
    Column(header="文字", field="text", holds="text", width=80),
), "超过一个单元格的文字分段放在这里。")  # fmt: skip
SHEETS = (ITEMS, *PARTS, LONG)


def columns_of(sheet: Sheet) -> tuple[Column, ...]:
    """All columns of a sheet, those that link it among them."""
    return (*LINK, *sheet.columns) if sheet in PARTS else sheet.columns
