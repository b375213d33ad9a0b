"""One page that a head of department can read on a screen and print on A4: no script, nothing fetched from elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sunlit.catalogue.findings.codes import CODES
from sunlit.catalogue.findings.masking import masked
from sunlit.catalogue.findings.reports.marks import clean, side_by_side
from sunlit.catalogue.findings.reports.style import STYLE
from sunlit.catalogue.findings.reports.summary import by_code, by_unit, figures, matrix, units
from sunlit.catalogue.findings.reports.words import SEVERITY_WORDS, dated
from sunlit.catalogue.values import ReadLists
from sunlit.kernel.text import squeeze, without_direction_marks

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
<meta name="generator" content="sunlit">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<div class="masthead"><div><h1>{heading}</h1><p>{subtitle}</p></div></div>
<main>
"""
_TAIL = """<footer class="end"><p>本报告由系统对照法规库自动核查生成，供法制初审参考；“错误”“警告”“建议”均以法规库所载文本为准，是否成立由审核人员判断。</p></footer>
</main>
</body>
</html>
"""


def render_html(report: CheckReport, lists: ReadLists | Sequence[ListedItem]) -> str:
    """The page as one text: what was checked, what was found by unit and kind, and each finding beside the law."""
    read = lists if isinstance(lists, ReadLists) else ReadLists(tuple(lists), (), ())
    return "".join(_page(report, read))


def _page(report: CheckReport, lists: ReadLists) -> Iterator[str]:
    grouped = units(report, lists)
    title = f"权责清单核查报告（{dated(report.as_of)}）"
    yield _HEAD.format(
        title=_text(title), style=STYLE, heading="权责清单核查报告",
        subtitle=_text(f"以{dated(report.as_of)}有效的法规为准 · {_whose(grouped)}"),
    )  # fmt: skip
    yield figures(report, lists)
    yield from _checked(lists)
    if report.findings:
        yield "<h2>汇总</h2>"
        yield by_unit(grouped)
        yield by_code(report)
        yield matrix(grouped, report)
        yield _legend()
        for number, unit in enumerate(grouped, 1):
            if unit.findings:
                yield from _unit(number, unit)
        yield from _unknown_titles(report)
    else:
        yield '<p class="note">没有发现问题。</p>'
    yield from _unread(lists)
    yield _TAIL


def _whose(grouped: Sequence[Unit]) -> str:
    names = [u.name for u in grouped]
    return "、".join(names[:3]) + (f"等 {len(names)} 个单位" if len(names) > 3 else "") if names else "没有读到职权"  # noqa: PLR2004


def _checked(lists: ReadLists) -> Iterator[str]:
    counted: dict[tuple[str, str], int] = {}
    for item in lists.items:
        counted[item.file, item.sheet] = counted.get((item.file, item.sheet), 0) + 1
    yield '<h2>核查范围</h2><table><thead><tr><th scope="col">文件</th><th scope="col">表</th><th scope="col" class="n">职权（项）</th></tr></thead><tbody>'
    for (file, sheet), n in counted.items():
        yield f'<tr><td>{_text(file)}</td><td>{_text(sheet)}</td><td class="n">{n}</td></tr>'
    yield "</tbody></table>"


def _legend() -> str:
    return (
        '<h2>逐项说明</h2><p class="key"><span><span class="tag error">错误</span> 可以确定不符合要求</span>'
        '<span><span class="tag warning">警告</span> 应当改正或者核对</span>'
        '<span><span class="tag advice">建议</span> 供研究参考</span></p>'
        '<p class="key"><span><ins>清单有而原文没有的文字</ins></span><span><del>原文有而清单没有的文字</del></span>'
        '<span class="left-out">清单省略的部分</span></p>'
    )


def _unit(number: int, unit: Unit) -> Iterator[str]:
    shown = [(i, [f for f in fs if f.code != "title-unknown"]) for i, fs in unit.items]
    shown = [(i, fs) for i, fs in shown if fs]
    if not shown:
        return
    clear = unit.checked - len(shown)
    yield f'<section><h3 id="unit-{number}">{_text(unit.name)}</h3>'
    yield f'<p class="note">核查 {unit.checked} 项，以下 {len(shown)} 项有问题{f"，其余 {clear} 项除依据未收录外未发现问题" if clear else ""}。</p>'
    for item, findings in shown:
        yield from _item(item, findings)
    yield "</section>"


def _item(item: ListedItem, findings: Sequence[Finding]) -> Iterator[str]:
    name = squeeze(item.name) + (f"——{squeeze(item.sub_item)}" if squeeze(item.sub_item) not in ("", "无") else "")
    place = " · ".join(filter(None, (squeeze(item.type), item.file, item.sheet, f"第 {item.row} 行")))
    yield f'<article class="item"><header><h4>{_text(masked(name) or "（未填写名称）")}</h4><span class="note">{_text(place)}</span></header>'
    for finding in sorted(findings, key=lambda f: list(SEVERITY_WORDS).index(f.severity)):
        yield from _finding(finding)
    yield "</article>"


def _finding(found: Finding) -> Iterator[str]:
    code = CODES[found.code]
    yield f'<div class="found"><p><span class="tag {found.severity}">{SEVERITY_WORDS[found.severity]}</span> <b>{_text(code.title)}</b>'
    yield f' <code lang="en">{found.code}</code></p><dl>'
    rows = (("所引依据", found.cited), ("问题", found.why), ("修改意见", found.mend))
    yield "".join(f"<dt>{label}</dt><dd>{_text(words)}</dd>" for label, words in rows if words)
    yield "</dl>"
    held_by = _text(f"《{found.law}》{found.article}" if found.law else "")
    if found.quoted and found.held:
        left, right = side_by_side(found.quoted, found.held)
        yield f'<div class="pair"><div><h5>清单所载</h5><div class="words">{_runs(left, "ins")}</div></div>'
        yield f'<div><h5>库存条文　{held_by}</h5><div class="words">{_runs(right, "del")}</div></div></div>'
    elif found.held:
        yield f'<details class="screen"><summary>库存条文　{held_by}</summary><div class="held"><div class="words">{_text(clean(found.held))}</div></div></details>'
    yield "</div>"


def _runs(runs: Sequence[Run], mark: str) -> str:
    out = []
    for run in runs:
        words = _text(run.text)
        if run.kind == "only-here":
            words = f"<{mark}>{words}</{mark}>"
        elif run.kind == "left-out":
            words = f'<span class="left-out">{words}</span>'
        out.append(words)
    return "".join(out)


def _unknown_titles(report: CheckReport) -> Iterator[str]:
    titles: dict[str, list[Finding]] = {}
    for found in report.findings:
        if found.code == "title-unknown":
            titles.setdefault(found.cited, []).append(found)
    if not titles:
        return
    yield '<h2 id="unknown">法规库未收录的依据</h2><p class="note">以下文件没有文本可供对照，其条款、效力和条文内容未经核对。</p>'
    yield '<table><thead><tr><th scope="col">依据</th><th scope="col" class="n">涉及职权（项）</th><th scope="col">说明</th></tr></thead><tbody>'
    for cited, findings in sorted(titles.items(), key=lambda tf: (-len(tf[1]), tf[0])):
        yield f'<tr><td>{_text(cited)}</td><td class="n">{len(findings)}</td><td>{_text(findings[0].why)}</td></tr>'
    yield "</tbody></table>"


def _unread(lists: ReadLists) -> Iterator[str]:
    if not lists.unread:
        return
    yield '<h2>未能读取的行</h2><table><thead><tr><th scope="col">文件</th><th scope="col">表</th><th scope="col" class="n">行</th><th scope="col">原因</th></tr></thead><tbody>'
    for row in lists.unread:
        yield f'<tr><td>{_text(row.file)}</td><td>{_text(row.sheet)}</td><td class="n">{row.row or ""}</td><td>{_text(row.reason)}</td></tr>'
    yield "</tbody></table>"


def _text(words: str) -> str:
    return escape(without_direction_marks(words))
