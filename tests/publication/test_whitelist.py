"""What may leave an edition is written down field by field, and nothing else leaves."""

from __future__ import annotations

import dataclasses
import enum
import json
import types
import typing
from datetime import date
from uuid import UUID

import pytest

from sunlit.catalogue.rules.powers import Share, Tenure
from sunlit.catalogue.values.powers import PowerContent
from sunlit.kernel.plain import to_plain
from sunlit.noticeboard.values import PublicPower
from sunlit.publication.rules import INTERNAL, SAME, TURNED, public_content

MARKED = 7_654_321


def parts(hint: object) -> typing.Iterator[type]:
    """The dataclasses a type holds."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        yield hint
    for inner in typing.get_args(hint):
        yield from parts(inner)


def classes() -> list[type]:
    """`PowerContent` and all it is made of."""
    found: list[type] = [PowerContent]
    for kind in found:
        for hint in typing.get_type_hints(kind).values():
            found.extend(p for p in parts(hint) if p not in found)
    return found


def marked(hint: typing.Any, marks: dict[str, object], at: str) -> typing.Any:
    """A value of `hint` with a mark of its own in every field, noted in `marks` by `Class.field`."""
    args = typing.get_args(hint)
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return marked(next(a for a in args if a is not type(None)), marks, at)
    if typing.get_origin(hint) is tuple:
        return (marked(args[0], marks, at),)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return hint(**{f: marked(h, marks, f"{hint.__name__}.{f}") for f, h in hints.items()})
    number = MARKED + len(marks)
    made: typing.Any
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        made = {Tenure: Tenure.COMMON, Share: Share.ASSIST}[hint]  # type: ignore[index]
    else:
        made = {
            str: f"marker{number}",
            int: number,
            bool: True,
            UUID: UUID(int=number),
            date: date.fromordinal(700_000 + len(marks)),
        }[hint]
    marks[at] = made
    return made


def test_every_field_either_leaves_or_says_why_it_stays() -> None:
    fields = {f"{c.__name__}.{f.name}" for c in classes() for f in dataclasses.fields(c)}
    top = {f.removeprefix("PowerContent.") for f in fields if f.startswith("PowerContent.")}

    assert set(INTERNAL) <= fields
    assert all(reason.strip() for reason in INTERNAL.values())
    assert set(SAME) | set(TURNED) | {f.removeprefix("PowerContent.") for f in INTERNAL if "PowerContent" in f} == top
    assert not set(SAME) & set(TURNED)


def test_a_mark_in_every_field_arrives_unless_the_field_is_internal() -> None:
    marks: dict[str, object] = {}
    content = marked(PowerContent, marks, "")

    said = json.dumps(to_plain(public_content(content)), ensure_ascii=False)

    stayed = {at for at, mark in marks.items() if str(to_plain(mark)) not in said and mark is not True}
    of_internal_kinds = {"Further.header", "Further.words"}
    assert stayed == set(INTERNAL) - {"PowerContent.further"} | of_internal_kinds


def test_what_leaves_fits_what_the_noticeboard_has_fields_for() -> None:
    names = {f.name for f in dataclasses.fields(PublicPower)}

    assert set(public_content(PowerContent(name="夜市摊位设置许可"))) <= names


@pytest.mark.parametrize("field", ["statutory_term", "promised_term", "remedies"])
def test_what_an_edition_does_not_say_is_not_made_up(field: str) -> None:
    assert public_content(PowerContent(name="夜市摊位设置许可"))[field] is None


def test_an_officer_in_words_tied_to_no_post_stays_inside() -> None:
    from sunlit.catalogue.values.powers import StepPost

    content = PowerContent(name="夜市摊位设置许可", steps=(StepPost(number=1, name="受理", post_name="科长甄灯"),))

    [step] = public_content(content)["steps"]
    assert (step.post, step.post_name) == ("", "")
