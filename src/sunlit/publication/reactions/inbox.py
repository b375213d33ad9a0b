"""Taking in what the public handed in: the key that opens it, and the chore that fetches it.

Boxes are fetched a few times an hour, so that what may wait bounds what can come. A box is first kept on the inner side
and then thrown away outside; whoever is killed in between fetches it again, and it is not counted again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import chore, reaction
from sunlit.noticeboard.store import handing, receipts
from sunlit.noticeboard.store.receipts import Progress
from sunlit.publication import commands, queries
from sunlit.publication.acts import ReportHandled
from sunlit.publication.reactions.parts import EYES
from sunlit.publication.values import Letter
from sunlit.review.queries.commenting import comment_replies

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nacl.public import PrivateKey

    from sunlit.noticeboard.store.handing import Box
    from sunlit.publication.values import Reply
    from sunlit.review.values.commenting import Told

_log = logging.getLogger(__name__)
_ME = Actor.system("publication")
EVERY = timedelta(minutes=10)
#: How long what became of a report can be looked up since it was told last.
REMEMBERED = timedelta(days=365)
_AT_ONCE = sum(handing.MOST_WAITING.values())


class Taking:
    """When this worker last fetched."""

    at: datetime | None = None


@chore("publication.take-in")
def take_in() -> int:
    """Keep the key out, fetch what waits, open it, keep it. Nothing until the next time is due."""
    now = clock.now()
    first = Taking.at is None
    if Taking.at is not None and abs(now - Taking.at) < EVERY:
        return 0
    Taking.at = now
    receipts.forget_before(now - REMEMBERED)
    key = own_key(Path(settings.SEALING_KEY_FILE))
    handing.keep_key(bytes(key.public_key))
    boxes = handing.waiting(_AT_ONCE)
    letters = {one.digest: one for one in (_letter(key, box) for box in boxes)}
    if first:  # a key may have been put back since
        again = (_opened(key, one) for one in queries.unopened(EYES))
        letters |= {one.digest: one for one in again if one.told is not None}
    if not letters:
        return 0
    if shut := sum(one.told is None for one in letters.values()):
        _log.warning("%d boxes were sealed with another key than noticeboard.key", shut)
    commands.take_in(list(letters.values()), by=_ME)
    given = [str(one.told.get("receipt", "")) for one in letters.values() if one.told]
    _tell(queries.replies(EYES, receipts=given))
    tell_comments(comment_replies(EYES, receipts=given))
    handing.drop(box.key for box in boxes)
    return len(letters)


@reaction("publication.answer", ReportHandled)
def answer(act: ReportHandled) -> None:
    """Let whoever has the number of a receipt know that her report is done, and what she is answered."""
    _tell(queries.replies(EYES, reports=[act.report]))


def _tell(replies: Iterable[Reply]) -> None:
    for one in replies:
        done = one.handled_on is not None
        progress = Progress("answered" if done else "in-hand", one.answer, one.handled_on)
        receipts.tell(one.receipt, one.lock, progress)


def tell_comments(replies: Iterable[Told]) -> None:
    """Let whoever has the number of a receipt know what became of a comment on a draft."""
    for one in replies:
        done = one.answered_on is not None
        progress = Progress("answered" if done else "in-hand", one.answer, one.answered_on)
        receipts.tell(one.receipt, one.lock, progress)


def own_key(file: Path) -> PrivateKey:
    """The key that opens what is handed in, made on first use and readable by its owner alone."""
    from nacl.public import PrivateKey

    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(bytes(PrivateKey.generate()))
            out.flush()
            os.fsync(out.fileno())
        with contextlib.suppress(FileExistsError):  # the first of two wins, the other reads what it wrote
            os.link(made, file)
        made.unlink()
    return PrivateKey(file.read_bytes())


def _letter(key: PrivateKey, box: Box) -> Letter:
    own, on = hashlib.sha256(box.sealed).hexdigest(), box.at.astimezone(clock.BEIJING).date()
    return _opened(key, Letter(own, box.kind, on, None, box.sealed))


def _opened(key: PrivateKey, letter: Letter) -> Letter:
    """A letter with what it told, where this key opens it; what is no object of ours tells nothing."""
    from nacl.exceptions import CryptoError
    from nacl.public import SealedBox

    try:
        opened = SealedBox(key).decrypt(letter.sealed)
    except (CryptoError, ValueError):  # sealed for another key, or by nobody
        return letter
    told: Mapping[str, object] = {}
    with contextlib.suppress(ValueError):
        read = json.loads(opened)
        told = read if isinstance(read, dict) else {}
    return replace(letter, told=told)
