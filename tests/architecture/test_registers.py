"""What the house registers is complete: every act can be read for good, every command is an official act by somebody."""

from __future__ import annotations

import dataclasses
import inspect
import re
from typing import TYPE_CHECKING

from django.utils.module_loading import autodiscover_modules

from sunlit.ledger.commanding import COMMANDS
from sunlit.ledger.cursors import REACTIONS, find_reactions
from sunlit.ledger.kinds import known_kinds, readers_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sunlit.kernel.act import Act


def acts() -> dict[str, type[Act]]:
    """Every kind of act of the house, by its name and version."""
    autodiscover_modules("acts")
    return {f"{name} {version}": kind for (name, version), kind in known_kinds().items() if kind.__module__.startswith("sunlit.")}


def commands() -> dict[str, Callable[..., object]]:
    """Every command of the house, by its dotted name."""
    autodiscover_modules("commands")
    return {name: one for name, one in COMMANDS.items() if name.startswith("sunlit.")}


def app_of(module: str) -> str:
    return module.split(".")[1]


def test_the_registers_are_not_empty() -> None:
    assert acts()
    assert commands()


def test_every_act_is_named_by_its_app_and_says_what_it_is() -> None:
    wrong = {
        name: kind
        for name, kind in acts().items()
        if not re.fullmatch(rf"{app_of(kind.__module__)}\.[a-z]+(-[a-z]+)*", kind.kind) or not (kind.__doc__ or "").strip()
    }

    assert wrong == {}


def test_every_act_has_a_schema_and_reads_back_for_good() -> None:
    without = {}
    for name, kind in acts().items():
        params = kind.__dataclass_params__ if dataclasses.is_dataclass(kind) else None
        if params is None or not params.frozen or "__slots__" not in vars(kind):
            without[name] = "is not a frozen dataclass with slots"
            continue
        try:
            readers_of(kind)
        except (TypeError, NameError) as error:
            without[name] = str(error)

    assert without == {}


def test_every_command_opens_with_the_official_word_for_it() -> None:
    undocumented = [
        name for name, one in commands().items() if not re.match(r"[\u4e00-\u9fff]{2,}: \S", inspect.getdoc(one) or "")
    ]

    assert undocumented == []


def test_every_command_says_by_whom() -> None:
    wrong = []
    for name, one in commands().items():
        by = inspect.signature(one).parameters["by"]
        if by.kind is not inspect.Parameter.KEYWORD_ONLY or by.default is not inspect.Parameter.empty or by.annotation != "Actor":
            wrong.append(name)

    assert wrong == []


def test_every_command_stands_among_the_commands_of_its_app() -> None:
    assert [name for name in commands() if name.split(".")[2] != "commands"] == []


def test_every_reaction_is_named_by_its_app_and_follows_acts_that_are_there() -> None:
    find_reactions()
    kinds = {kind.kind for kind in acts().values()}
    ours = {name: one for name, one in REACTIONS.items() if one.handle.__module__.startswith("sunlit.")}

    assert [n for n, one in ours.items() if not n.startswith(app_of(one.handle.__module__) + ".")] == []
    assert {n: set(one.kinds) - kinds for n, one in ours.items() if not one.kinds or set(one.kinds) - kinds} == {}
