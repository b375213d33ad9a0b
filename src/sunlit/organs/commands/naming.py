"""Deciding how the officer in a post is named to the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import policies
from sunlit.organs.acts.bodies import PostNamed, UnitChanged
from sunlit.organs.models import Post
from sunlit.organs.rules.naming import NamingChanged, NoSuchPost, naming_reason

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor
    from sunlit.organs.rules import Naming


@command
def name_post(post_id: UUID, naming: Naming, *, reason: str, was: tuple[Naming, str], by: Actor) -> Unchanged | None:
    """定公开方式: decide how the officer in a post is named to the public, and why.

    `was`: how it was named, and for what reason, when whoever decides looked.

    Raises:
        NotAllowed, NoSuchPost, NoNamingReason, NoPostNumber, NamingChanged.
    """
    policies.require_naming(by)
    post = Post.objects.select_for_update().select_related("office").filter(pk=post_id).first()
    if post is None:
        raise NoSuchPost
    told = naming_reason(naming, reason, number=post.number)
    if (post.naming, post.naming_reason) == (naming.value, told):
        return Unchanged("it is named so, for this reason")
    if (post.naming, post.naming_reason) != (was[0].value, was[1]):
        raise NamingChanged
    post.naming, post.naming_reason = naming.value, told
    post.save(update_fields=["naming", "naming_reason"])
    emit(PostNamed(post=post.pk, naming=naming.value))
    emit(UnitChanged(unit=post.office.unit_id, what=("post",)))
    return None
