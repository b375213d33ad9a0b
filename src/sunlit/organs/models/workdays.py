"""The working calendar (工作日历): which years are loaded, and each day that is not what its weekday says."""

from __future__ import annotations

from django.db import models


class CalendarYear(models.Model):
    """A year the calendar knows, and the notice it rests on. Outside it every due day is provisional."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=20)  # notice | package
    notice = models.CharField(max_length=300)
    invented = models.BooleanField(default=False)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """A day off that would be worked, or a day worked that would be off (调休), with the notice that says so."""

    day = models.DateField(primary_key=True)
    year = models.ForeignKey(CalendarYear, on_delete=models.PROTECT, related_name="days")
    off = models.BooleanField()
    name = models.CharField(max_length=50)
    notice = models.CharField(max_length=300)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return self.day.isoformat()
