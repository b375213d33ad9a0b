"""The form of a draft: every field of an edition, parsed. What it does not ask stays as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunlit.catalogue.rules.powers import Share, Tenure
from sunlit.catalogue.values import (
    Basis,
    Channel,
    Disclosure,
    DiscretionStep,
    FeeItem,
    Material,
    PowerContent,
    Remedies,
    Showing,
    StepPost,
    Term,
)
from sunlit.desk import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django_stubs_ext import StrOrPromise

    from sunlit.organs.values import PostSeen

_MOST_ROWS = 60
_MOST_DIGITS = 4
_WAYS = {"up": -1, "down": 1}
_BLANK = [("", "—")]
_YES_NO = [("", "—"), ("yes", _("收费")), ("no", _("不收费"))]


class Lines(forms.CharField):
    """Several texts, one a line."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(required=False, max_length=20_000, **more)

    def clean(self, value: Any) -> tuple[str, ...]:  # a tuple, not one text
        """The lines that say something."""
        return tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())

    def prepare_value(self, value: Any) -> Any:
        """One a line."""
        return "\n".join(value) if isinstance(value, tuple | list) else value


def _text(label: Any, *, most: int = 500, rows: int = 0, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else None
    if widget is not None:
        more["widget"] = widget
    return forms.CharField(label=label, required=False, max_length=most, **more)


def _choice(label: Any, words: Mapping[Any, StrOrPromise], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[*_BLANK, *words.items()], **more)


class _Term(forms.Form):
    """A term: amount, unit, source, or words."""

    def term(self, name: str) -> Term | None:
        """What was given under a name; None where nothing was."""
        given = {part: self.cleaned_data[f"{name}_{part}"] for part in ("amount", "unit", "source", "words")}
        return Term(**given) if given["amount"] is not None or given["words"] else None


class PowerForm(_Term):
    """登记职权: what stands once in an edition."""

    name = _text(_("职权名称"), help_text=_("依据法律、法规和规章的表述，准确、规范。"))
    aliases = Lines(label=_("俗称"), help_text=_("市民会用来查找的日常说法，一行一个。"))
    type = forms.ChoiceField(label=_("职权类别"), choices=list(vocabulary.TYPES.items()))
    tenure = _choice(_("专门或共有"), vocabulary.TENURES)
    part = _choice(_("主要或协助"), vocabulary.SHARES)
    lead = _text(_("主办单位"), help_text=_("协助配合的，写明协助谁。"))
    holder = _text(_("行使主体"))
    preparer = _text(_("承办机构"), help_text=_("承担初审或者具体承办的处（科、股）室或部门。"))
    nature = _choice(_("主体性质"), vocabulary.NATURES)
    entrusted_by = _text(_("委托机关"))
    levels = forms.TypedMultipleChoiceField(
        label=_("行使层级"), required=False, coerce=int, choices=list(vocabulary.LEVELS.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    statutory_term_amount = forms.IntegerField(label=_("法定时限"), required=False, min_value=0, max_value=9_999)
    statutory_term_unit = _choice(_("法定时限的单位"), vocabulary.TERM_UNITS)
    statutory_term_source = _text(_("法定时限的依据"))
    statutory_term_words = _text(_("法定时限的文字"), help_text=_("不能写成数字的，照原文写。"))
    promised_term_amount = forms.IntegerField(label=_("承诺时限"), required=False, min_value=0, max_value=9_999)
    promised_term_unit = _choice(_("承诺时限的单位"), vocabulary.TERM_UNITS)
    promised_term_source = _text(_("承诺时限的依据"))
    promised_term_words = _text(_("承诺时限的文字"))
    charged = forms.ChoiceField(label=_("是否收费"), required=False, choices=_YES_NO)
    quantity_limit = _text(_("数量限制"), most=2_000)
    conditions = Lines(label=_("办理条件"), help_text=_("一行一条。"))
    result = _text(_("办理结果"), most=2_000)
    disclosure_scope = _choice(_("公开范围"), vocabulary.SCOPES)
    disclosure_time = _text(_("公开时间"))
    rights = Lines(label=_("相对人权利"), help_text=_("一行一条。"))
    review_body = _text(_("行政复议机关"))
    review_term = _text(_("申请行政复议的期限"))
    court = _text(_("行政诉讼管辖法院"))
    suit_term = _text(_("提起行政诉讼的期限"))
    remedies_note = _text(_("救济的说明"), most=2_000, rows=2)
    place = _text(_("办理地点"))
    hours = _text(_("办理时间"))
    served = Lines(label=_("服务对象"), help_text=_("一行一类，如摊主、开办者。"))
    duties = Lines(label=_("责任事项"), help_text=_("一行一条。"))
    accountability = Lines(label=_("追责情形"), help_text=_("一行一条。"))
    remarks = _text(_("内部备注"), most=20_000, rows=3, help_text=_("只在机关内部看，从不公布。"))


class _Row(forms.Form):
    """One of several; what is blank is left out."""

    def told(self) -> dict[str, Any] | None:
        """What was given; None for a blank row."""
        given = dict(self.cleaned_data) if hasattr(self, "cleaned_data") else {}
        return given if any(value not in ("", None) for value in given.values()) else None


class BasisRow(_Row):
    """实施依据."""

    title = _text(_("法规全称"))
    article = _text(_("条款项"), most=100)
    text = _text(_("条文"), most=20_000, rows=3)


class StepRow(_Row):
    """环节责任."""

    name = _text(_("环节"), most=100)
    post = forms.ChoiceField(label=_("岗位"), required=False)
    office = _text(_("处（科、股）室"), most=100)
    term = _text(_("时限"), most=100)
    duty = _text(_("职责要求"), most=2_000, rows=2)

    def __init__(self, *args: Any, posts: Sequence[PostSeen] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [(str(post.id), f"{post.office_name} · {post.name}") for post in posts]
        self.fields["post"].choices = [*_BLANK, *offered]  # type: ignore[attr-defined] # it is a choice field


class MaterialRow(_Row):
    """申请材料."""

    name = _text(_("材料名称"))
    form = _choice(_("形式"), vocabulary.FORMS)
    copies = forms.IntegerField(label=_("份数"), required=False, min_value=0, max_value=99)
    issuer = _text(_("出具单位"), most=200)
    note = _text(_("说明"), most=1_000)


class FeeRow(_Row):
    """收费."""

    name = _text(_("收费项目"))
    basis = _text(_("收费依据"), most=2_000)
    standard = _text(_("收费标准"), most=2_000)
    waiver = _text(_("减免"), most=2_000)


class DiscretionRow(_Row):
    """裁量基准."""

    circumstance = _text(_("情形"), most=2_000)
    range = _text(_("幅度"), most=2_000)
    basis = _text(_("依据"), most=2_000)


class ChannelRow(_Row):
    """投诉、咨询."""

    kind = _choice(_("种类"), vocabulary.CHANNELS)
    words = _text(_("电话、地址、网址"), most=1_000)


class ShowingRow(_Row):
    """公开形式."""

    kind = _choice(_("形式"), vocabulary.SHOWINGS)
    where = _text(_("在哪里"), most=500)


ROWS: dict[str, tuple[Any, type[_Row]]] = {
    "bases": (_("实施依据"), BasisRow),
    "steps": (_("环节责任"), StepRow),
    "materials": (_("申请材料"), MaterialRow),
    "fees": (_("收费"), FeeRow),
    "discretion": (_("裁量基准"), DiscretionRow),
    "channels": (_("投诉、咨询途径"), ChannelRow),
    "showings": (_("公开形式"), ShowingRow),
}


class Draft:
    """The whole form of a draft: the fields that stand once, and the rows."""

    def __init__(self, content: PowerContent, posts: Sequence[PostSeen], data: Any = None) -> None:
        self.before, self.posts = content, posts
        self.move = _move(data.get("move", "") if data is not None else "")
        self.one = PowerForm(data, initial=_initial(content))
        self.rows: dict[str, Any] = {}
        for name, (_label, kind) in ROWS.items():
            made = forms.formset_factory(kind, extra=1, max_num=_MOST_ROWS, absolute_max=_MOST_ROWS, can_order=False)
            form_kwargs = {"posts": posts} if name == "steps" else {}
            # what was sent stands for itself: beside saved rows, rows sent unchanged would count as blank
            initial = _rows(content, name) if data is None else None
            self.rows[name] = made(data, initial=initial, prefix=name, form_kwargs=form_kwargs)

    def is_valid(self) -> bool:
        """Whether all of it could be read."""
        return all([self.one.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def sets(self) -> list[tuple[str, Any, Any]]:
        """Name, label and rows of each set, as the page shows them."""
        return [(name, ROWS[name][0], rows) for name, rows in self.rows.items()]

    def content(self) -> PowerContent:
        """What the draft says now: the form over what it said before."""
        given, before = self.one.cleaned_data, self.before
        plain = (
            "name", "aliases", "type", "lead", "holder", "preparer", "nature", "entrusted_by", "quantity_limit",
            "conditions", "result", "rights", "place", "hours", "served", "duties", "accountability", "remarks",
        )  # fmt: skip
        remedies = Remedies(
            review_body=given["review_body"], review_term=given["review_term"], court=given["court"],
            suit_term=given["suit_term"], note=given["remedies_note"],
        )  # fmt: skip
        return replace(
            before, **{name: given[name] for name in plain},
            tenure=Tenure(given["tenure"]) if given["tenure"] else None,
            part=Share(given["part"]) if given["part"] else None,
            levels=tuple(sorted(given["levels"])), statutory_term=self.one.term("statutory_term"),
            promised_term=self.one.term("promised_term"),
            charged={"yes": True, "no": False}.get(given["charged"]),
            remedies=remedies if remedies != Remedies() else None,
            disclosure=Disclosure(
                forms=tuple(self._showings()), scope=given["disclosure_scope"], time=given["disclosure_time"]
            ),
            bases=tuple(self._bases()), steps=tuple(self._steps()),
            materials=tuple(self._materials()),
            fees=tuple(FeeItem(**row) for row in self._told("fees")),
            discretion=tuple(DiscretionStep(**row) for row in self._told("discretion")),
            channels=tuple(Channel(**row) for row in self._told("channels")),
        )  # fmt: skip

    def _told(self, name: str) -> Iterable[dict[str, Any]]:
        """The rows that say something, one of them a place up or down where that was asked for."""
        held = [(n, told) for n, form in enumerate(self.rows[name]) if (told := form.told()) is not None]
        if self.move is not None and self.move[0] == name:
            _name, number, by = self.move
            at = next((i for i, (n, _told) in enumerate(held) if n == number), None)
            if at is not None and 0 <= at + by < len(held):
                held[at], held[at + by] = held[at + by], held[at]
        return [told for _n, told in held]

    def basis_at(self, row: str) -> tuple[str, str] | None:
        """Title and article of the basis in this row; None where there is none."""
        told = {str(n): form.told() for n, form in enumerate(self.rows["bases"])}.get(row)
        return (told["title"], told["article"]) if told else None

    def _bases(self) -> Iterable[Basis]:
        held = {(b.title, b.article): b for b in self.before.bases}
        for row in self._told("bases"):
            known = held.get((row["title"], row["article"]))
            yield replace(known, text=row["text"]) if known else Basis(**row)

    def _steps(self) -> Iterable[StepPost]:
        posts = {str(post.id): post for post in self.posts}
        held = {(step.name, step.office, str(step.post or "")): step for step in self.before.steps}
        for number, row in enumerate(self._told("steps"), 1):
            chosen = row.pop("post")
            known, post = held.get((row["name"], row["office"], chosen)), posts.get(chosen)
            if known is not None:
                yield replace(known, number=number, term=row["term"], duty=row["duty"])
            elif post is None:
                yield StepPost(number=number, **row)
            else:
                told = {**row, "office": post.office_name}
                yield StepPost(
                    number=number, unit=post.unit, unit_name=post.unit_name, post=post.id, post_name=post.name, **told
                )

    def _materials(self) -> Iterable[Material]:
        held = {m.name: m.sample for m in self.before.materials}
        yield from (Material(**row, sample=held.get(row["name"], "")) for row in self._told("materials"))

    def _showings(self) -> Iterable[Showing]:
        proofs = {(s.kind, s.where): s.proof for s in self.before.disclosure.forms}
        for row in self._told("showings"):
            yield Showing(**row, proof=proofs.get((row["kind"], row["where"]), ""))


def _move(asked: str) -> tuple[str, int, int] | None:
    """Which row is to move and by how much, as a button says it (`steps-1-up`); None for anything else."""
    name, number, way = (*asked.split("-"), "", "")[:3]
    if name not in ROWS or way not in _WAYS or not (number.isascii() and number.isdecimal()):
        return None
    return name, int(number[:_MOST_DIGITS]), _WAYS[way]


def _initial(content: PowerContent) -> dict[str, Any]:
    out = {f: getattr(content, f) for f in PowerForm.base_fields if hasattr(content, f)}
    for name in ("statutory_term", "promised_term"):
        term = getattr(content, name)
        for part in ("amount", "unit", "source", "words"):
            out[f"{name}_{part}"] = getattr(term, part) if term is not None else None
    remedies = content.remedies or Remedies()
    return out | {
        "tenure": content.tenure.value if content.tenure else "", "part": content.part.value if content.part else "",
        "charged": {True: "yes", False: "no"}.get(content.charged, "") if content.charged is not None else "",
        "disclosure_scope": content.disclosure.scope, "disclosure_time": content.disclosure.time,
        "review_body": remedies.review_body, "review_term": remedies.review_term, "court": remedies.court,
        "suit_term": remedies.suit_term, "remedies_note": remedies.note,
    }  # fmt: skip


def _rows(content: PowerContent, name: str) -> list[dict[str, Any]]:
    held = content.disclosure.forms if name == "showings" else getattr(content, name)
    fields = ROWS[name][1].base_fields
    out = [{field: getattr(one, field) for field in fields} for one in held]
    for row in out:
        if name == "steps":
            row["post"] = str(row["post"] or "")
    return out


class Secrecy(forms.Form):
    """先审后录: the first question."""

    answer = forms.ChoiceField(
        label=_("这项职权是否涉密"),
        choices=[("no", _("不涉密")), ("yes", _("涉密")), ("unsure", _("拿不准"))],
        widget=forms.RadioSelect,
        help_text=_("先审查，后登记。涉密或者拿不准的，不在本系统填写任何内容，只登记一个占位。"),
    )
    unit = forms.ChoiceField(label=_("单位"))

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit"].choices = units  # type: ignore[attr-defined] # it is a choice field


class Filing(forms.Form):
    """备案: opinion, day, reason."""

    opinion = forms.CharField(label=_("备案意见"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))
    valid_from = forms.DateField(
        label=_("生效日期"), required=False, help_text=_("不填为今天。"), widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.CharField(
        label=_("变更理由"), required=False, max_length=2_000, help_text=_("随目录向社会公布。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    corrects = forms.BooleanField(
        label=_("更正"), required=False, help_text=_("更正前一版的错误，从前一版的生效日起有效。")
    )


class FilingTogether(Filing):
    """成批备案: several drafts with one opinion. A correction is looked at by itself."""

    corrects = None  # type: ignore[assignment] # how Django takes a field away


class Becoming(forms.Form):
    """挂起、恢复、取消、废止、撤下: why, and from when."""

    reason = forms.CharField(
        label=_("理由"), max_length=2_000, help_text=_("向社会公布。"), widget=forms.Textarea(attrs={"rows": 2})
    )
    effective = forms.DateField(
        label=_("生效日期"), required=False, help_text=_("不填为今天。"), widget=forms.DateInput(attrs={"type": "date"})
    )


class Coding(forms.Form):
    """赋码: a scheme, and the code in it."""

    scheme = forms.ChoiceField(label=_("编码规则"), choices=vocabulary.schemes())
    value = forms.CharField(
        label=_("编码"), max_length=80, help_text=_("按所选规则校验。用过的编码不再使用，停用的也一样。")
    )
