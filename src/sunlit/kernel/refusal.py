"""An expected "no": what a rule answers when the law, or good order, forbids what was asked."""

from __future__ import annotations

from typing import ClassVar


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The base of every refusal. Subclasses stand beside their rule and say why in one Chinese sentence.

    Attributes:
        code: stable, machine-readable, unique in the house (kebab-case).
        words: the sentence shown to a person, with `{name}` places filled from `facts`.
        facts: plain values that make the sentence true of this case. Never personal data, never secrets.
    """

    code: ClassVar[str] = "refused"
    words: ClassVar[str] = "不能这样办理。"

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.words.format(**facts))
