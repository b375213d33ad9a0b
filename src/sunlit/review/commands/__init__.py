"""What is done in a review: sending, judging, deliberating, determining; and changes of what is on record."""

from sunlit.review.commands.changes_judged import audit_change, reply_to_audit
from sunlit.review.commands.changing import (
    apply_for_change,
    complete_application,
    open_change,
    open_change_of_duties,
    open_change_of_merger,
    withdraw_change,
)
from sunlit.review.commands.commenting import answer_comment, open_comments, receive_comments, stop_comments
from sunlit.review.commands.deliberating import deliberate, report_up
from sunlit.review.commands.determining import assign, determine
from sunlit.review.commands.directories import (
    add_to_sample,
    conclude_directory,
    judge_item,
    open_directory_review,
    widen_sample,
)
from sunlit.review.commands.judging import give_opinion
from sunlit.review.commands.keeping import drop_view, note_opened, save_view
from sunlit.review.commands.merging import follow_merger, follow_merger_withheld
from sunlit.review.commands.purging import purge_reviews
from sunlit.review.commands.sending import answer_remark, answer_remarks, send, send_again, withdraw_review
from sunlit.review.commands.telling import tell_of_comments, tell_of_waiting
from sunlit.review.commands.together import ask_batch, carry_on
from sunlit.review.commands.withholding import call_for_reassessment, reassess, release_item

__all__ = [
    "add_to_sample",
    "answer_comment",
    "answer_remark",
    "answer_remarks",
    "apply_for_change",
    "ask_batch",
    "assign",
    "audit_change",
    "call_for_reassessment",
    "carry_on",
    "complete_application",
    "conclude_directory",
    "deliberate",
    "determine",
    "drop_view",
    "follow_merger",
    "follow_merger_withheld",
    "give_opinion",
    "judge_item",
    "note_opened",
    "open_change",
    "open_change_of_duties",
    "open_change_of_merger",
    "open_comments",
    "open_directory_review",
    "purge_reviews",
    "reassess",
    "receive_comments",
    "release_item",
    "reply_to_audit",
    "report_up",
    "save_view",
    "send",
    "send_again",
    "stop_comments",
    "tell_of_comments",
    "tell_of_waiting",
    "widen_sample",
    "withdraw_change",
    "withdraw_review",
]
