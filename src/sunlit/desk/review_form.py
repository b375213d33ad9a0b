"""What is typed at each step of a review. A form parses and calls one command; what may be said the command knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.forms import formset_factory
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from sunlit.desk.render import FIELDS, in_words
from sunlit.desk.review_words import DECISIONS, EXEMPTIONS, QUESTIONS, VERDICTS
from sunlit.review import commands
from sunlit.review.routes import ASSIGN, DETERMINE, FIRST, JOINT_STEPS, REPORT, REVISE
from sunlit.review.rules import AnswersMissing
from sunlit.review.rules.withheld import Exemption, Placeholder
from sunlit.review.values import QUESTIONS as ASKED
from sunlit.review.values import SAYABLE, Answered, Asked, OpinionKind, Remarked, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from uuid import UUID

    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

    from sunlit.kernel.actor import Actor
    from sunlit.kernel.refusal import Refusal
    from sunlit.review.queries import RemarkSeen, ReviewSeen

_LONGEST = 4_000
#: Blank rows for remarks that a form begins with, and that are added when more are asked for.
_BLANK = 2
_MOST_ROWS = 60


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **more)


class RemarkRow(forms.Form):
    """One remark on a field."""

    field = forms.ChoiceField(label=_("栏目"), required=False, choices=[("", _("整体")), *FIELDS.items()])
    must = forms.ChoiceField(label=_("性质"), choices=[("must", _("须改")), ("advice", _("建议"))], initial="must")
    text = forms.CharField(label=_("意见"), required=False, max_length=2_000, widget=_words(2))


RemarkRows = formset_factory(RemarkRow, extra=_BLANK, max_num=_MOST_ROWS)


class StepForm(forms.Form):
    """The form of one step: it is bound to the words its reader was shown."""

    #: Whether it takes remarks field by field.
    remarked: ClassVar[bool] = False
    done: ClassVar[StrOrPromise] = _("已办理。")

    def unjudged(self) -> None:
        """Say nothing of what is lacking: more rows are asked for, nothing is sent yet."""
        self._errors: Any = ErrorDict()

    digest = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, seen: ReviewSeen, node: str, data: QueryDict | None = None) -> None:
        self.seen, self.node = seen, node
        super().__init__(data, initial={"digest": seen.digest})
        self.rows = RemarkRows(data if data is not None and "remarks-TOTAL_FORMS" in data else None, prefix="remarks")

    def is_valid(self) -> bool:
        """Itself, and its rows where it takes remarks."""
        rows = not self.remarked or not self.rows.is_bound or self.rows.is_valid()
        return super().is_valid() and rows

    def remarks(self) -> tuple[Remarked, ...]:
        """The remarks that say anything."""
        if not self.rows.is_bound:
            return ()
        given = (row.cleaned_data for row in self.rows)
        return tuple(
            Remarked(field=one["field"], text=one["text"], must=one["must"] == "must")
            for one in given
            if one.get("text", "").strip()
        )

    def typed(self) -> Iterator[tuple[StrOrPromise, str]]:
        """What was typed, field by field, so that it is not lost where the form is not shown any more."""
        for form in (self, *(self.rows if self.rows.is_bound else ())):
            for bound in form.visible_fields():
                value = bound.value()
                if isinstance(value, str) and value.strip() and not isinstance(bound.field, forms.ChoiceField):
                    yield bound.label, value

    def blame(self, refusal: Refusal) -> None:
        """Say what was refused, where it belongs."""
        self.add_error(None, in_words(refusal))

    def tell(self, by: Actor) -> None:
        """Call the command of the step."""


class FirstForm(StepForm):
    """法制初审: the four questions one by one, remarks field by field, pass or return."""

    remarked = True
    done = _("初审意见已出具。")

    verdict = forms.ChoiceField(choices=[(one.value, VERDICTS[one.value]) for one in SAYABLE[OpinionKind.LEGALITY]])
    text = forms.CharField(label=_("审核意见"), required=False, max_length=_LONGEST, widget=_words(3))

    def __init__(self, seen: ReviewSeen, node: str, data: QueryDict | None = None) -> None:
        super().__init__(seen, node, data)
        for key, words in QUESTIONS.items():
            self.fields[f"answer-{key}"] = forms.ChoiceField(
                label=words, choices=[("yes", _("是")), ("no", _("否"))], widget=forms.RadioSelect
            )
            self.fields[f"note-{key}"] = forms.CharField(
                label=_("说明"), required=False, max_length=1_000, widget=_words(2)
            )

    def questions(self) -> Iterator[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each question with its answer and its note."""
        for key in QUESTIONS:
            yield key, self[f"answer-{key}"], self[f"note-{key}"]

    def blame(self, refusal: Refusal) -> None:
        """At the question that was not answered, where it is that."""
        asked = next((key for key, words in ASKED.items() if words == refusal.facts.get("question")), "")
        self.add_error(f"note-{asked}" if isinstance(refusal, AnswersMissing) and asked else None, in_words(refusal))

    def tell(self, by: Actor) -> None:
        """出具初审意见."""
        given = self.cleaned_data
        answers = [
            Asked(question=key, yes=given[f"answer-{key}"] == "yes", note=given[f"note-{key}"]) for key in QUESTIONS
        ]
        commands.give_opinion(
            self.seen.id, OpinionKind.LEGALITY, Verdict(given["verdict"]), digest=given["digest"], text=given["text"],
            answers=answers, remarks=self.remarks(), by=by,
        )  # fmt: skip


class JointForm(StepForm):
    """An opinion of the joint review."""

    remarked = True
    done = _("审查意见已出具，他方意见现在可以看到。")

    verdict = forms.ChoiceField(label=_("审查意见"), widget=forms.RadioSelect)
    text = forms.CharField(label=_("理由"), required=False, max_length=_LONGEST, widget=_words(3))

    def __init__(self, seen: ReviewSeen, node: str, data: QueryDict | None = None) -> None:
        super().__init__(seen, node, data)
        self.kind = next(kind for kind, step in JOINT_STEPS.items() if step == node)
        verdict: Any = self.fields["verdict"]
        verdict.choices = [(one.value, VERDICTS[one.value]) for one in SAYABLE[self.kind]]

    def tell(self, by: Actor) -> None:
        """出具审查意见."""
        given = self.cleaned_data
        commands.give_opinion(
            self.seen.id, self.kind, Verdict(given["verdict"]), digest=given["digest"], text=given["text"],
            remarks=self.remarks(), by=by,
        )  # fmt: skip


class ReportForm(StepForm):
    """编号上报."""

    done = _("已上报，分送法制、机构编制、保密审查。")

    number = forms.CharField(label=_("审核意见文号"), max_length=100, help_text=_("如“灯审〔2026〕1号”。"))

    def tell(self, by: Actor) -> None:
        """编号上报."""
        commands.report_up([self.seen.id], self.cleaned_data["number"], by=by)


class AnswerForm(StepForm):
    """逐条答复: what must be put right was, or was not yet; advice was adopted, or not and why."""

    done = _("答复已保存。")

    def __init__(self, seen: ReviewSeen, node: str, data: QueryDict | None = None) -> None:
        super().__init__(seen, node, data)
        self.open = [remark for remark in seen.remarks if not remark.settled]
        for remark in self.open:
            choices = [("yes", _("已改正"))] if remark.must else [("yes", _("采纳")), ("no", _("不采纳"))]
            self.fields[f"adopted-{remark.id}"] = forms.ChoiceField(
                label=_("答复"), required=False, choices=choices, widget=forms.RadioSelect
            )
            self.fields[f"answer-{remark.id}"] = forms.CharField(
                label=_("说明") if remark.must else _("说明（不采纳的写明理由）"), required=False, max_length=1_000,
                widget=_words(2),
            )  # fmt: skip

    def asked(self) -> Iterator[tuple[RemarkSeen, forms.BoundField, forms.BoundField]]:
        """Each remark that is open, with its answer."""
        for remark in self.open:
            yield remark, self[f"adopted-{remark.id}"], self[f"answer-{remark.id}"]

    def clean(self) -> dict[str, Any]:
        """Something is answered; words without a choice would be lost."""
        given: dict[str, Any] = super().clean() or {}
        for remark in self.open:
            if given.get(f"answer-{remark.id}") and not given.get(f"adopted-{remark.id}"):
                self.add_error(f"adopted-{remark.id}", str(_("请选择如何答复。")))
        if not self.errors and not self._answered(given):
            self.add_error(None, str(_("还没有答复任何一条。")))
        return given

    def _answered(self, given: Mapping[str, Any]) -> list[Answered]:
        return [
            Answered(remark=one.id, adopted=how == "yes", text=given.get(f"answer-{one.id}") or "")
            for one in self.open
            if (how := given.get(f"adopted-{one.id}"))
        ]

    def tell(self, by: Actor) -> None:
        """答复意见."""
        commands.answer_remarks(self.seen.id, self._answered(self.cleaned_data), by=by)


class ResendForm(StepForm):
    """再送审."""

    done = _("已再送审，进入下一轮。")

    def tell(self, by: Actor) -> None:
        """再送审."""
        commands.send_again([self.seen.id], by=by)


class WithdrawForm(StepForm):
    """撤回送审."""

    done = _("已撤回，草稿可以继续修改。")

    def tell(self, by: Actor) -> None:
        """撤回送审."""
        commands.withdraw_review(self.seen.id, by=by)


class Placeholding(forms.Form):
    """What is registered of a withheld item: why, until when, by whom, and when it is looked at again."""

    exemption = forms.ChoiceField(label=_("不公开类型"), required=False, choices=[("", "—"), *EXEMPTIONS.items()])
    provision = forms.CharField(label=_("不公开依据"), required=False, max_length=500)
    until = forms.CharField(label=_("保密期限或者解密条件"), required=False, max_length=200)
    determined_by = forms.CharField(label=_("确定人（岗位）"), required=False, max_length=100)
    next_review = _day(label=_("下次评估日期"), required=False)


def placeholder_of(given: Mapping[str, Any]) -> Placeholder | None:
    """The placeholder that a form tells, as far as it can be one."""
    if not given["exemption"] or given["next_review"] is None:
        return None
    return Placeholder(
        exemption=Exemption(given["exemption"]), provision=given["provision"], until=given["until"],
        determined_by=given["determined_by"], next_review=given["next_review"],
    )  # fmt: skip


class DetermineForm(Placeholding, StepForm):
    """审查确定: what comes of it and why; for 涉密 the neutral placeholder."""

    remarked = True
    done = _("审查结论已作出。")

    decision = forms.ChoiceField(label=_("审查结论"), choices=list(DECISIONS.items()), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("理由"), max_length=_LONGEST, help_text=_("与三方意见不一致的，须说明。"), widget=_words(3)
    )
    valid_from = _day(label=_("生效日期"), required=False, help_text=_("准予备案的填写；不填为今天。"))

    def __init__(self, seen: ReviewSeen, node: str, data: QueryDict | None = None) -> None:
        super().__init__(seen, node, data)
        self.suggestion = seen.suggestion
        if self.suggestion is not None:
            self.initial["decision"] = self.suggestion.decision

    def placeholder(self) -> Placeholder | None:
        """The placeholder, as far as it can be one."""
        given = self.cleaned_data
        return placeholder_of(given) if given["decision"] == "secret" else None

    def tell(self, by: Actor) -> None:
        """审查确定."""
        given = self.cleaned_data
        commands.determine(
            self.seen.id, given["decision"], digest=given["digest"], text=given["text"], remarks=self.remarks(),
            valid_from=given["valid_from"], placeholder=self.placeholder(), by=by,
        )  # fmt: skip


class AssignForm(StepForm):
    """明确行使主体."""

    done = _("已明确行使主体。")

    unit = forms.ChoiceField(label=_("由哪个单位行使"))
    text = forms.CharField(label=_("理由"), max_length=_LONGEST, widget=_words(3))
    valid_from = _day(label=_("生效日期"), required=False, help_text=_("由本单位行使、随即备案的填写；不填为今天。"))

    def offer(self, units: Sequence[tuple[UUID, str]]) -> None:
        """Let one choose among these units, the review's own first."""
        ordered = sorted(units, key=lambda one: one[0] != self.seen.unit)
        unit: Any = self.fields["unit"]
        unit.choices = [(str(key), name) for key, name in ordered]

    def tell(self, by: Actor) -> None:
        """明确行使主体."""
        from uuid import UUID

        given = self.cleaned_data
        commands.assign(self.seen.id, UUID(given["unit"]), text=given["text"], valid_from=given["valid_from"], by=by)


#: The form of each step, by the word it is sent under: the node it belongs to, and the form.
FORMS: Mapping[str, tuple[str, type[StepForm]]] = {
    "first": (FIRST, FirstForm),
    **{step: (step, JointForm) for step in JOINT_STEPS.values()},
    "report": (REPORT, ReportForm),
    "answer": (REVISE, AnswerForm),
    "again": (REVISE, ResendForm),
    "withdraw": ("", WithdrawForm),
    "determine": (DETERMINE, DetermineForm),
    "assign": (ASSIGN, AssignForm),
}


def unfolded(data: QueryDict) -> QueryDict:
    """What was sent, with more blank rows where they are asked for, and a list of lines as rows of its own.

    The drawer has one box for all that must be put right, a line each.
    """
    out = data.copy()
    lines = [line.strip() for line in data.get("must_list", "").splitlines() if line.strip()][:_MOST_ROWS]
    held = out.get("remarks-TOTAL_FORMS", "0")
    total = min(int(held), _MOST_ROWS) if held.isascii() and held.isdecimal() else 0
    for n, line in enumerate(lines, total):
        out[f"remarks-{n}-must"], out[f"remarks-{n}-text"] = "must", line
    more = _BLANK if "more" in data else 0
    for n in range(total + len(lines), total + len(lines) + more):
        out[f"remarks-{n}-must"] = "must"
    if lines or more:
        out["remarks-TOTAL_FORMS"], out["remarks-INITIAL_FORMS"] = str(total + len(lines) + more), "0"
    out["must_list"] = ""
    return out
