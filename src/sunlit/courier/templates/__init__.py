"""Every template of the house: its code, what may be said in it, its words in both languages. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.courier.rules import NoSuchTemplate, check_brief, check_said, filled
from sunlit.courier.values import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.courier.values import Brief

_NOTHING = {Language.CHINESE: "无", Language.ENGLISH: "none"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a template in one language.

    Attributes:
        said: on the desk and in an e-mail; filled with what the template declares.
        brief: in an SMS and in the subject line of an e-mail; filled with a `Brief` and nothing else.
    """

    said: str
    brief: str


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of message.

    Attributes:
        code: stable; messages are kept by it. parameters: the names that must be given, and no others.
    """

    code: str
    parameters: frozenset[str]
    words: Mapping[Language, Words]

    def __post_init__(self) -> None:
        for words in self.words.values():
            check_said(words.said, self.parameters)
            check_brief(words.brief)


def _template(code: str, *parameters: str, zh: Words, en: Words) -> Template:
    return Template(code, frozenset(parameters), {Language.CHINESE: zh, Language.ENGLISH: en})


#: By their codes. Apps above add theirs here, so that whoever words them sees all of them in one place.
TEMPLATES: dict[str, Template] = {
    template.code: template
    for template in (
        _template(
            "task-opened", "step", "unit", "day",
            zh=Words(
                "{unit}：环节“{step}”待办，办理期限：{day}。",
                "【{site}】您有 {count} 个新的待办环节，请登录查看。",
            ),
            en=Words(
                "{unit}: the step “{step}” waits for you. Last day: {day}.",
                "[{site}] {count} new step(s) wait for you. Please sign in.",
            ),
        ),
        _template(
            "task-due-soon", "step", "unit", "day",
            zh=Words(
                "{unit}：环节“{step}”将于 {day} 到期，请及时办理。",
                "【{site}】您有 {count} 个待办环节即将到期，最早 {day}，请登录办理。",
            ),
            en=Words(
                "{unit}: the step “{step}” is due on {day}.",
                "[{site}] {count} step(s) of yours are due soon, the first on {day}. Please sign in.",
            ),
        ),
        _template(
            "task-overdue", "step", "unit", "day",
            zh=Words(
                "{unit}：环节“{step}”的办理期限到 {day} 为止，已经逾期。",
                "【{site}】您有 {count} 个待办环节已经逾期，请登录办理。",
            ),
            en=Words(
                "{unit}: the step “{step}” was due on {day} and is overdue.",
                "[{site}] {count} step(s) of yours are overdue. Please sign in.",
            ),
        ),
        _template(
            "difficulty-asked", "unit", "day",
            zh=Words(
                "{unit}在清理中反映了困难，请于 {day} 前答复。",
                "【{site}】有 {count} 项清理困难待答复，最早 {day} 前，请登录办理。",
            ),
            en=Words(
                "{unit} has raised a difficulty in the stocktake. Please answer by {day}.",
                "[{site}] {count} difficulties wait for an answer, the first by {day}. Please sign in.",
            ),
        ),
        _template(
            "difficulty-answered", "unit", "day",
            zh=Words(
                "{unit}：您在清理中反映的困难已于 {day} 得到答复，请登录查看。",
                "【{site}】您反映的 {count} 项清理困难已有答复，请登录查看。",
            ),
            en=Words(
                "{unit}: the difficulty you raised in the stocktake was answered on {day}.",
                "[{site}] {count} difficulties you raised were answered. Please sign in.",
            ),
        ),
        _template(
            "difficulty-overdue", "unit", "day",
            zh=Words(
                "{unit}在清理中反映的困难应于 {day} 前答复，已经逾期。",
                "【{site}】有 {count} 项清理困难逾期未答复，请登录办理。",
            ),
            en=Words(
                "A difficulty of {unit} in the stocktake was to be answered by {day} and is overdue.",
                "[{site}] {count} difficulties are overdue for an answer. Please sign in.",
            ),
        ),
        _template(
            "absence-begun", "officer", "day",
            zh=Words(
                "{officer}不在岗，{day} 返岗；在此以前，其岗位的待办事项由您代办。",
                "【{site}】有 {count} 人不在岗，其待办由您代办，请登录查看。",
            ),
            en=Words(
                "{officer} is away and back on {day}; until then what waits in their post is yours to do.",
                "[{site}] {count} colleague(s) are away; what waits for them is yours to do. Please sign in.",
            ),
        ),
        _template(
            "absence-alone", "officer", "day",
            zh=Words(
                "{officer}不在岗，{day} 返岗；其岗位没有在岗的 B 角，请指定接替的人办理待办事项。",
                "【{site}】有 {count} 人不在岗、无人代办，请登录安排。",
            ),
            en=Words(
                "{officer} is away and back on {day}; nobody stands in for their post. Please name who takes it over.",
                "[{site}] {count} colleague(s) are away and nobody stands in. Please sign in and arrange it.",
            ),
        ),
        _template(
            "absence-ended", "officer", "day",
            zh=Words(
                "{officer}自 {day} 起在岗，其岗位的待办事项由本人办理。",
                "【{site}】有 {count} 人已返岗，请登录查看。",
            ),
            en=Words(
                "{officer} is back since {day}; what waits in their post is theirs to do.",
                "[{site}] {count} colleague(s) are back. Please sign in.",
            ),
        ),
        _template(
            "registration-open", "stocktake", "unit", "day",
            zh=Words(
                "{stocktake}：请于 {day} 前登记本岗位行使的职权（{unit}）。",
                "【{site}】您有 {count} 个岗位的职权待登记，最早 {day} 前，请登录办理。",
            ),
            en=Words(
                "{stocktake}: please register the powers of your post by {day} ({unit}).",
                "[{site}] {count} post(s) of yours wait to register their powers, the first by {day}. Please sign in.",
            ),
        ),
        _template(
            "registration-late", "stocktake", "unit", "day",
            zh=Words(
                "{stocktake}：登记期限到 {day} 为止，您的岗位还没有登记（{unit}）。",
                "【{site}】您有 {count} 个岗位逾期未登记，请登录办理。",
            ),
            en=Words(
                "{stocktake}: registration was due on {day} and your post has not registered ({unit}).",
                "[{site}] {count} post(s) of yours are late with registering. Please sign in.",
            ),
        ),
        _template(
            "reassessment-due", "unit", "day",
            zh=Words(
                "{unit}有一个不公开项目，请于 {day} 前重新评估能否公开。",
                "【{site}】有 {count} 个事项临近评估日期，最早 {day}，请登录办理。",
            ),
            en=Words(
                "{unit} has a withheld item. Please look at it again by {day}.",
                "[{site}] {count} item(s) are to be looked at again, the first by {day}. Please sign in.",
            ),
        ),
        _template(
            "reassessment-overdue", "unit", "day",
            zh=Words(
                "{unit}有一个不公开项目，评估日期 {day} 已过，请尽快重新评估。",
                "【{site}】有 {count} 个事项逾期未评估，请登录办理。",
            ),
            en=Words(
                "{unit} has a withheld item that was to be looked at again by {day}.",
                "[{site}] {count} item(s) should have been looked at again. Please sign in.",
            ),
        ),
        _template(
            "directory-opened", "county", "count",
            zh=Words(
                "市政务公开办开始整体审核{county}的职权目录，在案 {count} 项，请登录查看进度。",
                "【{site}】您有 {count} 条目录整体审核的消息，请登录查看。",
            ),
            en=Words(
                "The city has begun to judge the directory of {county} as a whole, {count} powers on record.",
                "[{site}] {count} message(s) about the review of your directory. Please sign in.",
            ),
        ),
        _template(
            "directory-concluded", "county", "count",
            zh=Words(
                "{county}的职权目录整体审核已有结论，须改 {count} 项，请登录查看结论和理由。",
                "【{site}】您有 {count} 条目录整体审核的结论，请登录查看。",
            ),
            en=Words(
                "The review of the whole directory of {county} is concluded: {count} powers must be put right.",
                "[{site}] {count} conclusion(s) about your directory. Please sign in.",
            ),
        ),
        _template(
            "comments-open", "unit", "day",
            zh=Words(
                "{unit}拟公布的目录正在公开征求意见，{day} 截止。",
                "【{site}】有 {count} 次征求意见已开始，最早 {day} 截止，请登录查看。",
            ),
            en=Words(
                "Drafts of {unit} are open for public comment until {day}.",
                "[{site}] {count} period(s) of comment have begun, the first until {day}. Please sign in.",
            ),
        ),
        _template(
            "comments-came", "unit", "open",
            zh=Words(
                "{unit}拟公布的目录收到公众意见，现有 {open} 条没有答复。",
                "【{site}】有 {count} 次征求意见收到新的意见，请登录办理。",
            ),
            en=Words(
                "Comments on the drafts of {unit} have come in; {open} wait for an answer.",
                "[{site}] New comments in {count} period(s). Please sign in.",
            ),
        ),
        _template(
            "comments-soon", "unit", "day", "open",
            zh=Words(
                "{unit}拟公布目录的征求意见将于 {day} 截止，还有 {open} 条意见没有答复。",
                "【{site}】有 {count} 次征求意见即将截止，最早 {day}，请登录办理。",
            ),
            en=Words(
                "The period of comment on the drafts of {unit} ends on {day}; {open} comment(s) wait for an answer.",
                "[{site}] {count} period(s) of comment end soon, the first on {day}. Please sign in.",
            ),
        ),
        _template(
            "comments-over", "unit", "day", "open",
            zh=Words(
                "{unit}拟公布目录的征求意见已于 {day} 截止，还有 {open} 条意见没有答复；全部答复以后才能备案。",
                "【{site}】有 {count} 次征求意见已经截止，请登录办理。",
            ),
            en=Words(
                "The period of comment on the drafts of {unit} ended on {day}; {open} comment(s) wait for an answer "
                "before anything is filed.",
                "[{site}] {count} period(s) of comment have ended. Please sign in.",
            ),
        ),
        _template(
            "take-over-waits", "unit", "day",
            zh=Words(
                "下放原定 {day} 生效，{unit}还没有承接备案；在此以前仍由上级单位行使，请尽快办理。",
                "【{site}】有 {count} 项下放等待承接，请登录办理。",
            ),
            en=Words(
                "A power was to be handed down on {day} and {unit} does not have it on record; until then the unit "
                "above goes on exercising it. Please see to it.",
                "[{site}] {count} power(s) handed down wait to be taken over. Please sign in.",
            ),
        ),
        _template(
            "flow-due-soon", "flow", "day",
            zh=Words(
                "流程图“{flow}”的修订期限将于 {day} 届满，请及时修订并公布。",
                "【{site}】有 {count} 张流程图的修订期限即将届满，最早 {day}，请登录办理。",
            ),
            en=Words(
                "The revision of the flowchart “{flow}” is due on {day}.",
                "[{site}] The revision of {count} flowchart(s) is due soon, the first on {day}. Please sign in.",
            ),
        ),
        _template(
            "flow-overdue", "flow", "day",
            zh=Words(
                "流程图“{flow}”的修订期限到 {day} 为止，已经逾期。",
                "【{site}】有 {count} 张流程图逾期没有修订，请登录办理。",
            ),
            en=Words(
                "The revision of the flowchart “{flow}” was due on {day} and is overdue.",
                "[{site}] The revision of {count} flowchart(s) is overdue. Please sign in.",
            ),
        ),
        _template(
            "flow-due", "flow", "day",
            zh=Words(
                "流程图“{flow}”待修订，请于 {day} 前修订并公布。",
                "【{site}】有 {count} 张流程图待修订，最早 {day} 前完成，请登录办理。",
            ),
            en=Words(
                "The flowchart “{flow}” is due for revision by {day}.",
                "[{site}] {count} flowchart(s) are due for revision, the first by {day}. Please sign in.",
            ),
        ),
    )
}  # fmt: skip


def template_of(code: str) -> Template:
    """The template of a code.

    Raises:
        NoSuchTemplate.
    """
    try:
        return TEMPLATES[code]
    except KeyError as error:
        raise NoSuchTemplate from error


def say(words: str, said: Mapping[str, str | int | None], language: Language) -> str:
    """What a message says on the desk and in an e-mail."""
    return filled(words, {name: _NOTHING[language] if value is None else str(value) for name, value in said.items()})


def say_briefly(words: str, brief: Brief) -> str:
    """What an SMS says: nothing of any message is at hand here but how many there are and until when."""
    return filled(words, {"count": str(brief.count), "day": brief.day, "site": brief.site})
