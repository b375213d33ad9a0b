"""An expected "no": what a rule answers when the law, or good order, forbids what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from sunlit.kernel.act import Act


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The base of every refusal. Subclasses stand beside their rule and say why in one Chinese sentence.

    Attributes:
        code: stable, machine-readable, unique in the house (kebab-case).
        words: the sentence shown to a person, with `{name}` places filled from `facts`.
        facts: plain values that make the sentence true of this case. Never personal data, never secrets.
        noted: what goes on record though all else that was asked is undone: that it was asked. Nothing, as a rule.
    """

    code: ClassVar[str] = "refused"
    words: ClassVar[str] = "不能这样办理。"
    noted: Act | None = None

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.words.format(**facts))
