"""A worker that takes parcels out of the house and is killed where it is told to.

`python -m tests.faults.parcels before|after|never`: killed before the first parcel is handed over, after it is and before
that is noted, or not at all.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from sunlit.courier.values import Parcel


def main(where: str) -> None:
    django.setup()
    from sunlit.courier import reactions

    hand_over = reactions.hand_over

    def killed(parcel: Parcel) -> None:
        if where == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        hand_over(parcel)
        if where == "after":
            os.kill(os.getpid(), signal.SIGKILL)

    reactions.hand_over = killed  # type: ignore[assignment]
    print(reactions.deliver_due())  # noqa: T201 - what the test reads


if __name__ == "__main__":
    main(sys.argv[1])
