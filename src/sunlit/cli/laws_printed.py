"""What `sunlit laws` prints: for a person, and for another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.law.rules.chain import Standing, older_in_force
from sunlit.law.rules.naming import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sunlit.law.intake import Changes, Ending, FileTaken, LoadingSeen
    from sunlit.law.queries import LawAtVersion, LawFound, LawListed, ProvisionSeen, SearchPage, VersionSeen
    from sunlit.law.values import Place

_STANDING = {
    Standing.IN_FORCE: "有效",
    Standing.NOT_YET: "尚未施行",
    Standing.NO_LONGER: "已失效",
    Standing.UNKNOWN: "施行日期不明",
}
_WARNED = {
    "truncated": "文本不完整",
    "gap": "条文缺号",
    "duplicate-article": "条文重号",
    "no-articles": "没有条文",
    "rank-unknown": "效力层级不明",
    "date-unknown": "日期不明",
}
_OUTCOMES = {
    "new-law": "新增法规",
    "new-version": "新增版本",
    "completed": "补全条文",
    "replaced": "替换文字",
    "described": "补充信息",
    "held": "已在库",
}


def loading(seen: LoadingSeen) -> str:
    """What became of each file, what ended by it, what to look at, and the counts."""
    lines = [line for f in seen.files if f.outcome not in ("held", "refused") for line in _file(f)]
    lines += [_ending(e) for e in seen.endings]
    if warned := [(f.name, w) for f in seen.files for w in f.warnings]:
        lines += ["", "需要注意："]
        lines += [f"  {name}：{_WARNED[w.kind]}：{w.detail}" for name, w in warned]
    held = sum(f.outcome == "held" for f in seen.files)
    counted = "、".join(f"{n} {level}" for level, n in seen.provisions.items() if n)
    lines += [
        *([""] if lines else []),
        f"读取 {len(seen.files)} 个文件：{seen.instruments} 部法规、{seen.versions} 个版本，{counted or '没有条文'}。",
        f"新增 {seen.added_instruments} 部法规、{seen.added_versions} 个版本"
        + (f"；{held} 个文件早已在库，未变" if held else "")
        + (f"；{len(seen.refused)} 个文件没有装入" if seen.refused else "")
        + "。",
    ]
    return "\n".join(lines)


def _file(taken: FileTaken) -> list[str]:
    days = "　".join(filter(None, (str(taken.dated or ""), _from(taken.effective, assumed=taken.effective_assumed))))
    lines = [f"{_OUTCOMES[taken.outcome]}　《{taken.title}》　{days or '日期不明'}　{taken.articles} 条"]
    return [*lines, f"    {_changes(taken.changes)}"] if taken.changes else lines


def _changes(changes: Changes) -> str:
    return (
        f"与 {changes.since or '上一版本'} 的文本相比：相同 {changes.same} 条，修改 {changes.changed} 条，"
        f"增加 {changes.added} 条，删去 {changes.removed} 条"
        + (f"；其中 {changes.renumbered} 条条号有变" if changes.renumbered else "")
    )


def _ending(ending: Ending) -> str:
    if ending.on is None:
        return f"恢复有效　《{ending.title}》"
    return f"失效　《{ending.title}》自 {ending.on} 起（{ending.by}）"


def _from(effective: date | None, *, assumed: bool) -> str:
    if effective is None:
        return ""
    return f"自 {effective} 起施行" + ("（文本未写明，按修改之日推定）" if assumed else "")


# --- one law -------------------------------------------------------------------------------------------------------


def whole(read: LawAtVersion, on: date) -> str:
    """A law from title to last article."""
    out = [*_head(read, on), ""]
    if read.preamble:
        out += [read.preamble, ""]
    for p in read.provisions:
        if p.place is None:
            out += ["", f"{p.label}　{p.heading}".rstrip("　"), ""]
        else:
            out.append(_printed(p))
    if read.annex:
        out += ["", read.annex]
    return "\n".join(out)


def article(read: LawAtVersion, place: Place, text: str, on: date) -> str:
    """One article, or a part of one."""
    own = str(place)
    return "\n".join([*_head(read, on), "", f"{own}　{text}"])


def missing(read: LawAtVersion, place: Place, *, whole: str | None) -> str:
    """Why there is no such place."""
    last = max((p.place.article for p in read.provisions if p.place), default=0)
    of = f"《{read.law.title}》{read.version.dated or ''} 的文本"
    if whole is not None:
        return f"{of}有这一条，但没有{place}。全条是：\n{whole}"
    unsure = "" if read.version.whole else "库内的文本不完整，不能断定该条不存在。"
    return f"{of}没有{place}，共 {last} 条。{unsure}"


def _head(read: LawAtVersion, on: date) -> list[str]:
    law, version = read.law, read.version
    out = [f"《{law.title}》　{KIND_NAMES[law.kind]}" + (f"　{law.issuer}" if law.issuer else "")]
    assumed = frozenset(v.begins for v in law.versions if v.effective_assumed)
    out.append(f"所用文本：{_version(version, assumed)}；以 {on} 为准：{_standing(version, on)}")
    if law.ended:
        out.append(f"本法规自 {law.ended} 起失效（{law.ended_by}）")
    if not version.whole:
        out.append("注意：" + "；".join(f"{_WARNED[w.kind]}：{w.detail}" for w in version.warnings))
    if len(law.versions) > 1:
        out.append("库内版本：")
        one_held = any(v.standing is Standing.IN_FORCE for v in law.versions)
        told = [_STANDING[v.standing] if one_held else _standing(v, on) for v in law.versions]
        out += [f"  {_version(v, assumed)}：{words}" for v, words in zip(law.versions, told, strict=True)]
    return out


def _standing(version: VersionSeen, on: date) -> str:
    earlier = version.standing is Standing.NOT_YET and older_in_force(version.promulgated, version.dated, on)
    return "此后的文本，法规已经公布，库内没有当日的文本" if earlier else _STANDING[version.standing]


def _version(version: VersionSeen, assumed: Collection[date | None]) -> str:
    how = "修改" if version.dated in version.amended else "公布"
    named = f"{version.dated} {how}的文本" if version.dated else "日期不明的文本"
    began = _from(version.effective, assumed=version.effective_assumed)
    until = f"{version.until} 起不再有效{'（推定）' * (version.until in assumed)}" if version.until else ""
    return "，".join(filter(None, (named, began, until)))


def _printed(p: ProvisionSeen) -> str:
    caption = f"【{p.heading}】" if p.heading else ""
    return f"{p.label}{caption}　{p.text}"


# --- what was found ------------------------------------------------------------------------------------------------


def found(page: SearchPage, *, colour: bool) -> str:
    """The laws found with their provisions; on a terminal the words stand out."""
    if not page.laws:
        return f"没有找到含有“{' '.join(page.words)}”的法规。"
    out = [f"找到 {page.total} 部法规，其中条文 {page.provisions} 处。"]
    for law in page.laws:
        out += ["", *_law_found(law, colour=colour)]
    if page.total > len(page.laws):
        out += ["", f"只列出前 {len(page.laws)} 部，要看更多请加 --limit {page.total}。"]
    return "\n".join(out)


def _law_found(found: LawFound, *, colour: bool) -> list[str]:
    law = found.law
    out = [f"《{law.title}》　{KIND_NAMES[law.kind]}　{_STANDING[law.standing]}"]
    for p in found.provisions:
        excerpt = "".join(f"\033[1m{m.text}\033[0m" if m.hit and colour else m.text for m in p.excerpt)
        old = "" if p.version.id == law.version.id else f"（{p.version.dated or '日期不明'} 的文本）"
        out.append(f"  {p.label}{old}　{' '.join(excerpt.split())}")
    if found.total > len(found.provisions):
        out.append(f"  另有 {found.total - len(found.provisions)} 处")
    return out


# --- for another program -------------------------------------------------------------------------------------------


def whole_as_json(read: LawAtVersion, on: date) -> dict[str, object]:
    """A law at one version, with every provision in written order."""
    provisions = [
        {"level": p.level, "label": p.label, "heading": p.heading, "depth": p.depth, "text": p.text}
        for p in read.provisions
    ]
    return _law_as_json(read, on) | {"preamble": read.preamble, "provisions": provisions, "annex": read.annex}


def article_as_json(read: LawAtVersion, place: Place, text: str, on: date) -> dict[str, object]:
    """One article, or a part of one."""
    return _law_as_json(read, on) | {"article": str(place), "text": text}


def found_as_json(page: SearchPage) -> dict[str, object]:
    """What was found."""
    return {
        "words": list(page.words), "total": page.total, "provisions": page.provisions,
        "laws": [
            {
                "title": f.law.title, "kind": f.law.kind, "standing": f.law.standing, "by_title": f.by_title,
                "total": f.total,
                "provisions": [
                    {
                        "label": p.label, "version": _day(p.version.dated),
                        "excerpt": "".join(m.text for m in p.excerpt),
                    }
                    for p in f.provisions
                ],
            }
            for f in page.laws
        ],
    }  # fmt: skip


def _law_as_json(read: LawAtVersion, on: date) -> dict[str, object]:
    law: LawListed = read.law
    return {
        "title": law.title, "short_titles": list(law.short_titles), "kind": law.kind, "issuer": law.issuer,
        "region": law.region, "ended": _day(law.ended), "ended_by": law.ended_by, "on": on.isoformat(),
        "version": _version_as_json(read.version), "versions": [_version_as_json(v) for v in law.versions],
    }  # fmt: skip


def _version_as_json(version: VersionSeen) -> dict[str, object]:
    return {
        "dated": _day(version.dated), "effective": _day(version.effective),
        "effective_assumed": version.effective_assumed, "until": _day(version.until), "standing": version.standing,
        "whole": version.whole, "articles": version.articles,
        "warnings": [{"kind": w.kind, "detail": w.detail} for w in version.warnings],
    }  # fmt: skip


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
