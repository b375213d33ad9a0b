"""回执: by the number a citizen was given once, she learns what became of what she told; nobody else does.

The number is kept nowhere. What is kept stands under one digest of it and is sealed with another, so neither a stolen
board nor the inner side can tell whose it is or, the board, what it says.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from sunlit.kernel import clock
from sunlit.noticeboard.models import HandedIn, Receipt

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

State = Literal["received", "in-hand", "answered"]

#: Digits and letters that are not taken for one another; sixteen of them are 79 bits of chance.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH, _GROUP = 16, 4
#: What is said is filled up to a multiple of this, so that its length says little.
_STEP = 2_048


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of something handed in: waiting sealed, in the hands of the office, answered on a day."""

    state: State
    answer: str = ""
    on: date | None = None


def new_number() -> str:
    """A number nobody can guess, in groups as people read them out: 7K3M-9XQF-2HVD-B5TR."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    return "-".join(signs[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def key_of(number: str) -> str:
    """Under which key what became of it stands; whatever way the number is written."""
    return hashlib.sha256(f"receipt:{_signs(number)}".encode()).hexdigest()


def lock_of(number: str) -> str:
    """With which key what became of it is sealed, in hexadecimal digits."""
    return hashlib.sha256(f"lock:{_signs(number)}".encode()).hexdigest()


def is_number(words: str) -> bool:
    """Whether somebody typed what can be a number."""
    signs = _signs(words)
    return len(signs) == _LENGTH and all(sign in _SIGNS for sign in signs)


def look_up(number: str) -> Progress | None:
    """What became of what was handed in under a number; None where there is none. Two statements."""
    key = key_of(number)
    sealed = Receipt.objects.filter(key=key).values_list("sealed", flat=True).first()
    if sealed is None:
        return Progress("received") if HandedIn.objects.filter(receipt=key).exists() else None
    from nacl.secret import SecretBox  # only who opens loads the library

    told = json.loads(SecretBox(bytes.fromhex(lock_of(number))).decrypt(bytes(sealed)))
    return Progress(told["state"], told["answer"], date.fromisoformat(told["on"]) if told["on"] else None)


def tell(key: str, lock: str, progress: Progress) -> None:
    """Let whoever has the number know what became of it; told again, it is told anew. Two statements."""
    from nacl.secret import SecretBox

    on = progress.on.isoformat() if progress.on else ""
    words = json.dumps({"state": progress.state, "answer": progress.answer, "on": on}, ensure_ascii=False).encode()
    sealed = SecretBox(bytes.fromhex(lock)).encrypt(words.ljust(-(-len(words) // _STEP) * _STEP))
    Receipt.objects.update_or_create(key=key, defaults={"sealed": sealed, "at": clock.now()})


def forget(keys: Iterable[str]) -> None:
    """Throw away what was told."""
    Receipt.objects.filter(key__in=list(keys)).delete()


def forget_before(moment: datetime) -> None:
    """Throw away what was told last before a moment."""
    Receipt.objects.filter(at__lt=moment).delete()


def _signs(words: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", words).upper() if sign.isalnum())
