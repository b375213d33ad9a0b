"""Runs and their tasks, as rows that can be asked: what is open, whose it is, when it is due."""

from __future__ import annotations

from django.db import models

from sunlit.kernel.ids import new_id


class Run(models.Model):
    """One thing going through one version of a flow.

    Attributes:
        about: what goes through, as `noun:key`; the app that began the run knows what it means.
        unit: the unit whose matter it is; performers `@unit` are its posts.
        state: `flow.engine.State` as JSON.
        outcome: empty while it runs. suspended: the special procedure it stands still under.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey("flow.FlowVersion", on_delete=models.PROTECT, related_name="runs")
    about = models.CharField(max_length=120)
    unit = models.ForeignKey("organs.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.TextField()
    outcome = models.CharField(max_length=200, blank=True)
    suspended = models.CharField(max_length=200, blank=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)

    class Meta:
        ordering = ["begun_at"]
        indexes = [
            models.Index(fields=["about"], name="runs_about"),
            models.Index(fields=["unit", "ended_at"], name="runs_of_a_unit"),
        ]

    def __str__(self) -> str:
        return self.about


class Task(models.Model):
    """One step of a run that is or was open.

    Attributes:
        token: of the engine. number, name, post: as the version has them, for lists.
        noun: of what the run is about, which never changes.
        function, unit, holder: who may do it: a function of the unit's posts (of any unit's, if None), or one post.
        tray: the same in one word, by which an inbox finds what lies in it; empty where it lies in none: nobody's,
            done, or of a run that stands still.
        given_to, given_post: to whom alone it was passed on (转办), and the post in which they may do it.
        due_on: last day of its term; provisional while the calendar is not loaded that far.
        consequential: something follows by itself when the term has passed.
        told: what its performers have been told of its term: `soon`, `late`; empty for nothing yet.
        stead: for whom it was done, by one who stood in for them.
        how: done, expired, closed; empty while it is open.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="tasks")
    token = models.PositiveIntegerField()
    noun = models.CharField(max_length=40, blank=True)
    node = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=500)
    post = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12)
    function = models.CharField(max_length=30, blank=True)
    unit = models.ForeignKey("organs.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey("organs.Post", null=True, on_delete=models.PROTECT, related_name="+")
    tray = models.CharField(max_length=80, blank=True)
    given_to = models.ForeignKey("organs.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    given_post = models.ForeignKey("organs.Post", null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    consequential = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True)
    told = models.CharField(max_length=5, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=200, blank=True)
    stead = models.UUIDField(null=True)
    how = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["run", "opened_at", "token"]
        constraints = [models.UniqueConstraint(fields=["run", "token"], name="one_task_a_token")]
        indexes = [
            # finds, counts and orders what lies in a tray: of five thousand steps the page's rows alone are read
            models.Index(
                fields=["tray", "noun", "node", "given_to", "given_post", "due_on", "opened_at", "id"],
                name="tasks_in_a_tray",
            ),
            models.Index(fields=["how", "due_on"], name="open_tasks_by_due_day"),
            models.Index(fields=["done_by", "done_at"], name="tasks_done_by"),
            models.Index(fields=["told", "due_on"], condition=models.Q(how=""), name="open_tasks_to_tell_of"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.node}"
