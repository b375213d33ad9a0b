"""What is done with messages: sending, reading, delivering, wording; and how officers are reached."""

from sunlit.courier.commands.absences import tell_of_absences
from sunlit.courier.commands.contacts import forget_contact, forget_leavers, keep_contact
from sunlit.courier.commands.delivering import claim_due, note_failed, note_given_up, note_sent, put_back
from sunlit.courier.commands.purging import purge_messages
from sunlit.courier.commands.reading import mark_all_read, mark_read
from sunlit.courier.commands.sending import send, send_all
from sunlit.courier.commands.wording import drop_words, set_words

__all__ = [
    "claim_due", "drop_words", "forget_contact", "forget_leavers", "keep_contact", "mark_all_read", "mark_read",
    "note_failed", "note_given_up", "note_sent", "purge_messages", "put_back", "send", "send_all", "set_words",
    "tell_of_absences",
]  # fmt: skip
