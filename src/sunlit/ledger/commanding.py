"""What makes a function a command: one transaction, somebody who acts, and what was done on record."""

from __future__ import annotations

import functools
import inspect
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from sunlit.kernel.actor import Actor
from sunlit.kernel.refusal import Refusal
from sunlit.ledger.kinds import check

if TYPE_CHECKING:
    from collections.abc import Callable

    from sunlit.kernel.act import Act

P = ParamSpec("P")
R = TypeVar("R")


class NoActor(Refusal):
    """A command was called without saying who acts. The system is an actor too."""

    code = "no-actor"
    words = "没有说明由谁办理。"


class Broken(Exception):  # noqa: N818 - a promise of the house was broken, not by the user
    """A command did not keep to the form of commands: a fault of the program."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """What a command returns when there was nothing to do, so that nothing is on record and nothing is changed."""

    reason: str


@dataclass(slots=True)
class _Recording:
    """The acts of the commands that run in one transaction, in the order they were done."""

    acts: list[tuple[Act, Actor]] = field(default_factory=list)
    by: list[Actor] = field(default_factory=list)


_recording: ContextVar[_Recording | None] = ContextVar("recording", default=None)

#: Every command of the house by its dotted name.
COMMANDS: dict[str, Callable[..., object]] = {}


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Make `function` a command.

    It runs in one transaction, must be told `by` whom, and must `emit` what it did or return `Unchanged`. What it
    emitted is written together with what it changed, or not at all: a refusal, or any error, undoes both, and so does
    `Unchanged`. Of a refusal what is `noted` is written after. When the call returns, both are on disk; for that,
    nobody may hold a transaction open around it but another command, which it then joins.

    Raises:
        NoActor: `by` is missing or is nobody.
        Broken: it left nothing on record and did not say `Unchanged`, or it said so and had recorded something.
    """
    parameter = inspect.signature(function).parameters.get("by")
    if parameter is None or parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
        message = f"{function.__qualname__} does not say who acts: a command takes a keyword-only `by`"
        raise Broken(message)

    @functools.wraps(function)
    def commanded(*args: P.args, **kwargs: P.kwargs) -> R:
        from django.db import transaction

        by = kwargs.get("by")
        if not isinstance(by, Actor):
            raise NoActor
        outer = _recording.get()
        recording = outer or _Recording()
        token = _recording.set(recording)
        before = len(recording.acts)
        recording.by.append(by)
        try:
            with transaction.atomic(durable=outer is None):
                result = function(*args, **kwargs)
                _require_told(function, result, told=len(recording.acts) > before)
                if isinstance(result, Unchanged):
                    transaction.set_rollback(True)  # what it may have written on the way must not stay unrecorded
                elif outer is None:
                    from sunlit.ledger.recording import write

                    write(recording.acts)
        except BaseException as error:
            del recording.acts[before:]
            if outer is None and isinstance(error, Refusal) and error.noted is not None:
                _note(error.noted, by)
            raise
        else:
            return result
        finally:
            recording.by.pop()
            _recording.reset(token)

    COMMANDS[f"{function.__module__}.{function.__qualname__}"] = commanded
    return commanded


def _note(act: Act, by: Actor) -> None:
    """Put on record what was refused, in a transaction of its own: that of the command is undone by now."""
    from django.db import transaction

    from sunlit.ledger.recording import write

    check(act)
    with transaction.atomic(durable=True):
        write([(act, by)])


def _require_told(function: Callable[..., object], result: object, *, told: bool) -> None:
    if isinstance(result, Unchanged) == told:
        message = (
            f"{function.__qualname__} recorded something and returned Unchanged"
            if told
            else f"{function.__qualname__} left nothing on record and did not return Unchanged"
        )
        raise Broken(message)


def emit(act: Act) -> None:
    """Put on record what the running command did. It is written when the outermost command ends.

    Raises:
        Broken: no command is running.
        NotRecordable: the act holds what no act may hold, or would not read back as itself.
    """
    recording = _recording.get()
    if recording is None:
        message = f"{act.kind} was emitted outside a command"
        raise Broken(message)
    check(act)
    recording.acts.append((act, recording.by[-1]))
