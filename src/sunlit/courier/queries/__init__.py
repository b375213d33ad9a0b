"""One's own messages, how one is reached, the words in use, what is on its way."""

from sunlit.courier.queries.messages import about_of, contact, inbox, unread
from sunlit.courier.queries.outbox import channels, on_the_way
from sunlit.courier.queries.wording import wordings

__all__ = ["about_of", "channels", "contact", "inbox", "on_the_way", "unread", "wordings"]
