"""集体讨论: a meeting as its minutes have it, and what it decided of each item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from sunlit.desk.review_words import MEETING_DECISIONS
from sunlit.review.values import Decided, Meeting

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from django.http import QueryDict

    from sunlit.review.values import Waiting

_MOST = 10_000


def _count(label: Any, *, least: int = 0, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=_MOST, widget=forms.NumberInput(attrs={"inputmode": "numeric"}), **more
    )


class MeetingForm(forms.Form):
    """The meeting itself."""

    held_on = forms.DateField(label=_("会议日期"), widget=forms.DateInput(attrs={"type": "date"}))
    minutes = forms.CharField(label=_("会议纪要文号"), max_length=100)
    members = _count(_("应到人数"), least=1)
    present = _count(_("实到人数"), least=1)
    chair = forms.CharField(label=_("主持人（岗位）"), required=False, max_length=100)

    def meeting(self) -> Meeting:
        """The meeting."""
        return Meeting(**self.cleaned_data)


class DecidedForm(forms.Form):
    """What was decided of one item. Who agreed is reckoned where it is not said: all present but the others."""

    taken = forms.BooleanField(label=_("本次会议讨论了这一项"), required=False)
    decision = forms.ChoiceField(label=_("决定"), choices=list(MEETING_DECISIONS.items()))
    agreed = _count(_("同意"), required=False)
    against = _count(_("反对"), required=False)
    abstained = _count(_("弃权"), required=False)
    recused = _count(_("回避"), required=False)
    dissent = forms.CharField(
        label=_("不同意见"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason = forms.CharField(
        label=_("理由（退回修改、不予上报的必填）"), required=False, max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    @property
    def details_open(self) -> bool:
        """Whether more than the decision was said, or is asked for: most items are passed by all who are there."""
        said = ("agreed", "against", "abstained", "recused", "dissent", "reason")
        return self.is_bound and any(self[name].value() or self[name].errors for name in said)

    def decided(self, review: UUID, present: int) -> Decided:
        """The decision."""
        given = self.cleaned_data
        others = {name: given[name] or 0 for name in ("against", "abstained", "recused")}
        agreed = given["agreed"] if given["agreed"] is not None else max(0, present - sum(others.values()))
        return Decided(
            review=review, decision=given["decision"], agreed=agreed, dissent=given["dissent"], reason=given["reason"],
            **others,
        )  # fmt: skip


class Deliberation:
    """The page's form: the meeting, and a form for each item that waits for one."""

    def __init__(
        self, items: Sequence[Waiting], *, chosen: Collection[UUID] = (), data: QueryDict | None = None
    ) -> None:
        self.meeting = MeetingForm(data)
        self.rows = [
            (item, DecidedForm(data, prefix=f"item-{item.review}", initial={"taken": item.review in chosen}))
            for item in items
        ]

    def is_valid(self) -> bool:
        """Everything of what was taken; what was not is not looked at."""
        whole = self.meeting.is_valid()
        taken = [form for _item, form in self.rows if self._taken(form)]
        if whole and not taken:
            self.meeting.add_error(None, str(_("请勾选本次会议讨论的事项。")))
            return False
        valid = [form.is_valid() for form in taken]  # every one, so that each says what is wrong with it
        return all(valid) and whole

    def decided(self) -> list[Decided]:
        """What was decided of each item that was taken."""
        present = cast("int", self.meeting.cleaned_data["present"])
        return [form.decided(item.review, present) for item, form in self.rows if self._taken(form)]

    @staticmethod
    def _taken(form: DecidedForm) -> bool:
        return bool(form["taken"].value())
