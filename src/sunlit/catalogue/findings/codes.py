"""What can be found in a list: the codes, how grave, what to call them, the demand behind them, and who finds them.

This table is the whole of the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sunlit.catalogue.findings.rules import entry, force, limits, names, neighbours, privacy, setting, sources, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sunlit.catalogue.findings.examined import Examined
    from sunlit.catalogue.findings.remark import Remark
    from sunlit.catalogue.values import Severity

    ItemRule = Callable[[Examined], Iterator[Remark]]
    ListRule = Callable[[Sequence[Examined]], Iterator[tuple[Examined, Remark]]]


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding.

     Attributes: code: stable, machine-readable. severity: the gravest it is given; a rule makes a single finding
    milder where it is less sure. title, title_en: what to call it. source: the provision of law, or the demand of
    the plan, that the list falls short of. rule: finds it in one item; None if it takes the lists as a whole.
    across: finds it in the lists as a whole; None if one item is enough.
    """

    code: str
    severity: Severity
    title: str
    title_en: str
    source: str
    rule: ItemRule | None = None
    across: ListRule | None = None


_BASIS = "实施方案（四）2：职权来源依据必须使用文件全称，并列出具体条款和内容，按照法律效力的高低进行排列"
_NAME = "实施方案（四）1：职权名称必须依据法律、法规和规章表述，做到准确、规范"
_REVIEW = "实施方案（二）：审查权力的名称是否规范、依据是否准确、类别划分是否恰当、行使主体是否明确"
_FEE = "实施方案（四）4：明确公开的收费依据及标准"
_ALL = (
    Code("basis-none", "error", "没有实施依据", "No legal basis",
         "实施方案（三）：凡无合法依据的，予以废止", rule=sources.basis_none),
    Code("article-none", "warning", "只引整部文件，未列条款", "Whole law cited, no article", _BASIS,
         rule=sources.article_none),
    Code("title-unknown", "advice", "依据未收入法规库", "Law not in the library",
         "核查的界限：法规库没有的文本无从核对", across=sources.title_unknown),
    Code("title-short", "warning", "未使用文件全称", "Not the full title", _BASIS, rule=sources.title_short),
    Code("article-missing", "error", "所引条款不存在", "No such article", _BASIS, rule=sources.article_missing),
    Code("text-absent", "warning", "未载明条文内容", "Article cited without its text", _BASIS, rule=words.text_absent),
    Code("text-differs", "error", "所载文字不是该条原文", "Quoted words are not the article's", _BASIS,
         rule=words.text_differs),
    Code("basis-repealed", "error", "依据已废止", "Basis repealed",
         "实施方案（三）：凡无合法依据的，予以废止；《中华人民共和国立法法》（2023年修正）第一百零三条",
         rule=force.basis_repealed),
    Code("not-yet-in-force", "error", "依据尚未施行", "Basis not yet in force",
         "《中华人民共和国立法法》（2023年修正）第六十一条：法律应当明确规定施行日期", rule=force.not_yet_in_force),
    Code("amended-since", "error", "所引版本已修改", "Amended since the version cited",
         "实施方案（五）：职权项目内容发生变更时，要按照规定的程序及时修订", rule=force.amended_since),
    Code("basis-order", "warning", "依据未按效力高低排列", "Bases not in order of legal effect",
         _BASIS + "；《中华人民共和国立法法》（2023年修正）第九十八条至第一百零二条", rule=setting.basis_order),
    Code("cannot-set", "warning", "所列依据无权设定", "Bases may not set such a power",
         "《中华人民共和国行政许可法》第十四条至第十七条；《中华人民共和国行政处罚法》第十条至第十六条；"
         "《中华人民共和国行政强制法》第十条、第十三条", rule=setting.cannot_set),
    Code("cannot-entrust", "error", "不得委托实施", "May not be entrusted",
         "《中华人民共和国行政许可法》第二十四条；《中华人民共和国行政处罚法》第二十条、第二十一条；"
         "《中华人民共和国行政强制法》第十七条", rule=setting.cannot_entrust),
    Code("name-not-in-law", "advice", "名称与所引条文对不上", "Name not found in the cited articles", _NAME,
         rule=names.name_not_in_law),
    Code("type-mismatch", "warning", "名称与职权类型不符", "Name and type disagree", _REVIEW, rule=names.type_mismatch),
    Code("overlap", "advice", "职权交叉重叠", "Two units lead on one provision",
         "实施方案一（一）：对交叉重叠的职权项目依法调整", across=neighbours.overlap),
    Code("duplicate", "warning", "职权重复登记", "Listed twice",
         "实施方案（一）：对权力逐项进行登记、汇总", across=neighbours.duplicate),
    Code("vague", "warning", "兜底性表述", "Catch-all wording",
         "《中华人民共和国行政许可法》第三十条：公示条件和需要提交的全部材料的目录", rule=entry.vague),
    Code("fee-no-basis", "error", "收费未列依据", "Fee without a basis",
         _FEE + "；《中华人民共和国行政许可法》第五十八条、第五十九条；《优化营商环境条例》第二十五条",
         rule=entry.fee_no_basis),
    Code("fee-no-standard", "error", "收费未列标准", "Fee without a rate",
         _FEE + "；《中华人民共和国行政许可法》第五十九条", rule=entry.fee_no_standard),
    Code("term-longer-than-law", "error", "法定时限长于法规规定", "Term longer than the law allows",
         "实施方案（四）2：列出具体条款和内容；《中华人民共和国行政许可法》第四十二条、第八十二条",
         rule=limits.term_longer_than_law),
    Code("range-outside-law", "error", "裁量幅度超出法规规定", "Range outside the law's",
         "《中华人民共和国行政处罚法》第三十四条：依法制定行政处罚裁量基准", rule=limits.range_outside_law),
    Code("incomplete", "error", "登记不完整", "Incomplete entry",
         _REVIEW + "；实施方案（四）3：明确责任处（科、股）室、岗位和人员", rule=entry.incomplete),
    Code("personal-data", "error", "含有个人信息", "Personal data",
         "《中华人民共和国政府信息公开条例》第十五条；《中华人民共和国个人信息保护法》第三十四条",
         rule=privacy.personal_data),
)  # fmt: skip

#: Every code with its meaning, in the order of a review: the bases, their force, the power itself, the entry.
CODES: Mapping[str, Code] = MappingProxyType({code.code: code for code in _ALL})
