"""One page that a head of department can read on a screen and print on A4: no script, nothing fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue.findings.codes import CODES
from sunlit.catalogue.findings.item import name_of
from sunlit.catalogue.findings.masking import masked
from sunlit.catalogue.findings.reports.marks import clean, side_by_side
from sunlit.catalogue.findings.reports.markup import Column, table, tag, text
from sunlit.catalogue.findings.reports.style import STYLE
from sunlit.catalogue.findings.reports.summary import UNHELD, by_code, by_unit, figures, matrix, units
from sunlit.catalogue.findings.reports.words import SEVERITIES, dated
from sunlit.catalogue.values import ReadLists
from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sunlit.catalogue.findings.check import CheckReport
    from sunlit.catalogue.findings.reports.marks import Run
    from sunlit.catalogue.findings.reports.summary import Unit
    from sunlit.catalogue.values import Finding, ListedItem

_HEAD = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<div class="masthead"><div><h1>{heading}</h1><p>{subtitle}</p></div></div>
<main>
"""
_TAIL = """
<footer class="end"><p>本报告对照法规库自动核查生成，供法制初审参考。
所列问题是否成立，由审核人员以法律、法规、规章的正式文本为准作出判断。</p>
<p class="sign"><span>核查人</span><span>审核人</span><span>日期</span></p></footer>
</main>
</body>
</html>
"""
_MEANT = {"error": "可以确定不符合要求", "warning": "应当改正或者核对", "advice": "供研究参考"}
_NAMED = 3


def render_html(report: CheckReport, lists: ReadLists | Sequence[ListedItem]) -> str:
    """The page as one text: what was checked, what was found by unit and kind, and each finding beside the law."""
    read = lists if isinstance(lists, ReadLists) else ReadLists(tuple(lists), (), ())
    return "".join(_page(report, read))


def _page(report: CheckReport, lists: ReadLists) -> Iterator[str]:
    grouped = units(report, lists)
    day = dated(report.as_of)
    yield _HEAD.format(
        title=text(f"权责清单核查报告（{day}）"), style=STYLE, heading="权责清单核查报告",
        subtitle=text(f"以{day}有效的法规为准 · {_whose(grouped)}"),
    )  # fmt: skip
    yield figures(report, grouped)
    yield "<h2>核查范围</h2>" + _checked(lists)
    wrong = [unit for unit in grouped if unit.items]
    if wrong:
        yield "<h2>汇总</h2>" + by_unit(grouped) + by_code(report) + matrix(grouped, report) + _legend()
        for number, unit in enumerate(grouped, 1):
            if unit.items:
                yield from _unit(number, unit)
    else:
        yield '<p class="note">没有发现问题。</p>'
    yield _unheld(report)
    yield _unread(lists)
    yield _TAIL


def _whose(grouped: Sequence[Unit]) -> str:
    names = [unit.name for unit in grouped]
    more = f"等 {len(names)} 个单位" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more or "没有读到职权"


def _checked(lists: ReadLists) -> str:
    counted: dict[tuple[str, str], int] = {}
    for item in lists.items:
        counted[item.file, item.sheet] = counted.get((item.file, item.sheet), 0) + 1
    rows = ((text(file), text(sheet), str(n)) for (file, sheet), n in counted.items())
    return table((Column("文件"), Column("表"), Column("职权（项）", "n")), rows)


def _legend() -> str:
    graded = "".join(f"<span>{tag(s)} {_MEANT[s]}</span>" for s in SEVERITIES)
    return (
        f'<h2>逐项说明</h2><p class="key">{graded}</p><p class="key"><span><del>清单有、原文没有的文字</del></span>'
        '<span><ins>原文有、清单没有的文字</ins></span><span class="left-out">清单省略的部分</span></p>'
    )


def _unit(number: int, unit: Unit) -> Iterator[str]:
    clear = unit.checked - len(unit.items)
    rest = f"，其余 {clear} 项未发现问题" if clear else ""
    yield f'<section><h3 id="unit-{number}">{text(unit.name)}</h3>'
    yield f'<p class="note">核查 {unit.checked} 项，以下 {len(unit.items)} 项有问题{rest}。</p>'
    for item, findings in unit.items:
        yield from _item(item, findings)
    yield "</section>"


def _item(item: ListedItem, findings: Sequence[Finding]) -> Iterator[str]:
    place = " · ".join(filter(None, (squeeze(item.type), item.file, item.sheet, f"第 {item.row} 行")))
    name = masked(name_of(item)) or "（未填写名称）"
    yield f'<article class="item"><header><h4>{text(name)}</h4><span class="note">{text(place)}</span></header>'
    for severity in SEVERITIES:
        for finding in findings:
            if finding.severity == severity:
                yield _finding(finding)
    yield "</article>"


def _finding(found: Finding) -> str:
    title = f'<p>{tag(found.severity)} <b>{text(CODES[found.code].title)}</b> <code lang="en">{found.code}</code></p>'
    rows = (("所引依据", found.cited), ("问题", found.why), ("修改意见", found.mend))
    told = "".join(f"<dt>{label}</dt><dd>{text(words)}</dd>" for label, words in rows if words)
    return f'<div class="found">{title}<dl>{told}</dl>{_evidence(found)}</div>'


def _evidence(found: Finding) -> str:
    """The list's words beside the held ones; the held ones alone, folded away, where the list gives none."""
    held_by = text(f"《{found.law}》{found.article}" if found.law else "")
    if found.quoted and found.held:
        left, right = side_by_side(found.quoted, found.held)
        return (
            f'<div class="pair"><div><h5>清单所载</h5><div class="words">{_runs(left, "del")}</div></div>'
            f'<div><h5>库存条文　{held_by}</h5><div class="words">{_runs(right, "ins")}</div></div></div>'
        )
    if found.held:
        words = f'<div class="held words">{text(clean(found.held))}</div>'
        return f"<details><summary>库存条文　{held_by}</summary>{words}</details>"
    return ""


def _runs(runs: Sequence[Run], mark: str) -> str:
    around = {"same": "{}", "only-here": f"<{mark}>{{}}</{mark}>", "left-out": '<span class="left-out">{}</span>'}
    return "".join(around[run.kind].format(text(run.text)) for run in runs)


def _unheld(report: CheckReport) -> str:
    titles: dict[str, list[Finding]] = {}
    for found in report.findings:
        if found.code == UNHELD:
            titles.setdefault(found.cited, []).append(found)
    if not titles:
        return ""
    ranked = sorted(titles.items(), key=lambda cited: (-len(cited[1]), cited[0]))
    rows = ((text(cited), str(len(findings)), text(findings[0].why)) for cited, findings in ranked)
    return (
        '<h2>法规库未收录的依据</h2><p class="note">以下文件没有文本可供对照，其条款、效力和条文内容未经核对。</p>'
        + table((Column("依据"), Column("涉及职权（项）", "n"), Column("说明")), rows)
    )


def _unread(lists: ReadLists) -> str:
    if not lists.unread:
        return ""
    rows = ((text(u.file), text(u.sheet), str(u.row or ""), text(u.reason)) for u in lists.unread)
    columns = (Column("文件"), Column("表"), Column("行", "n"), Column("原因"))
    return "<h2>未能读取的行</h2>" + table(columns, rows)
