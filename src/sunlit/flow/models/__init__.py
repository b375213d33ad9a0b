"""Flows in use, their versions, runs and tasks."""

from sunlit.flow.models.flows import Flow, FlowDraft, FlowVersion
from sunlit.flow.models.kept import KeepVersions
from sunlit.flow.models.runs import Run, Task

__all__ = ["Flow", "FlowDraft", "FlowVersion", "KeepVersions", "Run", "Task"]
