"""The working calendar (工作日历): which years are loaded, and each day that is not what its weekday says."""

from __future__ import annotations

from django.db import models


class CalendarYear(models.Model):
    """A year the calendar knows, and what it rests on. Outside it every due day is provisional.

    Attributes:
        source: `notice`, or `package` for what the program itself came with until the notice is loaded.
        notice: where the notice is published (addresses, one a line), or what it was called.
        invented: no such notice was ever issued; for demonstrations, and shown as such wherever it is used.
        digest: of what was loaded, so that the same notice loaded again changes nothing.
    """

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=20)  # notice | package
    notice = models.TextField()
    invented = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """A day off that would be worked, or a day worked that would be off (调休), as the notice for `year` has it.

    A notice speaks of the last days of the year before too, so a day may be spoken of twice; `values.workdays.specials`
    says which one holds.
    """

    day = models.DateField()
    year = models.ForeignKey(CalendarYear, on_delete=models.PROTECT, related_name="days")
    off = models.BooleanField()
    name = models.CharField(max_length=50)

    class Meta:
        ordering = ["day", "year"]
        constraints = [models.UniqueConstraint(fields=["day", "year"], name="one_word_of_a_notice_on_a_day")]

    def __str__(self) -> str:
        return self.day.isoformat()
