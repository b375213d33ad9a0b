"""The city's own words for its messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.courier import policies, rules
from sunlit.courier.acts import WordingDropped, WordingSet
from sunlit.courier.models import OwnWords
from sunlit.courier.templates import template_of
from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command, emit

if TYPE_CHECKING:
    from sunlit.courier.values import Language
    from sunlit.kernel.actor import Actor


@command
def set_words(kind: str, language: Language, *, said: str, brief: str, by: Actor) -> Unchanged | None:
    """设定消息用语: put the city's words in the place of those the program comes with.

    Raises:
        NotAllowed, NoSuchTemplate, WordingMalformed, WordingMarked.
        UnknownParameter: also where `brief`, which goes by SMS, asks for more than how many, until when, whose site.
    """
    policies.require_wording(by)
    said, brief = said.strip(), brief.strip()
    rules.check_said(said, template_of(kind).parameters)
    rules.check_brief(brief)
    if OwnWords.objects.filter(kind=kind, language=language.value, said=said, brief=brief).exists():
        return Unchanged("these are the words")
    OwnWords.objects.update_or_create(
        kind=kind, language=language.value,
        defaults={"said": said, "brief": brief, "changed_at": clock.now(), "changed_by": by.name},
    )  # fmt: skip
    emit(WordingSet(code=kind, language=language.value))
    return None


@command
def drop_words(kind: str, language: Language, *, by: Actor) -> Unchanged | None:
    """恢复默认用语: go back to the words the program comes with.

    Raises:
        NotAllowed, NoSuchTemplate.
    """
    policies.require_wording(by)
    template_of(kind)
    if not OwnWords.objects.filter(kind=kind, language=language.value).delete()[0]:
        return Unchanged("they are the program's")
    emit(WordingDropped(code=kind, language=language.value))
    return None
