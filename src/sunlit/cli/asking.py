"""The questions of `sunlit init`, one by one at the terminal; what is so already is not asked again."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sunlit.cli.answers import Answers, Named
from sunlit.cli.founding import EYES, Founding
from sunlit.kernel.refusal import Refusal
from sunlit.law import queries as law
from sunlit.organs import queries as organs
from sunlit.organs.rules import Administration, RegionTier

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sunlit.cli.founding import Step

_LOGINS = {Administration.SYSTEM: "sysadmin", Administration.SECURITY: "secadmin", Administration.AUDIT: "auditor"}
_FOOTER = (
    ("sponsor", "主办单位"), ("undertaker", "承办单位"), ("record_number", "备案号（如 ×ICP备00000000号）"),
    ("site_code", "网站标识码（10 位）"), ("contact", "联系方式"),
)  # fmt: skip


class NoAnswer(Refusal):
    """Nobody answers any more; what was done so far stays done."""

    code: ClassVar[str] = "no-answer"
    words: ClassVar[str] = "没有回答“{question}”，先到这里。已办的都算数，再运行 ./sunlit init 接着办。"


def ask_all(*, tell: Callable[[Sequence[Step], Founding], None]) -> None:
    """Ask for each step and take it at once, so that whoever is interrupted goes on from there.

    Raises:
        NoAnswer: the answers ran out.
    """
    print("逐项问答：直接回车用方括号里的值，没有方括号的可以跳过。", file=sys.stderr)
    print("按 Ctrl-C 随时停下，再运行接着办。\n", file=sys.stderr)
    for name, question in _QUESTIONS.items():
        while True:
            try:
                answers = question()
                if answers is None:
                    break
                founding = Founding(answers)
                steps = founding.steps()[name]()
            except NoAnswer:
                raise
            except Refusal as refusal:
                print(f"{refusal} 请重新回答。", file=sys.stderr)
                continue
            except OSError as error:
                print(f"读不了 {error.filename}（{error.strerror}）。请重新回答。", file=sys.stderr)
                continue
            tell(steps, founding)
            break


def _ask(question: str, default: str = "") -> str:
    print(f"{question}{f' [{default}]' if default else ''}：", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        print(file=sys.stderr)
        raise NoAnswer(question=question)
    return line.strip() or default


def _city() -> Answers | None:
    held = organs.site(EYES)
    if held.city and held.region:
        return None
    while not (name := _ask("城市名称（如 示范市）", held.city)):
        pass
    tiers = {str(tier.value): tier for tier in RegionTier}
    while (tier := _ask("层级：2 省级、3 市级、4 县级、5 乡镇级", str(held.tier.value))) not in tiers:
        pass
    while not (region := _ask("区划代码（6 位，如 990100）", held.region)):
        pass
    return Answers(city=name, tier=tiers[tier], region=region)


def _calendar() -> Answers | None:
    return Answers(notices=_paths("今年和明年的放假通知（JSON 文件，没有就跳过，用程序自带的）"))


def _administrators() -> Answers | None:
    held = {one.administers for one in organs.accounts(EYES) if one.active}
    told: dict[Administration, Named] = {}
    for kind in Administration:
        if kind not in held:
            name = _ask(f"{kind.words}的姓名")
            told[kind] = Named(_ask(f"{kind.words}的用户名", _LOGINS[kind]), name)
    return Answers(administrators=told) if told else None


def _organs() -> Answers | None:
    if organs.units(EYES):
        return None
    answers = Answers(divisions=_paths("区划表（CSV 文件，几个用空格分开；工作簿里写了区划的跳过）"))
    books = _paths("机关工作簿（.xlsx；还没有就跳过，先用 ./sunlit organs template 写出空表）")
    answers = replace(answers, workbook=books[0] if books else None)
    if not (answers.divisions or answers.workbook):
        return None
    for step in Founding(answers, dry=True).organs():
        print(f"  {step.about}", file=sys.stderr)
    return answers if _ask("写入吗？是/否", "是") == "是" else None


def _laws() -> Answers | None:
    found = () if law.count(EYES) else _paths("法规文件或文件夹（没有就跳过）")
    return Answers(laws=found) if found else None


def _lists() -> Answers | None:
    found = _paths("原有清单的文件或文件夹，先送检（没有就跳过）")
    if not found:
        return None
    if _ask("里面有涉密，或者拿不准是否涉密的内容吗？输入“不涉密”继续，其他回答都不读取") != "不涉密":
        print("没有读取，也没有保存任何内容。涉密或者拿不准的，请走本单位的涉密渠道。", file=sys.stderr)
        return None
    return Answers(lists=found, not_secret=True)


def _footer() -> Answers | None:
    held = organs.site(EYES)
    told = {key: _ask(words) for key, words in _FOOTER if not getattr(held, key)}
    emblems = () if held.emblem else _paths("徽标（200 KB 以内的 PNG 或 SVG，没有就跳过）")
    told = {key: value for key, value in told.items() if value}
    return Answers(footer=told, emblem=emblems[0] if emblems else None) if told or emblems else None


def _paths(question: str) -> tuple[Path, ...]:
    """Files that are there; a name with blanks in it stands alone."""
    while True:
        told = _ask(question)
        whole = [told] if told and Path(told).exists() else told.split()
        if not (missing := [name for name in whole if not Path(name).exists()]):
            return tuple(map(Path, whole))
        print(f"没有这个文件：{missing[0]}。", file=sys.stderr)


_QUESTIONS: dict[str, Callable[[], Answers | None]] = {
    "city": _city, "calendar": _calendar, "administrators": _administrators, "organs": _organs, "laws": _laws,
    "lists": _lists, "footer": _footer,
}  # fmt: skip
