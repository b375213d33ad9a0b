"""Quiet hours: e-mail and SMS wait till the morning, in Beijing's time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sunlit.kernel.clock import BEIJING


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begins` up to, not including, `ends`, past midnight where it ends earlier; never, if both are the same."""

    begins: time
    ends: time

    def covers(self, moment: datetime) -> bool:
        """Whether an aware moment falls into them."""
        at = moment.astimezone(BEIJING).time()
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends

    def awake_at(self, moment: datetime) -> datetime:
        """The first moment from this one on that is not quiet."""
        if not self.covers(moment):
            return moment
        here = moment.astimezone(BEIJING)
        morning = datetime.combine(here.date(), self.ends, tzinfo=BEIJING)
        return morning if morning > here else morning + timedelta(days=1)
