"""What the desk calls stored codes, for its templates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join

from sunlit.catalogue import queries as catalogue
from sunlit.catalogue.findings import CODES
from sunlit.catalogue.findings.reports.marks import side_by_side
from sunlit.catalogue.rules.codes import words_of as scheme_words
from sunlit.desk import change_form, render, vocabulary
from sunlit.desk.power_form import PowerForm
from sunlit.law.queries import takes_in
from sunlit.look.templatetags.look import come, gone
from sunlit.organs.rules import Function
from sunlit.publication.policies import announces_any
from sunlit.publication.policies import keeps as may_keep
from sunlit.review.policies import sees_directories as sees_counties
from sunlit.review.policies import sees_register
from sunlit.review.queries.commenting import sees_comments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.template.context import Context
    from django.utils.safestring import SafeString
    from django_stubs_ext import StrOrPromise

    from sunlit.catalogue.findings.reports.marks import Run
    from sunlit.catalogue.queries import FileSeen
    from sunlit.catalogue.values import PowerContent

register = template.Library()
_CHANGES: dict[str, StrOrPromise] = {
    str(value): words
    for words_of_values in (
        change_form.KINDS, change_form.CAUSES, change_form.VERDICTS, change_form.REPLIES, change_form.OUTCOMES,
        change_form.STEPS, change_form.JOINT,
    )
    for value, words in words_of_values.items()
}  # fmt: skip


register.filter("code_words", render.code_words)


@register.simple_tag(takes_context=True)
def may(context: Context, *functions: str) -> bool:
    """Whether who looks holds a post with one of these functions, where the page asked who looks at all."""
    viewer = getattr(context.get("request"), "viewer", None)
    return viewer is not None and viewer.may(*(Function(name) for name in functions))


@register.simple_tag(takes_context=True)
def announces(context: Context) -> bool:
    """Whether who looks tells the public what became of some unit's powers, where the page asked who looks at all."""
    viewer = getattr(context.get("request"), "viewer", None)
    return viewer is not None and announces_any(viewer)


@register.simple_tag(takes_context=True)
def keeps(context: Context) -> bool:
    """Whether who looks keeps the installation, where the page asked who looks at all."""
    viewer = getattr(context.get("request"), "viewer", None)
    return viewer is not None and may_keep(viewer)


@register.simple_tag(takes_context=True)
def opens(context: Context) -> Mapping[str, bool]:
    """Which pages of the rail there are for who looks, by a word for each: none leads to a refusal."""
    viewer = getattr(context.get("request"), "viewer", None)
    if viewer is None:
        return {}
    return {
        "lists": catalogue.reads(viewer), "units": catalogue.reads_units(viewer), "laws": takes_in(viewer),
        "drafts": catalogue.drafts_units(viewer),
    }  # fmt: skip


@register.simple_tag(takes_context=True)
def sees_withheld(context: Context) -> bool:
    """Whether who looks sees the register of withheld items, where the page asked who looks at all."""
    viewer = getattr(context.get("request"), "viewer", None)
    return viewer is not None and sees_register(viewer)


@register.simple_tag(takes_context=True)
def sees_directories(context: Context) -> bool:
    """Whether who looks sees counties' directories judged, where the page asked who looks at all."""
    viewer = getattr(context.get("request"), "viewer", None)
    return viewer is not None and sees_counties(viewer)


@register.simple_tag(takes_context=True)
def hears_public(context: Context) -> bool:
    """Whether who looks sees what the public says of drafts, where the page asked who looks at all."""
    viewer = getattr(context.get("request"), "viewer", None)
    return viewer is not None and sees_comments(viewer)


@register.simple_tag(takes_context=True)
def administering(context: Context) -> str:
    """Which of the three administrators looks; empty for anybody else."""
    viewer = getattr(context.get("request"), "viewer", None)
    return str(viewer.administers.value) if viewer is not None and viewer.administers else ""


register.filter("law_named", vocabulary.law_named)


@register.filter
def power_type(code: str) -> StrOrPromise:
    """What a type of power is called; one that nobody knows stays as it is."""
    return vocabulary.TYPES.get(code, code)


@register.filter
def code_scheme(code: str) -> StrOrPromise:
    """What a scheme of codes is called; a city's own as the city calls it."""
    return vocabulary.SCHEMES.get(code) or scheme_words(code)


@register.filter
def power_standing(code: str) -> StrOrPromise:
    """What has become of a power."""
    return vocabulary.STANDINGS.get(code, code)


@register.filter
def edition_words(code: str) -> StrOrPromise:
    """Where an edition stands."""
    return vocabulary.EDITIONS.get(code, code)


@register.filter
def template_name(code: str) -> StrOrPromise:
    """What a kind of message is called; one that nobody knows any more stays as it is."""
    return render.TEMPLATE_NAMES.get(code, code)


@register.filter
def power_field(name: str) -> StrOrPromise:
    """What a field of an edition is called."""
    return render.FIELDS.get(name, name)


@register.filter
def field_anchor(name: str) -> str:
    """Where a field of an edition stands in the form of a draft."""
    return render.anchor_of(name)


@register.filter
def remedy_field(name: str) -> StrOrPromise:
    """What a field of the remedies is called."""
    return PowerForm.base_fields["remedies_note" if name == "note" else name].label or name


@register.filter
def purpose_words(purpose: str) -> StrOrPromise:
    """What a file of a power is for, in words."""
    return render.PURPOSES[purpose]


@register.simple_tag
def file_of(content: PowerContent, file: FileSeen) -> str:
    """The material, or the form of disclosure, to which a file belongs."""
    return render.file_of(content, file.purpose.value, file.number)


@register.filter
def of_key(values: Mapping[str, str], key: str) -> str:
    """What stands under a key; nothing where nothing does."""
    return values.get(key, "")


@register.simple_tag
def power_states() -> tuple[tuple[str, StrOrPromise], ...]:
    """The ways of narrowing the list of powers."""
    return render.POWER_STATES


@register.simple_tag
def power_fields(content: PowerContent) -> list[tuple[StrOrPromise, str]]:
    """What an edition says besides its bases."""
    return render.fields_in_words(content)


@register.filter
def code_source(code: str) -> str:
    """The provision of law, or the demand of the plan, behind a code."""
    meaning = CODES.get(code)
    return meaning.source if meaning else ""


@register.simple_tag
def mending(quoted: str, held: str) -> tuple[SafeString, SafeString]:
    """A list's words with what must go struck through, and the held ones with what must come underlined.

    What the list leaves out of a longer text is no mistake and is only dimmed.
    """
    left, right = side_by_side(quoted, held)
    return _drawn(left, gone), _drawn(right, come)


def _drawn(runs: Iterable[Run], marked: Callable[[str], SafeString]) -> SafeString:
    dim = partial(format_html, '<span class="left-out">{}</span>')
    draw: dict[str, Callable[[str], SafeString]] = {"same": conditional_escape, "only-here": marked, "left-out": dim}
    return format_html_join("", "{}", ((draw[run.kind](run.text),) for run in runs))


@register.filter
def state_words(state: str) -> StrOrPromise:
    """How far a check is, in words."""
    return render.STATES.get(state, state)


@register.filter
def kind_words(kind: str) -> StrOrPromise:
    """A kind of law in words."""
    return vocabulary.LAWS.get(kind, kind)


@register.filter
def function_words(function: str) -> StrOrPromise:
    """What a post does, or which administrator somebody is, in words."""
    return render.FUNCTIONS.get(function, function)


@register.filter
def warning_words(kind: str) -> StrOrPromise:
    """A kind of warning about a law file in words."""
    return render.WARNINGS.get(kind, kind)


@register.filter
def standing_words(standing: str) -> StrOrPromise:
    """How a law stands, in words."""
    return render.STANDINGS.get(standing, standing)


@register.filter
def outcome_words(outcome: str) -> StrOrPromise:
    """What became of a law file, in words."""
    return render.OUTCOMES.get(outcome, outcome)


@register.filter
def loading_state(state: str) -> StrOrPromise:
    """Where a loading of lists stands, in words."""
    return render.LOADING_STATES.get(state, state)


@register.filter
def loading_outcome(outcome: str) -> StrOrPromise:
    """What a row of a list does, in words."""
    return render.LOADING_OUTCOMES.get(outcome, outcome)


@register.filter
def ending_words(decision: str) -> StrOrPromise:
    """What is decided of a power that the list lacks, in words."""
    return render.ENDINGS.get(decision, decision)


@register.filter
def change_words(value: str) -> StrOrPromise:
    """What a kind, cause, verdict, reply, outcome or step of a change is called; what nobody knows stays as it is."""
    return _CHANGES.get(str(value), value)


@register.simple_tag
def warmth(n: int, most: int) -> int:
    """How warm a cell of a matrix is, from 0 for nothing to 4 for the most there is."""
    return 0 if not n else 1 + 3 * (n - 1) // max(1, most - 1) if most > 1 else 4
