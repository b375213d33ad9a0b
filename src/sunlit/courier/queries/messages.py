"""Messages and contacts, of whoever looks and of nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.courier.models import Contact, Message
from sunlit.courier.models.wording import words_in_use
from sunlit.courier.rules import masked_mail, masked_mobile
from sunlit.courier.templates import say
from sunlit.courier.values import ContactSeen, Inbox, Language, MessageSeen

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.organs.values import Viewer

PER_PAGE = 25


def unread(viewer: Viewer) -> int:
    """How many messages one has not read. One statement; none for whoever has no inbox."""
    if viewer.officer is None:
        return 0
    return Message.objects.filter(recipient=viewer.officer, read_at=None).count()


def inbox(
    viewer: Viewer, *, language: Language, only_unread: bool = False, page: int = 1, per_page: int = PER_PAGE
) -> Inbox:
    """One's own messages, the newest first. Four statements."""
    if viewer.officer is None:
        return Inbox((), 0, 0, 1, 1)
    rows = Message.objects.filter(recipient=viewer.officer)
    waiting = rows.filter(read_at=None).count()
    rows = rows.filter(read_at=None) if only_unread else rows
    total = waiting if only_unread else rows.count()
    last = max(1, -(-total // per_page))
    at = min(max(page, 1), last)
    words = words_in_use()
    return Inbox(
        rows=tuple(
            MessageSeen(
                id=row.pk, kind=row.kind, about=row.about, sent_at=row.sent_at, read=row.read_at is not None,
                words=say(used.said, row.said, language) if (used := words.get((row.kind, language))) else row.kind,
            )
            for row in rows[(at - 1) * per_page : at * per_page]
        ),
        unread=waiting, total=total, page=at, last=last,
    )  # fmt: skip


def about_of(viewer: Viewer, message_id: UUID) -> str | None:
    """What a message of one's own is about; None where there is none. One statement."""
    if viewer.officer is None:
        return None
    mine = Message.objects.filter(recipient=viewer.officer, pk=message_id)
    return mine.values_list("about", flat=True).first()


def contact(viewer: Viewer) -> ContactSeen:
    """How one is reached oneself, masked: whoever looks over the shoulder learns no number. One statement."""
    held = Contact.objects.filter(officer=viewer.officer).first() if viewer.officer is not None else None
    if held is None:
        return ContactSeen()
    return ContactSeen(
        language=Language(held.language), mail=masked_mail(held.mail), mobile=masked_mobile(held.mobile),
        by_mail=held.by_mail, by_sms=held.by_sms,
    )  # fmt: skip
