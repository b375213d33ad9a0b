"""What messages are refused, and the plain arithmetic of sending them."""

from sunlit.courier.rules.addresses import (
    NoMailAddress,
    NoMobileNumber,
    NotAMailAddress,
    NotAMobileNumber,
    mail_address,
    masked_mail,
    masked_mobile,
    mobile_number,
)
from sunlit.courier.rules.messages import (
    NoSuchMessage,
    NotAnInbox,
    NotASubject,
    NotToBeSaid,
    ParametersDiffer,
    Said,
    check_about,
    plain_said,
)
from sunlit.courier.rules.outbox import (
    MOST_ATTEMPTS,
    OPEN,
    Channel,
    State,
    is_hopeless,
    is_last,
    pause_after,
    was_taken,
)
from sunlit.courier.rules.quiet import QuietHours
from sunlit.courier.rules.wording import (
    BRIEF_PARAMETERS,
    NoSuchTemplate,
    UnknownParameter,
    WordingMalformed,
    WordingMarked,
    check_brief,
    check_said,
    filled,
)

__all__ = [
    "BRIEF_PARAMETERS", "MOST_ATTEMPTS", "OPEN", "Channel", "NoMailAddress", "NoMobileNumber", "NoSuchMessage",
    "NoSuchTemplate", "NotAMailAddress", "NotAMobileNumber", "NotASubject", "NotAnInbox", "NotToBeSaid",
    "ParametersDiffer", "QuietHours", "Said", "State", "UnknownParameter", "WordingMalformed", "WordingMarked",
    "check_about", "check_brief", "check_said", "filled", "is_hopeless", "is_last", "mail_address", "masked_mail",
    "masked_mobile", "mobile_number", "pause_after", "plain_said", "was_taken",
]  # fmt: skip
