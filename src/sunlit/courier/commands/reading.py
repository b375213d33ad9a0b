"""Reading: one's own messages alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.courier import policies, rules
from sunlit.courier.acts import MessagesRead
from sunlit.courier.models import Message
from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command, emit

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor


@command
def mark_read(message_id: UUID, *, by: Actor) -> Unchanged | None:
    """标为已读: note that one has read a message.

    Raises:
        NotAnInbox, NoSuchMessage.
    """
    mine = Message.objects.filter(recipient=policies.inbox_of(by))
    if mine.filter(pk=message_id, read_at=None).update(read_at=clock.now()):
        emit(MessagesRead(officer=policies.inbox_of(by), count=1))
        return None
    if not mine.filter(pk=message_id).exists():
        raise rules.NoSuchMessage
    return Unchanged("it was read before")


@command
def mark_all_read(up_to: UUID, *, by: Actor) -> Unchanged | int:
    """全部标为已读: note that one has read everything up to a message, the newest that one saw. Returns how many.

    Raises:
        NotAnInbox, NoSuchMessage.
    """
    officer = policies.inbox_of(by)
    mine = Message.objects.filter(recipient=officer)
    newest = mine.filter(pk=up_to).values_list("sent_at", flat=True).first()
    if newest is None:
        raise rules.NoSuchMessage
    count = mine.filter(read_at=None, sent_at__lte=newest).update(read_at=clock.now())
    if not count:
        return Unchanged("all were read before")
    emit(MessagesRead(officer=officer, count=count))
    return count
