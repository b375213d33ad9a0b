"""Runs a definition: tokens in, tokens out. No clock, no database; what a term means in days is the caller's."""

from sunlit.flow.engine.asking import Question, asked
from sunlit.flow.engine.program import Program, compiled
from sunlit.flow.engine.running import (
    Moved,
    begin,
    complete,
    expire,
    remind,
    resume,
    suspend,
    withdraw,
)
from sunlit.flow.engine.state import State, Token

__all__ = [
    "Moved",
    "Program",
    "Question",
    "State",
    "Token",
    "asked",
    "begin",
    "compiled",
    "complete",
    "expire",
    "remind",
    "resume",
    "suspend",
    "withdraw",
]
